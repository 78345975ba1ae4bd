"""What became of a file and how well it was read: the same in terminal, JSON and page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.records import Entry, Report, Verdict
from assistant.wording import say
from assistant.wording.pages import page_ranges

# In the order in which a reader is told about them.
REASONS: tuple[Verdict, ...] = ("scan", "garbled", "picture")


def report_line(report: Report) -> str:
    """A report in one line of Dutch."""
    if report.status == "failed":
        return f"{report.file}: {report.reason}"
    document = report.document
    return say(
        f"terminal.{report.status}",
        file=report.file,
        passages=document.passage_count if document else 0,
        seconds=f"{report.seconds:.1f}".replace(".", ","),
    )


def report_json(report: Report) -> dict[str, Any]:
    """A report as the terminal's and the page's JSON has it."""
    found: dict[str, Any] = {"file": report.file, "status": report.status, "reason": report.reason}
    if report.document is not None:
        found |= entry_json(report.document) | {"stated_municipality": report.stated_town}
    return found | {"seconds": round(report.seconds, 2)}


def entry_json(entry: Entry) -> dict[str, Any]:
    """A document as `--list --json` shows it; `pages` is null for a file without pages.

    `read` counts the pages read, those with OCR among them, which `ocr` names;
    every other page is in one of `waiting`, `unreadable` and `empty_pages`.
    """
    legibility = entry.legibility
    return {
        "id": entry.id,
        "title": entry.title,
        "file": entry.file,
        "shelf": entry.shelf,
        "municipality": entry.municipality,
        "kind": entry.kind,
        "year": entry.year,
        "until": entry.until,
        "edition": entry.edition,
        "publisher": entry.publisher,
        "version": entry.version,
        "pages": entry.page_count if entry.paged else None,
        "read": len(legibility.pages("text", "ocr")),
        "ocr": list(legibility.pages("ocr")),
        "ocr_confidence": None if legibility.confidence is None else round(legibility.confidence, 2),
        "waiting": list(legibility.waiting),
        "unreadable": [{"page": page, "reason": verdict} for page, verdict in legibility.unreadable],
        "empty_pages": list(legibility.pages("empty")),
        "tables": legibility.tables,
        "passages": entry.passage_count,
        "sha256": entry.sha256,
        "added": entry.added,
    }


def legibility_lines(entry: Entry, language: str) -> list[str]:
    """How well a document was read, as sentences: what was, what still is, what could not be, and why."""
    return list(_legibility_lines(entry, language))


def _legibility_lines(entry: Entry, language: str) -> Iterator[str]:
    legibility = entry.legibility
    if entry.paged:
        read = len(legibility.pages("text", "ocr"))
        yield say("legibility.read", language, read=read, pages=entry.page_count)
    if legibility.tables:
        key = "legibility.tables_one" if legibility.tables == 1 else "legibility.tables"
        yield say(key, language, count=legibility.tables)
    if recognised := legibility.pages("ocr"):
        sure = legibility.confidence
        key = "legibility.ocr" if sure is None else "legibility.ocr_sure"
        percent = 0 if sure is None else round(100 * sure)
        yield say(key, language, pages=page_ranges(recognised, language), percent=percent)
    if legibility.waiting:
        key = "legibility.waiting" if entry.passage_count else "legibility.waiting_all"
        pages = page_ranges(legibility.waiting, language)
        yield say(key, language, pages=pages) if entry.passage_count else say(key, language)
    yield from unreadable_lines(entry, language)
    if empty := legibility.pages("empty"):
        yield say("legibility.empty", language, pages=page_ranges(empty, language))


def unreadable_lines(entry: Entry, language: str) -> list[str]:
    """What could not be read and why, a sentence for each reason."""
    found: list[str] = []
    for reason in REASONS:
        pages = [page for page, verdict in entry.legibility.unreadable if verdict == reason]
        if pages:
            shown = page_ranges(pages, language)
            key = f"legibility.{reason}" if entry.paged else f"legibility.{reason}_whole"
            found.append(say(key, language, pages=shown) if entry.paged else say(key, language))
    return found
