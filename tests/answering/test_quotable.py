"""Which pieces of a page may be quoted for a number."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.candidates import Candidate
from assistant.answering.composing import cite
from assistant.answering.question import understand
from assistant.answering.quotable import Quotable, has_unnamed_row
from assistant.records import Entry, Hit, Passage
from tests.answering.tabling import PLACES, THESAURUS, Sheet, Shelf, page

MEDIA = "5.6 Media 137.817 -859.042"
SHEET = Sheet(
    columns=("Begroting 2026 Baten", "Begroting 2026 Lasten"),
    rows=(("5.6 Media", "137.817", "-859.042"), ("5.7 Groen", "9.000", "-80.000")),
    heads=("Begroting 2026 Baten Lasten",),
)


class Pages:
    """One document's pages, each piece of which may be quoted or not."""

    def __init__(self, folder: Path, *sheets: Sheet) -> None:
        self.shelf = Shelf(folder)
        self.pages = [page(n, sheet) for n, sheet in enumerate(sheets, 1)]
        self.entry: Entry = self.shelf.put("begroting_2026.pdf", self.pages, year=2026)
        self.quotable = Quotable(self.shelf.catalogue, THESAURUS)

    def piece(self, piece: str, index: int = 0) -> Candidate:
        text = self.pages[index].text
        start = text.index(piece)
        passage = Passage("p", self.entry, index + 1, None, index, 0, len(text), 0, (), text)
        return Candidate(Hit(passage, 1.0), start, start + len(piece), piece, 1.0, 1.0)

    def may(self, question: str, piece: str) -> bool:
        return self.quotable(understand(question, PLACES, "Wassenaar"), self.piece(piece))


def test_a_row_is_quoted_unless_its_columns_are_of_another_year_or_phase(tmp_path: Path) -> None:
    pages = Pages(tmp_path, SHEET)
    assert pages.may("Hoeveel is er in 2026 begroot voor Media?", MEDIA)
    assert not pages.may("Hoeveel is er in 2031 begroot voor Media?", MEDIA)
    assert not pages.may("Wat zijn de gerealiseerde lasten van Media in 2026?", MEDIA)
    assert not pages.may("Hoeveel is er in 2026 begroot voor Media?", "Begroting 2026 Baten Lasten")


def test_a_row_of_numbers_and_the_head_of_a_table_answer_no_question_in_words(tmp_path: Path) -> None:
    pages = Pages(tmp_path, SHEET)
    assert not pages.may("Wie gaat er over media?", MEDIA)
    assert not pages.may("Welke regelingen zijn er voor media?", "Begroting 2026 Baten Lasten")
    assert pages.may("Welke lasten zijn er voor media?", MEDIA)
    assert pages.may("Wat doet de gemeente voor media?", MEDIA)


@pytest.mark.parametrize(
    ("question", "line", "quoted"),
    [
        ("Hoeveel kinderen wonen er in armoede?", "Er wonen 120 kinderen in armoede in de wijk.", True),
        ("Hoeveel kinderen wonen er in armoede?", "Kinderen in armoede krijgen vier jaar lang hulp.", False),
        ("Hoeveel bezoekers had de bibliotheek?", "Op de beurs kwamen 250 bezoekers af.", False),
        ("Hoeveel bezoekers had de bibliotheek?", "De bibliotheek kreeg 250 bezoekers.", True),
    ],
)
def test_a_number_of_people_is_asked_and_given(
    tmp_path: Path, question: str, line: str, quoted: bool
) -> None:
    pages = Pages(tmp_path, Sheet(columns=(), rows=(), above=line))
    assert pages.may(question, line) is quoted


def test_a_row_of_money_counts_no_people(tmp_path: Path) -> None:
    money, people = "383 Inburgeraars (IU) 39.568", "Aantal inburgeraars 41"
    for row, quoted in ((money, False), (people, True)):
        label, value = row.rsplit(" ", 1)
        pages = Pages(tmp_path / label[:3], Sheet(columns=("2024",), rows=((label, value),)))
        assert pages.may("Hoeveel inburgeraars heeft Wassenaar?", row) is quoted


def test_a_row_with_its_years_beside_the_numbers_answers_for_those_years(tmp_path: Path) -> None:
    row = "Kinderen in armoede 4 % (2022) 6 % (2022)"
    pages = Pages(
        tmp_path, Sheet(columns=("", ""), rows=(("Kinderen in armoede", "4 % (2022)", "6 % (2022)"),))
    )
    assert pages.may("Hoeveel procent van de kinderen was in 2022 arm?", row)
    assert not pages.may("Hoeveel procent van de kinderen was in 2024 arm?", row)


def test_an_amount_of_money_counts_no_members(tmp_path: Path) -> None:
    row = "Stichting Bibliotheek € 718.578"
    pages = Pages(tmp_path, Sheet(columns=("Bedrag",), rows=(("Stichting Bibliotheek", "€ 718.578"),)))
    assert pages.may("Hoeveel subsidie krijgt de bibliotheek?", row)
    assert not pages.may("Hoeveel leden heeft de bibliotheek?", row)


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("In 2016 deden 14 clubs mee aan zwemles; in 2017 waren dat er 22.", True),
        ("Omvang per 31-12 € 46.137", False),
    ],
)
def test_a_sentence_that_ends_in_a_number_is_no_bare_line(tmp_path: Path, line: str, quoted: bool) -> None:
    pages = Pages(tmp_path, Sheet(columns=(), rows=(), above=line))
    assert pages.may("Hoeveel clubs deden er mee aan zwemles?", line) is quoted


def test_a_row_of_which_a_column_has_no_name_is_noticed_when_it_is_cited(tmp_path: Path) -> None:
    unnamed = Sheet(columns=("", ""), rows=(("5.9 Sport", "12.000", "-30.000"),))
    pages = Pages(tmp_path, SHEET, unnamed)
    known, bare = pages.piece(MEDIA), pages.piece("5.9 Sport 12.000 -30.000", 1)
    page_of = pages.shelf.catalogue.page
    cited = [cite(c.hit.passage, c.quote) for c in (known, bare)]
    assert has_unnamed_row([known, bare], cited, page_of)
    assert not has_unnamed_row([known, bare], cited[:1], page_of)
