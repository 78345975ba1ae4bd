"""One figure of one place in sentences: the value, what it is next to others, and what it counts."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.figure_rows import mean_row, place_row
from assistant.answering.figure_telling import Telling, Told
from assistant.figures.comparing import Compared, compare, is_count, unbroken
from assistant.figures.indicators import Indicator
from assistant.figures.showing import amount, full, sentence
from assistant.figures.store import FigureStore
from assistant.figures.values import COUNTRY, Value
from assistant.records import Figure, Language

HIGH, LOW = 1 / 3, 2 / 3
_WORDS = {"higher": "more", "lower": "less", "same": "same"}


def figure_sentences(
    code: str, indicator: Indicator, store: FigureStore, language: Language = "nl", year: int | None = None
) -> Told:
    """The value with the country's beside it and its definition; refused where there is no value.

    For plans and answers alike. The sentences' `figures` are numbers (from 1)
    into `Told.figures`, as in an `Answer`.
    """
    telling = Telling(store, language)
    if (found := newest(telling, code, indicator, year)) is not None:
        tell_value(telling, found)
        tell_country(telling, found)
        tell_definition(telling, indicator, found)
    return telling.told()


def newest(telling: Telling, code: str, indicator: Indicator, year: int | None = None) -> Compared | None:
    """The value of this year, or of the newest year that can be compared; None without a value."""
    if code.startswith("GM"):
        return compare(code, indicator, telling.table, year)
    own = telling.table.get(indicator.key, code, year)
    if own is None:
        return None
    country = None if code == COUNTRY else telling.table.country(indicator.key, own.year)
    return Compared(indicator, own, country, None, None, None)


def tell_value(telling: Telling, found: Compared, remark: str = "") -> Figure:
    """The value in a sentence; returns its row."""
    row = telling.row(found.own, remark)
    telling.claim(said(telling, found.own, found.indicator), [row])
    return row


def said(telling: Telling, value: Value, indicator: Indicator) -> str:
    """A value in the sentence of its indicator."""
    text = sentence(value, indicator, telling.where(value.code), telling.language)
    return text[0].upper() + text[1:]


def tell_country(telling: Telling, found: Compared, asked: bool = False) -> None:
    """The country's value and which is more; a count only where it is `asked` for."""
    if found.country is None or (is_count(found.indicator) and not asked):
        return
    key = _WORDS[found.difference] if found.difference else "country_too"
    _tell_beside(telling, found, found.country, key)


def tell_peers(telling: Telling, found: Compared) -> None:
    """The mean of comparable municipalities, and who they are."""
    row = mean_row(found, telling.table, telling.language)
    if row is None or row.value is None or found.peer_difference is None:
        telling.lacks(telling.say("no_peers"))
        return
    own = telling.row(found.own)
    value = _shown(telling, row.value, found.indicator)
    key = f"peers_{_WORDS[found.peer_difference]}"
    telling.claim(telling.say(key, year=found.own.year, value=value), [own, row])
    telling.claim(row.remark.split(". ", 1)[1], [row])


def tell_rank(telling: Telling, found: Compared) -> None:
    """The place among all municipalities, and among the comparable ones."""
    town = telling.where(found.own.code)
    row = place_row(found, telling.table, town, telling.language)
    if row is None or found.place is None:
        return
    ranked, count = found.place
    key = "rank_high" if ranked <= HIGH * count else "rank_low" if ranked > LOW * count else "rank_middle"
    telling.claim(telling.say(key, place=town, rank=ranked, among=row.unit, year=found.own.year), [row])
    among = place_row(found, telling.table, town, telling.language, among_peers=True)
    if among is not None and found.among_peers is not None:
        text = telling.say(
            "rank_peers", place=town, rank=found.among_peers[0], among=among.unit, year=found.own.year
        )
        telling.claim(text, [among])


def tell_definition(telling: Telling, indicator: Indicator, found: Compared, named: bool = False) -> None:
    """What the figure counts; `named` where there is more than one to tell apart."""
    row = telling.row(found.own)
    resting = [r for r in telling.rows if r.key == row.key and r.code == row.code] or [row]
    words = indicator.definition.in_(telling.language)
    words = words[0].lower() + words[1:]
    if named:
        text = telling.say("definition_of", name=indicator.name.in_(telling.language), definition=words)
    else:
        text = telling.say("definition", definition=words)
    telling.claim(text, resting[:1])


def tell_years(telling: Telling, indicator: Indicator, values: Sequence[Value]) -> None:
    """Several years, oldest first: a trend within an unbroken stretch, across a break why there is none."""
    stretches = unbroken(values, indicator, telling.store.boundaries)
    rows: dict[int, Figure] = {}
    for value in values:
        row = telling.row(value, _breaks(telling, indicator, values))
        rows[value.year] = row
        if value is values[0]:
            telling.claim(said(telling, value, indicator), [row])
        else:
            shown = _amount(telling, value, indicator)
            telling.claim(telling.say("year_too", year=value.year, value=shown), [row])
    for before, after in zip(stretches, stretches[1:], strict=False):
        first, last = before[-1], after[0]
        why = _why(telling, indicator, first, last)
        text = telling.say("broken", first=first.year, last=last.year, why=why)
        telling.claim(text, [rows[first.year], rows[last.year]])
    for stretch in stretches:
        if len(stretch) > 1:
            first, last = stretch[0], stretch[-1]
            text = telling.say(_trend(first, last, indicator), first=first.year, last=last.year)
            telling.claim(text, [rows[first.year], rows[last.year]])


def _tell_beside(telling: Telling, found: Compared, other: Value, key: str) -> None:
    rows = [telling.row(value) for value in (found.own, other)]
    shown = _amount(telling, other, found.indicator)
    telling.claim(telling.say(key, year=other.year, value=shown), rows)


def _amount(telling: Telling, value: Value, indicator: Indicator) -> str:
    assert value.value is not None
    return _shown(telling, value.value, indicator)


def _shown(telling: Telling, value: float, indicator: Indicator) -> str:
    """A value that can stand alone: "27,2%", "€ 34.400", "23,4 per 1.000 inwoners"."""
    short = amount(value, indicator, telling.language)
    return short if short[-1] == "%" or short[0] == "€" else full(value, indicator, telling.language)


def _trend(first: Value, last: Value, indicator: Indicator) -> str:
    assert first.value is not None and last.value is not None
    apart = round(last.value - first.value, 6)
    if abs(apart) < 10**-indicator.decimals or abs(apart) <= 0.01 * abs(first.value):
        return "level"
    return "rose" if apart > 0 else "fell"


def _why(telling: Telling, indicator: Indicator, first: Value, last: Value) -> str:
    breaks = indicator.breaks_between(first.year, last.year)
    if breaks:
        return " ".join(b.why.in_(telling.language) for b in breaks)
    return telling.say("other_area", place=telling.where(first.code), first=first.year)


def _breaks(telling: Telling, indicator: Indicator, values: Sequence[Value]) -> str:
    found = indicator.breaks_between(values[0].year, values[-1].year)
    return " ".join(b.why.in_(telling.language) for b in found)
