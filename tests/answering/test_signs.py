"""What the judge sees of a sentence beside a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from assistant.answering.candidates import Candidate
from assistant.answering.question import Kind, Question
from assistant.answering.signs import SIGNS, signs
from assistant.records import Entry, Hit, Municipality, Passage
from tests.shelved import entry, passage

TOWN = Municipality("GM0629", "Wassenaar", "Zuid-Holland")


def candidate(quote: str, of: Passage | None = None, score: float = 0.5, **named: Any) -> Candidate:
    """A sentence that stands in a passage of its own."""
    of = of or passage(quote, id=quote)
    return Candidate(Hit(of, score), 0, len(quote), quote, **{"coverage": 0.0, "own": 0.0} | named)


def asked(text: str = "Wat?", kind: Kind = "general", **more: Any) -> Question:
    return Question(text, "nl", kind, **more)


def seen(
    question: Question,
    *candidates: Candidate,
    like: Sequence[float] = (),
    subject: Sequence[float] = (),
    around: Sequence[float] = (),
) -> dict[str, list[Any]]:
    """The columns by name; a likeness not given is 0."""
    zeros = [0.0] * len(candidates)
    table = signs(question, candidates, *(np.array(each or zeros) for each in (like, subject, around)))
    assert table.shape == (len(candidates), len(SIGNS)) and np.isfinite(table).all()
    return {name: [pytest.approx(v) for v in table[:, n]] for n, name in enumerate(SIGNS)}


def test_without_candidates_there_is_a_table_without_rows() -> None:
    assert signs(asked(), [], *[np.zeros(0)] * 3).shape == (0, len(SIGNS))


def test_what_it_names_is_told_as_the_candidate_has_it() -> None:
    named = {"own": 0.5, "coverage": 0.8, "above": 0.1, "around": 0.2, "gap": 0.3, "gaps": 1, "asked": 4}
    columns = seen(asked(), candidate("Een zin.", None, 0.5, **named), candidate("Nog een."), like=[0.5, 2.0])
    assert columns["named"] == [0.5, 0] and columns["named_squared"] == [0.25, 0]
    assert columns["named_or_near"] == [0.8, 0] and columns["named_or_near_squared"] == [0.64, 0]
    assert columns["named_in_headings"] == [0.1, 0] and columns["named_around"] == [0.2, 0]
    assert columns["gap"] == [0.3, 0] and columns["gaps"] == [1, 0]
    assert columns["gap_share"] == [0.25, 0] and columns["things_asked"] == [4, 0]
    assert columns["named_and_like"] == [0.25, 0] and columns["near_and_like"] == [0.4, 0]


def test_likeness_is_told_by_itself_and_from_the_best() -> None:
    both = candidate("Een zin."), candidate("Nog een.")
    columns = seen(asked(), *both, like=[1.5, 0.5], subject=[0.2, 0.3], around=[0.4, 0.7])
    assert columns["likeness"] == [1.5, 0.5] and columns["likeness_from_best"] == [0, -1]
    assert columns["likeness_high"] == [0.5, 0] and columns["subject_likeness"] == [0.2, 0.3]
    assert columns["passage_likeness"] == [0.4, 0.7]
    assert columns["passage_likeness_from_best"] == [-0.3, 0]


def test_sentences_share_their_passages_rank_and_score() -> None:
    first, second = passage("A. B.", "p1"), passage("C.", "p2")
    columns = seen(
        asked(), candidate("A.", first, 0.9), candidate("C.", second, 0.4), candidate("B.", first, 0.9)
    )
    assert columns["passage_rank"] == [1, 0.5, 1] and columns["passage"] == [0.9, 0.4, 0.9]


@pytest.mark.parametrize(
    ("kind", "sign", "right", "wrong"),
    [
        ("amount", "amount_with_money", "Het kost € 12.", "Er komen 12 mensen."),
        ("amount", "amount_with_number", "Er komen 12 mensen.", "Er komen mensen."),
        ("when", "when_with_date", "Op 3 maart.", "Later."),
        ("who", "who_with_name", "De gemeente doet het.", "Iedereen doet het."),
        ("definition", "definition_with_defining", "Een taalhuis is een plek.", "Kom naar het taalhuis."),
    ],
)
def test_what_it_holds_counts_for_the_kind_that_asks_for_it(
    kind: Kind, sign: str, right: str, wrong: str
) -> None:
    both = candidate(right), candidate(wrong)
    assert seen(asked(kind=kind), *both)[sign] == [1, 0]
    assert seen(asked(kind="how"), *both)[sign] == [0, 0]


def test_guidance_is_told_from_other_documents() -> None:
    of = [passage("Een zin.", f"p{kind}", entry(kind=kind)) for kind in ("guidance", "budget", None)]
    assert seen(asked(), *(candidate("Een zin.", each) for each in of))["guidance"] == [1, 0, 0]


def test_a_number_of_what_is_counted_is_told_from_one_of_something_else() -> None:
    three = [candidate("Er zijn 12.", passage("Er zijn 12.", f"p{n}")) for n in range(3)]
    given = [replace(c, counts=counts) for c, counts in zip(three, (True, False, None), strict=True)]
    columns = seen(asked(), *given)
    assert columns["number_of_counted"] == [1, 0, 0] and columns["number_of_other"] == [0, 1, 0]


def test_a_number_that_the_question_has_is_no_news() -> None:
    columns = seen(
        asked("Wat is taakveld 5.6?"), candidate("Taakveld 5.6 is media."), candidate("Op 5.6 staat 12.")
    )
    assert columns["new_number"] == [0, 1] and columns["number"] == [1, 1]
    assert seen(asked(), candidate("In 2024."), candidate("Er zijn 12."))["date"] == [1, 0]


def test_its_form_is_told() -> None:
    texts = ["Dit zijn ze:", "Dat kan.", "De baten 12 300 400", "x" * 800, "Wat dit is."]
    columns = seen(asked(), *map(candidate, texts))
    assert columns["colon"] == [1, 0, 0, 0, 0]
    assert columns["leaning"] == [1, 1, 0, 0, 0]
    assert columns["row"] == [0, 0, 1, 0, 0]
    assert columns["length"] == [0.03, 0.02, 19 / 400, 1, 11 / 400]
    assert columns["digits"][2] == 8 / 19 and columns["digits"][0] == 0


def test_where_it_stands_is_told() -> None:
    def of(year: int, **more: Any) -> Candidate:
        document: Entry = entry(year=year, **more)
        return candidate("Een zin.", passage("Een zin.", f"{year}", document))

    three = of(2026, municipality="GM0629"), of(2024, municipality="GM0629"), of(2030)
    columns = seen(asked(municipality=TOWN), *three)
    assert columns["of_the_town"] == [1, 1, 0] and columns["newest"] == [1, 0.5, 0]
    assert columns["year_of_document"] == [0, 0, 0]
    dated = seen(asked(municipality=TOWN, years=("2024",)), *three, of(2022, until=2026))
    assert dated["year_of_document"] == [0, 1, 0, 0.5] and dated["newest"] == [0] * 4
    assert seen(asked(), *three)["of_the_town"] == [0, 0, 0]


def test_a_name_in_the_question_must_stand_around_the_sentence() -> None:
    question = asked("Wat doet SeniorWeb eigenlijk in Nederland?")
    around = [
        passage("Een zin.", "a"),
        passage("SeniorWeb geeft les. Een zin.", "b"),
        passage("Een zin.", "c", headings=["Over SENIORWEB"]),
        passage("Een zin.", "d", entry(title="Seniorweb")),
        passage("Een zin.", "e", entry(publisher="SeniorWeb")),
        passage("Een zin.", "f", entry(file="seniorweb.md")),
    ]
    columns = seen(question, *(candidate("Een zin.", of) for of in around))
    assert columns["name_missing"] == [1, 0, 0, 0, 0, 0]
    several = passage("Een Taalhuis. Een zin.", "g")
    assert seen(asked("Wat doen Taalhuizen"), candidate("Een zin.", several))["name_missing"] == [0]
    assert seen(asked("Wat doet de VNG"), candidate("Een zin.", several))["name_missing"] == [1]
    assert seen(asked("Wat is een Taalhuis"), candidate("Niets."))["name_missing"] == [1]
    assert seen(asked("Seniorweb is wat?"), candidate("Niets."))["name_missing"] == [0]


def test_a_share_and_a_reason_asked_for_are_sought() -> None:
    both = candidate("Het is 12% van allen."), candidate("Het zijn 12 mensen.")
    columns = seen(asked("Welk percentage leest slecht?"), *both)
    assert columns["share_asked"] == [1, 0] and columns["share_missing"] == [0, 1]
    other = seen(asked("Hoeveel lezen slecht?"), *both)
    assert other["share_asked"] == other["share_missing"] == [0, 0]
    reasons = candidate("Het kan niet, omdat het op is."), candidate("Het kan niet.")
    assert seen(asked("Waarom kan het niet?"), *reasons)["why_with_reason"] == [1, 0]
    assert seen(asked("Kan het niet? En waarom"), *reasons)["why_with_reason"] == [0, 0]


def test_an_english_question_is_told_from_a_dutch_one() -> None:
    sentence = candidate("Een zin.")
    assert seen(asked(), sentence)["asked_in_english"] == [0]
    assert seen(Question("What?", "en", "general"), sentence)["asked_in_english"] == [1]
