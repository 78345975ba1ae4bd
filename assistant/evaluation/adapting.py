"""`python -m assistant.evaluation.adapting GOLD.jsonl …`: teaches the packaged model this field.

A LoRA (Hu et al., 2021) of rank 16 on every linear layer, trained with the
InfoNCE loss (van den Oord et al., 2018): a question has to lie nearer to the
passage that answers it than to those of nineteen other questions and to twenty
passages that look like an answer and aren't. Half of the batches use the
answering sentence instead of its passage, because answers are chosen by
sentence. The index at hand must be made with the model before it was taught.

What was learned is halved before it is stored. That keeps most of the gain,
and keeps the eight-bit form close enough to the full model.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.answering.question import place_names, understand
from assistant.answering.statements import statements
from assistant.evaluation import gold
from assistant.evaluation.asking import towns_of
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.matching import flat, holds, of_hit, relevant
from assistant.index import adapter, packaged_model
from assistant.index.texts import index_text
from assistant.records import NATIONAL, Hit, Passage
from assistant.service import Assistant
from assistant.settings import load as load_settings

if TYPE_CHECKING:
    import torch

RANK, SCALE, KEPT = 16, 2.0, 0.5
EPOCHS, BATCH, RATE, TEMPERATURE = 3, 20, 4e-4, 0.03
QUESTION_TOKENS, PASSAGE_TOKENS, SENTENCE_TOKENS = 64, 128, 80
NEGATIVES = 40
# The packed file's names for the linear layers of a BERT layer.
LAYERS = {
    "attention.self.query": "q", "attention.self.key": "k", "attention.self.value": "v",
    "attention.output.dense": "ao", "intermediate.dense": "fi", "output.dense": "fo",
}  # fmt: skip


@dataclass(frozen=True)
class Lesson:
    """A question with the passages that answer it, and others that only look like it."""

    question: GoldQuestion
    right: tuple[Passage, ...]
    wrong: tuple[Passage, ...]


def lessons(assistant: Assistant, questions: Sequence[GoldQuestion]) -> list[Lesson]:
    """The lessons in gold questions; one whose passages are not found teaches nothing."""
    found: list[Lesson] = []
    for question in questions:
        if not question.answerable or question.previous:
            continue
        asked = understand(question.question, assistant.places, question.municipality, question.language)
        code = asked.municipality.code if asked.municipality else None
        shelves = [NATIONAL, *filter(None, [code])]
        query = assistant.searcher.queries.query(asked.text, asked.language, places=place_names(asked))
        passages, scores = assistant.searcher.candidates(query, shelves, code)
        passages.sort(key=lambda passage: -scores.cosine[passage.id])
        evidence = [e for part in question.parts for e in part]
        towns = towns_of(question, assistant.places)
        right = [p for p in passages if any(relevant(e, of_hit(Hit(p, 0.0)), towns) for e in evidence)]
        wrong = [p for p in passages if p not in right and not any(holds(p.text, e.answer) for e in evidence)]
        if right and wrong:
            found.append(Lesson(question, tuple(right), tuple(wrong[:NEGATIVES])))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn from gold files and write the adapter."""
    parser = argparse.ArgumentParser(description="Teach the packaged model this field.")
    parser.add_argument("gold", nargs="+", metavar="GOLD.jsonl")
    parser.add_argument("--model", help="folder of the untaught model; the data folder's own when left out")
    parser.add_argument("--out", default=str(adapter.FILE), metavar="FILE.safetensors")
    options = parser.parse_args(arguments)
    settings = load_settings()
    assistant = Assistant(settings)
    try:
        taught = lessons(assistant, gold.load([Path(name) for name in options.gold]))
    finally:
        assistant.close()
    _save(_learn(options.model or str(packaged_model.folder_in(settings.data)), taught), Path(options.out))
    print(f"{len(taught)} questions", file=sys.stderr)
    return 0


def _learn(folder: str, taught: list[Lesson]) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
    """The two matrices of each layer, (out, rank) and (rank, in), by the packed file's names."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    random.seed(0)
    torch.manual_seed(0)
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model: Any = AutoModel.from_pretrained(folder, dtype=torch.float32, local_files_only=True)
    model.requires_grad_(False)
    learned = _inserted(model)

    def vectors(texts: Sequence[str], tokens: int) -> torch.Tensor:
        batch = tokenizer(texts, padding=True, truncation=True, max_length=tokens, return_tensors="pt")
        mask = batch["attention_mask"][..., None]
        mean = (model(**batch).last_hidden_state * mask).sum(1) / mask.sum(1)
        return torch.nn.functional.normalize(mean, dim=-1)

    parameters = [matrix for pair in learned.values() for matrix in pair]
    optimizer = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (len(taught) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / 10) * max(0.05, 1 - step / max(1, steps))
    )
    for _ in range(EPOCHS):
        random.shuffle(taught)
        for start in range(0, len(taught) - BATCH + 1, BATCH):
            batch = taught[start : start + BATCH]
            texts, tokens = _texts(batch)
            questions = [f"query: {lesson.question.question}" for lesson in batch]
            likeness = vectors(questions, QUESTION_TOKENS) @ vectors(texts, tokens).T / TEMPERATURE
            likeness = likeness.masked_fill(torch.from_numpy(_also_right(batch, texts)), -1e4)
            loss = torch.nn.functional.cross_entropy(likeness, torch.arange(len(batch)))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
    return learned


def _inserted(model: Any) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
    """Put a pair of narrow matrices beside every linear layer of a BERT model."""
    import torch

    learned: dict[str, tuple[torch.Tensor, torch.Tensor]] = {}
    for number, layer in enumerate(model.encoder.layer):
        for path, name in LAYERS.items():
            linear = layer.get_submodule(path)
            up = torch.nn.Parameter(torch.zeros(linear.out_features, RANK))
            down = torch.nn.Parameter(torch.randn(RANK, linear.in_features) / linear.in_features**0.5)
            linear.register_forward_hook(
                lambda _, given, out, up=up, down=down: out + given[0] @ down.T @ up.T * SCALE
            )
            learned[f"l{number}.{name}.w"] = (up, down)
    return learned


def _texts(batch: Sequence[Lesson]) -> tuple[list[str], int]:
    """The right text of each lesson, then a wrong one of each, and how many tokens they may have."""
    if random.random() < 0.5:
        right = [_sentence(random.choice(each.right), each.question) for each in batch]
        return right + [_sentence(random.choice(each.wrong)) for each in batch], SENTENCE_TOKENS
    right = [_passage(random.choice(each.right)) for each in batch]
    return right + [_passage(random.choice(each.wrong[:25])) for each in batch], PASSAGE_TOKENS


def _also_right(batch: Sequence[Lesson], texts: Sequence[str]) -> np.ndarray:
    """Which texts of other lessons answer as well and can't count as wrong, shape (batch, texts)."""
    right = np.zeros((len(batch), len(texts)), dtype=bool)
    for row, lesson in enumerate(batch):
        answers = [e.answer for part in lesson.question.parts for e in part if len(e.answer) > 3]
        for column in range(len(batch)):
            right[row, column] = column != row and any(holds(texts[column], a) for a in answers)
    return right


def _passage(passage: Passage) -> str:
    return "passage: " + index_text(passage.document, passage.headings, passage.text)


def _sentence(passage: Passage, question: GoldQuestion | None = None) -> str:
    """The sentence nearest to the question's evidence, any sentence without one, under its heading."""
    found = [text for _, _, text in statements(passage)]
    if not found:
        return _passage(passage)
    quotes = [set(flat(e.quote).split()) for part in question.parts for e in part] if question else []
    text = (
        max(found, key=lambda t: max(len(q & set(flat(t).split())) / len(q) for q in quotes))
        if quotes
        else random.choice(found)
    )
    return "passage: " + (f"{passage.headings[-1]}. {text}" if passage.headings else text)


def _save(learned: dict[str, tuple[torch.Tensor, torch.Tensor]], file: Path) -> None:
    """Store both matrices in half precision, each with the root of the scale."""
    from safetensors.torch import save_file

    root = (SCALE * KEPT) ** 0.5
    tensors = {
        f"{name}.{side}": (matrix.detach() * root).half().contiguous()
        for name, pair in learned.items()
        for side, matrix in zip(("up", "down"), pair, strict=True)
    }
    save_file(tensors, file)


if __name__ == "__main__":
    raise SystemExit(main())
