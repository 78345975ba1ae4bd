"""An answer's sentences: near the best, with the list they announce and what follows the best."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import Candidate
from assistant.answering.composing import MOST_GROUPS, MOST_ITEMS, as_sentence, compose
from assistant.answering.grounding import on_page
from assistant.answering.question import Kind, Question
from assistant.records import Entry, Hit, Page, Passage, Sentence
from tests.shelved import entry, passage

LIST = """De gemeente werkt samen met deze partners:
- de bibliotheek aan het plein;
- het roc in de stad;

- de welzijnsorganisatie.
Daarna volgt gewone tekst over iets anders."""
NUMBERED = """Het plan heeft deze onderdelen:
1. een samenvatting vooraf;
2. een begroting per jaar;
a. een noot over bedragen;
3. een planning."""


class Written:
    """Passages that are whole pages, and the candidates in them."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}

    def passage(self, text: str, heading: str = "", document: Entry | None = None) -> Passage:
        """A page of a document of its own."""
        document = document or entry(f"d{len(self.pages)}")
        self.pages[document.id] = Page(None, None, text)
        return passage(text, f"p-{document.id}-{heading}", document, (heading,) if heading else ())

    def candidate(self, of: Passage, quote: str, score: float = 0.9) -> Candidate:
        """The sentence of a passage that is this quote."""
        start = of.text.index(quote)
        return Candidate(Hit(of, 1.0), start, start + len(quote), quote, 1.0, 1.0, score=score)

    def said(
        self, *ranked: Candidate, kind: Kind = "general", paged: bool = True, most: int = 6
    ) -> list[str]:
        """The sentences of the answer, each with a citation that stands on its page."""
        sentences, citations = compose(
            ranked,
            Question("Wat?", "nl", kind),
            lambda document, _: self.pages[document] if paged else None,
            most,
        )
        for number, sentence in enumerate(sentences, 1):
            assert sentence.citations == (number,)
            cited = citations[number - 1]
            assert on_page(cited.quote, self.pages[cited.document_id].text)
            assert as_sentence(cited.quote) == sentence.text
        assert len(citations) == len(sentences)
        return [sentence.text for sentence in sentences]


@pytest.fixture
def written() -> Written:
    return Written()


LISTED = [
    "De gemeente werkt samen met deze partners:",
    "De bibliotheek aan het plein.",
    "Het roc in de stad.",
    "De welzijnsorganisatie.",
]


@pytest.mark.parametrize("kind", ["list", "amount"])
@pytest.mark.parametrize("paged", [True, False])
def test_a_sentence_brings_the_list_it_announces(written: Written, kind: Kind, paged: bool) -> None:
    best = written.candidate(written.passage(LIST), LIST.split("\n")[0])
    assert written.said(best, kind=kind, paged=paged, most=1) == LISTED


def test_a_list_ends_where_another_sort_of_item_begins(written: Written) -> None:
    best = written.candidate(written.passage(NUMBERED), NUMBERED.split("\n")[0])
    assert written.said(best, most=1)[1:] == ["Een samenvatting vooraf.", "Een begroting per jaar."]


def test_a_list_is_not_endless(written: Written) -> None:
    text = "Dit zijn alle onderdelen:" + "".join(f"\n{n}. onderdeel {n} ervan" for n in range(1, 40))
    best = written.candidate(written.passage(text), "Dit zijn alle onderdelen:")
    assert len(written.said(best, most=1)) == 1 + MOST_ITEMS


@pytest.mark.parametrize(
    ("kind", "items"),
    [("list", 3), ("definition", 3), ("how", 3), ("general", 3), ("amount", 0), ("when", 0), ("who", 0)],
)
def test_a_list_right_below_the_best_comes_along_where_it_may_be_asked_for(
    written: Written, kind: Kind, items: int
) -> None:
    text = LIST.replace("partners:", "partners.")
    best = written.candidate(written.passage(text), text.split("\n")[0])
    assert len(written.said(best, kind=kind, most=1)) == 1 + items


def test_only_the_best_brings_a_list_it_does_not_announce(written: Written) -> None:
    text = LIST.replace("partners:", "partners.")
    best = written.candidate(written.passage("Een losse zin over partners."), "Een losse zin over partners.")
    other = written.candidate(written.passage(text), text.split("\n")[0], 0.8)
    assert written.said(best, other, kind="list", most=2) == [best.quote, other.quote]


def test_a_line_that_is_no_item_brings_nothing(written: Written) -> None:
    text = "Zo gaat het in zijn werk:\nEerst komt er gewone tekst.\n- en dan pas een item"
    best = written.candidate(written.passage(text), "Zo gaat het in zijn werk:")
    assert written.said(best, most=1) == ["Zo gaat het in zijn werk:"]


def test_an_item_that_is_chosen_itself_is_not_said_twice(written: Written) -> None:
    of = written.passage(LIST)
    best, item = (
        written.candidate(of, LIST.split("\n")[0]),
        written.candidate(of, "- het roc in de stad;", 0.8),
    )
    said = written.said(best, item, most=2)
    assert said == LISTED


THREE = "Het taalhuis is van de gemeente. De bibliotheek voert het uit. Het geld komt van het Rijk."
FIRST, SECOND, THIRD = (
    "Het taalhuis is van de gemeente.",
    "De bibliotheek voert het uit.",
    "Het geld komt van het Rijk.",
)


def test_the_sentence_after_the_best_comes_along(written: Written) -> None:
    best = written.candidate(written.passage(THREE), FIRST)
    assert written.said(best) == [FIRST, SECOND]


def test_it_does_so_for_the_best_only(written: Written) -> None:
    best = written.candidate(written.passage(THREE), THIRD)
    other = written.candidate(
        written.passage("Een zin over het taalhuis. Daarna nog een zin."), "Een zin over het taalhuis.", 0.8
    )
    assert written.said(best, other) == [THIRD, "Een zin over het taalhuis."]


def test_it_is_not_said_twice_and_stands_in_reading_order(written: Written) -> None:
    of = written.passage(THREE)
    first, second, third = (written.candidate(of, quote, 0.9) for quote in (FIRST, SECOND, THIRD))
    assert written.said(first, second) == [FIRST, SECOND]
    assert written.said(second, first) == [FIRST, SECOND, THIRD]
    assert written.said(first, third) == [FIRST, SECOND, THIRD]


def test_without_room_it_stays_out(written: Written) -> None:
    best = written.candidate(written.passage(THREE), FIRST)
    assert written.said(best, most=1) == [FIRST]
    others = [
        written.candidate(written.passage(text), text, 0.8)
        for text in ("Een eerste zin elders.", "Een tweede zin elders.", "Een derde zin elders.")
    ]
    assert written.said(best, *others, kind="amount") == [FIRST, *(c.quote for c in others[:2])]


def test_what_comes_far_behind_the_best_stays_out(written: Written) -> None:
    texts = ("Een losse zin hier.", "Een andere zin elders.", "Een zin die iets anders zegt.")
    best, near, far = (
        written.candidate(written.passage(text), text, score)
        for text, score in zip(texts, (0.9, 0.37, 0.35), strict=True)
    )
    assert written.said(best, near, far) == [best.quote, near.quote]


def test_one_group_is_kept_for_the_towns_own_documents(written: Written) -> None:
    national = [
        written.candidate(written.passage(text), text, 0.9)
        for text in ("Een zin van het Rijk.", "Een zin van de VNG.", "Een zin uit de wet.")
    ]
    text = "Een zin van de stad zelf."
    own = written.candidate(written.passage(text, document=entry("own", municipality="GM0629")), text, 0.5)
    assert MOST_GROUPS == 3
    assert written.said(*national, own) == [national[0].quote, national[1].quote, own.quote]
    assert written.said(*national) == [each.quote for each in national]


def test_sentences_are_grouped_under_document_and_heading(written: Written) -> None:
    document = entry("d", title="Het plan", year=2024)
    text = f"{FIRST} {SECOND}"
    best = written.candidate(written.passage(text, "Wie betaalt", document), FIRST)
    sentences, citations = compose([best], Question("Wat?", "nl", "general"), lambda *_: None)
    assert sentences[0] == Sentence(FIRST, (1,), group="Het plan 2024 · Wie betaalt")
    assert {s.group for s in sentences} == {"Het plan 2024 · Wie betaalt"}
    assert citations[0].heading == "Wie betaalt" and citations[0].document == "Het plan 2024"


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("- de bibliotheek;", "De bibliotheek."),
        ("• 2. de\n  bibliotheek", "De bibliotheek."),
        ("12. De 3 partners,", "De 3 partners."),
        ("Het zijn deze:", "Het zijn deze:"),
        ("Kan dat (ja)", "Kan dat (ja)"),
        ("3 partners doen mee.", "3 partners doen mee."),
        ("-", "-"),
    ],
)
def test_a_quote_is_made_to_read_as_a_sentence(quote: str, sentence: str) -> None:
    assert as_sentence(quote) == sentence
