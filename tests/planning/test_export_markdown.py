"""The Markdown holds the plan and nothing of it turns into markup that nobody meant."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from assistant.planning.export.composing import compose
from assistant.planning.export.markdown import as_markdown, escaped, opened
from tests.planning.plans import CHART, HOSTILE, plan


@pytest.fixture
def text() -> str:
    return as_markdown(compose(plan(), ("Duinrade",)))


def test_headings_notes_and_open_points(text: str) -> None:
    assert re.findall(r"^#+ .*", text, re.M) == [
        "# Plan van aanpak basisvaardigheden Duinrade",
        "## 1. Aanleiding",
        "### Wat we al weten",
        r"## 2. Aanpak \& kosten",
        "### Wat het kost",
        "## 3. Partners",
        "## Bijlage: cijfers",
        "## Bijlage: bronnen",
    ]
    assert "mee kunnen doen.[^1] De bibliotheek helpt daarbij." in text
    assert r"**\[nog in te vullen: het bedrag\]**" in text
    defined, used = set(re.findall(r"^\[\^(\d+)\]: ", text, re.M)), set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert defined == used and len(defined) == 6


def test_a_source_that_comes_back_keeps_its_number(text: str) -> None:
    assert "Leren in de buurt.[^1]" in text


def test_tables_are_tables_and_lists_are_lists(text: str) -> None:
    page = MarkdownIt().enable("table").render(text)
    assert page.count("<table>") == 3 and page.count("<ol>") == 2
    assert "<li>1. Werven via de huisarts.</li>" in page
    assert page.count("<tr>") == 4 + 31 + 4


def test_a_chart_is_told(text: str) -> None:
    assert CHART.alt in text and "Bron: CBS, Opleidingsniveau." in text


def test_hostile_text_stays_text(text: str) -> None:
    page = MarkdownIt().enable("table").render(text)
    assert "<script" not in page and "<b>" not in page and 'href="http://kwaad' not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "line", ["- a", "1. a", "1) a", "+ a", "= a", "# a", "> a", "---", "* a", "===", "`a`", "1986. Een jaar"]
)
def test_nothing_at_the_start_of_a_line_is_markup(line: str) -> None:
    assert (
        MarkdownIt().render(opened(escaped(line))) == f"<p>{MarkdownIt().renderInline(escaped(line))}</p>\n"
    )


def test_the_words_of_a_remark_come_back_whole() -> None:
    shown = MarkdownIt().renderInline(escaped(HOSTILE.text.replace("\x00", "").replace("\n", " ")))
    assert "_samen_" in shown and "| " in shown and "`code`" in shown
