"""A note says what its sentence does not, once, and every sentence still leads to its source."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from assistant.planning.export.booklet import Booklet
from assistant.planning.export.composing import LEAFED_THROUGH, compose
from assistant.planning.export.marking import blank, runs
from assistant.planning.export.portable import as_pdf
from assistant.planning.export.sources import counted, says
from assistant.planning.export.word import as_word
from assistant.planning.plan import Block as PlanBlock
from assistant.planning.plan import Bullets, Paragraph, Section, Statement, Table
from tests.planning.plans import BUDGET, COUNTRY, LATER, LOW, plan, said


def booklet(*blocks: PlanBlock) -> Booklet:
    return compose(replace(plan(), sections=(Section("a", "Deel", blocks),)), ())


def notes(*statements: Statement) -> list[str]:
    return [note.text for note in booklet(Paragraph(statements)).notes]


def word(made: Booklet, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(as_word(made))) as archive:
        return archive.read(name).decode() if name in archive.namelist() else ""


def test_a_quote_that_the_sentence_is_stands_there_once() -> None:
    assert notes(said(f"“{BUDGET.quote}” (Programmabegroting)", BUDGET)) == [
        "Programmabegroting 2027 gemeente Duinrade, blz. 23 (gedrukt: 21)."
    ]
    assert f"“{BUDGET.quote}”" in notes(said("De gemeente geeft geld.", BUDGET))[0]


def test_a_quote_is_told_from_a_part_of_a_word() -> None:
    assert says("Wie: “Meedoen, nu!”", "meedoen nu") and not says("Een kunstwerk van 15", "werk van 1")


def test_a_document_cited_twice_for_a_sentence_has_one_note() -> None:
    (note,) = notes(said("Anders gezegd.", BUDGET, LATER))
    assert note.count("Programmabegroting") == 1 and "blz. 23" in note and "blz. 113" in note


def test_a_source_that_comes_back_is_short_in_word() -> None:
    made = booklet(Paragraph((said("Zo.", BUDGET), said("Ook zo.", BUDGET))))
    text = word(made, "word/footnotes.xml")
    assert len(made.notes) == 1 and text.count("859.042") == 1 and text.count("blz.\N{NO-BREAK SPACE}23") == 2


def test_town_and_country_share_a_note_behind_the_second() -> None:
    town = Statement("In Duinrade is dat 19,6%.", "figure", figures=(LOW,))
    country = Statement("Landelijk is dat 25,1%.", "figure", figures=(COUNTRY,))
    made = booklet(Paragraph((town, country)))
    assert [line.notes for line in made.chapters[0].blocks[0].lines] == [(), (1,)]
    assert "19,6%" in made.notes[0].text and "25,1%" in made.notes[0].text


def test_a_figure_note_keeps_year_and_source_and_skips_values_that_are_read_beside_it() -> None:
    assert counted((LOW, COUNTRY), "19,6% 25,1%", "nl") == (
        "Laag opleidingsniveau, 2025. Bron: CBS, Opleidingsniveau."
    )
    assert "19,6%" in counted((LOW,), "119,6% of 19,65", "nl")


def test_of_the_same_note_in_a_row_one_stays() -> None:
    row = (said("Deel", BUDGET), said("Uitleg", BUDGET))
    (grid,) = booklet(Table("t", ("a", "b"), (row,))).chapters[0].blocks
    assert [cell.notes for cell in grid.rows[0]] == [(), (1,)]


@pytest.mark.parametrize(("text", "empty"), [("…", True), ("€\N{NO-BREAK SPACE}…", True), ("…, … en …", True),
                                             ("wat … is", False), ("", False), ("€ 5", False)])  # fmt: skip
def test_a_cell_without_its_value_is_marked(text: str, empty: bool) -> None:
    assert blank(text) is empty
    assert any(run.mark == "gap" for run in runs(Statement(text), "nl")) is empty


def test_an_empty_cell_is_highlighted_in_word() -> None:
    made = booklet(Table("t", ("a", "b"), ((said("Post"), said("€ …")),)))
    assert word(made).count('<w:highlight w:val="yellow"/>') == 1 and "lege plek" in made.explanation


def test_only_a_long_document_has_contents() -> None:
    long = booklet(Paragraph((said("woord " * LEAFED_THROUGH),)))
    assert "TOC \\o" in word(long) and "TOC \\o" not in word(booklet(Paragraph((said("woord"),))))


def test_no_comment_stands_between_the_first_and_the_second_note() -> None:
    gap = Statement("[nog in te vullen: iets]", "gap", asks="iets")
    first, second = said("Een.", BUDGET), said("Twee.", LATER)
    assert "commentReference" not in word(booklet(Paragraph((first, gap, second))))
    assert "commentReference" in word(booklet(Paragraph((first, second, gap))))


def test_a_lead_in_stays_with_its_list() -> None:
    made = booklet(Paragraph((said("Dit zijn zij:"),)), Bullets(((said("een"),),)))
    assert "<w:keepNext/>" in word(made) and as_pdf(made).startswith(b"%PDF")


def test_a_short_table_is_kept_on_one_page_and_a_long_one_is_not() -> None:
    row = (said("a"), said("b"))
    short, long = (booklet(Table("t", ("x", "y"), (row,) * n)).chapters[0].blocks[0] for n in (3, 9))
    assert short.short and not long.short


def test_a_document_without_an_address_is_named_by_its_town_and_file() -> None:
    found = replace(BUDGET, document="Programmabegroting 2027", address=None, file="duinrade/begroting.pdf")
    block = Paragraph((said("Zo.", found), said(" ".join(["lang"] * 1000))))
    made = compose(replace(plan(), sections=(Section("a", "Deel", (block,)),)), ("Duinrade",))
    assert made.notes[0].text.startswith("Programmabegroting 2027 (gemeente Duinrade), blz. 23")
    (item,) = made.chapters[-1].blocks[0].items
    assert item[0].text == (
        "Programmabegroting 2027 (gemeente Duinrade), blz. 23 (gedrukt: 21). "
        "Bestand in de assistent: begroting.pdf."
    )
    linked = replace(found, address="https://duinrade.example/b.pdf")
    assert "(gemeente" not in notes(said("Zo.", linked))[0]


def test_documents_of_two_towns_with_one_name_have_a_note_each() -> None:
    one = replace(BUDGET, document="Begroting", address=None)
    other = replace(one, municipality="GM9998", document_id="doc-9")
    assert len(notes(said("Zo.", one), said("Zo ook.", other), said("Zo weer.", one))) == 2


def test_an_article_of_a_law_is_found_by_its_number_alone() -> None:
    title = "Algemene wet bestuursrecht, artikel 4:61"
    law = replace(BUDGET, document=title, quote="Awb, artikel 4:61", page=None, page_label=None, heading=None)
    assert notes(said("Zo (Awb, artikel 4:61).", law)) == [f"{title}."]
    assert notes(said("Zo is het.", law)) == [f"{title}: “Awb, artikel 4:61”."]
