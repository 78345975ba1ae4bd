"""The rules that no plan may break, each broken once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.planning.checking import Finding, check
from assistant.planning.plan import Bullets, Intake, Paragraph, Plan, Section, Statement
from assistant.records import Citation, Figure

QUOTE = "De gemeente geeft in 2026 € 65.000 aan de bibliotheek."
CITATION = Citation("d", "Begroting 2026", "b.pdf", 3, 2, "3", QUOTE, "GM0629", None)
FIGURE = Figure(
    "Wassenaar", "Laag", 19.6, "%", 2021, "CBS", "GM0629", "pct_opl_laag", "Hoogstens vmbo.", "", "", 1
)
SOURCED = Statement("De bibliotheek krijgt € 65.000 (2026).", "source", (CITATION,))
COUNTED = Statement("In Wassenaar heeft 19,6% hoogstens vmbo (2021).", "figure", (), (FIGURE,))


def page_text(document_id: str, page_index: int) -> str | None:
    return f"Eerst dit. {QUOTE} Dan dat." if (document_id, page_index) == ("d", 2) else None


def plan(*statements: Statement, **told: object) -> Plan:
    section = Section("geld", "Geld", (Paragraph(statements),), "drafted")
    intake = Intake(("GM0629",), **told)  # type: ignore[arg-type]
    return Plan("0" * 16, "klein-plan", "Plan", intake, (section,), "2026-11-24T10:00:00+00:00", "")


def rules(found: list[Finding]) -> list[str]:
    return [finding.rule for finding in found]


def test_a_sound_plan_has_no_findings() -> None:
    gap = Statement("Het kost [nog in te vullen: het bedrag; de directie weet dit].", "gap")
    assert check(plan(SOURCED, COUNTED, gap), page_text) == []


def test_the_list_of_open_points_may_name_what_a_mark_names_and_nothing_else_may() -> None:
    gap = Statement("[nog in te vullen: of de € 3.575 is betaald; de directie weet dit]", "gap")
    assert check(plan(gap, Statement("Of de € 3.575 is betaald")), page_text) == []
    assert rules(check(plan(gap, Statement("De € 3.575 is betaald")), page_text)) == ["number"]


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        (replace(SOURCED, text="De bibliotheek krijgt € 75.000 (2026)."), "number"),
        (replace(COUNTED, text="In Wassenaar heeft 20,6% hoogstens vmbo (2021)."), "number"),
        (replace(COUNTED, text="In Wassenaar heeft 19,6% hoogstens vmbo (2024)."), "number"),
        (Statement("Er zijn 400 deelnemers."), "number"),
        (
            replace(SOURCED, citations=(replace(CITATION, quote="De gemeente geeft € 65.000 in 2026"),)),
            "quote",
        ),
        (replace(SOURCED, citations=(replace(CITATION, page_index=7),)), "quote"),
        (replace(SOURCED, citations=(replace(CITATION, municipality="GM0546"),)), "town"),
        (replace(COUNTED, figures=(replace(FIGURE, code="GM0546"),)), "town"),
        (replace(COUNTED, figures=(replace(FIGURE, definition=""),)), "figure"),
        (replace(COUNTED, figures=(replace(FIGURE, source=""),)), "figure"),
        (Statement("Het kost [nog in te vullen: het bedrag]."), "open_point"),
        (Statement("De bibliotheek kan de SPUK Bieb nu aanvragen bij het Rijk."), "closed_stream"),
    ],
)
def test_each_rule_finds_what_breaks_it(statement: Statement, rule: str) -> None:
    assert rule in rules(check(plan(statement), page_text, closed=["SPUK Bieb"]))


def test_what_the_user_told_may_stand_and_the_years_around_the_plan_too() -> None:
    told = Statement("Er zijn 400 deelnemers tot en met 2029.", "input")
    assert check(plan(told, existing="400 deelnemers", period="2027-2029"), page_text) == []


def test_names_that_are_numbers_are_no_numbers() -> None:
    law = Statement("Volgens artikel 4:60 en taakveld 5.6 telt niveau 2F voor NT1 en NT2.")
    assert check(plan(law), page_text) == []


def test_a_marked_number_and_a_proposal_are_no_finding() -> None:
    marked = Statement("Er zijn 400 deelnemers.", "unchecked")
    proposed = Statement("Elk jaar komen er 40 deelnemers bij.", proposal=True)
    assert check(plan(marked, proposed), page_text) == []


def test_a_sentence_may_stand_once() -> None:
    said = Statement("De bibliotheek wil de inwoners die moeite hebben met lezen helpen.")
    twice = plan(said)
    other = Section("meer", "Meer", (Bullets(((said,),)),), "drafted")
    assert rules(check(replace(twice, sections=(*twice.sections, other)), page_text)) == ["repeated"]


def test_an_empty_section_is_found_and_one_left_out_is_not() -> None:
    empty = Section("leeg", "Leeg", (), "drafted")
    found = check(replace(plan(SOURCED), sections=(empty,)), page_text)
    assert rules(found) == ["empty"]
    out = replace(empty, status="left_out")
    assert check(replace(plan(SOURCED), sections=(out,)), page_text) == []


def test_a_closed_stream_that_is_told_as_closed_is_fine() -> None:
    told = Statement("De SPUK Bieb was er in 2026 en is gesloten voor aanvragen.")
    assert check(plan(told), page_text, closed=["SPUK Bieb"]) == []
