"""The profile of a municipality as tables: its figure beside the country's and that of comparable towns.

Every figure has its year, unit and source in sight; what it is, says and does
not say is one press away. A figure that nobody gives is "geen cijfer".
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.figures import showing
from assistant.figures.comparing import Compared
from assistant.figures.indicators import Indicator
from assistant.figures.peer_words import group_in_words
from assistant.figures.peers import Peers
from assistant.figures.profile import Profile
from assistant.figures.report import missing_of
from assistant.figures.showing_more import breaks_in_words, source_in_words
from assistant.figures.standing_out import explanation, sentences
from assistant.figures.store import FigureStore
from assistant.figures.values import COUNTRY, Value
from assistant.web.safe import tag, text
from assistant.wording import say

NONE = "–"


def heading(profile: Profile, store: FigureStore, language: str) -> str:
    """Whose figures these are, and who they are compared with."""
    town = store.municipalities.get(profile.code)
    title = tag("h2", text(say("figure_tab.heading", language, town=town.name)))
    group = group_in_words(profile.peers, town.name, language)
    damaged = ""
    if store.damaged:
        told = say("figure_tab.damaged", language, files=", ".join(store.damaged))
        damaged = tag("p", text(told), "report failed", role="alert")
    return title + damaged + tag("p", text(group), "hint") + _names(profile.peers, store, language)


def what_stands_out(profile: Profile, store: FigureStore, language: str) -> str:
    """Up to three sentences, and what they do not say."""
    title = tag("h3", text(say("figure_tab.standing_out.heading", language)))
    told = sentences(profile, store.municipalities, language)
    listed = tag("ul", "".join(tag("li", text(sentence)) for sentence in told))
    return title + listed + tag("p", text(explanation(language)), "hint")


def profile_tables(profile: Profile, store: FigureStore, language: str) -> str:
    """One table a theme."""
    table = store.table
    rows = {row.indicator.key: row for row in profile.rows}
    missing = {indicator.key: year for indicator, year in missing_of(profile.code, table)}
    by_theme: dict[str, list[str]] = {}
    for indicator in table.dictionary:
        row = rows.get(indicator.key)
        if row is not None:
            by_theme.setdefault(indicator.theme, []).append(_row(row, store, language))
        elif indicator.key in missing:
            written = _missing(indicator, missing[indicator.key], store, language)
            by_theme.setdefault(indicator.theme, []).append(written)
    hints = " ".join(say(f"figure_tab.profile.{key}", language) for key in ("rank_hint", "worked_out"))
    start = tag("p", text(hints), "hint")
    columns = _columns(profile.code, store, language)
    return start + "".join(
        _theme(table.dictionary.themes[theme].in_(language), columns, listed)
        for theme, listed in by_theme.items()
    )


def _columns(code: str, store: FigureStore, language: str) -> list[str]:
    town = showing.place(code, store.municipalities, language)
    names = ("indicator", "", "country", "peers", "rank", "year")
    return [say(f"figure_tab.profile.column_{name}", language) if name else town for name in names]


def _theme(name: str, columns: Sequence[str], rows: Sequence[str]) -> str:
    head = tag("tr", "".join(tag("th", text(column), scope="col") for column in columns))
    content = tag("caption", text(name)) + tag("thead", head) + tag("tbody", "".join(rows))
    return tag("div", tag("table", content), "table figures")


def _row(row: Compared, store: FigureStore, language: str) -> str:
    indicator = row.indicator
    own = text(_amount(row.own.value, indicator, language))
    if row.difference:
        own += " " + tag("span", text(say(f"figure_tab.profile.{row.difference}", language)), "beside")
    rank = row.place
    cells = (
        own,
        text(_amount(row.country.value if row.country else None, indicator, language)),
        text(_amount(row.peers.value if row.peers else None, indicator, language, NONE)),
        text(say("figure_tab.profile.rank", language, place=rank[0], of=rank[1]) if rank else NONE),
        text(row.own.year),
    )
    return _line(indicator, cells, store, language) + _more(row, store, language)


def _missing(indicator: Indicator, year: int, store: FigureStore, language: str) -> str:
    country = store.table.country(indicator.key, year)
    beside = _amount(country.value if country else None, indicator, language)
    none = tag("span", text(say("figure_tab.no_figure", language)), "none")
    cells = (none, text(beside), NONE, NONE, text(year))
    summary = text(say("figure_tab.profile.explain", language))
    points = _meaning(indicator, language)
    if country:
        points += _country(country, indicator, store, language)
    return _line(indicator, cells, store, language) + _disclosure(summary, points)


def _line(indicator: Indicator, cells: Sequence[str], store: FigureStore, language: str) -> str:
    name, counted = indicator.name.in_(language), indicator.unit_name.in_(language)
    unit = tag("span", text(counted), "unit") if counted.lower() != name.lower() else ""
    names = [
        say(f"figure_tab.profile.column_{name}", language) for name in ("country", "peers", "rank", "year")
    ]
    # The town's own column has its name in the table's head only: on a narrow screen it stands first.
    written = tag("td", tag("span", cells[0]), "of-town") + "".join(
        tag("td", tag("span", text(name), "name") + tag("span", cell))
        for name, cell in zip(names, cells[1:], strict=True)
    )
    return tag("tr", tag("th", text(name) + " " + unit, scope="row") + written)


def _more(row: Compared, store: FigureStore, language: str) -> str:
    """The row below: the source in sight, the rest behind a press."""
    dictionary = store.table.dictionary
    source = say("figure_tab.chart.source", language, source=source_in_words(row.own, dictionary))
    summary = text(say("figure_tab.profile.explain", language)) + " " + tag("span", text(source), "source")
    points = _meaning(row.indicator, language)
    told = showing.remark(row.own, row.indicator, store.table, language)
    if told:
        place = showing.place(row.own.code, store.municipalities, language)
        points.append((say("figure_tab.profile.own_remark", language, place=place), told))
    if row.country:
        points += _country(row.country, row.indicator, store, language)
    if row.peers:
        mean = say("figure_tab.profile.peers_count", language, count=row.peers.count, year=row.peers.year)
        points.append((say("figure_tab.profile.peers_remark", language), mean))
    known = dictionary.sources.get(row.own.source)
    if known and known.address:
        where = f"{source_in_words(row.own, dictionary)}. {known.address}"
        points.append((say("figure_tab.profile.source", language), where))
    return _disclosure(summary, points)


def _meaning(indicator: Indicator, language: str) -> list[tuple[str, str]]:
    points = [
        ("definition", indicator.definition.in_(language)),
        ("says", indicator.says.in_(language)),
        ("says_not", indicator.says_not.in_(language)),
        ("break", breaks_in_words(indicator, language)),
    ]
    return [(say(f"figure_tab.profile.{key}", language), told) for key, told in points if told]


def _country(
    country: Value, indicator: Indicator, store: FigureStore, language: str
) -> list[tuple[str, str]]:
    told = showing.remark(country, indicator, store.table, language)
    place = showing.place(COUNTRY, store.municipalities, language)
    return [(say("figure_tab.profile.own_remark", language, place=place), told)] if told else []


def _disclosure(summary: str, points: Sequence[tuple[str, str]]) -> str:
    listed = "".join(tag("dt", text(name)) + tag("dd", text(told)) for name, told in points)
    details = tag("details", tag("summary", summary) + tag("dl", listed))
    return tag("tr", tag("td", details, colspan="6"), "more")


def _names(peers: Peers | None, store: FigureStore, language: str) -> str:
    if peers is None or not peers.codes:
        return ""
    names = ", ".join(sorted(showing.place(code, store.municipalities) for code in peers.codes))
    scale = say("figure_tab.peers.scale", language)
    summary = tag("summary", text(say("figure_tab.peers.names", language)))
    return tag("details", summary + tag("p", text(f"{names}. {scale}")), "who")


def _amount(value: float | None, indicator: Indicator, language: str, otherwise: str = "") -> str:
    if value is None:
        return otherwise or say("figure_tab.no_figure", language)
    return showing.amount(value, indicator, language)
