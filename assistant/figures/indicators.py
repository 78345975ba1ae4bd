"""What a figure means: the data dictionary in `corpus/figures/indicators.toml`.

A number without its definition is an opinion. Each indicator has a name, a
unit, a definition, what it says about basic skills and what it does not, in
Dutch and English; and where its series breaks, because then two years can't be
compared.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

# Which end of the scale makes trouble with basic skills likelier; "" where neither does.
Risk = Literal["high", "low", ""]


@dataclass(frozen=True)
class Both:
    """The same in Dutch and English."""

    nl: str
    en: str

    def in_(self, language: str) -> str:
        """In this language; Dutch unless it is English."""
        return self.en if language == "en" else self.nl


@dataclass(frozen=True)
class Break:
    """Where a series can't be read on: values up to `after` and from `before` mean something else."""

    after: int
    before: int
    why: Both


@dataclass(frozen=True)
class Indicator:
    """One line of the dictionary.

    `unit` is as the source has it ("aantal", "%", "per 1.000 inwoners");
    `weight` says how a national value is worked out from the municipalities'
    (see `weighting`), "" for never; `words` are what people call it. Indicators
    with the same `parts_of` are parts of one whole and shown of the same year.
    """

    key: str
    theme: str
    name: Both
    unit: str
    unit_name: Both
    decimals: int
    definition: Both
    says: Both
    says_not: Both
    words: Mapping[str, tuple[str, ...]]
    weight: str = ""
    risk: Risk = ""
    profile: bool = False
    parts_of: str = ""
    breaks: tuple[Break, ...] = ()

    def breaks_between(self, first: int, last: int) -> tuple[Break, ...]:
        """The breaks that lie between two years."""
        low, high = sorted((first, last))
        return tuple(b for b in self.breaks if low <= b.after and b.before <= high)


@dataclass(frozen=True)
class Source:
    """Where values come from; `edition` is the year of the table, `address` where a person finds it."""

    key: str
    title: str
    publisher: str
    edition: str
    address: str
    licence: str


class Dictionary:
    """All indicators, in the order of the file, and all sources."""

    def __init__(
        self, indicators: Mapping[str, Indicator], sources: Mapping[str, Source], themes: Mapping[str, Both]
    ) -> None:
        self._indicators = dict(indicators)
        self.sources = dict(sources)
        self.themes = dict(themes)

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self._indicators.values())

    def __getitem__(self, key: str) -> Indicator:
        return self._indicators[key]

    def get(self, key: str) -> Indicator | None:
        """The indicator with this key, None for an unknown one."""
        return self._indicators.get(key)

    def together_with(self, indicator: Indicator) -> tuple[Indicator, ...]:
        """The parts of the whole that an indicator is a part of, itself included; () for none."""
        whole = indicator.parts_of
        return tuple(i for i in self if i.parts_of == whole) if whole else ()

    def with_more(self, indicators: Mapping[str, Indicator], sources: Mapping[str, Source]) -> Dictionary:
        """The same with what a user brought along; what is in the file stays as it is."""
        return Dictionary({**indicators, **self._indicators}, {**sources, **self.sources}, self.themes)


def load(folder: Path) -> Dictionary:
    """Read `indicators.toml` of the figures folder."""
    raw = tomllib.loads((folder / "indicators.toml").read_text("utf-8"))
    sources = {key: Source(key, **fields) for key, fields in raw["sources"].items()}
    themes = {key: _both(fields) for key, fields in raw["themes"].items()}
    return Dictionary({k: _indicator(k, fields) for k, fields in raw["indicators"].items()}, sources, themes)


def _indicator(key: str, raw: Mapping[str, Any]) -> Indicator:
    return Indicator(
        key=key,
        theme=raw["theme"],
        name=_both(raw["name"]),
        unit=raw["unit"],
        unit_name=_both(raw["unit_name"]),
        decimals=raw["decimals"],
        definition=_both(raw["definition"]),
        says=_both(raw["says"]),
        says_not=_both(raw["says_not"]),
        words={language: tuple(raw["words"].get(language, ())) for language in ("nl", "en")},
        weight=raw.get("weight", ""),
        risk=raw.get("risk", ""),
        profile=raw.get("profile", False),
        parts_of=raw.get("parts_of", ""),
        breaks=tuple(Break(b["after"], b["before"], _both(b["why"])) for b in raw.get("breaks", ())),
    )


def _both(raw: Mapping[str, str]) -> Both:
    return Both(raw["nl"], raw["en"])
