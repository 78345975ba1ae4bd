"""The whole assistant behind one door, for the page and the terminal alike.

It assembles the rooms for one data folder: catalogue, vectors, embedder,
search, answering and planning. What a message becomes is decided in `asking`,
who may see which document in `collection`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answering import judge
from assistant.answering.answerer import Answerer
from assistant.answering.cells import Cells
from assistant.answering.quoting import Quoter
from assistant.asking import Asking, Turn
from assistant.collection import Collection, Correction, Surroundings
from assistant.errors import AssistantError
from assistant.figures import municipalities
from assistant.figures.naming import Names
from assistant.figures.store import FigureStore
from assistant.index import corpus, glossary, ranker, terms
from assistant.index.background import Background
from assistant.index.calibration import Calibrator
from assistant.index.catalogue import Catalogue
from assistant.index.embedding import Embedder, default_embedder
from assistant.index.entries import personal_shelf
from assistant.index.ingest import Ingester
from assistant.index.listening import Listener, nobody
from assistant.index.query import Queries
from assistant.index.recognition import Recogniser
from assistant.index.search import Searcher
from assistant.index.vectors import Vectors
from assistant.planning import files
from assistant.planning.drafts import Drafts
from assistant.planning.grounds import Sources
from assistant.planning.plan import Plan
from assistant.planning.planner import Planner
from assistant.reading.ocr import available as ocr_available
from assistant.reading.ocr.recognised import Recognised
from assistant.reading.sandbox import read_apart, recognise_apart
from assistant.records import (
    NATIONAL,
    Answer,
    Citation,
    Document,
    Entry,
    Language,
    Municipality,
    Progress,
    Report,
)
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.answering.language_model import LanguageModel
    from assistant.answering.writing import Writer
    from assistant.planning.writing import SectionWriter


@dataclass(frozen=True)
class Preparation:
    """How far the background preparation is; `error` is what stopped it."""

    ready: bool
    progress: Progress | None = None
    error: AssistantError | None = None


class Assistant:
    """Everything a user can do; safe to call from several threads."""

    def __init__(
        self,
        settings: Settings,
        embedder: Embedder | None = None,
        today: Callable[[], date] = date.today,
        model: LanguageModel | None = None,
    ) -> None:
        self.settings = settings
        self.catalogue = Catalogue(settings.data / "catalogue.sqlite")
        self.vectors = Vectors(settings.data / "vectors", self.catalogue)
        self.embedder = embedder or default_embedder(settings, self._note)
        self.places = municipalities.load(settings.corpus / "figures")
        self.names = Names(self.places, settings.places)
        self.figures = FigureStore(settings.corpus / "figures", settings.data / "figures", self.places)
        self.ingester = Ingester(
            settings.data,
            self.catalogue,
            self.vectors,
            self.embedder,
            self._read,
            self._named,
            ocr_available,
        )
        self.recogniser = Recogniser(self.catalogue, self.ingester, self._recognise, ocr_available)
        thesaurus = terms.load(settings.corpus / "thesaurus.toml")
        queries = Queries(
            thesaurus,
            glossary.load(settings.corpus / "glossary.toml"),
            self.catalogue.document_frequency,
            self.catalogue.passage_count,
        )
        weights = ranker.load()
        self.searcher = Searcher(self.catalogue, self.vectors, self.embedder, queries, weights)
        calibrator = Calibrator(self.catalogue, self.vectors, self.embedder)
        quoter = Quoter(queries, self.embedder, judge.load(), calibrator.calibration)
        self.answerer = Answerer(
            self.catalogue, self.searcher, quoter, Cells(self.catalogue, thesaurus), self.places, self.figures
        )
        self.model = model
        self.writer = _writer(model, thesaurus, self.places, settings) if model else None
        self.planner = Planner(
            Sources(self.catalogue, self.searcher, quoter, self.figures, settings.corpus / "outlines"),
            Drafts(settings.data / "plans"),
            today,
            _section_writer(self.writer, self.places) if self.writer else None,
            self.names,
        )
        self._collection = Collection(self.catalogue, self.ingester, self.places)
        self.asking = Asking(self.answerer, self.planner, self.catalogue, self.names, today, self.writer)
        self._preparation = Preparation(ready=False)
        self._background = Background(self.ingester, self.recogniser)

    def start(self) -> None:
        """Prepare model and corpus in a background thread, then do what waits there; returns at once."""
        self._background.start(self._prepare_quietly)

    @property
    def preparation(self) -> Preparation:
        """How far the preparation is; ready means that questions can be answered."""
        return self._preparation

    def prepare(self, progress: Listener | None = None) -> list[Report]:
        """Bring the index in step with the corpus and load the model: from here on questions are quick."""
        tell = progress or nobody
        reports = self.synchronise(tell)
        tell(Progress("model"))
        self.embedder.queries(["warm"])
        self._preparation = Preparation(ready=True)
        return reports

    def synchronise(self, progress: Listener | None = None) -> list[Report]:
        """Bring the index in step with the corpus; the model is loaded only when a text is new.

        An index made with another model or splitter is rebuilt first.
        """
        tell = progress or nobody
        if self.ingester.outdated():
            self.ingester.rebuild(tell)
        self.ingester.tidy()
        return corpus.synchronise(
            self.settings.corpus, self.ingester, self.catalogue, self._code_in_corpus, tell
        )

    def ask(
        self,
        question: str,
        *,
        municipality: str | None = None,
        language: Language | None = None,
        person: str | None = None,
        previous: Sequence[Turn] = (),
    ) -> Answer:
        """Answer; `municipality` is a code or a name. Raises `AssistantError`s with a sentence.

        A follow-up ("En in Almere?") is completed from the last question in
        `previous`, and "vorig jaar" gets its year: `Answer.searched` says what
        was searched for then.
        """
        *_, answer = self.tell(
            question, municipality=municipality, language=language, person=person, previous=previous
        )
        return answer

    def tell(
        self,
        question: str,
        *,
        municipality: str | None = None,
        language: Language | None = None,
        person: str | None = None,
        previous: Sequence[Turn] = (),
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[Answer]:
        """The same answer as it comes: at once, or sentence by sentence where a language model writes it.

        The last one is whole. Those before it have a `writing` that is not done; `cancelled` stops the model.
        """
        return self.asking.tell(question, municipality, language, person, previous, cancelled)

    def ingest(
        self,
        path: Path,
        *,
        name: str | None = None,
        municipality: str | None = None,
        person: str | None = None,
        progress: Listener | None = None,
        password: str | None = None,
    ) -> Report:
        """Put one file on a shelf: a person's private one, else the municipality's, else the national."""
        code = self.places.get(municipality).code if municipality else None
        shelf = personal_shelf(person) if person else code or NATIONAL
        report = self.ingester.add(
            path,
            file=name or path.name,
            shelf=shelf,
            municipality=code,
            listener=progress,
            password=password,
        )
        entry = report.document
        if entry is not None and entry.legibility.waiting and password is not None:
            entry = self.recogniser.read(entry.id, path, progress or nobody, password)
            return replace(report, document=entry)
        self._background.wake()
        return report

    def finish(self, progress: Listener | None = None) -> list[Entry]:
        """Do now what otherwise happens in the background; returns the documents that gained pages."""
        return self._background.finish(progress or nobody)

    def correct(self, document_id: str, correction: Correction, person: str | None = None) -> Entry:
        """Take over what a user knows better; another person's document raises `UnknownDocument`."""
        corrected = self._collection.correct(document_id, correction, person)
        self._background.wake()
        return corrected

    def share(self, document_id: str, person: str) -> Report:
        """Move a private document to its municipality's collection: everyone can then search it."""
        return self._collection.share(document_id, person)

    def documents(self, *, municipality: str | None = None, person: str | None = None) -> list[Entry]:
        """What this person may see: national, the municipality's (all when None), their own."""
        return self._collection.documents(municipality, person)

    def remove(self, document_id: str, person: str | None = None) -> Report:
        """Take a document out of the index; another person's raises `UnknownDocument`."""
        return self._collection.remove(document_id, person)

    def surroundings(self, citation: Citation, person: str | None = None) -> Surroundings | None:
        """The quote with the text around it; None when the document is gone or not this person's."""
        return self._collection.surroundings(citation, person)

    def export(self, plan: Plan, path: Path) -> Path:
        """Write a plan as Word, PDF or Markdown, by the file's suffix; raises `UnknownExport`."""
        return files.write(plan, path, self.figures)

    def as_markdown(self, plan: Plan) -> str:
        """A plan as Markdown, with its sources as notes."""
        return files.markdown_of(plan, self.figures)

    def municipalities(self) -> Sequence[Municipality]:
        """All municipalities, by name."""
        return self.places.all()

    def code_of_folder(self, path: Path, root: Path) -> str | None:
        """The municipality that a folder between `root` (included) and a file is named after."""
        for folder in (path.parent, *path.parent.parents):
            if found := self._named(folder.name):
                return found
            if folder == root:
                break
        return None

    def close(self) -> None:
        """Let go of the data folder; what waits is done at the next start."""
        self._background.stop()
        self.vectors.close()
        self.catalogue.close()

    def _named(self, folder: str) -> str | None:
        found = self.places.find(folder) or self.places.find(folder.replace("-", " ").replace("_", " "))
        return found.code if found else None

    def _code_in_corpus(self, path: Path) -> str | None:
        policy = self.settings.corpus / "policy"
        return self.code_of_folder(path, policy) if path.is_relative_to(policy) else None

    def _read(
        self, path: Path, name: str, password: str | None, progress: Callable[[int, int], None]
    ) -> Document:
        return read_apart(path, name=name, password=password, limits=self.settings.limits, progress=progress)

    def _recognise(self, path: Path, pages: Sequence[int], password: str | None) -> Iterator[Recognised]:
        return recognise_apart(path, pages, password=password, limits=self.settings.limits)

    def _note(self, progress: Progress) -> None:
        if not self._preparation.ready:
            self._preparation = Preparation(ready=False, progress=progress)

    def _prepare_quietly(self) -> bool:
        try:
            self.prepare(self._note)
        except AssistantError as error:
            self._preparation = Preparation(ready=False, error=error)
        return self._preparation.ready


def _writer(
    model: LanguageModel,
    thesaurus: terms.Thesaurus,
    places: municipalities.Municipalities,
    settings: Settings,
) -> Writer:
    """What writes with a language model; imported only where there is one."""
    from assistant.answering.sentence_rules import Rules
    from assistant.answering.support import Supporter
    from assistant.answering.writing import Writer

    supporter = Supporter(thesaurus, glossary.load(settings.corpus / "glossary.toml"))
    return Writer(model, Rules(supporter, places), 2.0 * settings.model.seconds)


def _section_writer(writer: Writer, places: municipalities.Municipalities) -> SectionWriter:
    """What words the sections of plans; imported only where there is a model."""
    from assistant.planning.writing import SectionWriter

    return SectionWriter(writer, lambda code: places.get(code).name)
