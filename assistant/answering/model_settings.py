"""Where a configured language model is served, and what its LangChain class is given.

The address is always given outright, also where it is the provider's own. A
library would otherwise take one from the environment, and then the page would
name another host than the one that questions go to. Keys are treated likewise.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from assistant.settings import ModelSettings

REPLY_TOKENS = 4000
"""What a provider is asked to stop at: several times the longest answer, so an endless one costs little."""
CONTEXT_TOKENS = 8192
"""Ollama silently cuts the start off a prompt that doesn't fit, and its own default is half of this."""
OLLAMA_CLOUD = "ollama.com"


@dataclass(frozen=True)
class Provider:
    """`extra` is the project's extra that installs it; without an address of one's own it is at `address`."""

    extra: str
    address: str
    own_service: bool
    """Whether `address` is a service on the internet, which needs a key."""


_PROVIDERS = {
    "openai": Provider("openai", "https://api.openai.com/v1", True),
    "ollama": Provider("ollama", "http://localhost:11434", False),
    "mistralai": Provider("mistralai", "https://api.mistral.ai/v1", True),
    "anthropic": Provider("anthropic", "https://api.anthropic.com", True),
}
# Their addresses end in the version; people often leave it out.
_VERSIONED = ("openai", "mistralai")


def provider_of(settings: ModelSettings) -> str:
    """ "openai" of "openai:gpt-5-mini"."""
    return settings.name.partition(":")[0]


def model_of(settings: ModelSettings) -> str:
    """ "gpt-5-mini" of "openai:gpt-5-mini"; "" without a model."""
    return settings.name.partition(":")[2].strip()


def install_command(settings: ModelSettings) -> str:
    """What to type to install the provider's part."""
    return f'pip install -e ".[{_PROVIDERS[provider_of(settings)].extra}]"'


def address_of(settings: ModelSettings) -> str:
    """The address that questions go to, with the version that the provider's interface wants."""
    provider = provider_of(settings)
    given = settings.address.rstrip("/")
    if not given:
        return _PROVIDERS[provider].address
    return f"{given}/v1" if provider in _VERSIONED and not urlsplit(given).path else given


def host_of(settings: ModelSettings) -> str:
    """The host that questions go to; "" where that is this machine.

    Ollama hands a model whose name ends in "cloud" on to its own service.
    """
    host = urlsplit(address_of(settings)).hostname or ""
    if not _is_here(host):
        return host
    return OLLAMA_CLOUD if model_of(settings).endswith(("-cloud", ":cloud")) else ""


def lacks_key(settings: ModelSettings) -> bool:
    """Whether a service on the internet is to be asked without a key."""
    return not settings.key and not settings.address and _PROVIDERS[provider_of(settings)].own_service


def arguments(settings: ModelSettings) -> dict[str, Any]:
    """What the provider's chat class is made with: no retries of its own, and time-outs on every wait."""
    provider = provider_of(settings)
    address, seconds = address_of(settings), settings.seconds
    # Without a key the libraries refuse to start, or take one from the environment that is for another host.
    key = settings.key or "none"
    if provider == "ollama":
        headers = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
        return {
            "base_url": address,
            "num_predict": REPLY_TOKENS,
            "num_ctx": CONTEXT_TOKENS,
            "temperature": 0.0,
            "client_kwargs": {"timeout": float(seconds), "headers": headers},
        }
    given: dict[str, Any] = {"base_url": address, "api_key": key, "timeout": seconds}
    if provider == "mistralai":
        # It counts tries where the others count retries.
        return given | {"max_retries": 1, "max_tokens": REPLY_TOKENS, "temperature": 0.0}
    given |= {"max_retries": 0, "max_tokens": REPLY_TOKENS, "stream_usage": True}
    if provider == "openai":
        given["use_responses_api"] = False
        if urlsplit(address).hostname != urlsplit(_PROVIDERS[provider].address).hostname:
            # The provider's newest models refuse these; other servers may know the limit by no other name.
            given |= {"temperature": 0.0, "extra_body": {"max_tokens": REPLY_TOKENS}}
    return given


def _is_here(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
