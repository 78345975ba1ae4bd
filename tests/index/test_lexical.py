"""Questions as expressions: in a large index only what holds a rare term is scored, by all its terms."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from assistant.index import lexical
from assistant.index.catalogue import Catalogue
from assistant.index.entries import document_id
from assistant.index.lexical import Term
from assistant.index.schema import SCHEMA_VERSION
from assistant.records import NATIONAL, Entry, Page, Span

TOWN, OTHER = "GM0629", "GM0014"
VERSION_2 = """
DROP TABLE lexical;
CREATE VIRTUAL TABLE lexical USING fts5 (stems, grams, shelf UNINDEXED, tokenize = 'unicode61');
UPDATE meta SET value = '2' WHERE key = 'schema';
"""


def put(catalogue: Catalogue, shelf: str, texts: Sequence[str]) -> list[str]:
    """A document with a passage for each text; returns their ids."""
    file = f"{len(catalogue.entries())}.txt"
    entry = Entry(
        id=document_id(shelf, file), shelf=shelf, title="Stuk", file=file, format="txt", sha256=file,
        version=1, municipality=None, language="nl", kind=None, publisher=None, date=None, address=None,
        licence=None, topics=(), page_count=len(texts), paged=False, passage_count=len(texts),
        origin="user", added="2026-01-01",
    )  # fmt: skip
    pages = [Page(None, None, text) for text in texts]
    spans = [(f"{entry.id}-{n}", Span(n, 0, len(text), text, ())) for n, text in enumerate(texts)]
    catalogue.put(entry, pages, spans)
    return [i for i, _ in spans]


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path / "catalogue.sqlite")


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the index were so large that no more than four passages may be scored."""
    monkeypatch.setattr(lexical, "SCORED", 4)


def scores(catalogue: Catalogue, question: str, shelves: Sequence[str], *, bounded: bool) -> dict:
    expression = lexical.match_expression(question, shelves, catalogue.term_counts if bounded else None)
    assert expression
    return catalogue.lexical_scores(expression, shelves, 100)


def test_fold_drops_accents_and_keeps_other_signs() -> None:
    assert lexical.fold("Hoogeveén kost € 3 – ÉÉN ﬁets") == "hoogeveen kost € 3 – een fiets"


def test_a_question_without_words_has_no_expression() -> None:
    assert lexical.match_expression("Wat is dat?") is None


def test_without_counts_any_term_will_do() -> None:
    found = lexical.match_expression("taalhuis fietsen")
    assert found is not None and " AND " not in found
    assert '"taalhuis"' in found and '"fiets"' in found


def test_common_terms_are_wished_for_and_not_required(few: None) -> None:
    def counts(terms: Sequence[Term], shelves: Sequence[str]) -> Mapping[Term, int]:
        assert shelves == [NATIONAL]
        return {term: 3 if term.text == "tal" else 50 for term in terms}

    assert lexical.match_expression("geld taal", [NATIONAL], counts) == (
        '({stems}: ("tal")) AND ({stems}: ("geld") OR {shelf}: ("national"))'
    )


def test_the_rarest_is_required_even_when_it_is_common(few: None) -> None:
    def counts(terms: Sequence[Term], shelves: Sequence[str]) -> Mapping[Term, int]:
        return {term: 60 if term.text == "tal" else 50 for term in terms}

    assert (lexical.match_expression("taal geld", [NATIONAL], counts) or "").startswith('({stems}: ("geld"))')


def test_scores_stay_what_they_were_for_what_holds_a_rare_term(catalogue: Catalogue, few: None) -> None:
    ids = put(catalogue, NATIONAL, [*["geld voor de gemeente"] * 8, "geld voor taal", "taal", "fiets"])
    question = "Hoeveel geld is er voor taal?"
    everything = scores(catalogue, question, [NATIONAL], bounded=False)
    bounded = scores(catalogue, question, [NATIONAL], bounded=True)
    assert set(everything) == set(ids[:10])
    assert set(bounded) == set(ids[8:10])
    assert {i: everything[i] for i in bounded} == {i: pytest.approx(pair) for i, pair in bounded.items()}
    assert list(bounded) == list(everything)[:2]


def test_only_the_shelves_in_scope_are_found(catalogue: Catalogue) -> None:
    ours, theirs = put(catalogue, TOWN, ["taalhuis"]), put(catalogue, OTHER, ["taalhuis"])
    person = "person-0a1b2c"
    own = put(catalogue, person, ["taalhuis"])
    put(catalogue, "person-0a1b2d", ["taalhuis"])
    assert list(scores(catalogue, "taalhuis", [TOWN], bounded=False)) == ours
    assert set(scores(catalogue, "taalhuis", [OTHER, person], bounded=False)) == {*theirs, *own}
    assert not scores(catalogue, "GM0629 national", [TOWN], bounded=False)


def test_terms_are_counted_for_the_shelves_and_no_further_than_needed(
    catalogue: Catalogue, few: None
) -> None:
    put(catalogue, TOWN, ["taal geld"] * 3 + ["geld"] * 7)
    put(catalogue, OTHER, ["geld taal"] * 3 + ["geld"] * 7)
    taal, geld, nergens = Term("stems", "tal"), Term("stems", "geld"), Term("stems", "nergens")
    found = catalogue.term_counts([taal, geld, nergens], [TOWN])
    assert (found[taal], found[nergens]) == (3, 0)
    assert lexical.SCORED < found[geld] < 10


def test_nothing_is_counted_where_few_passages_stand(catalogue: Catalogue) -> None:
    put(catalogue, TOWN, ["taal geld"] * 3)
    assert catalogue.term_counts(lexical.terms("taal"), [TOWN]) == {}
    assert catalogue.term_counts(lexical.terms("taal"), [OTHER]) == {}


def test_an_index_of_version_2_finds_what_it_found(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    first = Catalogue(path)
    ids = put(first, TOWN, ["taalhuis", "fiets"])
    first.close()
    connection = sqlite3.connect(path)
    words = connection.execute("SELECT rowid, stems, grams, shelf FROM lexical").fetchall()
    connection.executescript(VERSION_2)
    connection.executemany("INSERT INTO lexical (rowid, stems, grams, shelf) VALUES (?, ?, ?, ?)", words)
    connection.commit()
    connection.close()
    again = Catalogue(path)
    assert again.meta("schema") == SCHEMA_VERSION
    assert list(scores(again, "taalhuis", [TOWN], bounded=False)) == ids[:1]
    assert again.document_frequency(["taalhuis"]) == {"taalhuis": 1}
    again.remove(again.entries()[0].id)
    assert not scores(again, "taalhuis", [TOWN], bounded=False)
