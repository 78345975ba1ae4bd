"""The words that shape a question without being its subject, in Dutch and English.

A follow-up is told from a question that stands alone by what it does not say,
so it must be known which words say nothing by themselves. `index.terms` has
its own list: there a word must not weigh in a search, here it must not count
as something to talk about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.records import Language

ASKING = frozenset(
    """wie wat waar wanneer waarom hoe hoeveel hoelang welk welke wiens waarvoor waarin waarmee waaraan
    waarover waarvan waaruit waarbij waarheen wie's who what where when why how which whose whom much
    many long""".split()
)
# Asking words that take a noun with them: "welke cursussen", "hoeveel geld".
WITH_NOUN = frozenset("hoeveel welk welke which much many whose wiens".split())
# Verbs that ask or link, and such as every question about a town uses.
VERBS = frozenset(
    """is zijn was waren ben bent word wordt worden werd werden geworden geweest heb hebt heeft hebben had
    hadden gehad kan kunnen kon konden kun moet moeten moest moesten mag mogen mocht wil willen wilt
    wilde zal zullen zou zouden ga gaat gaan ging gingen kom komt komen kwam kwamen doe doet doen deed
    deden gedaan sta staat staan stond stonden krijg krijgt krijgen kreeg kregen gekregen geef geeft
    geven gaf gaven gegeven zeg zegt zeggen zei zeiden vind vindt vinden vond vonden weet weten wist
    denk denkt denken zit zitten zat zaten ligt liggen lag blijft blijven bleef hoort horen heet heten
    betekent betekenen houdt houden geldt gelden gold maak maakt maken maakte bestaat bestaan bestond
    gebeurt gebeuren gebeurde klopt kloppen loopt lopen liep lijkt lijken noem vertel betaal betaalt
    betalen betaalde kost kosten kostte kostten beslist beslissen besliste besluit besloot bepaalt
    bepalen bepaalde regelt regelen regelde organiseert organiseren levert leveren biedt bieden
    ontvangt ontvangen ontving besteedt besteden besteedde bedraagt bedroeg werkt werken werkte helpt
    helpen hielp stelt stellen stelde begint beginnen begon eindigt duurt duren duurde telt tellen
    telde wonen woont zorgt zorgen vraagt vragen vroeg volgt volgen volgde gebruikt gebruiken
    financiert financieren bekostigt subsidieert subsidiëren voert voeren valt vallen viel daalt stijgt
    steeg daalde groeit groeide verandert veranderde hoef hoeft hoeven neemt nemen nam ziet zien zag
    are am were be been being do does did done has have can could will would shall should may might
    must get gets got gotten go goes went come comes came give gives gave given say says said find
    finds found know knows mean means make makes made pay pays paid cost costs decide decides decided
    receive receives received spend spends spent work works worked help helps helped need needs needed
    want wants apply applies happen happens happened stand stands stood tell show exist exists organise
    organises offer offers offered provide provides fund funds funded live lives use uses used take
    takes took run runs start starts started""".split()
)
# Verbs above that are as often a noun; not after an article.
ALSO_NOUNS = frozenset("kosten cost costs subsidie fund funds help use work vragen besluit needs".split())
PREPOSITIONS = frozenset(
    """in op van voor met bij aan over naar tot door uit om onder tussen tegen zonder volgens via per sinds
    vanaf tijdens rond rondom binnen buiten te namens qua of for with at on about to by from under
    between against without according since during around within into""".split()
)
ARTICLES = frozenset("de het een 't the a an".split())
PARTICLES = frozenset(
    """en maar of dan ook nog nou nu eigenlijk precies wel toch eens even allemaal ongeveer er al meer verder
    niet geen zo weer dus ja nee oké ok graag alleen zelf and but or then also still now actually
    exactly too else again just so more not please okay only there yes no as anders minder vaak ever
    daar hier here elk elke iets iemand something someone somebody anyone anything niks nothing hoor
    toen straks eerst hetzelfde same""".split()
)
PERSONS = frozenset(
    """ik je jij jou jouw jullie u uw we wij ons onze ze zij hen hun hem haar hij men mij mijn zich it
    its they them their he she him her i you your me my us our dat dit die deze that this those
    these het""".split()
)
# Talk with the program itself, which no earlier question completes.
SOCIAL = re.compile(
    r"\b(?:dank\w*|bedankt|hallo|hoi|hey|hi|hello|thanks?|goede\w*|sorry|jij|jou|jullie|u|you|je|ik hier|"
    r"can i ask)\b",
    re.I,
)
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True)
class Word:
    """A word of a text: as it stands, in lower case, and where."""

    text: str
    low: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text, in order; a compound with a hyphen is one."""
    return [Word(m[0], m[0].lower().replace("’", "'"), *m.span()) for m in _WORD.finditer(text)]


def is_content(word: str) -> bool:
    """Whether a word (in lower case) can be what a question is about."""
    return not (
        word in ASKING
        or word in VERBS
        or word in PREPOSITIONS
        or word in ARTICLES
        or word in PARTICLES
        or word in PERSONS
        or (word.isdigit() and len(word) == 4)
    )


def spoken(text: str) -> Language | None:
    """ "nl" or "en" where a few words make that clear, None where they don't."""
    found = [w.low for w in words(text)]
    dutch, english = sum(w in _DUTCH for w in found), sum(w in _ENGLISH for w in found)
    return None if dutch == english else "nl" if dutch > english else "en"


_DUTCH = frozenset(
    """en maar hoe wie wat waar wanneer waarom hoeveel welke welk de het een dat dit die deze van voor met bij
    aan naar door uit sinds vanaf zit zijn wordt heeft gaat staat kost dan ook daarover daarvan
    daarvoor ervan jaar vorig volgend ja nee is veel weinig hoog laag meer minder""".split()
)
_ENGLISH = frozenset(
    """and but how who what where when why which the a an that this those these of for with about from since
    is are does did has have last next year it they them there yes no much many there's what's who's to
    on by""".split()
)
