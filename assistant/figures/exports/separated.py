"""Separated text in the encodings and with the separators that Dutch sites and programs write."""

from __future__ import annotations

import csv
import io

from assistant.errors import ImportRefused
from assistant.figures.exports.sheet import Sheet

# No "|": Swing writes it between a topic and its year.
_SEPARATORS = (";", "\t", ",")
_SAMPLE = 200


def decode(data: bytes) -> str | None:
    """Bytes as text: UTF-8, UTF-16 with or without its mark, else Windows-1252; None for what is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace").lstrip("\ufeff")
    if b"\0" in data:
        return _without_mark(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        odd = sum(c == "\ufffd" or (c < " " and c not in "\t\r\n\f") for c in text[:4096])
        return None if odd > 8 else text


def read(text: str, file: str) -> Sheet:
    """One sheet of the records of a text; raises `ImportRefused` for text that is no table."""
    first, _, rest = text.partition("\n")
    stated = first.strip().strip('"').lower().removeprefix("sep=") if "sep=" in first.lower()[:5] else ""
    if len(stated) == 1:
        text = rest
    separator = stated if len(stated) == 1 else _separator(text)
    try:
        rows = tuple(tuple(cell.strip() for cell in row) for row in _records(text, separator))
    except csv.Error as error:
        raise ImportRefused(file=file, why="not_a_table") from error
    if not any(sum(bool(cell) for cell in row) > 1 for row in rows):
        raise ImportRefused(file=file, why="not_a_table")
    return Sheet("", rows)


def _without_mark(data: bytes) -> str | None:
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    half = len(data[:4096]) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return data.decode("utf-16-le", errors="replace")
    if even > 0.7 * half and odd < 0.1 * half:
        return data.decode("utf-16-be", errors="replace")
    return None


def _records(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _separator(text: str) -> str:
    """The separator that cuts most lines into the same number of cells, the usual Dutch one first."""
    lines = "\n".join(text[:200_000].splitlines()[:_SAMPLE])

    def agreement(separator: str) -> int:
        try:
            widths = [len(row) for row in _records(lines, separator) if any(cell.strip() for cell in row)]
        except csv.Error:
            return 0
        return max((widths.count(width) for width in set(widths) if width > 1), default=0)

    return max(_SEPARATORS, key=agreement)
