"""Which model embeds, and how quietly; its vectors are normalised, and the real ones mean something."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelUnavailable
from assistant.index import full_model
from assistant.index import packaged_model as packaging
from assistant.index.embedding import HUB_NAME, default_embedder
from assistant.index.int8_texts import checking_texts
from assistant.index.langchain_embeddings import langchain_embeddings
from assistant.index.packed_file import unpack
from assistant.index.sentence_embedder import PackagedEmbedder, SentenceEmbedder, _prompts
from assistant.quiet import LOOPBACK, QUIET, UNTRACED, needs_hub, quiet_environment
from assistant.records import Progress
from assistant.settings import Settings
from tests.hashing import HashingEmbedder

REFERENCE = json.loads((Path(__file__).parent / "reference_vectors.json").read_text("utf-8"))
HEAVY = (
    "torch",
    "transformers",
    "sentence_transformers",
    "tokenizers",
    "langchain_core",
    "huggingface_hub",
    "onnx",
    "onnxruntime",
)


@pytest.fixture(scope="module")
def real(packaged_model: Path) -> SentenceEmbedder:
    """The default: eight bits."""
    embedder = PackagedEmbedder(packaged_model)
    embedder.prepare()
    return embedder


@pytest.fixture(scope="module")
def full(packaged_model: Path) -> SentenceEmbedder:
    """The same model in full, as a user names it."""
    return SentenceEmbedder(str(packaged_model))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", corpus=tmp_path / "corpus")


def test_importing_the_module_is_cheap() -> None:
    code = f"import sys, assistant.index.embedding; print([n for n in {HEAVY!r} if n in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_default_is_the_packaged_model_and_is_not_loaded_yet(settings: Settings) -> None:
    embedder = default_embedder(settings)
    assert embedder.name == packaging.FINGERPRINT
    assert embedder.dimensions == 384
    assert not embedder.ready_on_disk()
    assert not settings.data.exists()


def test_without_the_package_the_default_comes_from_the_hub(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packaging, "PACKAGE", "a-package-nobody-has")
    assert default_embedder(settings).name == HUB_NAME
    assert needs_hub(settings)


def test_a_model_of_the_users_choice_goes_first(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, corpus=tmp_path, embedding_model="BAAI/bge-m3")
    assert default_embedder(settings).name == "BAAI/bge-m3"
    assert needs_hub(settings)
    assert not needs_hub(Settings(data=tmp_path, corpus=tmp_path, embedding_model=str(tmp_path)))


def test_a_folder_that_holds_no_model_is_an_error_with_a_name(tmp_path: Path) -> None:
    stages: list[str] = []
    embedder = SentenceEmbedder(str(tmp_path), progress=lambda progress: stages.append(progress.stage))
    with pytest.raises(ModelUnavailable) as caught:
        embedder.queries(["taal"])
    assert caught.value.details["name"] == str(tmp_path)
    assert caught.value.details["reason"]
    assert stages == ["model"]


def test_a_download_is_announced_before_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.index import threadsafe_model

    tried: list[bool] = []

    def unreachable(name: str, local_files_only: bool = False) -> None:
        tried.append(local_files_only)
        raise OSError(f"{name} can't be reached\nand more")

    monkeypatch.setattr(threadsafe_model, "ThreadsafeTransformer", unreachable)
    told: list[Progress] = []
    with pytest.raises(ModelUnavailable) as caught:
        SentenceEmbedder("someone/model").prepare(told.append)
    assert tried == [True, False]
    assert [progress.stage for progress in told] == ["model", "model_download"]
    assert caught.value.details == {"name": "someone/model", "reason": "someone/model can't be reached"}


@pytest.mark.parametrize(
    ("source", "saved", "query", "passage"),
    [
        ("intfloat/multilingual-e5-base", {"query": "", "document": ""}, "query: ", "passage: "),
        ("/models/e5-base-trm-nl", {}, "query: ", "passage: "),
        ("BAAI/bge-m3", {"query": "", "document": ""}, "", ""),
        ("/home/e5/bge-m3", {}, "", ""),
        ("intfloat/multilingual-e5-large-instruct", {}, "", ""),
        ("someone/e5-own", {"query": "vraag: ", "document": "tekst: "}, "vraag: ", "tekst: "),
    ],
)
def test_prompts_are_the_models_own_or_those_e5_was_trained_with(
    source: str, saved: dict[str, str | None], query: str, passage: str
) -> None:
    prompts = _prompts(source, saved)
    assert (prompts["query"], prompts["passage"]) == (query, passage)


def test_quiet_overrules_what_was_inherited_and_leaves_the_hub_to_who_asked_for_it(
    settings: Settings,
) -> None:
    environment = {"LANGSMITH_TRACING": "true", "HF_HUB_OFFLINE": "0", "HOME": "/home/someone"}
    quiet_environment(settings, environment)
    loopback = ",".join(LOOPBACK)
    quiet = {**QUIET, **UNTRACED, "NO_PROXY": loopback}
    assert environment == {**quiet, "HF_HUB_OFFLINE": "1", "HOME": "/home/someone"}
    asked: dict[str, str] = {}
    quiet_environment(Settings(settings.data, settings.corpus, embedding_model="BAAI/bge-m3"), asked)
    assert asked == quiet


def test_langchain_gets_lists_of_numbers() -> None:
    adapter, embedder = langchain_embeddings(HashingEmbedder()), HashingEmbedder()
    assert np.allclose(adapter.embed_documents(["taal", "lezen"]), embedder.passages(["taal", "lezen"]))
    assert np.allclose(adapter.embed_query("taal"), embedder.queries(["taal"])[0])


def against_reference(embedder: SentenceEmbedder) -> np.ndarray:
    """The cosines to what the package's own engine gave, of queries and of passages."""
    texts = [entry["text"] for entry in REFERENCE]
    return np.concatenate(
        [
            (embedder.queries(texts) * np.array([entry["query"] for entry in REFERENCE])).sum(axis=1),
            (embedder.passages(texts) * np.array([entry["passage"] for entry in REFERENCE])).sum(axis=1),
        ]
    )


@pytest.mark.model
def test_without_what_it_learned_the_vectors_are_those_of_the_packages_own_engine(tmp_path: Path) -> None:
    source = packaging.packaged_file()
    assert source is not None
    full_model.write(unpack(source.read_bytes()), tmp_path / "model", packaging.PROMPTS)
    cosines = against_reference(SentenceEmbedder(str(tmp_path / "model")))
    assert cosines.min() >= 0.999
    assert cosines.mean() >= 0.9995


@pytest.mark.model
def test_the_default_runs_in_eight_bits_and_stays_close_to_the_full_model(
    real: SentenceEmbedder, full: SentenceEmbedder
) -> None:
    assert real.ready_on_disk()
    assert type(real.prepare()[0]).__name__ == "Int8Encoder"
    texts = [entry["text"] for entry in REFERENCE]
    cosines = (real.passages(texts) * full.passages(texts)).sum(axis=1)
    assert cosines.min() >= 0.985
    assert cosines.mean() >= 0.995


@pytest.mark.model
def test_a_question_finds_the_same_passages_with_either_form(
    real: SentenceEmbedder, full: SentenceEmbedder
) -> None:
    passages = checking_texts()
    questions = ["Wat betaalt de gemeente per inwoner?", "Who can use a computer?", "Wie geeft er les?"]
    quick = np.argsort(-(real.queries(questions) @ full.passages(passages).T), axis=1)[:, :5]
    slow = np.argsort(-(full.queries(questions) @ full.passages(passages).T), axis=1)[:, :5]
    for ours, theirs in zip(quick, slow, strict=True):
        assert theirs[0] in ours[:3]
        assert len(set(ours) & set(theirs)) >= 4


@pytest.mark.model
def test_vectors_are_normalised_in_order_and_alone_as_in_company(real: SentenceEmbedder) -> None:
    texts = ["kort", "Een langere zin over het Taalhuis in de bibliotheek. " * 9, "", "taal " * 900, "\ud800"]
    together = real.passages(texts)
    assert together.shape == (5, 384)
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    alone = np.vstack([real.passages([text]) for text in texts])
    assert np.array_equal(together, alone)
    assert real.queries([]).shape == (0, 384)


@pytest.mark.model
def test_a_question_lies_nearest_the_passage_that_answers_it(real: SentenceEmbedder) -> None:
    passages = real.passages(
        [
            "Het Taalhuis is elke dinsdagochtend open voor wie beter wil leren lezen.",
            "De rioolheffing stijgt volgend jaar met vier procent.",
            "Honden moeten in het park aan de lijn.",
        ]
    )
    for question in ("Wanneer kan ik terecht als ik moeite heb met lezen?", "When is the reading help open?"):
        assert int(np.argmax(passages @ real.queries([question])[0])) == 0


@pytest.mark.model
def test_questions_during_a_batch_get_the_same_vectors(real: SentenceEmbedder) -> None:
    questions = [f"Wat kost cursus {n} {'heel ' * (n % 5)}veel?" for n in range(12)]
    expected = np.vstack([real.queries([question]) for question in questions])
    batch = ["De gemeente en de bibliotheek werken samen aan taal. " * (1 + n % 4) for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        embedding = pool.submit(real.passages, batch)
        answers = list(pool.map(lambda question: real.queries([question])[0], questions))
        assert embedding.result().shape == (12, 384)
    assert np.array_equal(np.vstack(answers), expected)
