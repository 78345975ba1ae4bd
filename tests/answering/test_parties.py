"""A question about a party is answered from texts that name it."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.parties import of_party
from tests.answering.test_editions import candidate, entry


def test_another_partys_programme_does_not_say_what_a_party_wants() -> None:
    own = candidate(entry(2026, title="CDA verkiezingsprogramma"), "Wij willen een jeugdraad.").hit.passage
    assert of_party("Wat wil het CDA voor jongeren?", own)
    assert not of_party("Wat wil de VVD voor jongeren?", own)
    assert of_party("Wat wil de gemeente voor jongeren?", own)


def test_a_text_or_file_that_names_a_party_may_speak_of_it() -> None:
    plan = candidate(entry(2026, title="Raadsbesluit"), "De raad nam het aan.").hit.passage
    assert not of_party("Wat wil de VVD?", plan)
    assert of_party("Wat wil de VVD?", replace(plan, text="Een motie van de VVD. De raad nam het aan."))
    assert of_party("Wat wil de VVD?", replace(plan, document=replace(plan.document, file="vvd_plan.pdf")))
