"""People as they are asked about: whom a question counts, and which group it is about.

"Hoeveel kinderen groeien op in armoede?" is not answered by a sentence with
another number, and what works for parents is not told by a text on debtors.
Both look like answers to a measure of likeness, so both are told apart here.
"""

from __future__ import annotations

import re

from assistant.answering.counting import NEAR, without_lengths
from assistant.answering.holding import QUANTITY

# Groups that a plan is made for; each is one, whatever it is called.
_GROUPS = {
    name: re.compile(rf"(?<!\w)(?:{called})(?!\w)", re.IGNORECASE)
    for name, called in {
        "parents": r"(?:groot)?ouders|ouder|ouderbetrokkenheid|ouderparticipatie|moeders?|vaders?|gezin|"
        r"gezinnen|gezins\w*|parents?|mothers?|fathers?|famil(?:y|ies)",
        "young": r"jongeren|jeugd\w*|jongvolwassenen|studenten|young\s+people|youth|students",
        "elderly": r"ouderen|senior\w*|65-?plus\w*|bejaarden|gepensioneerden|elderly|"
        r"older\s+(?:people|adults)",
        "workers": r"werknemers?|werkgevers?|werkenden?|werkvloer|bedrijven|employees|employers|workers",
        "newcomers": r"statushouders?|vluchtelingen|asielzoekers|nieuwkomers|inburger\w*|\w*migranten|"
        r"anderstaligen|nt2\w*|refugees|newcomers|migrants|asylum\s+seekers",
        "debtors": r"schulden\w*|schuldhulp\w*|debts?|debtors",
    }.items()
}
# Asks what to do for a group, which what is done for another doesn't tell.
_REACHING = re.compile(
    r"\b(?:bereik\w*|werv\w*|methode\w*|methodiek\w*|aanpak\w*|interventie\w*|werkt|werken|helpt|helpen|motiveer\w*|"
    r"vindplaats\w*|reach\w*|methods?|approach\w*|works?|helps?|motivate)\b",
    re.IGNORECASE,
)
# Visitors of a fair are none of the library's.
_BODIES = (
    re.compile(r"\b(?:bibliothe\w*|biebs?|librar\w+)\b", re.IGNORECASE),
    re.compile(r"\b\w*(?:taalhui[sz]\w*|language\s+houses?)\b", re.IGNORECASE),
)
_PEOPLE = (
    r"mensen|personen|inwoners|bewoners|burgers|\w*huishoudens|\w*gezinnen|\w*kinderen|kind|jongeren|jeugdigen|"
    r"\w*leerlingen|peuters|kleuters|baby's|scholieren|studenten|ouders|ouderen|senioren|volwassenen|vrouwen|mannen|"
    r"\w*laaggeletterden?|\w*analfabeten|digibeten|\w*cursisten|\w*deelnemers|\w*vrijwilligers|\w*leden|\w*bezoekers|"
    r"\w*cli[eë]nten|klanten|statushouders|vluchtelingen|asielzoekers|ontheemden|nieuwkomers|inburgeraars|migranten|"
    r"oekra[iï]ners|mantelzorgers|werklozen|werkzoekenden|werknemers|werkenden|minima|uitkeringsgerechtigden|"
    r"schoolverlaters|\w*gerechtigden|armen|people|persons|residents|inhabitants|adults|children|parents|"
    r"families|households|refugees|newcomers|volunteers|participants|members|visitors|pupils|students|employees"
)
_WORD = re.compile(rf"(?<!\w)(?:{_PEOPLE}|\w+(?:aren|enaars|isten))(?!\w)", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\b(?:hoeveel|how\s+many|(?:aantal|percentage|aandeel|number\s+of|share\s+of|percentage\s+of))\s+"
    rf"(?:(?!(?:van|of|voor|for|met|with|en|and|uur|hours|tijd|geld|jaar)\b)[\w-]+\s+)??(?:{_PEOPLE})(?!\w)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\d\s?%|\bprocent\b|\bper\s?cent\b|\b(?:helft|half)\b|"
    r"\b(?:een|één|twee|drie|one|two|three|a)\s+(?:derde|kwart|vierde|vijfde|zesde|tiende|thirds?|quarters?|fifths?|tenth)\b",
    re.IGNORECASE,
)
# "Een inkomen tot 130% van de bijstandsnorm" says how much, not how many.
_OF_MONEY = re.compile(
    r"\d+\s?%\s+(?:van|of)\s+(?:de|het|the)\s+(?:\w+\s+)?"
    r"\w*(?:norm|minimum|minimumloon|loon|kosten|subsidie|budget|begroting|tarief|bedrag|prijs|inkomen)\b",
    re.IGNORECASE,
)
# "De derde lijn" counts nothing.
_ORDINAL = re.compile(
    r"\b(?:de|het|een|the|a)\s+(?:eerste|tweede|derde|vierde|vijfde|zesde|tiende|first|second|third|fourth)\s+(?!van\b|of\b)",
    re.IGNORECASE,
)


def counts_people(question: str) -> bool:
    """Whether a question asks how many people, or which share of them."""
    return _COUNTED.search(question) is not None


def gives_number_of_people(text: str) -> bool:
    """Whether a text gives a number of people, close to it, or a share; an age or a length of time isn't."""
    text = _OF_MONEY.sub(" ", without_lengths(text))
    if _SHARE.search(text):
        return True
    text = _ORDINAL.sub(" ", text)
    return any(_WORD.search(text[max(0, m.start() - NEAR) : m.end() + NEAR]) for m in QUANTITY.finditer(text))


def told_of_group(question: str, text: str, above: str) -> bool:
    """Whether a text is about the group that a question asks how to reach or help, or asks of none.

    `above` are the headings and the title over it.
    """
    asked = group_to_reach(question)
    return not asked or bool(asked & groups_in(f"{text} {above}"))


def group_to_reach(question: str) -> frozenset[str]:
    """The groups that a question asks how to reach or help; none for another question."""
    return groups_in(question) if _REACHING.search(question) else frozenset()


def names_body(question: str, text: str) -> bool:
    """Whether a text names the library or the Taalhuis, where a question asks how many people that has."""
    return all(called.search(text) for called in _BODIES if called.search(question))


def groups_in(text: str) -> frozenset[str]:
    """The groups of people that a text names."""
    return frozenset(name for name, called in _GROUPS.items() if called.search(text))
