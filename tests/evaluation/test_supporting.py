"""The labelled sentences are whole and apart; the trees are learned from them and measured by kind."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from assistant.__main__ import main as assistant_main
from assistant.answering.support import Claim, Support
from assistant.answering.support_signs import SIGNS
from assistant.errors import FileMissing
from assistant.evaluation.supporting import LET_THROUGH, Judged, learn, learned_toml, left_out, measured
from assistant.evaluation.supporting_labels import KINDS_OF_LIES, LabelError, Labelled, load
from assistant.evaluation.supporting_table import support_json, support_text

HERE = Path(__file__).parent
DEVELOPMENT = HERE / "support_development.jsonl"


def labelled(number: int, faithful: bool, kind: str = "") -> Labelled:
    """A sentence over a quote of its own."""
    claim = Claim(f"Zin {number} over het Taalhuis.", (f"Bron {number} zegt iets over het Taalhuis.",))
    return Labelled(
        f"{'abcd'[number % 4]}{number}", claim, faithful, kind or ("plain" if faithful else "number")
    )


def rows(sentences: list[Labelled]) -> np.ndarray:
    """Signs of which only the total tells, and a little noise."""
    table = np.zeros((len(sentences), len(SIGNS)))
    random = np.random.default_rng(0)
    table[:, SIGNS.index("kept")] = random.uniform(0.8, 0.9, len(sentences))
    table[:, SIGNS.index("total")] = [2.0 * (not each.faithful) for each in sentences]
    return table


def mine(n: int) -> bool:
    """Whether the sentence of this number is faithful, so that each writer has both."""
    return n // 4 % 2 == 0


def test_the_sentences_to_learn_from_are_many_and_those_to_test_on_are_about_other_quotes() -> None:
    files = sorted(HERE.glob("support_*.jsonl"))
    loaded = {path: load([path]) for path in files}
    quotes = {path: {quote for each in loaded[path] for quote in each.claim.quotes} for path in files}
    assert len(loaded[DEVELOPMENT]) >= 900
    for path in files:
        assert 0.3 < sum(each.faithful for each in loaded[path]) / len(loaded[path]) < 0.7
        assert len({each.id for each in loaded[path]}) == len(loaded[path])
        assert path == DEVELOPMENT or quotes[path] & quotes[DEVELOPMENT] == set()


def test_every_kind_of_lie_is_there_often_enough() -> None:
    kinds = Counter(each.kind for each in load([DEVELOPMENT]) if not each.faithful)
    assert {kind: n for kind in KINDS_OF_LIES if (n := kinds[kind]) < 12} == {}


def test_a_sign_never_speaks_the_wrong_way() -> None:
    sentences = [labelled(n, mine(n)) for n in range(200)]
    table = rows(sentences)
    table[:, SIGNS.index("new")] = [3.0 * each.faithful for each in sentences]
    trees = learn(table, sentences, [False] * 200)
    more = np.zeros((2, len(SIGNS)))
    more[1, SIGNS.index("new")] = 3
    without, with_it = trees.probabilities(more, SIGNS)
    assert with_it <= without


def test_no_sentence_is_judged_by_trees_that_saw_its_writer() -> None:
    sentences = [labelled(n, mine(n)) for n in range(240)]
    table = rows(sentences)
    turned = np.array([each.writer == "a" for each in sentences])
    table[turned, SIGNS.index("total")] = 2 - table[turned, SIGNS.index("total")]
    chances = left_out(table, sentences, [False] * 240)
    right = np.array([each.faithful for each in sentences])
    assert chances[turned & right].max() < 0.5 < np.median(chances[~turned & right])


def test_at_most_the_share_of_lies_reaches_the_least_probability() -> None:
    sentences = [labelled(n, mine(n)) for n in range(400)]
    table = rows(sentences)
    lies = [n for n, each in enumerate(sentences) if not each.faithful]
    table[lies[:20], SIGNS.index("total")] = 0.0
    trees = learn(table, sentences, [False] * 400)
    chances = left_out(table, sentences, [False] * 400)
    assert (chances[lies] >= trees.least).mean() <= LET_THROUGH


def test_what_falls_by_itself_has_no_chance_and_a_copy_every() -> None:
    sentences = [labelled(n, mine(n)) for n in range(40)]
    quote = "Een certificaat van het Taalhuis is vier jaar geldig."
    sentences.append(Labelled("copy", Claim(quote, (quote,)), True, "shortened"))
    table = rows(sentences)
    table[0, SIGNS.index("numbers")] = 1
    chances = left_out(table, sentences, [False, True, *[False] * 39])
    assert chances[0] == chances[1] == 0
    assert chances[-1] == 1


def test_the_measures_count_lies_and_true_sentences_apart() -> None:
    judged = [
        *(Judged(labelled(n, True), Support(0.9, n < 3)) for n in range(4)),
        *(Judged(labelled(10 + n, False), Support(0.1, n < 1)) for n in range(10)),
    ]
    groups = measured(judged)
    assert [(m.name, m.value, m.n) for m in groups[0].measures] == [
        ("let_through", 0.1, 10), ("kept", 0.75, 4), ("true_of_held", 0.75, 4),
    ]  # fmt: skip
    assert {g.name: g.measures[0].n for g in groups[2:]} == {"let_through=number": 10, "kept=plain": 4}
    broken = [Judged(j.labelled, j.support, "town") for j in judged]
    assert [m.value for g in measured(broken)[:2] for m in g.measures[:2]] == [0.0, 0.0, 0.1, 0.75]
    text = support_text(["a.jsonl"], groups)
    assert "10,0% (2–40; n 10)" in text
    assert "ander getal of jaar" in text and "in gewone taal" in text
    assert support_json(["a.jsonl"], groups, judged)["sentences"][0]["holds"] is True


def test_trees_are_written_as_they_are_read(tmp_path: Path) -> None:
    from assistant.answering.support_trees import load as load_trees

    sentences = [labelled(n, mine(n)) for n in range(60)]
    trees = learn(rows(sentences), sentences, [False] * 60)
    (tmp_path / "w.toml").write_text(learned_toml(trees, 60), "utf-8")
    read = load_trees(tmp_path / "w.toml")
    assert read.least == pytest.approx(trees.least, abs=1e-3)
    table = rows(sentences)
    assert np.allclose(read.probabilities(table, SIGNS), trees.probabilities(table, SIGNS), atol=1e-3)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        '{"id": "a", "text": "x", "quotes": ["y"], "faithful": false, "kind": "plain"}',
        '{"id": "a", "text": "x", "quotes": [], "faithful": true, "kind": "plain"}',
        '{"id": "a", "quotes": ["y"], "faithful": true, "kind": "plain"}',
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "zinnen.jsonl"
    path.write_text(f"# een opmerking\n{line}\n", "utf-8")
    with pytest.raises(LabelError) as error:
        load([path])
    assert "zinnen.jsonl" in error.value.say() and "2" in error.value.say()


def test_a_line_becomes_the_facts_that_the_gate_sees(tmp_path: Path) -> None:
    line = {"id": "a1", "text": "In Kustdam is het Taalhuis open.", "quotes": ["Het Taalhuis is open."],
            "titles": ["Begroting 2026", "Taal"], "town": "Kustdam", "language": "nl", "faithful": True,
            "kind": "plain"}  # fmt: skip
    path = tmp_path / "zinnen.jsonl"
    path.write_text(json.dumps(line), "utf-8")
    (each,) = load([path])
    (fact,) = each.facts
    assert (fact.shown, fact.sources, fact.town) == (
        "Het Taalhuis is open.",
        ("Begroting 2026", "Taal"),
        "Kustdam",
    )
    assert (each.writer, each.asked, each.language) == ("a", "nl", "nl")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        load([tmp_path / "weg.jsonl"])


def test_the_command_prints_keeps_and_wants_one_thing(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from assistant import service
    from tests.hashing import HashingEmbedder

    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ASSISTANT_CORPUS", str(corpus))
    monkeypatch.setattr(service, "default_embedder", lambda *_: HashingEmbedder())
    lines = DEVELOPMENT.read_text("utf-8").splitlines()[:12]
    path = tmp_path / "zinnen.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    out = tmp_path / "uit" / "uitkomst.json"
    assert assistant_main(["evaluate", "--support", str(path), "--out", str(out)]) == 0
    assert "Leugens die worden doorgelaten" in capsys.readouterr().out
    assert len(json.loads(out.read_text("utf-8"))["sentences"]) == 11
    with pytest.raises(SystemExit) as stopped:
        assistant_main(["evaluate"])
    assert stopped.value.code == 2
