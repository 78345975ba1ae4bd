"""What a model wrote holds only where its quotes and figures say it, and a refusal says why."""

from __future__ import annotations

import pytest

from assistant.answering.support import Claim, Supporter, copied, load, weighing
from assistant.answering.support_signs import POOLS, SIGNS, WEIGHED
from assistant.index import glossary, terms
from assistant.records import Figure
from assistant.settings import PROJECT
from tests.hashing import HashingEmbedder

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
    """The check with the real word lists and the fast embedder."""
    corpus = PROJECT / "corpus"
    return Supporter(
        HashingEmbedder(), terms.load(corpus / "thesaurus.toml"), glossary.load(corpus / "glossary.toml")
    )


def seen(supporter: Supporter, text: str, *quotes: str, figures: tuple[Figure, ...] = ()) -> set[str]:
    """The signs that speak against a sentence."""
    row = dict(zip(SIGNS, supporter.signs([Claim(text, quotes, figures)])[0], strict=True))
    limits = {name: limit for pool in POOLS.values() for name, limit in pool.items()}
    return {name for name, limit in limits.items() if row[name] > limit} | {
        name for name in ("numbers", "names") if row[name]
    }


TRUE = [
    (GRANT, "Bibliotheek Kust krijgt in 2026 ongeveer € 95.000 van de gemeente Duinzicht voor het Taalhuis."),
    (GRANT, "Voor het Taalhuis betaalt de gemeente Duinzicht in 2026 circa € 95.000 aan Bibliotheek Kust."),
    (PLAN, "In 2027 onderzoekt het college of een tweede Taalpunt in Noordwijk haalbaar is."),
    (MAY, "Vaak kan de bibliotheek ruimte bieden aan vrijwilligers die taallessen geven."),
    (COURSE, "Er haalden 45 van de 60 cursisten het examen."),
    ("Het examen haalden 45 van de 60 cursisten.", "Drie kwart van de cursisten haalde het examen."),
    ("Een toets duurt ten hoogste vijftien minuten.", "Een toets duurt maximaal 15 minuten."),
    ("Het Taalpunt is elke dinsdagmiddag open.", "Het Taalpunt is op dinsdag open."),
    ("SeniorWeb helpt ouderen met de computer.", "SeniorWeb helps older people with the computer."),
    ("De gemeente verlaagt de bijdrage.", "De bijdrage wordt door de gemeente verlaagd."),
    (PLAN, "Het college gaat in 2027 na of een tweede Taalpunt in Noordwijk haalbaar is."),
    (
        "Het college stelt voor 2026 en 2027 jaarlijks € 48.000 beschikbaar voor het Taalhuis.",
        "Voor het Taalhuis trekt het college in 2026 en 2027 elk jaar € 48.000 uit.",
    ),
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
    (GRANT, "Bibliotheek Kust geeft de gemeente Duinzicht in 2026 ongeveer € 95.000.", "swapped"),
    (GRANT, "De gemeente Duinzicht ontvangt in 2026 ongeveer € 95.000 van Bibliotheek Kust.", "swapped"),
    (GRANT, "De gemeente Duinzicht geeft Bibliotheek Kust in 2026 € 95.000.", "unbound"),
    (GRANT, "De gemeente Duinzicht geeft Bibliotheek Kust ongeveer € 95.000.", "undated_number"),
    (GRANT, "De gemeente Duinzicht geeft Bibliotheek Kust in 2026 geen € 95.000.", "added_not"),
    (GRANT, "De gemeente Duinzicht geeft Bibliotheek Kust elk jaar ongeveer € 95.000.", "added_yearly"),
    (PLAN, "In 2027 is een tweede Taalpunt in Noordwijk haalbaar.", "dropped_plan"),
    (PLAN, "Het college moet in 2027 een tweede Taalpunt in Noordwijk onderzoeken.", "added_must"),
    (
        PLAN,
        "Het college onderzoekt in 2027 of een tweede Taalpunt haalbaar is, omdat dat moet.",
        "added_reason",
    ),
    (MAY, "De bibliotheek geeft vaak ruimte aan vrijwilligers.", "dropped_can"),
    (MAY, "De bibliotheek kan ruimte geven aan vrijwilligers.", "dropped_often"),
    (MAY, "De bibliotheek kan altijd ruimte geven aan alle vrijwilligers.", "added_all"),
    (MAY, "De bibliotheek kan vaak grote zalen geven aan vrijwilligers.", "missing_any"),
    (COURSE, "Van de 60 cursisten haalden 12 het examen.", "misplaced"),
    (COURSE, "Van de 60 cursisten haalden 45 het examen, en 12 stopten na de zomer.", "reattached"),
    ("De kosten van het taalcafé stijgen in 2026.", "De kosten van het taalcafé dalen in 2026.", "opposed"),
    ("De raad stelt de begroting vast.", "Het college stelt de begroting vast.", "missing_any"),
    (
        "Vraag de gemeente om geld voor het Taalhuis.",
        "De gemeente geeft geld voor het Taalhuis.",
        "uncommanded",
    ),
    (
        "Bespreek het plan met de ambtenaar.",
        "De ambtenaar bespreekt het plan.",
        "uncommanded",
    ),
    ("Bijna alle kinderen zijn lezers.", "Bijna alle lezers zijn kinderen.", "converse"),
    (
        "In Meerdorp helpt Stichting Anker ouderen met de tablet, en de bibliotheek geeft de ruimte.",
        "In Meerdorp helpt de bibliotheek ouderen met de tablet, en Stichting Anker geeft de ruimte.",
        "traded",
    ),
    (
        "Van de cursisten merkte 60% tot 80% verbetering.",
        "Van de cursisten merkte 80% verbetering.",
        "unbound",
    ),
    ("Ruim 70% van de cursisten is tevreden.", "De cursisten zijn tevreden.", "unquantified"),
    ("Oudere bezoekers vinden de website lastig.", "Bezoekers vinden de website lastig.", "widened"),
    (
        "Deelnemers betalen € 15 per cursus, behalve als zij een minimumpas hebben.",
        "Deelnemers betalen € 15 per cursus.",
        "unconditioned",
    ),
    (
        "Wie subsidie van meer dan € 25.000 krijgt, stuurt een verklaring mee.",
        "Wie subsidie krijgt, stuurt een verklaring mee.",
        "unconditioned",
    ),
    (
        "Ruim 70% van de cursisten zegt meer te durven.",
        "Ruim 70% van de cursisten durft meer.",
        "dropped_claim",
    ),
    ("Zij werkt een jaar mee.", "Zij werkt een half jaar mee.", "numbers"),
    ("Het taalcafé is open op dinsdagochtend.", "Het taalcafé is open op donderdagochtend.", "numbers"),
    ("Inwoners worden vanaf 1 maart lid.", "From 1 May residents become members.", "numbers"),
    (
        "Het aantal leden groeide van 400 in 2021 naar 600 in 2022.",
        "Het aantal leden groeide van 600 in 2021 naar 400 in 2022.",
        "misplaced",
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
    assert "mixed" in seen(supporter, "Gemeenten boeken schuldhulp op taakveld 6.5.", *quotes)


def test_a_figure_may_be_rounded_truly_and_no_further(supporter: Supporter) -> None:
    told = "In Leiden had in 2024 ruim een kwart van de huishoudens een bijstandsuitkering."
    assert seen(supporter, told, figures=(BENEFITS,)) == set()
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


def test_no_likeness_makes_a_lost_hedge_good(supporter: Supporter) -> None:
    sure = Supporter(
        HashingEmbedder(),
        terms.load(PROJECT / "corpus" / "thesaurus.toml"),
        glossary.load(PROJECT / "corpus" / "glossary.toml"),
        weighing({"likeness": 100.0}, 100.0, 0.5),
    )
    assert sure.supports("De bibliotheek kan ruimte geven aan vrijwilligers.", [MAY]).why == "negation"


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


def test_only_known_signs_have_weight_and_alarms_weigh_against() -> None:
    weights = load()
    values = dict(zip(SIGNS, weights.weights, strict=True))
    assert {name for name, value in values.items() if value} <= set(WEIGHED)
    assert values["alarmed"] < 0
    assert 0 < weights.least < 1
