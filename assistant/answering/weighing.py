"""Follow-ups that weigh a number just shown: "is dat veel?", "is 27,2% veel?", "en vergeleken met Lelystad?".

They ask the same question again with something to compare it with. So the
earlier question stays whole, its own town with it; "en in Lelystad?" would put
another town in its place.
"""

from __future__ import annotations

import re

from assistant.answering.figure_words import COMPARING, QUANTITY
from assistant.answering.question import MONEY
from assistant.answering.small_words import ASKING, VERBS, spoken, words
from assistant.figures.municipalities import Municipalities
from assistant.figures.recognising import towns_in

_OFTEN = r"(?:(?:eigenlijk|nou|nu|dan|ook|relatief|heel|erg|zo|actually|really|quite|very|relatively)\s+)*"
_MUCH = (
    r"(?:veel|weinig|hoog|laag|normaal|gemiddeld|bijzonder|hoog\s+of\s+laag|veel\s+of\s+weinig|a\s+lot|much|many|"
    r"high|low|normal|average|few|little|high\s+or\s+low)"
)
_MORE = r"(?:meer|minder|hoger|lager|beter|slechter|more|less|fewer|higher|lower)"
_NUMBER = (
    r"(?:€\s*)?\d+(?:[.,]\d+)*(?:\s*%|\s+(?:procent|percent|euro)\b)?"
    r"(?:\s+per\s+(?:1[.,]?000|duizend|thousand)(?:\s+(?:inwoners|inhabitants))?)?"
)
_COUNTRY = (
    r"(?:(?:in\s+)?(?:heel\s+)?(?:nederland|het\s+land|the\s+netherlands)|landelijk(?:\s+gemiddelde)?|nationaal|"
    r"(?:het|the)\s+(?:landelijk\w*|nationaal|national)\s+(?:gemiddelde|cijfer|average|figure)|nationally|gemiddeld|"
    r"average|(?:het\s+|the\s+)?(?:gemiddelde|average)|elders|elsewhere)"
)
_PEERS = (
    r"(?:(?:in\s+)?(?:andere\s+|other\s+)?(?:vergelijkbare|soortgelijke|andere|even\s+grote|comparable|similar|other)\s+"
    r"(?:gemeenten?|steden|municipalities|towns|cities))"
)
_BESIDE = (
    r"(?:(?:(?:hoe\s+is|hoe\s+zit|hoe\s+staat|how\s+is|how\s+does)\s+(?:dat|dit|het|that|it)\s+)?"
    r"(?:in\s+vergelijking\s+(?:met|tot)|vergeleken\s+met|ten\s+opzichte\s+van|tegenover|naast|afgezet\s+tegen|"
    r"compared?\s+(?:to|with)|versus|next\s+to)\s+|"
    r"hoe\s+verhoudt\s+(?:zich\s+dat|dat\s+zich|dat)\s+tot\s+|"
    rf"is\s+(?:dat|dit|het|that|it)\s+{_OFTEN}{_MORE}\s+(?:dan|than)\s+(?:bij\s+)?)"
)
_END = r"[\s?.!]*$"
_IS_NUMBER = re.compile(rf"(is\s+{_NUMBER})\s+{_OFTEN}{_MUCH}{_END}", re.I)
_IS_MUCH = re.compile(
    rf"(?:is\s+(?:dat|dit|het|that|this|it)\s+{_OFTEN}{_MUCH}|"
    rf"hoe\s+(?:staan|doen|scoren)\s+(?:we|wij)(?:\s+(?:het|ervoor|er\s+voor|daarmee|daarin|dan))*){_END}",
    re.I,
)
_TO_COUNTRY = re.compile(rf"(?:{_BESIDE}|(?:en|and)\s+)?{_COUNTRY}{_END}", re.I)
_TO_PEERS = re.compile(rf"(?:{_BESIDE}|(?:en|and)\s+)?{_PEERS}{_END}", re.I)
_TO_TOWN = re.compile(rf"{_BESIDE}(?:(?:in|de|het|the)\s+)*(?:gemeente\s+|stad\s+)?(?=\S)", re.I)
_ENGLISH = re.compile(r"\b(?:that|lot|much|high|low|compared?|than|average|nationally)\b", re.I)
# What an earlier follow-up of this kind put there.
_WEIGHED = re.compile(
    r"(?::\s+is\s+(?:dat|that)\s+(?:veel|a\s+lot|meer\s+dan\s+landelijk|more\s+than\s+nationally)|"
    r",\s+(?:vergeleken\s+met|compared\s+to)\s+[^,]*)$",
    re.I,
)
_NUMBER_FIRST = re.compile(rf"^is\s+{_NUMBER}\s+(?:veel|a\s+lot):\s+", re.I)


def weighed(text: str, before: str, municipalities: Municipalities) -> str | None:
    """The earlier question with what a follow-up (without "en") compares its number with.

    None where it weighs nothing, or where the question before it asked for no number.
    """
    if not _asks_number(before):
        return None
    bare = _WEIGHED.sub("", _NUMBER_FIRST.sub("", before.rstrip(" ?.!")))
    language = spoken(bare) or ("en" if _ENGLISH.search(text) else "nl")
    english = language == "en"
    if number := _IS_NUMBER.match(text):
        said = "a lot" if english else "veel"
        return f"Is{number[1][2:]} {said}: {bare[0].lower()}{bare[1:]}?"
    bare = bare[0].upper() + bare[1:]
    if _IS_MUCH.match(text):
        return f"{bare}: {'is that a lot' if english else 'is dat veel'}?"
    if _TO_COUNTRY.match(text):
        return f"{bare}: {'is that more than nationally' if english else 'is dat meer dan landelijk'}?"
    beside = "compared to" if english else "vergeleken met"
    if _TO_PEERS.match(text):
        return f"{bare}, {beside} {'comparable municipalities' if english else 'vergelijkbare gemeenten'}?"
    led = _TO_TOWN.match(text)
    towns = towns_in(text, municipalities) if led else []
    if led is None or not towns or towns[0].start != led.end():
        return None
    return f"{bare}, {beside} {(' and ' if english else ' en ').join(m.shown for m in towns)}?"


def _asks_number(question: str) -> bool:
    """Whether a question asks for a number of something, or only names it; money is not meant."""
    if MONEY.search(question):
        return False
    if QUANTITY.search(question) or COMPARING.search(question):
        return True
    return not any(w.low in ASKING or w.low in VERBS for w in words(question))
