"""Towns side by side are each answered from their own documents, and never from another's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answering.question import understand
from assistant.answering.render import plain_text
from assistant.answering.towns import about, side_by_side
from assistant.figures import municipalities
from assistant.records import Answer, Sentence
from assistant.service import Assistant
from assistant.settings import PROJECT
from tests.conftest import MakePdf

PLACES = municipalities.load(PROJECT / "corpus" / "figures")
BOTH = "Hoeveel subsidie krijgt de bibliotheek in Wassenaar en Leiden?"
Put = Callable[[str, str], None]


@pytest.mark.parametrize(
    ("question", "towns", "first"),
    [
        (
            "Wat betalen Wassenaar en Leiden aan de bibliotheek?",
            ["Wassenaar", "Leiden"],
            "Wat betaalt Wassenaar aan de bibliotheek?",
        ),
        (
            "Wat doen de gemeenten Almere, Lelystad en Zwolle aan taal?",
            ["Almere", "Lelystad", "Zwolle"],
            "Wat doet de gemeenten Almere aan taal?",
        ),
        (
            "Wie is wethouder in Leiden en in Baarn?",
            ["Leiden", "Baarn"],
            "Wie is wethouder in Leiden?",
        ),
    ],
)
def test_a_row_of_towns_becomes_a_question_each(question: str, towns: list[str], first: str) -> None:
    understood = understand(question, PLACES)
    found = side_by_side(understood, PLACES)
    assert [t.name for t in found] == towns
    one = about(understood, found[0], PLACES)
    assert (one.text, one.municipality, one.others) == (first, found[0], ())


@pytest.mark.parametrize(
    "question",
    [
        "Wat doet Wassenaar aan taal?",
        "Sinds wanneer regelt Leidschendam-Voorburg de bijstand voor Wassenaar?",
        "Hoe werkt Wassenaar samen met Leiden?",
        "Wat doen Almere, Lelystad, Zwolle en Leiden aan taal?",
        "Wat doen Wassenaar en Bergen aan taal?",
    ],
)
def test_other_questions_are_left_whole(question: str) -> None:
    assert side_by_side(understand(question, PLACES), PLACES) == []


@pytest.fixture
def put(assistant: Assistant, make_pdf: MakePdf) -> Put:
    """Puts a decision of a town in its collection."""
    assistant.prepare()

    def add(town: str, line: str) -> None:
        path = make_pdf(f"besluit_{town}_2025.pdf", [[f"Besluitenlijst {town} 2025", "", line]])
        assistant.ingest(path, municipality=town)

    return add


def _code(answer: Answer, sentence: Sentence) -> str | None:
    return answer.citations[sentence.citations[0] - 1].municipality if sentence.citations else None


def test_each_town_is_answered_from_its_own_documents(assistant: Assistant, put: Put) -> None:
    put("Wassenaar", "De bibliotheek krijgt een subsidie van 512.300 euro.")
    put("Leiden", "De bibliotheek krijgt een subsidie van 931.700 euro.")
    put("Baarn", "De bibliotheek krijgt een subsidie van 266.400 euro.")
    answer = assistant.ask(BOTH)
    assert answer.status == "answered" and {c.municipality for c in answer.citations} == {"GM0629", "GM0546"}
    said = {
        town: " ".join(s.text for s in answer.sentences if _code(answer, s) == town)
        for town in ("GM0629", "GM0546")
    }
    assert "512.300" in said["GM0629"] and "931.700" in said["GM0546"]
    assert {h.passage.document.municipality for h in answer.passages} <= {None, "GM0629", "GM0546"}


def test_a_town_with_nothing_to_tell_is_named(assistant: Assistant, put: Put) -> None:
    put("Leiden", "De bibliotheek krijgt een subsidie van 931.700 euro.")
    answer = assistant.ask(BOTH)
    assert answer.status == "partial" and "931.700" in plain_text(answer)
    assert "Van Wassenaar heb ik nog geen documenten" in (answer.missing or "")
    put("Wassenaar", "Het zwembad gaat in de zomer vroeger open.")
    answer = assistant.ask(BOTH)
    assert answer.status == "partial" and "In de documenten van Wassenaar" in (answer.missing or "")


def test_a_town_chosen_beside_them_does_not_answer(assistant: Assistant, put: Put) -> None:
    put("Baarn", "De bibliotheek krijgt een subsidie van 266.400 euro.")
    answer = assistant.ask(BOTH, municipality="Baarn")
    assert answer.status == "refused" and "266.400" not in str(answer)
