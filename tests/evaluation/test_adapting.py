"""Teaching the model: what is right and wrong in a batch, and what is stored of what was learned."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from assistant.evaluation import adapting
from assistant.evaluation.adapting import KEPT, LAYERS, RANK, SCALE, Lesson, lessons
from assistant.evaluation.gold import Evidence, GoldQuestion
from assistant.index.adapter import adapt
from assistant.index.packed_file import Packed
from assistant.service import Assistant
from tests.evaluation.asked import EVIDENCE, gold
from tests.shelved import entry, passage

if TYPE_CHECKING:
    import torch

SENTENCES = (
    "Dit gaat over de voorwaarden vooraf. Een certificaat is vier jaar geldig. Daarna is er een audit."
)


def lesson(answer: str, right: str = SENTENCES, wrong: str = "Hier staat iets heel anders in.") -> Lesson:
    """A question with this answer, a right passage and a wrong one."""
    question = gold("q", "Wat?", replace(EVIDENCE, answer=answer))
    return Lesson(question, (passage(right),), (passage(wrong),))


def test_another_lessons_text_that_answers_as_well_is_not_wrong() -> None:
    batch = [lesson("vier jaar"), lesson("een audit"), lesson("vier")]
    texts = [
        "Het geldt vier jaar.",
        "Na vier jaar volgt een audit.",
        "Dit zegt niets over de vraag.",
        "vier jaar en een audit",
        "een audit",
        "niets",
    ]
    right = adapting._also_right(batch, texts)
    assert right.shape == (3, 6) and right.dtype == bool
    assert [tuple(cell) for cell in np.argwhere(right).tolist()] == [(0, 1), (2, 0), (2, 1)]


def test_an_answer_of_a_few_letters_says_too_little_to_tell() -> None:
    batch = [lesson("400"), lesson("vier jaar")]
    assert not adapting._also_right(batch, ["niets", "Er zijn 400 plekken.", "", ""]).any()


@pytest.mark.parametrize(("chance", "sentence"), [(0.4, True), (0.6, False)])
def test_a_batch_has_right_texts_first_as_passages_or_as_sentences(
    monkeypatch: pytest.MonkeyPatch, chance: float, sentence: bool
) -> None:
    monkeypatch.setattr(random, "random", lambda: chance)
    batch = [lesson("vier jaar"), lesson("een audit", right="Daarna komt er een audit van het bureau.")]
    texts, tokens = adapting._texts(batch)
    assert len(texts) == 4 and all(text.startswith("passage: ") for text in texts)
    assert ["iets heel anders" in text for text in texts] == [False, False, True, True]
    assert ("voorwaarden vooraf" in texts[0]) is not sentence
    assert tokens == (adapting.SENTENCE_TOKENS if sentence else adapting.PASSAGE_TOKENS)


def test_the_sentence_taken_is_the_one_nearest_to_the_evidence() -> None:
    question = lesson("vier jaar").question
    headed = passage(SENTENCES, headings=["Het stuk", "Certificering"])
    assert (
        adapting._sentence(headed, question) == "passage: Certificering. Een certificaat is vier jaar geldig."
    )
    assert adapting._sentence(passage(SENTENCES), question) == "passage: Een certificaat is vier jaar geldig."
    short = passage("Kort.", document=entry(title="Titel"))
    assert adapting._sentence(short, question) == "passage: Titel\nKort."


def test_a_lesson_has_the_passages_that_answer_and_others_that_do_not(ready: Assistant) -> None:
    question = gold("q", "Hoe lang is een certificaat van het Taalhuis geldig?", EVIDENCE)
    (found,) = lessons(ready, [question])
    assert ["vier jaar" in p.text for p in found.right] == [True]
    assert len(found.wrong) == ready.catalogue.passage_count() - 1
    assert not any("vier jaar" in p.text for p in found.wrong)


def test_what_answers_without_being_the_evidence_is_neither(ready: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "ook.txt"
    path.write_text("Ook elders geldt zo'n certificaat vier jaar lang.", "utf-8")
    ready.ingest(path)
    (found,) = lessons(ready, [gold("q", "Hoe lang is een certificaat geldig?", EVIDENCE)])
    assert not any(p.document.file == "ook.txt" for p in (*found.right, *found.wrong))


def test_what_has_no_right_passage_teaches_nothing(ready: Assistant) -> None:
    nothing: list[GoldQuestion] = [
        gold("elsewhere", "Hoe lang?", Evidence("geld.md", None, "Dit staat nergens.", "nergens")),
        gold("unanswerable", "Hoe duur is het zwembad?"),
        gold("follow-up", "En hoe lang?", EVIDENCE, previous=("Wat is een certificaat?",)),
    ]
    assert lessons(ready, nothing) == []


def small_model() -> torch.nn.Module:
    """A model of one layer with the linear layers of BERT, two wide and three deep."""
    import torch

    def nested(**parts: torch.nn.Module) -> torch.nn.Module:
        module = torch.nn.Module()
        for name, part in parts.items():
            module.add_module(name, part)
        return module

    linear: Callable[[], torch.nn.Module] = lambda: torch.nn.Linear(3, 2)  # noqa: E731
    attention = nested(
        self=nested(query=linear(), key=linear(), value=linear()), output=nested(dense=linear())
    )
    layer = nested(attention=attention, intermediate=nested(dense=linear()), output=nested(dense=linear()))
    return nested(encoder=nested(layer=torch.nn.ModuleList([layer])))


def test_what_is_learned_beside_the_layers_is_half_kept_in_the_weights(tmp_path: Path) -> None:
    import torch

    torch.manual_seed(0)
    model = small_model()
    layer = model.get_submodule("encoder.layer.0")
    given = torch.randn(5, 3)
    before = {name: layer.get_submodule(path)(given) for path, name in LAYERS.items()}
    learned = adapting._inserted(model)
    assert sorted(learned) == sorted(f"l0.{name}.w" for name in LAYERS.values())
    for path, name in LAYERS.items():
        up, down = learned[f"l0.{name}.w"]
        assert up.shape == (2, RANK) and down.shape == (RANK, 3)
        assert torch.equal(layer.get_submodule(path)(given), before[name])
        with torch.no_grad():
            up.normal_()

    file = tmp_path / "adapter.safetensors"
    adapting._save(learned, file)
    packed = Packed(
        3, 1, 1, 2, 9, 9, 1, 1e-12, 0, 1, 2, 3, [],
        {
            f"l0.{name}.w": layer.get_parameter(f"{path}.weight").detach().numpy().ravel()
            for path, name in LAYERS.items()
        },
    )  # fmt: skip
    adapt(packed, file)
    for path, name in LAYERS.items():
        linear = layer.get_submodule(path)
        learned_change = (linear(given) - before[name]).detach().numpy()
        weight = layer.get_parameter(f"{path}.weight").detach().numpy()
        stored = packed.tensors[f"l0.{name}.w"].reshape(2, 3) - weight
        assert given.numpy() @ stored.T == pytest.approx(KEPT * learned_change, rel=0.02, abs=0.02)
        assert np.abs(learned_change).max() > 1.0
    assert (SCALE, KEPT) == (2.0, 0.5)
