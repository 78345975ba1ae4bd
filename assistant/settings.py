"""Every setting, read once from the environment and an optional `.env`.

| variable | meaning | default |
|---|---|---|
| ASSISTANT_DATA | the data folder: catalogue, vectors, model, uploads | `data/` in the project |
| ASSISTANT_CORPUS | the folder with the shipped texts | `corpus/` in the project |
| ASSISTANT_EMBEDDING_MODEL | name or folder of a sentence-transformers model | the packaged e5-small |
| ASSISTANT_HOST, ASSISTANT_PORT | where the page listens | 127.0.0.1, 7860 |
| ASSISTANT_UPLOAD_MB | the largest file the page takes, in MB | 50 |
| ASSISTANT_READ_PAGES | the most pages a file may have | 3000 |
| ASSISTANT_READ_SECONDS | how long reading one file may take | 300 |
| ASSISTANT_READ_MEMORY_MB | how much memory reading one file may take | 2048 |
| ASSISTANT_READ_UNPACKED_MB | how large a packed file may be when unpacked | 400 |
| ASSISTANT_CBS_ADDRESS | where Statistics Netherlands serves its tables | https://opendata.cbs.nl |
| ASSISTANT_PLACES_ADDRESS | where a village's municipality is looked up, see `figures/naming.py` | nowhere |
| ASSISTANT_SWING_SITE, _VARIABLE, _KEY | a municipal figures site (Swing), its topic, and the key | none |
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import SettingsError

PROJECT = Path(__file__).resolve().parent.parent
CBS = "https://opendata.cbs.nl"


@dataclass(frozen=True)
class Limits:
    """How much one file may ask of the machine while it is read, the same for every format."""

    pages: int = 3000
    seconds: int = 300
    memory_mb: int = 2048
    unpacked_mb: int = 400


@dataclass(frozen=True)
class Swing:
    """A municipal figures site, the topic to fetch from it and the key; without a site it is off."""

    site: str = ""
    variable: str = ""
    key: str = field(default="", repr=False)


@dataclass(frozen=True)
class Settings:
    """Where things are and how the page is served; frozen, so one run has one answer."""

    data: Path
    corpus: Path
    embedding_model: str | None = None
    host: str = "127.0.0.1"
    port: int = 7860
    upload_mb: int = 50
    limits: Limits = field(default_factory=Limits)
    cbs: str = CBS
    places: str = ""
    swing: Swing = field(default_factory=Swing)


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; a value that makes no sense raises `SettingsError`."""
    values = dict(_dotenv()) | dict(os.environ if environment is None else environment)
    return Settings(
        data=Path(values.get("ASSISTANT_DATA") or PROJECT / "data").expanduser().resolve(),
        corpus=Path(values.get("ASSISTANT_CORPUS") or PROJECT / "corpus").expanduser().resolve(),
        embedding_model=values.get("ASSISTANT_EMBEDDING_MODEL") or None,
        host=values.get("ASSISTANT_HOST") or "127.0.0.1",
        port=_number(values, "ASSISTANT_PORT", 7860, 65535),
        upload_mb=_number(values, "ASSISTANT_UPLOAD_MB", 50, 2048),
        limits=Limits(
            pages=_number(values, "ASSISTANT_READ_PAGES", Limits.pages, 100_000),
            seconds=_number(values, "ASSISTANT_READ_SECONDS", Limits.seconds, 86_400),
            memory_mb=_number(values, "ASSISTANT_READ_MEMORY_MB", Limits.memory_mb, 1_000_000),
            unpacked_mb=_number(values, "ASSISTANT_READ_UNPACKED_MB", Limits.unpacked_mb, 100_000),
        ),
        cbs=values.get("ASSISTANT_CBS_ADDRESS") or CBS,
        places=values.get("ASSISTANT_PLACES_ADDRESS") or "",
        swing=Swing(
            values.get("ASSISTANT_SWING_SITE") or "",
            values.get("ASSISTANT_SWING_VARIABLE") or "",
            values.get("ASSISTANT_SWING_KEY") or "",
        ),
    )


def _dotenv() -> dict[str, str]:
    from dotenv import dotenv_values

    return {k: v for k, v in dotenv_values(PROJECT / ".env").items() if v is not None}


def _number(values: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = values.get(name) or str(default)
    if not text.isdigit() or not 0 < int(text) <= most:
        raise SettingsError(name=name, value=text, most=most)
    return int(text)
