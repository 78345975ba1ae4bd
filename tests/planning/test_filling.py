"""Texts of an outline with their gaps filled, or asked for."""

from __future__ import annotations

import pytest

from assistant.planning.filling import Ask, Values, asked, filled, marks, sentences

VALUES = Values(
    given={"periode": "2027-2029", "bibliotheek": "", "partners": ""},
    known={"bibliotheek": "de bibliotheek", "gemeente": "Urk"},
    asks={"partners": Ask("de partners", "de coördinator")},
)


def test_what_the_user_gave_makes_it_input() -> None:
    (statement,) = filled("Het plan loopt over {periode}.", VALUES)
    assert (statement.text, statement.origin) == ("Het plan loopt over 2027-2029.", "input")


def test_what_the_program_knows_is_a_building_block_and_starts_with_a_capital() -> None:
    (statement,) = filled("{bibliotheek} werkt in {gemeente}.", VALUES)
    assert (statement.text, statement.origin) == ("De bibliotheek werkt op Urk.", "block")


def test_what_nobody_gave_is_asked_for_with_who_knows() -> None:
    one, other = filled("{bibliotheek} werkt samen. Dat doet zij met {partners}.", VALUES)
    assert one.origin == "block"
    assert other.origin == "gap"
    assert other.text == "Dat doet zij met [nog in te vullen: de partners; de coördinator weet dit]."
    assert (other.asks, other.knows) == ("de partners", "de coördinator")


def test_an_unknown_gap_is_a_mistake_in_the_outline() -> None:
    with pytest.raises(KeyError, match="looptijd"):
        filled("Over {looptijd}.", VALUES)


def test_marks_are_read_back() -> None:
    text = f"Eerst {asked(Ask('het budget', 'de directie')).text} en dan {asked(Ask('de start')).text}."
    assert marks(text) == [Ask("het budget", "de directie"), Ask("de start")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Een zin. Nog een zin.", 2),
        ("Dit staat op blz. 12 van de nota. Klaar.", 2),
        ("Het gaat om 12,4% (2021). Landelijk is dat 10%.", 2),
        ("Denk aan bijv. Urk of Ameland.", 1),
        ("De pilot op de St. Bonifaciusschool loopt door.", 1),
        ("Er staat: “Wij helpen.” Dat is mooi.", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count
