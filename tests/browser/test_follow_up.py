"""A conversation in the page: what a follow-up was taken for is in sight, and another town is taken over."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.visiting import answered, ask, says

pytestmark = pytest.mark.browser


def test_a_follow_up_shows_what_was_searched_for(served: str, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    page = context.new_page()
    page.goto(served)
    page.wait_for_selector("#status .status")
    ask(page, "Wie betaalt het Taalhuis in Almere in 2025?")
    answered(page)
    assert page.locator("#chat .searched").count() == 0
    ask(page, "en in 2024?")
    answered(page, 2)
    said = page.locator("#chat .searched").last
    assert said.inner_text() == "Gezocht naar: Wie betaalt het Taalhuis in Almere in 2024?"
    page.locator("#municipality input").click()
    page.locator("#municipality input").fill("Wassenaar")
    page.locator("#municipality input").press("Enter")
    says(page, "#status", "Wassenaar")
    ask(page, "what about 2023?")
    answered(page, 3)
    said = page.locator("#chat .searched").last
    assert said.inner_text() == "Searched for: Wie betaalt het Taalhuis in Wassenaar in 2023?"
    assert said.evaluate("e => e.closest('[lang]').lang") == "en"
    assert said.evaluate("e => e === e.parentElement.firstElementChild")
    context.close()
