"""Markdown becomes plain text: what stays is what a reader of the page sees.

Front matter says who published a text and when; it goes into the document's
fields. Some public collections write "##Heading" without a space and mark
page breaks with "## Page 3": the first is a heading, the second is not.
"""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

from assistant.reading.about.titles import machine_like
from assistant.reading.builder import PageBuilder
from assistant.reading.cleaning import join_bullets, join_hyphens
from assistant.reading.pdf.lines import Line
from assistant.reading.pdf.running import without_running
from assistant.reading.raw import Raw

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s*([^#\s].*?)\s*#*\s*$")
_PAGE_MARK = re.compile(r"^(?:page|pagina)\s+\d+$", re.I)
_ITEM = re.compile(r"^\s*[-*+•]\s+(?:\[[ xX]\]\s+)?")
_RULE = re.compile(r"^ {0,3}(?:-\s*){3,}$|^ {0,3}(?:\*\s*){3,}$|^ {0,3}(?:_\s*){3,}$")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
# The ranks of Dutch laws, which collections flatten to two heading levels.
_RANKS = {"boek": 1, "hoofdstuk": 1, "titel": 2, "afdeling": 3, "paragraaf": 4, "§": 4, "artikel": 5}
_RANKED = re.compile(r"^(boek|hoofdstuk|titel|afdeling|paragraaf|§|artikel)\s*[\dIVXLa-z.:]+\.?$", re.I)
_FIELDS = {
    "title": ("title", "titel"),
    "publisher": ("publisher", "uitgever", "author", "auteur"),
    "date": ("date", "datum"),
    "address": ("address", "url", "source_url", "bron"),
    "licence": ("licence", "license", "licentie"),
    "language": ("language", "lang", "taal"),
    "kind": ("kind", "soort", "type"),
}


def read_markdown(text: str) -> Raw:
    """Read a Markdown text; front matter that is no YAML mapping is left out, never fatal."""
    front, body = _front_matter(text)
    builder = PageBuilder()
    _fill(builder, join_hyphens(join_bullets(_unpaged(_lines(body)))))
    page = builder.page()
    first = next((h.text for h in page.headings), None)
    return Raw(
        (page,),
        stated=tuple((field, value) for field, names in _FIELDS.items() if (value := _first(front, names))),
        topics=_topics(front.get("topics") or front.get("onderwerpen")),
        first_title=first,
    )


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    found = _FRONT.match(text)
    if not found:
        return {}, text.removeprefix("\ufeff")
    import yaml

    class Unaliased(yaml.SafeLoader):
        """Refuses references, with which a few lines stand for gigabytes."""

        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("a reference")
            return super().compose_node(parent, index)

    try:
        front = yaml.load(found.group(1), Unaliased)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, text[found.end() :]
    if not isinstance(front, dict):
        return {}, text
    return {str(key).lower(): value for key, value in front.items()}, text[found.end() :]


def _first(front: dict[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = front.get(name)
        if isinstance(value, (str, int, float, date)) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return None


def _topics(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    single = [v for v in value if isinstance(v, (str, int, float, date))] if isinstance(value, list) else []
    return tuple(str(v).strip() for v in single if str(v).strip())


def _lines(body: str) -> list[str]:
    body = re.sub(r"(?:^[ \t]*)?<!--.*?(?:-->|\Z)(?:[ \t]*\n)?", _uncommented, body, flags=re.S | re.M)
    body = re.sub(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", "", body, flags=re.S | re.I)
    body = re.sub(r"<br\s*/?>", "\n", body, flags=re.I)
    return body.splitlines()


def _uncommented(comment: re.Match[str]) -> str:
    """What is left of a comment: nothing of one on lines of its own, else the white around it."""
    before, _, rest = comment[0].partition("<!--")
    after = rest.rpartition("-->")[2] if "-->" in rest else ""
    alone = comment.start() == 0 or comment.string[comment.start() - 1] == "\n"
    return "" if alone and after.endswith("\n") else before + after


def _unpaged(lines: list[str]) -> list[str]:
    """Text that was converted page by page, as one: without page marks and running heads."""
    pages: list[list[str]] = [[]]
    for line in lines:
        heading = _HEADING.match(line)
        if heading and _PAGE_MARK.match(heading.group(2)):
            pages.append([])
        else:
            pages[-1].append(line.rstrip())
    whole: list[str] = []
    for page in without_running([[Line(line) for line in page] for page in pages]):
        texts = [line.text for line in page]
        while texts and not texts[0]:
            texts.pop(0)
        while whole and not whole[-1] and texts and texts[0][0].islower():
            whole.pop()
        whole.extend([*texts, ""])
    return whole


def _fill(builder: PageBuilder, lines: list[str]) -> None:
    levels = [
        len(m.group(1)) for line in lines if (m := _HEADING.match(line)) and _RANKED.match(plain(m.group(2)))
    ]
    base = min(levels, default=1)
    i = 0
    while i < len(lines):
        line = lines[i]
        following = lines[i + 1] if i + 1 < len(lines) else ""
        heading = _HEADING.match(line)
        i += 1
        if heading:
            title, level = plain(heading.group(2)), len(heading.group(1))
            if machine_like(title):
                builder.line("")
            elif ranked := _RANKED.match(title):
                # "### Artikel 2" and the "#### Begripsbepalingen" below it are one heading.
                after = next((j for j in range(i, len(lines)) if lines[j].strip()), len(lines))
                name = _HEADING.match(lines[after]) if after < len(lines) else None
                if name and len(name.group(1)) > level:
                    title, i = f"{title} {plain(name.group(2))}", after + 1
                builder.heading(title, base + _RANKS[ranked.group(1).lower()] - 1)
            else:
                builder.heading(title, level)
        elif line.strip() and re.match(r"^ {0,3}=+\s*$", following):
            builder.heading(plain(line), 1)
            i += 1
        elif line.strip() and re.match(r"^ {0,3}-{3,}\s*$", following) and not _is_block(line):
            builder.heading(plain(line), 2)
            i += 1
        elif _RULE.match(line) or _FENCE.match(line) or not line.strip():
            builder.line("")
        elif _TABLE_RULE.match(line) and "|" in line:
            continue
        else:
            builder.line(_content(line))


def _is_block(line: str) -> bool:
    return bool(_ITEM.match(line) or "|" in line or line.lstrip().startswith(">") or _RULE.match(line))


def _content(line: str) -> str:
    line = re.sub(r"^\s*(?:>\s?)+", "", line)
    if re.match(r"^\s*\|.*\|\s*$", line):
        return " | ".join(plain(cell) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")))
    if item := _ITEM.match(line):
        return "- " + plain(line[item.end() :])
    return plain(line)


def plain(text: str) -> str:
    """A line of Markdown as its text: no emphasis, links, images, code marks or tags."""
    text = re.sub(r"!\[([^\]]{0,1000})\]\([^()]*\)", r"\1", text)
    text = re.sub(r"\[([^\]]{0,1000})\]\((?:[^()]|\([^()]*\))*\)", r"\1", text)
    text = re.sub(r"\[([^\]]{1,1000})\]\[[^\]]{0,1000}\]", r"\1", text)
    text = re.sub(r"<((?:https?|mailto):[^>\s]+)>", r"\1", text)
    text = re.sub(r"</?[a-zA-Z][^<>]*>", "", text)
    text = re.sub(r"(`+)(.{1,1000}?)\1", r"\2", text)
    for mark in (r"\*\*\*", r"\*\*", r"\*", "~~"):
        text = re.sub(rf"(?<!\\){mark}(?=\S)(.{{1,1000}}?)(?<=[^\s\\]){mark}", r"\1", text)
    # Underscores inside a word are part of it: wet_2021_definitief.
    text = re.sub(r"(?<![\w\\])(_{1,3})(?=\S)(.{1,1000}?)(?<=\S)\1(?!\w)", r"\2", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+.!|>~-])", r"\1", text)
    return html.unescape(text).strip()
