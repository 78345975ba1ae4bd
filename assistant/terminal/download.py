"""`python ingest.py --download`: fetches the documents of `corpus/sources.toml` and indexes them.

What comes in is kept in the data folder, so that a later run asks only for
what changed. What could not be had is said by address, with the reason.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from assistant.index.download import download
from assistant.index.download.outcome import Fetched
from assistant.index.download.request import open_client
from assistant.index.download.sources import load
from assistant.records import NATIONAL, Report
from assistant.reports import report_json, report_line
from assistant.service import Assistant
from assistant.terminal.progress import ProgressLine
from assistant.wording import say


def run(assistant: Assistant, progress: ProgressLine, as_json: bool) -> int:
    """Fetch and index; 1 when a document could not be had or read."""
    sources = load(assistant.settings.corpus / "sources.toml")
    results: list[dict[str, Any]] = []
    missed = 0
    with open_client() as client:
        folder = assistant.settings.data / "downloads"
        for fetched in download(sources, folder, client, progress):
            progress.clear()
            source = fetched.source
            found: dict[str, Any] = {"id": source.id, "address": source.address, "status": fetched.status}
            if fetched.path is None:
                missed += 1
                found["reason"] = fetched.reason
                failure = say("terminal.not_fetched", title=source.title, reason=found["reason"])
                print(f"{failure} {source.address}", file=sys.stderr)
            else:
                report = _index(assistant, fetched, progress)
                progress.clear()
                missed += report.status == "failed"
                found["document"] = report_json(report)
                print(report_line(report), file=sys.stderr)
            results.append(found)
    if as_json:
        print(json.dumps(results, ensure_ascii=False, indent=2))
    else:
        print(say("terminal.fetched", count=len(results) - missed, missed=missed))
    return 1 if missed else 0


def _index(assistant: Assistant, fetched: Fetched, progress: ProgressLine) -> Report:
    source, path = fetched.source, fetched.path
    assert path is not None
    code = None if source.shelf == NATIONAL else source.shelf
    return assistant.ingester.add(
        path,
        file=f"downloads/{path.name}",
        shelf=code or NATIONAL,
        municipality=code,
        origin="download",
        listener=progress,
        details={
            "title": source.title,
            "publisher": source.publisher,
            "address": source.address,
            "topics": source.topics,
        },
    )
