"""The parts of the search and the plain recipe, on a small index of our own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from assistant.evaluation.ablation import ablate, measure, searches
from assistant.evaluation.asking import Query, ask_all
from assistant.evaluation.matching import Retrieved
from assistant.evaluation.plain import OVERLAP, SIZE, PlainRecipe, pieces
from assistant.index.search import Method
from assistant.records import NATIONAL, Progress
from assistant.service import Assistant
from assistant.wording import say
from tests.conftest import MakePdf
from tests.evaluation.asked import EVIDENCE, gold, outcome
from tests.hashing import HashingEmbedder

QUESTION = "Hoe lang is het certificaat van het Taalhuis geldig?"


def silent(progress: Progress) -> None:
    """Nobody listens."""


@pytest.fixture
def plain(ready: Assistant, tmp_path: Path) -> Iterator[PlainRecipe]:
    """The recipe over the small corpus."""
    recipe = PlainRecipe(tmp_path / "evaluation", ready.catalogue, ready.embedder)
    recipe.prepare(silent)
    yield recipe
    recipe.close()


def test_every_system_is_measured_on_the_answerable_questions(ready: Assistant) -> None:
    heard: list[Progress] = []
    questions = [
        gold("a", QUESTION, EVIDENCE),
        gold("b", QUESTION, replace(EVIDENCE, quote="Dit staat nergens.")),
        gold("c", "Wie won de cup?", kind="off_topic"),
    ]
    outcomes = list(ask_all(ready, questions, silent))
    systems = {system.name: system for system in ablate(ready, outcomes, heard.append)}
    assert systems.keys() == {*get_args(Method), "plain", "plain_scoped"}
    for system in systems.values():
        assert [group.name for group in system.groups] == ["all", "language=nl", "kind=fact"]
        whole = system.groups[0].get("recall_10")
        assert whole is not None and (whole.value, whole.n) == (0.5, 2)
        assert say(f"evaluation.systems.{system.name}")
    assert [p.stage for p in heard][-1] == "searching" and heard[-1].done == 2


def test_the_systems_differ_in_what_they_search(ready: Assistant, plain: PlainRecipe, budget: Path) -> None:
    ready.ingest(budget, municipality="Wassenaar")
    plain.prepare(silent)
    ways = searches(ready, plain)
    row = "Wat staat er bij 5.1 Sportbeleid en activering?"
    without, within = Query(row, "nl"), Query(row, "nl", "GM0629")

    def towns(name: str, query: Query) -> set[str | None]:
        return {found.municipality for found in ways[name](query)}

    assert towns("plain", without) == {None, "GM0629"}
    assert towns("plain_scoped", without) == towns("best", without) == {None}
    assert ways["plain_scoped"](within)[0].file == ways["lexical"](within)[0].file == "begroting_2026.pdf"


def test_a_system_is_measured_by_what_it_finds() -> None:
    right, wrong = Retrieved("geld.md", None, EVIDENCE.quote), Retrieved("geld.md", None, "Iets anders.")
    systems = {"second": lambda query: [wrong, right], "never": lambda query: [wrong]}
    second, never = measure([outcome(gold("a", QUESTION, EVIDENCE))], systems, silent)
    assert [m.value for m in second.groups[0].measures[:3]] == [0, 1, 1]
    assert [m.value for m in never.groups[0].measures[:3]] == [0, 0, 0]


def test_a_question_is_searched_as_its_answer_did(ready: Assistant) -> None:
    first = "Hoeveel gaf Wassenaar uit aan media in 2024?"
    follow = gold(
        "a", "En in Baarn?", EVIDENCE, kind="follow_up", previous=(first,), municipality="Wassenaar"
    )
    english = gold("b", "How long is the certificate of the language house valid?", EVIDENCE, language="en")
    followed, translated = ask_all(ready, [follow, english], silent)
    assert followed.query.municipality == "GM0308" and followed.query.shelves == (NATIONAL, "GM0308")
    assert "media" in followed.query.text and "Baarn" in followed.query.text
    assert translated.query == Query(english.question, "en") and translated.query.shelves == (NATIONAL,)


def test_the_plain_recipe_cuts_every_shared_page_as_taught(ready: Assistant, make_pdf: MakePdf) -> None:
    lines = [f"Regel {n} gaat over het zwembad en over de begroting van de gemeente." for n in range(40)]
    ready.ingest(make_pdf("lang.pdf", [lines, ["Een korte bladzijde over het Taalhuis."]]))
    ready.ingest(make_pdf("geheim.pdf", [["Dit is van een persoon alleen."]]), person="p1")
    cut = [piece.found for piece in pieces(ready.catalogue)]
    long = [found for found in cut if found.file == "lang.pdf" and found.page == 1]
    assert len(long) > 2 and all(len(found.text) <= SIZE for found in long)
    shared = next(n for n in range(OVERLAP, 0, -1) if long[0].text.endswith(long[1].text[:n]))
    assert 0 < shared <= OVERLAP
    assert [found.text for found in cut if found.page == 2] == ["Een korte bladzijde over het Taalhuis."]
    assert not [found for found in cut if found.file == "geheim.pdf"]


def test_its_vectors_are_kept_and_follow_the_index(
    ready: Assistant, plain: PlainRecipe, make_pdf: MakePdf, embedder: HashingEmbedder, tmp_path: Path
) -> None:
    assert plain.search(QUESTION, 1)[0].file == "guidance/geld.md"
    plain.close()
    before = embedder.embedded
    again = PlainRecipe(tmp_path / "evaluation", ready.catalogue, ready.embedder)
    heard: list[Progress] = []
    again.prepare(heard.append)
    assert embedder.embedded == before and heard == []
    report = ready.ingest(
        make_pdf("pinguins.pdf", [["Pinguins zwemmen in de sloot achter het gemeentehuis."]])
    )
    before = embedder.embedded
    again.prepare(heard.append)
    assert embedder.embedded == before + 1 and heard[-1] == Progress("plain_recipe", 1, 1)
    assert again.search("pinguins in de sloot", 1)[0].file == "pinguins.pdf"
    assert report.document is not None
    ready.remove(report.document.id)
    again.prepare(silent)
    assert "pinguins.pdf" not in [found.file for found in again.search("pinguins in de sloot", 10)]
    again.close()
