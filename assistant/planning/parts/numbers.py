"""Parts from the municipal figures: sentences, a table, a chart, and what is published on low literacy."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.figures import showing
from assistant.figures.comparing import Compared, compare
from assistant.figures.indicators import Indicator
from assistant.figures.literacy import SHARE, Published
from assistant.figures.peers import peers_of
from assistant.figures.values import Value
from assistant.planning.filling import Ask, asked
from assistant.planning.grounds import Grounds
from assistant.planning.outline import Options
from assistant.planning.parts.texts import kept, paragraph
from assistant.planning.plan import Block, Bullets, Chart, Statement, Table
from assistant.records import Figure, Municipality
from assistant.wording import say

# The code of the mean of comparable municipalities.
PEERS = "peers"
MOST_NATIONAL = 4


def figures(options: Options, grounds: Grounds) -> list[Block]:
    """The indicators in sentences, each beside the country, or in a table with comparable towns too.

    Several indicators of several municipalities are always a table.
    """
    keys, several, beside = (
        options["indicators"],
        len(grounds.municipalities) > 1,
        options.get("compare", True),
    )
    if options.get("table") or (several and len(keys) > 1):
        return _table(options, grounds)
    told: list[Statement] = []
    for key in keys:
        told += _of_each(key, grounds, beside) if several else _sentences(key, grounds.town, grounds, beside)
    return paragraph(kept(told, grounds))


def chart(options: Options, grounds: Grounds) -> list[Block]:
    """A chart of one indicator for each municipality that has a value, with its content in words."""
    charts: list[Block] = []
    for town in grounds.municipalities:
        compared = compared_of(options["indicator"], town.code, grounds)
        if compared is None or compared.country is None:
            continue
        told = _sentences(options["indicator"], town, grounds, True)
        used = tuple(f for s in told for f in s.figures)
        alt = " ".join(s.text for s in told)
        caption = options["caption"]
        if len(grounds.municipalities) > 1:
            caption = say("plan.draft.town_caption", "nl", caption=caption, town=town.name)
        charts.append(Chart(options["indicator"], town.code, caption, alt, used))
    return charts


def literacy(options: Options, grounds: Grounds) -> list[Block]:
    """What is published on low literacy in each town, or that nothing is; then the country's."""
    store = grounds.sources.figures
    told: list[Statement] = []
    for town in grounds.municipalities:
        own = [*store.literacy.of(town.code), *(p for p in store.literacy.regional() if _names(p, town))]
        told += [_published(p, grounds) for p in own]
        if not own:
            told.append(Statement(grounds.phrase("literacy_none", gemeente=town.name)))
            told.append(asked(_ask_literacy(town, grounds)))
    blocks = paragraph(kept(told, grounds))
    most = options.get("most", MOST_NATIONAL)
    national = [_published(p, grounds) for p in store.literacy.national()[:most]]
    items = [(s,) for s in kept(national, grounds)]
    if items:
        blocks += paragraph(kept([Statement(grounds.phrase("literacy_national"))], grounds))
        blocks.append(Bullets(tuple(items)))
    return blocks


def _ask_literacy(town: Municipality, grounds: Grounds) -> Ask:
    what, knows = grounds.phrase("ask_literacy"), grounds.phrase("ask_literacy_knows")
    if len(grounds.municipalities) > 1:
        what = say("plan.draft.of_town", "nl", town=town.name, what=what)
    return Ask(what, knows)


def _sentences(key: str, town: Municipality, grounds: Grounds, beside: bool) -> list[Statement]:
    compared = compared_of(key, town.code, grounds)
    if compared is None:
        return []
    own = Statement(
        showing.sentence(compared.own, compared.indicator, town.name), "figure",
        figures=(figure_of(compared.own, grounds),),
    )  # fmt: skip
    if not beside or compared.country is None or compared.difference is None:
        return [own]
    country = compared.country
    assert country.value is not None
    shown = showing.amount(country.value, compared.indicator)
    said = grounds.phrase(f"beside_{compared.difference}", value=shown)
    return [
        own,
        Statement(said, "figure", figures=(figure_of(country, grounds), figure_of(compared.own, grounds))),
    ]


def _of_each(key: str, grounds: Grounds, beside: bool) -> list[Statement]:
    """A sentence for each municipality, and one for the country in the leading one's year."""
    told = [s for town in grounds.municipalities for s in _sentences(key, town, grounds, False)]
    compared = next(filter(None, (compared_of(key, m.code, grounds) for m in grounds.municipalities)), None)
    if beside and compared and compared.country and compared.country.value is not None:
        country = compared.country
        shown = showing.amount(compared.country.value, compared.indicator)
        text = say("plan.draft.national", "nl", value=shown, year=country.year)
        told.append(Statement(text, "figure", figures=(figure_of(country, grounds),)))
    return told


def _table(options: Options, grounds: Grounds) -> list[Block]:
    single = len(grounds.municipalities) == 1
    peers = peers_of(grounds.town.code, grounds.sources.figures.table) if single else None
    columns = [grounds.phrase("column_figure"), *(m.name for m in grounds.municipalities)]
    columns += [showing.place("NL", grounds.sources.figures.municipalities)]
    if peers:
        columns.append(grounds.phrase("column_peers", count=len(peers.codes)))
    columns.append(grounds.phrase("column_year"))
    rows = [
        row for key in options["indicators"] if (row := _row(key, grounds, peers is not None)) is not None
    ]
    caption = options.get("caption") if single else None
    caption = caption or grounds.phrase("figures_caption")
    return [Table(caption, tuple(columns), tuple(rows))] if rows else []


def _row(key: str, grounds: Grounds, with_peers: bool) -> tuple[Statement, ...] | None:
    compared = [compared_of(key, m.code, grounds) for m in grounds.municipalities]
    first = next(filter(None, compared), None)
    if first is None:
        return None
    indicator, year = first.indicator, first.own.year
    own = [compared_of(key, m.code, grounds, year) for m in grounds.municipalities]
    name = f"{indicator.name.nl} ({unit})" if (unit := _unit(indicator)) else indicator.name.nl
    cells = [Statement(name, "figure", figures=(figure_of(first.own, grounds),))]
    cells += [_cell(c.own if c else None, indicator, grounds) for c in own]
    cells.append(_cell(first.country, indicator, grounds))
    if with_peers:
        cells.append(_peer_cell(first, grounds))
    cells.append(Statement(str(year), "figure", figures=(figure_of(first.own, grounds),)))
    return tuple(cells)


def _cell(value: Value | None, indicator: Indicator, grounds: Grounds) -> Statement:
    if value is None or value.value is None:
        return Statement(grounds.phrase("no_figure"))
    shown = showing.amount(value.value, indicator)
    return Statement(shown, "figure", figures=(figure_of(value, grounds),))


def _peer_cell(compared: Compared, grounds: Grounds) -> Statement:
    mean, indicator = compared.peers, compared.indicator
    if mean is None:
        return Statement(grounds.phrase("no_peers"))
    own = figure_of(compared.own, grounds)
    used = replace(
        own,
        municipality=grounds.phrase("peers"),
        code=PEERS,
        value=round(mean.value, 4),
        remark=grounds.phrase("peers_mean", count=mean.count),
    )
    return Statement(showing.amount(mean.value, indicator), "figure", figures=(used,))


def compared_of(key: str, code: str, grounds: Grounds, year: int | None = None) -> Compared | None:
    """An indicator of a municipality beside the country and its peers; None where there is no value."""
    table = grounds.sources.figures.table
    indicator = table.dictionary.get(key)
    return compare(code, indicator, table, year) if indicator else None


def figure_of(value: Value, grounds: Grounds) -> Figure:
    """A value as a statement carries it."""
    store = grounds.sources.figures
    return showing.figure(value, store.table, store.municipalities)


def _unit(indicator: Indicator) -> str:
    """What the value is of, where the name doesn't say so: "van de inwoners van 15 tot 75 jaar"."""
    unit = indicator.unit_name.nl
    return unit.lstrip("% ") if unit.startswith("%") else ""


def _published(published: Published, grounds: Grounds) -> Statement:
    """A published value with its year, definition and what to know of it."""
    store = grounds.sources.figures
    indicator = store.table.dictionary[published.indicator]
    share = published.indicator == SHARE
    shown = showing.number(published.value, 1 if published.value % 1 else 0)
    used = Figure(
        municipality=published.area,
        indicator=indicator.name.nl,
        value=published.value,
        unit=indicator.unit_name.nl,
        year=published.year,
        source=published.source,
        code=published.code,
        key=published.indicator,
        definition=published.definition.nl,
        remark=published.note.nl,
        address=published.address,
        decimals=1 if published.value % 1 else 0,
    )
    key = "literacy_share" if share else "literacy_count"
    text = grounds.phrase(
        key,
        area=published.area,
        value=shown,
        definition=_inside(published.definition.nl),
        year=published.year,
        source=published.publisher or published.source,
    )
    return Statement(text, "figure", figures=(used,))


def _names(published: Published, town: Municipality) -> bool:
    """Whether a value of more municipalities together is of this one too."""
    return re.search(rf"(?<![\w-]){re.escape(town.name)}(?![\w-])", published.area) is not None


def _inside(definition: str) -> str:
    """A definition inside a sentence: without its capital, unless that is an abbreviation's."""
    return definition if definition[1:2].isupper() else definition[:1].lower() + definition[1:]
