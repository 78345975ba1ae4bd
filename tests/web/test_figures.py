"""The parts of the figures tab: tables, low literacy, the form, imports and a refresh."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import gradio as gr
import pytest

from assistant.errors import RefreshFailed
from assistant.figures.changes import Changes
from assistant.figures.charting import drawing_of
from assistant.figures.exports.preview import Choice, New
from assistant.figures.exports.understanding import understand
from assistant.figures.profile import Profile, profile_of
from assistant.figures.store import FigureStore
from assistant.records import Answer, Progress
from assistant.settings import Settings
from assistant.web import figure_parts as parts
from assistant.web.chat import ChatTab
from assistant.web.conversation import Exchange
from assistant.web.desk import Desk
from assistant.web.figure_adding import AddingPanel
from assistant.web.figure_chart import chart_part
from assistant.web.figure_choosing import NEW, choices_of, topic_fields
from assistant.web.figure_literacy import literacy_part
from assistant.web.figure_preview import preview_part, years_in_words
from assistant.web.figure_refresh import RefreshPanel
from assistant.web.figure_typing import TypingForm
from assistant.web.figures import FiguresTab, _last_town
from assistant.web.words import Towns
from tests.figures import small
from tests.web.fake import TOWNS, FakeAssistant, refusal

EXPORT = "Gemeente;Jaar;Laag opleidingsniveau (%);Cursisten\nAlmere;2023;24,1;310\nUtrecht;2023;14,2;420\n"


class Enough(Exception):
    """The page is not needed any more."""


@contextmanager
def unfinished() -> Iterator[None]:
    """A page to make components in, given up before Gradio starts an application for it.

    Gradio makes event loops where none runs, and leaves them open.
    """
    made = asyncio.new_event_loop
    loops: list[asyncio.AbstractEventLoop] = []

    def kept() -> asyncio.AbstractEventLoop:
        loops.append(made())
        return loops[-1]

    with patch("asyncio.new_event_loop", kept), suppress(Enough), gr.Blocks():
        yield
        raise Enough
    asyncio.set_event_loop(None)
    for loop in loops:
        loop.close()


@pytest.fixture
def store(tmp_path: Path) -> FigureStore:
    return small.store(tmp_path)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(FakeAssistant(), Settings(tmp_path, tmp_path), Towns(TOWNS))  # type: ignore[arg-type]


def profile(store: FigureStore, code: str = "GM0629", everything: bool = False) -> Profile:
    return profile_of(code, store.table, everything)


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", markup))


def rows(markup: str) -> list[list[str]]:
    """The cells of a table's rows as text, without the names that only a narrow screen shows."""
    shown = re.sub(r'<span class="name">.*?</span>', "", markup)
    lines = re.findall(r"<tr>(.*?)</tr>", shown)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line) for line in lines]
    return [[" ".join(plain(cell).split()) for cell in line] for line in cells]


def without(store: FigureStore, indicator: str, code: str) -> FigureStore:
    path = store.corpus / "values.csv"
    kept = [x for x in path.read_text("utf-8").splitlines() if not (indicator in x and code in x)]
    path.write_text("\n".join([*kept, ""]), "utf-8")
    return store


def test_the_profile_sets_the_town_beside_country_and_peers(store: FigureStore) -> None:
    made = parts.profile_tables(profile(store), store, "nl")
    listed = rows(made)
    assert ["Onderwerp", "Wassenaar", "Nederland", "Vergelijkbaar", "Plaats", "Jaar"] in listed
    assert [
        "Laag opleidingsniveau % van de inwoners van 15 tot 75 jaar", "17,0% lager dan landelijk", "21,1%",
        "28,0%", "8e van 9", "2022",
    ] in listed  # fmt: skip


def test_a_screen_reader_can_follow_the_tables(store: FigureStore) -> None:
    made = parts.profile_tables(profile(store), store, "nl")
    assert re.findall(r"<caption>(.*?)</caption>", made) == ["Bevolking", "Onderwijs", "Werk en inkomen"]
    assert made.count('scope="row"') == 5
    assert made.count('scope="col"') == 6 * 3


def test_every_figure_has_its_source_in_sight_and_its_meaning_behind_a_press(store: FigureStore) -> None:
    made = parts.profile_tables(profile(store), store, "nl")
    assert len(re.findall(r"<summary>Uitleg .*?Kerncijfers", made)) == 5
    told = plain(made)
    for meaning in (
        "Definitie van: Laag opleidingsniveau.",
        "Het zegt niet wie laaggeletterd is.",
        "Berekend uit de gemeenten, gewogen naar het aantal inwoners in 2021.",
        "Cijfers tot en met 2021 en vanaf 2022 zijn niet te vergelijken. Het CBS telt anders.",
        "Het gewone gemiddelde van 4 gemeenten met een cijfer in 2022.",
        "https://www.cbs.nl/kwb-2021",
    ):
        assert meaning in told


def test_what_is_missing_is_no_figure_and_no_nought(store: FigureStore) -> None:
    made = parts.profile_tables(profile(without(store, "netto_", "GM0629")), store, "nl")
    assert [
        "Werkenden % van de inwoners van 15 tot 75 jaar", "geen cijfer", "geen cijfer", "–", "–", "2021",
    ] in rows(made)  # fmt: skip


def test_all_figures_are_more_than_the_profile(store: FigureStore) -> None:
    everything = parts.profile_tables(profile(store, everything=True), store, "nl")
    assert "Afstand tot de bibliotheek" in plain(everything)
    assert "Afstand tot de bibliotheek" not in plain(parts.profile_tables(profile(store), store, "nl"))


def test_who_is_compared_with_is_said(store: FigureStore) -> None:
    said = plain(parts.heading(profile(store), store, "nl"))
    assert "4 gemeenten met 20.000 tot 50.000 inwoners" in said
    assert "Losser, Noordoostpolder, Stadskanaal, Wierden" in said
    assert "ongeveer even groot als Utrecht" in plain(parts.heading(profile(store, "GM0344"), store, "nl"))


def test_markup_in_a_figure_stays_text(store: FigureStore) -> None:
    path = store.corpus / "indicators.toml"
    evil = "<img src=x onerror=alert(1)>"
    path.write_text(path.read_text("utf-8").replace("Laag opleidingsniveau", evil), "utf-8")
    drawing = drawing_of("GM0629", store.table.dictionary["pct_opl_laag"], store)
    assert drawing is not None
    made = parts.profile_tables(profile(store), store, "nl") + chart_part(drawing)
    made += literacy_part(profile(store), store, "nl") + parts.what_stands_out(profile(store), store, "nl")
    assert "<img src=x" not in made
    assert made.count("<img ") == 2


def test_a_town_without_published_low_literacy_is_helped(store: FigureStore) -> None:
    said = plain(literacy_part(profile(store), store, "nl"))
    assert "Van Wassenaar heb ik geen gepubliceerd cijfer" in said
    assert "werkenden 64,2% (2021)" in said
    assert "2.500.000 mensen" in said and "moeite met lezen of rekenen vanaf 16 jaar" in said
    assert "https://www.waarstaatjegemeente.nl" in said
    assert "gepubliceerd in 2021" in said


def test_a_published_figure_stands_with_its_year_definition_and_source(store: FigureStore) -> None:
    made = literacy_part(profile(store, "GM0141"), store, "nl")
    assert [
        "17,5%", "gepubliceerd in 2021", "laaggeletterd volgens de schatting",
        "Bureau Voorbeeld, Schatting per gemeente https://voorbeeld.nl/schatting",
    ] in rows(made)  # fmt: skip
    assert "heb ik geen gepubliceerd cijfer" not in plain(made)


def test_the_chart_has_words_and_a_table_of_the_same_numbers(store: FigureStore) -> None:
    drawing = drawing_of("GM0629", store.table.dictionary["pct_opl_laag"], store)
    assert drawing is not None
    made = chart_part(drawing)
    alts = [html.unescape(alt) for alt in re.findall(r'alt="(.*?)"', made)]
    assert len(alts) == 2 and "Wassenaar: 17,0%" in alts[0] and "19,9% (2019)" in alts[1]
    assert ["Wassenaar", "19,9%", "19,7%", "19,6%", "17,0%"] in rows(made)
    assert ["Gemiddelde van 4 vergelijkbare gemeenten", "–", "–", "–", "28,0%"] in rows(made)


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


def refreshed(desk: Desk, do: Callable[..., Changes]) -> tuple[list[str], str]:
    """What a refresh shows on the way, and in the end."""
    with unfinished():
        panel = RefreshPanel(desk, gr.Radio(), do)
    shown = [plain(update[panel.result]) for update in panel._refresh("nl")]
    return shown[:-1], shown[-1]


def test_a_refresh_tells_how_far_it_is_and_what_changed(desk: Desk) -> None:
    def do(store: FigureStore, tell: Callable[[Progress], None], address: str) -> Changes:
        assert (store, address) == (desk.assistant.figures, desk.settings.cbs)
        tell(Progress("refreshing", 2, 4, "85984NED"))
        return Changes(figures=(), missing=(), refused=(), editions=(2024,))

    _, end = refreshed(desk, do)
    assert "Er is niets veranderd" in end


def test_a_refresh_that_fails_says_why(desk: Desk) -> None:
    def do(store: FigureStore, tell: Callable[[Progress], None], address: str) -> Changes:
        raise RefreshFailed(why="no_connection", host="opendata.cbs.nl")

    way, end = refreshed(desk, do)
    assert "De cijfers zijn niet ververst. Er is geen verbinding met opendata.cbs.nl." in end
    assert way


def test_a_mistake_of_ours_shows_no_traceback(desk: Desk) -> None:
    def do(store: FigureStore, tell: Callable[[Progress], None], address: str) -> Changes:
        raise ValueError("/home/somebody/file.py")

    _, end = refreshed(desk, do)
    assert "Er ging iets mis in het programma" in end and "somebody" not in end


def tab(desk: Desk) -> FiguresTab:
    with unfinished():
        language = gr.Radio()
        chat = ChatTab(desk, gr.BrowserState(""), gr.BrowserState({}), language)
        return FiguresTab(desk, chat, language)


def shown(desk: Desk, code: str, *conversation: Answer, topic: str | None = None) -> list[Any]:
    exchanges = tuple(Exchange(answer.question, answer) for answer in conversation)
    return tab(desk)._show(code, False, topic, "nl", exchanges)


def test_no_town_shows_no_figures(desk: Desk) -> None:
    _, body, hint, *rest = shown(desk, "")
    assert (body["visible"], hint["visible"]) == (False, True)
    assert rest[0] == rest[1] == ""


def test_the_chart_is_of_low_education_until_something_else_is_chosen(desk: Desk) -> None:
    assert shown(desk, "GM0629")[5]["value"] == "pct_opl_laag"
    assert shown(desk, "GM0629", topic="inwoners")[5]["value"] == "inwoners"
    assert shown(desk, "GM0629", topic="iets anders")[5]["value"] == "pct_opl_laag"


def test_the_town_of_the_last_answer_is_offered(desk: Desk) -> None:
    answer = replace(refusal("Hoeveel inwoners?"), municipality="GM0034")
    offer, code = shown(desk, "GM0629", answer)[7], shown(desk, "GM0629", answer)[9]
    assert (offer["visible"], offer["value"], code) == (True, "Toon de cijfers van Almere", "GM0034")
    assert shown(desk, "GM0034", answer)[7]["visible"] is False
    assert _last_town((Exchange("x"),)) == ""


def test_damaged_figures_say_what_to_do(desk: Desk) -> None:
    values = desk.assistant.figures.corpus / "values.csv"
    values.write_text(values.read_text("utf-8") + "onzin\n", "utf-8")
    _, body, hint, *_ = shown(desk, "GM0629")
    assert body["visible"] is False
    assert "values.csv is beschadigd" in plain(hint["value"])


def test_a_damaged_import_is_named_and_the_rest_stays(desk: Desk) -> None:
    store = desk.assistant.figures
    (store.data / "imported").mkdir(parents=True)
    (store.data / "imported" / "monitor-2024.json").write_text("{", "utf-8")
    said = plain(parts.heading(profile(store), store, "nl"))
    assert "beschadigd en tellen niet mee: monitor-2024." in said
    assert "Cijfers van Wassenaar" in said
