"""A small sound file of every kind, as bytes, to be damaged in a thousand ways; see `test_mutations`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

PROSE = (
    "De gemeente werkt in 2026 samen met de bibliotheek aan basisvaardigheden en digitale inclusie. "
    "Inwoners kunnen voor hulp terecht bij het Informatiepunt Digitale Overheid. "
)
ROWS = (
    ("Taakveld", "Lasten", "Baten"),
    ("5.6 Media", "859.042", "137.817"),
    ("4.3 Onderwijsbeleid", "1.849.303", "525.291"),
    ("6.1 Samenkracht", "5.671.866", "1.940.608"),
)
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = "".join(
    f' xmlns:{short}="{_OFFICE}{long}:1.0"'
    for short, long in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("presentation", "presentation"), ("style", "style"),
    )
)  # fmt: skip
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_OPEN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."


def seeds() -> dict[str, bytes]:
    """A sound file for every kind, by its suffix without a dot."""
    makers: dict[str, Callable[[], bytes]] = {
        "pdf": _pdf,
        "docx": _docx,
        "pptx": _pptx,
        "xlsx": _xlsx,
        "odt": lambda: _odf("text", f"<office:text>{_heading()}{_paragraph()}{_table()}</office:text>"),
        "ods": lambda: _odf("spreadsheet", f"<office:spreadsheet>{_table()}</office:spreadsheet>"),
        "odp": lambda: _odf("presentation", f"<office:presentation>{_slide() * 2}</office:presentation>"),
        "csv": lambda: "\r\n".join(";".join(row) for row in ROWS).encode("cp1252"),
        "html": _html,
        "md": _markdown,
        "txt": lambda: f"Beleidsplan\n\n{PROSE}\n\n1. Doelen\n\n{PROSE}\n".encode(),
    }
    return {kind: make() for kind, make in makers.items()}


def archive(parts: Mapping[str, bytes]) -> bytes:
    """An archive with these parts, in this order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a sound archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _pdf() -> bytes:
    from fpdf import FPDF

    document = FPDF()
    # Damage to a packed stream is seldom more than a damaged packing.
    document.set_compression(False)
    for number in range(2):
        document.add_page()
        document.set_font("helvetica", "B", 16)
        document.cell(0, 10, f"Hoofdstuk {number}", new_x="LMARGIN", new_y="NEXT")
        document.set_font("helvetica", "", 10)
        document.multi_cell(0, 5, PROSE, new_x="LMARGIN", new_y="NEXT")
        for row in ROWS:
            for cell in row:
                document.cell(50, 6, cell, border=1)
            document.ln()
        document.start_section(f"Hoofdstuk {number}")
    return bytes(document.output())


def _docx() -> bytes:
    from docx import Document

    document = Document()
    document.add_heading("Beleidsplan", 1)
    document.add_paragraph(PROSE)
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for row, cells in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _pptx() -> bytes:
    from pptx import Presentation
    from pptx.util import Cm

    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = "Beleidsplan"
    slide.placeholders[1].text = PROSE
    size = (Cm(1), Cm(1), Cm(20), Cm(8))
    table = slide.shapes.add_table(len(ROWS), len(ROWS[0]), *size).table
    for i, cells in enumerate(ROWS):
        for j, text in enumerate(cells):
            table.cell(i, j).text = text
    slide.notes_slide.notes_text_frame.text = PROSE
    stream = io.BytesIO()
    show.save(stream)
    return stream.getvalue()


def _xlsx() -> bytes:
    def cell(place: str, text: str) -> str:
        number = text.replace(".", "")
        if number.isdigit():
            return f'<c r="{place}"><v>{number}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'

    rows = "".join(
        f'<row r="{i}">{"".join(cell(f"{chr(65 + j)}{i}", text) for j, text in enumerate(row))}</row>'
        for i, row in enumerate(ROWS, 1)
    )
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}relationships"><Relationship Id="rId1" '
        f'Type="{_OPEN}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OPEN}"><sheets>'
        '<sheet name="Begroting 2026" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}relationships"><Relationship '
        f'Id="rId1" Type="{_OPEN}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>',
    }
    return archive({name: text.encode() for name, text in texts.items()})


def _odf(kind: str, body: str) -> bytes:
    kind = f"application/vnd.oasis.opendocument.{kind}"
    content = f"<office:document-content{_NAMES}><office:body>{body}</office:body></office:document-content>"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    manifest += f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    manifest += "</manifest:manifest>"
    return archive(
        {
            "mimetype": kind.encode(),
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def _heading() -> str:
    return '<text:h text:outline-level="1">Beleidsplan</text:h>'


def _paragraph() -> str:
    return f'<text:p>{PROSE}<text:s text:c="2"/>x<text:tab/>y</text:p>'


def _table() -> str:
    def cell(text: str) -> str:
        number = text.replace(".", "")
        value = f' office:value-type="float" office:value="{number}"' if number.isdigit() else ""
        return f"<table:table-cell{value}><text:p>{text}</text:p></table:table-cell>"

    rows = "".join(
        f"<table:table-row>{''.join(map(cell, row))}"
        '<table:table-cell table:number-columns-repeated="1000"/></table:table-row>'
        for row in ROWS
    )
    return f'<table:table table:name="Begroting">{rows}</table:table>'


def _slide() -> str:
    return (
        '<draw:page draw:name="Dia"><draw:frame presentation:class="title"><draw:text-box>'
        f"<text:p>Beleidsplan</text:p></draw:text-box></draw:frame><draw:frame><draw:text-box>{_paragraph()}"
        "</draw:text-box></draw:frame></draw:page>"
    )


def _html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    return (
        '<!doctype html><html lang="nl"><head><title>Beleidsplan</title><style>p{color:red}</style></head>'
        f"<body><nav>menu</nav><h1>Beleidsplan</h1><p hidden>x</p><p>{PROSE}</p><ul><li>een<li>twee</ul>"
        f"<table>{rows}</table></body></html>"
    ).encode()


def _markdown() -> bytes:
    rows = "\n".join("| " + " | ".join(row) + " |" for row in (ROWS[0], ("---",) * 3, *ROWS[1:]))
    front = '---\ntitle: "Plan"\ndate: 2026-01-02\ntopics: ["geld"]\n---\n'
    return f"{front}\n# Plan\n\n{PROSE}\n\n{rows}\n".encode()
