"""The outlines in `corpus/outlines/`: which kinds of document there are and what each section is made of.

An organisation changes or adds a kind by editing data: a section is a list of
parts, and each kind of part is a way of drafting that `drafting` knows. The
knowledge that parts draw from (target groups, funding streams, results of
methods) stands beside them in `knowledge/`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.errors import BrokenOutline, UnknownKind

Options = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """One part of a section: `kind` names the way it is drafted, `options` what that way needs."""

    kind: str
    options: Options


@dataclass(frozen=True)
class SectionOutline:
    """A section: why it is there, what it must answer, and what it is made of.

    `attention` are the keys of the attention points that it serves (`knowledge/attention.toml`);
    `conditions` its `when` and `unless`: a section that doesn't fit is left out.
    """

    key: str
    title: str
    purpose: str
    questions: tuple[str, ...]
    attention: tuple[str, ...]
    parts: tuple[Part, ...]
    conditions: Options = field(default_factory=dict)


@dataclass(frozen=True)
class Outline:
    """A kind of document. `title` has a gap {municipality}; `name` and `explanation` are for the form.

    `title_coming` is its title for a period that has still to begin, "" where that is the same.
    """

    kind: str
    name: str
    name_en: str
    explanation: str
    explanation_en: str
    title: str
    sections: tuple[SectionOutline, ...]
    title_coming: str = ""


def load(folder: Path) -> dict[str, Outline]:
    """All outlines by kind, in the order of their file's names; raises `BrokenOutline`."""
    return {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}


def choose(kind: str, outlines: Mapping[str, Outline]) -> Outline:
    """An outline by its kind; raises `UnknownKind` with the ones there are."""
    if kind not in outlines:
        raise UnknownKind(kind=kind[:60], known=", ".join(outlines))
    return outlines[kind]


def knowledge(folder: Path, name: str) -> dict[str, Any]:
    """A file of `knowledge/`, such as "streams"; raises `BrokenOutline`."""
    return _toml(folder / "knowledge" / f"{name}.toml")


def _read(path: Path) -> Outline:
    raw = _toml(path)
    try:
        sections = tuple(_section(each) for each in raw["sections"])
        texts = {name: raw[name] for name in ("name", "name_en", "explanation", "explanation_en", "title")}
    except (KeyError, TypeError) as error:
        raise BrokenOutline(file=path.name, reason=str(error)) from error
    return Outline(path.stem, sections=sections, title_coming=raw.get("title_coming", ""), **texts)


def _section(raw: Options) -> SectionOutline:
    return SectionOutline(
        raw["key"],
        raw["title"],
        raw["purpose"],
        tuple(raw.get("questions", ())),
        tuple(raw.get("attention", ())),
        tuple(Part(p["kind"], {k: v for k, v in p.items() if k != "kind"}) for p in raw["parts"]),
        {name: raw[name] for name in ("when", "unless", "groups") if name in raw},
    )


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BrokenOutline(file=path.name, reason=str(error)) from error
