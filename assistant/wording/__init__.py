"""Every sentence a user reads, in `nl.toml` and `en.toml`; this reads them.

Sentences live outside the code so that an editor can improve them, and a test
holds the two files to the same keys and the same gaps.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("nl", "en")


@cache
def _table(language: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{language}.toml").read_text("utf-8"))


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
