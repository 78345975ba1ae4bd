"""Every sentence a user reads, in `nl.toml` and `en.toml`; this reads them.

Sentences live outside the code so that an editor can improve them, and a test
holds the two languages to the same keys and the same gaps. A large area has
files of its own beside them (`figures.nl.toml`), read as if they were one.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("nl", "en")


@cache
def _table(language: str) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for file in sorted(files(__package__).iterdir(), key=lambda f: f.name):
        if file.name == f"{language}.toml" or file.name.endswith(f".{language}.toml"):
            _merge(table, tomllib.loads(file.read_text("utf-8")))
    return table


def _merge(into: dict[str, Any], more: dict[str, Any]) -> None:
    """Add the keys of one file to another's; a key that stands in both raises `KeyError`."""
    for key, value in more.items():
        if isinstance(value, dict):
            _merge(into.setdefault(key, {}), value)
        elif key in into:
            raise KeyError(f"two sentences for {key}")
        else:
            into[key] = value


def say(key: str, language: str = "nl", **gaps: object) -> str:
    """The sentence under a dotted key, its `{gaps}` filled; an unknown key raises `KeyError`."""
    value: Any = _table(language if language in LANGUAGES else "nl")
    for part in key.split("."):
        value = value[part]
    return str(value).format(**gaps) if gaps else str(value)


def keys(language: str) -> dict[str, str]:
    """All sentences of a language by their dotted key."""

    def walk(table: dict[str, Any], prefix: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, value in table.items():
            found |= walk(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name: value}
        return found

    return walk(_table(language), "")
