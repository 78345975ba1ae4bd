"""`python -m assistant plan`: drafts a document and writes it as Word, PDF or Markdown."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from assistant.answering.model import open_model
from assistant.answering.model_telling import plan_cost
from assistant.errors import AssistantError, EmptyIndex, IndexOutdated, UnknownExport
from assistant.planning.files import SUFFIXES
from assistant.planning.plan import Intake, Plan
from assistant.planning.report import plan_json
from assistant.records import Progress
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.terminal.progress import ProgressLine
from assistant.terminal.towns import town_of
from assistant.wording import say

USUAL = "plan-van-aanpak"


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Draft and write; 0 done, 1 when the draft breaks a rule, 2 for a town that is divided (on stderr)."""
    assistant = Assistant(settings, model=open_model(settings.model))
    progress = ProgressLine()
    try:
        if not assistant.catalogue.entries():
            raise EmptyIndex()
        if assistant.ingester.outdated():
            raise IndexOutdated()
        out = Path(options.out) if options.out else None
        if out and out.suffix.lower() not in SUFFIXES:
            raise UnknownExport(name=out.name)
        assistant.embedder.prepare(progress)
        kind = options.kind or USUAL
        intake = _in_municipalities(assistant, intake_of(options))
        if told := plan_cost(assistant.planner.estimate(kind), settings.model):
            print(told, file=sys.stderr)
        plan = _drafted(assistant, intake, kind, progress)
        progress.clear()
        if assistant.planner.writer and (told := assistant.planner.writer.told()):
            print(told, file=sys.stderr)
        findings = assistant.planner.findings(plan)
        for finding in findings:
            print(say(f"plan.findings.{finding.rule}", section=finding.section, text=finding.text),
                  file=sys.stderr)  # fmt: skip
        if out:
            assistant.export(plan, out)
        if options.json:
            print(json.dumps(plan_json(plan, assistant.planner, findings), ensure_ascii=False, indent=2))
        elif out:
            points = len(plan.open_points())
            print(say("plan.written", file=str(out), sections=len(plan.shown), points=points))
        else:
            print(assistant.as_markdown(plan))
        return 1 if findings else 0
    finally:
        assistant.close()


def _in_municipalities(assistant: Assistant, intake: Intake) -> Intake:
    """The intake with codes for names; raises `UnknownMunicipality`."""
    towns = [town_of(name, assistant.names) for name in intake.municipalities]
    return replace(intake, municipalities=tuple(town.code for town in towns))


def intake_of(options: argparse.Namespace) -> Intake:
    """What was told on the command line."""
    return Intake(
        municipalities=tuple(options.municipality),
        library=options.library or "",
        subject=options.subject or "",
        groups=tuple(options.group or ()),
        activities=tuple(options.activity or ()),
        partners=tuple(options.partner or ()),
        period=options.period or "",
        budget=options.budget or "",
        existing=options.existing or "",
    )


def _drafted(assistant: Assistant, intake: Intake, kind: str, progress: ProgressLine) -> Plan:
    plan = assistant.planner.begin(kind, intake)
    total = len(plan.sections)
    done = 0
    try:
        for done, drafted in enumerate(assistant.planner.draft(plan), 1):
            plan = drafted
            progress(Progress("drafting", done, total))
    except AssistantError:
        progress.clear()
        print(say("plan.stopped", done=done, total=total), file=sys.stderr)
        raise
    return plan
