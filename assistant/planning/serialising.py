"""A plan as JSON and back, exactly: what was kept is what is opened again.

The form has a version. A file that says less or more than its version allows
is refused with what is wrong with it, rather than opened as a plan that has
quietly lost a section.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from assistant.errors import DamagedPlan, NewerPlan
from assistant.planning.plan import Bullets, Chart, Paragraph, Plan, Subheading, Table

VERSION = 1
# A block says which kind it is; the names are part of the form and outlive the classes'.
_BLOCKS: dict[str, type] = {
    "paragraph": Paragraph,
    "bullets": Bullets,
    "table": Table,
    "chart": Chart,
    "subheading": Subheading,
}
_NAMES = {kind: name for name, kind in _BLOCKS.items()}


class _Wrong(ValueError):
    """What is wrong with a value; becomes a `DamagedPlan` at the door."""


def to_json(plan: Plan) -> str:
    """The plan as JSON in plain ASCII, so that it survives any file system and any stray surrogate."""
    return json.dumps({"version": VERSION, "plan": _written(plan)}, allow_nan=False)


def from_json(text: str | bytes) -> Plan:
    """The plan that `to_json` wrote; raises `DamagedPlan` and `NewerPlan`."""
    try:
        raw = json.loads(text)
        if not isinstance(raw, dict) or not _is_whole(raw.get("version")):
            raise _Wrong("version")
        if raw["version"] > VERSION:
            raise NewerPlan(version=raw["version"])
        found = _read(raw.get("plan"), Plan, "plan")
    except (ValueError, RecursionError) as error:
        raise DamagedPlan(reason=str(error)[:200]) from error
    assert isinstance(found, Plan)
    return found


def _written(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        content = {field.name: _written(getattr(value, field.name)) for field in fields(value)}
        name = _NAMES.get(type(value))
        return {"block": name, **content} if name else content
    if isinstance(value, tuple):
        return [_written(each) for each in value]
    return value


def _read(raw: Any, kind: Any, where: str) -> Any:
    """The value of this kind; raises `_Wrong` with where it stands."""
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(raw, kind, where)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        if not isinstance(raw, list):
            raise _Wrong(where)
        return tuple(_read(each, arguments[0], f"{where}[{at}]") for at, each in enumerate(raw))
    if origin in (Union, UnionType):
        return _either(raw, arguments, where)
    if origin is Literal:
        if raw not in arguments:
            raise _Wrong(where)
        return raw
    if not _fits(raw, kind):
        raise _Wrong(where)
    return raw


def _either(raw: Any, kinds: tuple[Any, ...], where: str) -> Any:
    if all(is_dataclass(kind) for kind in kinds):
        name = raw.get("block") if isinstance(raw, dict) else None
        kind = _BLOCKS.get(name) if isinstance(name, str) else None
        if kind is None or kind not in kinds:
            raise _Wrong(where)
        return _record({key: value for key, value in raw.items() if key != "block"}, kind, where)
    if raw is None and type(None) in kinds:
        return None
    return _read(raw, next(kind for kind in kinds if kind is not type(None)), where)


def _record(raw: Any, kind: type, where: str) -> Any:
    if not isinstance(raw, dict):
        raise _Wrong(where)
    known = {field.name: field for field in fields(kind)}
    if unknown := sorted(raw.keys() - known.keys()):
        raise _Wrong(f"{where}.{unknown[0]}")
    # A field that was added later, with a default, may be missing from an older file.
    if missing := [name for name, field in known.items() if name not in raw and _needed(field)]:
        raise _Wrong(f"{where}.{missing[0]}")
    hints = _hints(kind)
    return kind(**{name: _read(value, hints[name], f"{where}.{name}") for name, value in raw.items()})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _fits(raw: Any, kind: Any) -> bool:
    """Whether a value is of a plain kind; a whole number may stand for a float, True for no number."""
    if kind is float:
        return isinstance(raw, float) and abs(raw) != float("inf") and raw == raw or _is_whole(raw)
    return _is_whole(raw) if kind is int else isinstance(raw, kind)


def _is_whole(raw: Any) -> bool:
    return isinstance(raw, int) and not isinstance(raw, bool)
