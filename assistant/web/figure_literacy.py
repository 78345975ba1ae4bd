"""Low literacy on the page: what was published, never an estimate of our own.

A town without a published figure is told so, with what is known of it, what
was published about the country, and where to look.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.figures import showing
from assistant.figures.literacy import LOOK_UP, Published
from assistant.figures.profile import Profile
from assistant.figures.report import published_value, published_year
from assistant.figures.store import FigureStore
from assistant.web.safe import table, tag, text
from assistant.wording import say

SHOWN = 3
FACTORS = 4


def literacy_part(profile: Profile, store: FigureStore, language: str) -> str:
    """The heading with the town's figures, or with what there is instead."""
    town = showing.place(profile.code, store.municipalities, language)
    title = tag("h3", text(_say("heading", language)))
    own = store.literacy.of(profile.code)
    if own:
        return (
            title
            + _table(_say("town", language, town=town), own, language)
            + _national(store, town, language)
        )
    parts = [
        tag("p", text(_say("none", language, town=town)), "missing"),
        _factors(profile, language),
        _look_up(town, language),
        _national(store, town, language),
    ]
    return title + "".join(parts)


def _factors(profile: Profile, language: str) -> str:
    known = [row for row in profile.rows if row.indicator.risk and row.own.value is not None]
    known.sort(key=lambda row: not row.is_risk)
    if not known:
        return ""
    named = "; ".join(
        _say(
            "factor",
            language,
            name=_inside(row.indicator.name.in_(language)),
            value=showing.amount(row.own.value or 0.0, row.indicator, language),
            year=row.own.year,
        )
        for row in known[:FACTORS]
    )
    return tag("p", text(_say("risks", language, factors=named)))


def _inside(name: str) -> str:
    """A name as it stands inside a sentence; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _look_up(town: str, language: str) -> str:
    """Where the figure may stand; an address to copy, for the page leads nowhere by itself."""
    places = "".join(tag("li", text(name) + " " + tag("code", text(address))) for name, address in LOOK_UP)
    start = tag("p", text(_say("look_up", language, town=town)))
    return start + tag("ul", places) + tag("p", text(_say("look_up_end", language)))


def _national(store: FigureStore, town: str, language: str) -> str:
    found = store.literacy.national()
    if not found:
        return ""
    caption = _say("national", language)
    hint = tag("p", text(_say("national_hint", language, town=town)), "hint")
    shown = _table(caption, found[:SHOWN], language) + hint
    rest = found[SHOWN:]
    if not rest:
        return shown
    summary = tag("summary", text(_say("national_more", language, count=len(rest))))
    return shown + tag("details", summary + _table(caption, rest, language), "who")


def _table(caption: str, published: Sequence[Published], language: str) -> str:
    columns = [_say(f"column_{name}", language) for name in ("value", "year", "definition", "source")]
    return table(caption, columns, [_row(each, language) for each in published])


def _row(published: Published, language: str) -> list[str]:
    source = ", ".join(filter(None, (published.publisher, published.source)))
    address = " " + tag("code", text(published.address)) if published.address else ""
    told = ". ".join(filter(None, (published.definition.in_(language), published.note.in_(language))))
    return [
        text(published_value(published, language)),
        text(published_year(published, language)),
        text(told),
        text(source) + address,
    ]


def _say(key: str, language: str, **gaps: object) -> str:
    return say(f"figure_tab.literacy.{key}", language, **gaps)
