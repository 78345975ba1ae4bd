"""Small OpenDocument files, written as an office program stores them."""

from __future__ import annotations

import zipfile
from pathlib import Path

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = {
    "office": "office",
    "text": "text",
    "table": "table",
    "draw": "drawing",
    "presentation": "presentation",
    "style": "style",
    "fo": "xsl-fo-compatible",
    "chart": "chart",
    "meta": "meta",
}
SPACES = " ".join(f'xmlns:{short}="{_OASIS}{long}:1.0"' for short, long in _NAMES.items()) + (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
KINDS = {".odt": "text", ".odp": "presentation", ".ods": "spreadsheet"}


def odf(
    path: Path,
    body: str,
    styles: str = "",
    meta: str = "",
    more: dict[str, str] | None = None,
    head: str = "",
) -> Path:
    """A file of the kind that its name says, with this XML as the body of its content."""
    kind = KINDS[path.suffix]
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content {SPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": content,
        "meta.xml": f"<office:document-meta {SPACES}>{meta}</office:document-meta>",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_OASIS}manifest:1.0"/>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**parts, **(more or {})}.items():
            archive.writestr(name, text)
    return path
