"""What stands out about a municipality, in plain sentences: a figure, the country's, and no cause.

A risk factor goes with trouble with basic skills; it is not that trouble, and
says nothing about one person. So each sentence gives the figure and the
country's and no more, and one sentence explains what a risk factor is.
"""

from __future__ import annotations

from assistant.figures.comparing import Compared
from assistant.figures.municipalities import Municipalities
from assistant.figures.profile import Profile
from assistant.figures.showing import amount, place, sentence
from assistant.wording import say


def sentences(profile: Profile, municipalities: Municipalities, language: str = "nl") -> list[str]:
    """Up to three sentences, what makes trouble likelier first; one that says so where nothing differs."""
    name = place(profile.code, municipalities, language)
    rows = profile.standing_out()
    if not rows:
        key = "nothing" if any(row.country for row in profile.rows) else "not_comparable"
        return [say(f"figure_tab.standing_out.{key}", language, town=name)]
    return [_sentence(row, name, language) for row in rows]


def explanation(language: str = "nl") -> str:
    """What a risk factor is and is not."""
    return say("figure_tab.standing_out.explanation", language)


def _sentence(row: Compared, name: str, language: str) -> str:
    assert row.country is not None and row.country.value is not None
    own = sentence(row.own, row.indicator, name, language)
    country = amount(row.country.value, row.indicator, language)
    beside = say(f"figure_tab.standing_out.{row.difference}", language, country=country)
    meaning = say(f"figure_tab.standing_out.{'risk' if row.is_risk else 'no_risk'}", language)
    return f"{own} {beside} {meaning}"
