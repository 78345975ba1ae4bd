"""Language models that do as they are told in a test, from honest to hostile, and a plain support check."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.language_model import ModelFailed, Prompt, Usage, Why
from assistant.records import Figure

Reply = Callable[[Prompt], Iterable[str]]


class Scripted:
    """A model that answers its first prompt with its first reply, and so on; the last reply is repeated."""

    host = ""

    def __init__(self, *replies: Reply | str, name: str = "voorbeeld") -> None:
        self.name, self._replies = name, replies
        self.prompts: list[Prompt] = []
        self.usage = Usage()
        self.closed = 0

    def stream(self, prompt: Prompt, cancelled: Callable[[], bool] = lambda: False) -> Iterator[str]:
        reply = self._replies[min(len(self.prompts), len(self._replies) - 1)]
        self.prompts.append(prompt)
        self.usage = replace(
            self.usage, calls=self.usage.calls + 1, prompt_tokens=self.usage.prompt_tokens + 100
        )
        try:
            for piece in [reply] if isinstance(reply, str) else reply(prompt):
                if cancelled():
                    raise ModelFailed("cancelled")
                self.usage = replace(self.usage, reply_tokens=self.usage.reply_tokens + 1)
                yield piece
        finally:
            self.closed += 1


class Untouchable:
    """A model that must not be asked."""

    name, host, usage = "onaanraakbaar", "", Usage()

    def stream(self, prompt: Prompt, cancelled: Callable[[], bool] = lambda: False) -> Iterator[str]:
        raise AssertionError("the model was asked")


@dataclass(frozen=True)
class Outcome:
    holds: bool
    why: str = ""


class SameWords:
    """Holds where most long words of a text stand in its quotes or figures, whatever their ending."""

    def supports(
        self, text: str, quotes: Sequence[str], figures: Sequence[Figure], titles: Sequence[str], town: str
    ) -> Outcome:
        said = " ".join(
            [*quotes, *(f"{f.indicator} {f.municipality} {f.unit} {f.definition}" for f in figures)]
        )
        known = {word[:5] for word in re.findall(r"[^\W\d_]{4,}", said.lower())}
        found = [word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.lower())]
        return Outcome(sum(word in known for word in found) >= 0.65 * len(found))


def line(text: str, *facts: int, **more: object) -> str:
    """One line of a reply."""
    return json.dumps({**more, "zin": text, "bronnen": list(facts)}, ensure_ascii=False) + "\n"


def facts_in(prompt: Prompt) -> dict[int, str]:
    """The facts that a prompt tells, by number."""
    found = [json.loads(text) for text in prompt.user.split("\n") if text.startswith('{"nr"')]
    return {fact["nr"]: fact["feit"] for fact in found if "feit" in fact}


def honest(prompt: Prompt) -> Iterator[str]:
    """Every fact as a sentence, in pieces of a few letters."""
    for number, fact in facts_in(prompt).items():
        written = line(fact, number)
        yield from (written[at : at + 7] for at in range(0, len(written), 7))


def failing_after(reply: str, why: Why = "server_error") -> Reply:
    """A model that breaks off behind a reply."""

    def reply_of(prompt: Prompt) -> Iterator[str]:
        yield reply
        raise ModelFailed(why)

    return reply_of


def endless(text: str) -> Reply:
    """A model that never stops saying something."""

    def reply_of(prompt: Prompt) -> Iterator[str]:
        while True:
            yield text

    return reply_of
