"""Whether what came in is the document, or a page that came in its place: not found, log in, cookies."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.index.download.outcome import Refused

_HTML = re.compile(rb"<!doctype html|<html|<head|<body", re.IGNORECASE)
_TITLE = re.compile(rb"<title[^>]*>([^<]*)", re.IGNORECASE)
# What a page that came in place of a document is about, the surest words first.
_PAGES = {
    "page_not_found": re.compile(rb"niet gevonden|not found|bestaat niet|\b404\b", re.IGNORECASE),
    "login": re.compile(rb"inloggen|log ?in\b|sign in|type=.?password", re.IGNORECASE),
    "cookies": re.compile(rb"cookie", re.IGNORECASE),
}


def check(part: Path, wanted: str) -> None:
    """Raise `Refused` unless the first bytes are what the list promises, naming a page that came instead."""
    with part.open("rb") as stream:
        beginning = stream.read(65_536)
    if not beginning.strip():
        raise Refused("empty")
    pdf, html = b"%PDF-" in beginning[:1024], _HTML.search(beginning[:8192])
    found = _TITLE.search(beginning)
    title = found[1] if found else b""
    if wanted == "pdf" and html and not pdf:
        about = (key for text in (title, beginning) for key, words in _PAGES.items() if words.search(text))
        raise Refused(next(about, "web_page"))
    if wanted == "html" and _PAGES["page_not_found"].search(title):
        raise Refused("page_not_found")
    if not (pdf if wanted == "pdf" else html and not pdf):
        raise Refused("wrong_type", found="pdf" if pdf else "?", wanted=wanted)
