"""Recognised words become lines, rows and columns; borders go, and nonsense is not legible."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.reading.ocr.arranging import arranged
from assistant.reading.ocr.recognised import recognised
from assistant.reading.ocr.signs import signed
from assistant.reading.ocr.tesseract import Mark
from assistant.reading.ocr.unruled import unruled
from assistant.reading.words import Word
from tests.reading.picturing import (
    table,
)


def word(text: str, left: float, top: float, sure: float = 0.9) -> Word:
    return Word(text, left, top, left + 6 * len(text), top + 10, 10, sure=sure)


def line(text: str, left: float, top: float) -> list[Word]:
    """Words on one line, each a space apart."""
    words = []
    for part in text.split():
        words.append(word(part, left, top))
        left += 6 * len(part) + 4
    return words


def texts(words: Sequence[Word]) -> list[str]:
    return [row.text for row in arranged(words)]


def test_unsure_words_and_nonsense_are_not_legible() -> None:
    sure = [line("De gemeente betaalt de bibliotheek", 10, 10)]
    assert recognised(1, sure).legible
    assert not recognised(1, [[word(w.text, w.left, w.top, 0.4) for w in sure[0]]]).legible
    assert not recognised(1, [line("xq vrtk ~~ bbfgh wrdnk tkmst", 10, 10)]).legible
    assert recognised(
        1, [[*line("Lasten 12.500 13.250", 10, 10), *line("Baten 1.500 1.750", 10, 30)]]
    ).legible
    assert not recognised(1, []).legible


def test_broken_words_are_joined_and_paragraphs_kept_apart() -> None:
    words = [
        *line("Het college van burge-", 10, 10),
        *line("meester en wethouders besluit.", 10, 24),
        *line("De raad stemt in.", 10, 60),
    ]
    assert (
        recognised(1, [words]).text
        == "Het college van burgemeester\nen wethouders besluit.\n\nDe raad stemt in."
    )


def test_labels_and_amounts_in_two_blocks_become_rows() -> None:
    labels = [each for i in range(8) for each in line(f"5.{i} Sport en spel", 10, 20 * i)]
    amounts = [each for i in range(8) for each in line(f"1{i}.300 -2{i}.450", 300, 20 * i + 1)]
    assert texts([*amounts, *labels])[2] == "5.2 Sport en spel 12.300 -22.450"


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    heading = line("Verslag van de vergadering van de raad op donderdag", 10, 0)
    left = [each for i in range(7) for each in line(f"links {i} staat een zin van", 10, 20 + 15 * i)]
    right = [each for i in range(7) for each in line(f"rechts {i} staat nog een zin", 250, 20 + 15 * i)]
    found = texts([*right, *heading, *left])
    assert found[0].startswith("Verslag")
    assert found[1:3] == ["links 0 staat een zin van", "links 1 staat een zin van"]
    assert found[8] == "rechts 0 staat nog een zin"


def test_a_table_with_two_columns_of_words_keeps_its_rows() -> None:
    rows = [
        each
        for i in range(8)
        for each in [
            *line("P2 Mens en samenleving", 10, 20 * i),
            *line(f"Stichting nummer {i}", 250, 20 * i),
            word(f"{i}1.500", 480, 20 * i),
        ]
    ]
    assert texts(rows)[3] == "P2 Mens en samenleving Stichting nummer 3 31.500"


def test_borders_go_and_letters_and_fills_stay() -> None:
    ruled, bare = np.asarray(table()), np.asarray(table(ruled=False))
    assert (ruled < 128).sum() > 1.5 * (bare < 128).sum()
    assert np.abs(unruled(ruled, 150).astype(int) - bare).mean() < 1
    assert np.array_equal(unruled(bare, 150), bare)
    filled = np.full((200, 400), 255, np.uint8)
    filled[40:120] = 60
    assert np.array_equal(unruled(filled, 150), filled)


def test_a_minus_that_can_be_seen_is_put_back() -> None:
    image = np.full((60, 300), 255, np.uint8)
    image[20:40, 100:180] = 0
    plain = Mark("412.435", 100, 20, 180, 40, 0.9)
    assert signed([plain], image) == (plain,)
    image[30:32, 90:97] = 0
    assert signed([plain], image)[0].text == "-412.435"
    before = Mark("2021", 40, 20, 88, 40, 0.9)
    assert signed([before, plain], image)[1].text == "412.435"
    assert signed([Mark("taak", 100, 20, 180, 40, 0.9)], image)[0].text == "taak"
