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
| ASSISTANT_MODEL | the language model that writes, as `openai:NAME`, see `PROVIDERS` | none |
| ASSISTANT_MODEL_ADDRESS | where it is served, such as http://localhost:8080/v1 | the provider's own |
| ASSISTANT_MODEL_KEY | the key for it | none |
| ASSISTANT_MODEL_SECONDS | how long one reply may take in all | 60 |
| ASSISTANT_MODEL_PRICE_IN, _OUT | euros per million tokens read and written, to estimate costs | none |
| ASSISTANT_TRACING | `1` lets LangChain send traces where LANGSMITH_* says; else those are put off | off |
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from assistant.errors import SettingsError, UnusableModel, UnusableModelAddress, UnusablePrice

PROJECT = Path(__file__).resolve().parent.parent
CBS = "https://opendata.cbs.nl"
PROVIDERS = ("openai", "ollama", "mistralai", "anthropic")
"""Whose interface a language model may speak; `openai` is also that of llama.cpp, vLLM and LM Studio."""


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
class ModelSettings:
    """The language model that writes; without a `name` there is none.

    `name` is "provider:model", `seconds` bounds one whole reply, the prices are
    in euros per million tokens. `tracing` lets LangChain's own settings decide
    whether traces leave the machine.
    """

    name: str = ""
    address: str = ""
    key: str = field(default="", repr=False)
    seconds: int = 60
    price_in: float | None = None
    price_out: float | None = None
    tracing: bool = False


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
    model: ModelSettings = field(default_factory=ModelSettings)


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
        model=_model(values),
    )


def _model(values: Mapping[str, str]) -> ModelSettings:
    name = (values.get("ASSISTANT_MODEL") or "").strip()
    provider, _, model = name.partition(":")
    if name and (provider not in PROVIDERS or not model.strip()):
        raise UnusableModel(value=name, providers=", ".join(PROVIDERS))
    address = (values.get("ASSISTANT_MODEL_ADDRESS") or "").strip()
    if address and not _web_address(address):
        raise UnusableModelAddress
    return ModelSettings(
        name=name,
        address=address,
        key=(values.get("ASSISTANT_MODEL_KEY") or "").strip(),
        seconds=_number(values, "ASSISTANT_MODEL_SECONDS", ModelSettings.seconds, 3600),
        price_in=_price(values, "ASSISTANT_MODEL_PRICE_IN"),
        price_out=_price(values, "ASSISTANT_MODEL_PRICE_OUT"),
        tracing=values.get("ASSISTANT_TRACING", "").strip().lower() in ("1", "true", "ja", "yes"),
    )


def _web_address(text: str) -> bool:
    """Whether it is an http address without a name or password in it: those would be shown."""
    try:
        parts = urlsplit(text)
        usable_port = parts.port != 0
    except ValueError:
        return False
    named = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    return named and usable_port


def _price(values: Mapping[str, str], name: str) -> float | None:
    text = (values.get(name) or "").strip()
    if not text:
        return None
    if not re.fullmatch(r"\d{1,6}([.,]\d{1,6})?", text):
        raise UnusablePrice(name=name, value=text)
    return float(text.replace(",", "."))


def _dotenv() -> dict[str, str]:
    from dotenv import dotenv_values

    return {k: v for k, v in dotenv_values(PROJECT / ".env").items() if v is not None}


def _number(values: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = values.get(name) or str(default)
    if not text.isdigit() or not 0 < int(text) <= most:
        raise SettingsError(name=name, value=text, most=most)
    return int(text)
