"""Drafts on disk: kept whole, one person's only, and undone step by step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant import atomic
from assistant.errors import DamagedPlan, StorageFull, UnknownPlan
from assistant.planning import drafts as module
from assistant.planning.drafts import Drafts, new_id
from assistant.planning.plan import Intake, Paragraph, Plan, Section, Statement


def plan(text: str = "Eerste zin.", id: str | None = None) -> Plan:
    section = Section("a", "A", (Paragraph((Statement(text),)),), "drafted")
    return Plan(id or new_id(), "klein-plan", "Plan", Intake(("GM0629",)), (section,), "2026-11-24", "")


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "plans")


def test_what_is_saved_comes_back(drafts: Drafts) -> None:
    saved = drafts.save("ik", plan())
    assert drafts.get("ik", saved.id) == saved
    assert drafts.all("ik") == [saved]


def test_another_person_sees_nothing_of_it(drafts: Drafts) -> None:
    saved = drafts.save("ik", plan())
    assert drafts.all("jij") == []
    for call in (drafts.get, drafts.undo, drafts.remove):
        with pytest.raises(UnknownPlan):
            call("jij", saved.id)
    assert drafts.get("ik", saved.id)


@pytest.mark.parametrize("id", ["../../etc/passwd", "", "x", "0" * 17, "*"])
def test_an_id_that_is_none_is_unknown(drafts: Drafts, id: str) -> None:
    with pytest.raises(UnknownPlan):
        drafts.get("ik", id)


def test_nobody_keeps_nothing(drafts: Drafts) -> None:
    with pytest.raises(UnknownPlan):
        drafts.save("", plan())


def test_undo_goes_back_one_change_at_a_time(drafts: Drafts) -> None:
    id = drafts.save("ik", plan("Een.")).id
    drafts.save("ik", plan("Twee.", id))
    drafts.save("ik", plan("Drie.", id))
    assert drafts.can_undo("ik", id)
    assert [drafts.undo("ik", id).sections[0].blocks for _ in range(3)] == [
        plan(text).sections[0].blocks for text in ("Twee.", "Een.", "Een.")
    ]
    assert not drafts.can_undo("ik", id)


def test_drafting_steps_are_not_undone_one_by_one(drafts: Drafts) -> None:
    id = drafts.save("ik", plan("Een.")).id
    drafts.save("ik", plan("Twee.", id), undoable=False)
    assert not drafts.can_undo("ik", id)


def test_old_versions_are_thrown_away(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "VERSIONS", 3)
    id = drafts.save("ik", plan("0")).id
    for n in range(1, 8):
        drafts.save("ik", plan(str(n), id))
    back = [drafts.undo("ik", id).sections[0].blocks for _ in range(4)]
    assert back == [plan(str(n)).sections[0].blocks for n in (6, 5, 4, 4)]


def test_a_damaged_draft_falls_back_to_the_version_before(drafts: Drafts, tmp_path: Path) -> None:
    first = drafts.save("ik", plan("Een."))
    drafts.save("ik", plan("Twee.", first.id))
    (file,) = (tmp_path / "plans").glob(f"*/{first.id}.json")
    file.write_text(file.read_text("utf-8")[:40], "utf-8")
    assert drafts.get("ik", first.id).sections == first.sections
    assert drafts.all("ik") == []


def test_a_damaged_draft_without_an_earlier_version_says_so(drafts: Drafts, tmp_path: Path) -> None:
    saved = drafts.save("ik", plan())
    (file,) = (tmp_path / "plans").glob(f"*/{saved.id}.json")
    file.write_text("{", "utf-8")
    with pytest.raises(DamagedPlan):
        drafts.get("ik", saved.id)


def test_a_full_disk_leaves_the_draft_as_it_was(
    drafts: Drafts, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    saved = drafts.save("ik", plan("Een."))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(StorageFull):
        drafts.save("ik", plan("Twee.", saved.id))
    monkeypatch.undo()
    assert drafts.get("ik", saved.id) == saved
    assert not list((tmp_path / "plans").rglob("*.part"))


def test_removing_takes_the_versions_along(drafts: Drafts, tmp_path: Path) -> None:
    id = drafts.save("ik", plan()).id
    drafts.save("ik", replace(plan("Twee.", id)))
    drafts.remove("ik", id)
    assert drafts.all("ik") == []
    assert not list((tmp_path / "plans").rglob("*.json"))
