"""Who asks for somebody's number or address: personal data, which the program does not look up.

The number of the Taalhuis or of a department is no personal data, and who a
person is may well stand in a document: those are questions like any other.
"""

from __future__ import annotations

import re
from typing import Literal

from assistant.answering.person_names import PERSON

Whose = Literal["person", "official"]

_OFFICE = (
    r"(?:(?:loco)?burgemeester|(?:oud-)?wethouders?|(?:gemeente)?raads(?:lid|leden)|gemeentesecretaris|"
    r"raadsgriffier|ambtena(?:ar|ren)|beleids(?:medewerker|adviseur|ambtenaar)s?|fractievoorzitter|minister|"
    r"staatssecretaris|mayor|alder(?:man|men)|councillors?|civil\s+servants?|policy\s+officers?|town\s+clerk)(?![\w-])"
)
_CONTACT = (
    r"(?:(?:mobiele?|privé-?|prive-?|06-?|telephone|phone|mobile|cell|home|e-?mail)\s*)*"
    r"(?:telefoon(?:nummer)?|nummer|mobieltje|e-?mail(?:\s?-?adres)?|mail(?:adres)?|(?:huis|woon|thuis)?adres|"
    r"contactgegevens|number|phone|address|e-?mail|contact\s+details)"
)
_PRIVATE = (
    r"(?:geboortedatum|leeftijd|bsn|burgerservicenummer|rekeningnummer|date\s+of\s+birth|birthday|age|"
    r"social\s+security\s+number)"
)
_SOMEBODY = (
    r"(?:(?:de\s+heer|meneer|dhr\.?|mevrouw|mevr\.?|mw\.?|mr\.?|mrs\.?|ms\.?|familie|the\s+family)\s+"
    r"(?:(?:de|van|den|der)\s+)*\w+|"
    r"(?:mijn|de|my|the)\s+(?:buur(?:man|vrouw|jongen|meisje)|buren|collega|ex|vriend(?:in)?|neighbou?rs?|"
    rf"colleague|friend)(?![\w-])|{PERSON})"
)
_ARTICLE = r"(?:(?:de|het|een|onze|mijn|the|an?|our|my)\s+)?"
_FOR_ME = r"(?:(?:mij|me|ons|us|eens|even)\s+)*"
_ASKED = (
    r"(?:(?:wat|hoe)\s+(?:is|luidt|zijn)\s+|what(?:\s+is|'s|\s+are)\s+|(?:geef|zoek|noem|give|find|tell)\s+"
    rf"{_FOR_ME}|(?:heb|hebt|heeft|ken|weet)\s+(?:je|jij|u)\s+|do\s+you\s+(?:have|know)\s+)?{_ARTICLE}"
)
_OF = r"\s+(?:van|of|for)\s+"
_PLACE = r"(?:\s+(?:in|uit|te|from)\s+[\w' -]+)?[?.!]*\s*$"
_FORMS: tuple[tuple[Whose, str], ...] = (
    ("official", rf"{_ASKED}{_CONTACT}{_OF}{_ARTICLE}{_OFFICE}"),
    ("official", rf"{_ASKED}{_OFFICE}(?:\s+[\w-]+){{0,3}}'s\s+{_CONTACT}\b"),
    ("official", rf"hoe\s+(?:kan|kun)\s+(?:ik|je|we)\s+{_ARTICLE}{_OFFICE}.*\b(?:bellen|mailen|appen)\b"),
    ("official", rf"how\s+(?:can|do)\s+i\s+(?:call|e-?mail|phone)\s+{_ARTICLE}{_OFFICE}"),
    ("person", rf"{_ASKED}(?:{_CONTACT}|{_PRIVATE}){_OF}{_SOMEBODY}{_PLACE}"),
    ("person", rf"{_ASKED}{_SOMEBODY}'?s?\s+(?:{_CONTACT}|{_PRIVATE})\b"),
    (
        "person",
        rf"(?:waar\s+woont|hoe\s+oud\s+is|how\s+old\s+is)\s+(?:{_ARTICLE}{_OFFICE}.*|{_SOMEBODY}{_PLACE})",
    ),
    ("person", rf"where\s+does\s+(?:{_ARTICLE}{_OFFICE}.*?|{_SOMEBODY})\s+live\b"),
    (
        "person",
        rf"(?:is|heeft|zit|krijgt|volgt|ontvangt|has|does)\s+{_SOMEBODY}\s+(?:\w+\s+){{0,4}}?"
        r"(?:laaggeletterd|analfabeet|schulden|bijstand|uitkering|ziek|dyslectisch|inburgeraar|taalles|illiterate|"
        r"debts?|benefits?|low\s+literate)\b",
    ),
)  # fmt: skip
_RECOGNISED = [(whose, re.compile(form, re.I)) for whose, form in _FORMS]


def data_of(text: str) -> Whose | None:
    """Whose data a text asks for, a person's or those of somebody in office; None for another question."""
    return next((whose for whose, form in _RECOGNISED if form.match(text)), None)
