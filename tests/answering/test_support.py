"""What a model wrote holds only where its quotes and figures say it, and a refusal says why."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.answering.support import Claim, Supporter, copied
from assistant.answering.support_signs import SIGNS
from assistant.answering.support_trees import Trees, load, written
from assistant.index import glossary, terms
from assistant.records import Figure
from assistant.settings import PROJECT

AGAINST = (
    "numbers", "names", "new", "displaced", "loosened", "left_out", "added", "dropped", "denied", "mixed",
    "undated",
)  # fmt: skip
GRANT = (
    "De gemeente Duinzicht geeft Bibliotheek Kust in 2026 ongeveer € 95.000 voor het Taalhuis (Raad, 2025)."
)
PLAN = "Het college onderzoekt in 2027 of een tweede Taalpunt in Noordwijk haalbaar is."
MAY = "De bibliotheek kan vaak ruimte geven aan vrijwilligers die taallessen verzorgen."
COURSE = "Van de 60 cursisten haalden 45 het examen, en 12 cursisten stopten voor de zomer."
BENEFITS = Figure(
    municipality="Leiden", indicator="bijstandsuitkeringen", value=27.2, unit="%", year=2024, source="CBS",
    definition="Aandeel huishoudens met een bijstandsuitkering", code="GM0546", decimals=1,
)  # fmt: skip


@pytest.fixture(scope="module")
def supporter() -> Supporter:
    """The check with the real word lists."""
    corpus = PROJECT / "corpus"
    return Supporter(terms.load(corpus / "thesaurus.toml"), glossary.load(corpus / "glossary.toml"))


def seen(supporter: Supporter, text: str, *quotes: str, figures: tuple[Figure, ...] = ()) -> set[str]:
    """The signs that speak against a sentence."""
    row = dict(zip(SIGNS, supporter.signs([Claim(text, quotes, figures)])[0], strict=True))
    return {name for name in AGAINST if row[name] > (0.2 if name == "mixed" else 0)}


TRUE = [
    (PLAN, "In 2027 onderzoekt het college of een tweede Taalpunt in Noordwijk haalbaar is."),
    (MAY, "Vaak kan de bibliotheek ruimte bieden aan vrijwilligers die taallessen geven."),
    (COURSE, "Er haalden 45 van de 60 cursisten het examen."),
    ("Een toets duurt ten hoogste vijftien minuten.", "Een toets duurt maximaal 15 minuten."),
    ("SeniorWeb helpt ouderen met de computer.", "SeniorWeb helps older people with the computer."),
    (PLAN, "Het college gaat in 2027 na of een tweede Taalpunt in Noordwijk haalbaar is."),
]


@pytest.mark.parametrize(("quote", "text"), TRUE)
def test_nothing_speaks_against_what_the_source_says_in_other_words(
    supporter: Supporter, quote: str, text: str
) -> None:
    assert seen(supporter, text, quote) == set()


LIES = [
    (GRANT, "De gemeente Duinzicht geeft Bibliotheek Kust in 2026 ongeveer € 59.000.", "numbers"),
    (GRANT, "De gemeente Duinzicht geeft Bibliotheek Kust in 2027 ongeveer € 95.000.", "numbers"),
    (GRANT, "De gemeente Zandzicht geeft Bibliotheek Kust in 2026 ongeveer € 95.000.", "names"),
    (GRANT, "Bibliotheek Kust geeft de gemeente Duinzicht in 2026 ongeveer € 95.000.", "displaced"),
    (GRANT, "De gemeente Duinzicht ontvangt in 2026 ongeveer € 95.000 van Bibliotheek Kust.", "displaced"),
    (GRANT, "De gemeente Duinzicht geeft Bibliotheek Kust in 2026 € 95.000.", "left_out"),
    (GRANT, "De gemeente Duinzicht geeft Bibliotheek Kust ongeveer € 95.000.", "undated"),
    (GRANT, "De gemeente Duinzicht geeft Bibliotheek Kust in 2026 geen € 95.000.", "added"),
    (GRANT, "De gemeente Duinzicht geeft Bibliotheek Kust elk jaar ongeveer € 95.000.", "added"),
    (PLAN, "In 2027 is een tweede Taalpunt in Noordwijk haalbaar.", "dropped"),
    (PLAN, "Het college moet in 2027 een tweede Taalpunt in Noordwijk onderzoeken.", "added"),
    (PLAN, "Het college onderzoekt in 2027 of een tweede Taalpunt haalbaar is, omdat dat moet.", "added"),
    (MAY, "De bibliotheek geeft vaak ruimte aan vrijwilligers.", "dropped"),
    (MAY, "De bibliotheek kan ruimte geven aan vrijwilligers.", "dropped"),
    (MAY, "De bibliotheek kan altijd ruimte geven aan alle vrijwilligers.", "added"),
    (MAY, "De bibliotheek kan vaak grote zalen geven aan vrijwilligers.", "new"),
    (COURSE, "Van de 60 cursisten haalden 12 het examen.", "loosened"),
    (COURSE, "Van de 60 cursisten haalden 45 het examen, en 12 stopten na de zomer.", "displaced"),
    ("De kosten van het taalcafé stijgen in 2026.", "De kosten van het taalcafé dalen in 2026.", "denied"),
    ("De raad stelt de begroting vast.", "Het college stelt de begroting vast.", "new"),
    ("Vraag de gemeente om geld voor het Taalhuis.", "De gemeente geeft geld voor het Taalhuis.", "new"),
    ("Bespreek het plan met de ambtenaar.", "De ambtenaar bespreekt het plan.", "displaced"),
    ("Bijna alle kinderen zijn lezers.", "Bijna alle lezers zijn kinderen.", "displaced"),
    (
        "In Meerdorp helpt Stichting Anker ouderen met de tablet, en de bibliotheek geeft de ruimte.",
        "In Meerdorp helpt de bibliotheek ouderen met de tablet, en Stichting Anker geeft de ruimte.",
        "displaced",
    ),
    ("Ruim 70% van de cursisten is tevreden.", "De cursisten zijn tevreden.", "displaced"),
    (
        "Wie subsidie van meer dan € 25.000 krijgt, stuurt een verklaring mee.",
        "Wie subsidie krijgt, stuurt een verklaring mee.",
        "displaced",
    ),
    ("Ruim 70% van de cursisten zegt meer te durven.", "Ruim 70% van de cursisten durft meer.", "dropped"),
    ("Zij werkt een jaar mee.", "Zij werkt een half jaar mee.", "numbers"),
    ("Het taalcafé is open op dinsdagochtend.", "Het taalcafé is open op donderdagochtend.", "numbers"),
    ("Inwoners worden vanaf 1 maart lid.", "From 1 May residents become members.", "numbers"),
    (
        "Het aantal leden groeide van 400 in 2021 naar 600 in 2022.",
        "Het aantal leden groeide van 600 in 2021 naar 400 in 2022.",
        "loosened",
    ),
]

# What no sign tells of but that it is left out, which weighs as well.
LEFT_OUT = [
    ("Van de cursisten merkte 60% tot 80% verbetering.", "Van de cursisten merkte 80% verbetering."),
    ("Oudere bezoekers vinden de website lastig.", "Bezoekers vinden de website lastig."),
    (
        "Deelnemers betalen € 15 per cursus, behalve als zij een minimumpas hebben.",
        "Deelnemers betalen € 15 per cursus.",
    ),
]


@pytest.mark.parametrize(("quote", "text", "sign"), LIES)
def test_each_kind_of_lie_is_seen(supporter: Supporter, quote: str, text: str, sign: str) -> None:
    assert sign in seen(supporter, text, quote)


def test_what_several_quotes_only_say_together_is_mixed(supporter: Supporter) -> None:
    quotes = (
        "Gemeenten boeken schuldhulp op taakveld 6.3.",
        "Gemeenten boeken re-integratie op taakveld 6.5.",
    )
    joined = "Gemeenten boeken schuldhulp op taakveld 6.3, en zij boeken re-integratie op taakveld 6.5."
    assert "mixed" not in seen(supporter, joined, *quotes)
    swapped = supporter.signs([Claim("Gemeenten boeken schuldhulp op taakveld 6.5.", quotes)])[0]
    assert swapped[SIGNS.index("mixed")] > 0


def test_a_figure_may_be_rounded_truly_and_no_further(supporter: Supporter) -> None:
    told = "In Leiden had in 2024 ruim een kwart van de huishoudens een bijstandsuitkering."
    assert "numbers" not in seen(supporter, told, figures=(BENEFITS,))
    assert supporter.supports(told.replace("een kwart", "een derde"), (), [BENEFITS]).why == "number"
    assert supporter.supports(told.replace("2024", "2023"), (), [BENEFITS]).why == "number"
    assert supporter.supports(told.replace("Leiden", "Delft"), (), [BENEFITS]).why == "name"


@pytest.mark.parametrize(
    ("quote", "text", "stands"),
    [
        (GRANT, GRANT, True),
        (
            GRANT,
            "De gemeente Duinzicht geeft Bibliotheek Kust in 2026 ongeveer € 95.000 voor het Taalhuis.",
            True,
        ),
        (COURSE, "Van de 60 cursisten haalden 45 het examen.", True),
        ("De bijdrage stopt in 2028, tenzij de raad anders besluit.", "De bijdrage stopt in 2028.", False),
        (COURSE, "Van de 60 cursisten haalden 45.", False),
    ],
)
def test_a_copied_sentence_or_clause_holds(supporter: Supporter, quote: str, text: str, stands: bool) -> None:
    assert copied(text, [quote]) is stands
    if stands:
        assert supporter.supports(text, [quote]).holds


def test_what_stands_in_parentheses_is_said_unless_it_names_the_source(supporter: Supporter) -> None:
    text = "De gemeente Duinzicht geeft Bibliotheek Kust in 2026 ongeveer € 95.000 voor het Taalhuis"
    assert supporter.supports(f"{text} (Raad, 2025).", [GRANT]).holds
    assert not supporter.supports(f"{text} (dat moet van het Rijk).", [GRANT]).holds
    assert supporter.supports(f"{text} (en niet € 59.000).", [GRANT]).why == "number"


def test_no_trees_make_a_number_of_no_source_good() -> None:
    corpus = PROJECT / "corpus"
    sure = Supporter(
        terms.load(corpus / "thesaurus.toml"), glossary.load(corpus / "glossary.toml"), Trees((), 9.0, 0.5)
    )
    text = "De bibliotheek kan vaak ruimte geven aan vrijwilligers die taallessen verzorgen"
    assert sure.supports(f"{text}, ook aan beginners.", [MAY]).holds
    assert sure.supports(f"{text} in 2031.", [MAY]).why == "number"


def test_what_a_model_read_is_one_more_sign() -> None:
    corpus = PROJECT / "corpus"
    read = Supporter(
        terms.load(corpus / "thesaurus.toml"),
        glossary.load(corpus / "glossary.toml"),
        Trees((("reading", 0.5, -3.0, 3.0),), 0.0, 0.5),
        lambda claims: [0.9 if "ruimte" in claim.text else 0.1 for claim in claims],
    )
    claims = [Claim(text, [MAY]) for text in ("De bibliotheek geeft ruimte.", "De bibliotheek geeft lessen.")]
    assert [support.holds for support in read.support_all(claims)] == [True, False]


def test_a_refusal_says_what_is_wrong(supporter: Supporter) -> None:
    whys = {
        "De gemeente Duinzicht geeft Bibliotheek Kust in 2026 ongeveer € 96.000.": "number",
        "De gemeente Zandzicht geeft Bibliotheek Kust in 2026 ongeveer € 95.000.": "name",
        "De gemeente Duinzicht geeft Bibliotheek Kust in 2026 niet ongeveer € 95.000.": "negation",
        "De gemeente Duinzicht geeft Bibliotheek Kust in 2026 ongeveer € 95.000 voor meubels.": "addition",
    }
    found = supporter.support_all([Claim(text, [GRANT]) for text in whys])
    assert [(each.holds, each.why) for each in found] == [(False, why) for why in whys.values()]


def test_a_name_or_a_number_may_come_from_the_title(supporter: Supporter) -> None:
    text = "In Meerdorp stijgen de kosten van het taalcafé in 2026."
    quotes = ["De kosten van het taalcafé stijgen."]
    assert supporter.supports(text, quotes).why == "number"
    row = supporter.signs([Claim(text, quotes, titles=["Begroting Meerdorp 2026"])])[0]
    assert not row[SIGNS.index("numbers")] and not row[SIGNS.index("names")]


def test_an_answer_is_judged_as_its_sentences_are_and_embedded_once(supporter: Supporter) -> None:
    claims = [Claim(text, [quote]) for quote, text in TRUE]
    assert supporter.support_all(claims) == [supporter.supports(c.text, c.quotes) for c in claims]
    assert supporter.support_all([]) == []


def test_nothing_to_rest_on_is_nothing_that_holds(supporter: Supporter) -> None:
    assert not supporter.supports("De gemeente betaalt het Taalhuis.", []).holds
    assert not supporter.supports("", []).holds or copied("", [])


def test_trees_ask_only_known_signs_and_are_written_as_they_are_read(tmp_path: Path) -> None:
    trees = load()
    assert 0.5 < trees.least < 1
    (tmp_path / "trees.toml").write_text(written(trees), "utf-8")
    rows = np.random.default_rng(0).uniform(0, 2, (40, len(SIGNS)))
    again = load(tmp_path / "trees.toml")
    assert np.allclose(again.probabilities(rows, SIGNS), trees.probabilities(rows, SIGNS), atol=1e-3)


def test_an_alarm_never_makes_a_sentence_more_likely() -> None:
    rows = np.random.default_rng(1).uniform(0, 2, (40, len(SIGNS)))
    worse = rows.copy()
    worse[:, SIGNS.index("new")] += 1
    assert (load().probabilities(worse, SIGNS) <= load().probabilities(rows, SIGNS) + 1e-9).all()


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Dit geldt met ingang van 2026 ten behoeve van ouders.", "Dit geldt vanaf 2026 voor ouders."),
        ("Wij bieden ouders een cursus.", "Ouders wordt een cursus geboden."),
        ("De brief bevat ten minste: de naam.", "De brief bevat minstens de naam."),
    ],
)
def test_official_words_may_be_said_plainly(supporter: Supporter, quote: str, text: str) -> None:
    assert "new" not in seen(supporter, text, quote)


@pytest.mark.parametrize(("quote", "text"), LEFT_OUT)
def test_what_is_only_left_out_weighs_as_well(supporter: Supporter, quote: str, text: str) -> None:
    assert not supporter.supports(text, [quote]).holds


def test_a_row_of_a_table_keeps_label_and_year(supporter: Supporter) -> None:
    row = (
        "P2 Mens: Begroting 2023 lasten € 39.007; "
        "Begroting 2024 lasten € 38.934; Begroting 2024 saldo € 27.281."
    )
    right = "In de begroting 2024 zijn de lasten van P2 Mens € 38.934."
    assert "loosened" not in seen(supporter, right, row)
    assert "loosened" in seen(supporter, right.replace("38.934", "39.007"), row)
    assert "loosened" in seen(supporter, right.replace("38.934", "27.281"), row)


def test_a_pointing_word_may_be_what_another_source_names(supporter: Supporter) -> None:
    quotes = ("In Kustdam is een nieuwe monitor geletterdheid.", "Met deze monitor wordt het aanbod beter.")
    good = "Met de nieuwe monitor geletterdheid wordt het aanbod beter."
    assert "mixed" not in seen(supporter, good, *quotes)
    apart = (quotes[0], "Met een taalmeter wordt het aanbod beter.")
    assert "mixed" in seen(supporter, good, *apart)
