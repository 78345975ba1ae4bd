"""Two processes on one data folder: what one writes, the other finds, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from assistant.records import NATIONAL
from assistant.service import Assistant

WRITER = """
import sys
from pathlib import Path
from assistant.service import Assistant
from assistant.settings import Settings
from tests.hashing import HashingEmbedder

data, corpus, name = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
assistant = Assistant(Settings(data=data, corpus=corpus), HashingEmbedder())
for n in range(5):
    path = data / f"{name}{n}.txt"
    text = f"De schaatsbaan {name}{n} in de winter kost {n + 11} euro per bezoeker van buiten."
    path.write_text(text, "utf-8")
    assert assistant.ingest(path).status == "added"
"""


def _writer(assistant: Assistant, name: str) -> subprocess.Popen[bytes]:
    settings = assistant.settings
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(settings.data), str(settings.corpus), name],
        cwd=Path(__file__).parent.parent.parent,
    )


def test_a_reader_finds_what_another_process_adds(ready: Assistant) -> None:
    assert ready.searcher.search("schaatsbaan noord0")
    assert _writer(ready, "noord").wait(120) == 0
    hits = ready.searcher.search("De schaatsbaan noord3 in de winter", limit=5)
    assert "noord3" in hits[0].passage.text
    assert hits[0].vector > 0.5


def test_two_writers_at_once_lose_nothing(ready: Assistant) -> None:
    writers = [_writer(ready, name) for name in ("oost", "west")]
    assert [writer.wait(180) for writer in writers] == [0, 0]
    assert len([e for e in ready.catalogue.entries() if e.format == "txt"]) == 10
    assert ready.vectors.ids(NATIONAL) == set(ready.catalogue.passage_ids(shelf=NATIONAL))
