"""Word files and presentations: order, headings, tables, notes."""

from __future__ import annotations

from pathlib import Path

from assistant.reading import read
from tests.reading.making import PROSE


def test_docx_in_document_order(tmp_path: Path) -> None:
    from docx import Document

    source = Document()
    source.add_heading("Raadsvoorstel bibliotheek", 0)
    source.add_heading("Aanleiding", 1)
    source.add_paragraph(PROSE)
    table = source.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Naam", "Bedrag", "Taalhuis", "€ 500"], strict=True):
        cell.text = text
    source.add_paragraph("eerste punt", style="List Bullet")
    source.add_paragraph("tweede punt", style="List Bullet")
    source.add_paragraph().add_run("Vet als kop").bold = True
    source.add_paragraph("Slot.")
    path = tmp_path / "voorstel.docx"
    source.save(str(path))
    document = read(path)
    (page,) = document.pages
    assert (document.title, document.kind, page.number) == (
        "Raadsvoorstel bibliotheek",
        "council_proposal",
        None,
    )
    assert page.text == (
        f"Raadsvoorstel bibliotheek\n\nAanleiding\n\n{PROSE}\n\nNaam | Bedrag\nTaalhuis | € 500\n\n"
        "- eerste punt\n- tweede punt\n\nVet als kop\n\nSlot."
    )
    assert [(h.level, h.text) for h in page.headings] == [
        (1, "Raadsvoorstel bibliotheek"),
        (1, "Aanleiding"),
        (4, "Vet als kop"),
    ]


def test_docx_merged_cells_come_once(tmp_path: Path) -> None:
    from docx import Document

    source = Document()
    table = source.add_table(rows=2, cols=3)
    for cell in table._cells:
        cell.text = "x"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "breed"
    path = tmp_path / "tabel.docx"
    source.save(str(path))
    assert read(path).pages[0].text == "breed | x\nx | x | x"


def test_docx_metadata_has_to_be_borne_out(tmp_path: Path) -> None:
    from docx import Document

    for stated, title in (("Aanpak basisvaardigheden bibliotheek", None), ("Afval en riolering", "Brief")):
        source = Document()
        source.core_properties.title = stated
        source.add_paragraph("Onze aanpak. " + PROSE)
        source.save(str(tmp_path / "brief.docx"))
        assert read(tmp_path / "brief.docx").title == (title or stated)


def test_pptx_slides_are_pages(tmp_path: Path) -> None:
    from pptx import Presentation
    from pptx.util import Inches

    show = Presentation()
    first = show.slides.add_slide(show.slide_layouts[1])
    first.shapes.title.text = "Taal voor iedereen"
    first.placeholders[1].text_frame.text = "Eerste punt"
    first.placeholders[1].text_frame.add_paragraph().text = "Tweede punt"
    second = show.slides.add_slide(show.slide_layouts[6])
    table = second.shapes.add_table(2, 2, Inches(1), Inches(1), Inches(4), Inches(1)).table
    for i, text in enumerate(["Naam", "Bedrag", "Taalhuis", "€ 500"]):
        table.cell(i // 2, i % 2).text = text
    group = second.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(3), Inches(3), Inches(1)).text_frame.text = "In een groep"
    second.notes_slide.notes_text_frame.text = "Vertel dit erbij."
    show.slides.add_slide(show.slide_layouts[6])
    path = tmp_path / "dia.pptx"
    show.save(str(path))
    document = read(path)
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert document.pages[0].text == "Taal voor iedereen\n\n- Eerste punt\n- Tweede punt"
    assert document.pages[0].headings[0].text == "Taal voor iedereen"
    assert document.pages[1].text == "Naam | Bedrag\nTaalhuis | € 500\n\nIn een groep\n\nVertel dit erbij."
    assert (document.empty_pages, document.title, document.kind) == (
        (3,),
        "Taal voor iedereen",
        "presentation",
    )
