"""Figures that a user adds: one typed in, or a file that is shown as understood and then counts."""

from __future__ import annotations

from pathlib import Path

import gradio as gr
import pytest

from assistant.figures.exports.preview import Choice, New
from assistant.figures.exports.understanding import understand
from assistant.figures.store import FigureStore
from assistant.web.desk import Desk
from assistant.web.figure_adding import AddingPanel
from assistant.web.figure_choosing import NEW, choices_of, topic_fields
from assistant.web.figure_preview import preview_part, years_in_words
from assistant.web.figure_typing import TypingForm
from tests.web.components import plain, rows, unfinished

EXPORT = "Gemeente;Jaar;Laag opleidingsniveau (%);Cursisten\nAlmere;2023;24,1;310\nUtrecht;2023;14,2;420\n"


def typing(desk: Desk) -> TypingForm:
    with unfinished():
        return TypingForm(desk, gr.Dropdown(), gr.Radio())


FILLED = ("12,3", "2022", "inwoners van 16 tot 65 jaar", "Monitor Wassenaar", "GGD", "")


def test_a_typed_figure_is_kept_and_stands_with_its_town(desk: Desk) -> None:
    note, *rest = typing(desk)._save("GM0629", "nl", "laaggeletterd_pct", *FILLED)
    assert "bewaard" in plain(note)
    assert rest[1:] == [""] * len(FILLED)
    found = desk.assistant.figures.literacy.of("GM0629")
    assert [(p.value, p.year, p.definition.nl, p.source) for p in found] == [
        (12.3, 2022, "inwoners van 16 tot 65 jaar", "Monitor Wassenaar")
    ]


@pytest.mark.parametrize(
    ("at", "value", "said"),
    [(0, "veel", "geen getal"), (1, "20222", "Het jaar 20222 kan niet"), (2, " ", "geen uitleg"),
     (3, "", "geen bron"), (0, "120,5", "ligt niet tussen 0 en 100")],
)  # fmt: skip
def test_what_is_missing_or_impossible_is_said_and_nothing_is_kept(
    desk: Desk, at: int, value: str, said: str
) -> None:
    filled = [*FILLED[:at], value, *FILLED[at + 1 :]]
    note, *_ = typing(desk)._save("GM0629", "nl", "laaggeletterd_pct", *filled)
    assert said in plain(note)
    assert desk.assistant.figures.literacy.of("GM0629") == ()


def test_a_second_figure_of_a_year_asks_before_it_replaces(desk: Desk) -> None:
    form = typing(desk)
    form._save("GM0629", "nl", "laaggeletterd_pct", *FILLED)
    other = ("14,0", *FILLED[1:])
    _, replace, *_ = form._save("GM0629", "nl", "laaggeletterd_pct", *other)
    assert replace["visible"] is True
    assert [p.value for p in desk.assistant.figures.literacy.of("GM0629")] == [12.3]
    form._save_over("GM0629", "nl", "laaggeletterd_pct", *other)
    assert [p.value for p in desk.assistant.figures.literacy.of("GM0629")] == [14.0]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    file = tmp_path / "export.csv"
    file.write_text(EXPORT, "utf-8")
    return file


def test_a_file_is_shown_as_understood(store: FigureStore, export: Path) -> None:
    preview = understand(export, store.table.dictionary, store.municipalities, 2026)
    listed = rows(preview_part(preview, "nl"))
    assert ["Laag opleidingsniveau", "%", "2023", "2", "0", "Almere 2023: 24,1; Utrecht 2023: 14,2"] in listed


def test_years_are_told_in_runs() -> None:
    assert years_in_words((2023, 2019, 2020, 2021)) == "2019-2021, 2023"
    assert years_in_words(()) == ""


def test_choices_are_what_was_filled_in(store: FigureStore, export: Path) -> None:
    preview = understand(export, store.table.dictionary, store.municipalities, 2026)
    with unfinished():
        fields = [f for c in preview.columns for f in topic_fields(c, store.table.dictionary, "nl")]
    given = [f.component.value for f in fields]
    assert choices_of(preview, fields, given) == [Choice(preview.columns[0].number, "pct_opl_laag")]
    filled = {"choice": NEW, "name": "Cursisten", "unit": "aantal", "definition": "Wie les krijgt",
              "theme": "onderwijs"}  # fmt: skip
    second = preview.columns[1].number
    given = [filled.get(f.name) if f.column == second else f.component.value for f in fields]
    assert choices_of(preview, fields, given)[1] == Choice(
        second, new=New("Cursisten", "aantal", "Wie les krijgt", "onderwijs")
    )


def test_an_import_counts_after_it_was_confirmed_and_can_be_removed(desk: Desk, export: Path) -> None:
    store = desk.assistant.figures
    with unfinished():
        panel = AddingPanel(desk, gr.Radio())
        note, preview, turn, _ = panel._understood(str(export), "nl", 0)
        assert (note, turn) == ("", 1)
        assert not export.exists()
        assert store.table.get("pct_opl_laag", "GM0034", 2023) is None
        fields = [f for c in preview.columns for f in topic_fields(c, store.table.dictionary, "nl")]
    given = ["Bron", "", "", *(f.component.value for f in fields)]
    note, _, _, changed = panel._taken(preview, fields, given, "nl", False, 0)
    assert "Het gaat om 2 gemeenten" in plain(note) and changed == 1
    value = store.table.get("pct_opl_laag", "GM0034", 2023)
    assert value is not None and value.value == 24.1
    again, over, *_ = panel._taken(preview, fields, given, "nl", False, 1)
    assert "al een import" in plain(again) and over["visible"] is True
    choices = panel._listed()[0]["choices"]
    assert [name for name, _ in choices] == ["Bron (2023)"]
    panel._removed(choices[0][1], "nl")
    assert store.table.get("pct_opl_laag", "GM0034", 2023) is None


def test_a_file_that_makes_no_sense_gets_its_sentence(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "nota.csv"
    file.write_text("Dit is een brief\nzonder getallen\n", "utf-8")
    with unfinished():
        panel = AddingPanel(desk, gr.Radio())
    note, preview, *_ = panel._understood(str(file), "nl", 0)
    assert "nota.csv is niet ingelezen" in plain(note) and preview is None
    assert not file.exists()
