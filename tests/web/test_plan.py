"""A plan as the page shows it, the form that asks for it, and what keeps two changes from losing one."""

from __future__ import annotations

import html
import re
import threading
from dataclasses import replace
from typing import Any

import pytest

from assistant.errors import UnknownPlan
from assistant.planning.checking import Finding
from assistant.planning.coverage import Covered
from assistant.planning.editing import as_text
from assistant.planning.export import compose
from assistant.planning.plan import Bullets, Chart, Intake, Paragraph, Plan, Section, Statement, Table
from assistant.planning.wishes import understand
from assistant.web import plan_api, plan_checks, plan_drafts, plan_files, plan_form, plan_parts, plan_sources
from assistant.web.plan_charts import Charts
from assistant.web.plan_keeping import Keeping
from assistant.web.plan_typing import Loaded, Work, keep_typed
from assistant.web.words import Towns
from assistant.wording import say
from tests.web.fake import TOWNS, FakeAssistant
from tests.web.fake_answers import CITATIONS
from tests.web.fake_plans import KIND, SECTIONS, SlowPlanner

NAMES = Towns(TOWNS)
WASSENAAR = "GM0629"
PERSON = "a-person"


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def planner(assistant: FakeAssistant) -> SlowPlanner:
    return assistant.planner


@pytest.fixture
def keeping(planner: SlowPlanner) -> Keeping:
    return Keeping(planner)


def plan_of(*statements: Statement, **changes: Any) -> Plan:
    section = Section("een", "Eerste deel", (Paragraph(statements),), "drafted")
    plan = Plan("0" * 16, KIND, "Plan", Intake((WASSENAAR,)), (section,), *["2026-11-24T12:00:00+00:00"] * 2)
    return replace(plan, **changes)


def shown(plan: Plan, language: str = "nl") -> str:
    return plan_parts.document(plan, lambda chart: None, language)[0]


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def finished(keeping: Keeping, intake: Intake | None = None) -> Plan:
    plan = keeping.planner.begin(KIND, intake or Intake((WASSENAAR,)), PERSON)
    *_, last = keeping.go_on(plan, PERSON)
    return last


def test_each_origin_is_told_apart_in_words() -> None:
    said = shown(
        plan_of(
            Statement("Met wie: [nog in te vullen: de partners; de directie weet dit].", "gap"),
            Statement("Wij doen dit al.", "input"),
            Statement("Wij bereikten 99 mensen.", "unchecked"),
            Statement("De bibliotheek begint in mei.", proposal=True),
            Statement("De gemeente betaalt.", "source", (CITATIONS[0],)),
        )
    )
    words = html.unescape(said)
    assert '<strong class="gap">[nog in te vullen: de partners; de directie weet dit]</strong>' in words
    assert "Wij doen dit al. (eigen woorden)" in plain(said).replace("  ", " ")
    assert re.search(r'class="unchecked">Wij bereikten 99 mensen\. \S', words)
    assert "De bibliotheek begint in mei (voorstel)." in words
    assert 'href="#bron-0-1"' in words


def test_nothing_in_a_plan_becomes_markup() -> None:
    bad = "<img src=x onerror=alert(1)> ![x](http://x) | $x$\n\n# kop"
    section = Section(
        bad,
        bad,
        (
            Paragraph((Statement(bad, "input"),)),
            Bullets(((Statement(bad),),)),
            Table(bad, (bad, bad), ((Statement(bad), Statement(bad)),)),
            Chart(bad, bad, bad, bad),
        ),
        "drafted",
    )
    plan = plan_of(title=bad, sections=(section,))
    every = shown(plan) + plan_parts.heading(plan, NAMES, "nl") + plan_parts.progress(plan, True, "nl")
    every += plan_checks.checks(plan, [Covered(bad, bad, "attention", "not", (bad,), bad)], [], "nl")
    every += plan_checks.checks(plan, [], [Finding("number", bad, bad)], "nl")
    tags = {t for t in re.findall(r"</?([a-z0-9]+)", every)}
    assert "img" not in tags
    assert "\n" not in every
    for sign in ("![", "$x$", "onerror=alert(", "http://"):
        assert sign not in every


def test_the_numbers_are_those_of_the_word_file(keeping: Keeping) -> None:
    plan = finished(keeping)
    markup, sources = plan_parts.document(plan, lambda chart: None, "nl")
    booklet = compose(plan, ["Wassenaar"], None, "nl")
    assert list(sources) == list(range(1, len(booklet.notes) + 1))
    assert len(sources) >= 3
    for number, source in sources.items():
        name = source.citations[0].document if source.citations else source.figures[0].indicator
        assert name in booklet.notes[number - 1].text
        assert f"#bron-0-{number}" in html.unescape(markup)


def test_a_figure_says_what_it_counts_when_and_by_whom(keeping: Keeping) -> None:
    sources = plan_parts.document(finished(keeping), lambda chart: None, "nl")[1]
    said = plain(plan_sources.panel(sources, {}, NAMES, lambda citation: None, "nl"))
    assert "Wassenaar: 19,6% van de inwoners van 15 tot 75 jaar (2021)" in said
    assert "Definitie van: Laag opleidingsniveau." in said
    assert "Bron: Kerncijfers wijken en buurten 2021" in said
    assert "5.6 Media | 859.042" in said


def test_a_row_has_a_cell_for_every_column_and_loses_no_words() -> None:
    rows = ((Statement("a"),), tuple(map(Statement, ("b", "c", "d"))))
    section = Section("t", "Tabel", (Table("", ("Een", "Twee"), rows),), "edited")
    said = shown(plan_of(sections=(section,)))
    assert re.findall(r"<tr><th scope=\"row\">(\w)</th><td>.*?<span>([^<]*)</span></td></tr>", said) == [
        ("a", ""),
        ("b", "c d"),
    ]
    assert "<caption>Tabel</caption>" in said


def test_a_chart_is_a_picture_with_its_words(assistant: FakeAssistant, keeping: Keeping) -> None:
    charts = Charts(assistant.figures)
    said = plan_parts.document(finished(keeping), charts.address, "nl")[0]
    picture = re.search(r'<img src="(data:image/png;base64,[^"]+)" alt="([^"]+)">', said)
    assert picture and "Wassenaar" in html.unescape(picture[2])
    assert charts.address(Chart("onbekend", WASSENAAR, "", "")) is None


def test_the_contents_say_how_far_each_section_is(keeping: Keeping) -> None:
    plan = keeping.planner.begin(KIND, Intake((WASSENAAR,)), PERSON)
    first = next(keeping.go_on(plan, PERSON))
    busy = plain(plan_parts.progress(first, True, "nl"))
    assert "1 van 6 onderdelen klaar. Nu: Aanleiding." in busy
    assert "Samenvatting klaar Aanleiding bezig Cijfers wacht" in busy
    assert "De rest wacht." in plain(plan_parts.progress(first, False, "nl"))
    assert "left out" in plain(
        plan_parts.progress(keeping.planner.leave_out(first, "geld", PERSON), False, "en")
    )


def test_the_checks_name_who_knows_and_what_would_help(keeping: Keeping) -> None:
    plan = finished(keeping)
    said = plain(plan_checks.checks(plan, keeping.planner.coverage(plan), [], "nl"))
    assert "Het budget wie dit weet: de directie van de bibliotheek · in: Geld" in said
    assert "Behandeld: 1. Deels: 1. Nog niet: 1." in said
    assert "Nog niet Hoe meet u het resultaat? Kies een meting." in said
    assert "Behandeld Bij welk beleid sluit het plan aan? in: Aanleiding" in said
    assert "Wat niet klopt" not in said


def test_an_edit_made_while_a_draft_is_written_is_not_lost(keeping: Keeping) -> None:
    planner = keeping.planner
    plan = planner.begin(KIND, Intake((WASSENAAR,)), PERSON)
    writing = keeping.go_on(plan, PERSON)
    old = next(writing)
    edited = keeping.change(
        old, PERSON, lambda newest: planner.edit(newest, "samenvatting", "Eigen tekst.", PERSON)
    )
    assert edited.sections[0].status == "edited"
    *_, last = writing
    texts = [s.text for s in last.sections[0].statements()]
    assert texts == ["Eigen tekst."]
    assert [s.status for s in last.sections[1:]] == ["drafted"] * (len(SECTIONS) - 1)


def test_two_changes_at_once_both_stay(keeping: Keeping) -> None:
    planner = keeping.planner
    plan = finished(keeping)
    keys = [section.key for section in plan.sections]

    def rename(key: str) -> None:
        keeping.change(plan, PERSON, lambda newest: planner.rename(newest, key, f"Nieuw {key}", PERSON))

    threads = [threading.Thread(target=rename, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [s.title for s in keeping.newest(plan, PERSON).sections] == [f"Nieuw {key}" for key in keys]


def test_a_draft_that_was_removed_is_not_written_again(keeping: Keeping) -> None:
    plan = keeping.planner.begin(KIND, Intake((WASSENAAR,)), PERSON)
    writing = keeping.go_on(plan, PERSON)
    next(writing)
    keeping.remove(plan.id, PERSON)
    with pytest.raises(UnknownPlan):
        next(writing)
    assert keeping.planner.drafts.all(PERSON) == []


def test_without_a_person_a_plan_is_drafted_and_nothing_is_kept(
    keeping: Keeping, planner: SlowPlanner
) -> None:
    plan = planner.begin(KIND, Intake((WASSENAAR,)))
    *_, last = keeping.go_on(plan, None)
    assert all(section.status == "drafted" for section in last.sections)
    assert planner.drafts.all(PERSON) == []


def test_the_form_becomes_an_intake() -> None:
    told = plan_form.intake_of(
        WASSENAAR, ["GM0034", WASSENAAR], " De  Bieb ", "", ["nt1", " opa's "],
        "- Taalcafé\n\n• Spreekuur \n", "", "2027", "", "al\nveel",
    )  # fmt: skip
    assert told == Intake(
        (WASSENAAR, "GM0034"), "De Bieb", "", ("nt1", "opa's"), ("Taalcafé", "Spreekuur"), (), "2027", "",
        "al veel",
    )  # fmt: skip
    assert len(plan_form.flat("a" * 9999)) == plan_form.LONGEST


def test_a_list_may_be_a_list_or_lines() -> None:
    assert plan_api.items("a\n- b") == plan_api.items(["a", " b "]) == ("a", "b")
    assert plan_api.items(None) == plan_api.items([]) == ()


def test_a_draft_in_the_list_and_its_file_have_a_name() -> None:
    plan = plan_of(Statement("x", "gap"), intake=Intake((WASSENAAR, "GM0034")))
    said = plan_drafts.label(plan, NAMES, "nl")
    assert re.fullmatch(r"Plan · Wassenaar, Almere · 24 nov\. 2026, \d\d:00 · open punten: 1", said)
    assert plan_files.file_name(plan, "docx", NAMES) == "plan-van-aanpak-wassenaar-almere.docx"


def test_the_words_on_the_wish_buttons_are_understood() -> None:
    assert understand(say("plan_tab.work.shorter")).length == -1
    assert understand(say("plan_tab.work.longer")).length == 1
    assert understand(say("plan_tab.work.plainer")).plain


def test_what_was_typed_is_told_from_what_was_filled_in(keeping: Keeping) -> None:
    plan = finished(keeping)
    text = as_text(plan.sections[1])
    loaded = Loaded.of(plan.id, "aanleiding", "Aanleiding", text)
    same = Work("geld", " Aanleiding ", text.replace("\n", "\r\n") + "\n", "", loaded, PERSON, "nl")
    assert keep_typed(keeping, plan, same) == (plan, [])
    typed = replace(same, title="Waarom", text=text + "\n\nWij zagen 4321 mensen.")
    changed, notes = keep_typed(keeping, plan, typed)
    assert changed.sections[1].title == "Waarom"
    assert "“Wij zagen 4321 mensen.”" in notes[1]
    again = replace(typed, loaded=Loaded.of(plan.id, "aanleiding", "Waarom", text))
    assert keep_typed(keeping, changed, again)[1] == [say("plan_tab.work.saved")]
    other = replace(typed, loaded=Loaded.of("another", "aanleiding", "Aanleiding", text))
    assert keep_typed(keeping, changed, other) == (changed, [])
    assert Loaded.read(loaded.write()) == loaded
    assert Loaded.read("[1]") == Loaded.read('{"a": 1}') == Loaded.read(None) == Loaded()
