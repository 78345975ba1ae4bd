"""Many texts and many threads: batches by length, questions first, the model loaded once."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from assistant.index.sentence_embedder import BATCH, Pace, SentenceEmbedder


def test_one_thread_at_a_time_tokenises() -> None:
    from torch.nn import Module

    from assistant.index.threadsafe_model import ThreadsafeTransformer

    class Tokenising(Module):
        """Notes how many use it at once."""

        at_once = most = 0

        def preprocess(self, inputs: list[str], **options: Any) -> dict[str, Any]:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
            time.sleep(0.002)
            self.at_once -= 1
            return {"inputs": inputs}

    part = Tokenising()
    model = ThreadsafeTransformer(modules=[part], device="cpu")
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: model.preprocess([f"tekst {n}"])["inputs"], range(40)))
    assert found == [[f"tekst {n}"] for n in range(40)]
    assert part.most == 1


class Recorder:
    """In place of a model: notes its batches and gives each text its length as a vector."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def encode(self, texts: list[str], **options: Any) -> np.ndarray:
        self.batches.append(texts)
        return np.array([[float(len(text))] for text in texts])


@pytest.mark.parametrize("pace", [Pace(), Pace(batch=1, lanes=2), Pace(batch=3, lanes=4)])
def test_batches_go_by_length_and_results_by_the_order_of_the_texts(
    monkeypatch: pytest.MonkeyPatch, pace: Pace
) -> None:
    model = Recorder()
    monkeypatch.setattr(SentenceEmbedder, "_load", lambda self, report: model)
    embedder = SentenceEmbedder("any")
    embedder._pace = pace
    lengths = [(7 * n) % 40 for n in range(40)]
    vectors = embedder.passages(["a" * length for length in lengths])
    assert vectors[:, 0].tolist() == lengths
    assert max(len(batch) for batch in model.batches) == pace.batch
    if pace.lanes == 1:
        assert [len(text) for batch in model.batches for text in batch] == sorted(lengths, reverse=True)


def test_a_question_goes_before_the_rest_of_a_pile(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    piled, asked = threading.Event(), threading.Event()

    class Slow(Recorder):
        def encode(self, texts: list[str], **options: Any) -> np.ndarray:
            if options["prompt_name"] == "query":
                asked.set()
                # As long as the question runs, no batch may begin: the one under way may end.
                time.sleep(0.1)
            elif len(done) == 3:
                piled.set()
                asked.wait(10)
            done.append(options["prompt_name"])
            return super().encode(texts)

    monkeypatch.setattr(SentenceEmbedder, "_load", lambda self, report: Slow())
    embedder = SentenceEmbedder("any")
    with ThreadPoolExecutor(1) as pool:
        pile = pool.submit(embedder.passages, ["taal"] * BATCH * 50)
        assert piled.wait(10)
        embedder.queries(["vraag"])
        assert pile.result().shape == (BATCH * 50, 1)
    assert done.index("query") <= 4
    assert done.count("passage") == 50


def test_threads_that_come_together_load_the_model_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[Any] = []
    waiting = threading.Event()

    def load(self: SentenceEmbedder, report: object) -> object:
        waiting.wait(0.2)
        loads.append(object())
        return loads[-1]

    monkeypatch.setattr(SentenceEmbedder, "_load", load)
    embedder = SentenceEmbedder("any")
    with ThreadPoolExecutor(4) as pool:
        models = list(pool.map(lambda _: embedder.prepare(), range(4)))
    assert len(loads) == 1
    assert set(map(id, models)) == {id(loads[0])}
