"""Presentations: a slide is a page, and what it draws is read too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.reading import read
from tests.reading.tabling import told


@pytest.fixture
def show() -> Any:
    from pptx import Presentation

    return Presentation()


def saved(show: Any, tmp_path: Path) -> Path:
    path = tmp_path / "dia.pptx"
    show.save(str(path))
    return path


def box(slide: Any, text: str, left: float, top: float, width: float = 3, height: float = 1) -> None:
    from pptx.util import Inches

    shape = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
    shape.text_frame.text = text


def test_slides_are_pages(show: Any, tmp_path: Path) -> None:
    from pptx.util import Inches

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
    document = read(saved(show, tmp_path))
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert document.pages[0].text == "Taal voor iedereen\n\n- Eerste punt\n- Tweede punt"
    assert document.pages[0].headings[0].text == "Taal voor iedereen"
    assert document.pages[1].text == "Naam | Bedrag\nTaalhuis | € 500\n\nIn een groep\n\nVertel dit erbij."
    assert told(document.pages[1], document.pages[1].tables[0]) == [("Taalhuis", {"Bedrag": "€ 500"})]
    assert document.legibility.pages("empty") == (3,)
    assert (document.title, document.kind) == ("Taal voor iedereen", "presentation")


def test_a_chart_is_lines_and_a_table(show: Any, tmp_path: Path) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    slide = show.slides.add_slide(show.slide_layouts[6])
    data = CategoryChartData(number_format="#,##0")
    data.categories = ["2024", "2025"]
    data.add_series("Lasten", (859042, 900000))
    data.add_series("Baten", (1200, None))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(4), Inches(2), data)
    frame.chart.has_title = True
    frame.chart.chart_title.text_frame.text = "Begroting"
    frame.chart.value_axis.has_title = True
    frame.chart.value_axis.axis_title.text_frame.text = "bedragen x € 1.000"
    (page,) = read(saved(show, tmp_path)).pages
    assert page.text == (
        "Begroting\n\nbedragen x € 1.000\n\nLasten, 2024: 859.042\nLasten, 2025: 900.000\nBaten, 2024: 1.200"
    )
    (table,) = page.tables
    assert (table.title, table.unit) == ("Begroting", "x € 1.000")
    assert told(page, table) == [
        ("Lasten", {"2024": "859.042"}),
        ("Lasten", {"2025": "900.000"}),
        ("Baten", {"2024": "1.200"}),
    ]


def test_charts_of_other_shapes(show: Any, tmp_path: Path) -> None:
    from pptx.chart.data import CategoryChartData, XyChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    slide = show.slides.add_slide(show.slide_layouts[6])
    pie = CategoryChartData(number_format="0%")
    pie.categories = ["Ja", "Nee"]
    pie.add_series("Aandeel", (0.75, 0.25))
    slide.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, Inches(4), Inches(2), pie)
    points = XyChartData()
    points.add_series("Meting").add_data_point(1.5, 2.25)
    slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, 0, Inches(3), Inches(4), Inches(2), points)
    (page,) = read(saved(show, tmp_path)).pages
    assert page.text == "Aandeel, Ja: 75%\nAandeel, Nee: 25%\n\nMeting, 1,5: 2,25"


def test_a_merged_table_cell_comes_once(show: Any, tmp_path: Path) -> None:
    from pptx.util import Inches

    slide = show.slides.add_slide(show.slide_layouts[6])
    table = slide.shapes.add_table(3, 3, 0, 0, Inches(4), Inches(1)).table
    table.cell(0, 1).merge(table.cell(0, 2))
    for at, text in (((0, 1), "2026"), ((1, 0), "Post"), ((1, 1), "Lasten"), ((1, 2), "Baten")):
        table.cell(*at).text = text
    for column, text in enumerate(["Media", "100", "10"]):
        table.cell(2, column).text = text
    (page,) = read(saved(show, tmp_path)).pages
    assert page.text == "| 2026\nPost | Lasten | Baten\nMedia | 100 | 10"
    assert told(page, page.tables[0]) == [("Media", {"2026 Lasten": "100", "2026 Baten": "10"})]
    assert len(page.tables[0].heads) == 2


def test_the_texts_of_a_diagram(show: Any, tmp_path: Path) -> None:
    from lxml import etree
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI
    from pptx.util import Inches

    dgm = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def point(text: str, kind: str = "node") -> str:
        return f'<d:pt type="{kind}"><d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t></d:pt>'

    points = point("Wensen ophalen") + point("overgang", "parTrans") + point("Plan schrijven")
    blob = f'<d:dataModel xmlns:d="{dgm}" xmlns:a="{a}"><d:ptLst>{points}</d:ptLst></d:dataModel>'
    slide = show.slides.add_slide(show.slide_layouts[6])
    part = Part(PackURI("/ppt/diagrams/data1.xml"), "application/xml", slide.part.package, blob.encode())
    identity = slide.part.relate_to(part, f"{r}/diagramData")
    frame = slide.shapes.add_table(1, 1, 0, 0, Inches(1), Inches(1))
    data = frame._element.graphic.graphicData
    data.remove(data.tbl)
    data.set("uri", dgm)
    data.append(etree.fromstring(f'<d:relIds xmlns:d="{dgm}" xmlns:r="{r}" r:dm="{identity}"/>'))
    (page,) = read(saved(show, tmp_path)).pages
    assert page.text == "- Wensen ophalen\n- Plan schrijven"


def test_shapes_stored_upside_down_are_read_from_the_top(show: Any, tmp_path: Path) -> None:
    slide = show.slides.add_slide(show.slide_layouts[6])
    box(slide, "links onder", 1, 4)
    box(slide, "rechts", 6, 2, height=3)
    box(slide, "links boven", 1, 2)
    box(slide, "kop", 1, 0, width=8)
    (page,) = read(saved(show, tmp_path)).pages
    assert page.text.split("\n\n") == ["kop", "links boven", "links onder", "rechts"]


def test_the_stored_order_is_kept_where_it_can_be_right(show: Any, tmp_path: Path) -> None:
    slide = show.slides.add_slide(show.slide_layouts[6])
    for text, left, top in (("kop een", 1, 1), ("tekst een", 1, 3), ("kop twee", 6, 1), ("tekst twee", 6, 3)):
        box(slide, text, left, top)
    (page,) = read(saved(show, tmp_path)).pages
    assert page.text.split("\n\n") == ["kop een", "tekst een", "kop twee", "tekst twee"]
