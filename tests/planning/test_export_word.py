"""The Word file is made as Word makes it: opened again, every part is where Word looks for it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from assistant.planning.export.composing import compose
from assistant.planning.export.markdown import as_markdown
from assistant.planning.export.word import as_word
from assistant.planning.export.word.tables import TEXT_WIDTH
from assistant.planning.plan import Block as PlanBlock
from assistant.planning.plan import Bullets, Paragraph, Section, Statement, Table
from tests.planning.plans import CHART, plan, png, said

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def content() -> bytes:
    return as_word(replace(compose(plan(), ("Duinrade",), lambda _: png()), contents=True))


@pytest.fixture
def document() -> Any:
    return docx.Document(io.BytesIO(content()))


def part(name: str) -> Any:
    """The root of a part of the file."""
    with zipfile.ZipFile(io.BytesIO(content())) as archive:
        return etree.fromstring(archive.read(name))


def values(root: Any, tag: str, attribute: str) -> list[str]:
    return [each.get(W + attribute) for each in root.iter(W + tag)]


def test_headings_have_no_gap_and_are_numbered_by_one_list(document: Any) -> None:
    heads = [p for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert [(p.style.name[-1], p.text) for p in heads] == [
        ("1", "Aanleiding"),
        ("2", "Wat we al weten"),
        ("1", "Aanpak & kosten"),
        ("2", "Wat het kost"),
        ("1", "Partners"),
        ("1", "Bijlage: cijfers"),
        ("1", "Bijlage: bronnen"),
    ]
    annexes = [p._p.pPr.numPr.numId.val for p in heads if p.text.startswith("Bijlage")]
    assert annexes == [0, 0]
    levels = part("word/numbering.xml").find(f"{W}abstractNum[@{W}abstractNumId='1']").iter(W + "pStyle")
    assert [each.get(W + "val") for each in levels] == ["Heading1", "Heading2"]


def test_no_paragraph_is_empty_but_in_a_cell_without_words(document: Any) -> None:
    filled = [p for p in document.paragraphs if p.text or p._p.findall(f".//{W}drawing")]
    assert len(filled) == len(document.paragraphs)


def test_the_contents_are_a_field_whose_entries_lead_to_the_headings() -> None:
    root = part("word/document.xml")
    table = root.find(f".//{W}sdt")
    words = ["".join(p.itertext()) for p in table.iter(W + "p")]
    assert words[1].endswith("1Aanleiding") and 'TOC \\o "1-2"' in words[1]
    assert words[2:] == ["1.1Wat we al weten", "2Aanpak & kosten", "2.1Wat het kost", "3Partners",
                         "Bijlage: cijfers", "Bijlage: bronnen"]  # fmt: skip
    targets = values(table, "hyperlink", "anchor")
    assert targets == values(root, "bookmarkStart", "name") and len(set(targets)) == 7


def test_word_offers_to_number_the_pages_of_a_list_of_contents_and_of_nothing_else() -> None:
    assert values(part("word/settings.xml"), "updateFields", "val") == ["true"]
    without = docx.Document(io.BytesIO(as_word(replace(compose(plan(), ()), contents=False))))
    assert without.settings.element.find(W + "updateFields") is None


def test_the_settings_stand_in_the_order_that_the_standard_asks() -> None:
    order = ["zoom", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone",
             "doNotHyphenateCaps", "characterSpacingControl", "updateFields", "footnotePr", "compat",
             "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator"]  # fmt: skip
    assert [etree.QName(each).localname for each in part("word/settings.xml")] == order


def test_text_is_hyphenated_and_titles_heads_and_addresses_are_not() -> None:
    assert values(part("word/settings.xml"), "autoHyphenation", "val") == ["true"]
    styles = {each.get(W + "styleId"): each for each in part("word/styles.xml").iter(W + "style")}
    unbroken = {
        name for name, each in styles.items() if each.find(f"{W}pPr/{W}suppressAutoHyphens") is not None
    }
    assert {"Title", "Heading1", "Heading2", "TOC1", "Caption", "FootnoteText", "SourceList"} <= unbroken
    assert unbroken.isdisjoint({"Normal", "TableText", "CrowdedTableText", "ListBullet"})


def test_no_row_of_a_table_stands_alone_on_a_page(document: Any) -> None:
    def held(row: Any) -> set[bool]:
        return {p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(W + "p")}

    short, long = document.tables[0]._tbl.tr_lst, document.tables[1]._tbl.tr_lst
    assert [held(row) for row in short] == [{True}] * (len(short) - 1) + [{False}]
    assert len(long) == 31
    assert [at for at, row in enumerate(long) if held(row) == {True}] == [0, 1, 29]


def test_what_leads_to_a_table_or_a_list_stays_with_it() -> None:
    def keeps(*blocks: PlanBlock) -> bool:
        made = compose(replace(plan(), sections=(Section("a", "Deel", blocks),)), ())
        first = docx.Document(io.BytesIO(as_word(made))).paragraphs
        return bool(next(p for p in first if "Dit" in p.text).paragraph_format.keep_with_next)

    lead, rest = Paragraph((said("Dit zegt de tabel."),)), Paragraph((said("Iets anders."),))
    table = Table("Cijfers", ("a", "b"), ((said("1"), said("2")),))
    assert keeps(lead, table) and keeps(lead, Bullets(((said("Punt."),),)))
    assert not keeps(lead, rest) and not keeps(lead)
    asked = Paragraph((Statement("[nog in te vullen: Dit]", "gap", asks="Dit", knows="Wie"),))
    assert not keeps(asked, table)


def test_the_caption_stays_with_its_table_and_the_annex_with_its_lead(document: Any) -> None:
    captions = [p for p in document.paragraphs if p.style.name == "Caption" and p.text.startswith("Tabel")]
    assert len(captions) == 3 and all(p.paragraph_format.keep_with_next for p in captions)
    lead = next(p for p in document.paragraphs if p.text.startswith("Dit zijn de cijfers"))
    assert lead.paragraph_format.keep_with_next


def test_numbers_hold_to_what_they_count_on_paper_only() -> None:
    words = "Het Rijk geeft € 80 miljoen volgens artikel 4:62."
    changed = replace(plan(), sections=(Section("a", "Deel", (Paragraph((said(words),)),)),))
    made = compose(changed, ())
    (shown,) = [p.text for p in docx.Document(io.BytesIO(as_word(made))).paragraphs if "Rijk" in p.text]
    assert shown == words.replace("€ 80 m", "€\xa080\xa0m").replace("l 4", "l\xa04")
    assert words in as_markdown(made)


def test_every_field_is_closed() -> None:
    for name in ("word/document.xml", "word/footer1.xml"):
        depth, deepest = 0, 0
        for kind in values(part(name), "fldChar", "fldCharType"):
            depth += {"begin": 1, "separate": 0, "end": -1}[kind]
            deepest = max(deepest, depth)
            assert depth >= 0
        assert (depth, deepest) == (0, 1)


def test_sources_are_footnotes_with_page_and_quote() -> None:
    notes = {
        note.get(W + "id"): "".join(note.itertext()).replace("\N{NO-BREAK SPACE}", " ").strip()
        for note in part("word/footnotes.xml")
    }
    assert list(notes)[:2] == ["-1", "0"]
    assert values(part("word/settings.xml").find(W + "footnotePr"), "footnote", "id") == ["-1", "0"]
    used = values(part("word/document.xml"), "footnoteReference", "id")
    assert used == [id for id in notes if int(id) > 0]
    assert notes["1"] == (
        "Programmabegroting 2027 gemeente Duinrade, blz. 23 (gedrukt: 21): "
        "“Wij willen dat meer inwoners mee kunnen doen; daarvoor is € 859.042 beschikbaar.”"
    )
    assert notes["2"] == (
        "Laag opleidingsniveau. Duinrade: 19,6%; Nederland: 25,1% van de inwoners van 15 tot 75 jaar (2025). "
        "Bron: CBS, Opleidingsniveau."
    )
    assert "geen cijfer (2020)" in notes["7"]
    assert "met tekstherkenning" in notes["3"] and "<samenwerken> &" in notes["3"]


def test_the_parts_are_declared_and_linked() -> None:
    with zipfile.ZipFile(io.BytesIO(content())) as archive:
        names = set(archive.namelist())
        types = archive.read("[Content_Types].xml").decode()
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
            assert name.startswith("[") or f'PartName="/{name}"' in types or 'Extension="' in types
        for name in (name for name in names if name.endswith(".rels")):
            folder = name.replace("_rels/", "").rsplit("/", 1)[0] if name.count("/") > 1 else ""
            for rel in etree.fromstring(archive.read(name)):
                if rel.get("TargetMode") != "External":
                    target = rel.get("Target")
                    assert (
                        target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".strip("/")
                    ) in names
    assert "/word/footnotes.xml" in types and "/word/comments.xml" in types
    assert names.isdisjoint({"word/stylesWithEffects.xml", "docProps/thumbnail.jpeg"})


def test_every_style_and_list_that_is_used_exists() -> None:
    known = set(values(part("word/styles.xml"), "style", "styleId"))
    numbers = set(values(part("word/numbering.xml"), "num", "numId")) | {"0"}
    for name in ("document", "footnotes", "comments", "header1", "footer1", "styles", "numbering"):
        root = part(f"word/{name}.xml")
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
            assert set(values(root, tag, "val")) <= known, (name, tag)
        for holder in root.iter(W + "numPr"):
            assert set(values(holder, "numId", "val")) <= numbers


def test_open_points_are_highlighted_and_commented(document: Any) -> None:
    gaps = [p for _, p in plan().open_points()]
    comments = [comment.text for comment in document.comments]
    assert sum(text.startswith("Nog in te vullen") for text in comments) == len(gaps)
    assert comments[0] == (
        "Nog in te vullen: de looptijd van het plan.\nWie dit weet: de directie van de bibliotheek."
    )
    root = part("word/document.xml")
    marked = [run for run in root.iter(W + "r") if run.find(f"{W}rPr/{W}highlight") is not None]
    assert len(marked) == len(gaps)
    assert all("".join(run.itertext()).startswith("[nog in te vullen") for run in marked)
    assert values(root, "commentRangeStart", "id") == values(root, "commentReference", "id")


def test_what_no_source_carries_is_marked_and_commented(document: Any) -> None:
    assert any("Voor deze zin is geen bron" in comment.text for comment in document.comments)
    assert any("Iedereen is het daarover eens. [niet gecontroleerd]" in p.text for p in document.paragraphs)


def test_a_proposal_says_so_once(document: Any) -> None:
    texts = [p.text for p in document.paragraphs]
    assert "Wij beginnen met twee taalcafés (voorstel). Dit is een voorstel." in texts


def test_tables_have_a_head_that_comes_back_a_caption_and_rows_that_stay_whole(document: Any) -> None:
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    assert [c for c in captions if c.startswith("Tabel")] == [
        "Tabel 1. Duinrade naast Nederland", "Tabel 2. Kosten per activiteit", "Tabel 3. Cijfers in dit stuk",
    ]  # fmt: skip
    for table in document.tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(W + "tblHeader") is not None
        assert all(row.trPr.find(W + "tblHeader") is None for row in others)
        assert all(row.trPr.find(W + "cantSplit") is not None for row in table._tbl.tr_lst)
        assert sum(int(c.get(qn("w:w"))) for c in table._tbl.tblGrid.gridCol_lst) == pytest.approx(
            TEXT_WIDTH, abs=3
        )
    assert document.tables[1].cell(2, 0).text.startswith("Activiteit 2")


def test_a_row_that_compares_places_has_one_note(document: Any) -> None:
    row = document.tables[0]._tbl.tr_lst[1]
    assert [len(list(cell.iter(W + "footnoteReference"))) for cell in row.tc_lst] == [1, 0, 0]


def test_numbered_lists_begin_again(document: Any) -> None:
    lists = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"]
    assert lists[0] == lists[1] != lists[2]


def test_a_chart_has_words_for_who_cannot_see_it() -> None:
    drawing = part("word/document.xml").find(".//{*}docPr")
    assert (drawing.get("descr"), drawing.get("title")) == (CHART.alt, CHART.caption)


def test_a_chart_that_cannot_be_drawn_is_told() -> None:
    told = docx.Document(io.BytesIO(as_word(compose(plan(), ("Duinrade",), lambda _: None))))
    assert any(CHART.alt in p.text and "Bron: CBS" in p.text for p in told.paragraphs)
    assert not told.inline_shapes


def test_properties_and_language(document: Any) -> None:
    properties = document.core_properties
    assert (properties.title, properties.author) == (plan().title, "Bibliotheek De Duinen")
    assert properties.language == "nl-NL" and properties.modified.isoformat()[:16] == "2026-11-05T15:30"
    assert values(part("word/styles.xml"), "lang", "val") == ["nl-NL"]


def test_every_page_but_the_first_says_where_one_is(document: Any) -> None:
    foot = part("word/footer1.xml")
    assert "".join(each.text for each in foot.iter(W + "t")) == "Bladzijde 1 van 1"
    assert [each.text.strip() for each in foot.iter(W + "instrText")] == ["PAGE", "NUMPAGES"]
    assert document.sections[0].different_first_page_header_footer
    assert not document.sections[0].first_page_footer.paragraphs[0].text


def test_hostile_text_stays_text(document: Any) -> None:
    hostile = next(p.text for p in document.paragraphs if "script" in p.text)
    assert '<script>alert("x")</script> & <b>vet</b> #set text(red) [klik](http://kwaad.example)' in hostile
    assert "😀" in hostile and not re.search("[\x00-\x1f\u202e\ud800-\udfff]", hostile)


def test_what_is_left_out_is_not_there(document: Any) -> None:
    assert not any("Dit mag er niet in" in p.text or "Weggelaten" in p.text for p in document.paragraphs)
