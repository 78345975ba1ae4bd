"""Office files are archives of XML, and an archive can be a trap: small on disk and endless inside.

Before any library sees one it is unpacked once, in pieces and into nothing,
so that its real size and its checksums are known. Nothing is ever written,
so a part named "../../x" is only a name. XML that defines entities, which
can grow from a line to gigabytes, is refused.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from xml.etree import ElementTree
from xml.parsers import expat

from assistant.errors import AssistantError, BrokenFile, EncryptedFile, TooLarge

_MB = 1024 * 1024
_PIECE = 64 * 1024
# The most that may stand before the first element of a part.
_OPENING = _MB
_MOST_PARTS = 20_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@contextmanager
def opened(data: bytes, name: str, unpacked_mb: int) -> Iterator[zipfile.ZipFile]:
    """A measured archive; whatever goes wrong while it is read is an error about the file `name`.

    Raises `TooLarge` for one that unpacks to more than `unpacked_mb`,
    `EncryptedFile` for one with a password, and `BrokenFile` for the rest:
    the libraries answer damage with whatever they trip over. `MemoryError`
    passes: how much memory there is, is not known here.
    """
    with as_broken(name), zipfile.ZipFile(io.BytesIO(data)) as archive:
        _measure(archive, name, unpacked_mb)
        yield archive


@contextmanager
def as_broken(name: str) -> Iterator[None]:
    """Any error but ours and `MemoryError` becomes `BrokenFile`."""
    try:
        yield
    except (AssistantError, MemoryError):
        raise
    except Exception as problem:
        reason = " ".join(str(problem).split())[:200] or type(problem).__name__
        raise BrokenFile(file=name, reason=reason) from problem


def part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    """A part of a measured archive as XML, None when it isn't there."""
    try:
        content = archive.read(name)
    except KeyError:
        return None
    return ElementTree.fromstring(content)


def _measure(archive: zipfile.ZipFile, name: str, unpacked_mb: int) -> None:
    entries = archive.infolist()
    if len(entries) > _MOST_PARTS:
        raise BrokenFile(file=name, reason=f"an archive of {len(entries)} parts")
    most = unpacked_mb * _MB
    if sum(entry.file_size for entry in entries) > most:
        raise TooLarge(file=name, most=unpacked_mb)
    left = most
    for entry in entries:
        if entry.flag_bits & 1:
            raise EncryptedFile(file=name)
        if entry.compress_type not in _METHODS:
            raise BrokenFile(file=name, reason="a packing method that office files do not use")
        size = _unpack(archive, entry, left, name)
        if size > left:
            raise TooLarge(file=name, most=unpacked_mb)
        if size != entry.file_size:
            raise BrokenFile(file=name, reason="a part is not as large as the archive says")
        left -= size


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, name: str) -> int:
    """A part's real size in bytes, or any size above `left`; the opening of its XML is looked at."""
    # The archive's own word for the size would stop the reading there.
    unbounded = copy(entry)
    unbounded.file_size = left + 2 * _PIECE
    size = 0
    opening = None if entry.filename.lower().endswith(".svg") else _Opening(name)
    with archive.open(unbounded) as stream:
        while size <= left and (piece := stream.read(_PIECE)):
            size += len(piece)
            if opening and not opening.seen(piece):
                opening = None
    return size


class _Opening:
    """Looks at the start of a part, up to its first element, for definitions of entities."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._left = _OPENING
        self._over = False
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._element
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity

    def seen(self, piece: bytes) -> bool:
        """Take a piece; False when there is nothing more to look for. What is no XML is no danger."""
        self._left -= len(piece)
        try:
            self._parser.Parse(piece, False)
        except (expat.ExpatError, ValueError, LookupError):
            return False
        if not self._over and self._left <= 0:
            raise BrokenFile(file=self._name, reason="XML without an element")
        return not self._over

    def _element(self, *_: object) -> None:
        self._over = True
        self._parser.StartDoctypeDeclHandler = None

    def _doctype(self, _name: str, _system: str | None, _public: str | None, internal: bool) -> None:
        if internal:
            raise BrokenFile(file=self._name, reason="XML with definitions of its own")

    def _entity(self, *_: object) -> None:
        raise BrokenFile(file=self._name, reason="XML that defines entities")
