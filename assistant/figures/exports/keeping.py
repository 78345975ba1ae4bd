"""Imports that are kept: in `imported/` a file of values and beside it what they mean and come from.

The description is written last and holds the checksum of the values, so a
write that broke off shows. A damaged import is skipped and named, because one
bad file must not take every other figure away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.atomic import replacing
from assistant.errors import AssistantError, ImportRefused
from assistant.figures import values
from assistant.figures.exports import units
from assistant.figures.exports.preview import Imported
from assistant.figures.exports.slugs import slug
from assistant.figures.indicators import Both, Indicator, Source
from assistant.figures.values import Value

FOLDER = "imported"


@dataclass(frozen=True)
class Kept:
    """A kept import, with the moment it was taken in (ISO, UTC) and the name of its file."""

    imported: Imported
    file: str
    saved: str


@dataclass(frozen=True)
class Everything:
    """All kept imports together; `damaged` names those that could not be read."""

    kept: tuple[Kept, ...]
    values: tuple[Value, ...]
    indicators: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    damaged: tuple[str, ...]


def save(figures: Path, imported: Imported, file: str, now: datetime, replace: bool = False) -> Path:
    """Keep an import under the figures folder of the data; returns its file of values.

    Raises `ImportRefused` where one of this name is there and `replace` is not
    set, and where a new indicator has another unit than a kept one of its name.
    """
    folder = figures / FOLDER
    everything = load(figures)
    if (folder / f"{imported.slug}.json").exists() and not replace:
        raise ImportRefused(file=file, why="already_there", title=imported.source.title)
    others = [i for k in everything.kept if k.imported.slug != imported.slug for i in k.imported.indicators]
    for indicator in imported.indicators:
        clash = next((o for o in others if o.key == indicator.key and not _alike(o, indicator)), None)
        if clash:
            raise ImportRefused(
                file=file,
                why="other_unit",
                indicator=indicator.name.nl,
                unit=indicator.unit,
                wanted=clash.unit,
            )
    path = folder / f"{imported.slug}.csv"
    values.write(path, imported.values)
    described = {
        "file": file,
        "saved": now.isoformat(timespec="seconds"),
        "checksum": _checksum(path),
        "definition": imported.definition,
        "source": asdict(imported.source),
        "indicators": [_described(indicator) for indicator in imported.indicators],
    }
    with replacing(path.with_suffix(".json")) as stream:
        json.dump(described, stream, ensure_ascii=False, indent=1)
    return path


def load(figures: Path) -> Everything:
    """Every kept import, oldest name first; what is damaged is named and skipped."""
    kept: list[Kept] = []
    damaged: list[str] = []
    indicators: dict[str, Indicator] = {}
    sources: dict[str, Source] = {}
    for path in sorted((figures / FOLDER).glob("*.json")):
        try:
            each = _read(path)
        except (AssistantError, OSError, ValueError, KeyError, TypeError, AttributeError):
            damaged.append(path.stem)
            continue
        if any(not _alike(indicators.get(i.key, i), i) for i in each.imported.indicators):
            damaged.append(path.stem)
            continue
        kept.append(each)
        sources[each.imported.source.key] = each.imported.source
        for indicator in each.imported.indicators:
            indicators.setdefault(indicator.key, indicator)
    lines = tuple(value for each in kept for value in each.imported.values)
    return Everything(tuple(kept), lines, indicators, sources, tuple(damaged))


def remove(figures: Path, name: str) -> bool:
    """Forget an import, damaged or not; False when there is none of that name."""
    if name != slug(name):
        return False
    path = figures / FOLDER / f"{name}.json"
    found = path.exists()
    # The description goes first: values without one count for nothing.
    path.unlink(missing_ok=True)
    path.with_suffix(".csv").unlink(missing_ok=True)
    return found


def _read(path: Path) -> Kept:
    raw = json.loads(path.read_text("utf-8"))
    table = path.with_suffix(".csv")
    if _checksum(table) != raw["checksum"]:
        raise ValueError(path.stem)
    source = Source(**raw["source"])
    imported = Imported(
        path.stem,
        source,
        tuple(_indicator(each) for each in raw["indicators"]),
        tuple(values.read(table)),
        str(raw["definition"]),
    )
    return Kept(imported, str(raw["file"]), str(raw["saved"]))


def _described(indicator: Indicator) -> dict[str, object]:
    """Of an indicator only what a person tells; the rest is empty for one of their own."""
    return {
        "key": indicator.key,
        "theme": indicator.theme,
        "name": asdict(indicator.name),
        "unit": indicator.unit,
        "unit_name": asdict(indicator.unit_name),
        "decimals": indicator.decimals,
        "definition": asdict(indicator.definition),
        "words": {language: list(words) for language, words in indicator.words.items()},
    }


def _indicator(raw: Mapping[str, Any]) -> Indicator:
    return Indicator(
        key=str(raw["key"]),
        theme=str(raw["theme"]),
        name=Both(**raw["name"]),
        unit=str(raw["unit"]),
        unit_name=Both(**raw["unit_name"]),
        decimals=int(raw["decimals"]),
        definition=Both(**raw["definition"]),
        says=Both("", ""),
        says_not=Both("", ""),
        words={language: tuple(words) for language, words in raw["words"].items()},
    )


def _alike(one: Indicator, other: Indicator) -> bool:
    return units.kind(one.unit) == units.kind(other.unit)


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
