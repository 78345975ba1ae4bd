"""An article is answered from its own text, in the law that was named, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.articles import article_in, law_of
from assistant.answering.render import plain_text
from assistant.asking import Turn
from assistant.index import terms
from assistant.service import Assistant
from assistant.settings import PROJECT
from tests.shelved import entry

LIBRARY = "Wet stelsel openbare bibliotheekvoorzieningen"
LAWS = [
    entry("a", title=LIBRARY, kind="law"),
    entry("b", title="Participatiewet", kind="law"),
    entry("c", title="Besluit taaltoets Participatiewet", kind="law"),
    entry("d", title="Subsidieverordening Leiden 2024", kind="policy"),
]
TEXT = """---
title: "{title}"
kind: law
language: nl
---

# {title}

## Artikel 1 Begrippen

In deze wet wordt onder vrijwilliger verstaan: iemand die zonder loon werkt.

## Artikel 5 Functies

Treedt in werking per 01-01-2015

Een bibliotheek heeft deze functies:

a. kennis en informatie geven;

b. ontmoeting en debat organiseren; en

c. lezen bevorderen.

## Artikel 6 Overleg

1. Wie een bibliotheek sluit, overlegt eerst met de inwoners.
2. Het overleg duurt ten hoogste acht weken.
"""


@pytest.mark.parametrize(
    ("question", "number", "title"),
    [
        ("Wat staat er in artikel 5 van de Wsob?", "5", LIBRARY),
        ("wat zegt art. 5 wsob over lezen", "5", LIBRARY),
        ("Wat zegt artikel 6, tweede lid, van de bibliotheekwet?", "6", LIBRARY),
        ("What does article 6 of the Library Act say?", "6", LIBRARY),
        ("Wat regelt artikel 18b van de Participatiewet?", "18b", "Participatiewet"),
        ("Wat zegt artikel 3 van het Besluit taaltoets Participatiewet?", "3", LAWS[2].title),
        ("Mag dat volgens de Wsob, artikel 13?", "13", LIBRARY),
        ("Wat staat er in artikel 4:2 van de subsidieverordening?", "4:2", LAWS[3].title),
        ("Wat staat er in artikel 5 van de Jeugdwet?", "5", None),
        ("Wat staat er in artikel 5?", "5", None),
    ],
)
def test_an_article_and_its_law_are_recognised(question: str, number: str, title: str | None) -> None:
    article = article_in(question)
    assert article is not None and article.number == number
    laws, _ = law_of(article, LAWS, terms.load(PROJECT / "corpus" / "thesaurus.toml"))
    assert [law.title for law in laws] == ([title] if title else [])


@pytest.mark.parametrize(
    "question",
    ["Welk artikel gaat over lezen?", "Verschillen artikel 5 en artikel 6?", "Wat is een smartikel 5?"],
)
def test_no_single_article_is_no_article(question: str) -> None:
    assert article_in(question) is None


@pytest.fixture
def law(assistant: Assistant, corpus: Path) -> Assistant:
    """An assistant with the small corpus and two laws that number their articles alike."""
    for name, title in (("wsob", LIBRARY), ("pw", "Participatiewet")):
        text = TEXT.format(title=title)
        if name == "pw":
            text = text.replace("kennis en informatie geven", "bijstand verlenen aan inwoners")
        (corpus / "guidance" / f"{name}.md").write_text(text, "utf-8")
    assistant.prepare()
    return assistant


def test_the_article_is_told_and_no_other(law: Assistant) -> None:
    answer = law.ask("Wat staat er in artikel 5 van de Wsob?")
    assert answer.status == "answered"
    assert [s.text for s in answer.sentences] == [
        "Een bibliotheek heeft deze functies:",
        "a. kennis en informatie geven.",
        "b. ontmoeting en debat organiseren.",
        "c. lezen bevorderen.",
    ]
    assert {c.document for c in answer.citations} == {LIBRARY}
    assert {c.heading for c in answer.citations} == {"Artikel 5 Functies"}
    other = law.ask("en in artikel 6?", previous=[Turn(answer.question, answer)])
    assert {c.heading for c in other.citations} == {"Artikel 6 Overleg"}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Wat staat er in artikel 9 van de Wsob?", f"Ik heb gezocht in “{LIBRARY}”."),
        (
            "Hoeveel euro boete staat er in artikel 5 van de Wsob?",
            "In artikel 5 vond ik het antwoord op deze vraag niet",
        ),
        ("Wat staat er in artikel 5 van de Jeugdwet?", "geen wet of regeling met de naam “Jeugdwet”"),
    ],
)
def test_what_is_not_in_it_is_refused_with_where_was_looked(law: Assistant, question: str, told: str) -> None:
    answer = law.ask(question)
    assert answer.status == "refused" and answer.citations == () and answer.missing
    assert told in plain_text(answer)


def test_a_long_article_says_that_it_goes_on(law: Assistant, corpus: Path) -> None:
    lines = "\n".join(f"{n}. Het {n}e lid gaat over de bibliotheek in de wijk." for n in range(1, 20))
    text = TEXT.format(title="Wet inburgering") + f"\n## Artikel 7 Leden\n\n{lines}\n"
    (corpus / "guidance" / "wi.md").write_text(text, "utf-8")
    law.synchronise()
    answer = law.ask("Wat staat er in artikel 7 van de Wet inburgering?")
    assert len(answer.citations) == 12 and "Het artikel is langer" in plain_text(answer)
