"""The sentence that lists what was asked goes before one that only has to do with it."""

from __future__ import annotations

import pytest

from assistant.answering.listing import likelier, lists_asked


@pytest.mark.parametrize(
    ("question", "text", "lists"),
    [
        (
            "Welke partners horen bij een plan?",
            "- Kernpartners zijn de gemeente, een taalaanbieder en de bibliotheek.",
            True,
        ),
        ("Welke lokale partners zijn er?", "De partners zijn de gemeente, het roc en de bibliotheek.", True),
        ("Which partners are there?", "The partners are the town, the school and the library.", True),
        ("Welke partners horen bij een plan?", "Vraag partners om een brief.", False),
        ("Welke partners horen bij een plan?", "De taken zijn lezen, schrijven en rekenen.", False),
        ("Welke partners horen bij een plan?", "De partners zijn er blij mee.", False),
        ("Wat doen de partners?", "De partners zijn de gemeente, het roc en de bibliotheek.", False),
    ],
)
def test_a_list_is_one_of_what_was_asked(question: str, text: str, lists: bool) -> None:
    assert lists_asked(question, text) is lists


def test_a_list_is_likelier_to_answer_but_no_certainty() -> None:
    assert 0.3 < likelier(0.3) < 0.7
    assert likelier(0.02) < 0.1 and likelier(0.9) < 1.0
