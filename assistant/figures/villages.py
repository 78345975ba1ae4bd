"""A village to its municipality, looked up at the national register of addresses (PDOK Locatieserver).

Villages are thousands and several share a name, so the list does not ship.
The name goes over the internet: whoever calls this has asked the user first.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from urllib.parse import urlencode

from assistant.figures.fetching import Fetcher, NoAnswer

ADDRESS = "https://api.pdok.nl/bzk/locatieserver/search/v3_1/free"
SECONDS = 3.0
LONGEST = 80
ROWS = 50
# The register tells places of one name apart: "Bergen (NH)", "Bergen L".
_SUFFIX = re.compile(r"(?:\s+\([^)]+\)|\s+[A-Z][A-Za-z]{0,3})$")


def opened() -> Fetcher:
    """A fetcher for a question somebody waits for: short, and tried once."""
    return Fetcher(SECONDS, pauses=())


def municipalities_of(village: str, fetcher: Fetcher, address: str = ADDRESS) -> tuple[str, ...] | None:
    """The codes ("GM0479") of the municipalities with a place of this name, in the register's order.

    () when there is no such place, several where places share the name, and
    None when the register could not be asked or its answer makes no sense.
    """
    name = _plain(village)
    if not name:
        return ()
    fields = "type,woonplaatsnaam,gemeentecode,gemeentenaam"
    query = urlencode({"q": name, "fq": "type:woonplaats", "rows": ROWS, "fl": fields})
    try:
        answer = fetcher.json(f"{address}?{query}")
    except NoAnswer:
        return None
    places = _places(answer)
    if places is None:
        return None
    found = (_code(place.get("gemeentecode")) for place in places if _same(name, place))
    return tuple(dict.fromkeys(code for code in found if code))


def _plain(name: str) -> str:
    """The name without what a search engine reads as an operator."""
    letters = re.sub(r"[^\w\s'’.()/-]|_", " ", name.replace("’", "'"))
    return " ".join(letters.split())[:LONGEST]


def _places(answer: Any) -> list[dict[str, Any]] | None:
    try:
        docs = answer["response"]["docs"]
    except (KeyError, TypeError):
        return None
    if not isinstance(docs, list) or not all(isinstance(doc, dict) for doc in docs):
        return None
    return [doc for doc in docs if doc.get("type", "woonplaats") == "woonplaats"]


def _same(name: str, place: dict[str, Any]) -> bool:
    """Whether the place bears the name; the register also gives what only looks like it."""
    theirs = str(place.get("woonplaatsnaam", ""))
    return _folded(name) in (_folded(theirs), _folded(_SUFFIX.sub("", theirs)))


def _folded(name: str) -> str:
    split = unicodedata.normalize("NFKD", name.replace("’", "'").casefold())
    return re.sub(r"[\s-]+", " ", "".join(c for c in split if not unicodedata.combining(c))).strip()


def _code(given: Any) -> str:
    """The register's code, with or without GM and leading zeros; "" for what is none."""
    match = re.fullmatch(r"(?:GM)?0*(\d{1,4})", str(given).strip(), re.IGNORECASE)
    return f"GM{int(match[1]):04d}" if match and int(match[1]) else ""
