"""What became of a file, as a line and as JSON."""

from __future__ import annotations

from typing import Any

from assistant.records import Entry, Report
from assistant.wording import say


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
        found |= entry_json(report.document)
    return found | {"seconds": round(report.seconds, 2)}


def entry_json(entry: Entry) -> dict[str, Any]:
    """A document as `--list --json` shows it; `pages` is null for a file without pages."""
    return {
        "id": entry.id,
        "title": entry.title,
        "file": entry.file,
        "shelf": entry.shelf,
        "municipality": entry.municipality,
        "kind": entry.kind,
        "version": entry.version,
        "pages": entry.page_count if entry.paged else None,
        "empty_pages": list(entry.empty_pages),
        "picture_pages": picture_pages(entry),
        "passages": entry.passage_count,
        "sha256": entry.sha256,
        "added": entry.added,
    }


def remarks(entry: Entry, language: str) -> list[str]:
    """What a reader should know of how a document was read, as sentences."""
    pages = picture_pages(entry)
    if not pages:
        return []
    return [say("remarks.pictures", language, pages=", ".join(str(n) for n in pages))]


def picture_pages(entry: Entry) -> list[int]:
    """The pages with a large picture and little text: what is in the picture was not read."""
    for remark in entry.remarks:
        if remark.startswith("pictures:"):
            return [int(number) for number in remark.removeprefix("pictures:").split(",") if number]
    return []
