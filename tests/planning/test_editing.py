"""A section as text and back: what stays keeps its sources, what is new is checked."""

from __future__ import annotations

from dataclasses import replace

from assistant.planning.editing import as_text, edited
from assistant.planning.plan import Bullets, Chart, Paragraph, Section, Statement, Subheading, Table
from assistant.records import Citation, Figure

CITATION = Citation(
    "d", "Begroting 2026", "b.pdf", 3, 2, "3", "De bijdrage is € 65.000 in 2026.", "GM0629", None
)
FIGURE = Figure(
    "Wassenaar", "Laag", 19.6, "%", 2021, "CBS", "GM0629", "pct_opl_laag", "Hoogstens vmbo.", "", "", 1
)
QUOTED = Statement("De gemeente geeft € 65.000.", "source", (CITATION,))
COUNTED = Statement("In Wassenaar heeft 19,6% hoogstens vmbo (2021).", "figure", (), (FIGURE,))
GAP = Statement("[nog in te vullen: het budget; de directie weet dit]", "gap", asks="het budget")
SECTION = Section(
    "geld",
    "Geld",
    (
        Subheading("Wat er is"),
        Paragraph((QUOTED, Statement("Dat is bekend."))),
        Bullets(((COUNTED,), (GAP,)), numbered=True),
        Table("Kosten", ("Post", "Bedrag"), ((Statement("Zaal | hal"), Statement("gratis")),)),
        Chart("pct_opl_laag", "GM0629", "Laag opgeleid", "In Wassenaar 19,6%.", (FIGURE,)),
    ),
    "drafted",
)


def test_text_that_is_not_touched_gives_the_same_blocks() -> None:
    assert edited(SECTION, as_text(SECTION)).blocks == SECTION.blocks


def test_an_edited_section_is_marked_so() -> None:
    assert edited(SECTION, "Nieuwe tekst.").status == "edited"


def test_new_words_are_the_users() -> None:
    (block,) = edited(SECTION, "De bibliotheek begint klein.").blocks
    assert block == Paragraph((Statement("De bibliotheek begint klein.", "input"),))


def statement(text: str, told: tuple[str, ...] = ()) -> Statement:
    (block,) = edited(SECTION, text, told).blocks
    assert isinstance(block, Paragraph)
    return block.statements[0]


def test_a_number_without_a_source_is_marked() -> None:
    assert statement("De gemeente geeft € 70.000.").origin == "unchecked"
    assert statement("In Wassenaar heeft 29,6% hoogstens vmbo (2021).").origin == "unchecked"


def test_a_number_that_the_section_has_a_source_for_takes_that_source_along() -> None:
    found = statement("Voor de hele periode rekent de bibliotheek op de € 65.000 van de gemeente.")
    assert (found.origin, found.citations) == ("input", (CITATION,))


def test_a_number_that_the_user_told_or_gives_a_source_for_stands() -> None:
    assert statement("Er komen 120 deelnemers.", ("120",)).origin == "input"
    assert statement("Er kwamen 118 deelnemers (bron: eigen administratie 2025).").origin == "input"


def test_a_small_change_keeps_the_source_where_the_numbers_stay() -> None:
    found = statement("De gemeente geeft  € 65.000!")
    assert (found.origin, found.citations) == ("source", (CITATION,))


def test_an_open_point_that_is_typed_is_one() -> None:
    found = statement("[nog in te vullen: de start; de directie weet dit]")
    assert (found.origin, found.asks, found.knows) == ("gap", "de start", "de directie")


def test_html_and_odd_markdown_stay_words() -> None:
    found = edited(SECTION, "<script>alert(1)</script> en **vet**\n\n> citaat\n\n```\ncode 5\n```")
    texts = [s.text for s in found.statements()]
    assert any("<script>" in t for t in texts)
    assert all(isinstance(b, Paragraph) for b in found.blocks)


def test_an_empty_text_leaves_nothing() -> None:
    assert edited(SECTION, "   ").blocks == ()


def test_a_quote_of_two_sentences_keeps_its_source_beside_a_change() -> None:
    quoted = Statement(
        "“De inloop is op de St. Annaschool. Daar helpt een vrijwilliger.” (Nota)", "source", (CITATION,)
    )
    own = Statement("Dat is mooi.")
    section = Section("a", "A", (Paragraph((own,)), Bullets(((quoted,), (GAP,)))), "drafted")
    changed = as_text(section).replace("Dat is mooi.", "Dat is niet genoeg.")
    assert quoted in edited(section, changed).statements()
    in_list = as_text(section).replace("het budget", "het bedrag")
    assert quoted in edited(section, in_list).statements()


def test_equal_cells_keep_their_own_figures_beside_a_change() -> None:
    other = replace(FIGURE, year=2022)
    cells = [
        (Statement(name), Statement("19,6%", "figure", (), (f,))) for name, f in (("A", FIGURE), ("B", other))
    ]
    rows = (*cells, (Statement("C"), Statement("–")))
    section = Section("a", "A", (Table("T", ("x", "y"), rows),), "drafted")
    (table,) = edited(section, as_text(section).replace("| C |", "| D |")).blocks
    assert isinstance(table, Table)
    assert table.rows[:2] == rows[:2] and table.rows[2][0].text == "D"
