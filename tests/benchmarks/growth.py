"""`python -m tests.benchmarks.growth [--sizes 1000 20000 100000] [--keep FOLDER]`: what a larger index costs.

One index grows from size to size: the texts that come with the program, with
their real vectors, and synthetic documents about them (see `synthetic`) on the
shelves of four towns and the national one. At each size a fresh process asks
forty questions with the real model and prints how long they took, in which
part, and what memory it holds. With `--keep` the index stays, and a next run
goes on from it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from assistant.quiet import quiet_environment
from assistant.service import Assistant
from assistant.settings import PROJECT, Settings, load
from tests.benchmarks.measuring import Stopwatch, resident, spread
from tests.benchmarks.synthetic import grow, listen

SIZES = (1_000, 20_000, 100_000)
ROUNDS = 3
QUESTIONS: tuple[tuple[str, str | None], ...] = (
    ("Wat is een taalhuis?", None),
    ("Hoe lang is het certificaat van een Taalhuis geldig?", None),
    ("Hoeveel mensen in Nederland hebben moeite met lezen en schrijven?", None),
    ("Wat moet er in een plan van aanpak staan?", None),
    ("Hoe krijg ik de wethouder mee?", None),
    ("Welke resultaten had de VoorleesExpress?", None),
    ("Wie krijgt het geld van de WEB?", None),
    ("Wat is een begrotingssubsidie?", None),
    ("Vanaf welke leeftijd mag iemand meedoen aan een cursus uit de WEB?", None),
    ("Wat zijn de taken van een contactgemeente?", None),
    ("Welke doelgroepen heeft laaggeletterdheid?", None),
    ("Hoe meet je het resultaat van een taalcursus?", None),
    ("Wanneer moet een subsidieaanvraag worden ingediend?", None),
    ("Waarom zou een gemeente in basisvaardigheden investeren?", None),
    ("Welke wetten gelden voor volwasseneneducatie?", None),
    ("Wat doet een Informatiepunt Digitale Overheid?", None),
    ("Hoeveel parkeerplaatsen heeft het zwembad?", None),
    ("Welke risico's horen in een plan?", None),
    ("Welke afdelingen kunnen laaggeletterdheid in mijn gemeente financieren?", None),
    ("Welke afdelingen kunnen laaggeletterdheid in mijn gemeente financieren?", "Wassenaar"),
    ("Welke afdelingen van de gemeente Groningen betalen mee aan basisvaardigheden?", None),
    ("Wat zijn de lasten van het taakveld media in 2026?", "Wassenaar"),
    ("Hoeveel subsidie krijgt de bibliotheek in Wassenaar in 2026?", None),
    ("Wat is het budget voor volwasseneneducatie in Groningen?", None),
    ("Hoeveel geeft Almere in 2025 uit aan de bibliotheek?", None),
    ("Hoeveel euro is er begroot voor cultuur en onderwijs?", "Leiden"),
    ("Wat staat er in het beleid over digitale inclusie?", "Almere"),
    ("Welke organisaties werken samen aan taal?", "Leiden"),
    ("Wie is wethouder onderwijs in Wassenaar?", None),
    ("Wanneer wordt het regioplan laaggeletterdheid opgesteld?", "Wassenaar"),
    ("Wat doet de gemeente voor inwoners met schulden?", "Groningen"),
    ("Hoe bereikt de bibliotheek mensen die moeite hebben met lezen?", "Wassenaar"),
    ("Which departments fund literacy in my town?", "Wassenaar"),
    ("How long is the certificate of a Taalhuis valid?", None),
    ("How many people find reading and writing difficult?", None),
    ("What should an action plan contain?", None),
    ("How do I convince the alderman?", None),
    ("How much money does the library get in Wassenaar?", None),
    ("Who receives the WEB budget?", None),
    ("What does the municipality do about digital skills?", "Almere"),
)


def main() -> None:
    """Grow the index and print the figures of each size."""
    parser = argparse.ArgumentParser(description="What a larger index costs.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the index here, and go on from it")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(_measure(_settings(options.measure))))
        return
    with tempfile.TemporaryDirectory() as folder:
        target = options.keep or Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        share_model(load().data, target)
        for size in sorted(options.sizes):
            _grow_to(target, size)
            _print(size, _measured(target))


def _settings(folder: Path) -> Settings:
    settings = replace(load(), data=folder.resolve())
    quiet_environment(settings)
    return settings


def share_model(data: Path, target: Path) -> None:
    """Use the model that is ready in the configured data folder, if it is."""
    if (data / "models").is_dir() and not (target / "models").exists():
        (target / "models").symlink_to(data / "models", target_is_directory=True)


def _grow_to(folder: Path, size: int) -> None:
    started = time.perf_counter()
    assistant = Assistant(_settings(folder))
    assistant.prepare()
    grow(assistant.catalogue, assistant.vectors, listen(assistant.catalogue, assistant.vectors), size)
    print(
        f"{assistant.catalogue.passage_count()} passages in {len(assistant.catalogue.entries())} documents, "
        f"grown in {time.perf_counter() - started:.0f} s",
        flush=True,
    )
    assistant.close()


def _measured(folder: Path) -> dict[str, dict[str, float] | list[float] | float]:
    command = [sys.executable, "-m", "tests.benchmarks.growth", "--measure", str(folder)]
    run = subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(run.stdout.splitlines()[-1]))


def _measure(settings: Settings) -> dict[str, object]:
    """Ask everything once to warm up and then in rounds; seconds, and MB of this process."""
    watch = _watch()
    assistant = Assistant(settings)
    assistant.prepare()
    before = resident()
    first = [_ask(assistant, *question) for question in QUESTIONS]
    watch.seconds.clear()
    seconds = [[_ask(assistant, *question) for question in QUESTIONS] for _ in range(ROUNDS)]
    memory = resident()
    assistant.close()
    slowest = sorted(zip(map(min, zip(*seconds, strict=True)), QUESTIONS, strict=True))[-3:]
    return {
        "seconds": [s for some in seconds for s in some],
        "first": first,
        "stages": dict(watch.seconds),
        "loaded": before,
        "memory": memory,
        "slowest": [(s, question) for s, (question, _) in reversed(slowest)],
    }


def _watch() -> Stopwatch:
    from assistant.answering.cells import Cells
    from assistant.answering.quoting import Quoter
    from assistant.index.catalogue import Catalogue
    from assistant.index.search import Searcher
    from assistant.index.sentence_embedder import SentenceEmbedder
    from assistant.index.vectors import Vectors

    watch = Stopwatch()
    watch.watch("embedding the question", SentenceEmbedder, "queries")
    watch.watch("embedding sentences", SentenceEmbedder, "passages")
    watch.watch("Chroma", Vectors, "nearest", "of")
    watch.watch("FTS5", Catalogue, "lexical_scores", "term_counts")
    watch.watch("frequencies", Catalogue, "document_frequency", "passage_count")
    watch.watch("fetching passages", Catalogue, "passages")
    watch.watch("ordering passages", Searcher, "search")
    watch.watch("table rows", Catalogue, "table_rows")
    watch.watch("choosing cells", Cells, "answer")
    watch.watch("choosing sentences", Quoter, "rank")
    watch.watch("the rest", Assistant, "ask")
    return watch


def _ask(assistant: Assistant, question: str, municipality: str | None) -> float:
    started = time.perf_counter()
    assistant.ask(question, municipality=municipality)
    return time.perf_counter() - started


def _print(size: int, found: dict) -> None:
    seconds, stages = found["seconds"], found["stages"]
    print(f"{size} passages: {spread(seconds)} ({len(seconds)} questions, warm)")
    print(f"  asked for the first time: {spread(found['first'])}")
    for stage, spent in sorted(stages.items(), key=lambda item: -item[1]):
        print(f"  {stage}: {1000 * spent / len(seconds):.1f} ms, {100 * spent / sum(seconds):.0f}%")
    for slow, question in found["slowest"]:
        print(f"  slowest: {1000 * slow:.0f} ms {question}")
    print(f"  memory: {found['memory']:.0f} MB, of which {found['loaded']:.0f} MB before the first question")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
