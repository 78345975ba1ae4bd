"""A language model words facts; every sentence is checked before anyone sees it.

A sentence that breaks a rule is asked for once more, all of them in one call;
what falls again gives way to the fact it cited. A writer never raises because
of its model: it says in the record that it failed, and whoever asked goes on
with what there was without one.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.answering.facts import Fact
from assistant.answering.language_model import LanguageModel, ModelFailed, Prompt
from assistant.answering.prompts import again_prompt
from assistant.answering.replies import Said, sentences_of
from assistant.answering.sentence_rules import Rule, Rules
from assistant.records import Language, Writing

log = logging.getLogger(__name__)

MOST_SENTENCES = 8
SECONDS = 120.0
"""How long one text may take, both calls together."""
How = Literal["written", "rewritten", "replaced"]
Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class Worded:
    """A sentence that holds, and the facts it rests on; a replaced one is the fact itself."""

    text: str
    facts: tuple[Fact, ...]
    how: How = "written"


@dataclass(frozen=True)
class Draft:
    """What is written so far, in order; where `writing` has failed there is nothing to show."""

    sentences: tuple[Worded, ...]
    writing: Writing


class Writer:
    """Words facts with one model; safe to use from several threads."""

    def __init__(
        self,
        model: LanguageModel,
        rules: Rules,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.model, self.rules, self._seconds, self._clock = model, rules, seconds, clock

    def write(
        self,
        prompt: Prompt,
        facts: Sequence[Fact],
        language: Language,
        most: int = MOST_SENTENCES,
        cancelled: Cancelled = lambda: False,
    ) -> Iterator[Draft]:
        """A draft each time a sentence holds, and a last one that is done.

        `prompt` must have been made of these facts (`prompts.answer_prompt`).
        The last draft has failed where the model did, or where more than half
        of its sentences had to give way.
        """
        task = _Task(self.model, self.rules, self._clock, self._seconds, facts, language, cancelled)
        try:
            yield from task.run(prompt, most)
        except ModelFailed as failure:
            log.info("The language model gave nothing usable: %s", failure.why)
            yield task.draft(failed=failure.why)
        except Exception as error:
            # Whatever a model or its library does, there is an answer without it. The text may hold a key.
            log.warning("Writing with the language model broke off: %s", type(error).__name__)
            yield task.draft(failed="server_error")
        else:
            yield task.draft(done=True)


@dataclass
class _Slot:
    """A place in the text: what the model said there, the rule it broke, and what is shown."""

    said: Said
    rule: Rule | None
    worded: Worded | None = None


@dataclass
class _Task:
    """One text while it is written."""

    model: LanguageModel
    rules: Rules
    clock: Callable[[], float]
    seconds: float
    facts: Sequence[Fact]
    language: Language
    cancelled: Cancelled
    slots: list[_Slot] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.started, self.before = self.clock(), self.model.usage
        self.known = {fact.number: fact for fact in self.facts}

    def run(self, prompt: Prompt, most: int) -> Iterator[Draft]:
        """Write, ask again, replace; raises `ModelFailed`."""
        with closing(self._pieces(prompt)) as pieces:
            for said in sentences_of(pieces, self.known, most):
                rule = self._broken(said)
                self.slots.append(_Slot(said, rule, None if rule else self._worded(said, "written")))
                if len(self.slots) > 1:
                    self._stay_in_language()
                if rule is None:
                    yield self.draft()
        self._stay_in_language()
        if any(slot.rule for slot in self.slots):
            yield from self._again()
            self._replace()

    def draft(self, done: bool = False, failed: str = "") -> Draft:
        """What there is now."""
        worded = [slot.worded for slot in self.slots if slot.worded is not None]
        finished = done or bool(failed)
        held = [each for each in worded if each.how != "replaced"]
        now = self.model.usage
        writing = Writing(
            self.model.name,
            written=sum(each.how == "written" for each in held),
            rewritten=sum(each.how == "rewritten" for each in held),
            replaced=len(self.slots) - len(held) if finished else 0,
            failed=failed,
            done=finished,
            seconds=round(self.clock() - self.started, 3),
            prompt_tokens=now.prompt_tokens - self.before.prompt_tokens,
            reply_tokens=now.reply_tokens - self.before.reply_tokens,
        )
        return Draft(() if failed else tuple(worded), writing)

    def _again(self) -> Iterator[Draft]:
        """Ask once more for all that fell; a model that fails at this leaves them as they are."""
        failed = [slot for slot in self.slots if slot.rule]
        prompt = again_prompt([(s.said.text, s.rule) for s in failed if s.rule], self.facts, self.language)
        try:
            with closing(self._pieces(prompt)) as pieces:
                for place, said in enumerate(sentences_of(pieces, self.known, len(failed)), 1):
                    number = said.number or place
                    slot = failed[number - 1] if number <= len(failed) else None
                    if slot is None or slot.worded is not None or self._broken(said):
                        continue
                    slot.worded = self._worded(said, "rewritten")
                    yield self.draft()
        except ModelFailed as failure:
            if failure.why == "cancelled":
                raise

    def _replace(self) -> None:
        """Put the fact itself where a sentence does not hold, once each; raises where most had to."""
        lost = [slot for slot in self.slots if slot.worded is None]
        if 2 * len(lost) > len(self.slots):
            raise ModelFailed("nonsense")
        shown = {slot.worded.text for slot in self.slots if slot.worded is not None}
        for slot in lost:
            fact = self.known[slot.said.facts[0]]
            if fact.shown not in shown:
                shown.add(fact.shown)
                slot.worded = Worded(fact.shown, (fact,), "replaced")

    def _broken(self, said: Said) -> Rule | None:
        return self.rules.broken(said.text, self._cited(said), self.language)

    def _worded(self, said: Said, how: How) -> Worded:
        return Worded(said.text, tuple(self._cited(said)), how)

    def _cited(self, said: Said) -> list[Fact]:
        return [self.known[number] for number in said.facts]

    def _stay_in_language(self) -> None:
        """Stop where the reply as a whole is in another language than the one asked for."""
        if self.rules.foreign(" ".join(slot.said.text for slot in self.slots), self.language):
            raise ModelFailed("other_language")

    def _pieces(self, prompt: Prompt) -> Generator[str, None, None]:
        """The model's reply until it ends, is cancelled or takes too long."""
        stream = self.model.stream(prompt, lambda: self.cancelled() or self._late())
        try:
            for piece in stream:
                self._go_on()
                yield piece
            self._go_on()
        except ModelFailed as failure:
            late = failure.why == "cancelled" and self._late() and not self.cancelled()
            raise ModelFailed("time_out") if late else failure from None
        finally:
            if isinstance(stream, Generator):
                stream.close()

    def _go_on(self) -> None:
        if self.cancelled():
            raise ModelFailed("cancelled")
        if self._late():
            raise ModelFailed("time_out")

    def _late(self) -> bool:
        return self.clock() - self.started > self.seconds


def counted(writings: Sequence[Writing]) -> Writing:
    """Several texts' records as one: a plan's sections, an evaluation's answers."""
    total = Writing(writings[0].model if writings else "")
    for each in writings:
        total = replace(
            total,
            written=total.written + each.written,
            rewritten=total.rewritten + each.rewritten,
            replaced=total.replaced + each.replaced,
            seconds=round(total.seconds + each.seconds, 3),
            prompt_tokens=total.prompt_tokens + each.prompt_tokens,
            reply_tokens=total.reply_tokens + each.reply_tokens,
        )
    return total
