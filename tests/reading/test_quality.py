"""Every page gets a verdict: what it is, told from its text and its pixels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pypdf
import pytest
from fpdf import FPDF
from fpdf.enums import TextMode
from PIL import Image, ImageDraw

from assistant.reading.cleaning import clean
from assistant.reading.pdf.drafts import Draft, drafts
from assistant.reading.quality import is_readable, sense, verdict, verdicts
from assistant.reading.quality.measuring import Measured
from assistant.records import Page, Verdict
from tests.reading.making import PROSE, locked, pdf
from tests.reading.picturing import (
    HIGH,
    LETTER,
    WIDE,
    both,
    document,
    font,
    paper,
    photo,
    put,
    scan,
    table,
    written,
)

GARBLED = " ".join(f"/{i % 14}/{i % 9}/{i % 31},/{i % 5}/{i % 7}" for i in range(80))
SHIFTED = "".join(chr((ord(c) - 97 + 11) % 26 + 97) if c.islower() else c for c in LETTER.lower() * 2)
GERMAN = (
    "Die Gemeinde unterstützt ihre Bibliothek mit jährlich wachsenden Mitteln, weil Lesen und Schreiben "
    "wichtig bleiben. Jeder Einwohner darf kostenlos Kurse besuchen, die gemeinsam entwickelt wurden; "
    "Ehrenamtliche begleiten Teilnehmer und erklären Formulare, Briefe sowie Rechnungen."
)
FIGURES = "\n".join(f"5.{i} Taakveld {i} 1{i}4.325 -63{i}.417 -49{i}.092 {i},5%" for i in range(1, 9))

Draw = Callable[[FPDF], None]


def look(path: Path, password: str | None = None) -> tuple[tuple[Verdict, ...], tuple[Measured, ...]]:
    """The verdicts on a file, and what was measured."""
    reader = pypdf.PdfReader(path, password=password)
    texts = [clean(page.extract_text()) for page in reader.pages]
    measured = tuple(draft.measured for draft in _drafts(path, password, len(texts)))
    return verdicts(texts, measured), measured


def _drafts(path: Path, password: str | None, count: int) -> list[Draft]:
    pages = pypdf.PdfReader(path, password=password).pages
    return drafts(list(pages), range(count), path.read_bytes(), password, None)


def judge(path: Path, *pages: Draw) -> tuple[Verdict, ...]:
    return look(document(path, *pages))[0]


def test_text_scan_and_blank(tmp_path: Path) -> None:
    found = judge(tmp_path / "a.pdf", written(PROSE), scan(paper(LETTER)), lambda _: None, written("3", 280))
    assert found == ("text", "scan", "empty", "empty")


def test_a_white_scan_with_a_speck_is_empty(tmp_path: Path) -> None:
    sheet = paper()
    ImageDraw.Draw(sheet).ellipse((300, 400, 304, 404), fill=60)
    assert judge(tmp_path / "a.pdf", scan(sheet)) == ("empty",)


def test_handwriting_is_a_scan_though_no_words_are_seen(tmp_path: Path) -> None:
    sheet = paper()
    draw = ImageDraw.Draw(sheet)
    for y in range(300, 1200, 130):
        points = [(x, y + (x * 37 % 71) - 35) for x in range(150, 1000, 23)]
        draw.line(points, fill=40, width=5, joint="curve")
    assert judge(tmp_path / "a.pdf", scan(sheet)) == ("scan",)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_scan_that_lies_on_its_side(tmp_path: Path, degrees: int) -> None:
    assert judge(tmp_path / "a.pdf", scan(paper(LETTER).rotate(degrees, expand=True))) == ("scan",)


def test_a_scan_on_a_page_that_is_shown_turned(tmp_path: Path) -> None:
    path = document(tmp_path / "a.pdf", scan(paper(LETTER).rotate(90, expand=True)))
    writer = pypdf.PdfWriter(clone_from=path)
    writer.pages[0].rotate(90)
    writer.write(path)
    found, measured = look(path)
    assert found == ("scan",)
    assert measured[0].covered == pytest.approx(1, abs=0.02)
    assert measured[0].pictures[0].box == pytest.approx((0, 0, 842, 595), abs=3)


def test_a_scan_in_strips(tmp_path: Path) -> None:
    sheet = paper(LETTER)
    strips = [sheet.crop((0, i * HIGH // 16, WIDE, (i + 1) * HIGH // 16)) for i in range(16)]
    found, measured = look(
        document(
            tmp_path / "a.pdf",
            lambda pdf: [put(pdf, s, 0, i * 297 / 16, 210, 297 / 16) for i, s in enumerate(strips)] and None,
        )
    )
    assert found == ("scan",)
    assert measured[0].covered == pytest.approx(1, abs=0.02)


def test_a_table_as_a_picture_is_told_from_a_photo(tmp_path: Path) -> None:
    found, measured = look(
        document(
            tmp_path / "a.pdf",
            both(written(PROSE), lambda pdf: put(pdf, table(), 20, 80, 150)),
            both(written(PROSE), lambda pdf: put(pdf, photo(), 20, 80, 150)),
            both(written(PROSE), lambda pdf: put(pdf, table(ruled=False), 20, 80, 150)),
        )
    )
    assert found == ("picture", "text", "picture")
    assert measured[0].written[0] == pytest.approx((57, 227, 482, 389), abs=6)
    assert measured[1].written == ()


def test_a_page_that_is_a_photo_is_not_unreadable(tmp_path: Path) -> None:
    cover = both(scan(photo(620, 877)), written("Plan van aanpak basisvaardigheden in onze gemeente", 240))
    assert judge(tmp_path / "a.pdf", scan(photo(620, 877)), cover) == ("empty", "text")


def test_text_over_a_picture_is_text(tmp_path: Path) -> None:
    slide = both(scan(photo(620, 877)), lambda pdf: pdf.set_fill_color(255), written(LETTER))
    grey = both(scan(Image.new("L", (100, 140), 230)), written(LETTER))
    assert judge(tmp_path / "a.pdf", slide, grey) == ("text", "text")


def test_a_letterhead_on_every_page_is_no_missing_table(tmp_path: Path) -> None:
    page = both(lambda pdf: put(pdf, table(), 15, 5, 90), written(PROSE, 60))
    assert judge(tmp_path / "one.pdf", page) == ("picture",)
    assert judge(tmp_path / "four.pdf", page, page, page, page) == ("text",) * 4


@pytest.mark.parametrize("way", ["invisible", "under the picture"])
def test_a_scan_with_a_layer_of_recognised_text(tmp_path: Path, way: str) -> None:
    def unseen(text: str) -> Draw:
        def draw(pdf: FPDF) -> None:
            if way == "invisible":
                with pdf.local_context(text_mode=TextMode.INVISIBLE):
                    written(text)(pdf)
            else:
                written(text)(pdf)

        picture = scan(paper(LETTER))
        return both(picture, draw) if way == "invisible" else both(draw, picture)

    poor = "ahtde~ ldn vn^d rd Tlhs x9k~ bbltk wrdn nwnrs glpn m@et schrvn vlgt vltt prgrmm tkmstn gdld bsltn"
    assert judge(tmp_path / "a.pdf", unseen(LETTER), unseen(poor)) == ("ocr", "scan")


def test_a_watermark_over_text_hides_nothing(tmp_path: Path) -> None:
    mark = Image.new("RGBA", (300, 424), (0, 0, 0, 0))
    ImageDraw.Draw(mark).text((60, 200), "CONCEPT", (200, 0, 0, 90), font(40))
    assert judge(tmp_path / "a.pdf", both(written(LETTER), scan(mark))) == ("text",)


def test_text_drawn_as_shapes_is_a_scan(tmp_path: Path) -> None:
    small = paper(LETTER, (620, 877), 14).point(lambda tone: 255 * (tone > 128))

    def shapes(pdf: FPDF) -> None:
        step = 210 / small.width
        for y in range(small.height):
            start = None
            for x in range(small.width):
                inked = small.getpixel((x, y)) == 0
                if inked and start is None:
                    start = x
                elif not inked and start is not None:
                    pdf.rect(start * step, y * step, (x - start) * step, step, "F")
                    start = None

    def lines(pdf: FPDF) -> None:
        for i in range(150):
            pdf.line(20, 20 + i, 190, 20 + i)

    assert judge(tmp_path / "a.pdf", shapes, lines) == ("scan", "empty")


def test_a_nonsense_text_layer_is_garbled_down_to_its_shortest_page(tmp_path: Path) -> None:
    full = [[("body", GARBLED[i * 90 : (i + 1) * 90]) for i in range(10)]] * 4
    path = pdf(tmp_path / "a.pdf", [*full, [("body", "/0/1/2 /3/4/5/6")]])
    assert look(path)[0] == ("garbled",) * 5


def test_one_page_of_nonsense_among_good_ones(tmp_path: Path) -> None:
    pages: Sequence[Draw] = [written(LETTER), written(SHIFTED), written(LETTER)]
    assert judge(tmp_path / "a.pdf", *pages) == ("text", "garbled", "text")


def test_glyphs_that_no_character_set_knows_are_garbled() -> None:
    assert verdict("", Measured(glyphs=900, unmapped=0.95)) == "garbled"
    assert verdict(PROSE, Measured(glyphs=900, unmapped=0.02)) == "text"


@pytest.mark.parametrize(
    "text",
    [
        FIGURES,
        GERMAN,
        "\n".join(f"GM{1000 + i} Gemeente{i} 12{i}" for i in range(150)),
        "Jaarverslag",
        "2021-2024",
        "GGD RIVM VNG BZK OCW SZW IPO UWV CBS DNB AFM KvK RDW SVB " * 3,
        "Van Dijk, Bakker-Schut, McDonald, De Vries, Jansen, Özdemir, Kowalczyk, Nguyen, Smit, Postma",
    ],
)
def test_figures_names_and_other_languages_are_text(text: str) -> None:
    assert verdict(text, Measured(glyphs=len(text))) == "text"


def test_a_locked_file_is_measured_with_its_password(tmp_path: Path) -> None:
    path = locked(document(tmp_path / "a.pdf", scan(paper(LETTER))), tmp_path / "b.pdf", "geheim")
    assert look(path, "geheim")[0] == ("scan",)


def test_a_file_that_cannot_be_drawn_is_judged_by_its_text(tmp_path: Path) -> None:
    path = document(tmp_path / "a.pdf", written(PROSE), lambda _: None)
    pages = list(pypdf.PdfReader(path).pages)
    measured = [d.measured for d in drafts(pages, range(2), b"%PDF-1.4 and nothing more", None, None)]
    assert verdicts([PROSE, ""], measured) == ("text", "empty")


def test_sense_counts_words_and_no_figures() -> None:
    assert sense("5.6 Media 134.325 -633.417 € 12,50 (1.200) 01-02-2026").words == 1
    assert sense(LETTER).common >= 10
    assert sense("/14/15/41 /9/3").words == 2


def test_recognised_text_must_be_language() -> None:
    under = Measured(covered=1.0, hidden=1.0)
    assert verdict(LETTER, under) == "ocr"
    assert verdict("~ x9k fj%l bbltk ]] wrdnk tk;mstn qzx vlgtt", under) == "scan"
    assert verdict("", under) == "scan"


def test_a_short_text_of_odd_words_gets_the_benefit_of_the_doubt() -> None:
    assert is_readable([Page(1, None, "qwrtp sdfgh zxcvb")])
    assert not is_readable([Page(i, None, GARBLED) for i in range(1, 5)])
    assert is_readable([Page(1, None, LETTER * 8)])
