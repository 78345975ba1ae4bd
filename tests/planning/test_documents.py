"""The shipped documents as their readers get them: goals, activities, figures and money belong together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.planning import outline
from assistant.planning.drafts import Drafts
from assistant.planning.plan import Intake, Plan, Section, Table
from assistant.planning.planner import Planner
from assistant.service import Assistant
from assistant.settings import PROJECT
from tests.planning.conftest import sources_of

OUTLINES = PROJECT / "corpus" / "outlines"
KINDS = sorted(outline.load(OUTLINES))
Draft = Callable[..., Plan]
# What the program may say to its user, but no document to a municipality.
OF_THE_TOOL = re.compile(
    r"toegevoegd|doorzocht|hier geen gepubliceerd|zo telt die bron|niet nagegaan|tekst van mei|Awb van mei|"
    r"berthub",
    re.I,
)
CHOICES = [
    ((), ()),
    (("nt1", "ouders"), ("Taalcafé", "Klik & Tik")),
    (("ouders",), ("Voorleescafé",)),
    (("ouders",), ()),
    (("nt2",), ("Taalmaatjes",)),
    (("ouderen_digitaal",), ("Klik & Tik",)),
]


@pytest.fixture
def draft(ready: Assistant, tmp_path: Path) -> Draft:
    """Drafts a shipped document: `draft("subsidiebijlage", "Urk", groups=("ouders",))`."""
    planner = Planner(sources_of(ready, OUTLINES), Drafts(tmp_path / "plans"), lambda: date(2026, 11, 24))

    def drafted(kind: str, town: str = "Urk", **told: object) -> Plan:
        plan = planner.begin(kind, Intake((town,), **told))  # type: ignore[arg-type]
        for drafted in planner.draft(plan):
            plan = drafted
        assert planner.findings(plan) == []
        return plan

    return drafted


def said(plan: Plan) -> str:
    return "\n".join(s.text for _, s in plan.statements())


def table(plan: Plan, *heads: str) -> list[list[str]]:
    """The cells of the table that has these columns."""
    (found,) = [
        block
        for section in plan.shown
        for block in section.blocks
        if isinstance(block, Table) and block.columns[: len(heads)] == heads
    ]
    return [[cell.text for cell in row] for row in found.rows]


def names(cell: str, goals: Sequence[str]) -> set[str]:
    """The goals that stand before the colon of a cell: "Bereik, moedertaal en ouders: …"."""
    head = cell.split(":")[0]
    if head == "Alle doelen":
        return set(goals)
    return {word.strip().capitalize() for word in re.split(r",| en ", head)}


@pytest.mark.parametrize(("groups", "activities"), CHOICES)
def test_every_activity_of_an_application_has_a_goal_and_every_goal_an_activity(
    draft: Draft, groups: tuple[str, ...], activities: tuple[str, ...]
) -> None:
    plan = draft("subsidiebijlage", groups=groups, activities=activities)
    goals = [row[0].split(":")[0] for row in table(plan, "Doel", "Hoe het wordt gemeten")]
    rows = table(plan, "Activiteit", "Doel")
    assert all(names(row[1], goals) <= set(goals) for row in rows), rows
    served = set().union(*(names(row[1], goals) for row in rows if not row[1].startswith("Alle doelen")))
    assert served == set(goals)


@pytest.mark.parametrize(("groups", "activities"), CHOICES)
def test_the_plan_measures_its_goals_and_no_others(
    draft: Draft, groups: tuple[str, ...], activities: tuple[str, ...]
) -> None:
    plan = draft("plan-van-aanpak", groups=groups, activities=activities)
    goals = {row[0].split(":")[0] for row in table(plan, "Doel", "Streefwaarde")}
    measured = set().union(*(names(row[0], ()) for row in table(plan, "Doel", "Hoe")))
    assert goals <= measured and measured - goals <= {"Het juiste geld", "Digitale hulp"}
    report = draft("resultatenrapportage", groups=groups, activities=activities)
    assert {row[0].split(":")[0] for row in table(report, "Doel", "Afspraak of voorstel")} == goals


def test_the_budget_is_the_sum_of_the_costs_and_not_what_the_municipality_pays(draft: Draft) -> None:
    plan = draft("subsidiebijlage", budget="€ 45.000 per jaar")
    income = {row[0]: row[1] for row in table(plan, "Betaler")}
    assert income["Gemeente: de gevraagde subsidie"] == "€ …"
    assert income["Opbrengsten samen"] == "€ 45.000"
    assert table(plan, "Post", "Berekening")[-1][2] == "€ 45.000"
    assert "Kosten samen: € 45.000 per jaar." in said(plan)
    assert "Gevraagde subsidie: [nog in te vullen: welk deel van de kosten" in said(plan)


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_for_parents_has_no_figures_on_older_people(draft: Draft, kind: str) -> None:
    older = re.compile("65 jaar (?:en|of) ouder")
    assert not older.search(said(draft(kind, groups=("ouders",), period="2027-2029")))
    assert older.search(said(draft(kind, groups=("ouderen_digitaal",), period="2027-2029")))


def test_an_application_has_the_figure_on_low_literacy_that_the_town_has(draft: Draft) -> None:
    assert "ESB schat het aandeel in Schiedam op 32%" in said(draft("subsidiebijlage", "Schiedam"))
    assert "Een schatting voor Urk" not in said(draft("subsidiebijlage", "Urk"))


def titles(plan: Plan) -> list[str]:
    return [section.title for section in plan.shown]


def test_a_report_on_a_period_to_come_says_so_and_offers_what_to_agree_on(draft: Draft) -> None:
    plan = draft("resultatenrapportage", period="2027-2029", groups=("ouders",))
    first = next(plan.shown[0].statements())
    assert first.text.startswith("De periode 2027-2029 is nog niet begonnen, dus resultaten op Urk")
    assert "of het verslag over een eerdere periode moet gaan" in said(plan)
    assert table(plan, "Doel", "Voorstel", "Hoe de bibliotheek het meet")
    heads = {column for s in plan.shown for b in s.blocks if isinstance(b, Table) for column in b.columns}
    assert not heads & {"Bereikt", "Verslagjaar", "Werkelijk"}
    assert "Wie er meedeed" not in titles(plan)


@pytest.mark.parametrize("period", ["", "2025-2027", "2026"])
def test_any_other_report_has_its_tables_of_results(draft: Draft, period: str) -> None:
    plan = draft("resultatenrapportage", period=period)
    assert table(plan, "Doel", "Afspraak of voorstel", "Bereikt") and "Wie er meedeed" in titles(plan)
    assert "nog niet begonnen" not in said(plan)


@pytest.mark.parametrize("told", [{}, {"groups": ("nt1", "ouders"), "period": "2027-2029"}])
@pytest.mark.parametrize("kind", KINDS)
def test_no_document_speaks_of_the_tool_or_lives_in_an_island(
    draft: Draft, kind: str, told: dict[str, object]
) -> None:
    for town in ("Urk", "Ameland"):
        plan = draft(kind, town, **told)
        assert not OF_THE_TOOL.search(said(plan))
        assert not re.search(rf"\b[Ii]n {town}\b", said(plan))
        figures = [f for _, s in plan.statements() for f in s.figures]
        assert not any("berthub" in f.address or "in deze lijst" in f.remark for f in figures)


def test_a_sentence_on_a_town_that_is_an_island_says_op(draft: Draft) -> None:
    assert "praten over de aanpak van laaggeletterdheid op Ameland." in said(
        draft("gespreksnotitie", "Ameland")
    )
    assert "Op Urk heeft 36,4% van de inwoners" in said(draft("gespreksnotitie"))


@pytest.mark.parametrize("groups", [(), ("ouders",), ("schulden",)])
def test_a_document_names_one_list_of_budget_headings(draft: Draft, groups: tuple[str, ...]) -> None:
    plan = draft("plan-van-aanpak", "Wassenaar", groups=groups)
    headings = {re.findall(r"\d\.\d+", row[0])[0] for row in table(plan, "Onderdeel")}
    streams = {row[0]: row[2] for row in table(plan, "Geldstroom")}
    named = set(re.findall(r"\d\.\d+", streams["Ander eigen geld van de gemeente"]))
    assert named == headings - {"5.6"} and named


def test_a_table_to_choose_from_says_once_that_it_is_a_proposal_and_counts_no_children(draft: Draft) -> None:
    plan = draft("plan-van-aanpak")
    section = next(s for s in plan.shown if s.key == "doelgroepen")
    (groups,) = [b for b in section.blocks if isinstance(b, Table)]
    assert not any(cell.proposal for row in groups.rows for cell in row)
    parents = next(row for row in groups.rows if row[0].text == "Ouders")
    assert not parents[1].figures and "15 jaar" not in parents[1].text
    assert next(section.statements()).proposal


def test_how_figures_were_worked_out_is_said_once(draft: Draft) -> None:
    plan = draft("plan-van-aanpak", "Wassenaar")
    assert said(plan).count("daaruit berekend") == 1
    figures = [f for _, s in plan.statements() for f in s.figures]
    assert figures and not any("erekend uit" in f.definition + f.remark for f in figures)


def section_of(plan: Plan, key: str) -> Section:
    return next(s for s in plan.shown if s.key == key)


def test_a_figure_has_the_decimals_of_its_source_and_no_year_of_another_group(draft: Draft) -> None:
    plan = draft("plan-van-aanpak", "Wassenaar")
    groups = " ".join(s.text for s in section_of(plan, "doelgroepen").statements())
    # Of 2022 the source gives whole per cents; its figures on work of that year are of other people.
    assert "Inwoners van 15 tot 25 jaar: 12% (2022)" in groups
    assert "Inwoners met betaald werk: 61% (2021)" in groups
    assert "andere groep" not in " ".join(f.definition for _, s in plan.statements() for f in s.figures)


def test_the_planning_is_in_the_order_of_time(draft: Draft) -> None:
    rows = [row[0] for row in table(draft("plan-van-aanpak", period="2027-2029"), "Wanneer")]
    assert rows[-1] == "Laatste jaar (2029)"
    assert rows.index("Voorbereiding") < rows.index("Start") < rows.index("Mei 2027")
    assert rows.index("Mei 2027") < rows.index("Na zes maanden") < rows.index("November 2027")


def test_an_amount_for_a_heading_cites_its_own_line_of_the_budget(
    draft: Draft, ready: Assistant, budget: Path
) -> None:
    ready.ingest(budget, municipality="Wassenaar")
    plan = draft("plan-van-aanpak", "Wassenaar")
    amounts = [c for _, s in plan.statements() if s.text == "€ 859.042" for c in s.citations]
    assert len(amounts) == 1 and "859.042" in amounts[0].quote
