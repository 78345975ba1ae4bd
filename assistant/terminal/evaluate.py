"""`python -m assistant evaluate`: gold questions in, figures out."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from pathlib import Path
from typing import Any

from assistant.errors import EmptyIndex, IndexOutdated
from assistant.evaluation import gold, supporting, supporting_labels
from assistant.evaluation.ablation import ablate
from assistant.evaluation.asking import ask_all
from assistant.evaluation.comparing import compare, comparison_json, load_earlier
from assistant.evaluation.measures import grouped
from assistant.evaluation.report import Basis, Evaluation, evaluation_json
from assistant.evaluation.supporting_table import support_json, support_text
from assistant.evaluation.table import comparison_text, evaluation_text
from assistant.evaluation.verifying import Verified, verify
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.terminal.progress import ProgressLine
from assistant.wording import say


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Evaluate, print, keep; 1 when a quote is not on its page or a question could not be asked."""
    if options.support:
        return _support(settings, [Path(name) for name in options.support], options)
    paths = [Path(name) for name in options.gold]
    questions = gold.load(paths)
    earlier = load_earlier(Path(options.compare)) if options.compare else None
    assistant = Assistant(settings)
    progress = ProgressLine()
    try:
        if not assistant.catalogue.entries():
            raise EmptyIndex()
        if assistant.ingester.outdated():
            raise IndexOutdated()
        verified = verify(questions, assistant.catalogue, assistant.places)
        assistant.embedder.prepare(progress)
        evaluation = _evaluate(assistant, verified, paths, progress, ablation=not options.no_ablation)
    finally:
        progress.clear()
        assistant.close()
    comparison = compare(earlier, evaluation.outcomes) if earlier is not None else None
    record = evaluation_json(evaluation)
    if comparison:
        record["comparison"] = comparison_json(comparison)
    _keep(record, options.out)
    if options.json:
        print(json.dumps(record, ensure_ascii=False, indent=1))
    else:
        print(evaluation_text(evaluation))
        if comparison:
            print("\n" + comparison_text(comparison))
    return _complain(verified)


def _support(settings: Settings, paths: list[Path], options: argparse.Namespace) -> int:
    """Measure whether the support check tells lies from true sentences; the index is not needed."""
    sentences = supporting_labels.load(paths)
    assistant = Assistant(settings)
    progress = ProgressLine()
    try:
        assistant.embedder.prepare(progress)
        judged = supporting.judge_all(supporting.gate_of(assistant), sentences)
    finally:
        progress.clear()
        assistant.close()
    files, groups = [path.name for path in paths], supporting.measured(judged)
    record = support_json(files, groups, judged)
    _keep(record, options.out)
    print(json.dumps(record, ensure_ascii=False, indent=1) if options.json else support_text(files, groups))
    return 0


def _keep(record: dict[str, Any], file: str | None) -> None:
    """Write the outcome to a file, if one was asked for."""
    if file:
        out = Path(file)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _evaluate(
    assistant: Assistant, verified: Verified, paths: list[Path], progress: ProgressLine, *, ablation: bool
) -> Evaluation:
    outcomes = tuple(ask_all(assistant, verified.questions, progress))
    systems = ablate(assistant, outcomes, progress) if ablation else ()
    basis = Basis(
        date=datetime.date.today().isoformat(),
        files=tuple(path.name for path in paths),
        documents=len(assistant.catalogue.entries()),
        passages=assistant.catalogue.passage_count(),
        index=assistant.ingester.fingerprint(),
    )
    left_out = (*verified.skipped, *verified.strangers)
    return Evaluation(basis, outcomes, grouped(outcomes), left_out, verified.misquotes, systems)


def _complain(verified: Verified) -> int:
    """Say on stderr what was wrong with the gold questions; the exit code."""
    for misquote in verified.misquotes:
        found = misquote.evidence
        page = "–" if found.page is None else found.page
        told = say("evaluation.misquoted", id=misquote.id, file=found.file, page=page, quote=found.quote)
        print(told, file=sys.stderr)
    for key, ids in (("skipped", verified.skipped), ("strangers", verified.strangers)):
        if ids:
            print(say(f"evaluation.{key}", count=len(ids), ids=", ".join(ids)), file=sys.stderr)
    return 1 if verified.misquotes or verified.skipped or verified.strangers else 0
