"""Tables: a row for each activity, one open point for open cells, and what fits the chosen groups."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.planning.filling import marks
from assistant.planning.parts.knowledge import costs, methods, table
from assistant.planning.parts.numbers import figures
from assistant.planning.plan import Block, Bullets, Paragraph, Table
from tests.planning.conftest import MakeGrounds

PLAN = """
[[rows]]
each = "activities"
activiteit = "{activiteiten}"
uren = "… uur per week"

[[rows]]
activiteit = "Coördinatie"
uren = "Vast"
"""
COSTS = """
columns = ["Post", "Berekening", "Bedrag", "Betaler"]

[[rows]]
each = "activities"
name = "{activiteiten}"
hours = "Uren"
amount = "€ …"
cover = "Mogelijk"

[[rows]]
activity = true
unless = ["has.activities"]
name = "Inloop"
hours = "Uren"
amount = "€ …"
cover = "Mogelijk"
"""
METHODS = "\n".join(
    f'[[methods]]\nname = "{name}"\nresult = "in 2021 lukte {name}."\nlimit = "Dat is oud."\n'
    f'groups = ["{group}"]\nfacts = ["web"]\n'
    for name, group in (("Een", "nt1"), ("Twee", "ouders"), ("Drie", "ouders"))
)
OPTIONS = {"from": "activity_plan", "caption": "Wie wat doet", "columns": ["activiteit=Wat", "uren=Uren"]}


@pytest.fixture(autouse=True)
def rows(outlines: Path) -> None:
    for name, text in (("activity_plan", PLAN), ("costs", COSTS), ("methods", METHODS)):
        (outlines / "knowledge" / f"{name}.toml").write_text(text, "utf-8")


def firsts(block: Block) -> list[str]:
    assert isinstance(block, Table)
    return [row[0].text for row in block.rows]


def test_each_activity_has_a_row_and_a_line_of_costs(make_grounds: MakeGrounds) -> None:
    grounds = make_grounds(activities=("Taalcafé", "Klik & Tik"))
    assert firsts(table(OPTIONS, grounds)[0]) == ["Taalcafé", "Klik & Tik", "Coördinatie"]
    assert firsts(costs({"caption": "Kosten"}, grounds)[0]) == ["Taalcafé", "Klik & Tik"]
    (only,) = table(OPTIONS, make_grounds())
    assert firsts(only) == ["Coördinatie"]
    assert firsts(costs({"caption": "Kosten"}, make_grounds())[0]) == ["Inloop"]


def test_open_cells_become_one_open_point_that_names_the_table(make_grounds: MakeGrounds) -> None:
    options = {**OPTIONS, "what": "de uren", "knows": "de coördinator"}
    _, point = table(options, make_grounds(activities=("Taalcafé", "Inloop")))
    assert isinstance(point, Paragraph) and point.statements[0].origin == "gap"
    (ask,) = marks(point.statements[0].text)
    assert (ask.what, ask.knows) == ("de uren (tabel “Wie wat doet”)", "de coördinator")
    assert len(table(options, make_grounds())) == 1
    (unnamed,) = marks(table(OPTIONS, make_grounds(activities=("Inloop",)))[1].statements[0].text)  # type: ignore[union-attr]
    assert unnamed.what == "wat op de puntjes komt (tabel “Wie wat doet”)"


def test_two_methods_that_fit_are_enough(make_grounds: MakeGrounds) -> None:
    def shown(*groups: str) -> list[str]:
        (block,) = methods({"most": 3}, make_grounds(groups=groups))
        assert isinstance(block, Bullets)
        return [item[0].text.split(":")[0] for item in block.items]

    parents = ["Twee, voor ouders van jonge kinderen", "Drie, voor ouders van jonge kinderen"]
    assert shown("ouders") == ["Twee", "Drie"]
    assert shown("nt1") == ["Een", *parents]
    # For more groups, or none yet, a method for one of them says for whom it is.
    assert shown("nt1", "ouders") == shown() == ["Een, voor mensen met Nederlands als moedertaal", *parents]


def test_figures_that_matter_follow_where_a_town_differs_for_the_worse(make_grounds: MakeGrounds) -> None:
    options = {
        "indicators": ["inwoners"],
        "worst": ["pct_opl_laag", "pct_65plus", "netto_arbeidsparticipatie"],
        "table": True,
    }
    block, worked_out = figures(options, make_grounds())
    names = [name.split(" (")[0] for name in firsts(block)]
    # Wassenaar has few with little schooling, but more older people and fewer at work than the country.
    assert names[0] == "Inwoners"
    assert set(names[1:]) == {"Inwoners van 65 jaar en ouder", "Inwoners met betaald werk"}
    assert isinstance(worked_out, Paragraph)
    fewer, _ = figures({**options, "most": 1}, make_grounds())
    assert len(firsts(fewer)) == 2
