"""The answer to a question about figures, and what comes nearest where there is none.

Which figures are wanted is told by `figure_question`; here each want gets its
sentences. What a question may see of other places is decided from the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering import figure_rows, figure_words
from assistant.answering.figure_beside import look_up
from assistant.answering.figure_given import tell_given
from assistant.answering.figure_literacy import tell_literacy
from assistant.answering.figure_nearest import nearest
from assistant.answering.figure_question import Wanted, provinces_in, wanted
from assistant.answering.figure_sentences import (
    newest,
    tell_country,
    tell_definition,
    tell_peers,
    tell_rank,
    tell_value,
    tell_years,
)
from assistant.answering.figure_tables import all_of, columns, define, side_by_side, the_most
from assistant.answering.figure_telling import Telling, Told
from assistant.answering.figure_words import Phrases, family
from assistant.answering.question import Question
from assistant.figures.comparing import Compared
from assistant.figures.indicators import Dictionary, Indicator
from assistant.figures.literacy import INDICATORS as LITERACY
from assistant.figures.store import FigureStore
from assistant.figures.values import COUNTRY
from assistant.records import Figure, Language


class FigureAnswers:
    """Answers from the figures of one store; the words of its dictionary are read once."""

    def __init__(self, store: FigureStore) -> None:
        self._store = store
        self._phrases: tuple[Dictionary, Phrases] | None = None

    def wanted(self, question: Question) -> Wanted | None:
        """What a question wants of the figures, None where documents answer it."""
        dictionary, phrases = self._words()
        return wanted(question, dictionary, phrases, self._store.municipalities)

    def told(self, wanted: Wanted, language: Language) -> Told:
        """What the figures say; refused where nothing that was asked for is there."""
        telling = Telling(self._store, language)
        if wanted.literacy:
            published = tell_literacy(telling, wanted)
            telling.sources()
            return telling.told(status=None if published else "refused")
        if wanted.profile:
            for code in wanted.places[:2]:
                all_of(telling, code, wanted.risks)
            telling.sources()
            return telling.told(columns(telling, wanted.places[0]))
        if wanted.top:
            for indicator in _one_of_each(wanted.indicators):
                the_most(telling, indicator, wanted)
                define(telling, indicator)
            telling.sources()
            return telling.told(columns(telling))
        if len(wanted.places) > 1:
            return _beside(telling, wanted)
        return _of_one_place(telling, wanted)

    def in_scope(self, question: Question, code: str) -> bool:
        """Whether a figure of this place may answer: the question names it, asks for all, or compares."""
        if code == COUNTRY:
            return True
        if code.startswith(figure_rows.AREA):
            town = question.municipality
            return town is not None and town.name in code
        if code.startswith("PV"):
            return code in provinces_in(question.text, question)
        if figure_words.TOP.search(question.text):
            return True
        towns = filter(None, (question.municipality, *question.others))
        return code.removeprefix(figure_rows.PEERS) in {town.code for town in towns}

    def checker(self) -> Callable[[Figure], bool]:
        """What tells whether a row says what the figures, as they are now, say."""
        table, literacy = self._store.table, self._store.literacy
        return lambda row: figure_rows.stands(row, table, literacy)

    def nearest(self, question: Question) -> Told | None:
        """What the figures have that comes nearest to a number nobody has; see `figure_nearest`."""
        return nearest(question, self._store, self._words()[1])

    def _words(self) -> tuple[Dictionary, Phrases]:
        dictionary = self._store.table.dictionary
        if self._phrases is None or self._phrases[0] is not dictionary:
            self._phrases = (dictionary, Phrases(dictionary))
        return self._phrases


def _one_of_each(indicators: Sequence[Indicator]) -> list[Indicator]:
    """The first of each family: a list of shares needs no list of counts."""
    return list({family(i.key): i for i in reversed(indicators)}.values())[::-1]


def _of_one_place(telling: Telling, wanted: Wanted) -> Told:
    code = wanted.places[0]
    done: dict[str, Compared] = {}
    for each in wanted.indicators:
        indicator = _of_these_years(telling, each, code, wanted)
        about = family(indicator.key)
        if about in done:
            _count_too(telling, indicator, code, wanted)
        elif (found := _one(telling, indicator, code, wanted)) is not None:
            done[about] = found
    for found in done.values():
        tell_definition(telling, found.indicator, found, named=len(done) > 1)
    if wanted.open:
        telling.remark(telling.say("choose_town"))
    return _with_sources(telling)


def _one(telling: Telling, indicator: Indicator, code: str, wanted: Wanted) -> Compared | None:
    """An indicator with all that was asked about it; the value it ended with, None without any."""
    series = {v.year: v for v in telling.table.series(indicator.key, code)}
    found = newest(telling, code, indicator)
    if found is None:
        _absent(telling, indicator, code)
        return None
    asked = [y for y in wanted.years if y in series]
    lacking = [str(y) for y in wanted.years if y not in series]
    if wanted.change and (len(asked) < 2 or lacking):
        asked, lacking = [y for y in sorted(series) if not asked or y >= asked[0]], []
        if len(asked) < 2:
            asked = sorted(series)
    if lacking and not wanted.change:
        telling.lacks(telling.say("no_year", years=telling.listed(lacking), newest=max(series)))
    if len(asked) > 1:
        tell_years(telling, indicator, [series[y] for y in asked])
        found = newest(telling, code, indicator, asked[-1]) or found
    else:
        if asked or lacking:
            found = newest(telling, code, indicator, asked[0] if asked else max(series)) or found
        tell_value(telling, found)
        if wanted.change:
            telling.lacks(telling.say("one_year"))
    tell_country(telling, found, wanted.country)
    if code.startswith("GM") and (wanted.peers or (wanted.rank and found.peers)):
        tell_peers(telling, found)
    if wanted.rank and code.startswith("GM"):
        tell_rank(telling, found)
    tell_given(telling, found, wanted.given)
    return found


def _of_these_years(telling: Telling, indicator: Indicator, code: str, wanted: Wanted) -> Indicator:
    """The indicator, or another of the same family where that has a year asked for and this has not."""
    alike = [i for i in telling.table.dictionary if family(i.key) == family(indicator.key)]
    for each in (indicator, *alike):
        if any(telling.table.get(each.key, code, year) for year in wanted.years):
            return each
    return indicator


def _count_too(telling: Telling, indicator: Indicator, code: str, wanted: Wanted) -> None:
    """The number of people beside their share, each of its own year."""
    if wanted.change or wanted.rank or len(wanted.years) > 1:
        return
    found = newest(telling, code, indicator, wanted.years[0] if wanted.years else None)
    if found is not None and telling.row(found.own) not in telling.rows:
        tell_value(telling, found)


def _beside(telling: Telling, wanted: Wanted) -> Told:
    places: Sequence[str] = wanted.places
    done: set[str] = set()
    for indicator in wanted.indicators:
        with_country = [*places, COUNTRY] if wanted.country and COUNTRY not in places else list(places)
        first = family(indicator.key) not in done
        done.add(family(indicator.key))
        side_by_side(telling, indicator, with_country, wanted.years, told_missing=first)
    for about in sorted(done, key=[family(i.key) for i in wanted.indicators].index):
        first_of_it = next(i for i in wanted.indicators if family(i.key) == about)
        define(telling, first_of_it, named=len(done) > 1)
    return _with_sources(telling, columns(telling))


def _with_sources(telling: Telling, heads: Sequence[str] = ()) -> Told:
    """All that was told, with its sources; without any figure, with where there may be one."""
    told = telling.told(heads)
    if told.status == "refused":
        telling.remark(look_up(telling.language))
    telling.sources()
    return telling.told(heads)


def _absent(telling: Telling, indicator: Indicator, code: str) -> None:
    """No value at all: says so, and gives a figure of the same theme that is about nearly the same."""
    name = indicator.name.in_(telling.language)
    telling.lacks(telling.say("no_figure", place=telling.where(code), name=name))
    alike = [
        i for i in telling.table.dictionary
        if i.theme == indicator.theme and i.key != indicator.key and i.key not in LITERACY
        and _stems(i) & _stems(indicator) and newest(telling, code, i) is not None
    ]  # fmt: skip
    if not alike:
        return
    near = max(alike, key=lambda i: (i.profile, len(_stems(i) & _stems(indicator))))
    found = newest(telling, code, near)
    if found is not None and _stems(near) & _stems(indicator):
        telling.remark(telling.say("nearest_known"))
        tell_value(telling, found)
        tell_definition(telling, near, found)


def _stems(indicator: Indicator) -> set[str]:
    text = f"{indicator.name.nl} {indicator.definition.nl}".lower()
    return {w[:7] for w in re.findall(r"[^\W\d_]{6,}", text)}
