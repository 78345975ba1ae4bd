"""Nothing out of a document, a question or an answer becomes markup."""

from __future__ import annotations

import html

import pytest

from assistant.web import safe
from tests.web.fake import ATTACK

HOSTILE = [
    ATTACK.format(port=9),
    '"><svg onload=alert(1)>',
    "[a](javascript:alert(1))\n\n# kop\n\n- punt",
    "https://ergens.example/?q=1 www.ergens.example iemand@ergens.example",
    "```js\ncode\n``` ~~weg~~ | a | b |\n|---|---|",
    "$$\\href{http://x}{y}$$ &lt;b&gt; &#60;",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_only_letters_digits_spaces_and_entities_remain(hostile: str) -> None:
    written = safe.text(hostile)
    assert all(c.isalnum() or c in " &#;" for c in written)
    assert html.unescape(written).split() == hostile.split()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_lines_keep_their_breaks_and_nothing_else(hostile: str) -> None:
    written = safe.lines(hostile)
    assert "\n" not in written
    assert "<" not in written.replace("<br>", "")
    assert html.unescape(written.replace("<br>", "\n")).split() == hostile.split()


def test_characters_that_hide_or_turn_text_are_left_out() -> None:
    assert safe.text("a\u202eb\u200bc\x00d\x1be") == "abcde"


def test_dutch_letters_stay_readable() -> None:
    assert safe.text("coördinatie één café") == "coördinatie één café"


def test_an_attribute_can_not_be_left() -> None:
    written = safe.tag("a", "1", "mark", title='" onclick="x', href="#bron-1-1")
    assert written.count('"') == 6
    assert "onclick=" not in written


def test_a_table_has_a_caption_and_headers_both_ways() -> None:
    written = safe.table("Over <b>", ["A", "B"], [["1", "2"], ["3", "4"]])
    assert "<caption>Over &#60;b&#62;</caption>" in written
    assert written.count('scope="col"') == 2
    assert written.count('scope="row"') == 2
