"""The labelled sentences are whole and apart; the weights are learned from them and measured by kind."""

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
from assistant.evaluation.supporting import (
    KINDS_OF_LIES,
    Judged,
    LabelError,
    Labelled,
    cross_validated,
    learn,
    learned_toml,
    load,
    measured,
)
from assistant.evaluation.supporting_table import support_json, support_text

HERE = Path(__file__).parent
DEVELOPMENT = HERE / "support_development.jsonl"


def labelled(number: int, faithful: bool, kind: str = "") -> Labelled:
    """A sentence over a quote of its own."""
    claim = Claim(f"Zin {number} over het Taalhuis.", (f"Bron {number} zegt iets over het Taalhuis.",))
    return Labelled(str(number), claim, faithful, kind or ("plain" if faithful else "number"))


def rows(sentences: list[Labelled]) -> np.ndarray:
    """Signs of which only the alarm tells, and a little noise."""
    table = np.zeros((len(sentences), len(SIGNS)))
    random = np.random.default_rng(0)
    table[:, SIGNS.index("likeness")] = random.uniform(0.8, 0.9, len(sentences))
    table[:, SIGNS.index("alarmed")] = [not each.faithful for each in sentences]
    return table


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


def test_the_sign_of_a_lie_gets_the_weight_and_an_accident_gets_none() -> None:
    sentences = [labelled(n, n % 2 == 0) for n in range(200)]
    table = rows(sentences)
    table[:, SIGNS.index("longer")] = [0.5 * each.faithful for each in sentences]
    weights = dict(zip(SIGNS, learn(table, sentences).weights, strict=True))
    assert weights["alarmed"] < -1
    assert weights["longer"] == 0


def test_no_sentence_is_judged_by_weights_that_saw_its_quote() -> None:
    quote = ("De bron die overal onder ligt.",)
    sentences = [
        Labelled(str(n), Claim(f"Zin {n}.", quote), faithful, "plain" if faithful else "number")
        for n, faithful in enumerate([True, False] * 20)
    ]
    others = [labelled(100 + n, n % 2 == 0) for n in range(60)]
    table = rows([*sentences, *others])
    reversed_ones = table[: len(sentences), SIGNS.index("alarmed")]
    table[: len(sentences), SIGNS.index("alarmed")] = 1 - reversed_ones
    chances = cross_validated(table, [*sentences, *others])
    truths = [c for c, each in zip(chances, sentences, strict=False) if each.faithful]
    assert max(truths) < 0.5


def test_at_most_the_share_of_lies_reaches_the_least_probability() -> None:
    sentences = [labelled(n, n % 2 == 0) for n in range(400)]
    table = rows(sentences)
    table[1:40:2, SIGNS.index("alarmed")] = 0
    weights = learn(table, sentences)
    chances = cross_validated(table, sentences)
    held = [c >= weights.least for c, each in zip(chances, sentences, strict=True) if not each.faithful]
    assert sum(held) / len(held) <= 0.02


def test_what_falls_by_itself_has_no_chance_and_a_copy_every() -> None:
    sentences = [labelled(n, n % 2 == 0) for n in range(40)]
    quote = "Een certificaat van het Taalhuis is vier jaar geldig."
    sentences.append(Labelled("copy", Claim(quote, (quote,)), True, "shortened"))
    table = rows(sentences)
    table[0, SIGNS.index("numbers")] = 1
    chances = cross_validated(table, sentences)
    assert chances[0] == 0
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
    assert {g.name: g.measures[0].n for g in groups[1:]} == {"let_through=number": 10, "kept=plain": 4}
    text = support_text(["a.jsonl"], groups)
    assert "10,0% (2–40; n 10)" in text
    assert "ander getal of jaar" in text and "in gewone taal" in text
    assert support_json(["a.jsonl"], groups, judged)["sentences"][0]["holds"] is True


def test_weights_are_written_as_they_are_read(tmp_path: Path) -> None:
    from assistant.answering.support import load as load_weights

    sentences = [labelled(n, n % 2 == 0) for n in range(60)]
    weights = learn(rows(sentences), sentences)
    (tmp_path / "w.toml").write_text(learned_toml(weights, 60), "utf-8")
    read = load_weights(tmp_path / "w.toml")
    assert read.least == pytest.approx(weights.least, abs=1e-3)
    assert np.allclose(read.weights, weights.weights, atol=1e-3)


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
