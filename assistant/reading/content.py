"""What a file is, by its content: a name is only what somebody called it."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OPENED = 1024 * 1024
_OOXML = (
    ("docx", rb"wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.\w+\.macroEnabled\w*\.main\+xml"),
    ("xlsx", rb"spreadsheetml\.(?:sheet|template)\.main\+xml|ms-excel\.\w+\.macroEnabled\.main\+xml"),
    ("pptx", rb"presentationml\.(?:presentation|slideshow|template)\.main\+xml"
             rb"|ms-powerpoint\.\w+\.macroEnabled\.main\+xml"),
)  # fmt: skip
_FIRST_PARTS = (("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml"), ("pptx", "ppt/presentation.xml"))
# What `zipfile` lets through of each way to pack; a RuntimeError is a part with a password.
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, ValueError, OSError, EOFError, RuntimeError)
_ODF = (
    ("odt", b"opendocument.text"),
    ("odp", b"opendocument.presentation"),
    ("ods", b"opendocument.spreadsheet"),
)


def content_of(data: bytes) -> str:
    """A word for what bytes are: a format ("pdf", "docx", "ods"), "text", or what is wrong with them.

    The others are "protected office file", "old office file", "damaged
    archive" and "archive". Of an archive only small parts are unpacked.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        # Word, Excel and PowerPoint wrap a protected file in the old container format.
        protected = "EncryptedPackage".encode("utf-16-le") in data
        return "protected office file" if protected else "old office file"
    if not data.startswith(_ARCHIVES):
        return "text"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _archived(archive)
    except _DAMAGE:
        return "damaged archive"


def _archived(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    types = _start(archive, "[Content_Types].xml", names)
    for form, pattern in _OOXML:
        if re.search(pattern, types):
            return form
    for form, first in _FIRST_PARTS:
        if first in names:
            return form
    kind = _start(archive, "mimetype", names)
    manifest = _start(archive, "META-INF/manifest.xml", names)
    for form, word in _ODF:
        # A master document or a template is read as what it is made of.
        if word in (kind or manifest):
            protected = b"encryption-data" in manifest or "encrypted-package" in names
            return "protected office file" if protected else form
    return "archive"


def _start(archive: zipfile.ZipFile, name: str, names: set[str]) -> bytes:
    if name not in names:
        return b""
    with archive.open(name) as stream:
        return stream.read(_OPENED)
