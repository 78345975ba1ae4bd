"""Which area a row is about: a municipality of today, the country, or something to leave out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from assistant.figures.municipalities import Municipalities
from assistant.figures.values import COUNTRY
from assistant.records import Municipality

Kind = Literal["municipality", "country", "province", "district", "former", "group", "ambiguous", "unknown"]

_LEVELS: tuple[tuple[str, Kind], ...] = (
    ("gemeente municipality municipalities gm", "municipality"),
    ("land nederland country nl rijk", "country"),
    ("provincie province pv", "province"),
    ("wijk buurt neighbourhood district stadsdeel kern postcode pc4 pc5 pc6 straat dorp subwijk", "district"),
)
_PROVINCES = frozenset(
    """groningen fryslân friesland drenthe overijssel flevoland gelderland utrecht noord-holland zuid-holland
    zeeland noord-brabant brabant limburg""".split()
)
# What stands between brackets behind a name, and the province it means.
_SHORT = {
    "nh": "Noord-Holland",
    "zh": "Zuid-Holland",
    "nb": "Noord-Brabant",
    "l": "Limburg",
    "lb": "Limburg",
    "o": "Overijssel",
    "ov": "Overijssel",
    "g": "Gelderland",
    "gld": "Gelderland",
    "u": "Utrecht",
    "ut": "Utrecht",
    "z": "Zeeland",
    "zld": "Zeeland",
    "gr": "Groningen",
    "fr": "Fryslân",
    "dr": "Drenthe",
    "fl": "Flevoland",
}
_COUNTRY = re.compile(
    r"(?:heel |geheel |gemiddelde? |land |totaal |the )?(?:nederland|netherlands)(?: \(land\)| totaal)?|"
    r"landelijk(?: gemiddelde)?",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"^gemeenten\b|inwoners|gemiddeld|vergelijkbare|^g ?\d{1,2}\b|stedelijk|^regio\b|^totaal\b|\bregio$|"
    r"arbeidsmarktregio|veiligheidsregio|ggd|referentie|benchmark|^overige?\b|corop|landsdeel",
    re.IGNORECASE,
)
_DISTRICT = re.compile(r"^(?:wijk|buurt|stadsdeel|kern)\b", re.IGNORECASE)
_SWING = re.compile(r"(gemeente|gem|nederland|land|provincie|wijk|buurt)_0*(\d{1,8})", re.IGNORECASE)


@dataclass(frozen=True)
class Area:
    """What a cell names; `code` is a municipality's or "NL", "" for what is left out.

    `name` is the municipality's own where the cell has a code or another
    spelling. `bare` says that the name is a province's too and nothing tells
    which is meant.
    """

    kind: Kind
    printed: str
    code: str = ""
    bare: bool = False
    name: str = ""

    @property
    def kept(self) -> bool:
        """Whether its values are taken in."""
        return bool(self.code)


def level(text: str) -> Kind | None:
    """The level of area that a cell names ("Gemeente  ", "wijken"), None for an unknown one."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    for word in words[:1]:
        for names, kind in _LEVELS:
            if any(word in (name, f"{name}en", f"{name}n", f"{name}s") for name in names.split()):
                return kind
    return None


class Areas:
    """Recognises areas; numbers count as codes only where the caller says so."""

    def __init__(self, municipalities: Municipalities) -> None:
        self._municipalities = municipalities
        self._folded: Mapping[str, str] = {_folded(name): name for name in municipalities.names()}
        self._seen: dict[tuple[str, Kind | None, bool], Area] = {}

    def of(self, text: str, at: Kind | None = None, numbered: bool = False) -> Area:
        """The area of a cell; `at` is the level that another cell of the row tells, if any."""
        asked = (text, at, numbered)
        if asked not in self._seen:
            self._seen[asked] = self._of(text, at, numbered)
        return self._seen[asked]

    def _of(self, text: str, at: Kind | None, numbered: bool) -> Area:
        printed = " ".join(text.split())
        if not re.search(r"[^\W\d_]", printed) and not (at or numbered):
            return Area("unknown", printed)
        coded = self._coded(printed, at, numbered)
        if coded:
            return coded
        if at and at not in ("municipality", "country"):
            return Area(at, printed)
        if _COUNTRY.fullmatch(printed):
            return Area("country", printed, COUNTRY, name="Nederland")
        if at == "country":
            return Area("country", printed, COUNTRY, name="Nederland")
        return self._named(printed, at)

    def _coded(self, text: str, at: Kind | None, numbered: bool) -> Area | None:
        upper = text.upper()
        if re.fullmatch(r"GM\d{4}", upper):
            return self._municipality(upper, text)
        if re.fullmatch(r"NL(?:\d\d|00)?", upper):
            return Area("country", text, COUNTRY, name="Nederland")
        if re.fullmatch(r"PV\d\d", upper):
            return Area("province", text)
        if re.fullmatch(r"WK\d{6}|BU\d{8}", upper):
            return Area("district", text)
        if re.fullmatch(r"[A-Z]{2}\d{2,4}", upper):
            return Area("group", text)
        if found := _SWING.fullmatch(text):
            kind = level(found[1])
            if kind == "municipality" or found[1].lower() == "gem":
                return self._municipality(f"GM{int(found[2]):04d}", text)
            return (
                Area("country", text, COUNTRY, name="Nederland")
                if kind == "country"
                else Area(kind or "unknown", text)
            )
        if re.fullmatch(r"\d{1,4}", text) and (numbered or at is not None):
            if at == "country":
                return Area("country", text, COUNTRY, name="Nederland")
            return self._municipality(f"GM{int(text):04d}", text) if at in ("municipality", None) else None
        return None

    def _municipality(self, code: str, printed: str) -> Area:
        found = self._municipalities.find(code)
        return (
            Area("municipality", printed, found.code, name=found.name) if found else Area("former", printed)
        )

    def _named(self, printed: str, at: Kind | None) -> Area:
        name = re.sub(r"\s*\((?:gemeente|gem\.?)\)$|\s+-\s+gemeente$", "", printed, flags=re.IGNORECASE)
        told = name != printed or at == "municipality"
        if name == printed:
            name = re.sub(r"^(?:gemeente|gem\.)\s+", "", printed, flags=re.IGNORECASE)
            told = told or name != printed
        if re.search(r"\((?:pv|provincie)\)$", name, re.IGNORECASE) or re.match(
            r"provincie\b", name, re.IGNORECASE
        ):
            return Area("province", printed)
        found = self._looked_up(name)
        if found and found.kind != "unknown":
            also_province = found.kept and _folded(name) in {_folded(p) for p in _PROVINCES}
            return replace(found, printed=printed, bare=also_province and not told)
        if name.lower() in _PROVINCES:
            return Area("province", printed)
        if _DISTRICT.search(name):
            return Area("district", printed)
        return Area("group" if _GROUP.search(name) else "unknown", printed)

    def _looked_up(self, name: str) -> Area | None:
        """A name in the list of municipalities, also with its province in another spelling behind it."""
        name = re.sub(r"\ba/d\b", "aan den", name, flags=re.IGNORECASE)
        if base := re.fullmatch(r"(.+?)\s*c\.?\s?a\.?", name, re.IGNORECASE):
            whole = [k for k in self._folded if k.startswith(_folded(base[1]) + ",")]
            name = self._folded[whole[0]] if len(whole) == 1 else name
        key = self._folded.get(_folded(name))
        if key:
            if self._municipalities.mention(key, 0, len(key), name).merger:
                return Area("former", name)
            return _one(self._municipalities.candidates(key), name)
        match = re.fullmatch(r"(.+?)(?:\s*\(([^()]+)\)|,\s*(.+)|\s+((?:[A-Z]\.?){1,2}))", name)
        if not match:
            return None
        qualifier = (match[2] or match[3] or match[4]).lower().replace(".", "").strip()
        province = _folded(_SHORT.get(qualifier, qualifier))
        key = self._folded.get(_folded(match[1]))
        if not key or self._municipalities.mention(key, 0, len(key), name).merger:
            return None
        return _one(
            [m for m in self._municipalities.candidates(key) if _folded(m.province) == province], name
        )


def _one(candidates: list[Municipality] | tuple[Municipality, ...], name: str) -> Area | None:
    if not candidates:
        return None
    if len(candidates) > 1:
        return Area("ambiguous", name)
    return Area("municipality", name, candidates[0].code, name=candidates[0].name)


def _folded(name: str) -> str:
    """A name without accents, capitals, hyphens and kinds of apostrophe."""
    plain = unicodedata.normalize(
        "NFKD", name.lower().replace("-", " ").replace("’", "'").replace("‘", "'").replace("`", "'")
    )
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
