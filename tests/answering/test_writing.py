"""A model words facts: what holds is shown at once, what falls is asked again, replaced and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from assistant.answering.facts import Fact, facts_from
from assistant.answering.language_model import Prompt, Why
from assistant.answering.prompts import RULES, answer_prompt
from assistant.answering.sentence_rules import Rules
from assistant.answering.writing import Draft, Writer, counted
from assistant.figures import municipalities
from assistant.figures.municipalities import Municipalities
from assistant.records import Citation, Figure, Language, Writing
from assistant.settings import PROJECT
from tests.answering.scripted import (
    Reply,
    SameWords,
    Scripted,
    endless,
    failing_after,
    honest,
    line,
)

CERTIFICATE = "Een certificaat van het Taalhuis is vier jaar geldig tot 2028."
SUBSIDY = "De bibliotheek krijgt in 2026 € 859.042 subsidie van de gemeente."
PLAN = "Baarn maakt in 2025 een regioplan voor volwassenen die moeite hebben met lezen."
FIGURE = Figure("Almere", "Inwoners", 226500, "inwoners", 2024, "CBS", "GM0034", "inwoners")


@pytest.fixture(scope="module")
def places() -> Municipalities:
    return municipalities.load(PROJECT / "corpus" / "figures")


@pytest.fixture
def facts(places: Municipalities) -> tuple[Fact, ...]:
    quotes = (
        Citation(
            "d1", "Handreiking", "handreiking.md", None, 0, None, CERTIFICATE, None, None, "Certificering"
        ),
        Citation("d2", "Begroting 2026", "begroting.pdf", 3, 2, "3", SUBSIDY, "GM0629", None),
        Citation("d3", "Regioplan", "regioplan.pdf", 1, 0, "1", PLAN, "GM0308", None),
    )
    return facts_from(quotes, [FIGURE], "nl", lambda code: places.get(code).name)


Write = Callable[..., list[Draft]]


@pytest.fixture
def write(places: Municipalities, facts: tuple[Fact, ...]) -> Write:
    def drafts(model: Scripted, language: Language = "nl", **options: object) -> list[Draft]:
        cancelled = options.pop("cancelled", lambda: False)
        writer = Writer(model, Rules(SameWords(), places), **options)  # type: ignore[arg-type]
        prompt = answer_prompt("Wat is bekend over het Taalhuis?", facts, language)
        return list(writer.write(prompt, facts, language, cancelled=cancelled))  # type: ignore[arg-type]

    return drafts


def texts(draft: Draft) -> list[str]:
    return [sentence.text for sentence in draft.sentences]


def counts(draft: Draft) -> tuple[int, int, int]:
    return draft.writing.written, draft.writing.rewritten, draft.writing.replaced


GOOD = line("Het certificaat van het Taalhuis is vier jaar geldig.", 1)
ALSO_GOOD = line("In Wassenaar krijgt de bibliotheek in 2026 € 859.042 subsidie.", 2)
THIRD = line("Almere heeft 226.500 inwoners (2024).", 4)


def test_an_honest_model_is_believed_sentence_by_sentence(write: Write, facts: tuple[Fact, ...]) -> None:
    model = Scripted(honest)
    drafts = write(model)
    assert [len(draft.sentences) for draft in drafts] == [1, 2, 3, 4, 4]
    assert [draft.writing.done for draft in drafts] == [False, False, False, False, True]
    assert texts(drafts[-1]) == [fact.text for fact in facts]
    assert [sentence.facts for sentence in drafts[-1].sentences] == [(fact,) for fact in facts]
    assert counts(drafts[-1]) == (4, 0, 0) and not drafts[-1].writing.failed
    assert drafts[-1].writing.prompt_tokens == 100 and drafts[-1].writing.reply_tokens > 4
    assert len(model.prompts) == 1


@pytest.mark.parametrize(
    ("lie", "rule"),
    [
        (line("In Wassenaar krijgt de bibliotheek in 2026 € 959.042 subsidie.", 2), "numbers"),
        (line("De bibliotheek krijgt in 2027 subsidie van de gemeente.", 2), "numbers"),
        (line("Het certificaat van het Taalhuis is geldig tot 2028.", 2), "numbers"),
        (line("Almere heeft ruim 300.000 inwoners.", 4), "numbers"),
        (line("In Wassenaar is een certificaat van het Taalhuis vier jaar geldig.", 1), "town"),
        (line("De Leidse bibliotheek krijgt subsidie van de gemeente.", 2), "town"),
        (line("Utrecht maakt een regioplan voor volwassenen die moeite hebben met lezen.", 3), "town"),
        (line("Kijk voor het certificaat van het Taalhuis op evil.example.", 1), "address"),
        (line("Mail over het certificaat van het Taalhuis naar x@evil.nl.", 1), "address"),
        (line("De bibliotheek verdient deze subsidie omdat zij uitstekend werk levert.", 2), "support"),
        (line("The library receives a subsidy of € 859.042 from the municipality.", 2), "language"),
    ],
)
def test_a_lie_is_asked_again_with_the_rule_it_broke_and_then_replaced(
    write: Write, lie: str, rule: str, facts: tuple[Fact, ...]
) -> None:
    model = Scripted(GOOD + lie + THIRD, lie)
    drafts = write(model)
    assert len(model.prompts) == 2
    again = model.prompts[1].user
    assert [key for key, said in RULES.items() if said in again] == [rule]
    wrong = next(fact for fact in facts if f"[{fact.number}]" in lie)
    assert texts(drafts[-1])[1] == wrong.shown and drafts[-1].sentences[1].how == "replaced"
    assert counts(drafts[-1]) == (2, 0, 1) and not drafts[-1].writing.failed
    assert all("959.042" not in text and "evil" not in text for draft in drafts for text in texts(draft))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Zoetermeer is de coördinerende gemeente.", True),
        ("Wassenaar is de coördinerende gemeente.", False),
        ("Voor Wassenaar is Zoetermeer de coördinerende gemeente.", True),
        ("Voor Baarn is Zoetermeer de coördinerende gemeente.", False),
        ("De coördinerende gemeente staat in dit beleid.", True),
    ],
)
def test_what_a_town_says_of_another_does_not_become_its_own(
    places: Municipalities, text: str, holds: bool
) -> None:
    quote = "De gemeente Zoetermeer is de coördinerende gemeente voor dit beleid."
    cited = Citation("d1", "Begroting Wassenaar", "b.pdf", 1, 0, None, quote, "GM0629", None)
    facts = facts_from([cited], [], "nl", lambda code: places.get(code).name)
    assert Rules(SameWords(), places).broken(text, facts, "nl") == (None if holds else "town")


def test_a_sentence_that_holds_the_second_time_takes_its_own_place(write: Write) -> None:
    lie = line("De bibliotheek krijgt in 2026 € 900.000 subsidie van de gemeente.", 2)
    better = line("De bibliotheek krijgt in 2026 € 859.042 subsidie.", 2, nr=1)
    drafts = write(Scripted(lie + GOOD + THIRD, better))
    assert texts(drafts[-1])[0].startswith("De bibliotheek krijgt") and len(texts(drafts[-1])) == 3
    assert texts(drafts[-3])[0].startswith("Almere") or len(texts(drafts[-3])) == 2
    assert counts(drafts[-1]) == (2, 1, 0)


def test_all_that_fell_is_asked_for_in_one_call_and_put_where_it_belongs(write: Write) -> None:
    lies = [
        line(f"De bibliotheek krijgt in {year} veel subsidie van de gemeente.", 2) for year in (2019, 2020)
    ]
    better = [
        line("De bibliotheek krijgt subsidie van de gemeente.", 2, nr=2),
        line("De gemeente geeft de bibliotheek subsidie in 2026.", 2, nr=1),
        line("De bibliotheek krijgt € 859.042.", 2, nr=7),
    ]
    model = Scripted(lies[0] + GOOD + lies[1] + THIRD, "".join(better))
    last = write(model)[-1]
    assert len(model.prompts) == 2
    assert texts(last)[0] == "De gemeente geeft de bibliotheek subsidie in 2026."
    assert texts(last)[2] == "De bibliotheek krijgt subsidie van de gemeente."
    assert counts(last) == (2, 2, 0)


def test_one_quote_replaces_two_lies_once_and_counts_both(write: Write) -> None:
    lies = [line(f"De bibliotheek krijgt in {year} subsidie van de gemeente.", 2) for year in (2019, 2020)]
    last = write(Scripted(GOOD + lies[0] + lies[1] + THIRD, ""))[-1]
    assert texts(last).count(SUBSIDY) == 1 and counts(last) == (2, 0, 2)


def test_where_most_had_to_give_way_nothing_of_it_is_shown(write: Write) -> None:
    lies = [line(f"De bibliotheek krijgt in {year} subsidie van de gemeente.", 2) for year in (2019, 2020)]
    last = write(Scripted(GOOD + lies[0] + lies[1], ""))[-1]
    assert last.sentences == () and last.writing.failed == "nonsense" and last.writing.done


def test_swapped_numbers_of_facts_do_not_hold(write: Write) -> None:
    last = write(Scripted(line(CERTIFICATE, 2) + line(SUBSIDY, 3) + line(PLAN, 1)))[-1]
    assert last.sentences == () and last.writing.failed == "nonsense"


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ("", "empty"),
        ("Daar kan ik u helaas niet mee helpen.", "nonsense"),
        (failing_after(""), "server_error"),
        (failing_after(GOOD + ALSO_GOOD), "server_error"),
        (failing_after(GOOD, "rate_limit"), "rate_limit"),
        (endless("bla "), "endless"),
        (line("Das Zertifikat des Taalhuis ist vier Jahre lang gültig.", 1) * 1, "other_language"),
        (
            line("The certificate of the Taalhuis is valid for four years.", 1)
            + line("The library receives a subsidy from the municipality.", 2),
            "other_language",
        ),
    ],
)
def test_a_model_that_fails_says_why_and_leaves_nothing_shown(
    write: Write, reply: Reply | str, why: Why
) -> None:
    last = write(Scripted(reply))[-1]
    assert last.sentences == () and last.writing.failed == why and last.writing.done


def test_an_english_answer_is_english(write: Write) -> None:
    assert write(Scripted(GOOD + line(SUBSIDY, 2)), "en")[-1].writing.failed == "other_language"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Wet stelsel openbare bibliotheekvoorzieningen (Wsob) sets five functions.", "en"),
        ("Stichting Lezen en Schrijven and the VOB agreed to Zicht op Ontwikkeling.", "en"),
        ("De cursussen Walk & Talk, Click & Go en Digisterker zijn gratis voor inwoners.", "nl"),
        ("Almere: 226.500 inwoners op 1 januari 2024 (Statistics Netherlands).", "nl"),
    ],
)
def test_names_do_not_make_a_sentence_foreign(places: Municipalities, text: str, language: Language) -> None:
    assert not Rules(SameWords(), places).foreign(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The library in Wassenaar receives a subsidy from the municipality.", "nl"),
        ("De bibliotheek in Wassenaar krijgt subsidie van de gemeente.", "en"),
        ("Das Zertifikat des Taalhuis ist vier Jahre lang gültig.", "nl"),
        ("Le certificat du Taalhuis est valable pendant quatre ans.", "en"),
    ],
)
def test_another_language_is_seen(places: Municipalities, text: str, language: Language) -> None:
    assert Rules(SameWords(), places).foreign(text, language)


def test_a_library_that_breaks_is_a_model_that_failed(write: Write, caplog: pytest.LogCaptureFixture) -> None:
    def broken(prompt: Prompt) -> Iterator[str]:
        yield GOOD
        raise RuntimeError("sk-geheim")

    last = write(Scripted(broken))[-1]
    assert last.writing.failed == "server_error" and last.sentences == ()
    assert "sk-geheim" not in caplog.text


def test_a_model_that_fails_at_the_second_call_leaves_what_held(write: Write) -> None:
    lie = line("De bibliotheek krijgt in 2019 subsidie van de gemeente.", 2)
    last = write(Scripted(GOOD + lie + THIRD, failing_after("")))[-1]
    assert counts(last) == (2, 0, 1) and not last.writing.failed


def test_what_goes_on_after_enough_sentences_is_not_waited_for(write: Write) -> None:
    def reply(prompt: Prompt) -> Iterator[str]:
        for number in range(1, 9):
            yield line(f"Het certificaat van het Taalhuis is vier jaar geldig{',' * number} tot 2028.", 1)
        raise AssertionError("read on")

    model = Scripted(reply)
    assert len(write(model)[-1].sentences) == 8 and model.closed == 1


def test_stop_reaches_the_model_at_its_next_word(write: Write) -> None:
    asked = iter([False] * 5 + [True] * 50)
    model = Scripted(endless(" " * 3))
    last = write(model, cancelled=lambda: next(asked))[-1]
    assert last.writing.failed == "cancelled" and model.closed == 1 and len(model.prompts) == 1


def test_there_is_an_end_to_the_time_a_text_takes(write: Write) -> None:
    hours = iter(range(10_000))
    last = write(Scripted(endless("x")), seconds=30.0, clock=lambda: float(next(hours)))[-1]
    assert last.writing.failed == "time_out"


def test_leaving_halfway_closes_the_model(places: Municipalities, facts: tuple[Fact, ...]) -> None:
    model = Scripted(honest)
    drafts = Writer(model, Rules(SameWords(), places)).write(
        answer_prompt("Wat weet u?", facts, "nl"), facts, "nl"
    )
    next(drafts)
    drafts.close()  # type: ignore[attr-defined]
    assert model.closed == 1


def test_records_add_up() -> None:
    one = Writing("m", written=3, rewritten=1, replaced=1, seconds=1.5, prompt_tokens=10, reply_tokens=5)
    assert counted([one, one]) == Writing(
        "m", written=6, rewritten=2, replaced=2, seconds=3.0, prompt_tokens=20, reply_tokens=10
    )
