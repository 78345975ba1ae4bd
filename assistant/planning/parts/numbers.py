"""Parts from the municipal figures: sentences, a table and a chart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.figures import showing
from assistant.figures.comparing import Compared, compare
from assistant.figures.indicators import Indicator
from assistant.figures.islands import at_place
from assistant.figures.peers import URBANISATION, peers_of
from assistant.figures.table import FigureTable
from assistant.figures.values import COUNTRY, Value
from assistant.planning.grounds import Grounds
from assistant.planning.outline import Options
from assistant.planning.parts.few import few_people
from assistant.planning.parts.texts import kept, paragraph
from assistant.planning.plan import Block, Chart, Statement, Table
from assistant.records import Figure, Municipality
from assistant.wording import say

# The code of the mean of comparable municipalities.
PEERS = "peers"
MOST_WORST = 3
# What can be said of how figures were worked out, in this order (phrases).
REMARKS = (
    "worked_out",
    "worked_out_country",
    "worked_out_peers_alike",
    "worked_out_peers_mixed",
    "worked_out_peers_other",
    "few_people",
)
# The sentence of a definition that says so.
_WORKED_OUT = re.compile(
    r"(?:^|(?<=[.;]))\s*(?:Berekend uit|20\d\d (?:en 20\d\d )?(?:is|zijn) berekend uit)[^.;]*[.;]"
)
# The sentences of a definition, and the halves of one.
_PARTS = re.compile(r"(?<=[.;])\s+")
_YEAR = re.compile(r"\b20\d\d\b")


def figures(options: Options, grounds: Grounds) -> list[Block]:
    """The indicators in sentences, each beside the country, or in a table with comparable towns too.

    Behind `indicators` come, with `of_groups`, those of the chosen groups, and
    those of `worst` in which a municipality differs most from the country in
    the direction that makes trouble with basic skills likelier, `most` at most.
    Several indicators of several municipalities are always a table.
    """
    keys = list(
        dict.fromkeys([*options["indicators"], *_of_groups(options, grounds), *_worst(options, grounds)])
    )
    several, beside = len(grounds.municipalities) > 1, options.get("compare", True)
    if options.get("table") or (several and len(keys) > 1):
        return [*_table(keys, options, grounds), *remarks({}, grounds)]
    told: list[Statement] = []
    for key in keys:
        told += _of_each(key, grounds, beside) if several else _sentences(key, grounds.town, grounds, beside)
    return paragraph(kept(told, grounds))


def _of_groups(options: Options, grounds: Grounds) -> list[str]:
    """The indicators of the chosen groups: a plan for parents has no figures on older people."""
    if not options.get("of_groups"):
        return []
    return [key for group in grounds.chosen_groups for key in grounds.groups[group].get("indicators", ())]


def remarks(options: Options, grounds: Grounds) -> list[Block]:
    """How the figures told so far were worked out, once in a document, behind what they stand in."""
    due = [key for key in REMARKS if key in grounds.remarks]
    grounds.remarks.clear()
    said = [at_place(grounds.phrase(key, gemeente=grounds.town.name)) for key in due]
    return paragraph(kept([Statement(text) for text in said], grounds))


def chart(options: Options, grounds: Grounds) -> list[Block]:
    """A chart of one indicator for each municipality that has a value, with its content in words."""
    charts: list[Block] = []
    for town in grounds.municipalities:
        compared = compared_of(options["indicator"], town.code, grounds)
        if compared is None or compared.country is None or few_people(compared, grounds):
            continue
        told = _sentences(options["indicator"], town, grounds, True)
        used = tuple(f for s in told for f in s.figures)
        alt = " ".join(s.text for s in told)
        caption = options["caption"]
        if len(grounds.municipalities) > 1:
            caption = say("plan.draft.town_caption", "nl", caption=caption, town=town.name)
        charts.append(Chart(options["indicator"], town.code, caption, alt, used))
    return charts


def _sentences(key: str, town: Municipality, grounds: Grounds, beside: bool) -> list[Statement]:
    compared = compared_of(key, town.code, grounds)
    if compared is None or few_people(compared, grounds):
        return []
    said = at_place(showing.sentence(compared.own, compared.indicator, town.name))
    own = Statement(said, "figure", figures=(figure_of(compared.own, grounds),))
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


def _worst(options: Options, grounds: Grounds) -> list[str]:
    """The keys of `worst` with a difference that matters, the largest for any of the municipalities first."""
    apart: dict[str, float] = {}
    for key in options.get("worst", ()):
        for town in grounds.municipalities:
            compared = compared_of(key, town.code, grounds)
            if compared is None or not compared.is_risk or few_people(compared, grounds):
                continue
            own, country = compared.own.value, compared.country.value if compared.country else None
            if own is not None and country:
                apart[key] = max(apart.get(key, 0.0), abs(own - country) / abs(country))
    return sorted(apart, key=lambda key: -apart[key])[: options.get("most", MOST_WORST)]


def _table(keys: Sequence[str], options: Options, grounds: Grounds) -> list[Block]:
    single = len(grounds.municipalities) == 1
    peers = peers_of(grounds.town.code, grounds.sources.figures.table) if single else None
    columns = [grounds.phrase("column_figure"), *(m.name for m in grounds.municipalities)]
    columns += [showing.place("NL", grounds.sources.figures.municipalities)]
    if peers:
        columns.append(grounds.phrase("column_peers", count=len(peers.codes)))
    columns.append(grounds.phrase("column_year"))
    rows = [row for key in keys if (row := _row(key, grounds, peers is not None)) is not None]
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
    # A row rests on a value that it shows.
    told = first.own if first.country is None or not few_people(first, grounds) else first.country
    cells = [Statement(name, "figure", figures=(figure_of(told, grounds),))]
    cells += [_own_cell(c, indicator, grounds) for c in own]
    cells.append(_cell(first.country, indicator, grounds))
    if with_peers:
        cells.append(_peer_cell(first, grounds))
    cells.append(Statement(str(year), "figure", figures=(figure_of(told, grounds),)))
    return tuple(cells)


def _cell(value: Value | None, indicator: Indicator, grounds: Grounds) -> Statement:
    if value is None or value.value is None:
        return Statement(grounds.phrase("no_figure"))
    shown = showing.amount(value.value, indicator)
    return Statement(shown, "figure", figures=(figure_of(value, grounds),))


def _own_cell(compared: Compared | None, indicator: Indicator, grounds: Grounds) -> Statement:
    """The value of a municipality; a dash where too few people stand behind it."""
    if compared is None or not few_people(compared, grounds):
        return _cell(compared.own if compared else None, indicator, grounds)
    grounds.remarks.add("few_people")
    return Statement(grounds.phrase("no_peers"))


def _peer_cell(compared: Compared, grounds: Grounds) -> Statement:
    mean, indicator = compared.peers, compared.indicator
    if mean is None:
        return Statement(grounds.phrase("no_peers"))
    own = figure_of(compared.own, grounds)
    grounds.remarks.add(f"worked_out_peers_{_alike(grounds)}")
    used = replace(own, municipality=grounds.phrase("peers"), code=PEERS, value=round(mean.value, 4))
    return Statement(showing.amount(mean.value, indicator), "figure", figures=(used,))


def _alike(grounds: Grounds) -> str:
    """Whether the peers are as urban as the town: "alike" for all, "mixed" for some, "other" for none."""
    table = grounds.sources.figures.table
    peers = peers_of(grounds.town.code, table)
    newest = {
        code: series[-1].value
        for code in (grounds.town.code, *(peers.codes if peers else ()))
        if (series := table.series(URBANISATION, code))
    }
    own = newest.pop(grounds.town.code, None)
    same = sum(value == own for value in newest.values())
    return "alike" if same == len(newest) else "mixed" if same else "other"


def compared_of(key: str, code: str, grounds: Grounds, year: int | None = None) -> Compared | None:
    """An indicator of a municipality beside the country and its peers; None where there is no value.

    Its indicator shows as many decimals as the source gives for that year.
    Behind a break a source counts other people than its definition says, so
    that year is told only where there is none before it.
    """
    table = grounds.sources.figures.table
    indicator = table.dictionary.get(key)
    found = compare(code, indicator, table, year) if indicator else None
    if found is None or indicator is None:
        return None
    if year is None:
        broken = next((b for b in indicator.breaks if b.before == found.own.year), None)
        found = (compare(code, indicator, table, broken.after) if broken else None) or found
    return replace(found, indicator=replace(indicator, decimals=_decimals(indicator, found.own.year, table)))


def figure_of(value: Value, grounds: Grounds) -> Figure:
    """A value as a statement carries it, with its definition as far as that is about its year.

    That it was worked out is not repeated with each: `remarks` says it once.
    """
    store = grounds.sources.figures
    figure = showing.figure(value, store.table, store.municipalities)
    decimals = _decimals(store.table.dictionary[value.indicator], value.year, store.table)
    if figure.remark:
        grounds.remarks.add("worked_out_country" if value.code == COUNTRY else "worked_out")
    definition = _WORKED_OUT.sub("", _about(figure.definition, value.year)).strip()
    return replace(figure, decimals=decimals, definition=definition, remark="")


def _decimals(indicator: Indicator, year: int, table: FigureTable) -> int:
    """As many decimals as the source gives: none in a year for which all its values are whole numbers."""
    values = table.of_year(indicator.key, year).values()
    return 0 if values and all(value == int(value) for value in values) else indicator.decimals


def _about(definition: str, year: int) -> str:
    """A definition without what it says of other years only."""
    parts = [p for p in _PARTS.split(definition) if not (named := _YEAR.findall(p)) or str(year) in named]
    return re.sub(r";$", ".", " ".join(parts))


def _unit(indicator: Indicator) -> str:
    """What the value is of, where the name doesn't say so: "van de inwoners van 15 tot 75 jaar"."""
    unit = indicator.unit_name.nl
    return unit.lstrip("% ") if unit.startswith("%") else ""
