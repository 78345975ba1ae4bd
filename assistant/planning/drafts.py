"""Keeps drafts: a folder per person, a file per draft, and the versions before it to undo with.

Each save is one atomic replacement, so a crash leaves the last whole draft.
Whoever has no person's name keeps nothing.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from assistant.atomic import replacing
from assistant.errors import DamagedPlan, NewerPlan, StorageFull, UnknownPlan
from assistant.planning.plan import Plan
from assistant.planning.serialising import from_json, to_json

VERSIONS = 50
_ID = re.compile(r"[0-9a-f]{16}")


def new_id() -> str:
    """An id nobody guesses."""
    return secrets.token_hex(8)


def now() -> str:
    """The time in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Drafts:
    """The drafts below one folder. Every call names the person; another person's draft is unknown."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self, person: str) -> list[Plan]:
        """This person's drafts, the one that changed last first; a damaged one is skipped."""
        found = []
        for path in self._home(person).glob("*.json"):
            try:
                # Two may have changed in the same second.
                found.append((path.stat().st_mtime_ns, _read(path)))
            except (DamagedPlan, NewerPlan):
                continue
        return [plan for _, plan in sorted(found, key=lambda each: each[0], reverse=True)]

    def get(self, person: str, id: str) -> Plan:
        """A draft; raises `UnknownPlan`, and `DamagedPlan` for a damaged file without an earlier version."""
        path = self._path(person, id)
        if not path.exists():
            raise UnknownPlan(id=id)
        try:
            return _read(path)
        except DamagedPlan:
            for version in reversed(self._versions(path)):
                try:
                    return _read(version)
                except DamagedPlan:
                    continue
            raise

    def save(self, person: str, plan: Plan, undoable: bool = True) -> Plan:
        """Keep a draft with the time of this change; the version before it can be brought back."""
        path = self._path(person, plan.id)
        plan = replace(plan, changed=now())
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._lock(path):
                if undoable and path.exists():
                    self._put_aside(path)
                _write(path, to_json(plan))
        except OSError as error:
            raise StorageFull(path=str(self._folder)) from error
        return plan

    def undo(self, person: str, id: str) -> Plan:
        """The draft as it was before the last change; as it is when there is nothing to undo."""
        path = self._path(person, id)
        if not path.exists():
            raise UnknownPlan(id=id)
        with self._lock(path):
            versions = self._versions(path)
            if versions:
                versions[-1].replace(path)
        return _read(path)

    def can_undo(self, person: str, id: str) -> bool:
        """Whether there is a version before this one."""
        return bool(self._versions(self._path(person, id)))

    def remove(self, person: str, id: str) -> None:
        """Throw a draft away with its versions."""
        path = self._path(person, id)
        if not path.exists():
            raise UnknownPlan(id=id)
        path.unlink()
        shutil.rmtree(self._history(path), ignore_errors=True)

    def _home(self, person: str) -> Path:
        return self._folder / hashlib.sha256(person.encode()).hexdigest()[:32]

    def _path(self, person: str, id: str) -> Path:
        if not person or not _ID.fullmatch(id):
            raise UnknownPlan(id=id)
        return self._home(person) / f"{id}.json"

    def _lock(self, path: Path) -> FileLock:
        return FileLock(path.with_suffix(".lock"))

    def _history(self, path: Path) -> Path:
        return path.with_suffix(".versions")

    def _versions(self, path: Path) -> list[Path]:
        return sorted(self._history(path).glob("*.json"))

    def _put_aside(self, path: Path) -> None:
        history = self._history(path)
        history.mkdir(exist_ok=True)
        versions = self._versions(path)
        number = int(versions[-1].stem) + 1 if versions else 1
        shutil.copyfile(path, history / f"{number:06}.json")
        for old in versions[: max(0, len(versions) + 1 - VERSIONS)]:
            old.unlink()


def _read(path: Path) -> Plan:
    return from_json(path.read_text("utf-8"))


def _write(path: Path, text: str) -> None:
    with replacing(path) as stream:
        stream.write(text)
