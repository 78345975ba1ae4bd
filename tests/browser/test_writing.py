"""A language model writes in sight of the reader, who may stop it; the assistant behind it is a fake one."""

from __future__ import annotations

import pytest

from tests.browser.visiting import Site, answered, ask, says

pytestmark = pytest.mark.browser


def test_sentences_come_one_by_one(site: Site) -> None:
    site.assistant.writing_seconds = 0.4
    page = site.open()
    ask(page, "schrijf over het plan")
    says(page, "#chat", "Het taalmodel schrijft nu het antwoord")
    says(page, "#chat", "Een plan van aanpak zegt wat u wilt bereiken")
    assert page.locator("#chat .answer .foot").count() == 0
    assert page.locator("#sources .card").count() > 0
    answered(page)
    says(page, "#chat", "Geschreven door een taalmodel (voorbeeld)")


def test_stop_keeps_what_was_written_and_the_next_question_works(site: Site) -> None:
    site.assistant.writing_seconds = 2.0
    page = site.open()
    ask(page, "schrijf over het plan")
    says(page, "#chat", "Een plan van aanpak zegt wat u wilt bereiken")
    page.locator("#stop").click()
    says(page, "#chat", "U hebt het schrijven gestopt")
    page.wait_for_selector("#send:visible")
    page.wait_for_timeout(2500)
    assert site.assistant.stopped == ["schrijf over het plan"]
    assert "Begin klein" not in page.locator("#chat").inner_text()
    ask(page, "Wat moet er in een plan?")
    answered(page, 2)
