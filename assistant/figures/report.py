"""A municipality's figures as JSON: the same from the terminal and from the page's API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from assistant.figures import showing
from assistant.figures.comparing import Compared
from assistant.figures.indicators import Indicator
from assistant.figures.literacy import COUNT, Published
from assistant.figures.peers import Peers
from assistant.figures.profile import profile_of
from assistant.figures.store import FigureStore
from assistant.figures.table import FigureTable
from assistant.figures.values import Value
from assistant.wording import say


def figures_json(store: FigureStore, name: str, language: str = "nl") -> dict[str, Any]:
    """All figures of a municipality (a name or a code); raises `UnknownMunicipality`.

    A figure of the profile that nobody gives for this town is in it with the
    value null and the newest year there is.
    """
    town = store.municipalities.get(name)
    table = store.table
    profile = profile_of(town.code, table, everything=True)
    rows = {row.indicator.key: row for row in profile.rows}
    missing = {indicator.key: (indicator, year) for indicator, year in missing_of(town.code, table)}
    figures = []
    for indicator in table.dictionary:
        if indicator.key in rows:
            figures.append(_figure(rows[indicator.key], store, language))
        elif indicator.key in missing:
            figures.append(_none(*missing[indicator.key], town.code, store, language))
    return {
        "municipality": {"code": town.code, "name": town.name, "province": town.province},
        "figures": figures,
        "low_literacy": [published_json(p, language) for p in store.literacy.of(town.code)],
        "low_literacy_national": [published_json(p, language) for p in store.literacy.national()],
        "peers": _peers(profile.peers, store),
    }


def missing_of(code: str, table: FigureTable) -> Iterator[tuple[Indicator, int]]:
    """The profile's indicators that others have and this town has not, with the newest year there is."""
    for indicator in table.dictionary:
        if indicator.profile and table.get(indicator.key, code) is None:
            years = [year for year in table.years(indicator.key) if table.of_year(indicator.key, year)]
            if years:
                yield indicator, years[-1]


def published_value(published: Published, language: str = "nl") -> str:
    """ "12%", "15,9%" or "2.500.000 mensen"."""
    count = published.indicator == COUNT
    decimals = 0 if count or published.value == int(published.value) else 1
    shown = showing.number(published.value, decimals, language)
    return say(f"figure_tab.literacy.{'count' if count else 'share'}", language, value=shown)


def published_year(published: Published, language: str = "nl") -> str:
    """The year of the figure; where only that of the publication is known, it says so."""
    if published.basis == "peiljaar":
        return str(published.year)
    return say("figure_tab.literacy.published_year", language, year=published.year)


def published_json(published: Published, language: str) -> dict[str, Any]:
    """A published value of low literacy; `year_is` says what its year is of."""
    return {
        "indicator": published.indicator,
        "code": published.code or None,
        "area": published.area,
        "value": published.value,
        "year": published.year,
        "year_is": "figure" if published.basis == "peiljaar" else "publication",
        "definition": published.definition.in_(language),
        "source": published.source,
        "publisher": published.publisher,
        "address": published.address or None,
        "note": published.note.in_(language),
    }


def _figure(row: Compared, store: FigureStore, language: str) -> dict[str, Any]:
    figure = showing.figure(row.own, store.table, store.municipalities, language)
    return asdict(figure) | {
        "country": _country(row.country, row.indicator, store.table, language),
        "peers": {"value": round(row.peers.value, 4), "count": row.peers.count} if row.peers else None,
        "rank": list(row.place) if row.place else None,
    }


def _none(indicator: Indicator, year: int, code: str, store: FigureStore, language: str) -> dict[str, Any]:
    table = store.table
    values = (table.get(indicator.key, other, year) for other in table.of_year(indicator.key, year))
    some = next(value for value in values if value is not None)
    figure = replace(
        showing.figure(some, table, store.municipalities, language),
        municipality=showing.place(code, store.municipalities, language),
        code=code,
        value=None,
        remark="",
    )
    country = _country(table.country(indicator.key, year), indicator, table, language)
    return asdict(figure) | {"country": country, "peers": None, "rank": None}


def _country(
    value: Value | None, indicator: Indicator, table: FigureTable, language: str
) -> dict[str, Any] | None:
    if value is None:
        return None
    told = showing.remark(value, indicator, table, language)
    return {"value": value.value, "year": value.year, "remark": told}


def _peers(peers: Peers | None, store: FigureStore) -> dict[str, Any] | None:
    if peers is None or not peers.codes:
        return None
    return {
        "count": len(peers.codes),
        "codes": list(peers.codes),
        "names": [showing.place(code, store.municipalities) for code in peers.codes],
        "inhabitants_from": peers.least,
        "inhabitants_to": peers.most,
        "urbanisation": list(peers.urban),
    }
