"""`python -m tests.benchmarks.ingesting [FILE.pdf ...]`: ingesting PDFs, beside the plain recipe.

The plain recipe is what tutorials teach: pypdf's text, LangChain's splitter at
1,000 characters with 200 overlap, the model in fp32 through
sentence-transformers, one Chroma collection as it comes. It runs with that
model and with ours. All go over the same files in turns, each with its model
loaded, and the best of three turns counts: so the ratios hold on any machine.
Without a file it makes one: a Dutch policy of sixty pages, the same every time.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from fpdf import FPDF

from assistant.index import packaged_model
from assistant.index.sentence_embedder import SentenceEmbedder
from assistant.index.texts import index_text
from assistant.quiet import quiet_environment
from assistant.service import Assistant
from assistant.settings import Settings, load
from tests.benchmarks.growth import QUESTIONS, share_model
from tests.benchmarks.measuring import resident, seconds_to_page, spread, timed
from tests.benchmarks.synthetic import Speech, listen, prose

PAGES = 60
PARAGRAPHS, CHARACTERS = 5, 450
SIZE, OVERLAP, NEAREST = 1000, 200, 4
ROUNDS = 3
Embed = Callable[[Sequence[str]], np.ndarray]


@dataclass(frozen=True)
class Run:
    """One way through all files: seconds, pages and passages."""

    seconds: float
    pages: int
    passages: int

    def __str__(self) -> str:
        return (
            f"{self.seconds:.1f} s, {self.pages / self.seconds:.1f} pages a second, "
            f"{self.passages} passages, {self.passages / self.seconds:.1f} a second"
        )


def main() -> None:
    """Print the figures, a line each."""
    parser = argparse.ArgumentParser(description="Ingesting PDFs, beside the plain recipe.")
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE.pdf")
    options = parser.parse_args()
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = replace(load(), data=folder / "data")
        settings.data.mkdir()
        quiet_environment(settings)
        share_model(load().data, settings.data)
        assistant = Assistant(settings)
        assistant.prepare()
        files = options.files or [_pdf(folder / "beleid.pdf", listen(assistant.catalogue, assistant.vectors))]
        _compare(assistant, settings, files, folder)
        assistant.close()
        seconds = seconds_to_page({"ASSISTANT_DATA": str(settings.data)})
        print(f"page: {seconds:.1f} s from app.py to its first answer")


def _compare(assistant: Assistant, settings: Settings, files: Sequence[Path], folder: Path) -> None:
    quick = Plain(folder / "plain-int8", assistant.embedder.passages, assistant.embedder.queries)
    first = _ours(assistant, files)
    print(f"memory after ingesting: {resident():.0f} MB")
    print(f"question answered: {_asked(assistant.ask)}")
    print(f"question searched: {_asked(assistant.searcher.search)}")
    full = SentenceEmbedder(str(packaged_model.folder_in(settings.data))).prepare()
    full.encode(["warm"])
    slow = Plain(
        folder / "plain-fp32",
        lambda texts: full.encode(list(texts), prompt_name="passage", show_progress_bar=False),
        lambda texts: full.encode(list(texts), prompt_name="query", show_progress_bar=False),
    )
    ways: dict[str, Callable[[], Run]] = {
        "ingest": lambda: _ours(assistant, files),
        "its passages straight to the model": lambda: _bare(assistant),
        "plain recipe, our model": lambda: quick.ingest(files),
        "plain recipe, fp32": lambda: slow.ingest(files),
    }
    turns = [{name: way() for name, way in ways.items()} for _ in range(ROUNDS)]
    best = {name: min((turn[name] for turn in turns), key=lambda run: run.seconds) for name in ways}
    best["ingest"] = min(best["ingest"], first, key=lambda run: run.seconds)
    for name, run in best.items():
        print(f"{name}: {run}")
    print(f"plain recipe, our model, {NEAREST} nearest: {_asked(quick.ask)}")
    print(f"plain recipe, fp32, {NEAREST} nearest: {_asked(slow.ask)}")
    print(f"memory with both models: {resident():.0f} MB")
    ours, bare, plain_int8, plain_fp32 = best.values()
    print(f"ingest beside the plain recipe, fp32: {plain_fp32.seconds / ours.seconds:.2f} times as fast")
    print(f"ingest beside the plain recipe, our model: {plain_int8.seconds / ours.seconds:.2f} times as fast")
    share = (ours.passages / ours.seconds) / (bare.passages / bare.seconds)
    print(f"ingest beside the model alone: {share:.2f} of its passages a second")


def _asked(ask: Callable[[str], object]) -> str:
    """How long the questions take, after one to warm up."""
    ask(QUESTIONS[0][0])
    return spread([timed(partial(ask, question))[0] for _ in range(ROUNDS) for question, _ in QUESTIONS])


def _ours(assistant: Assistant, files: Sequence[Path]) -> Run:
    for entry in assistant.catalogue.entries():
        if entry.origin == "user":
            assistant.remove(entry.id)

    def ingest() -> list[Any]:
        return [assistant.ingest(path, name=f"{n}-{path.name}").document for n, path in enumerate(files)]

    seconds, entries = timed(ingest)
    if None in entries:
        raise SystemExit("a file could not be read")
    return Run(seconds, sum(e.page_count for e in entries), sum(e.passage_count for e in entries))


def _bare(assistant: Assistant) -> Run:
    """Embed the texts of what was just ingested, and nothing else."""
    texts: list[str] = []
    pages = 0
    for entry in assistant.catalogue.entries():
        if entry.origin == "user":
            passages = assistant.catalogue.document_passages(entry.id)
            texts += [index_text(entry, p.headings, p.text) for p in passages]
            pages += entry.page_count
    seconds, _ = timed(lambda: assistant.embedder.passages(texts))
    return Run(seconds, pages, len(texts))


class Plain:
    """The plain recipe with one model; `folder` is its Chroma's."""

    def __init__(self, folder: Path, passages: Embed, queries: Embed) -> None:
        import chromadb
        from chromadb.config import Settings as ChromaSettings

        self._client = chromadb.PersistentClient(
            path=str(folder), settings=ChromaSettings(anonymized_telemetry=False)
        )
        self._collection: Any = self._client.create_collection("plain", embedding_function=None)
        self._passages = passages
        self._queries = queries

    def ingest(self, files: Sequence[Path]) -> Run:
        """Read, split, embed and add, to a collection that is empty."""
        self._client.delete_collection("plain")
        self._collection = self._client.create_collection("plain", embedding_function=None)
        seconds, (pages, passages) = timed(lambda: self._ingest(files))
        return Run(seconds, pages, passages)

    def ask(self, question: str) -> object:
        """What a similarity search gives: the nearest passages."""
        return self._collection.query(query_embeddings=list(self._queries([question])), n_results=NEAREST)

    def _ingest(self, files: Sequence[Path]) -> tuple[int, int]:
        import pypdf
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
        pages = passages = 0
        for number, path in enumerate(files):
            read = [page.extract_text() for page in pypdf.PdfReader(path).pages]
            texts = [piece for text in read for piece in splitter.split_text(text)]
            self._collection.add(
                ids=[f"{number}-{n}" for n in range(len(texts))],
                embeddings=list(self._passages(texts)),
                documents=texts,
            )
            pages += len(read)
            passages += len(texts)
        return pages, passages


def _pdf(path: Path, speech: Speech) -> Path:
    """A PDF of synthetic prose: a heading and five paragraphs a page."""
    rng = np.random.default_rng(0)
    document = FPDF()
    for number in range(PAGES):
        document.add_page()
        own = speech.by_document[number % len(speech.by_document)]
        document.set_font("helvetica", "B", 13)
        document.cell(
            0, 10, f"{number + 1} {prose(speech, 20, rng, own)[:50]}", new_x="LMARGIN", new_y="NEXT"
        )
        document.set_font("helvetica", "", 10)
        for _ in range(PARAGRAPHS):
            text = prose(speech, CHARACTERS, rng, own).encode("latin-1", "ignore").decode("latin-1")
            document.multi_cell(0, 5, text, new_x="LMARGIN", new_y="NEXT")
            document.ln(3)
    document.output(str(path))
    return path


if __name__ == "__main__":
    main()
