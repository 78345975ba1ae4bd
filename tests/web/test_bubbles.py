"""Answers and source cards as they are written, before a browser sees them."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from assistant.collection import Surroundings
from assistant.records import Sentence
from assistant.web import bubbles, sources
from assistant.web.words import Towns
from tests.web.fake import ATTACK, TOWNS
from tests.web.fake_answers import BUDGET, CITATIONS, GUIDE, list_answer, refusal, table_answer

NAMES = Towns(TOWNS)


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", markup))


def bubble(answer, shown=None):
    return bubbles.answer_bubble(answer, 3, NAMES, "nl", shown)


def test_every_mark_leads_to_a_card_that_exists() -> None:
    answer = table_answer("Welke afdelingen?")
    links = set(re.findall(r'href="&#35;bron&#45;3&#45;(\d)"', bubble(answer)))
    panel = sources.panel({3: answer}, {}, NAMES, lambda _: None, "nl")
    cards = set(re.findall(r'id="bron&#45;3&#45;(\d)"', panel))
    assert links == cards == {"1", "2", "3"}


def test_a_citation_number_that_does_not_exist_is_no_link() -> None:
    answer = replace(list_answer("x"), sentences=(Sentence("Zin.", (7,)),))
    assert "<sup" not in bubble(answer)


def test_a_group_is_a_lead_with_a_list() -> None:
    markup = bubble(list_answer("x"))
    assert "Dit hoort in een plan van aanpak" in plain(markup)
    assert markup.count("<li>") >= 4


def test_sentences_with_cells_become_one_table() -> None:
    markup = bubble(table_answer("x"))
    assert markup.count("<table") == 1
    assert markup.count('scope="row"') == 4
    assert "€ 1.849.303" in plain(markup)


def test_a_row_with_too_few_cells_is_filled_up() -> None:
    answer = replace(table_answer("x"), sentences=(Sentence("a", (1,), cells=("a",)),))
    assert bubble(answer).count("<td") == 2


def test_what_was_searched_for_stands_above_the_answer_where_it_was_not_typed() -> None:
    answer = replace(table_answer("en in 2025?"), searched="Wat <b>kost</b> het in 2025?")
    markup = bubble(answer, 1)
    assert "Gezocht naar: Wat <b>kost</b> het in 2025?" in plain(markup) and "<b>" not in markup
    assert markup.index('class="searched"') < markup.index("In Wassenaar gaat het om")
    assert "searched" not in bubble(table_answer("Wat kost het?"))


def test_remarks_stand_apart() -> None:
    assert 'class="remark"' in bubble(table_answer("x"))


def test_sentences_are_revealed_one_by_one() -> None:
    answer = list_answer("x")
    first, everything = bubble(answer, 1), bubble(answer)
    assert "Begin klein" not in plain(first)
    assert 'class="foot"' not in first
    assert "Begin klein" in plain(everything)
    assert 'class="foot"' in everything


def test_a_refusal_says_what_is_missing_and_where_was_looked() -> None:
    answer = refusal("Hoeveel?")
    assert "Niet gevonden" in plain(bubble(answer))
    panel = plain(sources.panel({1: answer}, {}, NAMES, lambda _: None, "nl"))
    assert "Wat ontbreekt" in panel
    assert "Waarin is gezocht (3)" in panel


def test_a_question_asked_back_is_no_refusal_and_talk_has_no_label() -> None:
    asked = replace(refusal("Wat doet Leyden?"), role="question")
    assert "Vraag aan u" in plain(bubble(asked)) and "Niet gevonden" not in plain(bubble(asked))
    assert 'class="badge question"' in bubble(asked)
    assert "Wat ontbreekt" not in plain(sources.panel({1: asked}, {}, NAMES, lambda _: None, "nl"))
    talk = replace(refusal("hallo"), role="talk", missing=None)
    assert "badge" not in bubble(talk)


def test_a_card_says_where_it_stands() -> None:
    around = Surroundings("ervoor ", "859.042", " erna")
    card = plain(sources.card(1, 1, CITATIONS[0], BUDGET, NAMES, around, "nl"))
    assert "blz. 113 van 240 (gedrukt: 109)" in card
    assert "Wassenaar" in card
    assert "Gemeente Wassenaar, 14 okt. 2025" in card


def test_a_card_without_pages_names_the_heading() -> None:
    card = plain(sources.card(1, 3, CITATIONS[2], GUIDE, NAMES, None, "nl"))
    assert "onder het kopje “Met wie praat u bij de gemeente?”" in card


def test_the_quote_is_marked_in_its_surroundings() -> None:
    around = Surroundings("ervoor ", "859.042", " erna")
    card = sources.card(1, 1, CITATIONS[0], BUDGET, NAMES, around, "nl")
    assert "<mark>859&#46;042</mark>" in card


def test_an_address_is_text_and_no_link() -> None:
    card = sources.card(1, 1, CITATIONS[0], BUDGET, NAMES, None, "nl")
    assert "<a " not in card
    assert BUDGET.address in plain(card)


def test_earlier_sources_stay_reachable() -> None:
    panel = sources.panel({1: table_answer("een"), 2: list_answer("twee")}, {}, NAMES, lambda _: None, "nl")
    assert panel.index("bron&#45;2&#45;1") < panel.index("Bronnen bij eerdere vragen")
    assert panel.index("Bronnen bij eerdere vragen") < panel.index("bron&#45;1&#45;1")


def test_figures_carry_their_year_and_source_and_missing_is_no_zero() -> None:
    panel = plain(sources.panel({1: table_answer("x")}, {}, NAMES, lambda _: None, "nl"))
    assert "19,6%" in panel
    assert "geen cijfer" in panel


def test_a_question_is_shown_as_it_was_typed() -> None:
    hostile = ATTACK.format(port=9)
    written = bubbles.question_bubble(hostile)
    assert html.unescape(re.sub(r"^<div[^>]*>|</div>$", "", written)) == hostile


def test_a_very_long_question_is_cut_on_the_screen() -> None:
    assert len(plain(bubbles.question_bubble("a" * 20_000))) < 4_100


def test_no_blank_line_hands_the_rest_to_markdown() -> None:
    answer = replace(table_answer("x"), sentences=(Sentence("een\n\n![x](http://x)", (1,)),))
    assert "\n" not in bubble(answer)
