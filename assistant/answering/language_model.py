"""What the program asks of a language model, whichever it is: text for a prompt, piece by piece.

Without one everything works. So whatever writes with a model takes it as a
parameter, and treats `ModelFailed` as the ordinary case that it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

# Why a model gave nothing usable; `wording` has a sentence for each under "model.reasons".
Why = Literal[
    "no_key", "wrong_key", "unknown_model", "not_installed", "unreachable", "time_out", "rate_limit",
    "server_error", "cut_off", "empty", "nonsense", "endless", "other_language", "too_long", "cancelled",
]  # fmt: skip


@dataclass(frozen=True)
class Prompt:
    """What goes to a model: who it is to be (`system`), and the question with its data (`user`)."""

    system: str
    user: str


@dataclass(frozen=True)
class Usage:
    """What the calls so far took: tokens as the model counts them (else estimated), and seconds."""

    calls: int = 0
    prompt_tokens: int = 0
    reply_tokens: int = 0
    seconds: float = 0.0


class ModelFailed(Exception):
    """A model gave no usable reply; `detail` is what it said itself, without keys, for the log only."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(why)
        self.why, self.detail = why, detail


class LanguageModel(Protocol):
    """A model that is ready to be asked. `host` is where it runs, "" for this machine."""

    @property
    def name(self) -> str: ...

    @property
    def host(self) -> str: ...

    @property
    def usage(self) -> Usage: ...

    def stream(self, prompt: Prompt, cancelled: Callable[[], bool] = lambda: False) -> Iterator[str]:
        """The reply in pieces as they come; raises `ModelFailed`, also halfway."""
        ...
