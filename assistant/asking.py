"""A message becomes an answer: small talk, a plan asked for, a follow-up, or a question for the documents.

Here the rooms come together that each know one of these; who may be answered
from what is passed on, and decided in `answering`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.answering.answerer import Answerer
from assistant.answering.asking_back import ask_back, with_merger
from assistant.answering.conversation import Completed, follow, says_something
from assistant.answering.phrases import moved
from assistant.answering.question import Question, detect_language, in_full, understand
from assistant.answering.small_talk import small_talk
from assistant.answering.small_words import spoken
from assistant.answering.unknown_place import unknown_place
from assistant.errors import UnknownMunicipality
from assistant.figures.naming import Named, Names
from assistant.index.catalogue import Catalogue
from assistant.index.dating import year_of
from assistant.index.entries import personal_shelf
from assistant.planning.offering import offer
from assistant.planning.planner import Planner
from assistant.records import NATIONAL, Answer, Language, Sentence
from assistant.wording import say

if TYPE_CHECKING:
    from assistant.answering.writing import Writer

Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class Turn:
    """One earlier question with its answer, for follow-up questions."""

    question: str
    answer: Answer


@dataclass(frozen=True)
class Asked:
    """Who asks, in which language and where; `chosen` is the code of the municipality that was chosen."""

    chosen: str | None
    language: Language | None
    shelf: str | None
    previous: Sequence[Turn]
    cancelled: Cancelled


class Asking:
    """Answers messages; `writer` words the answers, where there is a language model."""

    def __init__(
        self,
        answerer: Answerer,
        planner: Planner,
        catalogue: Catalogue,
        names: Names,
        today: Callable[[], date],
        writer: Writer | None,
    ) -> None:
        self._answerer = answerer
        self._planner = planner
        self._catalogue = catalogue
        self._names = names
        self._places = names.municipalities
        self._today = today
        self.writer = writer

    def tell(
        self,
        question: str,
        municipality: str | None = None,
        language: Language | None = None,
        person: str | None = None,
        previous: Sequence[Turn] = (),
        cancelled: Cancelled = lambda: False,
    ) -> Iterator[Answer]:
        """The answer as it comes, see `Assistant.tell`."""
        named = self._names.get(municipality) if municipality and municipality.strip() else None
        chosen = named.municipality.code if named else None
        asked = Asked(
            chosen, language, personal_shelf(person) if person else None, tuple(previous), cancelled
        )
        last = previous[-1].answer if previous else None
        if (talk := small_talk(question, language, last)) is not None:
            told: Iterator[Answer] = iter((replace(talk, question=question, chosen=chosen),))
        elif (request := self._planner.requested(question, chosen)) is not None:
            told = iter((offer(question, request, self._places, language or detect_language(question)),))
        else:
            told = self._answered(question, asked)
        for answer in told:
            yield _in_village(answer, named) if named else answer

    def _answered(self, question: str, asked: Asked) -> Iterator[Answer]:
        """The answer to what is a question, completed first where it follows another."""
        completed, language = self._completed(question, asked)
        asked = replace(asked, language=language)
        full = completed.question
        full = in_full(full, self._places, self._today(), lambda kind: self._newest(kind, full, asked))
        understood = self._understood(full, asked)
        back = ask_back(understood)
        for answer in [back] if back else self._told(understood, full, asked):
            yield replace(
                with_merger(answer, understood),
                question=question,
                searched=full if full != " ".join(question.split()) else None,
                topic=completed.topic,
                chosen=asked.chosen,
            )

    def _told(self, understood: Question, full: str, asked: Asked) -> Iterator[Answer]:
        """The answer to a question in full; of a village that was looked up, that of its municipality."""
        asked = replace(asked, language=understood.language)
        place = unknown_place(understood, self._places)
        if not place:
            yield from self._from_documents(full, asked)
            return
        named: Named | None = None
        remark = say("refusal.unknown_place", understood.language, place=place)
        if self._names.register:
            try:
                named = self._names.get(place)
            except UnknownMunicipality as unknown:
                remark = unknown.say(understood.language)
        if named:
            at = replace(asked, chosen=named.municipality.code)
            for answer in self._from_documents(full.replace(place, named.municipality.name), at):
                yield _in_village(answer, named)
            return
        for answer in self._from_documents(full, asked):
            said = (Sentence(remark, role="remark"), *answer.sentences)
            yield replace(answer, sentences=said) if answer.status == "refused" else answer

    def _from_documents(self, question: str, asked: Asked) -> Iterator[Answer]:
        """The answer, worded by the language model where there is one."""
        found = self._answerer.find(
            question, municipality=asked.chosen, language=asked.language, personal_shelf=asked.shelf
        )
        if self.writer is None:
            yield found.answer
            return
        from assistant.answering.written_answer import written

        yield from written(
            self.writer,
            found,
            lambda: self._answerer.more(found),
            lambda answer: self._answerer.checked(found, answer),
            self._places,
            asked.cancelled,
        )

    def _understood(self, question: str, asked: Asked) -> Question:
        return understand(question, self._places, asked.chosen, asked.language, self._today())

    def _completed(self, question: str, asked: Asked) -> tuple[Completed, Language | None]:
        """A follow-up in full, in the town chosen since, with the language to answer it in."""
        question = " ".join(question.split())
        turns = (t for t in reversed(asked.previous) if t.answer.role != "talk")
        earlier = next((t for t in turns if says_something(_searched(t))), None)
        if earlier is None:
            return Completed(question), asked.language
        before = _searched(earlier)
        if asked.chosen and asked.chosen != earlier.answer.chosen:
            before = moved(before, asked.chosen, self._places)
        full = follow(question, Completed(before, earlier.answer.topic), self._places, self._today())
        if full.question == question and self.writer is not None:
            full = self._asked_model(question, before, earlier.answer, asked.cancelled)
        if full.question == question or asked.language:
            return full, asked.language
        return full, spoken(question) or earlier.answer.language

    def _asked_model(self, question: str, before: str, answer: Answer, cancelled: Cancelled) -> Completed:
        """A question that the rules left as it was, completed by the language model where it points back."""
        from assistant.answering.asking_model import incomplete, rewritten

        if self.writer is None or not incomplete(question):
            return Completed(question)
        full = rewritten(self.writer.model, question, before, answer, self._places, cancelled)
        return Completed(full or question)

    def _newest(self, kind: str, question: str, asked: Asked) -> int | None:
        """The year of the newest document of a kind about the town that is asked about."""
        town = self._understood(question, replace(asked, language="nl")).municipality
        if town is None:
            return None
        entries = self._catalogue.entries([NATIONAL, *filter(None, (town.code, asked.shelf))])
        years = [year_of(e) for e in entries if e.kind == kind and e.municipality == town.code]
        return max(years, default=0) or None


def _searched(turn: Turn) -> str:
    return turn.answer.searched or turn.question


def _in_village(answer: Answer, named: Named) -> Answer:
    """The answer of a municipality with the village that was named, where it was a village."""
    if not named.village or answer.role == "talk":
        return answer
    told = say("answer.village", answer.language, village=named.village, name=named.municipality.name)
    return replace(answer, sentences=(*answer.sentences, Sentence(told, role="remark")))
