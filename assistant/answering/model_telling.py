"""What the user is told of the language model: which it is, where it runs, what it took and whether it works.

Who asks a question may want to know where it goes before asking. That is said
from what is configured, in the same words in the page and the terminal.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from assistant.answering.language_model import LanguageModel, ModelFailed, Prompt, Usage, Why
from assistant.answering.model_settings import install_command
from assistant.settings import ModelSettings
from assistant.wording import say

_TRIAL = Prompt(
    "U controleert of een verbinding werkt. Antwoord met één kort zinnetje in het Nederlands.",
    "Werkt de verbinding?",
)
_MOST_SHOWN = 80


@dataclass(frozen=True)
class Trial:
    """What came of a trial question: the beginning of the reply, or why there is none."""

    seconds: float
    reply: str = ""
    why: Why | None = None


def describe(model: LanguageModel | None, settings: ModelSettings, language: str = "nl") -> str:
    """Which model writes and where questions go: one to three sentences."""
    if model is None:
        return say("model.none", language)
    if model.host:
        said = [say("model.elsewhere", language, name=model.name, host=model.host)]
    else:
        said = [say("model.here", language, name=model.name)]
        said += [] if settings.tracing else [say("model.stays", language)]
    return " ".join(said + ([say("model.tracing", language)] if settings.tracing else []))


def reason(why: Why, settings: ModelSettings, language: str = "nl") -> str:
    """Why a model gave nothing usable, and what to do about it."""
    install = install_command(settings) if why == "not_installed" else ""
    return say(f"model.reasons.{why}", language, install=install)


def try_out(model: LanguageModel) -> Trial:
    """Ask a model one short question; raises nothing."""
    start = time.monotonic()
    try:
        reply = " ".join("".join(model.stream(_TRIAL)).split())
    except ModelFailed as failed:
        return Trial(time.monotonic() - start, why=failed.why)
    return Trial(time.monotonic() - start, reply if len(reply) <= _MOST_SHOWN else reply[:_MOST_SHOWN] + "…")


def plan_cost(estimate: Usage | None, settings: ModelSettings, language: str = "nl") -> str:
    """What a document will cost with the model, in one sentence; "" without a model or its prices."""
    euros = cost(estimate, settings) if estimate else None
    if euros is None:
        return ""
    return say("model.plan_cost", language, euros=in_euros(max(euros, 0.01), language))


def in_euros(amount: float, language: str = "nl") -> str:
    """ "0,15": an amount as it is written in a language, in whole cents."""
    return f"{amount:.2f}" if language == "en" else f"{amount:.2f}".replace(".", ",")


def cost(usage: Usage, settings: ModelSettings) -> float | None:
    """Euros, at the prices in the settings; None unless both are set."""
    if settings.price_in is None or settings.price_out is None:
        return None
    return (usage.prompt_tokens * settings.price_in + usage.reply_tokens * settings.price_out) / 1e6
