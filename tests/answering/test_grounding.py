"""What can't be checked does not get out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.grounding import grounded, on_page, supported
from assistant.answering.numbers import numbers
from assistant.records import Answer, Citation, Sentence

PAGE = "De gemeente geeft in 2026\n€ 859.042 uit aan de\nbibliotheek. Er zijn 12,5 banen."
CITATION = Citation(
    "d1", "Begroting", "begroting.pdf", 3, 2, None, "De gemeente geeft in 2026\n€ 859.042 uit", "GM0629", None
)


def check(
    answer: Answer, shelves: tuple[str, ...] = ("national", "GM0629"), code: str | None = "GM0629"
) -> Answer:
    return grounded(
        answer,
        lambda document, page: PAGE if (document, page) == ("d1", 2) else None,
        lambda document: "GM0629" if document == "d1" else None,
        shelves,
        code,
    )


def answer(*sentences: Sentence, citations: tuple[Citation, ...] = (CITATION,)) -> Answer:
    return Answer("?", "nl", "answered", sentences, citations)


def test_what_holds_stays() -> None:
    checked = check(answer(Sentence("In 2026 is het € 859.042.", (1,))))
    assert checked.status == "answered" and checked.citations == (CITATION,)


@pytest.mark.parametrize(
    "wrong",
    [
        {"quote": "De gemeente geeft in 2026 € 959.042 uit"},
        {"page_index": 1},
        {"document_id": "gone"},
        {"municipality": "GM0308"},
        {"quote": "  "},
    ],
)
def test_a_citation_that_can_not_be_checked_takes_its_sentence_along(wrong: dict[str, str]) -> None:
    checked = check(
        answer(Sentence("De gemeente geeft geld.", (1,)), citations=(replace(CITATION, **wrong),))
    )  # type: ignore[arg-type]
    assert checked.status == "refused" and checked.citations == () and checked.sentences == ()


def test_another_shelf_is_out_of_scope() -> None:
    assert check(answer(Sentence("Geld.", (1,))), shelves=("national",)).status == "refused"


def test_a_number_without_a_source_falls() -> None:
    checked = check(answer(Sentence("Het is € 860.000.", (1,)), Sentence("Het is € 859.042.", (1,))))
    assert [s.text for s in checked.sentences] == ["Het is € 859.042."]


def test_a_claim_without_citation_falls_and_a_remark_stays() -> None:
    checked = check(answer(Sentence("Zomaar."), Sentence("Kies uw gemeente.", role="remark")))
    assert [s.text for s in checked.sentences] == ["Kies uw gemeente."]
    assert checked.status == "refused"


def test_citations_are_numbered_by_use() -> None:
    other = replace(CITATION, quote="Er zijn 12,5 banen.")
    checked = check(answer(Sentence("Er zijn 12,5 banen.", (2,)), citations=(CITATION, other)))
    assert checked.citations == (other,) and checked.sentences[0].citations == (1,)


def test_line_ends_do_not_matter_and_words_do() -> None:
    assert on_page("uit aan de bibliotheek.", PAGE)
    assert not on_page("uit aan bibliotheek.", PAGE)
    assert not on_page("alles", None)


def test_numbers_compare_as_values() -> None:
    assert numbers("€ 1.849.303 en 12,4% en 5.6 op 1-2-2026") == {"1849303", "12.4", "5.6", "1", "2", "2026"}
    assert numbers("1.234,56") == {"1234.56"}
    assert supported("859042 euro", [CITATION])
    assert not supported("85.904 euro", [CITATION])
