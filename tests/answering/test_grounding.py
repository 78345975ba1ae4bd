"""What can't be checked does not get out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.answering.grounding import grounded, on_page, supported
from assistant.answering.numbers import numbers, written
from assistant.records import Answer, Citation, Figure, Sentence

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
def test_a_citation_that_can_not_be_checked_takes_its_sentence_along(wrong: dict[str, Any]) -> None:
    checked = check(
        answer(Sentence("De gemeente geeft geld.", (1,)), citations=(replace(CITATION, **wrong),))
    )
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


@pytest.mark.parametrize(
    ("printed", "english"),
    [
        ("859.042", "859,042"),
        ("€ -1.849.303", "€ -1,849,303"),
        ("1.234,56", "1,234.56"),
        ("12,5%", "12.5%"),
        ("859", "859"),
        ("5.6", "5.6"),
        ("1,234", "1,234"),
        ("(2.500)*", "(2,500)*"),
    ],
)
def test_an_amount_is_written_as_the_language_has_it(printed: str, english: str) -> None:
    assert written(printed, "en") == english and written(printed, "nl") == printed
    assert numbers(english) == numbers(printed)


def test_another_town_counts_only_where_it_is_asked_about() -> None:
    claim = answer(Sentence("De gemeente geeft geld.", (1,)))
    for code, others, status in (
        ("GM0308", (), "refused"),
        ("GM0308", ("GM0546",), "refused"),
        ("GM0308", ("GM0629",), "answered"),
    ):
        checked = grounded(
            claim, lambda *_: PAGE, lambda _: "GM0629", ("GM0629", "GM0308"), code, others=others
        )
        assert checked.status == status


def test_numbers_compare_as_values() -> None:
    assert numbers("€ 1.849.303 en 12,4% en 5.6 op 1-2-2026") == {"1849303", "12.4", "5.6", "1", "2", "2026"}
    assert numbers("1.234,56") == {"1234.56"} == numbers("1,234.56")
    assert numbers("€ 1,849,303 and 12.4%") == numbers("€ 1.849.303 en 12,4%")
    assert supported("859042 euro", [CITATION])
    assert not supported("85.904 euro", [CITATION])


FIGURE = Figure(
    "Wassenaar", "Inwoners", 27300.0, "inwoners", 2024, "Kerncijfers 2024", "GM0629", "inwoners",
    "Alle mensen die op 1 januari in de gemeente wonen.",
)  # fmt: skip
TABLE = {("inwoners", "GM0629", 2024): 27300.0, ("inwoners", "NL", 2024): 17900000.0,
         ("inwoners", "GM0308", 2024): 24900.0}  # fmt: skip


def check_figures(answer: Answer, places: tuple[str, ...] = ("GM0629", "NL")) -> Answer:
    return grounded(
        answer,
        lambda document, page: PAGE if (document, page) == ("d1", 2) else None,
        lambda document: "GM0629" if document == "d1" else None,
        ("GM0629",),
        "GM0629",
        lambda figure: TABLE.get((figure.key, figure.code, figure.year)) == figure.value,
        lambda code: code in places,
    )


def on_figures(*sentences: Sentence, figures: tuple[Figure, ...] = (FIGURE,)) -> Answer:
    return Answer("?", "nl", "answered", sentences, (CITATION,), figures)


def test_a_figure_that_holds_stays_with_its_sentence() -> None:
    checked = check_figures(on_figures(Sentence("Wassenaar heeft 27.300 inwoners (2024).", figures=(1,))))
    assert checked.status == "answered" and checked.figures == (FIGURE,) and checked.citations == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"year": 0},
        {"source": ""},
        {"source": "  "},
        {"value": None},
        {"value": 27301.0},
        {"year": 2023},
        {"code": "GM0308", "value": 24900.0},
        {"key": "huishoudens"},
    ],
)
def test_a_figure_that_can_not_be_checked_takes_its_sentence_along(wrong: dict[str, Any]) -> None:
    figure = replace(FIGURE, **wrong)
    checked = check_figures(on_figures(Sentence("Zoveel inwoners zijn er.", figures=(1,)), figures=(figure,)))
    assert checked.status == "refused" and checked.figures == () and checked.sentences == ()


def test_another_towns_figure_never_passes_even_beside_the_own() -> None:
    other = replace(FIGURE, municipality="Baarn", code="GM0308", value=24900.0)
    both = Sentence("Wassenaar heeft 27.300 inwoners en Baarn 24.900.", figures=(1, 2))
    own = Sentence("Wassenaar heeft 27.300 inwoners.", figures=(1,))
    checked = check_figures(on_figures(both, own, figures=(FIGURE, other)))
    assert [s.text for s in checked.sentences] == [own.text] and checked.figures == (FIGURE,)
    asked = check_figures(on_figures(both, figures=(FIGURE, other)), ("GM0629", "GM0308"))
    assert asked.sentences == (both,)


def test_without_anyone_to_check_figures_none_stands() -> None:
    assert check(on_figures(Sentence("Wassenaar heeft 27.300 inwoners.", figures=(1,)))).status == "refused"


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Wassenaar heeft 27.400 inwoners.", ()),
        ("In 2023 had Wassenaar 27.300 inwoners.", ()),
        ("Wassenaar heeft 27.300 inwoners en 12 scholen.", ()),
        ("Wassenaar heeft 27.300 inwoners.", ("Wassenaar", "27.400")),
        ("Bijna 27.000 inwoners.", ()),
    ],
)
def test_a_number_that_no_figure_has_falls(text: str, cells: tuple[str, ...]) -> None:
    checked = check_figures(on_figures(Sentence(text, figures=(1,), cells=cells)))
    assert checked.sentences == ()


def test_a_sentence_may_rest_on_a_quote_and_a_figure() -> None:
    both = Sentence("De € 859.042 is voor 27.300 inwoners in 2024.", (1,), figures=(1,))
    checked = check_figures(on_figures(both))
    assert checked.sentences == (both,)
    assert check_figures(on_figures(replace(both, citations=()))).sentences == ()
    assert check_figures(on_figures(replace(both, figures=()))).sentences == ()


def test_figures_are_numbered_by_use_and_a_remark_has_none() -> None:
    country = replace(FIGURE, municipality="Nederland", code="NL", value=17900000.0)
    checked = check_figures(
        on_figures(
            Sentence("Kies een gemeente.", role="remark", figures=(1,)),
            Sentence("Nederland heeft 17.900.000 inwoners.", figures=(2,)),
            figures=(FIGURE, country),
        )
    )
    assert checked.figures == (country,)
    assert [s.figures for s in checked.sentences] == [(), (1,)]


def test_a_title_that_names_a_year_counts_only_word_for_word() -> None:
    figure = replace(FIGURE, source="Kerncijfers 2025")
    named = Sentence("Bron: Kerncijfers 2025.", figures=(1,))
    assert check_figures(on_figures(named, figures=(figure,))).sentences == (named,)
    other = Sentence("In 2025 zijn dat 27.300 inwoners.", figures=(1,))
    assert check_figures(on_figures(other, figures=(figure,))).sentences == ()


def test_a_town_does_not_get_the_figure_of_another() -> None:
    other = replace(FIGURE, municipality="Baarn", code="GM0308", value=24900.0)
    swapped = Sentence("Baarn heeft 27.300 inwoners.", figures=(1,))
    both = Sentence("Baarn heeft 24.900 inwoners en Wassenaar 27.300.", figures=(1, 2))
    checked = check_figures(on_figures(swapped, both, figures=(FIGURE, other)), ("GM0629", "GM0308"))
    assert [s.text for s in checked.sentences] == [both.text]
