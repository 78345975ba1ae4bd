"""What the page says of an uploaded file: while it is read, and what became of it."""

from __future__ import annotations

from assistant.records import Progress, Report
from assistant.reports import legibility_lines
from assistant.web.bubbles import progress_shown
from assistant.web.safe import tag, text
from assistant.web.words import Towns, about_words, counted, number, stage
from assistant.wording import say


def busy(place: int, files: int, progress: Progress | None, language: str) -> str:
    """How far the file is that is being read, the `place`-th of so many `files`."""
    doing = say("web.upload.busy", language, number=place, total=files, stage=stage(progress, language))
    return tag("div", tag("p", text(doing)) + progress_shown(progress), "report busy", role="status")


def report_line(report: Report, language: str, towns: Towns) -> str:
    """What became of one file, with its pages, passages, seconds and the pages nobody could read."""
    state = tag("strong", text(say(f"web.upload.{report.status}", language)))
    parts = [tag("span", text(report.file), "file") + " " + state]
    entry = report.document
    if entry is not None and report.status != "removed":
        facts = [counted("web.upload.pages", entry.page_count, language)] if entry.paged else []
        facts.append(counted("web.upload.passages", entry.passage_count, language))
        facts.append(say("web.upload.seconds", language, seconds=number(round(report.seconds, 1), language)))
        parts.append(tag("span", text(", ".join(facts) + "."), "facts"))
        about = f"{entry.shown_title} ({about_words(entry, language)})".removesuffix(" ()")
        notes = [_another_town(report, language, towns), about, *legibility_lines(entry, language)]
        parts += [tag("span", text(note), "note") for note in notes if note]
    if report.error is not None or report.reason:
        reason = report.error.say(language) if report.error is not None else report.reason
        parts.append(tag("span", text(reason or ""), "note"))
    return tag("div", "".join(parts), f"report {report.status}")


def _another_town(report: Report, language: str, towns: Towns) -> str:
    """A warning about a document that says it is of another municipality than it was put under."""
    if report.stated_town is None or report.document is None:
        return ""
    stated, put = towns.name(report.stated_town), towns.name(report.document.municipality)
    return say("web.upload.another_town", language, stated=stated, town=put)
