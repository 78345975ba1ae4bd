"""A stand-in for the assistant, for fast tests of the page: no index, and answers at once or slowly."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.asking import Turn
from assistant.collection import Correction, Surroundings
from assistant.errors import AssistantError, EmptyQuestion, EncryptedFile, UnknownDocument, WrongPassword
from assistant.figures.naming import Names
from assistant.figures.store import FigureStore
from assistant.planning import files
from assistant.planning.plan import Plan
from assistant.records import (
    NATIONAL,
    PERSONAL_PREFIX,
    Answer,
    Citation,
    Entry,
    Figure,
    Language,
    Municipality,
    Progress,
    Report,
    Sentence,
    Writing,
)
from assistant.service import Preparation
from tests.figures import small
from tests.web import fake_plans
from tests.web.fake_answers import (
    BUDGET,
    CITATIONS,
    GUIDE,
    IV3,
    VISION,
    entry,
    list_answer,
    read_as,
    refusal,
    table_answer,
)

TOWNS = (
    Municipality("GM0034", "Almere", "Flevoland"),
    Municipality("GM0344", "Utrecht", "Utrecht"),
    Municipality("GM0629", "Wassenaar", "Zuid-Holland"),
)
ATTACK = (
    '![x](http://127.0.0.1:{port}/?d=1) <img src="http://127.0.0.1:{port}/img"> '
    '<script>fetch("http://127.0.0.1:{port}/script")</script> [klik](http://127.0.0.1:{port}/link) '
    '<iframe src="http://127.0.0.1:{port}/frame"></iframe> <a href="javascript:alert(1)">a</a> '
    "$$x$$ **vet** `code` | a | b |"
)


class Refused(AssistantError):
    """An error with a sentence of its own, so that these tests need no other room's wording."""

    def say(self, language: str = "nl") -> str:
        return "Stel een kortere vraag." if language == "nl" else "Ask a shorter question."


class FakeAssistant:
    """Same door as `assistant.service.Assistant`; `port` is where injected markup would call home."""

    def __init__(self, port: int = 9, ready: bool = True, ingest_seconds: float = 0.4) -> None:
        self.port = port
        self.ingest_seconds = ingest_seconds
        self.entries = {e.id: e for e in (BUDGET, IV3, GUIDE, VISION)}
        self._ready = ready
        self._progress = Progress("corpus", 0, 40)
        self._lock = threading.Lock()
        self.asked: list[tuple[str, str | None, str | None, int]] = []
        self.writing_seconds = 0.0
        self.stopped: list[str] = []
        folder = tempfile.mkdtemp()
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.figures: FigureStore = small.store(Path(folder))
        self.names = Names(self.figures.municipalities)
        self.planner = fake_plans.planner(Path(folder), self.figures, CITATIONS[0])

    def start(self) -> None: ...

    def advance(self, done: int, ready: bool = False) -> None:
        """Let the preparation get further."""
        self._progress, self._ready = Progress("corpus", done, 40), ready

    @property
    def preparation(self) -> Preparation:
        return Preparation(self._ready, None if self._ready else self._progress)

    def ask(
        self,
        question: str,
        *,
        municipality: str | None = None,
        language: Language | None = None,
        person: str | None = None,
        previous: Sequence[Turn] = (),
    ) -> Answer:
        self.asked.append((question, municipality, person, len(previous)))
        if not question.strip():
            raise EmptyQuestion()
        if len(question) > 2000:
            raise Refused()
        if "kapot" in question:
            raise RuntimeError("a secret path /home/somebody/file.py")
        if "langzaam" in question:
            time.sleep(3)
        if "aanval" in question:
            return self._attack(question)
        if "hoeveel" in question.lower():
            return refusal(question)
        return table_answer(question) if "afdelingen" in question else list_answer(question)

    def tell(
        self, question: str, cancelled: Callable[[], bool] = lambda: False, **more: Any
    ) -> Iterator[Answer]:
        """The answer as it comes; "schrijf" has it written by a model, slowly, "schrijf niets" in vain."""
        answer = self.ask(question, **more)
        for count in range(4) if "schrijf" in question else ():
            yield replace(
                answer, sentences=answer.sentences[:count], writing=Writing("voorbeeld", done=False)
            )
            for _ in range(20):
                if cancelled():
                    self.stopped.append(question)
                    return
                time.sleep(self.writing_seconds / 20)
        failed = "nonsense" if "schrijf niets" in question else ""
        writing = Writing("voorbeeld", written=4, failed=failed) if "schrijf" in question else None
        yield replace(answer, writing=writing)

    def _attack(self, question: str) -> Answer:
        bad = ATTACK.format(port=self.port)
        citation = replace(
            CITATIONS[0], document=bad, quote=bad, address=f"http://127.0.0.1:{self.port}/adres"
        )
        return Answer(
            question,
            "nl",
            "partial",
            sentences=(
                Sentence(bad, (1,)),
                Sentence(bad, (1,), role="remark", group=bad),
                Sentence(bad, (1,), cells=(bad, bad)),
            ),
            citations=(citation,),
            figures=(Figure("GM0629", bad, 1.0, bad, 2021, bad),),
            consulted=(bad,),
            missing=bad,
            columns=(bad, bad),
        )

    def ingest(
        self,
        path: Path,
        *,
        name: str | None = None,
        municipality: str | None = None,
        person: str | None = None,
        progress: Callable[[Progress], None] | None = None,
        password: str | None = None,
    ) -> Report:
        tell = progress or (lambda _: None)
        tell(Progress("reading", file=name or path.name))
        content = path.read_bytes()
        for done in range(5):
            tell(Progress("embedding", done * 10, 40, name or path.name))
            time.sleep(self.ingest_seconds / 5)
        if not content.strip():
            return Report(name or path.name, "failed", reason="Het bestand is leeg.", seconds=0.1)
        if "slot" in path.name and password != "geheim":
            kind = WrongPassword if password else EncryptedFile
            locked = kind(file=name or path.name)
            return Report(name or path.name, "failed", reason=locked.say(), error=locked, seconds=0.1)
        shelf = PERSONAL_PREFIX + person if person else municipality or NATIONAL
        added = entry(
            f"doc{len(self.entries)}",
            Path(name or path.name).stem,
            shelf,
            municipality=municipality,
            file=name or path.name,
            origin="upload",
            legibility=read_as(7, "scan", (3,)),
            page_count=7,
            passage_count=21,
        )
        with self._lock:
            self.entries[added.id] = added
        return Report(added.file, "added", added, seconds=self.ingest_seconds)

    def correct(self, document_id: str, correction: Correction, person: str | None = None) -> Entry:
        old = self._seen(document_id, person)
        self.entries[document_id] = replace(
            old,
            title=correction.title,
            kind=correction.kind,
            year=correction.year,
            until=correction.until,
            publisher=correction.publisher,
            municipality=correction.municipality or None,
        )
        return self.entries[document_id]

    def share(self, document_id: str, person: str) -> Report:
        old = self._seen(document_id, person)
        shared = replace(old, shelf=old.municipality or NATIONAL)
        self.entries[document_id] = shared
        return Report(shared.file, "added", shared)

    def documents(self, *, municipality: str | None = None, person: str | None = None) -> list[Entry]:
        own = PERSONAL_PREFIX + (person or "")
        return [
            e
            for e in self.entries.values()
            if (not e.shelf.startswith(PERSONAL_PREFIX) or (person and e.shelf == own))
            and (municipality is None or e.municipality in (None, municipality))
        ]

    def remove(self, document_id: str, person: str | None = None) -> Report:
        old = self._seen(document_id, person)
        del self.entries[document_id]
        return Report(old.file, "removed", old)

    def surroundings(self, citation: Citation, person: str | None = None) -> Surroundings | None:
        if citation.document_id not in self.entries:
            return None
        before, after = (
            "Programma 5 Sport, cultuur en recreatie\n5.5 Cultureel erfgoed | 412.310\n",
            "\n5.7 Groen",
        )
        if citation.document.startswith("!"):
            before = after = citation.document
        return Surroundings(before, citation.quote, after)

    def municipalities(self) -> Sequence[Municipality]:
        return TOWNS

    def export(self, plan: Plan, path: Path) -> Path:
        return files.write(plan, path, self.figures)

    def _seen(self, document_id: str, person: str | None) -> Entry:
        for seen in self.documents(person=person):
            if seen.id == document_id:
                return seen
        raise UnknownDocument()
