"""OpenDocument's XML: names, styles that hide, and the text of a paragraph.

The format's `content.xml` is read as it stands. A library would hand out the
same elements; order, deletions and cells that are repeated a million times
have to be seen to here either way.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from assistant.errors import BrokenFile
from assistant.reading.office.archive import part

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    f"{_OASIS}{long}:1.0": short
    for long, short in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("drawing", "draw"),
        ("presentation", "presentation"),
        ("style", "style"),
        ("xsl-fo-compatible", "fo"),
        ("chart", "chart"),
        ("meta", "meta"),
    )
} | {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/1999/xlink": "xlink",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
}
_SPACES = {short: long for long, short in _PREFIXES.items()}
_UNSEEN = frozenset(
    "office:annotation office:annotation-end text:tracked-changes text:hidden-text text:ruby-text "
    "text:script office:forms presentation:notes".split()
)
_DRAWN = frozenset(
    "draw:frame draw:g draw:custom-shape draw:rect draw:ellipse draw:text-box draw:line draw:path".split()
)
_MOST_SPACES = 100


@dataclass
class Inline:
    """A paragraph's text, the notes (mark, element) it refers to and the frames it holds."""

    text: str = ""
    notes: list[tuple[str, Element]] = field(default_factory=list)
    frames: list[Element] = field(default_factory=list)


@dataclass
class Styles:
    """Which styles hide what has them, which are bold, and what each is built on."""

    hidden: set[str] = field(default_factory=set)
    bold: set[str] = field(default_factory=set)
    parents: dict[str, str] = field(default_factory=dict)

    def names(self, style: str) -> Iterator[str]:
        """A style's name and those of the styles it is built on."""
        for _ in range(8):
            if not style:
                return
            yield style
            style = self.parents.get(style, "")


def tag_of(element: Element) -> str:
    """An element's name with the usual prefix: "text:p"."""
    space, _, name = element.tag[1:].rpartition("}")
    return f"{_PREFIXES.get(space, '')}:{name}"


def value_of(element: Element, name: str, default: str = "") -> str:
    """The attribute "table:style-name" and the like."""
    prefix, _, local = name.partition(":")
    return element.get(f"{{{_SPACES[prefix]}}}{local}", default)


def count_of(element: Element, name: str) -> int:
    """An attribute that says how many; 1 when it isn't there."""
    return max(1, int(value_of(element, name, "1")))


def below(element: Element, name: str) -> Iterator[Element]:
    """The elements with this name, at any depth."""
    prefix, _, local = name.partition(":")
    return element.iter(f"{{{_SPACES[prefix]}}}{local}")


def body_of(archive: zipfile.ZipFile, kind: str, name: str) -> Element:
    """The element in `content.xml` that holds a "text", "presentation" or "spreadsheet"."""
    content = part(archive, "content.xml")
    found = None if content is None else next(below(content, f"office:{kind}"), None)
    if found is None:
        raise BrokenFile(file=name, reason=f"no {kind} in content.xml")
    return found


def styles_of(archive: zipfile.ZipFile) -> Styles:
    """The styles of a document, its own and those it made on the way."""
    styles = Styles()
    for file in ("styles.xml", "content.xml"):
        root = part(archive, file)
        for style in below(root, "style:style") if root is not None else ():
            name = value_of(style, "style:name")
            styles.parents[name] = value_of(style, "style:parent-style-name")
            for properties in style:
                if (
                    value_of(properties, "text:display") == "none"
                    or value_of(properties, "table:display") == "false"
                ):
                    styles.hidden.add(name)
                if value_of(properties, "fo:font-weight") == "bold":
                    styles.bold.add(name)
    return styles


def metadata_of(archive: zipfile.ZipFile) -> tuple[str | None, str]:
    """The title and the language that a document states."""
    root = part(archive, "meta.xml")
    found = {
        name: (next((e.text or "" for e in below(root, name)), "") if root is not None else "").strip()
        for name in ("dc:title", "dc:language")
    }
    return found["dc:title"] or None, found["dc:language"][:2].lower()


def inline(element: Element, styles: Styles, into: Inline | None = None) -> Inline:
    """What a reader sees in a paragraph; white space counts once, as the format has it."""
    found = into or Inline()
    found.text += _white(element.text)
    for child in element:
        name = tag_of(child)
        if name == "text:s":
            found.text += " " * min(count_of(child, "text:c"), _MOST_SPACES)
        elif name == "text:tab":
            found.text += "\t"
        elif name == "text:line-break":
            found.text += "\n"
        elif name == "text:note":
            mark = next(("".join(c.itertext()) for c in below(child, "text:note-citation")), "")
            found.notes += [(mark.strip(), body) for body in below(child, "text:note-body")]
        elif name in _DRAWN:
            found.frames.append(child)
        elif (
            name not in _UNSEEN and not set(styles.names(value_of(child, "text:style-name"))) & styles.hidden
        ):
            inline(child, styles, found)
        found.text += _white(child.tail)
    return found


def paragraphs(element: Element) -> Iterator[Element]:
    """The paragraphs and headings in an element, at any depth, without those of notes and comments."""
    for child in element:
        name = tag_of(child)
        if name in ("text:p", "text:h"):
            yield child
        elif name not in _UNSEEN:
            yield from paragraphs(child)


def _white(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")
