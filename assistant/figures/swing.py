"""Asks a Swing site (waarstaatjegemeente.nl, *.incijfers.nl) for one topic; off until somebody configures it.

Such a site gives a table to guests where its owner allows that, and has a data
service for whoever asked for a key. Both answers become the preview that a
downloaded file becomes, so that a person confirms them in the same way. The
key goes along as a header and only to the site itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urljoin, urlsplit

from assistant.errors import ImportRefused
from assistant.figures.exports.preview import Preview
from assistant.figures.exports.sheet import Sheet
from assistant.figures.exports.understanding import of_sheets
from assistant.figures.fetching import NoAnswer
from assistant.figures.indicators import Dictionary
from assistant.figures.municipalities import Municipalities

# An address and headers become parsed JSON; raises `NoAnswer`.
Get = Callable[[str, Mapping[str, str]], object]

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
# Newer sites have the first path, older ones the second.
_TABLES = ("viewer", "jive")
_SERVICES = ("viewerservices", "jiveservices")
_MOST_PAGES = 50


@dataclass(frozen=True)
class Site:
    """A site and one of its topics: `variable` is the topic's code there, `topic` its name and unit.

    `key` is the site's key for its data service, "" to go as a guest.
    """

    host: str = ""
    variable: str = ""
    key: str = ""
    topic: str = ""

    @property
    def configured(self) -> bool:
        """Whether there is anything to ask."""
        return bool(self.host and self.variable)

    @property
    def address(self) -> str:
        """Where a person finds the topic."""
        return f"https://{self.host}/viewer?{urlencode({'var': self.variable})}"


def table(
    site: Site,
    get: Get,
    dictionary: Dictionary,
    municipalities: Municipalities,
    period: str = "mostrecent",
) -> Preview:
    """The topic for all municipalities as the site's table; raises `ImportRefused`.

    `period` is a year, several with commas between, or "mostrecent".
    """
    _check(site)
    asked = {"var": site.variable, "geolevel": "gemeente", "period": period, "periodlevel": "year"}
    addresses = [f"https://{site.host}/{p}/selectiontableasjson.ashx?{urlencode(asked)}" for p in _TABLES]
    answer = _first(site, addresses, get)
    return of_sheets(site.host, [_sheet_of_table(site, answer)], dictionary, municipalities)


def service(
    site: Site,
    years: Sequence[int],
    get: Get,
    dictionary: Dictionary,
    municipalities: Municipalities,
) -> Preview:
    """The topic for all municipalities from the site's data service, with a key; raises `ImportRefused`."""
    _check(site)
    if not site.key:
        raise ImportRefused(file=site.host, why="needs_key")
    rows: list[tuple[str, ...]] = [("geoitem", "period", site.topic or site.variable)]
    for year in years:
        path = (
            f"odata/Variables('{quote(site.variable, safe='')}')/GeoLevels('gemeente')"
            f"/PeriodLevels('year')/Periods('{year}')/Values"
        )
        found = _paged(site, [f"https://{site.host}/{part}/{path}" for part in _SERVICES], get)
        rows += [(code, str(year), value) for code, value in found]
    if len(rows) == 1:
        raise ImportRefused(file=site.host, why="not_published")
    return of_sheets(site.host, [Sheet("", tuple(rows))], dictionary, municipalities)


def _check(site: Site) -> None:
    if not site.configured:
        raise ImportRefused(file=site.host or "Swing", why="not_configured")
    if not _HOST.fullmatch(site.host):
        raise ImportRefused(file=site.host[:60], why="strange_address")


def _first(site: Site, addresses: Sequence[str], get: Get) -> object:
    """The answer at the first address that exists."""
    headers = {"Accept": "application/json"} | ({"apikey": site.key} if site.key else {})
    for address in addresses:
        try:
            return get(address, headers)
        except NoAnswer as failed:
            if failed.status in (401, 403):
                raise ImportRefused(file=site.host, why="no_access") from failed
            if failed.status != 404:
                raise ImportRefused(file=site.host, why="no_answer") from failed
    raise ImportRefused(file=site.host, why="not_published")


def _paged(site: Site, addresses: Sequence[str], get: Get) -> list[tuple[str, str]]:
    """Codes and values of all pages; a page elsewhere than on the site is not followed."""
    found: list[tuple[str, str]] = []
    for _ in range(_MOST_PAGES):
        answer = _first(site, addresses, get)
        lines = answer.get("value") if isinstance(answer, dict) else None
        if not isinstance(lines, list):
            raise ImportRefused(file=site.host, why="strange_answer")
        for line in lines:
            if not isinstance(line, dict) or "ExternalCode" not in line:
                raise ImportRefused(file=site.host, why="strange_answer")
            found.append((str(line["ExternalCode"]), _text(line.get("ValueString"))))
        further = answer.get("@odata.nextLink") if isinstance(answer, dict) else None
        if not isinstance(further, str):
            return found
        further = urljoin(addresses[0], further)
        if urlsplit(further.lower())[:2] != ("https", site.host.lower()):
            raise ImportRefused(file=site.host, why="strange_answer")
        addresses = [further]
    raise ImportRefused(file=site.host, why="strange_answer")


def _sheet_of_table(site: Site, answer: object) -> Sheet:
    """`{"headers": [{"name"}, …], "rows": [[area, period, value, …], …]}` as a sheet."""
    headers = answer.get("headers") if isinstance(answer, dict) else None
    rows = answer.get("rows") if isinstance(answer, dict) else None
    if not isinstance(headers, list) or not isinstance(rows, list) or not headers:
        raise ImportRefused(file=site.host, why="strange_answer")
    if not all(isinstance(h, dict) and "name" in h for h in headers) or not all(
        isinstance(row, list) for row in rows
    ):
        raise ImportRefused(file=site.host, why="strange_answer")
    head = tuple(_text(header["name"]) for header in headers)
    return Sheet("", (head, *(tuple(_text(cell) for cell in row) for row in rows)))


def _text(value: object) -> str:
    return "" if value is None else str(value)
