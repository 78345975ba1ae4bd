"""A plan asked for in the chat: drafted, kept with the others, and completed by what is told after."""

from __future__ import annotations

from dataclasses import replace

from assistant.planning.plan import Plan
from assistant.web.conversation import Conversation, Exchange
from assistant.web.desk import Desk
from assistant.web.plan_chat import planned

PERSON = "a-person"


def told(
    desk: Desk,
    text: str,
    town: str | None = None,
    conversation: Conversation = (),
    person: str | None = PERSON,
) -> list[Exchange]:
    found = planned(desk, text, town, conversation, person, "nl")
    assert found is not None
    return list(found)


def newest(desk: Desk) -> Plan:
    return desk.assistant.planner.drafts.all(PERSON)[0]


def test_asking_drafts_section_by_section_and_says_where_it_stands(desk: Desk) -> None:
    steps = told(desk, "Maak een plan van aanpak voor Almere over ouders, 2027-2029")
    assert "1 van de" in (steps[0].remark or "")
    last = steps[-1]
    assert "staat in concept op het tabblad Plan" in (last.remark or "")
    assert "Doelgroepen:" in (last.remark or "")
    plan = newest(desk)
    assert plan.id == last.plan
    assert plan.intake.municipalities == ("GM0034",) and plan.intake.period == "2027-2029"
    assert all(s.status != "waiting" for s in plan.sections)


def test_what_is_told_next_completes_it(desk: Desk) -> None:
    first = told(desk, "Maak een plan van aanpak", "GM0629")[-1]
    second = told(desk, "Periode: 2028\nPartners: Humanitas en het ROC", "GM0629", (first,))[-1]
    intake = newest(desk).intake
    assert intake.municipalities == ("GM0629",)
    assert (intake.period, intake.partners) == ("2028", ("Humanitas", "het ROC"))
    assert second.plan != first.plan


def test_a_question_after_a_plan_is_a_question(desk: Desk) -> None:
    first = told(desk, "Maak een plan van aanpak", "GM0629")[-1]
    assert planned(desk, "Wie betaalt de taallessen?", "GM0629", (first,), PERSON, "nl") is None
    assert planned(desk, "Periode: 2028", "GM0629", (), PERSON, "nl") is None
    gone = replace(first, plan="0" * 16)
    assert planned(desk, "Periode: 2028", "GM0629", (gone,), PERSON, "nl") is None


def test_without_a_town_it_asks_which(desk: Desk) -> None:
    (asked,) = told(desk, "Maak een plan van aanpak")
    assert "Voor welke gemeente" in (asked.remark or "") and asked.plan == ""


def test_a_browser_that_keeps_nothing_is_told_so(desk: Desk) -> None:
    last = told(desk, "Maak een plan van aanpak voor Almere", person=None)[-1]
    assert "Bewaren kan niet" in (last.remark or "")
    assert desk.assistant.planner.drafts.all(PERSON) == []
