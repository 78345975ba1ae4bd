"""Word files: what a reader sees, in order, with headings, tables, notes and text boxes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.errors import BrokenFile
from assistant.reading import read
from assistant.records import Page
from tests.reading.making import PROSE
from tests.reading.tabling import told

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def raw(tmp_path: Path, body: str, notes: dict[str, str] | None = None) -> Page:
    """The page of a Word file with this XML for a body, and foot- or endnotes by number."""
    from docx import Document
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    source = Document()
    inside = source.element.body
    for child in list(inside)[:-1]:
        inside.remove(child)
    for number, child in enumerate(parse_xml(f"<w:body {_SPACES}>{body}</w:body>")):
        inside.insert(number, child)
    for kind, texts in (notes or {}).items():
        blob = f"<w:{kind}s {_SPACES}>{texts}</w:{kind}s>".encode()
        part = Part(PackURI(f"/word/{kind}s.xml"), "application/xml", blob, source.part.package)
        base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        source.part.relate_to(part, f"{base}/{kind}s")
    path = tmp_path / "rauw.docx"
    source.save(str(path))
    (page,) = read(path).pages
    return page


def p(*runs: str) -> str:
    """A paragraph; a run is text, or XML."""
    made = (
        run if run[0] == "<" else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs if run
    )
    return f"<w:p>{''.join(made)}</w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


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


def test_tables_are_noted_with_their_heads(tmp_path: Path) -> None:
    from docx import Document

    source = Document()
    source.add_heading("Financiën", 1)
    source.add_paragraph("Tabel 1 Lasten (bedragen x € 1.000)", style="Caption")
    table = source.add_table(rows=3, cols=3)
    texts = ["Taakveld", "2025", "2026", "5.6 Media", "859.042", "900.000", "5.7 Groen", "1.000", "pm"]
    for cell, text in zip(table._cells, texts, strict=True):
        cell.text = text
    source.add_paragraph("Geen cijfers:")
    for cell in source.add_table(rows=2, cols=2)._cells:
        cell.text = "woord"
    path = tmp_path / "tabel.docx"
    source.save(str(path))
    (page,) = read(path).pages
    assert "Taakveld | 2025 | 2026\n5.6 Media | 859.042 | 900.000\n5.7 Groen | 1.000 | pm\n\n" in page.text
    (noted,) = page.tables
    assert (noted.title, noted.unit) == ("Tabel 1 Lasten (bedragen x € 1.000)", "x € 1.000")
    assert [page.text[a:b] for a, b in noted.heads] == ["Taakveld | 2025 | 2026"]
    assert told(page, noted) == [
        ("5.6 Media", {"2025": "859.042", "2026": "900.000"}),
        ("5.7 Groen", {"2025": "1.000", "2026": "pm"}),
    ]


def test_heads_over_two_rows_and_labels_merged_downwards(tmp_path: Path) -> None:
    span, start, go_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        tc("Programma", start) + tc("Soort", start) + tc("2026", span),
        tc("", go_on) + tc("", go_on) + tc("raming") + tc("wijziging"),
        tc("Cultuur", start) + tc("lasten") + tc("100") + tc("10"),
        tc("", go_on) + tc("baten") + tc("20") + tc("2"),
    )
    page = raw(tmp_path, f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
    assert page.text.split("\n")[2:] == ["Cultuur | lasten | 100 | 10", "Cultuur | baten | 20 | 2"]
    assert told(page, page.tables[0]) == [
        ("Cultuur lasten", {"2026 raming": "100", "2026 wijziging": "10"}),
        ("Cultuur baten", {"2026 raming": "20", "2026 wijziging": "2"}),
    ]


def test_notes_stand_behind_their_paragraph(tmp_path: Path) -> None:
    def reference(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    page = raw(
        tmp_path,
        p("De gemeente", reference("footnote", 2), " werkt samen.") + p("Slot", reference("endnote", 5)),
        {
            "footnote": f'<w:footnote w:id="0">{p("streep")}</w:footnote>'
            f'<w:footnote w:id="2">{p("Zie de wet.")}</w:footnote>',
            "endnote": f'<w:endnote w:id="5">{p("Stand 2026.")}</w:endnote>',
        },
    )
    assert page.text == "De gemeente werkt samen.\n\n[1] Zie de wet.\n\nSlot\n\n[2] Stand 2026."


def test_changes_are_read_as_accepted(tmp_path: Path) -> None:
    gone = "<w:del><w:r><w:delText>vijftig </w:delText></w:r></w:del>"
    new = "<w:ins><w:r><w:t>zestig </w:t></w:r></w:ins>"
    moved = "<w:moveFrom><w:r><w:t>verplaatst</w:t></w:r></w:moveFrom>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r>"
    row = (
        f"<w:tr><w:trPr><w:del/></w:trPr>{tc('weg')}{tc('weg')}</w:tr><w:tr>{tc('blijft')}{tc('ook')}</w:tr>"
    )
    page = raw(tmp_path, p("Er zijn ", gone, new, "leden.", moved, hidden) + f"<w:tbl>{row}</w:tbl>")
    assert page.text == "Er zijn zestig leden.\n\nblijft | ook"


def test_content_controls_are_read_and_the_table_of_contents_is_not(tmp_path: Path) -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('Inhoud 3')}</w:sdtContent></w:sdt>"
    )
    block = f"<w:sdt><w:sdtContent>{p('In een vak.')}</w:sdtContent></w:sdt>"
    inside = "<w:sdt><w:sdtContent><w:r><w:t>ingevuld</w:t></w:r></w:sdtContent></w:sdt>"
    page = raw(tmp_path, contents + block + p("Hier is ", inside, "."))
    assert page.text == "In een vak.\n\nHier is ingevuld."


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('In een kader.')}</w:txbxContent>"
    drawn = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:textbox>{box.replace('kader', 'oud kader')}</v:textbox></w:pict></w:r>"
    page = raw(tmp_path, p("Voor.", drawn) + p("Na.", old))
    assert page.text == "Voor.\n\nIn een kader.\n\nNa.\n\nIn een oud kader."


def test_a_frame_of_one_column_is_read_as_text(tmp_path: Path) -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Advies</w:t></w:r></w:p>'
    page = raw(tmp_path, f"<w:tbl><w:tr><w:tc>{heading}{p('Instemmen.')}</w:tc></w:tr></w:tbl>{p('Slot.')}")
    assert page.text == "Advies\n\nInstemmen.\n\nSlot."
    assert [(h.level, h.text) for h in page.headings] == [(2, "Advies")]


def test_a_level_in_the_outline_makes_a_heading(tmp_path: Path) -> None:
    page = raw(
        tmp_path, f'<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Kaders</w:t></w:r></w:p>{p("Ja.")}'
    )
    assert [(h.level, h.text) for h in page.headings] == [(2, "Kaders")]


def test_page_heads_and_feet_are_left_out(tmp_path: Path) -> None:
    from docx import Document

    source = Document()
    source.sections[0].header.paragraphs[0].text = "Gemeente"
    source.sections[0].footer.paragraphs[0].text = "Pagina 1"
    source.add_paragraph(PROSE)
    path = tmp_path / "brief.docx"
    source.save(str(path))
    assert read(path).pages[0].text == PROSE


def test_a_first_part_of_another_name_is_found(tmp_path: Path) -> None:
    path = renamed(tmp_path, "word/document.xml", "word/document2.xml")
    assert read(path).pages[0].text == "Hallo."


def test_a_part_that_is_missing_is_broken(tmp_path: Path) -> None:
    with pytest.raises(BrokenFile) as caught:
        read(renamed(tmp_path, "word/styles.xml", "word/iets.xml", names_too=False))
    assert caught.value.details["file"] == "anders.docx"


def renamed(tmp_path: Path, old: str, new: str, names_too: bool = True) -> Path:
    """A Word file with one of its parts under another name."""
    import zipfile

    from docx import Document

    source = Document()
    source.add_paragraph("Hallo.")
    source.save(str(tmp_path / "echt.docx"))
    path = tmp_path / "anders.docx"
    short = (old.rpartition("/")[2].encode(), new.rpartition("/")[2].encode())
    with zipfile.ZipFile(tmp_path / "echt.docx") as whole, zipfile.ZipFile(path, "w") as copy:
        for name in whole.namelist():
            data: Any = whole.read(name)
            if names_too and (name.endswith(".rels") or name == "[Content_Types].xml"):
                data = data.replace(*short)
            copy.writestr(new if name == old else name, data)
    return path
