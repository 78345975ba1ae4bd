"""What the figures have that comes nearest to a number that is not in them.

Whoever asks how many children grow up in poverty is not helped by "not found":
it is said which number is not there, and what is known that is about nearly the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.counting import what_is_counted
from assistant.answering.figure_sentences import newest, tell_country, tell_value
from assistant.answering.figure_telling import Telling, Told
from assistant.answering.figure_words import GENERAL, Phrases
from assistant.answering.question import Question
from assistant.figures.indicators import Indicator
from assistant.figures.literacy import INDICATORS as LITERACY
from assistant.figures.store import FigureStore
from assistant.figures.values import COUNTRY

MOST_NEAR = 2
SHORT = 7
# What has no figure of its own, and what comes nearest to it.
_NEAR = (
    (r"analfabe\w*|illitera\w*|leesproblemen|taalachterstand\w*|nt[12]\b", "laaggeletterd_pct"),
    (r"\d\d-?plus\w*|bejaard\w*|senioren|over-?\d\ds?|(?:70|75|80|85|90)\s+jaar", "pct_65plus"),
    (r"jonger\s+dan|onder\s+de\s+\d|minderjarig\w*|under\s+\d|younger\s+than", "pct_0_14"),
    (r"peuters?|kleuters?|baby'?s?|leerlingen|scholieren|toddlers?|pupils", "pct_0_14"),
    (r"studenten|students|tieners|teenagers", "pct_15_24"),
    (r"statushouders?|vluchtelingen|asielzoekers|nieuwkomers|inburgeraars|anderstaligen|refugees|newcomers",
     "pct_herkomst_buiten_europa"),
    (r"werkzoekenden|job\s?seekers", "pct_ww_van_inwoners"),
    (r"schulden|schuldhulp\w*|dakloz\w*|voedselbank\w*|debts?|homeless", "pct_hh_laag_inkomen"),
    (r"promovendi|academici|graduates", "pct_opl_hoog"),
    (r"schooluitval\w*|dropouts?|zonder\s+diploma|ongeschoold\w*", "pct_opl_laag"),
)  # fmt: skip


_AGES = re.compile(r"pct_(?:\d+_\d+|65plus)")


def nearest(question: Question, store: FigureStore, phrases: Phrases) -> Told | None:
    """What the figures have of a town that comes nearest to a number nobody has; refused, for it isn't that.

    A short question gets to know what there are figures of; for a longer one that says nothing.
    """
    dictionary = store.table.dictionary
    telling = Telling(store, question.language)
    town = question.municipality
    named = [n.key for n in phrases.named(question.text) if n.key not in GENERAL]
    named += [key for pattern, key in _NEAR if re.search(rf"\b(?:{pattern})", question.text, re.I)]
    # How many children there are says less of poor children than how many households are poor.
    named.sort(key=lambda key: _AGES.fullmatch(key) is not None)
    known = [dictionary[k] for k in dict.fromkeys(named) if dictionary.get(k)][:MOST_NEAR]
    if not known and len(question.text.split()) > SHORT:
        return None
    if (asked := what_is_counted(question)) and town is not None:
        telling.remark(telling.say("not_there", asked=asked, place=telling.where(town.code)))
    else:
        telling.remark(telling.say("this_is_not_there"))
    if known:
        _tell_near(telling, known, town.code if town else COUNTRY)
        return telling.told(status="refused")
    held = {i.theme for i in dictionary if i.key not in LITERACY and store.table.years(i.key)}
    themes = [
        both.in_(telling.language).lower() for theme, both in dictionary.themes.items() if theme in held
    ]
    telling.remark(telling.say("themes_are", themes=telling.listed(themes)))
    return telling.told(status="refused")


def _tell_near(telling: Telling, indicators: Sequence[Indicator], code: str) -> None:
    """What the figures are called that come nearest, and their values where there are any."""
    names = "; ".join(i.name.in_(telling.language) for i in indicators)
    telling.remark(telling.say("nearest_is", names=names))
    for indicator in indicators:
        value = None if indicator.key in LITERACY else newest(telling, code, indicator)
        if value is not None:
            tell_value(telling, value)
            tell_country(telling, value)
    telling.sources()
