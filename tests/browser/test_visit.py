"""What a library employee meets on the page; the assistant behind it is the fast fake one."""

from __future__ import annotations

import time
from typing import Any

import pytest

from assistant.records import Entry
from tests.browser.visiting import (
    DEPARTMENTS,
    Serve,
    Site,
    answered,
    ask,
    choose_town,
    documents,
    free_port,
    says,
)
from tests.web.fake import ATTACK, FakeAssistant

pytestmark = pytest.mark.browser


def test_the_first_screen_is_dutch_and_says_what_this_is(site: Site) -> None:
    page = site.open(locale="en-US")
    assert page.get_by_role("heading", level=1).inner_text() == "Assistent plan van aanpak"
    assert page.locator(".example").count() == 4
    assert page.get_by_label("Uw vraag").is_visible()
    assert page.get_by_role("combobox", name="Gemeente").is_visible()
    assert "landelijke documenten" in page.locator("#status").inner_text()
    assert page.evaluate("document.documentElement.lang") == "nl"


def test_an_answer_stands_beside_its_sources(site: Site) -> None:
    page = site.open()
    choose_town(page, "Wassenaar")
    ask(page, DEPARTMENTS)
    answered(page)
    assert site.assistant.asked[0][:2] == (DEPARTMENTS, "GM0629")
    assert page.locator("#chat .answer table tbody tr").count() == 4
    assert page.locator("#sources .card").count() == 5
    assert "blz. 113 van 240 (gedrukt: 109)" in page.locator("#sources .card").first.inner_text()
    assert page.locator("#sources .card mark").first.inner_text() == "5.6 Media | 859.042"
    left, right = page.locator("#chat").bounding_box(), page.locator("#sources").bounding_box()
    assert left["x"] + left["width"] <= right["x"]


def test_a_mark_leads_to_its_card_on_a_phone(site: Site) -> None:
    page = site.open(390, 844)
    page.locator(".example").first.click()
    answered(page)
    page.locator("#chat a.mark", has_text="3").first.click()
    page.wait_for_selector("#bron-1-3.chosen")
    assert page.evaluate("document.activeElement.id") == "bron-1-3"
    page.wait_for_function(
        "() => { const r = document.querySelector('#bron-1-3').getBoundingClientRect();"
        " return r.top < innerHeight && r.bottom > 0 }"
    )


def test_a_mark_of_an_earlier_answer_opens_its_card_from_the_keyboard(site: Site) -> None:
    page = site.open()
    ask(page, DEPARTMENTS)
    answered(page)
    ask(page, "Wat moet er in een plan van aanpak staan?")
    answered(page, 2)
    assert site.assistant.asked[1][3] == 1
    assert not page.locator("#bron-1-2").is_visible()
    page.locator("#chat a.mark[href='#bron-1-2']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#bron-1-2.chosen")
    assert page.locator("#bron-1-2").is_visible()


def test_a_refusal_helps(site: Site) -> None:
    page = site.open()
    ask(page, "Hoeveel inwoners zijn laaggeletterd?")
    answered(page)
    assert page.locator("#chat .badge").inner_text() == "Niet gevonden"
    says(page, "#sources", "Wat ontbreekt")
    says(page, "#sources", "Waarin is gezocht (3)")


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_nothing_sticks_out_and_the_question_stays_in_reach(site: Site, size: tuple[int, int]) -> None:
    page = site.open(*size)
    for count, question in enumerate((DEPARTMENTS, "Hoeveel inwoners?", "a" * 300), 1):
        ask(page, question)
        answered(page, count)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.wait_for_function(
        "() => { const r = document.querySelector('#question textarea').getBoundingClientRect();"
        " return r.top >= 0 && r.bottom <= innerHeight }"
    )
    documents(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_a_record_holds_becomes_markup(site: Site) -> None:
    page = site.open()
    question = ATTACK.format(port=site.assistant.port) + " aanval"
    ask(page, question)
    answered(page)
    page.wait_for_timeout(500)
    assert page.locator("#chat .question").inner_text() == question
    for place in ("#chat", "#sources"):
        for forbidden in ("img", "script", "iframe", "strong", "a:not(.mark)", ".katex"):
            assert page.locator(f"{place} {forbidden}").count() == 0, (place, forbidden)
    assert "<img src=" in page.locator("#sources mark").first.inner_text()


def test_the_browser_may_not_call_elsewhere_even_if_a_text_slipped_through(site: Site) -> None:
    page = site.open()
    blocked = page.evaluate(
        """async port => {
          const url = `http://127.0.0.1:${port}/`;
          const refused = new Set();
          document.addEventListener("securitypolicyviolation", e => refused.add(e.effectiveDirective));
          await new Promise(done => { const i = new Image(); i.onerror = done; i.src = url + "img"; });
          await fetch(url, {mode: "no-cors"}).catch(() => 0);
          await new Promise(done => setTimeout(done, 300));
          return [...refused].sort();
        }""",
        free_port(),
    )
    assert blocked == ["connect-src", "img-src"]
    site.problems[:] = [problem for problem in site.problems if not problem.startswith("request: ")]


def test_a_question_waits_while_the_assistant_prepares_itself(serve: Serve) -> None:
    assistant = FakeAssistant(ready=False)
    page = serve(assistant).open()
    assistant.advance(12)
    says(page, "#status", "12 van 40")
    assert page.locator("#status progress").get_attribute("value") == "12"
    ask(page, DEPARTMENTS)
    says(page, "#chat .answer", "meteen beantwoord")
    assistant.advance(31)
    says(page, "#chat .answer", "31 van 40")
    assert assistant.asked == []
    assistant.advance(40, ready=True)
    answered(page)
    says(page, "#status", "landelijke documenten")
    assert page.locator("#chat .answer").count() == 1


def test_an_error_is_a_sentence_in_the_conversation(site: Site) -> None:
    page = site.open()
    ask(page, "x" * 20_000)
    page.get_by_text("Stel een kortere vraag.").wait_for()
    ask(page, "kapot")
    page.get_by_text("Er ging iets mis in het programma.").wait_for()
    assert "a secret path" not in page.content()
    ask(page, DEPARTMENTS)
    answered(page)


def test_a_slow_answer_can_be_stopped_and_the_conversation_cleared(site: Site) -> None:
    page = site.open()
    ask(page, "langzaam")
    page.get_by_role("button", name="Stop", exact=True).click()
    page.get_by_text("U hebt dit antwoord gestopt.").wait_for()
    page.wait_for_timeout(3_000)
    ask(page, DEPARTMENTS)
    answered(page)
    page.get_by_role("button", name="Nieuw gesprek").click()
    page.wait_for_selector("#welcome")
    assert page.locator("#chat .answer").count() == 0
    assert page.locator("#sources .card").count() == 0


def test_the_page_speaks_english_after_the_switch_and_remembers_it(site: Site) -> None:
    page = site.open()
    ask(page, DEPARTMENTS)
    answered(page)
    page.get_by_label("English").check()
    page.get_by_role("button", name="Ask", exact=True).wait_for()
    page.wait_for_function("() => document.documentElement.lang === 'en'")
    page.get_by_role("tab", name="Questions").wait_for()
    says(page, "#sources", "p. 113 of 240")
    site.visit(page)
    page.get_by_label("Your question").wait_for()


class Slow(FakeAssistant):
    """It takes a while to list its documents, so the page is usable before it is complete."""

    def documents(self, **which: Any) -> list[Entry]:
        time.sleep(2)
        return super().documents(**which)


def test_a_choice_made_while_the_page_loads_is_kept(serve: Serve) -> None:
    page = serve(Slow()).open(wait=False)
    page.get_by_label("English").check()
    choose_town(page, "Wassenaar")
    says(page, "#status", "Wassenaar")
    page.wait_for_timeout(2500)
    page.get_by_label("Your question").wait_for()
    assert page.get_by_label("English").is_checked()
    assert page.locator("#municipality input").input_value() == "Wassenaar"
    says(page, "#status", "I search")


def test_the_municipality_is_remembered(site: Site) -> None:
    page = site.open()
    choose_town(page, "Wassenaar")
    says(page, "#status", "van Wassenaar")
    site.visit(page)
    page.wait_for_function("() => document.querySelector('#municipality input').value === 'Wassenaar'")


def test_an_answer_can_be_copied_as_plain_text(site: Site) -> None:
    page = site.open()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, DEPARTMENTS)
    answered(page)
    page.get_by_role("button", name="Kopieer antwoord").click()
    page.get_by_text("Gekopieerd").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "In Wassenaar gaat het om vier onderdelen van de begroting. [1]" in copied
    assert "[2] Iv3-Informatievoorschrift 2026" in copied
    assert "<" not in copied
