"""Characters and line ends: what is repaired and what is left alone."""

from __future__ import annotations

import pytest

from assistant.reading.cleaning import clean, clean_line, join_bullets, join_hyphens
from assistant.reading.lines import Line
from assistant.reading.running import without_running


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
