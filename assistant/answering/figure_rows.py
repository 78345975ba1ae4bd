"""The rows that sentences on figures rest on: a value, a mean, a place in a ranking, a published estimate.

Every number that is told stands in such a row with its year and source, also
one that was worked out; and every row can be worked out again, which is how
it is checked before it is shown.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.figures import peer_words
from assistant.figures.comparing import Compared, compare
from assistant.figures.indicators import Indicator
from assistant.figures.literacy import Literacy, Published
from assistant.figures.municipalities import Municipalities
from assistant.figures.peers import Peers, peers_of
from assistant.figures.showing import figure, number, source_title, unit
from assistant.figures.table import FigureTable
from assistant.figures.values import Value
from assistant.records import Figure, Language
from assistant.wording import say

PEERS = "peers:"
AREA = "area:"
PLACE = "#place"
PLACE_AMONG_PEERS = "#place_among_peers"


def value_row(
    value: Value, table: FigureTable, municipalities: Municipalities, language: Language, remark: str = ""
) -> Figure:
    """A value of the table; `remark` is what to know besides, such as a break in its series."""
    row = figure(value, table, municipalities, language)
    return replace(row, remark=" ".join(filter(None, (row.remark, remark))))


def mean_row(compared: Compared, table: FigureTable, language: Language) -> Figure | None:
    """The mean of the comparable municipalities, None where there is none."""
    mean, peers = compared.peers, peers_of(compared.own.code, table)
    if mean is None or peers is None:
        return None
    remark = f"{say('figure_answers.plain_mean', language)} {who_is_comparable(peers, language)}"
    name = say("figure_answers.peers", language, count=mean.count)
    return _worked_out(
        compared, table, language, round(mean.value, 4), name, PEERS + compared.own.code, remark
    )


def place_row(
    compared: Compared, table: FigureTable, town: str, language: Language, among_peers: bool = False
) -> Figure | None:
    """The place of a municipality among all, or the comparable ones and itself; 1 is the highest value."""
    place = compared.among_peers if among_peers else compared.place
    if place is None:
        return None
    ranked, count = place
    kind = "of_peers" if among_peers else "of_all"
    row = _worked_out(
        compared, table, language, float(ranked), town, compared.own.code,
        say("figure_answers.from_highest", language),
    )  # fmt: skip
    return replace(
        row,
        indicator=say("figure_answers.place_in", language, name=compared.indicator.name.in_(language)),
        unit=say(f"figure_answers.{kind}", language, count=number(count, 0, language)),
        key=compared.indicator.key + (PLACE_AMONG_PEERS if among_peers else PLACE),
        decimals=0,
    )


def published_row(published: Published, indicator: Indicator, language: Language) -> Figure:
    """A published value of low literacy, with the definition that its own source gives."""
    return Figure(
        municipality=say("figures.country", language) if published.code == "NL" else published.area,
        indicator=indicator.name.in_(language),
        value=published.value,
        unit=indicator.unit_name.in_(language),
        year=published.year,
        source=f"{published.publisher}, {published.source}",
        code=published.code or AREA + published.area,
        key=published.indicator,
        definition=published.definition.in_(language),
        remark=" ".join(filter(None, (_basis(published, language), published.note.in_(language)))),
        address=published.address,
        decimals=indicator.decimals,
    )


def who_is_comparable(peers: Peers, language: Language) -> str:
    """Which municipalities a town is compared with, in a sentence."""
    return say("figure_answers.comparable", language, who=peer_words.who(peers, language))


def stands(row: Figure, table: FigureTable, literacy: Literacy) -> bool:
    """Whether a row says what the table, or the list of published values, says."""
    if any(_same(row, p) for p in (*literacy.of(row.code), *literacy.regional())):
        return True
    key, _, kind = row.key.partition("#")
    indicator = table.dictionary.get(key)
    if indicator is None or row.value is None:
        return False
    code = row.code.removeprefix(PEERS)
    if not kind and code == row.code:
        known = table.get(key, code, row.year)
        return (
            known is not None
            and known.value == row.value
            and row.source == source_title(known, table.dictionary)
        )
    compared = compare(code, indicator, table, row.year)
    if compared is None:
        return False
    if code != row.code:
        return compared.peers is not None and round(compared.peers.value, 4) == row.value
    place = compared.place if row.key.endswith(PLACE) else compared.among_peers
    return place is not None and place[0] == row.value


def _same(row: Figure, published: Published) -> bool:
    code = published.code or AREA + published.area
    return (code, published.indicator, published.value, published.year) == (
        row.code,
        row.key,
        row.value,
        row.year,
    )


def _basis(published: Published, language: Language) -> str:
    return say("figure_answers.year_of_publication", language) if published.basis == "publicatie" else ""


def _worked_out(
    compared: Compared,
    table: FigureTable,
    language: Language,
    value: float,
    name: str,
    code: str,
    remark: str,
) -> Figure:
    indicator, own = compared.indicator, compared.own
    source = table.dictionary.sources.get(own.source)
    return Figure(
        municipality=name, indicator=indicator.name.in_(language), value=value,
        unit=unit(indicator, language), year=own.year, source=source_title(own, table.dictionary),
        code=code, key=indicator.key, definition=indicator.definition.in_(language),
        remark=remark, address=source.address if source else "", decimals=indicator.decimals,
    )  # fmt: skip
