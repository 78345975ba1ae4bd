"""The PDF holds the words, can be read aloud, and lets no text act as a command."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pypdf
import pytest

from assistant.planning.export.composing import compose
from assistant.planning.export.portable import as_pdf, breakable
from assistant.planning.plan import Paragraph, Plan, Section, Statement, Table
from tests.planning.plans import ADVICE, BUDGET, CHART, LONG_WORD, plan, png, said


@cache
def content() -> bytes:
    return as_pdf(replace(compose(plan(), ("Duinrade",), lambda _: png()), contents=True))


@pytest.fixture
def reader() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content()))


def words(reader: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def structure(reader: pypdf.PdfReader) -> list[Any]:
    """Every element of the tag tree, from the top."""
    found = []
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        each = waiting.pop().get_object()
        if isinstance(each, list):
            waiting += each
        elif isinstance(each, dict):
            found.append(each)
            waiting += [each["/K"]] if "/K" in each else []
    return found


def test_it_is_tagged_titled_and_dutch(reader: pypdf.PdfReader) -> None:
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "nl" and root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (plan().title, "Bibliotheek De Duinen")
    kinds = [each.get("/S") for each in structure(reader)]
    assert {"/H1", "/H2", "/Table", "/TH", "/L", "/Figure", "/Note"} <= set(kinds)
    assert b"pdfuaid" in content() and b"pdfaid" in content()


def test_a_chart_has_words_for_who_cannot_see_it(reader: pypdf.PdfReader) -> None:
    assert [each["/Alt"] for each in structure(reader) if each.get("/S") == "/Figure"] == [CHART.alt]


def test_headings_are_bookmarks_and_the_contents_name_pages(reader: pypdf.PdfReader) -> None:
    flat: list[str] = []

    def walk(outline: list[Any]) -> None:
        for each in outline:
            walk(each) if isinstance(each, list) else flat.append(each.title)

    walk(reader.outline)
    assert "Wat we al weten" in "|".join(flat) and "Bijlage: bronnen" in flat
    contents = reader.pages[0].extract_text()
    assert "Aanpak & kosten" in contents and "2" in contents
    assert len(reader.pages[0].get("/Annots", [])) >= 7


def test_pages_are_counted_from_the_second_on(reader: pypdf.PdfReader) -> None:
    count = len(reader.pages)
    assert "Bladzijde" not in reader.pages[0].extract_text()
    assert f"Bladzijde 2 van {count}" in reader.pages[1].extract_text()


def test_a_long_table_has_its_head_on_every_page(reader: pypdf.PdfReader) -> None:
    pages = [text for page in reader.pages if "taalcafé in het" in (text := page.extract_text())]
    assert len(pages) > 1
    assert all("Wat we doen" in text for text in pages)


def test_sources_open_points_and_marks_are_there(reader: pypdf.PdfReader) -> None:
    text = words(reader).replace("- ", "")
    assert "blz. 23 (gedrukt: 21): “Wij willen dat meer inwoners" in text
    assert "[nog in te vullen: het bedrag]" in text and "[niet gecontroleerd]" in text
    assert "€\N{NO-BREAK SPACE}1.250" in text or "€ 1.250" in text


def test_a_source_that_comes_back_has_one_note(reader: pypdf.PdfReader) -> None:
    assert words(reader).count("daarvoor is € 859.042") == 1


def test_hostile_text_stays_text(reader: pypdf.PdfReader) -> None:
    text = words(reader)
    assert "#set text(red)" in text and "<b>vet</b>" in text and "$x^2$" in text and "@noot" in text


def test_a_long_word_stays_on_the_page(reader: pypdf.PdfReader) -> None:
    assert LONG_WORD.replace("/", "") not in breakable(LONG_WORD)
    assert (
        breakable("Gewone woorden en vaardigheidsbevordering") == "Gewone woorden en vaardigheidsbevordering"
    )
    assert breakable(LONG_WORD).replace("\u200b", "") == LONG_WORD


@pytest.mark.parametrize("before", range(34, 46, 2))
def test_no_row_of_a_table_stands_alone_on_a_page(before: int) -> None:
    """Whatever stands before the table, its first two rows are together and so are its last two."""
    filling = tuple(Paragraph((Statement(f"Regel {n}."),)) for n in range(before))
    cells = [[Statement(f"post-{n} {'woord ' * 30}"), Statement("€ 1")] for n in range(1, 12)]
    table = Table("Kosten", ("Post", "Bedrag"), tuple(map(tuple, cells)))
    lead = Paragraph((said("Dit zijn de kosten.", BUDGET),))
    made = replace(plan(), sections=(Section("a", "Deel", (*filling, lead, table)),))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(as_pdf(compose(made, ())))).pages]
    found = [[n for n in range(1, 12) if f"post-{n} " in page] for page in pages]
    assert sorted(n for each in found for n in each) == list(range(1, 12))
    assert all(len(each) != 1 for each in found)
    (start,) = [page for page in pages if "post-1 " in page]
    assert "Programmabegroting 2027" in start
    assert (
        "Dit zijn de kosten." in start.replace("kosten.1", "kosten.") and "Tabel\N{NO-BREAK SPACE}1" in start
    )


@pytest.mark.parametrize("before", [40, 42, 43])
def test_a_note_stands_on_the_page_of_its_mark(before: int) -> None:
    filling = tuple(Paragraph((Statement(f"Regel {n}."),)) for n in range(before))
    long = " ".join(["Een zin die over meer regels loopt"] * 12)
    noted = Paragraph((said(f"{long} merk-een", BUDGET), said(f"{long} merk-twee", ADVICE)))
    made = replace(plan(), sections=(Section("a", "Deel", (*filling, noted)),))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(as_pdf(compose(made, ())))).pages]
    for mark, note in (("merk-een", "Programmabegroting 2027"), ("merk-twee", "Handreiking <samen")):
        (page,) = [page for page in pages if mark in page]
        assert note in page


def test_words_in_a_table_are_not_hyphenated_where_they_fit() -> None:
    words = "coördinator basisvaardigheden van de onderwijsachterstandenbestrijding "
    table = Table("Wie", ("Punt", "Wie"), ((Statement(words * 6), Statement(words)),) * 6)
    made = compose(replace(plan(), sections=(Section("a", "Deel", (table,)),)), ())
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(as_pdf(made))).pages)
    assert text.count("basisvaardigheden") >= 42 and not re.search(r"\w-\s", text)


def test_an_address_breaks_behind_its_signs() -> None:
    address = "https://www.duinrade.example/nieuws/een-lang-bericht?nummer=12"
    assert breakable(address).split("\u200b")[:3] == ["https://", "www.", "duinrade."]


@pytest.mark.parametrize(
    "changed",
    [
        replace(plan(), title="", sections=()),
        replace(plan(), changed="gisteren", created=""),
        replace(plan(), title="漢字 \ue000 \u0378 👩‍👩‍👧"),
        replace(plan(), sections=(Section("a", " ", (Paragraph((Statement("\x00"),)),)),)),
    ],
)
def test_odd_plans_are_written_too(changed: Plan) -> None:
    assert len(pypdf.PdfReader(io.BytesIO(as_pdf(compose(changed, ())))).pages) >= 1
