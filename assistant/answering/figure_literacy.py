"""The answer to "hoeveel laaggeletterden heeft Leiden?": what was published, and nothing worked out.

Where a town has no published figure it is told so, with what is known that
makes low literacy likelier, the national figures side by side, and where to look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.figure_question import Wanted
from assistant.answering.figure_rows import published_row
from assistant.answering.figure_sentences import newest, said, tell_country
from assistant.answering.figure_telling import Telling
from assistant.figures.literacy import LOOK_UP, SHARE, Published
from assistant.figures.showing import number
from assistant.figures.values import COUNTRY
from assistant.records import Figure

BESIDE_A_TOWN, ALONE = 3, 6
MOST_RISKS = 3
# Of all that makes low literacy likelier, a low level of education says most.
MOST_TELLING = "pct_opl_laag"


def tell_literacy(telling: Telling, wanted: Wanted) -> bool:
    """What was published about the places asked about; whether any of them has a figure."""
    if wanted.illiteracy:
        telling.remark(telling.say("literacy.not_illiteracy"))
    towns = [code for code in wanted.places if code != COUNTRY]
    found = [_town(telling, code, wanted.years) for code in towns]
    if not towns or not all(found) or wanted.country:
        _national(telling, () if towns else wanted.years, BESIDE_A_TOWN if towns else ALONE)
    if towns and not all(found):
        places = telling.say("literacy.look_up", places=_places(telling))
        telling.remark(places)
    return any(found) or not towns


def _town(telling: Telling, code: str, years: Sequence[int]) -> bool:
    published = telling.store.literacy.of(code)
    name = telling.where(code)
    of_years = [p for p in published if not years or p.year in years]
    if years and published and not of_years:
        asked = telling.listed([str(y) for y in years])
        telling.lacks(telling.say("literacy.none_of_year", years=asked, place=name))
    for each in of_years or published:
        _tell(telling, each, name)
    if published:
        return True
    telling.lacks(telling.say("literacy.none", place=name))
    for area in telling.store.literacy.regional():
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", area.area):
            value = _value(telling, area)
            text = telling.say(
                "literacy.area",
                area=area.area,
                value=value,
                publisher=area.publisher,
                year=area.year,
                place=name,
            )
            telling.claim(text, [_row(telling, area)])
    _risks(telling, code)
    return False


def _tell(telling: Telling, published: Published, name: str) -> None:
    row = _row(telling, published)
    kind = "share" if published.indicator == SHARE else "count"
    value = _value(telling, published) if kind == "share" else _number(telling, published)
    text = telling.say(
        f"literacy.{kind}", place=name, value=value, publisher=published.publisher, year=published.year
    )
    telling.claim(text, [row])
    telling.claim(telling.say("literacy.means", definition=_definition(telling, published)), [row])
    if row.remark:
        telling.claim(row.remark, [row])


def _risks(telling: Telling, code: str) -> None:
    found = [newest(telling, code, i) for i in telling.table.dictionary if i.risk == "high" and i.profile]
    known = [f for f in found if f is not None]
    known.sort(key=lambda f: (f.indicator.key != MOST_TELLING, not f.is_risk))
    if not known:
        return
    telling.remark(telling.say("literacy.known", place=telling.where(code)))
    for each in known[:MOST_RISKS]:
        telling.claim(said(telling, each.own, each.indicator), [telling.row(each.own)])
        tell_country(telling, each)
    telling.remark(telling.say("literacy.not_the_same"))


def _national(telling: Telling, years: Sequence[int], most: int) -> None:
    national = telling.store.literacy.national()
    of_years = [p for p in national if not years or p.year in years]
    if years and not of_years:
        asked = telling.listed([str(y) for y in years])
        telling.lacks(telling.say("literacy.none_of_year", years=asked, place=telling.where(COUNTRY)))
    group = telling.say("literacy.national")
    for each in (of_years or national)[:most]:
        text = telling.say(
            "literacy.national_line",
            value=_value(telling, each),
            publisher=each.publisher,
            year=each.year,
            definition=_definition(telling, each),
        )
        telling.claim(text[0].upper() + text[1:], [_row(telling, each)], group)


def _row(telling: Telling, published: Published) -> Figure:
    return published_row(published, telling.table.dictionary[published.indicator], telling.language)


def _definition(telling: Telling, published: Published) -> str:
    words = published.definition.in_(telling.language).rstrip(".")
    return words[0].lower() + words[1:]


def _value(telling: Telling, published: Published) -> str:
    if published.indicator == SHARE:
        return f"{_number(telling, published)}%"
    return telling.say("literacy.people", value=_number(telling, published))


def _number(telling: Telling, published: Published) -> str:
    decimals = 0 if published.value == int(published.value) else 1
    return number(published.value, decimals, telling.language)


def _places(telling: Telling) -> str:
    return telling.listed([f"{name} ({address})" for name, address in LOOK_UP])
