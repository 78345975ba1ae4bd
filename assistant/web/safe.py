"""Text from a document, a question or an answer becomes harmless here, and only here.

Gradio shows our bubbles and cards as Markdown with HTML in it, so a text could
become a picture, a link or a script in two languages at once. Every character
that is not a letter, a digit or a space is therefore written as a numeric
entity: neither Markdown nor HTML finds anything to act on, and the browser
shows the text as it was. Our own tags are put around it afterwards, on one
line, because a blank line would hand the rest to Markdown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_SPACES = re.compile(r"[ \t\u00a0\u2028\u2029\f\v]+")


def text(value: object) -> str:
    """Any value as one line of harmless text; line breaks become spaces."""
    return "".join(map(_entity, _SPACES.sub(" ", _clean(str(value)).replace("\n", " "))))


def lines(value: object) -> str:
    """The same, with line breaks kept as `<br>`; more than one blank line is one."""
    kept = re.sub(r"\n{3,}", "\n\n", _clean(str(value))).strip("\n")
    return "<br>".join(text(line) for line in kept.split("\n"))


def tag(name: str, content: str, css: str | None = None, **attributes: str) -> str:
    """`<name …>content</name>`; `content` is markup of ours, attribute values are made harmless here."""
    written = "".join(
        f' {key}="{text(value)}"' for key, value in ({"class": css} | attributes).items() if value is not None
    )
    return f"<{name}{written}>{content}</{name}>"


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table with headers that a screen reader can follow; `rows` hold markup of ours, the first cell is
    the row's header. Each cell repeats its column's name, which only the narrow screen shows."""
    head = tag("tr", "".join(tag("th", text(column), scope="col") for column in columns))
    names = [tag("span", text(column), "name") for column in columns]
    body = "".join(
        tag(
            "tr",
            tag("th", row[0], scope="row")
            + "".join(
                tag("td", name + tag("span", cell)) for name, cell in zip(names[1:], row[1:], strict=True)
            ),
        )
        for row in rows
    )
    content = tag("caption", text(caption)) + tag("thead", head) + tag("tbody", body)
    return tag("div", tag("table", content), "table")


def _clean(value: str) -> str:
    """Without characters that are invisible or turn the reading direction around."""
    unified = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c for c in unified if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"}
    )


def _entity(character: str) -> str:
    return character if character.isalnum() or character == " " else f"&#{ord(character)};"
