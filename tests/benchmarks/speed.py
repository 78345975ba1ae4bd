"""`python -m tests.benchmarks.speed`: how quick help, page and questions are on this machine.

Needs a prepared data folder (`python ingest.py` makes one). Questions are
timed warm, over the shipped corpus and whatever else is indexed.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request

from assistant.quiet import quiet_environment
from assistant.service import Assistant
from assistant.settings import PROJECT, load

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
    print(f"page: {_page():.1f} s from app.py to the first answer of the page")
    seconds = _questions()
    print(
        f"question, warm: median {statistics.median(seconds):.2f} s, "
        f"95th percentile {statistics.quantiles(seconds, n=20)[-1]:.2f} s, "
        f"slowest {max(seconds):.2f} s ({len(seconds)} questions)"
    )


def _help() -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "assistant", "--help"]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    return time.perf_counter() - started


def _page() -> float:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    started = time.perf_counter()
    page = subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=PROJECT,
        env=os.environ | {"ASSISTANT_PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        while time.perf_counter() - started < 60:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).read()
                return time.perf_counter() - started
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
        raise SystemExit("the page did not answer within a minute")
    finally:
        page.terminate()
        page.wait(30)


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
