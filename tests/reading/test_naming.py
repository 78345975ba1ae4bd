"""Rows whose first column only sorts them are called by the column beside it."""

from __future__ import annotations

from assistant.reading.tables.naming import named_apart
from assistant.records import Cell, Row

SORTED = (
    ("P1 Veiligheid", "Stichting Halt", "€ 11.050"),
    ("P2 Mens", "Stichting Leergeld", "€ 49.609"),
    ("P2 Mens", "Stichting Openbare Bibliotheek", "€ 718.578"),
    ("P2 Mens", "Stichting Kanslokaal", "€ 525.634"),
    ("P2 Mens", "Reddingsbrigade", "€ 22.660"),
)


def made(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[Row, ...], str]:
    """The rows and the page text they stand in."""
    text = ""
    found: list[Row] = []
    for label, *values in rows:
        start, cells = len(text), list[Cell]()
        text += label
        for value in values:
            text += " "
            cells.append(Cell(len(text), len(text) + len(value), "kop"))
            text += value
        found.append(Row(start, len(text), label, tuple(cells)))
        text += "\n"
    return tuple(found), text


def test_a_subsidy_is_called_after_who_gets_it() -> None:
    rows, text = made(SORTED)
    named = named_apart(rows, text)
    assert [row.label for row in named] == [name for _, name, _ in SORTED]
    assert [[text[c.start : c.end] for c in row.cells] for row in named] == [[a] for _, _, a in SORTED]
    assert [(row.start, row.end) for row in named] == [(row.start, row.end) for row in rows]


def test_labels_that_tell_rows_apart_stay() -> None:
    rows, text = made(tuple((f"{n} Taakveld", "overig", str(n)) for n in range(5)))
    assert named_apart(rows, text) == rows


def test_repeated_labels_without_names_beside_them_stay() -> None:
    rows, text = made((("Baten", "1.000"), ("Lasten", "2.000"), ("Baten", "3.000"), ("Lasten", "4.000")))
    assert named_apart(rows, text) == rows
