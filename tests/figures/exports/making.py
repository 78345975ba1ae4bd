"""Small files of made-up figures, and a small dictionary, for the tests of imports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.figures import municipalities
from assistant.figures.exports.preview import Column, Preview
from assistant.figures.exports.understanding import understand
from assistant.figures.indicators import Both, Dictionary, Indicator
from assistant.settings import PROJECT

PLACES = municipalities.load(PROJECT / "corpus" / "figures")
THEMES = """bevolking wonen_leefklimaat werk_inkomen onderwijs jeugd gezondheid dienstverlening_digitalisering
    burgerpeiling ondernemerspeiling sociaal_domein""".split()
YEAR = 2026


def both(text: str) -> Both:
    """The same text in both languages."""
    return Both(text, text)


def indicator(key: str, name: str, unit: str, theme: str, *words: str) -> Indicator:
    """An indicator of which only these matter."""
    return Indicator(
        key=key,
        theme=theme,
        name=both(name),
        unit=unit,
        unit_name=both(unit),
        decimals=0,
        definition=both(f"Wat {name} is."),
        says=both(""),
        says_not=both(""),
        words={"nl": words, "en": ()},
    )


DICTIONARY = Dictionary(
    {
        i.key: i
        for i in (
            indicator("inwoners", "Inwoners", "aantal", "bevolking", "aantal inwoners"),
            indicator("laaggeletterd_pct", "Laaggeletterden", "%", "gezondheid", "laaggeletterdheid"),
            indicator("bijstand", "Bijstandsuitkeringen", "per 1.000 inwoners", "werk_inkomen"),
            indicator("inkomen", "Inkomen per inwoner", "x 1.000 euro", "werk_inkomen"),
        )
    },
    {},
    {key: both(key) for key in THEMES},
)


def csv_file(folder: Path, text: str, encoding: str = "utf-8", name: str = "export.csv") -> Path:
    """A file of separated text."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook(folder: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    """A workbook with a sheet for every name."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    path = folder / "export.xlsx"
    book.save(path)
    return path


def read(path: Path) -> Preview:
    """A file understood with the small dictionary."""
    return understand(path, DICTIONARY, PLACES, YEAR)


def cells(column: Column) -> dict[tuple[int | None, str], float | None]:
    """A column's values by year and code."""
    return {(found.year, found.code): found.value for found in column.found}


def topics(preview: Preview) -> dict[str, Column]:
    """The columns by their topic."""
    return {column.topic: column for column in preview.columns}
