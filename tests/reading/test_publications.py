"""A publication that is named after its number gets a title that a reader can use."""

from __future__ import annotations

import pytest

from assistant.reading.about.publications import LONGEST, published_title
from assistant.reading.about.titles import choose_title
from assistant.reading.raw import Raw
from assistant.records import Page

BILL = """Tweede Kamer der Staten-Generaal

33 001 Wijziging van de regels voor het lenen
van boeken in de wijk

Nr. 3 MEMORIE VAN TOELICHTING

Algemeen"""


@pytest.mark.parametrize(
    ("file", "opening", "title"),
    [
        (
            "kst-33001-3.pdf",
            BILL,
            "Memorie van toelichting: Wijziging van de regels voor het lenen van boeken in de wijk",
        ),
        ("kst-33001-4.pdf", "Een tekst zonder dossier.", "Kamerstuk (kst-33001-4)"),
        ("blg-191.pdf", "Datum 1 mei\nBetreft het plan voor de wijk\n\nGeachte", "Het plan voor de wijk"),
        ("blg-191.pdf", "Geachte voorzitter,", "Bijlage bij een Kamerstuk (blg-191)"),
        (
            "handelingen_tk_20082009_4445-4480.pdf",
            "De heer Jansen: ja.",
            "Handelingen Tweede Kamer 2008-2009, 4445-4480",
        ),
        ("h-ek-20122013-32-7.pdf", "De heer Jansen: ja.", "Handelingen Eerste Kamer 2012-2013, 32-7"),
        ("blg-191.pdf", "", None),
        ("begroting_2026.pdf", BILL, None),
        ("handelingsperspectief.pdf", "Betreft de wijk", None),
    ],
)
def test_a_number_becomes_a_title(file: str, opening: str, title: str | None) -> None:
    assert published_title(file, opening) == title


def test_a_long_subject_is_cut_at_a_word() -> None:
    title = published_title("blg-1.pdf", f"Betreft {'een woord en ' * 30}")
    assert title is not None and title.endswith(" …") and len(title) <= LONGEST + 2


def test_only_a_title_that_would_be_the_files_name_gives_way() -> None:
    page = Page(1, None, "Tekst van de bijlage.")
    assert (
        choose_title(Raw((page,), first_title="Een plan voor de wijk"), "blg-191.pdf")
        == "Een plan voor de wijk"
    )
    assert choose_title(Raw((page,)), "blg-191.pdf") == "Bijlage bij een Kamerstuk (blg-191)"
