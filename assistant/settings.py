"""Every setting, read once from the environment and an optional `.env`.

| variable | meaning | default |
|---|---|---|
| ASSISTANT_DATA | the data folder: catalogue, vectors, model, uploads | `data/` in the project |
| ASSISTANT_CORPUS | the folder with the shipped texts | `corpus/` in the project |
| ASSISTANT_EMBEDDING_MODEL | name or folder of a sentence-transformers model | the packaged e5-small |
| ASSISTANT_HOST, ASSISTANT_PORT | where the page listens | 127.0.0.1, 7860 |
| ASSISTANT_UPLOAD_MB | the largest file the page takes, in MB | 50 |
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SettingsError

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Where things are and how the page is served; frozen, so one run has one answer."""

    data: Path
    corpus: Path
    embedding_model: str | None = None
    host: str = "127.0.0.1"
    port: int = 7860
    upload_mb: int = 50


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
    )


def _dotenv() -> dict[str, str]:
    from dotenv import dotenv_values

    return {k: v for k, v in dotenv_values(PROJECT / ".env").items() if v is not None}


def _number(values: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = values.get(name) or str(default)
    if not text.isdigit() or not 0 < int(text) <= most:
        raise SettingsError(name=name, value=text, most=most)
    return int(text)
