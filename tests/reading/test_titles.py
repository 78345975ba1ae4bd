"""The name a document is shown under, and when its file's name is believed."""

from __future__ import annotations

import pytest

from assistant.reading.about.titles import LONGEST_SUBJECT, choose_title
from assistant.reading.raw import Raw
from assistant.records import Page


def raw(*texts: str, first_title: str | None = None) -> Raw:
    pages = tuple(Page(number, None, text) for number, text in enumerate(texts, 1))
    return Raw(pages, first_title=first_title)


@pytest.mark.parametrize(
    "text,title",
    [
        ("BEGROTING\n\nDe begroting 2024 van Baarn.", "Baarn begroting 2024"),
        ("BEGROTING\n\nDe begroting 2021 van Baarn.", "BEGROTING".capitalize()),
    ],
)
def test_a_year_in_the_file_name_has_to_stand_in_the_text(text: str, title: str) -> None:
    assert choose_title(raw(text, first_title="BEGROTING"), "baarn_begroting_2024.pdf") == title


@pytest.mark.parametrize(
    "file,title",
    [
        ("Jaarstukken_2021.pdf", "Overzicht van baten en lasten"),
        ("Begroting_2019.pdf", "Overzicht van baten en lasten"),
        ("Begroting_2021.pdf", "Begroting 2021"),
        ("overzicht.pdf", "Overzicht"),
    ],
)
def test_a_file_name_that_the_columns_contradict_is_no_title(file: str, title: str) -> None:
    heads = "Begroting 2021 Begroting 2021 Begroting 2021\n5.6 Media 1.000 2.000 3.000\n"
    assert choose_title(raw("Overzicht van baten en lasten\n" + heads * 3), file) == title


def test_a_cover_gives_the_title_and_a_full_page_does_not() -> None:
    cover = "Gemeente Baarn\nJaarstukken 2023\n1"
    assert choose_title(raw(cover, "Tekst."), "scan1.pdf") == "Jaarstukken 2023"
    assert choose_title(raw(cover + "\nTekst over van alles." * 20), "scan1.pdf") == "Scan1"


def test_a_long_subject_is_cut_between_words() -> None:
    subject = "Beantwoording van vragen over " + "taalhuizen en " * 12 + "meer"
    title = choose_title(raw(f"Datum | 3 mei 2026\nOnderwerp | {subject}"), "brief.docx")
    assert title.endswith(" …") and len(title) <= LONGEST_SUBJECT + 2
    assert subject.startswith(title.removesuffix(" …") + " ")
