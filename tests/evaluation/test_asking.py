"""What is noted of an answer, asked through the assistant itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.evaluation.asking import ask_all, check, towns_of
from assistant.evaluation.gold import Evidence
from assistant.records import Answer, Citation, Progress, Sentence, Status
from assistant.service import Assistant
from tests.evaluation.asked import EVIDENCE, gold, outcome

AUDIT = Evidence("guidance/geld.md", None, "De audit gebeurt door het CBCT.", "CBCT")
TABLE_ROW = Evidence("begroting_2026.pdf", 3, "5.6 Media 137.817 -859.042 -721.225", "859.042")


def test_a_right_answer_a_wrong_one_and_a_refusal(ready: Assistant) -> None:
    heard: list[Progress] = []
    questions = [
        gold("right", "Hoe lang is het certificaat van het Taalhuis geldig?", EVIDENCE),
        gold(
            "half", "Hoe lang is het certificaat van het Taalhuis geldig?", EVIDENCE, replace(AUDIT, part=2)
        ),
        gold(
            "wrong", "Hoe lang is het certificaat van het Taalhuis geldig?", replace(EVIDENCE, answer="vijf")
        ),
        gold("none", "Hoeveel parkeerplaatsen heeft het zwembad?", kind="off_topic"),
    ]
    right, half, wrong, none = ask_all(ready, questions, heard.append)
    assert (right.status, right.ranks, right.cited, right.said) == ("answered", (1,), 1, 1)
    assert right.right and right.found and right.seconds > 0 and "vier jaar" in right.first
    assert right.checks.citations == right.checks.on_page >= 1
    assert right.checks.unsourced == right.checks.elsewhere == 0
    assert half.ranks == (1, 1) and half.cited_some == (half.cited > 0)
    assert wrong.ranks == (1,) and wrong.cited == 0 and not wrong.right
    assert none.status == "refused" and none.right and none.ranks == () and not none.cited_all
    assert [(p.stage, p.done, p.total) for p in heard][-1] == ("evaluating", 4, 4)


def test_a_figure_from_a_table_and_its_follow_up(ready: Assistant, budget: Path) -> None:
    ready.ingest(budget, municipality="Wassenaar")
    first = "Hoeveel geeft Wassenaar in 2026 uit aan taakveld 5.6 Media?"
    town = {"municipality": "Wassenaar"}
    sport = replace(TABLE_ROW, quote="5.1 Sportbeleid en activering 149.913 -784.082", answer="784.082")
    revenue = replace(TABLE_ROW, answer="137.817")
    asked, followed, column = ask_all(
        ready,
        [
            gold("a", first, TABLE_ROW, kind="table", **town),
            gold("b", "En aan taakveld 5.1 Sportbeleid?", sport, kind="follow_up", previous=(first,), **town),
            gold("c", first, revenue, kind="table", **town),
        ],
        lambda progress: None,
    )
    assert asked.cited_all and asked.said_all and asked.ranks == (1,)
    assert followed.ranks != (None,)
    # The row that is cited has the revenue too, but the sentence gives the spending.
    assert column.cited_all and not column.said_all


def test_the_towns_are_those_named_else_named_before_else_chosen(ready: Assistant) -> None:
    wassenaar, baarn = frozenset({"GM0629"}), frozenset({"GM0308"})
    places = ready.places
    assert towns_of(gold("a", "Wat doet Baarn?", municipality="Wassenaar"), places) == baarn
    assert towns_of(gold("a", "Wat doet de gemeente?", municipality="Wassenaar"), places) == wassenaar
    assert towns_of(gold("a", "En in 2025?", previous=("Wat doet Wassenaar?", "En Baarn?")), places) == baarn
    before = gold("a", "En in 2025?", previous=("Wat doet Baarn?",), municipality="Wassenaar")
    assert towns_of(before, places) == baarn
    assert towns_of(gold("a", "Wat doet Baarn, en Wassenaar?"), places) == wassenaar | baarn
    assert towns_of(gold("a", "Wat is een taalhuis?"), places) == frozenset()


def test_citations_and_numbers_are_looked_up_again() -> None:
    def cited(quote: str, town: str | None = None) -> Citation:
        return Citation("d", "Begroting 2026", "b.pdf", 1, 0, None, quote, town, None)

    answer = Answer(
        "Wat?",
        "nl",
        "answered",
        (
            Sentence("De lasten zijn 718.578 in 2026.", (1,)),
            Sentence("De lasten zijn 9.", (1, 2)),
            Sentence("Dat was 9.", (3,)),
            Sentence("Ik zocht in 40 documenten.", role="remark"),
        ),
        (cited("Lasten 718578"), cited("staat er niet", "GM0308"), cited("Baten 9", "GM0629")),
    )
    page = "De Lasten\n718578 en de Baten 9."
    checks = check(answer, frozenset({"GM0629"}), lambda document, index: page if index == 0 else None)
    assert (checks.citations, checks.on_page, checks.elsewhere) == (3, 2, 1)
    assert (checks.claims, checks.unsourced) == (3, 1)
    assert check(answer, frozenset(), lambda document, index: None).elsewhere == 2


@pytest.mark.parametrize(("status", "right"), [("refused", False), ("partial", True)])
def test_a_refusal_answers_nothing_whatever_it_cites(status: Status, right: bool) -> None:
    made = outcome(gold("a", "Wat?", EVIDENCE), status, (1,), cited=1)
    assert made.cited_all is made.said_all is made.right is right


def test_only_a_sentence_that_cites_the_evidence_says_its_answer(
    ready: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cited(file: str, quote: str) -> Citation:
        return Citation("d", "Geld", file, None, 0, None, quote, None, None)

    answer = Answer(
        "Wat?",
        "nl",
        "answered",
        (Sentence("Het certificaat blijft geldig.", (1,)), Sentence("Dat duurt vier jaar.", (2,))),
        (cited("guidance/geld.md", EVIDENCE.quote), cited("anders.md", "Dat duurt vier jaar.")),
    )
    monkeypatch.setattr(ready, "ask", lambda *question, **options: answer)
    (made,) = ask_all(ready, [gold("a", "Wat?", EVIDENCE)], lambda progress: None)
    assert made.cited_all and not made.said_all
