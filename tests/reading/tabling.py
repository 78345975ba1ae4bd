"""How the tests of tables look at one: what a reader would say is in it."""

from __future__ import annotations

from assistant.records import Page, Table

Told = list[tuple[str, dict[str, str]]]


def told(page: Page, table: Table) -> Told:
    """Each row as its label and its cells by column, read back from the page's text."""
    rows: Told = []
    for row in table.rows:
        assert page.text[row.start : row.end] in page.text.split("\n")
        assert all(row.start <= cell.start < cell.end <= row.end for cell in row.cells)
        rows.append((row.label, {cell.column: page.text[cell.start : cell.end] for cell in row.cells}))
    return rows
