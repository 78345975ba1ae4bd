"""Characters and line ends: what is repaired and what is left alone."""

from __future__ import annotations

import pytest

from assistant.reading.cleaning import clean, clean_line, join_bullets, join_hyphens
from assistant.reading.pdf.footnotes import notes_last
from assistant.reading.pdf.lines import Line
from assistant.reading.pdf.running import without_running


@pytest.mark.parametrize(
    "before,after",
    [
        ("Aan\uffffde\uffffhand", "Aan de hand"),
        ("Aan\ufffdde", "Aan de"),
        ("be\xadleid", "beleid"),
        ("ﬁnanciële eﬀecten", "financiële effecten"),
        ("ĳsland", "ijsland"),
        ("a\x00b\x07c", "abc"),
        ("\ufeffnul\u200bbreed", "nulbreed"),
        ("€\xa01.000", "€ 1.000"),
        ("  veel   wit\t hier ", "veel wit hier"),
        ("\uf0b7 punt", "• punt"),
        ("Inleiding ................... 4", "Inleiding … 4"),
        ("½ m² en x³", "½ m² en x³"),
        ("één ‘citaat’ – “dubbel”", "één ‘citaat’ – “dubbel”"),
        ("los\ud800surrogaat", "lossurrogaat"),
    ],
)
def test_clean_line(before: str, after: str) -> None:
    assert clean_line(before) == after


@pytest.mark.parametrize(
    "lines,joined",
    [
        (["de dienst-", "verlening is"], ["de dienstverlening", "is"]),
        (["taal-", "en rekenhulp"], ["taal-", "en rekenhulp"]),
        (["in-", "of uitstroom"], ["in-", "of uitstroom"]),
        (["Leidschendam-", "Voorburg en"], ["Leidschendam-Voorburg", "en"]),
        (["de B&W-", "vergadering van"], ["de B&W-vergadering", "van"]),
        (["in 2024-", "2027 is"], ["in 2024-2027", "is"]),
        (["de SUMONA-", "aanpak"], ["de SUMONA-aanpak"]),
        (["niet-", "westerse"], ["niet-westerse"]),
        (["zee-", "eend"], ["zee-eend"]),
        (["https://voorbeeld.nl/een-", "pagina"], ["https://voorbeeld.nl/een-", "pagina"]),
        (["beleid/gemeenten/een-", "pagina"], ["beleid/gemeenten/een-", "pagina"]),
        (["bedrag -", "wordt"], ["bedrag -", "wordt"]),
        (["lijst-", "- punt"], ["lijst-", "- punt"]),
        (["over-", "", "heid"], ["over-", "", "heid"]),
        (["ge-", "meente-", "lijk"], ["gemeentelijk"]),
    ],
)
def test_join_hyphens(lines: list[str], joined: list[str]) -> None:
    assert join_hyphens(lines) == joined


def test_clean_keeps_paragraphs_and_lines() -> None:
    assert clean("een\r\ntwee\n\n\n\ndrie \xad\n") == "een\ntwee\n\ndrie -"
    assert clean("a\x0cb") == "a\nb"


def test_lonely_bullets_find_their_text() -> None:
    assert join_bullets(["•", "een", "•", "", "twee", "drie"]) == ["• een", "• twee", "drie"]


def test_running_lines_need_five_pages_and_forty_percent() -> None:
    def pages(n: int, marked: int) -> list[list[Line]]:
        return [
            [Line("Kop 2026")] * (i < marked) + [Line(f"{c}{j} regel") for j in range(7)]
            for i, c in enumerate("abcdefghij"[:n])
        ]

    assert not any(line.text == "Kop 2026" for page in without_running(pages(10, 5)) for line in page)
    assert sum(line.text == "Kop 2026" for page in without_running(pages(10, 4)) for line in page) == 4
    assert sum(line.text == "Kop 2026" for page in without_running(pages(4, 4)) for line in page) == 4


def test_a_line_in_the_middle_of_pages_stays() -> None:
    pages = [
        [*(Line(f"{c}{j}") for j in range(5)), Line("Besluit:"), *(Line(f"{c}{j}z") for j in range(5))]
        for c in "abcdef"
    ]
    assert all(Line("Besluit:") in page for page in without_running(pages))


def test_heads_that_alternate_or_name_the_chapter_are_running() -> None:
    """Left and right pages have different heads, and a right page names its chapter."""
    chapters = ["Inleiding"] * 4 + ["Zorg en welzijn"] * 4 + ["Financiën"] * 4
    pages = [
        [
            Line("Begroting 2026" if n % 2 else chapters[n], 9.0, height=800),
            *(
                Line(f"{'abcdefghijkl'[n]}{i} regel van de tekst", 10.0, height=700 - 20 * i)
                for i in range(8)
            ),
            Line(str(n + 1), 9.0, height=30),
        ]
        for n in range(12)
    ]
    left = [line.text for page in without_running(pages) for line in page]
    assert "Begroting 2026" not in left
    assert "12" not in left
    assert "Zorg en welzijn" in left, "two pages are no chapter"
    longer = [[Line(f"{'abcdefgh'[n]} kop", 9.0, height=780), *page] for n, page in enumerate(pages[:8])]
    assert all(page[0].text.endswith("kop") for page in without_running(longer))


def test_a_chapters_name_on_three_pages_in_a_row_is_running() -> None:
    names = ["Inleiding"] * 3 + ["Zorg"] * 3 + ["Geld"] * 3
    pages = [
        [
            Line(name, 9.0, height=800),
            *(Line(f"{'abcdefghi'[n]}{i} regel van de tekst", 10.0, height=700 - 20 * i) for i in range(8)),
        ]
        for n, name in enumerate(names)
    ]
    assert not {line.text for page in without_running(pages) for line in page} & set(names)
    larger = [[Line(page[0].text, 18.0, height=800), *page[1:]] for page in pages]
    assert {line.text for page in without_running(larger) for line in page} >= set(names)


def test_what_a_page_says_time_and_again_is_not_running() -> None:
    pages = [[Line(f"{c}{i}") if i % 2 else Line("Besluit:") for i in range(9)] for c in "abcdefg"]
    assert all(sum(line.text == "Besluit:" for line in page) == 5 for page in without_running(pages))


def test_a_footnote_does_not_come_between_the_parts_of_a_sentence() -> None:
    lines = [
        Line("De bibliotheek is1 een basisvoorziening en", 10.0, height=500),
        Line("1", 6.0, height=101),
        Line("Zie de wet van 2015, waarin dat staat.", 8.0, height=100),
        Line("De raad besluit daarover.", 8.0, height=90),
        Line("blijft dat ook in 2026.", 10.0, height=700),
    ]
    assert [line.text for line in notes_last(lines, 10.0)] == [
        "De bibliotheek is1 een basisvoorziening en",
        "blijft dat ook in 2026.",
        "",
        "1 Zie de wet van 2015, waarin dat staat.",
        "De raad besluit daarover.",
    ]


def test_small_print_above_the_text_is_no_footnote() -> None:
    lines = [Line("1 Voorwoord in kleine letters", 8.0, height=600), Line("De tekst.", 10.0, height=500)]
    assert notes_last(lines, 10.0) == lines
