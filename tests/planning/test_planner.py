"""Working on a plan: each change is kept, can be undone, and never reaches another person."""

from __future__ import annotations

import pytest

from assistant.errors import UnknownPlan, UnknownWish
from assistant.planning.editing import as_text
from assistant.planning.plan import Intake, Plan, Section
from assistant.planning.planner import Planner
from assistant.service import Assistant
from tests.conftest import MakePdf
from tests.planning.conftest import PERSON


@pytest.fixture
def plan(planner: Planner) -> Plan:
    made = planner.begin("klein-plan", Intake(("Wassenaar",)), PERSON)
    for drafted in planner.draft(made, PERSON):
        made = drafted
    return made


def section(plan: Plan, key: str) -> Section:
    return next(s for s in plan.sections if s.key == key)


def test_every_section_is_kept_as_soon_as_it_is_there(planner: Planner) -> None:
    made = planner.begin("klein-plan", Intake(("Wassenaar",)), PERSON)
    steps = planner.draft(made, PERSON)
    next(steps)
    kept = planner.drafts.get(PERSON, made.id)
    assert [s.status for s in kept.sections] == ["drafted", *["waiting"] * 4]
    steps.close()
    *_, whole = planner.draft(planner.drafts.get(PERSON, made.id), PERSON)
    assert planner.findings(whole) == []
    assert planner.drafts.get(PERSON, made.id) == whole


def test_editing_is_kept_checked_and_undone(planner: Planner, plan: Plan) -> None:
    text = as_text(section(plan, "aanleiding")) + "\n\nEr komen 400 deelnemers."
    edited = planner.edit(plan, "aanleiding", text, PERSON)
    last = list(section(edited, "aanleiding").statements())[-1]
    assert (last.text, last.origin) == ("Er komen 400 deelnemers.", "unchecked")
    assert planner.drafts.get(PERSON, plan.id) == edited
    assert planner.undo(plan.id, PERSON).sections == plan.sections


def test_drafting_on_leaves_what_was_edited(planner: Planner, plan: Plan) -> None:
    edited = planner.edit(plan, "aanleiding", "Eigen tekst van de bibliotheek.", PERSON)
    assert list(planner.draft(edited, PERSON)) == []


def test_a_section_is_drafted_anew_with_a_wish(planner: Planner, plan: Plan) -> None:
    again = planner.redraft(plan, "groepen", "meer over ouders", PERSON)
    assert section(again, "groepen").wish == "meer over ouders"
    assert planner.findings(again) == []
    with pytest.raises(UnknownWish):
        planner.redraft(plan, "groepen", "poëtischer", PERSON)
    same = planner.redraft(plan, "cijfers", "", PERSON)
    assert section(same, "cijfers").blocks == section(plan, "cijfers").blocks


def test_sections_move_are_left_out_and_come_back(planner: Planner, plan: Plan) -> None:
    moved = planner.move(plan, "aanleiding", 1, PERSON)
    assert [s.key for s in moved.sections][:2] == ["cijfers", "aanleiding"]
    assert planner.move(moved, "aanleiding", -9, PERSON).sections[0].key == "aanleiding"
    out = planner.leave_out(plan, "geld", PERSON)
    assert "geld" not in [s.key for s in out.shown]
    back = planner.bring_back(out, "geld", PERSON)
    assert section(back, "geld").blocks == section(plan, "geld").blocks
    named = planner.rename(plan, "geld", "  Wie betaalt ", PERSON)
    assert section(named, "geld").title == "Wie betaalt"


def test_an_unknown_section_is_said_so(planner: Planner, plan: Plan) -> None:
    with pytest.raises(UnknownPlan):
        planner.edit(plan, "nergens", "x", PERSON)


def test_two_persons_never_mix(planner: Planner, plan: Plan) -> None:
    other = planner.begin("klein-plan", Intake(("Leiden",)), "another")
    assert planner.drafts.all(PERSON) == [plan]
    assert [p.id for p in planner.drafts.all("another")] == [other.id]
    with pytest.raises(UnknownPlan):
        planner.undo(plan.id, "another")


def test_a_private_upload_serves_its_owner_only(
    planner: Planner, with_budget: Assistant, make_pdf: MakePdf
) -> None:
    line = "De gemeente Leiden wil dat meer laaggeletterde inwoners een cursus taal volgen."
    path = make_pdf("nota.pdf", [["Nota laaggeletterdheid Leiden 2026", "", line]])
    with_budget.ingest(path, municipality="Leiden", person=PERSON)

    def quotes(person: str | None) -> str:
        *_, made = planner.draft(planner.begin("klein-plan", Intake(("Leiden",)), person), person)
        return " ".join(s.text for _, s in made.statements())

    assert "cursus taal volgen" in quotes(PERSON)
    assert "cursus taal volgen" not in quotes("another")
    assert "cursus taal volgen" not in quotes(None)


def test_coverage_says_where_and_what_would_help(planner: Planner, plan: Plan) -> None:
    points = {point.key: point for point in planner.coverage(plan)}
    assert points["beleid"].state == "partly" and points["beleid"].sections == ("Aanleiding",)
    assert points["niemand"].state == "not" and points["niemand"].help == "Schrijf het zelf."
    without = planner.leave_out(plan, "aanleiding")
    assert {p.key: p.state for p in planner.coverage(without)}["beleid"] == "not"
