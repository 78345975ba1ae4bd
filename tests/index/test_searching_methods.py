"""How candidates are gathered, and how each method orders them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from assistant.index import search
from assistant.index.catalogue import Catalogue
from assistant.index.glossary import Glossary
from assistant.index.query import Queries
from assistant.index.ranker import Ranker
from assistant.index.search import Searcher
from assistant.index.terms import Thesaurus
from assistant.index.vectors import Vectors
from assistant.records import NATIONAL, Hit, Page, Span
from tests.hashing import HashingEmbedder
from tests.shelved import entry

# Id, text, and what its document says.
TEXTS = {
    "a": "Het zwembad krijgt subsidie voor lessen.",
    "b": "Subsidie, subsidie en nog eens subsidie.",
    "c": "Een bijdrage 2024 aan 12 verenigingen.",
    "d": "De bibliotheeksubsidie in het jaar 2019.",
    "e": "Hier staat niets wat iemand zoekt.",
}


class Shelves:
    """The vectors of the passages, all at hand."""

    def __init__(self, embedder: HashingEmbedder, texts: dict[str, dict[str, str]]) -> None:
        self.vectors = {
            shelf: dict(zip(of, embedder.passages(list(of.values())), strict=True))
            for shelf, of in texts.items()
        }

    def nearest(self, shelf: str, vector: np.ndarray, limit: int) -> dict[str, float]:
        """The nearest by cosine."""
        near = {i: float(v @ vector) for i, v in self.vectors.get(shelf, {}).items()}
        return dict(sorted(near.items(), key=lambda pair: -pair[1])[:limit])

    def of(self, shelf: str, ids: Sequence[str]) -> dict[str, np.ndarray]:
        """The vectors of these passages on this shelf."""
        return {i: v for i, v in self.vectors.get(shelf, {}).items() if i in ids}


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    made = Catalogue(tmp_path / "catalogue.sqlite")
    for id, text in TEXTS.items():
        year = 2024 if id == "e" else None
        span = (id, Span(0, 0, len(text), text, ()))
        made.put(entry(f"d-{id}", title="Stuk", file=f"{id}.md", year=year), [Page(None, None, text)], [span])
    for id, town in (("t", "GM0629"), ("u", "GM0308")):
        text = "Ook hier subsidie."
        document = entry(f"d-{id}", title="Stuk", file=f"{id}.md", shelf="GM0629", municipality=town)
        made.put(document, [Page(None, None, text)], [(id, Span(0, 0, len(text), text, ()))])
    yield made
    made.close()


def searcher(catalogue: Catalogue, **weights: float) -> Searcher:
    """A searcher whose ranker has these weights."""
    embedder = HashingEmbedder()
    towns = {"t": "Ook hier subsidie.", "u": "Ook hier subsidie."}
    queries = Queries(
        Thesaurus(),
        Glossary({"grant": ["subsidie"], "swimming pool": ["zwembad"]}),
        catalogue.document_frequency,
        catalogue.passage_count,
    )
    vectors = cast(Vectors, Shelves(embedder, {NATIONAL: TEXTS, "GM0629": towns}))
    return Searcher(catalogue, vectors, embedder, queries, Ranker(weights))


def ids(hits: Sequence[Hit]) -> list[str]:
    return [hit.passage.id for hit in hits]


def normalised(values: Sequence[float]) -> np.ndarray:
    found = np.array(values)
    return (found - found.min()) / (found.max() - found.min())


QUESTION = "Welke subsidie krijgt het zwembad voor lessen in 2019"


@pytest.mark.parametrize("method", ["best", "fusion", "vectors", "lexical"])
def test_scores_lie_between_nought_and_one_best_first(catalogue: Catalogue, method: search.Method) -> None:
    hits = searcher(catalogue, cosine=1.0).search(QUESTION, method=method)
    assert sorted(ids(hits)) == list(TEXTS)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits[0].score == 1.0 and hits[-1].score == 0.0


def test_one_part_alone_orders_by_that_part(catalogue: Catalogue) -> None:
    found = searcher(catalogue)
    by_words = found.search("subsidie", method="lexical")
    by_vectors = found.search("subsidie", method="vectors")
    assert [h.lexical for h in by_words] == sorted((h.lexical for h in by_words), reverse=True)
    assert [h.vector for h in by_vectors] == sorted((h.vector for h in by_vectors), reverse=True)
    assert by_words[0].lexical > 0


def test_the_fusion_takes_seven_parts_of_the_cosine_and_three_of_the_words(catalogue: Catalogue) -> None:
    hits = searcher(catalogue).search(QUESTION, method="fusion")
    wanted = normalised(
        0.7 * normalised([h.vector for h in hits]) + 0.3 * normalised([h.lexical for h in hits])
    )
    assert [h.score for h in hits] == pytest.approx(wanted.tolist())


def test_an_english_fusion_leaves_the_words_out(catalogue: Catalogue) -> None:
    found = searcher(catalogue)
    question = "grant for the swimming pool in 2019"
    fused = found.search(question, language="en", method="fusion")
    assert [h.score for h in fused] == pytest.approx(normalised([h.vector for h in fused]).tolist())
    assert any(h.lexical for h in fused)


def test_an_english_question_finds_the_dutch_words(catalogue: Catalogue) -> None:
    found = searcher(catalogue)
    english = found.search("the grant", language="en", method="lexical")
    assert english[0].lexical > 0 and "subsidie" in english[0].passage.text.lower()
    assert not any(hit.lexical for hit in found.search("the grant", language="nl", method="lexical"))


def test_the_best_order_is_the_rankers(catalogue: Catalogue) -> None:
    assert ids(searcher(catalogue, digits=1.0).search(QUESTION))[0] == "c"
    assert ids(searcher(catalogue, digits=-1.0, numbers=5.0).search("iets over 12"))[0] == "c"
    assert ids(searcher(catalogue).search(QUESTION)) == list(TEXTS)


def test_years_and_places_given_reach_the_ranker(catalogue: Catalogue) -> None:
    by_year = searcher(catalogue, year_of_document=1.0)
    assert ids(by_year.search("subsidie vorig jaar", years=["2024"]))[0] == "e"
    assert ids(by_year.search("subsidie vorig jaar"))[0] == "a"
    by_name = searcher(catalogue, named_in_text=1.0)
    assert by_name.search("lessen zwembad", places=["Zwembad"])[0].passage.id == "a"
    assert ids(by_name.search("verenigingen zwembad", places=["Zwembad"]))[0] == "c"


def test_only_so_many_are_given(catalogue: Catalogue) -> None:
    found = searcher(catalogue, cosine=1.0)
    assert ids(found.search(QUESTION, limit=2)) == ids(found.search(QUESTION))[:2]
    assert found.search(QUESTION, shelves=["GM9999"]) == []


@pytest.mark.parametrize("method", ["best", "fusion", "vectors", "lexical"])
def test_no_method_opens_another_towns_documents(catalogue: Catalogue, method: search.Method) -> None:
    found = searcher(catalogue)
    shelves = (NATIONAL, "GM0629")
    assert sorted(ids(found.search("subsidie", shelves=shelves, municipality="GM0629", method=method))) == [
        *TEXTS,
        "t",
    ]
    assert sorted(ids(found.search("subsidie", municipality="GM0629", method=method))) == list(TEXTS)
    assert sorted(ids(found.search("subsidie", shelves=shelves, method=method))) == list(TEXTS)


def test_candidates_stand_in_a_fixed_order_with_all_their_scores(catalogue: Catalogue) -> None:
    found = searcher(catalogue)
    query = found.queries.query("Hoeveel subsidie krijgt het zwembad", "nl")
    passages, scores = found.candidates(query, [NATIONAL], None)
    assert [p.id for p in passages] == sorted(TEXTS)
    assert set(scores.cosine) == set(scores.subject) == set(TEXTS)
    whole, bare = HashingEmbedder().queries([query.text, query.subject])
    (vector,) = HashingEmbedder().passages([TEXTS["a"]])
    assert scores.cosine["a"] == pytest.approx(float(vector @ whole))
    assert scores.subject["a"] == pytest.approx(float(vector @ bare))
    assert set(scores.stems) == set(scores.grams) == {"a", "b", "d", "t", "u"} & set(scores.stems)
    assert scores.stems["a"] > 0 and scores.stems["d"] == 0 and scores.grams["d"] > 0


def test_each_way_brings_its_own(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    found = searcher(catalogue)
    query = found.queries.query("Wat krijgt, krijgt, krijgt en krijgt een verenigingen", "nl")
    ways = ("BY_QUESTION", "BY_SUBJECT", "BY_WORDS")

    def brought(*numbers: int) -> list[str]:
        for way, number in zip(ways, numbers, strict=True):
            monkeypatch.setattr(search, way, number)
        return [p.id for p in found.candidates(query, [NATIONAL], None)[0]]

    assert query.subject == "verenigingen"
    assert brought(0, 0, 0) == []
    assert brought(1, 0, 0) == ["a"] and brought(0, 1, 0) == ["c"]
    assert len(brought(0, 0, 1)) == 1 and brought(0, 0, 9) == ["a", "c"]
    assert brought(1, 1, 0) == ["a", "c"]
