"""PDFs made of pictures: what a scanner, a screenshot and a camera leave in a file."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from assistant.reading import ocr

# In CI its absence is a failure and no reason to skip.
needs_tesseract = pytest.mark.skipif(
    not ocr.available() and not os.environ.get("CI"), reason="tesseract is not installed"
)

LETTER = """Geachte leden van de raad,

De bibliotheek ontvangt in dit jaar een subsidie van de
gemeente voor het Taalhuis. Met dit geld worden inwoners
geholpen die moeite hebben met lezen en schrijven.

In het najaar volgt een evaluatie van het programma. De
uitkomsten worden met de raad gedeeld, zodat die kan
besluiten over het vervolg van de samenwerking.

Met vriendelijke groet,
het college van burgemeester en wethouders"""
TABLE = (
    ("Stichting", "2025", "2026"),
    ("Stichting Openbare Bibliotheek", "712.400", "731.925"),
    ("Stichting Taalhuis De Brug", "64.150", "-3.275"),
    ("Muziekvereniging Concordia", "8.310", "8.540"),
    ("Reddingsbrigade Noord", "22.660", "23.105"),
    ("Museum aan de Haven", "105.000", "-12.480"),
    ("Totaal", "912.520", "747.815"),
)
WIDE, HIGH = 1240, 1754  # A4 at 150 pixels an inch


def font(size: int) -> Any:
    return ImageFont.load_default(size)


def paper(text: str = "", size: tuple[int, int] = (WIDE, HIGH), points: int = 28) -> Image.Image:
    """A sheet of paper with lines of text on it."""
    sheet = Image.new("L", size, 252)
    ImageDraw.Draw(sheet).multiline_text((120, 140), text, 20, font(points), spacing=16)
    return sheet


def table(rows: Sequence[Sequence[str]] = TABLE, ruled: bool = True, points: int = 26) -> Image.Image:
    """A table as a picture: labels left, amounts to the right, with borders when `ruled`."""
    step, first, other = 2 * points, 21 * points, 8 * points
    width, height = first + other * (len(rows[0]) - 1), step * len(rows)
    sheet = Image.new("L", (width + 4, height + 4), 255)
    draw = ImageDraw.Draw(sheet)
    for i, row in enumerate(rows):
        draw.text((10, i * step + points // 2), row[0], 0, font(points))
        for j, cell in enumerate(row[1:]):
            draw.text(
                (first + other * (j + 1) - 12, i * step + points // 2), cell, 0, font(points), anchor="ra"
            )
    if ruled:
        for y in range(0, height + 1, step):
            draw.line((0, y, width, y), 0, 2)
        for x in (0, *range(first, width + 1, other)):
            draw.line((x, 0, x, height), 0, 2)
    return sheet


def photo(width: int = 600, height: int = 450) -> Image.Image:
    """A picture of no words: soft shapes under leaves, with the many small marks of a real photo."""
    draw_from = random.Random(7)
    coarse = Image.new("RGB", (24, 18))
    coarse.putdata([tuple(draw_from.randrange(30, 226) for _ in range(3)) for _ in range(24 * 18)])
    scene = coarse.resize((width, height), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(scene)
    for _ in range(2500):
        x, y, w = draw_from.randrange(width), draw_from.randrange(height), draw_from.randrange(2, 14)
        tone = tuple(draw_from.randrange(256) for _ in range(3))
        draw.ellipse((x, y, x + w, y + draw_from.randrange(2, 9)), fill=tone)
    return scene


def document(path: Path, *pages: Callable[[FPDF], None]) -> Path:
    """A PDF with an A4 page for each function that draws one."""
    made = FPDF(format="A4")
    made.set_auto_page_break(False)
    made.set_font("helvetica", size=11)
    for page in pages:
        made.add_page()
        page(made)
    made.output(str(path))
    return path


def scan(picture: Image.Image) -> Callable[[FPDF], None]:
    """A page that is one picture from edge to edge."""
    return lambda pdf: put(pdf, picture, 0, 0, 210, 297)


def put(pdf: FPDF, picture: Image.Image, x: float, y: float, width: float, height: float = 0) -> None:
    """A picture on the page, in millimetres."""
    pdf.image(picture, x, y, width, height)


def written(text: str, y: float = 20) -> Callable[[FPDF], None]:
    """A page with lines of text of its own."""

    def draw(pdf: FPDF) -> None:
        pdf.set_xy(20, y)
        pdf.multi_cell(170, 6, text)

    return draw


def both(*parts: Callable[[FPDF], None]) -> Callable[[FPDF], None]:
    """A page with several things on it, drawn in this order."""

    def draw(pdf: FPDF) -> None:
        for part in parts:
            part(pdf)

    return draw
