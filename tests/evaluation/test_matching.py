"""When what was found or cited is the evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.evaluation.gold import Evidence
from assistant.evaluation.matching import Retrieved, cites, holds, ranks, relevant, same_file
from assistant.records import Citation

QUOTE = "een twee drie vier vijf zes zeven acht negen tien"
EVIDENCE = Evidence("b.pdf", 4, QUOTE, "vijf")
TOWN = frozenset({"GM0629"})


def found(
    text: str, file: str = "wassenaar/b.pdf", page: int | None = 4, town: str | None = None
) -> Retrieved:
    """Something a search found."""
    return Retrieved(file, page, text, town)


def test_a_file_goes_by_its_name_with_or_without_folders() -> None:
    assert same_file("b.pdf", "wassenaar/b.pdf") and same_file("wassenaar/b.pdf", "wassenaar/b.pdf")
    assert not same_file("b.pdf", "wassenaar/ab.pdf") and not same_file("baarn/b.pdf", "wassenaar/b.pdf")


@pytest.mark.parametrize(
    ("text", "page", "right"),
    [
        (f"Ervoor. {QUOTE} Erna.", 4, True),
        ("een twee\ndrie vier  vijf zes zeven\nacht negen tien", 4, True),
        (f"{QUOTE}", 9, True),
        ("Ervoor een twee drie vier vijf zes", 4, True),
        ("vijf zes zeven acht negen tien erna", 4, True),
        ("Ervoor een twee drie vier vijf zes", 5, False),
        ("Ervoor een twee drie vier vijf", 4, False),
        ("een twee drie vier vijf zes ertussen", 4, False),
        ("", 4, False),
    ],
)
def test_a_passage_is_relevant_when_it_holds_the_quote_or_most_of_it(
    text: str, page: int, right: bool
) -> None:
    assert relevant(EVIDENCE, found(text, page=page), TOWN) is right


@pytest.mark.parametrize(("town", "right"), [(None, True), ("GM0629", True), ("GM0308", False)])
def test_another_document_counts_with_the_whole_quote_and_in_scope(town: str | None, right: bool) -> None:
    assert relevant(EVIDENCE, found(QUOTE, "c.pdf", 4, town), TOWN) is right
    assert not relevant(EVIDENCE, found("een twee drie vier vijf zes", "c.pdf", 4, town), TOWN)


def test_each_part_has_the_rank_of_its_first_alternative() -> None:
    other = replace(EVIDENCE, quote="dit staat elders")
    second = replace(EVIDENCE, quote="een tweede deel", part=2)
    listed = [found("niets"), found("dit staat elders"), found(QUOTE)]
    assert ranks([[EVIDENCE, other], [second]], listed, TOWN) == (2, None)


@pytest.mark.parametrize(
    ("text", "answer", "right"),
    [
        ("De audit is door het CBCT.", "cbct", True),
        ("De audit is door het\nCBCT.", "het CBCT", True),
        ("Er is geen audit.", "CBCT", False),
        ("Lasten 718.578 in 2026", "718578", True),
        ("Lasten 718,578 in 2026", "€ 718.578", True),
        ("In 2012 was het zo", "12", False),
        ("Het is 12,4 miljoen", "12,4 miljoen", True),
        ("Het is 12,4", "12,4 miljoen", False),
        ("Op 3 januari 2026", "januari 3, 2026", True),
    ],
)
def test_an_answer_is_held_by_its_numbers_and_words(text: str, answer: str, right: bool) -> None:
    assert holds(text, answer) is right


def citation(quote: str, file: str = "x/b.pdf", page: int | None = 4) -> Citation:
    """A citation of a page."""
    return Citation("d", "B", file, page, 3, None, quote, None, None)


def test_a_citation_is_of_the_page_or_quotes_the_evidence_and_holds_the_answer() -> None:
    assert cites(EVIDENCE, citation("vier vijf zes"))
    assert not cites(EVIDENCE, citation("zes zeven"))
    assert not cites(EVIDENCE, citation("vier vijf zes", page=5))
    assert not cites(EVIDENCE, citation("vier vijf zes", file="c.pdf"))
    assert cites(EVIDENCE, citation(f"Zie: {QUOTE}.", file="c.pdf", page=None))
    assert cites(replace(EVIDENCE, page=None), citation("vier vijf zes", page=None))
