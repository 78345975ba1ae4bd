"""`python ingest.py`: puts documents into the index, lists, removes, rebuilds, downloads."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from assistant.errors import (
    AssistantError,
    EncryptedFile,
    SettingsError,
    UnknownDocument,
    UnknownMunicipality,
    WrongPassword,
)
from assistant.records import CORPUS, NATIONAL, Entry, Report
from assistant.reports import entry_json, legibility_lines, report_json, report_line
from assistant.settings import Settings
from assistant.terminal import until_reader_leaves
from assistant.terminal.progress import ProgressLine
from assistant.wording import say


def parser() -> argparse.ArgumentParser:
    """The options of `ingest.py`."""
    top = argparse.ArgumentParser(
        prog="python ingest.py",
        description="Zet documenten in de index. Zonder PAD: de map corpus. Mappen worden doorlopen; "
        "een map met de naam van een gemeente hoort bij die gemeente.",
    )
    top.add_argument("paths", nargs="*", metavar="PAD", help="bestanden of mappen")
    top.add_argument("--municipality", metavar="NAAM", help="de gemeente waar de documenten bij horen")
    top.add_argument("--json", action="store_true", help="verslag als JSON")
    what = top.add_mutually_exclusive_group()
    what.add_argument("--list", action="store_true", help="toon wat er in de index staat")
    what.add_argument("--remove", metavar="ID", help="haal een document uit de index")
    what.add_argument("--rebuild", action="store_true", help="maak passages en vectoren opnieuw")
    what.add_argument("--download", action="store_true", help="haal de documenten van corpus/sources.toml op")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; 0 done, 1 done but something could not be read, 2 wrong use."""
    return until_reader_leaves(lambda: _told(parser().parse_args(arguments)))


def _told(options: argparse.Namespace) -> int:
    """Run, and say what a user's error is."""
    try:
        from assistant import quiet
        from assistant.settings import load

        settings = load()
        quiet.quiet_environment(settings)
        return _run(settings, options)
    except (SettingsError, UnknownMunicipality) as error:
        print(error.say(), file=sys.stderr)
        return 2
    except AssistantError as error:
        print(error.say(), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(say("terminal.interrupted"), file=sys.stderr)
        return 130


def _run(settings: Settings, options: argparse.Namespace) -> int:
    from assistant.service import Assistant

    assistant = Assistant(settings)
    progress = ProgressLine()
    try:
        if options.list:
            return _list(assistant.catalogue.entries(), options.json)
        if options.remove:
            report = Report("", "removed", assistant.catalogue.entry(options.remove))
            assistant.ingester.remove(assistant.catalogue.entry(options.remove))
            return _tell([report], options.json)
        if options.rebuild:
            count = assistant.ingester.rebuild(progress)
            progress.clear()
            print(json.dumps({"rebuilt": count}) if options.json else say("terminal.rebuilt", count=count))
            return 0
        if options.download:
            from assistant.terminal.download import run

            return run(assistant, progress, options.json)
        if options.paths:
            reports = [_add(assistant, job, progress) for job in _jobs(assistant, options)]
        else:
            reports = assistant.synchronise(progress)
        assistant.finish(progress)
        progress.clear()
        return _tell([_now(assistant, report) for report in reports], options.json)
    finally:
        assistant.close()


@dataclass(frozen=True)
class Job:
    """One file to ingest: the name it gets, and the code of its municipality."""

    path: Path
    name: str
    code: str | None


def _jobs(assistant: Any, options: argparse.Namespace) -> list[Job]:
    from assistant.index.corpus import files

    chosen = assistant.places.get(options.municipality).code if options.municipality else None
    jobs: list[Job] = []
    for text in options.paths:
        root = Path(text).expanduser().resolve()
        if root.is_dir():
            jobs += [
                Job(p, p.relative_to(root).as_posix(), chosen or assistant.code_of_folder(p, root))
                for p in files(root)
            ]
        else:
            jobs.append(Job(root, root.name, chosen))
    twice = {name for name, count in Counter(job.name for job in jobs).items() if count > 1}
    return [
        Job(j.path, f"{j.path.parent.name}/{j.name}" if j.name in twice else j.name, j.code) for j in jobs
    ]


def _add(assistant: Any, job: Job, progress: ProgressLine) -> Report:
    def add(password: str | None = None) -> Report:
        report: Report = assistant.ingest(
            job.path, name=job.name, municipality=job.code, progress=progress, password=password
        )
        progress.clear()
        return report

    report = add()
    while isinstance(report.error, EncryptedFile | WrongPassword) and sys.stdin.isatty():
        print(report_line(report), file=sys.stderr)
        password = getpass.getpass(say("terminal.password"))
        if not password:
            break
        report = add(password)
    if report.status != "failed":
        print(report_line(report), file=sys.stderr)
    return report


def _now(assistant: Any, report: Report) -> Report:
    """The report with the document as it stands after OCR."""
    if report.document is None or report.status in ("removed", "failed"):
        return report
    try:
        return replace(report, document=assistant.catalogue.entry(report.document.id))
    except UnknownDocument:
        return report


def _tell(reports: Sequence[Report], as_json: bool) -> int:
    failed = [report for report in reports if report.status == "failed"]
    if as_json:
        print(json.dumps([report_json(report) for report in reports], ensure_ascii=False, indent=2))
    else:
        counts = Counter(report.status for report in reports)
        for report in reports:
            if report.document and report.status in ("added", "replaced"):
                _print_legibility(report.document)
                if report.document.shelf == NATIONAL and report.document.origin != CORPUS:
                    print(say("terminal.national", title=report.document.shown_title))
        numbers: dict[str, Any] = {status: counts[status] for status in _STATUSES}
        print(say("terminal.summary", **numbers))
    for report in failed:
        print(report_line(report), file=sys.stderr)
    return 1 if failed else 0


_STATUSES: tuple[Literal["added", "replaced", "unchanged", "removed", "failed"], ...] = (
    "added", "replaced", "unchanged", "removed", "failed",
)  # fmt: skip


def _print_legibility(entry: Entry) -> None:
    """How well a document was read; a text without pages that was read whole needs no word."""
    lines = legibility_lines(entry, "nl")
    if lines:
        print(f"{entry.shown_title} ({entry.file})")
        for line in lines:
            print(f"  {line}")


def _list(entries: Sequence[Entry], as_json: bool) -> int:
    if as_json:
        print(json.dumps([entry_json(entry) for entry in entries], ensure_ascii=False, indent=2))
        return 0
    for entry in entries:
        print(f"{entry.id}  {entry.shelf:<10}  {entry.passage_count:>5}  {entry.title}  ({entry.file})")
    print(say("terminal.listed", count=len(entries)))
    return 0
