"""Keeps the libraries from calling home; runs before any of them is imported.

Chroma and Gradio send statistics, LangChain sends traces and Hugging Face's
libraries look things up unless told otherwise, and they read the environment
when they are imported. A user who names a hub model asked for its download:
only then is the hub left within reach. And what runs on this machine is asked
directly, also where a proxy was set for the rest of the world.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path

from assistant.settings import Settings

QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
# Each of the first three turns tracing on by itself; with one of the last two LangChain stops with an error.
UNTRACED = {
    "LANGSMITH_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGCHAIN_TRACING": "false",
    "LANGCHAIN_HANDLER": "",
}
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def quiet_environment(settings: Settings, environment: MutableMapping[str, str] | None = None) -> None:
    """Set what keeps the libraries quiet, over anything inherited.

    Without a need for the hub it is put out of reach as well; with one, an
    inherited HF_HUB_OFFLINE stays what the user made it. Likewise traces go
    out only where this program's own setting allows it: LangChain's may have
    been set for another program.
    """
    target = os.environ if environment is None else environment
    target.update(QUIET)
    if not settings.model.tracing:
        target.update(UNTRACED)
    for name in ("NO_PROXY", "no_proxy"):
        if name == "NO_PROXY" or target.get(name):
            target[name] = ",".join(
                dict.fromkeys([*filter(None, target.get(name, "").split(",")), *LOOPBACK])
            )
    if not needs_hub(settings):
        target["HF_HUB_OFFLINE"] = "1"


def needs_hub(settings: Settings) -> bool:
    """Whether the embedding model can only come from the hub (or from what was downloaded before)."""
    from assistant.index import packaged_model

    if settings.embedding_model:
        return not Path(settings.embedding_model).expanduser().is_dir()
    return not packaged_model.at_hand(packaged_model.folder_in(settings.data))
