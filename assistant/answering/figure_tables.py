"""Figures side by side: towns next to each other, the highest and lowest, and all that is known of a town."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.figure_question import Wanted, province_name
from assistant.answering.figure_sentences import newest, said, tell_definition
from assistant.answering.figure_telling import Telling
from assistant.figures.comparing import Compared, differs, is_count
from assistant.figures.indicators import Indicator
from assistant.figures.profile import Profile, profile_of
from assistant.figures.showing import full
from assistant.figures.table import COVERAGE
from assistant.figures.values import COUNTRY, Value
from assistant.wording import say

MOST = 5


def side_by_side(
    telling: Telling,
    indicator: Indicator,
    places: Sequence[str],
    years: Sequence[int],
    told_missing: bool = True,
) -> None:
    """An indicator of several places, of the years asked for or the newest that all of them have.

    `told_missing` says whether a place without a value is named.
    """
    known = [{v.year: v for v in telling.table.series(indicator.key, code)} for code in places]
    common = set.intersection(*(set(k) for k in known if k)) if any(known) else set()
    wanted = [y for y in years if any(y in k for k in known)] or ([max(common)] if common else [])
    if lacking := [str(y) for y in years if y not in wanted]:
        newest_year = max((y for k in known for y in k), default=None)
        if newest_year is not None:
            telling.lacks(telling.say("no_year", years=telling.listed(lacking), newest=newest_year))
    # Where no year is shared, each has its own newest.
    for year in wanted or [0]:
        values: list[Value] = []
        without: list[str] = []
        for code, series in zip(places, known, strict=True):
            value = series.get(year or max(series, default=0))
            if value is None:
                without.append(code)
            else:
                values.append(value)
                _row(telling, indicator, value)
        for code in without if told_missing else ():
            name = indicator.name.in_(telling.language)
            telling.lacks(telling.say("no_figure", place=telling.where(code), name=name))
        if len(values) == 2 and values[0].year == values[1].year:
            _which_is_more(telling, indicator, values)


def the_most(telling: Telling, indicator: Indicator, wanted: Wanted) -> None:
    """The five municipalities with the highest or lowest value, in the province where one is named."""
    provinces = {province_name(p) for p in wanted.places if p.startswith("PV")}
    towns = {m.code: m for m in telling.towns.all()}
    enough = COVERAGE * len(towns)
    years = [y for y in wanted.years or reversed(telling.table.years(indicator.key))]
    name = indicator.name.in_(telling.language)
    for year in years:
        values = telling.table.of_year(indicator.key, year)
        if len(values) < enough:
            continue
        codes = [c for c in values if not provinces or (c in towns and towns[c].province in provinces)]
        codes.sort(key=lambda c: (values[c] if wanted.top == "low" else -values[c], c))
        key = "lowest" if wanted.top == "low" else "highest"
        for code in codes[:MOST]:
            value = telling.table.get(indicator.key, code, year)
            assert value is not None
            _row(telling, indicator, value, telling.say(key, name=name, year=year))
        return
    telling.lacks(telling.say("no_ranking", name=name))


def all_of(telling: Telling, code: str, risks: bool = False) -> None:
    """The profile of a municipality: its figures with the country's beside them, and what stands out.

    With `risks` only those that go with trouble with basic skills, what stands out first.
    """
    profile = profile_of(code, telling.table)
    if not profile.rows:
        telling.lacks(
            telling.say("no_figure", place=telling.where(code), name=telling.say("profile", place=""))
        )
        return
    if risks:
        _who_may_need_help(telling, profile)
    group = telling.say("risks" if risks else "profile", place=telling.where(code))
    rows_told = sorted(profile.rows, key=lambda r: not r.is_risk) if risks else profile.rows
    for found in (r for r in rows_told if r.indicator.risk or not risks):
        rows = [telling.row(found.own)]
        country = telling.say("no_value")
        if found.country is not None and found.country.value is not None:
            rows.append(telling.row(found.country))
            country = full(found.country.value, found.indicator, telling.language)
        assert found.own.value is not None
        own = full(found.own.value, found.indicator, telling.language)
        cells = (found.indicator.name.in_(telling.language), own, country, str(found.own.year))
        text = said(telling, found.own, found.indicator).rstrip(".")
        beside = telling.where(COUNTRY)
        telling.claim(f"{text}; {beside}: {country}.", rows, group, cells)
    if not risks and (standing := [r for r in profile.standing_out() if r.is_risk]):
        telling.claim(_standing_out(telling, standing), [telling.row(r.own) for r in standing])


def _who_may_need_help(telling: Telling, profile: Profile) -> None:
    """What stands out, and that figures name no groups: who misses help is known in the town itself."""
    town = telling.where(profile.code)
    if standing := [r for r in profile.rows if r.is_risk]:
        names = [
            telling.say(f"at_risk_{r.difference}", name=r.indicator.name.in_(telling.language))
            for r in standing
        ]
        told = telling.say("at_risk", place=town, names="; ".join(n[0].lower() + n[1:] for n in names))
        telling.claim(told, [telling.row(r.own) for r in standing])
    else:
        telling.remark(say("figure_tab.standing_out.nothing", telling.language, town=town))
    telling.remark(telling.say("groups_unknown", place=town))


def columns(telling: Telling, profile_of_town: str = "") -> tuple[str, ...]:
    """The heads of the cells."""
    if not profile_of_town:
        return tuple(telling.say(f"column_{name}") for name in ("place", "value", "year"))
    return (
        telling.say("column_topic"),
        telling.where(profile_of_town),
        telling.where(COUNTRY),
        telling.say("column_year"),
    )


def define(telling: Telling, indicator: Indicator, named: bool = False) -> None:
    """What the figure counts, resting on the first row of it."""
    row = next((r for r in telling.rows if r.key == indicator.key), None)
    if row is not None and (found := newest(telling, row.code, indicator, row.year)) is not None:
        tell_definition(telling, indicator, found, named)


def _row(telling: Telling, indicator: Indicator, value: Value, group: str | None = None) -> None:
    assert value.value is not None
    row = telling.row(value)
    shown = full(value.value, indicator, telling.language)
    name = telling.where(value.code)
    cells = (name[0].upper() + name[1:], shown, str(value.year))
    telling.claim(
        said(telling, value, indicator), [row], group or indicator.name.in_(telling.language), cells
    )


def _which_is_more(telling: Telling, indicator: Indicator, values: Sequence[Value]) -> None:
    one, other = values
    difference = differs(one, other.value, indicator)
    if difference is None or is_count(indicator):
        return
    key = {"higher": "more_than", "lower": "less_than", "same": "as_many_as"}[difference]
    text = telling.say(key, one=telling.where(one.code), other=telling.where(other.code))
    rows = [telling.row(v) for v in values]
    telling.claim(text, rows)


def _standing_out(telling: Telling, standing: Sequence[Compared]) -> str:
    names = [r.indicator.name.in_(telling.language) for r in standing]
    return telling.say("stands_out", names=telling.listed([n[0].lower() + n[1:] for n in names]))
