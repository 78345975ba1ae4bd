"""What a question wants of the figures, and that another question is left to the documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.figure_answer import FigureAnswers
from assistant.answering.figure_question import Wanted
from assistant.answering.question import understand
from assistant.figures import municipalities
from assistant.figures.store import FigureStore
from assistant.settings import PROJECT

FOLDER = PROJECT / "corpus" / "figures"


@pytest.fixture(scope="module")
def figures() -> FigureAnswers:
    return FigureAnswers(FigureStore(FOLDER, Path("nowhere"), municipalities.load(FOLDER)))


def wanted(figures: FigureAnswers, question: str, town: str | None = None) -> Wanted | None:
    return figures.wanted(understand(question, municipalities.load(FOLDER), town))


def keys(found: Wanted | None) -> list[str]:
    return [i.key for i in found.indicators] if found else []


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hoeveel inwoners heeft Almere?", ["inwoners"]),
        ("Hoeveel inwoners van Almere zijn laagopgeleid?", ["pct_opl_laag", "opl_laag_aantal"]),
        ("Welk percentage van Almere is laagopgeleid?", ["pct_opl_laag"]),
        ("Hoeveel inwoners heeft Almere en hoeveel procent is hoogopgeleid?", ["inwoners", "pct_opl_hoog"]),
        ("Hoeveel huishoudens in Ede hebben een laag inkomen?", ["pct_hh_laag_inkomen"]),
        ("Hoeveel jongeren in Venlo krijgen jeugdzorg?", ["pct_jongeren_jeugdzorg"]),
        ("Welke gemeenten hebben het laagste inkomen?", ["inkomen_per_inwoner_x1000"]),
        ("What is the average income in Leiden?", ["inkomen_per_inwoner_x1000"]),
        ("laagopgeleiden Almere", ["pct_opl_laag", "opl_laag_aantal"]),
        ("Hoeveel ouderen wonen er in Ede en hoe verhoudt zich dat tot landelijk?", ["pct_65plus"]),
        ("Hoe ontwikkelde het percentage laagopgeleiden in Leiden zich per jaar?", ["pct_opl_laag"]),
        ("Hoeveel procent werkt er in Ede?", ["netto_arbeidsparticipatie"]),
        ("Hoeveel inwoners van Ede werken?", ["netto_arbeidsparticipatie"]),
        ("Hoeveel huishoudens in Ede leven van een minimuminkomen?", ["pct_hh_sociaal_minimum"]),
        ("Is 19,6% laagopgeleid veel?", ["pct_opl_laag"]),
    ],
)
def test_the_figures_asked_for(figures: FigureAnswers, question: str, expected: list[str]) -> None:
    assert keys(wanted(figures, question)) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel subsidie krijgt de bibliotheek in Almere?",
        "Hoeveel budget is er voor ouderen?",
        "Hoeveel kost een taalcursus voor laagopgeleiden?",
        "Wie betaalt de bijstand?",
        "Hoe hoog is de bijstand voor een alleenstaande per maand in 2025?",
        "Hoeveel huurtoeslag krijgt een alleenstaande met een minimuminkomen?",
        "Welk niveau Nederlands wordt er getoetst bij mensen in de bijstand?",
        "Hoeveel procent van de kinderen had in 2019 jeugdzorg, volgens de begroting 2021?",
        "Hoeveel mensen per 10.000 inwoners zaten in Wassenaar in 2019 in de bijstand?",
        "Wat betekent laagopgeleid?",
        "Wat zijn laaggeletterden?",
        "Wat doet Leiden aan laaggeletterdheid?",
        "Hoeveel ouderen zijn laagopgeleid in Almere?",
        "Hoeveel mensen met een uitkering zijn laaggeletterd?",
        "Hoeveel huishoudens met kinderen zijn er in Ede?",
        "Hoeveel mensen namen deel aan de cursus voor ouderen in Almere?",
        "Hoeveel inwoners van Almere zijn lid van de bibliotheek?",
        "Over welke onderwerpen moet een bieb ieder jaar cijfers aanleveren?",
        "Welke afdelingen betalen iets aan ouderen?",
        "Hoeveel katten heeft Almere?",
        "Hoeveel mensen werken er bij de gemeente Almere?",
        "How many people work for the municipality of Almere?",
        "Hoe werkt de bijstand in Almere?",
        "Is 5 euro voor laagopgeleiden in Almere veel?",
        "Is 14 vrijwilligers per 1000 inwoners veel in Almere?",
    ],
)
def test_what_is_not_about_figures_alone_is_left_alone(figures: FigureAnswers, question: str) -> None:
    assert wanted(figures, question) is None


@pytest.mark.parametrize(
    ("question", "town", "places", "years"),
    [
        ("Hoeveel inwoners heeft Almere?", None, ("GM0034",), ()),
        ("Hoeveel inwoners hebben Almere en Lelystad?", None, ("GM0034", "GM0995"), ()),
        ("Hoeveel laagopgeleiden zijn er?", "Zwolle", ("GM0193",), ()),
        ("Hoeveel laagopgeleiden zijn er?", None, ("NL",), ()),
        ("Hoeveel Nederlanders zijn laagopgeleid?", "Zwolle", ("NL",), ()),
        ("Is het aandeel laagopgeleiden hoger dan landelijk?", "Zwolle", ("GM0193",), ()),
        ("Percentage laagopgeleiden in 2021, en landelijk?", "Zwolle", ("GM0193",), (2021,)),
        ("Hoeveel inwoners heeft Flevoland?", None, ("PV24",), ()),
        ("Hoeveel inwoners heeft de provincie Utrecht?", None, ("PV26",), ()),
        ("Hoeveel inwoners heeft onze provincie?", "Zwolle", ("PV23",), ()),
        ("Hoeveel ouderen in Almere in 2020 en 2021?", None, ("GM0034",), (2020, 2021)),
        ("Hoeveel laagopgeleiden had Boxmeer?", None, ("GM1982",), ()),
    ],
)
def test_the_places_and_years_asked_for(
    figures: FigureAnswers, question: str, town: str | None, places: tuple[str, ...], years: tuple[int, ...]
) -> None:
    found = wanted(figures, question, town)
    assert found is not None and found.places == places and found.years == years


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("Hoeveel laagopgeleiden heeft Almere, en is dat meer dan landelijk?", "country"),
        ("Hoeveel laagopgeleiden heeft Almere vergeleken met vergelijkbare gemeenten?", "peers"),
        ("Staat Almere hoog met het aandeel laagopgeleiden?", "rank"),
        ("Hoe is het aandeel laagopgeleiden in Almere veranderd?", "change"),
        ("Zijn er nu meer ouderen in Almere dan in 2020?", "change"),
        ("Hoe ontwikkelde het percentage laagopgeleiden in Almere zich per jaar?", "change"),
        ("Hoeveel ouderen wonen er in Ede en hoe verhoudt zich dat tot landelijk?", "country"),
        ("Hoeveel inwoners telt Almere per jaar?", "change"),
        ("Ligt het percentage ouderen in Almere boven het landelijk gemiddelde?", "country"),
        ("Is het inkomen in Almere hoog of laag?", "rank"),
        ("Is 14,5 bijstand per 1000 inwoners veel voor een gemeente als Almere?", "peers"),
        ("Hoeveel analfabeten telt Leiden?", "illiteracy"),
        ("Wat zijn de cijfers van Almere?", "profile"),
        ("kerncijfers Almere", "profile"),
        ("laaggeletterdheid in Schiedam", "literacy"),
        ("How many low-literate people live in Leiden?", "literacy"),
    ],
)
def test_what_it_is_to_be_next_to(figures: FigureAnswers, question: str, what: str) -> None:
    found = wanted(figures, question)
    assert found is not None and getattr(found, what) is True


def test_the_highest_and_the_lowest(figures: FigureAnswers) -> None:
    most = wanted(figures, "Welke gemeenten hebben het hoogste aandeel laagopgeleiden?")
    least = wanted(figures, "Welke gemeenten in Flevoland hebben de minste ouderen?")
    assert most is not None and most.top == "high" and least is not None and least.top == "low"
    assert least.places == ("PV24",)


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("Is 19,6% laagopgeleid veel?", ("19,6%", 19.6, "%")),
        ("Is 20 procent laagopgeleid weinig in Almere?", ("20%", 20.0, "%")),
        ("Is 14,5 bijstand per 1.000 inwoners veel?", ("14,5", 14.5, "per 1.000")),
        ("Is een inkomen van € 30.000 laag in Almere?", ("€\u00a030.000", 30.0, "x 1.000 euro")),
        ("Is 30.000 euro inkomen laag?", ("€\u00a030.000", 30.0, "x 1.000 euro")),
        ("Is a share of 30% older people high in Leiden?", ("30%", 30.0, "%")),
        ("Is 1450 bijstandsuitkeringen veel in Almere?", None),
        ("Is het percentage laagopgeleiden in Almere hoog?", None),
    ],
)
def test_a_number_that_is_to_be_judged(
    figures: FigureAnswers, question: str, given: tuple[str, float, str] | None
) -> None:
    found = wanted(figures, question)
    assert found is not None
    assert (found.given and (found.given.written, found.given.value, found.given.unit)) == given


def test_functional_illiteracy_is_low_literacy(figures: FigureAnswers) -> None:
    found = wanted(figures, "Hoeveel functioneel analfabeten telt Leiden?")
    assert found is not None and found.literacy and not found.illiteracy


def test_an_income_per_year_is_one_figure(figures: FigureAnswers) -> None:
    found = wanted(figures, "Wat is het gemiddelde inkomen per jaar in Almere?")
    assert found is not None and not found.change
