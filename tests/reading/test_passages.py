"""What every split keeps to, whatever the document."""

from __future__ import annotations

import random

import pytest

from assistant.reading.passages import SPLITTER, estimate, split
from assistant.records import Document, Heading, Page, Span
from tests.reading.making import PROSE


def document(*pages: Page, title: str = "Nota") -> Document:
    return Document(title, "nota.pdf", "pdf", "0" * 64, pages)


def page(number: int | None, *parts: str | tuple[int, str]) -> Page:
    """A page of paragraphs; a tuple is a heading with its level."""
    text, headings = "", []
    for part in parts:
        text += "\n\n" * bool(text)
        if isinstance(part, tuple):
            headings.append(Heading(len(text), *part))
            text += part[1]
        else:
            text += part
    return Page(number, None, text, tuple(headings))


def holds(source: Document, spans: list[Span]) -> None:
    for span in spans:
        assert span.text == source.pages[span.page].text[span.start : span.end]
        assert span.text == span.text.strip() != ""
    assert [(s.page, s.start) for s in spans] == sorted((s.page, s.start) for s in spans)
    for a, b in zip(spans, spans[1:], strict=False):
        assert a.page < b.page or a.end <= b.start
    for i, part in enumerate(source.pages):
        kept = "".join("".join(s.text.split()) for s in spans if s.page == i)
        assert kept == "".join(part.text.split())


def test_passages_are_about_as_long_as_asked() -> None:
    source = document(page(1, *[PROSE] * 40))
    for tokens in (100, 200, 300):
        spans = split(source, tokens)
        holds(source, spans)
        assert all(estimate(s.text) <= 1.5 * tokens for s in spans)
        assert sum(estimate(s.text) for s in spans) / len(spans) > 0.6 * tokens


def test_no_passage_crosses_a_page() -> None:
    source = document(page(1, "Kort."), page(2, "Ook kort."), page(3))
    assert [(s.page, s.text) for s in split(source)] == [(0, "Kort."), (1, "Ook kort.")]


def test_no_passage_crosses_a_high_heading() -> None:
    source = document(page(1, (1, "Taal"), PROSE, (1, "Rekenen"), PROSE, (2, "Geld"), "Weinig geld."))
    spans = split(source)
    holds(source, spans)
    assert [s.headings for s in spans] == [("Taal",), ("Rekenen",), ("Rekenen", "Geld")]


def test_headings_go_with_what_follows_them() -> None:
    source = document(page(1, (1, "Deel 1"), (2, "Taal"), (3, "Doel"), PROSE))
    (span,) = split(source)
    assert span.headings == ("Deel 1", "Taal", "Doel")
    assert span.text.startswith("Deel 1\n\nTaal")


def test_headings_are_carried_over_pages_without_the_title() -> None:
    source = document(page(1, (1, "NOTA"), (2, "Taal"), PROSE), page(2, PROSE), page(3, (2, "Geld"), PROSE))
    assert [s.headings for s in split(source)] == [("Taal",), ("Taal",), ("Geld",)]


def test_small_pieces_join_a_neighbour_under_the_same_heading() -> None:
    source = document(page(1, (1, "Taal"), *[PROSE] * 5, "Tot slot nog dit."))
    assert all(estimate(s.text) >= 40 for s in split(source))


def test_low_headings_part_passages_of_some_length() -> None:
    source = document(page(1, (1, "Taal"), (4, "Wat"), PROSE, (4, "Hoe"), PROSE, (4, "Kort"), "Ja."))
    assert [s.headings[-1] for s in split(source)] == ["Wat", "Hoe"]


def test_a_list_stays_with_its_introduction() -> None:
    items = "\n".join(f"• punt {i} van de lijst over taal en rekenen in de gemeente" for i in range(8))
    source = document(page(1, PROSE * 3, "De doelen zijn:\n" + items, PROSE))
    spans = split(source)
    holds(source, spans)
    (with_list,) = [s for s in spans if "De doelen zijn:" in s.text]
    assert "punt 7" in with_list.text


def test_a_table_is_cut_at_row_ends() -> None:
    rows = [f"{i}.1 Taakveld nummer {i} 137.{i:03} -859.{i:03}" for i in range(60)]
    source = document(page(1, "\n".join(rows)))
    spans = split(source)
    holds(source, spans)
    assert len(spans) > 2
    assert [line for s in spans for line in s.text.split("\n")] == rows


def test_a_sentence_without_end_is_cut_between_words() -> None:
    source = document(page(1, "woord " * 2000))
    spans = split(source)
    holds(source, spans)
    assert all(estimate(s.text) < 400 and s.text.endswith("woord") for s in spans)
    endless = document(page(1, "x" * 9000))
    holds(endless, split(endless))


def test_articles_of_a_law_stand_apart() -> None:
    parts = [
        part for i in range(1, 5) for part in ((6, f"Artikel {i} Onderwerp {i}"), "De minister stelt regels.")
    ]
    source = document(page(None, (1, "Hoofdstuk 1"), *parts))
    assert [s.headings[-1] for s in split(source)] == [f"Artikel {i} Onderwerp {i}" for i in range(1, 5)]


@pytest.mark.parametrize("seed", range(60))
def test_any_document_is_held_whole(seed: int) -> None:
    chance = random.Random(seed)
    pieces = [
        PROSE,
        "Kort.",
        "• punt een\n• punt twee",
        "Lijst:\n1. een;\n2. twee.",
        "5.6 Media 12.000 -3.000",
        "Los woord",
    ]
    pages = []
    for number in range(1, chance.randint(2, 6)):
        parts: list[str | tuple[int, str]] = []
        for i in range(chance.randint(0, 14)):
            heading = (chance.randint(1, 5), f"Kop {number}.{i}")
            parts.append(heading if chance.random() < 0.3 else chance.choice(pieces) * chance.randint(1, 3))
        pages.append(page(number, *parts))
    source = document(*pages)
    holds(source, split(source, chance.choice([50, 120, 200])))
    assert split(source) == split(source)


def test_the_splitter_has_a_name() -> None:
    assert SPLITTER == "sentences-200-v1"
