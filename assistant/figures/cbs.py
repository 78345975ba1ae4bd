"""Reads tables of Statistics Netherlands (CBS) over its open data service, OData version 3.

Its habits, which a client must know: keys are padded with spaces; a column's
number changes with every edition of a table and its name does not; a secret
figure is null, or a number such as -99997; and what is too much for one answer
comes in pages. See the manual "CBS Open Data Services" (2017).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from assistant.errors import RefreshFailed
from assistant.figures.fetching import Fetcher, NoAnswer
from assistant.figures.values import COUNTRY

ADDRESS = "https://opendata.cbs.nl"
MOST_PAGES = 100
_NUMBERED = re.compile(r"(.+)_(\d+)")
_MUNICIPALITY = re.compile(r"GM\d{4}")
_TABLE = re.compile(r"[0-9A-Za-z]{4,16}")
_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True)
class Listed:
    """A table of the catalogue."""

    table: str
    title: str
    year: int


@dataclass(frozen=True)
class Row:
    """One area: its code ("GM0546", or "NL") and its numbers by column name without the number."""

    code: str
    cells: Mapping[str, float | None]


class Cbs:
    """The open data service at one address; every failure is a `RefreshFailed` that says why."""

    def __init__(self, fetcher: Fetcher, address: str = ADDRESS) -> None:
        self._fetcher = fetcher
        self._address = address.rstrip("/")

    def listed(self, title: str) -> tuple[Listed, ...]:
        """The tables whose title starts so, with the year that stands in it; newest first."""
        asked = (
            f"$format=json&$filter=startswith(Title,'{_doubled(title)}')"
            "&$select=Identifier,Title,Period&$orderby=Period desc&$top=25"
        )
        found = []
        for page in self._pages(f"{self._address}/ODataCatalog/Tables?{_encoded(asked)}", ""):
            for entry in page:
                name, table = _text(entry, "Title"), _text(entry, "Identifier")
                years = _YEAR.findall(name) or _YEAR.findall(_text(entry, "Period"))
                if years and name.startswith(title) and _TABLE.fullmatch(table):
                    found.append(Listed(table, name, int(years[-1])))
        return tuple(sorted(found, key=lambda each: each.year, reverse=True))

    def rows(self, table: str, dimension: str) -> tuple[Row, ...]:
        """The municipalities and the country of a table, each once."""
        found: dict[str, Row] = {}
        # Two plain questions: one with "or" in it has not been seen to work.
        for prefix in ("GM", "NL"):
            asked = f"$filter=startswith({dimension},'{prefix}')&$format=json"
            first = f"{self._address}/ODataFeed/odata/{table}/TypedDataSet?{_encoded(asked)}"
            for page in self._pages(first, table):
                for entry in page:
                    code = _code(_text(entry, dimension))
                    if code:
                        found.setdefault(code, Row(code, _cells(entry)))
        return tuple(found[code] for code in sorted(found))

    def _pages(self, address: str, table: str) -> Iterator[list[dict[str, Any]]]:
        """The entries of an answer, page after page."""
        asked: set[str] = set()
        link: str | None = address
        while link:
            if link in asked or len(asked) == MOST_PAGES:
                raise RefreshFailed(why="not_understood")
            asked.add(link)
            answer = self._answer(link, table)
            entries = answer.get("value")
            if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
                raise RefreshFailed(why="not_understood")
            yield entries
            more = answer.get("odata.nextLink")
            link = self._followed(link, str(more)) if more else None

    def _answer(self, address: str, table: str) -> dict[str, Any]:
        try:
            answer = self._fetcher.json(address)
        except NoAnswer as failed:
            if failed.status == 404 and table:
                raise RefreshFailed(why="unknown_table", table=table) from failed
            raise RefreshFailed(why=failed.why, **failed.gaps) from failed
        if not isinstance(answer, dict):
            raise RefreshFailed(why="not_understood")
        return answer

    def _followed(self, here: str, link: str) -> str:
        """The next page's address; one on another host is refused, one without TLS mended."""
        own, next_ = urlsplit(self._address), urlsplit(urljoin(here, link))
        try:
            port = next_.port
        except ValueError as error:
            raise RefreshFailed(why="not_understood") from error
        # The service writes http:// in links that it serves over https.
        plain = next_.scheme == "http" and own.scheme == "https" and port in (None, 80)
        if (next_.hostname, None if plain else port) != (own.hostname, own.port):
            raise RefreshFailed(why="elsewhere", host=next_.netloc)
        return urlunsplit((own.scheme, own.netloc, next_.path, next_.query, ""))


def _encoded(query: str) -> str:
    return quote(query, safe="$=&(),'")


def _doubled(text: str) -> str:
    return text.replace("'", "''")


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return value.strip() if isinstance(value, str) else ""


def _code(key: str) -> str:
    """A region's key as a code of ours, "" for a district, a neighbourhood or anything else."""
    if re.fullmatch(r"NL\d*", key):
        return COUNTRY
    return key if _MUNICIPALITY.fullmatch(key) else ""


def _cells(entry: Mapping[str, Any]) -> dict[str, float | None]:
    """The numbers by name; of two columns with one name the first counts, as the table shows them."""
    numbered: dict[str, tuple[int, str]] = {}
    for key in entry:
        if match := _NUMBERED.fullmatch(key):
            name, number = match[1], int(match[2])
            numbered[name] = min(numbered.get(name, (number, key)), (number, key))
    return {name: _number(entry[key]) for name, (_, key) in numbered.items()}


def _number(value: Any) -> float | None:
    """A figure, None for what is none: empty, a mark, or below zero, which stands for secret here."""
    if isinstance(value, bool):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) and number >= 0 else None
