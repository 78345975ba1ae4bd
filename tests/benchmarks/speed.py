"""`python -m tests.benchmarks.speed`: how quick help, page and questions are on this machine.

Needs a prepared data folder (`python ingest.py` makes one). Questions are
timed warm, over the shipped corpus and whatever else is indexed.
"""

from __future__ import annotations

import subprocess
import sys
import time

from assistant.quiet import quiet_environment
from assistant.service import Assistant
from assistant.settings import PROJECT, load
from tests.benchmarks.measuring import seconds_to_page, spread

QUESTIONS = (
    "Welke afdelingen kunnen laaggeletterdheid in mijn gemeente financieren?",
    "Hoe lang is het certificaat van een Taalhuis geldig?",
    "Wat moet er in een plan van aanpak staan?",
    "Hoe krijg ik de wethouder mee?",
    "Welke resultaten had de VoorleesExpress?",
    "Hoeveel mensen hebben moeite met lezen en schrijven?",
    "Wie krijgt het geld van de WEB?",
    "Wat is een begrotingssubsidie?",
    "Which departments fund literacy in my town?",
    "Hoeveel parkeerplaatsen heeft het zwembad?",
)
ROUNDS = 3


def main() -> None:
    """Print the figures, a line each."""
    print(f"help: {_help():.2f} s (python -m assistant --help)")
    print(f"page: {seconds_to_page():.1f} s from app.py to the first answer of the page")
    seconds = _questions()
    print(f"question, warm: {spread(seconds)} ({len(seconds)} questions)")


def _help() -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "assistant", "--help"]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    return time.perf_counter() - started


def _questions() -> list[float]:
    settings = load()
    quiet_environment(settings)
    assistant = Assistant(settings)
    assistant.prepare()
    for question in QUESTIONS:
        assistant.ask(question)
    seconds = [assistant.ask(question).seconds for _ in range(ROUNDS) for question in QUESTIONS]
    assistant.close()
    return seconds


if __name__ == "__main__":
    main()
