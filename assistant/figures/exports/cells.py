"""A downloaded file becomes sheets of cells, or a refusal that says what to do with it.

What a file is, its first bytes say and not its name: Swing gives a web page
the name of a workbook, and people rename files.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.errors import ImportRefused
from assistant.figures.exports import separated, webtable, workbook
from assistant.figures.exports.sheet import Sheet

MOST_MB = 20
MOST_CELLS = 200_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a file that hold anything; raises `ImportRefused`."""
    file = path.name
    try:
        size = path.stat().st_size
        if size > MOST_MB * 1024 * 1024:
            raise ImportRefused(file=file, why="too_large", most=MOST_MB)
        data = path.read_bytes()
    except OSError as error:
        raise ImportRefused(file=file, why="unreadable") from error
    sheets = tuple(sheet for sheet in _sheets(data, file) if sheet.rows)
    if not sheets:
        raise ImportRefused(file=file, why="empty")
    _count(sheets, file)
    return sheets


def _sheets(data: bytes, file: str) -> Sequence[Sheet]:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not data.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise ImportRefused(file=file, why="empty")
    if start.startswith(b"%PDF"):
        raise ImportRefused(file=file, why="pdf")
    if data.startswith(b"PK"):
        return workbook.read(data, file, MOST_CELLS)
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise ImportRefused(file=file, why="encrypted" if locked else "old_excel")
    text = separated.decode(data)
    if text is None:
        raise ImportRefused(file=file, why="not_text")
    opening = text[:4096].lstrip("\ufeff \t\r\n").lower()
    if opening.startswith("<?xml") and "urn:schemas-microsoft-com:office:spreadsheet" in opening:
        raise ImportRefused(file=file, why="old_excel")
    if opening.startswith("<"):
        return webtable.read(text, file)
    if opening.startswith(("{", "[{", "[[")):
        raise ImportRefused(file=file, why="not_a_table")
    return [separated.read(text, file)]


def _count(sheets: Sequence[Sheet], file: str) -> None:
    if sum(len(row) for sheet in sheets for row in sheet.rows) > MOST_CELLS:
        raise ImportRefused(file=file, why="too_many_cells", most=f"{MOST_CELLS:,}".replace(",", "."))
