"""`python -m tests.benchmarks.planning [--keep FOLDER] [--size N]`: what a plan, a figure and a file take.

An index of synthetic documents (see `growth`) stands for a municipality's
real ones. The model is warm, as it is when somebody clicks. Prints seconds for
a whole draft of each kind, for its files, and milliseconds for a look-up, a
profile and a chart; and how long a question takes while a plan is drafted.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.figures import chart, charting
from assistant.figures.profile import profile_of
from assistant.figures.report import figures_json
from assistant.planning.plan import Intake, Plan
from assistant.quiet import quiet_environment
from assistant.service import Assistant
from assistant.settings import load
from tests.benchmarks.growth import share_model
from tests.benchmarks.synthetic import grow, listen

SIZE = 20_000
TOWN, CODE = "Wassenaar", "GM0629"
QUESTION = "Wat is een taalhuis?"
TIMES = 200


def main() -> None:
    """Grow an index, draft, and print."""
    parser = argparse.ArgumentParser(description="How long a plan, a figure and a file take.")
    parser.add_argument("--size", type=int, default=SIZE, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the index here, and go on from it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = (options.keep or Path(folder)).resolve()
        target.mkdir(parents=True, exist_ok=True)
        share_model(load().data, target)
        settings = replace(load(), data=target)
        quiet_environment(settings)
        assistant = Assistant(settings)
        try:
            assistant.prepare()
            grow(assistant.catalogue, assistant.vectors, listen(assistant.catalogue, assistant.vectors),
                 options.size)  # fmt: skip
            print(f"{assistant.catalogue.passage_count()} passages")
            _figures(assistant)
            for kind in assistant.planner.kinds():
                _plan(assistant, kind, target)
            _question_meanwhile(assistant)
        finally:
            assistant.close()


def _figures(assistant: Assistant) -> None:
    store = assistant.figures
    started = time.perf_counter()
    table = store.table
    print(f"figures read: {1000 * (time.perf_counter() - started):.0f} ms")
    indicator = table.dictionary["pct_opl_laag"]
    drawing = charting.drawing_of(CODE, indicator, store)
    assert drawing is not None
    chart.png(drawing)
    for name, call in (
        ("look-up", lambda: store.table.get("pct_opl_laag", CODE)),
        ("profile", lambda: profile_of(CODE, store.table)),
        ("all figures as JSON", lambda: figures_json(store, CODE)),
        ("chart", lambda: chart.png(drawing)),
    ):
        print(f"{name}: median {1000 * _median(call, TIMES if name == 'look-up' else 10):.2f} ms")


def _median(call: Callable[[], object], times: int) -> float:
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def _plan(assistant: Assistant, kind: str, folder: Path) -> None:
    started = time.perf_counter()
    plan = _drafted(assistant, kind)
    drafted = time.perf_counter() - started
    files = []
    for suffix in (".docx", ".pdf", ".md"):
        started = time.perf_counter()
        assistant.export(plan, folder / f"plan{suffix}")
        files.append(f"{suffix[1:]} {time.perf_counter() - started:.2f} s")
    print(f"{kind}: drafted in {drafted:.2f} s, {len(plan.shown)} sections; {', '.join(files)}")


def _drafted(assistant: Assistant, kind: str) -> Plan:
    plan = assistant.planner.begin(kind, Intake((TOWN,)))
    for step in assistant.planner.draft(plan):
        plan = step
    return plan


def _question_meanwhile(assistant: Assistant) -> None:
    """A question asked again and again while a plan is drafted, beside the same question alone."""
    alone = _median(lambda: assistant.ask(QUESTION), 10)
    drafting = threading.Thread(target=_drafted, args=(assistant, "plan-van-aanpak"))
    drafting.start()
    seconds = []
    while drafting.is_alive():
        started = time.perf_counter()
        assistant.ask(QUESTION)
        seconds.append(time.perf_counter() - started)
    drafting.join()
    print(
        f"a question alone: median {alone:.2f} s; while a plan is drafted: "
        f"median {statistics.median(seconds):.2f} s, slowest {max(seconds):.2f} s of {len(seconds)}"
    )


if __name__ == "__main__":
    main()
