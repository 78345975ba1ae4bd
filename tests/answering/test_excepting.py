"""A sentence about all but the thing asked about does not answer."""

from __future__ import annotations

import pytest

from assistant.answering.excepting import leaves_out
from assistant.index import terms
from assistant.index.terms import Thesaurus
from assistant.service import Assistant
from assistant.settings import PROJECT
from tests.conftest import MakePdf

QUESTION = "Hoeveel subsidie krijgt de bibliotheek in 2025?"


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    return terms.load(PROJECT / "corpus" / "thesaurus.toml")


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("Het plafond voor cultuur (met uitzondering van de bibliotheek) is € 149.265.", True),
        ("Alle instellingen behalve de bieb krijgen in 2025 € 100 subsidie.", True),
        ("The ceiling for culture, excluding the library, is € 149,265.", True),
        ("De bibliotheek krijgt € 149.265 subsidie, exclusief btw.", False),
        (
            "De bibliotheek krijgt € 500; voor de andere instellingen, behalve de bibliotheek, geldt € 100.",
            False,
        ),
        ("Behalve de bibliotheek krijgt ook het museum subsidie: elk € 100.", False),
        ("De subsidie van de bibliotheek is € 149.265.", False),
    ],
)
def test_what_leaves_out_the_thing_asked_about_is_seen(text: str, out: bool, thesaurus: Thesaurus) -> None:
    asked = thesaurus.asked("subsidie bibliotheek")
    assert leaves_out(text, QUESTION, asked, thesaurus) is out


@pytest.mark.parametrize(
    "question",
    [
        "Wat is het plafond voor cultuur met uitzondering van de bibliotheek?",
        "Wat is het plafond voor cultuur als je de bieb niet meetelt?",
        "What is the ceiling for culture without the library?",
    ],
)
def test_a_question_for_an_exception_gets_it(question: str, thesaurus: Thesaurus) -> None:
    text = "Het plafond voor cultuur (met uitzondering van de bibliotheek) is € 149.265."
    assert not leaves_out(text, question, thesaurus.asked(question), thesaurus)


def test_the_ceiling_without_the_library_is_not_the_librarys(assistant: Assistant, make_pdf: MakePdf) -> None:
    assistant.prepare()
    ceiling = (
        "Het subsidieplafond in 2025 voor cultuur (met uitzondering van de bibliotheek) is 149.265 euro."
    )
    assistant.ingest(
        make_pdf("besluit_2025.pdf", [["Besluitenlijst 2025", "", ceiling]]), municipality="Baarn"
    )
    answer = assistant.ask(QUESTION, municipality="Baarn")
    assert "149.265" not in str(answer.sentences)
    granted = "De subsidie voor de bibliotheek is in 2025 vastgesteld op 512.300 euro."
    assistant.ingest(make_pdf("besluit_2_2025.pdf", [["Besluit 2025", "", granted]]), municipality="Baarn")
    answer = assistant.ask(QUESTION, municipality="Baarn")
    assert "512.300" in str(answer.sentences) and "149.265" not in str(answer.sentences)
