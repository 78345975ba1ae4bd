"""OpenDocument texts, presentations and spreadsheets: what a reader sees, in order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.errors import BrokenFile, CannotUnlock
from assistant.reading import read
from assistant.records import Page
from tests.reading.making import PROSE
from tests.reading.opendocument import SPACES, odf
from tests.reading.tabling import told


def text(tmp_path: Path, body: str, styles: str = "", meta: str = "") -> Page:
    (page,) = read(odf(tmp_path / "nota.odt", body, styles, meta)).pages
    return page


def sheet(tmp_path: Path, table: str, styles: str = "") -> Page:
    (page,) = read(
        odf(tmp_path / "blad.ods", f"<table:table table:name='B'>{table}</table:table>", styles)
    ).pages
    return page


def row(*cells: str, attributes: str = "") -> str:
    """A table row; a cell is its text, or XML."""
    made = [
        c if c.startswith("<") else f"<table:table-cell><text:p>{c}</text:p></table:table-cell>"
        for c in cells
    ]
    return f"<table:table-row {attributes}>{''.join(made)}</table:table-row>"


def value(kind: str, attributes: str, shown: str = "") -> str:
    shown = f"<text:p>{shown}</text:p>" if shown else ""
    return f"<table:table-cell office:value-type='{kind}' {attributes}>{shown}</table:table-cell>"


def test_a_text_in_document_order(tmp_path: Path) -> None:
    body = """
      <text:tracked-changes><text:changed-region><text:deletion><text:p>Geschrapt.</text:p></text:deletion>
      </text:changed-region></text:tracked-changes>
      <text:p text:style-name="P1">Beleidsnota bibliotheek</text:p>
      <text:table-of-content><text:p>Inhoud 1</text:p></text:table-of-content>
      <text:h text:outline-level="2">Aanleiding</text:h>
      <text:p>De <text:span>gemeente</text:span><text:note><text:note-citation>1</text:note-citation>
        <text:note-body><text:p>Zie de wet.</text:p></text:note-body></text:note> werkt<text:s
        text:c="2"/>samen.
        <office:annotation><text:p>Klopt dit?</text:p></office:annotation></text:p>
      <text:list><text:list-item><text:p>eerste punt</text:p>
        <text:list><text:list-item><text:p>dieper punt</text:p></text:list-item></text:list></text:list-item>
        <text:list-item><text:p>tweede punt</text:p></text:list-item></text:list>
      <text:section><text:p>In een sectie.</text:p></text:section>
      <text:section text:display="none"><text:p>Niet te zien.</text:p></text:section>
      <text:p>Zin <text:span text:style-name="T9">verborgen </text:span>slot.<draw:frame><draw:text-box>
        <text:p>In een kader.</text:p></draw:text-box></draw:frame></text:p>
    """
    styles = (
        "<style:style style:name='P1' style:parent-style-name='Title'/>"
        "<style:style style:name='T9'><style:text-properties text:display='none'/></style:style>"
    )
    page = text(tmp_path, body, styles)
    assert page.text == (
        "Beleidsnota bibliotheek\n\nAanleiding\n\nDe gemeente werkt samen.\n\n[1] Zie de wet.\n\n"
        "- eerste punt\n- dieper punt\n- tweede punt\n\nIn een sectie.\n\nZin slot.\n\nIn een kader."
    )
    assert [(h.level, h.text) for h in page.headings] == [(1, "Beleidsnota bibliotheek"), (2, "Aanleiding")]
    assert (page.number, page.verdict) == (None, "text")


def test_a_table_in_a_text(tmp_path: Path) -> None:
    rows = row("Post", "2025 (x € 1.000)") + row("Media", "859") + row("Sport", "pm")
    heading = "<text:h text:outline-level='1'>Lasten</text:h>"
    page = text(tmp_path, f"{heading}<table:table>{rows}</table:table><text:p>Slot.</text:p>")
    assert page.text == "Lasten\n\nPost | 2025 (x € 1.000)\nMedia | 859\nSport | pm\n\nSlot."
    (table,) = page.tables
    assert (table.title, table.unit) == ("Lasten", "x € 1.000")
    assert [page.text[a:b] for a, b in table.heads] == ["Post | 2025 (x € 1.000)"]
    assert told(page, table) == [
        ("Media", {"2025 (x € 1.000)": "859"}),
        ("Sport", {"2025 (x € 1.000)": "pm"}),
    ]


def test_metadata(tmp_path: Path) -> None:
    meta = "<dc:title>Aanpak basisvaardigheden bibliotheek</dc:title><dc:language>en-GB</dc:language>"
    path = odf(tmp_path / "brief.odt", f"<text:p>Onze aanpak. {PROSE}</text:p>", meta=meta)
    assert (read(path).title, read(path).format) == ("Aanpak basisvaardigheden bibliotheek", "odt")
    assert read(odf(path, "<text:p>Kort.</text:p>", meta=meta)).language == "en"


def test_slides_are_pages(tmp_path: Path) -> None:
    def frame(inside: str, kind: str = "outline") -> str:
        return f"<draw:frame presentation:class='{kind}'><draw:text-box>{inside}</draw:text-box></draw:frame>"

    rows = row("Naam", "Bedrag") + row("Taalhuis", "€ 500")
    table = f"<draw:frame><table:table>{rows}</table:table></draw:frame>"
    first = (
        frame(
            "<text:list><text:list-item><text:p>Eerste</text:p></text:list-item></text:list><text:p>Tweede</text:p>"
        )
        + frame("<text:p>Taal voor iedereen</text:p>", "title")
        + frame("<text:p>7</text:p>", "page-number")
        + table
        + "<presentation:notes>"
        + frame("<text:p>Vertel dit erbij.</text:p>", "notes")
        + "</presentation:notes>"
    )
    chart = f"""<office:document-content {SPACES}><office:body><office:chart><chart:chart>
      <chart:title><text:p>Leden</text:p></chart:title><table:table table:name="local-table">
      {row("", "Jeugd")}{row("2025", value("float", "office:value='1200'", "1200"))}
      </table:table></chart:chart></office:chart></office:body></office:document-content>"""
    second = "<draw:frame><draw:object xlink:href='./Object 1'/></draw:frame>"
    path = odf(
        tmp_path / "show.odp",
        f"<draw:page>{first}</draw:page><draw:page>{second}</draw:page><draw:page/>",
        more={"Object 1/content.xml": chart},
    )
    document = read(path)
    assert [p.number for p in document.pages] == [1, 2, 3]
    assert document.pages[0].text == (
        "Taal voor iedereen\n\n- Eerste\n- Tweede\n\nNaam | Bedrag\nTaalhuis | € 500\n\nVertel dit erbij."
    )
    assert document.title == "Taal voor iedereen"
    assert told(document.pages[0], document.pages[0].tables[0]) == [("Taalhuis", {"Bedrag": "€ 500"})]
    assert document.pages[1].text == "Leden\n\nJeugd, 2025: 1200"
    assert told(document.pages[1], document.pages[1].tables[0]) == [("Jeugd", {"2025": "1200"})]
    assert document.pages[2].verdict == "empty"


def test_a_sheet_is_read_as_shown(tmp_path: Path) -> None:
    rows = (
        row("Lasten per taakveld (bedragen x € 1.000)")
        + row("Taakveld", "Lasten", "Deel", "Sinds", "Actief", "Fout")
        + row(
            "5.6 Media",
            value("float", "office:value='859042'", "859.042"),
            value("percentage", "office:value='0.125'", "12,5%"),
            value("date", "office:date-value='2026-03-01'", "1 mrt 2026"),
            value("boolean", "office:boolean-value='true'", "WAAR"),
            value("string", "calcext:value-type='error' table:formula='of:=1/0'", "#DEEL/0!"),
        )
        + row(
            "5.7 Groen",
            value("float", "office:value='0.30000000000000004'"),
            value("percentage", "office:value='0.07'"),
            value("date", "office:date-value='2026-03-01T14:05:00'"),
            value("float", "office:value='1234.5'", "1234.5"),
        )
    )
    page = sheet(tmp_path, rows)
    assert page.text == (
        "Lasten per taakveld (bedragen x € 1.000)\n\n"
        "Taakveld: 5.6 Media | Lasten: 859.042 | Deel: 12,5% | Sinds: 1 mrt 2026 | Actief: ja\n"
        "Taakveld: 5.7 Groen | Lasten: 0,3 | Deel: 7% | Sinds: 01-03-2026 14:05 | Actief: 1234,5"
    )
    assert page.tables[0].unit == "x € 1.000"


def test_hidden_sheets_rows_and_columns_are_left_out(tmp_path: Path) -> None:
    columns = "<table:table-column/><table:table-column table:visibility='collapse'/><table:table-column/>"
    rows = (
        row("Naam", "Loon", "Leden")
        + row("Leiden", "1", "10")
        + row("Geheim", "2", "20", attributes="table:visibility='filter'")
        + row("Delft", "3", "30")
    )
    hidden = "<style:style style:name='ta2'><style:table-properties table:display='false'/></style:style>"
    body = (
        f"<table:table table:name='Weg' table:style-name='ta2'>{rows}</table:table>"
        f"<table:table table:name='Cijfers'>{columns}{rows}</table:table>"
    )
    (page,) = read(odf(tmp_path / "b.ods", body, hidden)).pages
    assert (page.number, page.label) == (2, "Cijfers")
    assert page.text == "Naam: Leiden | Leden: 10\nNaam: Delft | Leden: 30"


def test_merged_heads_on_a_sheet(tmp_path: Path) -> None:
    wide = "<table:table-cell table:number-columns-spanned='2'><text:p>2026</text:p></table:table-cell>"
    rows = (
        row("<table:table-cell/>", wide, "<table:covered-table-cell/>")
        + row("Taakveld", "Lasten", "Baten")
        + row("Media", "100", "10")
    )
    page = sheet(tmp_path, rows)
    assert told(page, page.tables[0]) == [("Media", {"2026 Lasten": "100", "2026 Baten": "10"})]


def test_what_is_repeated_a_million_times_is_bounded(tmp_path: Path) -> None:
    many = "table:number-rows-repeated='1048000'"
    empty = row("<table:table-cell table:number-columns-repeated='16384'/>", attributes=many)
    wide = "<table:table-cell table:number-columns-repeated='16000'><text:p>x</text:p></table:table-cell>"
    filled = row(wide, attributes=many)
    page = sheet(tmp_path, row("Naam", "Aantal") + row("Leden", "5") + empty + filled * 50)
    assert page.text.startswith("Naam: Leden | Aantal: 5\n")
    assert len(page.text) < 200_000


def test_files_of_another_writer(tmp_path: Path) -> None:
    odfdo = pytest.importorskip("odfdo")
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(1, "Aanleiding"))
    paragraph = odfdo.Paragraph("De gemeente werkt met de bibliotheek.")
    paragraph.insert_note(after="gemeente", note_id="n1", citation="1", body="Zie de wet.")
    document.body.append(paragraph)
    document.body.append(odfdo.List(["eerste punt", "tweede punt"]))
    document.save(tmp_path / "a.odt")
    assert read(tmp_path / "a.odt").pages[0].text == (
        "Aanleiding\n\nDe gemeente werkt met de bibliotheek.\n\n[1] Zie de wet.\n\n"
        "- eerste punt\n- tweede punt"
    )
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    table = odfdo.Table("Cijfers")
    for y, cells in enumerate([["Naam", "Bedrag", "Datum"], ["Media", 859042.5, date(2026, 3, 1)]]):
        for x, content in enumerate(cells):
            table.set_value((x, y), content)
    document.body.append(table)
    document.save(tmp_path / "a.ods")
    (page,) = read(tmp_path / "a.ods").pages
    assert (page.label, page.text) == ("Cijfers", "Naam: Media | Bedrag: 859042,5 | Datum: 01-03-2026")


@pytest.mark.parametrize("suffix", [".odt", ".odp", ".ods"])
def test_a_protected_file_says_that_no_password_opens_it(tmp_path: Path, suffix: str) -> None:
    manifest = "<m:manifest xmlns:m='x'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    path = odf(tmp_path / f"slot{suffix}", "", more={"META-INF/manifest.xml": manifest})
    with pytest.raises(CannotUnlock) as caught:
        read(path)
    assert caught.value.details["file"] == path.name


@pytest.mark.parametrize("suffix", [".odt", ".odp", ".ods"])
@pytest.mark.parametrize("content", ["", "<a>", "<a/>", "geen xml"])
def test_content_that_is_none_is_broken(tmp_path: Path, suffix: str, content: str) -> None:
    with pytest.raises(BrokenFile) as caught:
        read(odf(tmp_path / f"stuk{suffix}", "", more={"content.xml": content}))
    assert caught.value.details["file"] == f"stuk{suffix}"
