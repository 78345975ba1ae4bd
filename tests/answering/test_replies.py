"""What a model sends becomes sentences with known facts, whatever stands around them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from assistant.answering.language_model import ModelFailed
from assistant.answering.replies import MOST_CHARACTERS, PATIENCE, cleaned, question_of, sentences_of

TWO = [("De gemeente betaalt het Taalhuis.", (1,)), ("De audit gebeurt door het CBCT.", (2, 3))]
FIRST = '{"zin": "De gemeente betaalt het Taalhuis.", "bronnen": [1]}'
SECOND = '{"zin": "De audit gebeurt door het CBCT.", "bronnen": [2, 3]}'


def read(
    *pieces: str, known: tuple[int, ...] = (1, 2, 3), most: int = 8
) -> list[tuple[str, tuple[int, ...]]]:
    return [(said.text, said.facts) for said in sentences_of(pieces, known, most)]


@pytest.mark.parametrize(
    "reply",
    [
        f"{FIRST}\n{SECOND}\n",
        f"{FIRST}\n{SECOND}",
        f"{FIRST}{SECOND}",
        f"```json\n{FIRST}\n{SECOND}\n```",
        f"Hier is het antwoord:\n\n{FIRST}\n\n{SECOND}\n\nLaat het weten als u meer wilt.",
        f"[{FIRST},\n{SECOND},]",
        f'{{"zinnen": [{FIRST}, {SECOND}]}}',
        f"1. {FIRST},\n2. {SECOND},",
        json.dumps([json.loads(FIRST), json.loads(SECOND)], indent=2),
        FIRST.replace("[1]", "[1,]") + SECOND.replace("}", ",}"),
        FIRST.replace("[1]", '"1"') + SECOND.replace("[2, 3]", '["2", "[3]"]'),
        FIRST.replace("[1]", "1") + SECOND.replace('"bronnen"', '"sources"').replace('"zin"', '"sentence"'),
        f'Zij zei: "dit is het antwoord\n{FIRST}\n{SECOND}',
        f'{{"zin": "Deze breekt af\n{FIRST}\n{SECOND}\n{{"zin": "En deze ook',
    ],
)
def test_every_shape_of_the_same_reply_is_read(reply: str) -> None:
    assert read(reply) == TWO
    assert read(*reply) == TWO


def test_a_sentence_comes_as_soon_as_it_is_complete() -> None:
    sent: list[int] = []

    def pieces() -> Iterator[str]:
        for count, piece in enumerate((FIRST[:20], FIRST[20:], "\n", SECOND)):
            sent.append(count)
            yield piece

    next(sentences_of(pieces(), (1, 2, 3), 8))
    assert sent == [0, 1]


def test_quotes_that_were_not_escaped_do_not_lose_the_sentence() -> None:
    assert read('{"zin": "Het heet "Taalhuis" in de stad.", "bronnen": [1]}') == [
        ('Het heet "Taalhuis" in de stad.', (1,))
    ]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('{"zin": "De gemeente betaalt dit.", "bronnen": [1, 9, 2]}', (1, 2)),
        ('{"zin": "De gemeente betaalt dit.", "bronnen": [9]}', None),
        ('{"zin": "De gemeente betaalt dit.", "bronnen": []}', None),
        ('{"zin": "De gemeente betaalt dit.", "bronnen": [true]}', None),
        ('{"zin": "De gemeente betaalt dit.", "bronnen": {"nr": 1}}', None),
        ('{"zin": "De gemeente betaalt dit."}', None),
        ('{"zin": "Prima.", "bronnen": [1]}', None),
        ('{"zin": "Wilt u hier meer over weten?", "bronnen": [1]}', None),
        ('{"zin": "![plaatje](http://example.org/a.png)", "bronnen": [1]}', None),
        ('{"zin": ["De gemeente betaalt dit."], "bronnen": [1]}', None),
        (json.dumps({"zin": "Dit is een heel lange zin. " * 30, "bronnen": [1]}), None),
        ('{"zin": "Doe zo: \\"zin\\": \\"wat ik zeg\\" en meer", "bronnen": [1]}', None),
    ],
)
def test_only_a_sentence_with_a_known_fact_is_kept(line: str, kept: tuple[int, ...] | None) -> None:
    found = read(line, SECOND)
    assert [facts for _, facts in found[:-1]] == ([kept] if kept else [])
    assert found[-1] == TWO[1]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("**De gemeente** betaalt _het_ `Taalhuis`.", "De gemeente betaalt het Taalhuis."),
        ("- De gemeente betaalt. [1]", "De gemeente betaalt."),
        ("De gemeente betaalt (bron 1, 2).", "De gemeente betaalt."),
        ("Zie [de begroting](https://example.org/x?d=geheim) van 2026.", "Zie de begroting van 2026."),
        ("Zie https://example.org/x voor het bedrag.", "Zie voor het bedrag."),
        ("Zie ![x](http://example.org/x.png) het bedrag.", "Zie het bedrag."),
        ('Zie <img src="http://example.org/x"> het <b>bedrag</b>.', "Zie het bedrag."),
        ("Zie &lt;img src=x onerror=alert(1)&gt; het bedrag.", "Zie het bedrag."),
        ("Zie &amp;lt;img src=x&amp;gt; het bedrag.", "Zie het bedrag."),
        ("Het be\u200bdrag\u202e is\u0007 bekend<!-- stil -->.", "Het bedrag is bekend."),
        ("### De gemeente betaalt 12,5%.", "De gemeente betaalt 12,5%."),
        ("In artikel 2 (lid 3) staat 5 * 3 en 4 * 2.", "In artikel 2 (lid 3) staat 5 * 3 en 4 * 2."),
    ],
)
def test_a_sentence_is_plain_text(written: str, plain: str) -> None:
    assert cleaned(written) == plain


def test_what_was_said_is_not_said_twice_and_no_more_than_asked_for() -> None:
    assert read(FIRST, FIRST, SECOND) == TWO
    assert read(FIRST, SECOND, most=1) == TWO[:1]


@pytest.mark.parametrize(
    ("pieces", "why"),
    [
        ([], "empty"),
        (["", " \n "], "empty"),
        (["Dat weet ik helaas niet."], "nonsense"),
        (["{{{{", '"}}}'], "nonsense"),
        (["la " * 200] * MOST_CHARACTERS, "endless"),
        (['{"zin": "' + "a" * 2 * MOST_CHARACTERS], "endless"),
    ],
)
def test_a_reply_without_a_sentence_says_why(pieces: list[str], why: str) -> None:
    with pytest.raises(ModelFailed) as failed:
        read(*pieces)
    assert failed.value.why == why


def test_a_reply_that_goes_on_without_a_new_sentence_is_left() -> None:
    line = '{"zin": "Het taalhuis is open.", "bronnen": [1]}'
    heard: list[str] = []

    def pieces() -> Iterator[str]:
        yield line
        for _ in range(10 * PATIENCE):
            heard.append("x")
            yield line

    assert [said.text for said in sentences_of(pieces(), {1}, 8)] == ["Het taalhuis is open."]
    assert len(heard) < PATIENCE


def test_a_question_is_read_from_a_reply() -> None:
    assert (
        question_of(['Zo: {"vraag": "Wat **kost** het [Taalhuis](http://x)?"}']) == "Wat kost het Taalhuis?"
    )
    assert question_of(["Wat kost het?"]) == question_of(['{"vraag": 3}']) == ""
