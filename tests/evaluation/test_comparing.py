"""A run beside an earlier one, and both as text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.errors import FileMissing
from assistant.evaluation.asking import Cited, Outcome
from assistant.evaluation.comparing import EarlierError, compare, comparison_json, load_earlier
from assistant.evaluation.gold import ANSWERABLE, UNANSWERABLE
from assistant.evaluation.measures import grouped, measures, retrieval
from assistant.evaluation.report import Basis, Evaluation, System, evaluation_json
from assistant.evaluation.table import comparison_text, evaluation_text
from assistant.wording import say
from tests.evaluation.asked import EVIDENCE, gold, outcome

BASIS = Basis("2026-11-24", ("proef.jsonl",), 12, 345, "model")
QUESTIONS = [gold(id, "Wat?", EVIDENCE) for id in "abcd"] + [gold("u", "Wat?", kind="off_topic")]


def run(*cited: int, refused: bool = True) -> Evaluation:
    """A run in which these answerable questions are answered rightly or not, and the last refused."""
    made: list[Outcome] = [
        outcome(q, ranks=(1 if right else 8,), cited=right)
        for q, right in zip(QUESTIONS, cited, strict=False)
    ]
    made.append(outcome(QUESTIONS[-1], "refused" if refused else "answered"))
    return Evaluation(BASIS, tuple(made), grouped(made))


def kept(path: Path, evaluation: Evaluation) -> Path:
    """The file that a run leaves."""
    path.write_text(json.dumps(evaluation_json(evaluation)), "utf-8")
    return path


def test_the_json_has_every_figure_and_every_question() -> None:
    made = evaluation_json(run(1, 0))
    assert made["basis"]["questions"] == 3 and made["basis"]["files"] == ("proef.jsonl",)
    assert made["groups"]["all"]["cited_all"] == {"value": 0.5, "n": 2, "low": 0.0945, "high": 0.9055}
    assert made["groups"]["all"]["mrr_10"] == {"value": 0.5625, "n": 2}
    first, second, last = made["questions"]
    assert (first["id"], first["rank"], first["right"], first["found"]) == ("a", 1, True, True)
    assert (second["rank"], second["cited_all"], second["found"]) == (8, False, False)
    assert last["rank"] is None and last["status"] == "refused" and last["right"] and not last["found"]
    assert first["seconds"] == 0.2 and first["first"] == "Een zin."


def test_only_the_questions_of_both_runs_are_compared(tmp_path: Path) -> None:
    earlier = load_earlier(kept(tmp_path / "e.json", run(1, 0, 0)))
    found = compare(earlier, run(0, 1, 1, 1, refused=False).outcomes)
    right, places = found.paired
    assert found.n == 4
    assert (right.name, right.n, right.better, right.worse) == ("right", 4, ("b", "c"), ("a", "u"))
    assert (places.name, places.n, places.better, places.worse) == ("found", 3, ("b", "c"), ("a",))
    assert right.p == 1 and places.p == 1
    changes = {(c.group, c.measure): (c.earlier, c.now) for c in found.changes}
    # Without "d", that was not asked before.
    assert changes["all", "cited_all"] == pytest.approx((1 / 3, 2 / 3))
    assert changes["kind=off_topic", "refused_right"] == (1, 0)
    assert ("all", "refused_right_near") not in changes
    assert comparison_json(found)["paired"][0]["better"] == ("b", "c")


def test_an_outcome_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    made = outcome(
        gold("k", "Wat?", EVIDENCE, language="en", kind="several"),
        "partial",
        ranks=(2, None),
        cited=1,
        checks=Cited(5, 4, 1, 3, 2),
        seconds=0.25,
    )
    path = kept(tmp_path / "e.json", Evaluation(BASIS, (made,), grouped([made])))
    assert measures([load_earlier(path)["k"]]) == measures([made])


def test_what_is_no_earlier_run_is_refused(tmp_path: Path) -> None:
    for text in ("geen json", "[]", "{}", '{"groups": {}, "questions": [{"id": 1}]}'):
        (tmp_path / "e.json").write_text(text, "utf-8")
        with pytest.raises(EarlierError, match=r"e\.json"):
            load_earlier(tmp_path / "e.json")
    with pytest.raises(FileMissing):
        load_earlier(tmp_path / "niets.json")


def cells(line: str) -> Sequence[str]:
    """The cells of a row of a Markdown table."""
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_table_gives_value_interval_and_number(tmp_path: Path) -> None:
    evaluation = run(1, 0)
    ranked = System("lexical", grouped(evaluation.outcomes))
    text = evaluation_text(Evaluation(BASIS, evaluation.outcomes, evaluation.groups, systems=(ranked,)))
    rows = {cells(line)[0]: cells(line)[1:] for line in text.splitlines() if line.startswith("|")}
    assert "3 vragen uit proef.jsonl" in text and "12 documenten (345 passages)" in text
    assert rows["Antwoord staat in de citaten"] == ["50% (9–91; n 2)"] * 2
    assert rows["MRR@10"][0] == "0,56 (n 2)"
    assert rows["Tijd per vraag, traagste"][0] == "0,20 s (n 3)"
    assert rows["Terecht geweigerd, iets dat erop lijkt staat er"] == ["–", "–"]
    assert rows["ander onderwerp"][-1] == "100% (21–100; n 1)"
    assert rows["Alleen woorden (BM25), alle vragen"][0] == "50% (9–91; n 2)"
    assert "eerste 4 stukken" in text
    widths = {len(line) for line in text.split("\n\n")[1].splitlines()}
    assert len(widths) == 1


def test_the_comparison_gives_then_now_and_the_difference(tmp_path: Path) -> None:
    earlier = load_earlier(kept(tmp_path / "e.json", run(1, 1, 1, 0)))
    text = comparison_text(compare(earlier, run(0, 0, 0, 0).outcomes))
    rows = {cells(line)[0]: cells(line)[1:] for line in text.splitlines() if line.startswith("|")}
    assert "De 5 vragen van beide metingen" in text
    assert rows["Antwoord staat in de citaten"] == ["75% → 0% (−75)"] * 2
    assert rows["Terecht geweigerd"] == ["100% → 100% (0)"] * 2
    assert rows["MRR@10"][0] == "0,78 → 0,12 (−0,66)"
    assert rows["Tijd per vraag, traagste"][0] == "0,20 s → 0,20 s (0,00)"
    assert "Goed beantwoord of terecht geweigerd, 5 dezelfde vragen: 0 erbij, 3 eraf" in text
    assert "p = 0,250" in text and "Werd fout: a, b, c" in text and "Werd goed: –" in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_measured_has_a_name(language: str) -> None:
    for measure in (*measures(run(1).outcomes), *retrieval([(1,)])):
        assert say(f"evaluation.measures.{measure.name}", language)
    for kind in (*ANSWERABLE, *UNANSWERABLE):
        assert say(f"evaluation.groups.{kind}", language)
