"""A whole draft from a small outline: what is in it, what it rests on, and that nothing is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import BrokenOutline, UnknownKind, UnknownMunicipality
from assistant.planning.plan import Bullets, Chart, Intake, Paragraph, Plan, Subheading, Table
from assistant.planning.planner import Planner
from tests.planning.conftest import WASSENAAR, MakeGrounds


def drafted(planner: Planner, *towns: str, **told: object) -> Plan:
    plan = planner.begin("klein-plan", Intake(towns or ("Wassenaar",), **told))  # type: ignore[arg-type]
    for drafted in planner.draft(plan):
        plan = drafted
    return plan


def texts(plan: Plan, key: str) -> list[str]:
    return [s.text for s in next(s for s in plan.sections if s.key == key).statements()]


def test_a_draft_has_every_section_and_breaks_no_rule(planner: Planner) -> None:
    plan = drafted(planner, period="2027-2029")
    assert plan.title == "Plan voor Wassenaar"
    assert plan.intake.municipalities == (WASSENAAR,)
    assert [s.status for s in plan.sections] == ["drafted"] * 5
    assert planner.findings(plan) == []


def test_a_fact_is_cited_and_one_that_no_longer_stands_is_left_out(planner: Planner) -> None:
    plan = drafted(planner)
    facts = [s for _, s in plan.statements() if "62,2" in s.text and s.origin == "source"]
    assert facts and all(c.file.endswith("geld.md") for s in facts for c in s.citations)
    assert not any("nergens" in s.text for _, s in plan.statements())


def test_an_empty_intake_asks_and_the_list_of_open_points_has_it(planner: Planner) -> None:
    plan = drafted(planner)
    assert any("[nog in te vullen: de looptijd" in text for text in texts(plan, "aanleiding"))
    assert "De looptijd" in texts(plan, "open")
    told = drafted(planner, period="2027-2029")
    assert "Het loopt over 2027-2029." in texts(told, "aanleiding")
    assert "De looptijd" not in texts(told, "open")


def test_figures_come_with_the_country_and_their_year(planner: Planner) -> None:
    plan = drafted(planner)
    first, second = texts(plan, "cijfers")[:2]
    assert (
        first == "In Wassenaar heeft 19,6% van de inwoners van 15 tot 75 jaar hoogstens vmbo of mbo 1 (2021)."
    )
    assert second == "Landelijk is dat hoger: 26,8%."
    section = next(s for s in plan.sections if s.key == "cijfers")
    table = next(b for b in section.blocks if isinstance(b, Table))
    assert table.columns[:3] == ("Cijfer", "Wassenaar", "Nederland")
    assert all(len(row) == len(table.columns) for row in table.rows)
    figures = [f for s in section.statements() for f in s.figures]
    assert figures and all(f.year and f.source and f.definition for f in figures)
    chart = next(b for b in section.blocks if isinstance(b, Chart))
    assert "19,6%" in chart.alt


def test_a_town_without_a_literacy_figure_is_told_so_and_gets_none(planner: Planner) -> None:
    plan = drafted(planner)
    said = " ".join(texts(plan, "cijfers"))
    assert "Een schatting voor Wassenaar zelf komt hier nog bij." in said
    assert "Het kabinet schat het aantal in Nederland op 3.000.000 (2025)." in said
    assert "Tweede Kamer" not in said
    schiedam = " ".join(texts(drafted(planner, "Schiedam"), "cijfers"))
    assert "ESB schat het aandeel in Schiedam op 32%" in schiedam and "Een schatting voor" not in schiedam


def test_the_budget_of_the_town_gives_amounts_and_another_town_has_none(planner: Planner) -> None:
    here = " ".join(texts(drafted(planner), "geld"))
    assert "859.042" in here
    there = " ".join(texts(drafted(planner, "Urk"), "geld"))
    assert "859.042" not in there and "de bedragen per taakveld" in there


def test_closed_streams_stand_apart_and_say_so(planner: Planner) -> None:
    plan = drafted(planner)
    tables = [b for s in plan.sections for b in s.blocks if isinstance(b, Table)]
    by_caption = {t.caption: t for t in tables}
    running = by_caption["Geldstromen die lopen"].rows
    closed = by_caption["Geldstromen die gesloten zijn"].rows
    assert [row[0].text for row in running] == ["WEB"]
    assert closed[0][3].text.startswith("Gesloten.")


def test_chosen_groups_are_told_and_others_are_not(planner: Planner) -> None:
    plan = drafted(planner, groups=("ouders van peuters", "vrachtwagenchauffeurs", "Vrouwen in de wijk"))
    assert "Het plan is ook voor vrouwen in de wijk." in texts(plan, "groepen")
    section = next(s for s in plan.sections if s.key == "groepen")
    headings = [b.text for b in section.blocks if isinstance(b, Subheading)]
    assert headings == ["Ouders van jonge kinderen"]
    assert any("vrachtwagenchauffeurs" in s.text and s.origin == "input" for s in section.statements())


def test_without_a_choice_all_groups_stand_in_a_short_table_as_a_proposal(planner: Planner) -> None:
    section = next(s for s in drafted(planner).sections if s.key == "groepen")
    assert next(section.statements()).proposal
    table = next(b for b in section.blocks if isinstance(b, Table))
    first, second = table.rows
    assert first[0].text == "Mensen met Nederlands als moedertaal" and not first[0].proposal
    assert first[1].text.endswith("mbo 1: 19,6% (2021).") and first[1].figures
    assert second[1].text == "De school van Wassenaar."
    assert second[2].text == "Nog uit te zoeken."
    assert not any(isinstance(b, Subheading) for b in section.blocks)
    both = next(s for s in drafted(planner, "Wassenaar", "Leiden").sections if s.key == "groepen")
    assert any("Wassenaar 19,6% en Leiden 19,2% (2021)" in s.text for s in both.statements())


def test_words_that_say_that_nobody_knows_become_open_points(planner: Planner) -> None:
    plan = drafted(planner, period="weten we nog niet", groups=("?",), subject="Wij willen meer lezers.")
    assert "De looptijd" in texts(plan, "open")
    assert not any("weten we nog niet" in s.text or "?" in s.text for _, s in plan.statements())
    assert any("gaat over “Wij willen meer lezers” in Wassenaar" in t for t in texts(plan, "aanleiding"))
    assert planner.findings(plan) == []


def test_what_was_announced_for_a_moment_in_the_past_is_asked_for(planner: Planner) -> None:
    plan = drafted(planner)
    what = "of het regioplan laaggeletterdheid inmiddels is opgesteld (aangekondigd voor eind 2025 in "
    said = texts(plan, "aanleiding")
    quoted = next(n for n, text in enumerate(said) if "wordt eind 2025 opgesteld" in text)
    assert what in said[quoted + 1] and "de beleidsmedewerker weet dit" in said[quoted + 1]
    assert any(text.startswith(what.replace("of het", "Of het")) for text in texts(plan, "open"))
    assert planner.findings(plan) == []


def test_what_the_documents_say_is_not_denied_when_it_was_told_before(
    planner: Planner, outlines: Path
) -> None:
    path = outlines / "klein-plan.toml"
    text = path.read_text("utf-8")
    part = text[
        text.index('[[sections.parts]]\nkind = "policy"') : text.index('[[sections.parts]]\nkind = "fact"')
    ]
    path.write_text(text.replace(part, part + part, 1), "utf-8")
    said = texts(drafted(planner), "aanleiding")
    assert "Wat de stukken van Wassenaar hierover zeggen, staat al eerder in dit stuk." in said
    assert "De stukken van de gemeente zeggen er niets over." not in said


def test_several_municipalities_stand_side_by_side(planner: Planner) -> None:
    plan = drafted(planner, "Wassenaar", "Leiden")
    assert plan.title == "Plan voor Wassenaar en Leiden"
    section = next(s for s in plan.sections if s.key == "cijfers")
    table = next(b for b in section.blocks if isinstance(b, Table))
    assert table.columns[1:3] == ("Wassenaar", "Leiden")
    assert planner.findings(plan) == []


def test_each_of_several_municipalities_is_told_by_name(planner: Planner) -> None:
    plan = drafted(planner, "Leiden", "Wassenaar", "Schiedam")
    policy = " ".join(texts(plan, "aanleiding"))
    assert "Bij welk beleid van Leiden dit aansluit, wordt nog uitgezocht." in policy
    assert "de begroting of het beleidsplan van Schiedam" in policy
    assert "wordt eind 2025 opgesteld" in policy
    figures = next(s for s in plan.sections if s.key == "cijfers")
    literacy = " ".join(s.text for s in figures.statements())
    sentences = [t for t in texts(plan, "cijfers") if t.startswith(("In ", "Landelijk was"))]
    sentences = [t for t in sentences if "gaat het om" not in t]
    assert [t.split()[1] for t in sentences] == ["Leiden", "Wassenaar", "Schiedam", "was"]
    assert "Landelijk was dat 26,8% (2021)." in sentences
    assert "Een schatting voor Wassenaar zelf komt" in literacy
    assert "[nog in te vullen: voor Wassenaar: " in literacy
    assert (
        "Sleutelstad noemt voor Leiden en Leiderdorp samen een aantal van ongeveer 14.500" in literacy
        and "ESB schat het aandeel in Schiedam op 32%" in literacy
    )
    charts = [b for b in figures.blocks if isinstance(b, Chart)]
    assert [chart.code for chart in charts] == ["GM0546", WASSENAAR, "GM0606"]
    assert [chart.caption.rsplit(", ", 1)[-1] for chart in charts] == ["Leiden", "Wassenaar", "Schiedam"]
    tables = [b for s in plan.sections for b in s.blocks if isinstance(b, Table)]
    headings = next(t for t in tables if t.caption == "Onderdelen van de begroting")
    assert headings.columns[2:] == ("Wassenaar: begroot voor 2026 (lasten)",)
    assert any("859.042" in row[2].text for row in headings.rows)
    money = " ".join(texts(plan, "geld"))
    assert "voor Leiden: de bedragen per taakveld" in money and "voor Schiedam: de bedragen" in money


def test_stopping_and_going_on_gives_the_same_plan_without_repeating(planner: Planner) -> None:
    plan = planner.begin("klein-plan", Intake(("Wassenaar",)))
    steps = planner.draft(plan)
    halfway = next(steps)
    steps.close()
    assert [s.status for s in halfway.sections] == ["drafted", *["waiting"] * 4]
    for drafted_on in planner.draft(halfway):
        halfway = drafted_on
    whole = drafted(planner)
    assert [s.blocks for s in halfway.sections] == [s.blocks for s in whole.sections]


def test_what_can_not_be_begun_is_refused(planner: Planner) -> None:
    with pytest.raises(UnknownKind, match="klein-plan"):
        planner.begin("roman", Intake(("Wassenaar",)))
    with pytest.raises(UnknownMunicipality):
        planner.begin("klein-plan", Intake(("Nergenshuizen",)))


def test_a_mistake_in_an_outline_names_the_place(planner: Planner, outlines: Path) -> None:
    path = outlines / "klein-plan.toml"
    path.write_text(path.read_text("utf-8").replace('keys = ["web", "weg"]', 'keys = ["wat"]'), "utf-8")
    with pytest.raises(BrokenOutline, match="aanleiding, fact"):
        drafted(planner)


def test_groups_and_conditions_decide_what_fits(make_grounds: MakeGrounds) -> None:
    grounds = make_grounds(groups=("nt1",), period="2027")
    assert grounds.holds({"groups": ["nt1"]}) and not grounds.holds({"groups": ["ouders"]})
    assert grounds.holds({"when": ["has.period", "local.documents", "local.budget"]})
    assert not grounds.holds({"unless": ["has.period"]})
    assert not grounds.holds({"when": ["several.municipalities"]})
    assert make_grounds().holds({"when": ["groups.ouders"], "groups": ["ouders"]})
    assert not make_grounds().holds({"when": ["only.groups.ouders"]})


def test_nothing_is_told_twice(planner: Planner) -> None:
    plan = drafted(planner)
    said = [
        s.text
        for section in plan.sections
        for b in section.blocks
        if isinstance(b, Paragraph | Bullets)
        for s in (b.statements if isinstance(b, Paragraph) else [s for i in b.items for s in i])
    ]
    assert len(said) == len(set(said))


def test_a_section_of_which_nothing_is_left_is_left_out(planner: Planner, outlines: Path) -> None:
    path = outlines / "klein-plan.toml"
    text = path.read_text("utf-8").replace('kind = "groups"', 'kind = "methods"')
    path.write_text(text, "utf-8")
    plan = drafted(planner)
    assert next(s for s in plan.sections if s.key == "groepen").status == "left_out"
    assert planner.findings(plan) == []


def test_a_section_stands_only_where_its_conditions_hold(planner: Planner, outlines: Path) -> None:
    path = outlines / "klein-plan.toml"
    text = path.read_text("utf-8").replace(
        'key = "cijfers"\n', 'key = "cijfers"\nunless = ["period.coming"]\n'
    )
    path.write_text(text, "utf-8")
    assert texts(drafted(planner), "cijfers") and texts(drafted(planner, period="2025-2027"), "cijfers")
    plan = drafted(planner, period="2027-2029")
    assert not texts(plan, "cijfers")
    # Who wants it all the same gets it.
    (plan,) = planner.draft(planner.bring_back(plan, "cijfers"))
    assert texts(plan, "cijfers")
