"""What a column of an export is for, by its head: area, level, period, topic, unit, or a row number."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Role = Literal["area", "level", "period", "topic", "unit", "value", "skip", ""]

_HEADS: tuple[tuple[Role, str], ...] = (
    ("level", "gebiedsniveau geolevel niveau soortregio regiosoort gebiedstype soortgebied regioaanduiding"),
    (
        "period",
        "periode perioden period periods jaar jaren year peiljaar schooljaar tijd peildatum verslagjaar",
    ),
    (
        "area",
        """gemeente gemeenten gemeentenaam gemeentecode gebied gebieden gebiedsnaam gebiedscode regio regios
        regionaam regiocode geoitem geo area municipality municipalities code codering naam gmcode gmnaam gm
        wijkenenbuurten regioindeling geoitemcode geoitemname cbscode codegemeente naamgemeente""",
    ),
    ("topic", "onderwerp onderwerpen topic indicator variabele variable kenmerk subject"),
    ("unit", "eenheid unit meeteenheid"),
    ("value", "waarde value cijfer score aantalofpercentage resultaat"),
    (
        "skip",
        "id nr nummer rang rangorde volgnummer sortering sorteringnaam index no provincie provincienaam",
    ),
)
_CODES = re.compile(r"(?:GM|WK|BU|NL|PV|LD|CR|ES|GG|AM|RE)\d{2,8}", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def role(head: str) -> Role:
    """The role that a head names, "" for any other."""
    bare = re.sub(r"_\d+$", "", head.strip())
    plain = re.sub(r"[^a-z0-9]+", "", bare.lower())
    for found, names in _HEADS:
        if plain in names.split():
            return found
    return ""


def is_numbered(head: str) -> bool:
    """Whether a head is a topic of the statistics office: "AantalInwoners_5"."""
    return re.fullmatch(r"[A-Za-z]\w*_\d{1,3}", head.strip()) is not None


def is_of_statline(head: str) -> bool:
    """Whether a head is one that only files of the statistics office have."""
    return head.strip() in ("ID", "RegioS", "WijkenEnBuurten", "Perioden")


def is_code_head(head: str) -> bool:
    """Whether a head announces codes: bare numbers below it are then those of municipalities."""
    return re.search(r"code|geoitem|\bgm\b", head.lower()) is not None


def is_code(text: str) -> bool:
    """Whether a cell is a code of the statistics office for an area, of whatever level."""
    return _CODES.fullmatch(text.strip()) is not None


def is_of_districts(head: str) -> bool:
    """Whether a head announces districts and no municipalities."""
    low = head.lower()
    return re.search(r"wijk|buurt|district", low) is not None and "gemeente" not in low
