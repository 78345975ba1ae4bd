"""Plain text and web pages become a Document's one page.

Of a web page only what a visitor reads is kept: hidden elements could carry
text that nobody saw on the page a citation points at.
"""

from __future__ import annotations

import re
from typing import Any

from assistant.errors import BrokenFile
from assistant.reading.builder import PageBuilder
from assistant.reading.cleaning import clean
from assistant.reading.raw import Raw
from assistant.records import Page

_DROPPED = (
    "script",
    "style",
    "nav",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "head",
    "button",
    "select",
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])", re.I
)
_BLOCK_NAMES = """
    address article aside blockquote body caption dd details div dl dt fieldset figcaption figure footer form
    header hr html legend li main ol p pre section summary table ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())


def decode(data: bytes, name: str) -> str:
    """Bytes as text: UTF-8, UTF-16 with a byte order mark, else Windows-1252. Raises `BrokenFile`."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise BrokenFile(file=name, reason="binary content in a text file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_text(text: str) -> Raw:
    """Read plain text; its first line is a title when it looks like one."""
    cleaned = clean(text)
    first, _, rest = cleaned.partition("\n")
    title = first if len(first) <= 100 and first[-1:] not in (".", ",", ";", ":") and rest.strip() else None
    return Raw((Page(None, None, cleaned),), first_title=title)


def read_html(data: bytes) -> Raw:
    """Read a web page: its visible text with headings, lists and tables."""
    from bs4 import BeautifulSoup
    from bs4.element import PreformattedString

    soup = BeautifulSoup(data, "html.parser")
    title = soup.title.get_text(" ", strip=True) if soup.title else None
    language = str(soup.html.get("lang") or "")[:2].lower() if soup.html else ""
    # Comments, doctypes and processing instructions are strings of their own kinds.
    for hidden in soup.find_all(string=lambda s: isinstance(s, PreformattedString)):
        hidden.extract()
    for element in _hidden(soup):
        element.extract()
    builder = PageBuilder()
    walker = _Walker(builder)
    walker.walk(soup)
    walker.flush()
    page = builder.page()
    first = next((h.text for h in page.headings if h.level == 1), None) or title
    return Raw(
        (page,), stated=(("language", language),) if language else (), first_title=first, metadata_title=title
    )


def _hidden(soup: Any) -> list[Any]:
    """The elements that no visitor sees, without those inside another of them."""
    found: list[Any] = []
    inside: set[int] = set()
    for element in soup.find_all(True):
        if id(element.parent) in inside:
            inside.add(id(element))
        elif element.name in _DROPPED or _is_hidden(element):
            inside.add(id(element))
            found.append(element)
    return found


def _is_hidden(element: Any) -> bool:
    return (
        element.has_attr("hidden")
        or str(element.get("aria-hidden", "")).lower() == "true"
        or bool(_HIDDEN.search(str(element.get("style", ""))))
        or (element.name == "input")
    )


class _Walker:
    """Gathers inline text until a block starts or ends."""

    def __init__(self, builder: PageBuilder) -> None:
        self._builder = builder
        self._inline = ""

    def flush(self, prefix: str = "") -> None:
        text = re.sub(r"[ \t\r\n\f]+", " ", self._inline).replace("\v", "\n")
        self._inline = ""
        if text.strip():
            self._builder.lines(prefix + text.strip())

    def walk(self, element: Any) -> None:
        for child in element.children:
            name = getattr(child, "name", None)
            if name is None:
                self._inline += str(child)
            elif name == "br":
                self._inline += "\v"
            elif re.fullmatch(r"h[1-6]", name):
                self.flush()
                self._builder.heading(child.get_text(" "), int(name[1]))
            elif name == "tr":
                self.flush()
                cells = [cell.get_text(" ") for cell in child.find_all(["td", "th"], recursive=False)]
                self._builder.line(" | ".join(" ".join(cell.split()) for cell in cells))
            elif name == "li":
                self.flush()
                self._inline = "- "
                self.walk(child)
                self.flush()
            elif name in _BLOCKS:
                self.flush()
                if name not in ("ul", "ol"):
                    self._builder.line("")
                self.walk(child)
                self.flush()
                self._builder.line("")
            else:
                self.walk(child)
