"""What a document is: its kind, the years it is about, who published it, whose it is and which edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.reading import read
from assistant.reading.about import About, about
from assistant.reading.about.accounts import accounts_of
from assistant.reading.about.describing import kind_of
from assistant.reading.about.editions import edition_of
from assistant.reading.about.periods import spelled
from assistant.reading.about.publishers import publisher_of
from assistant.reading.about.towns import town_of
from assistant.reading.raw import Raw
from assistant.records import Page
from tests.reading.making import PROSE, pdf, wrapped

ROWS = "\n".join(f"{n}.1 Onderwerp {n} 1{n}.000 -2{n}.000 -10.000" for n in range(1, 7))


def raw(*texts: str, stated: tuple[tuple[str, str], ...] = (), first_title: str | None = None) -> Raw:
    pages = tuple(Page(number, None, text) for number, text in enumerate(texts, 1))
    return Raw(pages, stated=stated, first_title=first_title)


def table(head: str, times: int = 3) -> str:
    return "\n".join(f"Programma {n} {head} {head} {head}\nBaten Lasten Saldo\n{ROWS}" for n in range(times))


def told(file: str, *texts: str, first_title: str | None = None) -> About:
    return about(raw(*texts, first_title=first_title), file, Path(file).suffix[1:])


@pytest.mark.parametrize(
    "title,period",
    [
        ("Begroting 2026", (2026, 2026)),
        ("Meerjarenbegroting 2021-2024", (2021, 2024)),
        ("Coalitieakkoord 2022 – 2026: samen", (2022, 2026)),
        ("Jaarverslag schooljaar 2024/25", (2024, 2025)),
        ("Kadernota 2027 (mei 2026)", (2027, 2027)),
        ("Beleidsplan taal 2020 tot en met 2023", (2020, 2023)),
        ("Verslag van het overleg van 12 mei 2024", (None, None)),
        ("Uitvoering van de Wet inburgering 2021", (None, None)),
        ("Actieplan taal (sinds 2019)", (None, None)),
        ("Vergelijking van 2019 en 2023", (None, None)),
        ("Artikel 2.2024 en nummer 20260", (None, None)),
    ],
)
def test_the_period_a_title_names(title: str, period: tuple[int | None, int | None]) -> None:
    assert spelled(title) == period


def test_an_annual_report_is_about_its_year_and_not_the_year_it_was_made() -> None:
    found = told("stukken.pdf", "Jaarstukken 2023\nVastgesteld 4 juli 2024", first_title="Jaarstukken 2023")
    assert (found.kind, found.year, found.until, found.date) == ("annual_report", 2023, 2023, "2024-07-04")


@pytest.mark.parametrize("file", ["Jaarstukken_2021.pdf", "Begroting_2019.pdf", "jaarrekening.pdf"])
def test_a_misnamed_budget_goes_by_what_it_prints(file: str) -> None:
    found = told(file, "Overzicht van baten en lasten\n\n" + table("Begroting 2021"))
    assert (found.kind, found.year, found.until) == ("budget", 2021, 2021)
    assert found.title == "Overzicht van baten en lasten"


def test_a_misnamed_annual_report_without_a_title_is_called_by_its_columns() -> None:
    found = told("Begroting 2024.pdf", table("Rekening 2020"))
    assert (found.kind, found.year, found.title) == ("annual_report", 2020, "Rekening 2020")


def test_a_budget_with_the_account_of_an_earlier_year_is_no_annual_report() -> None:
    heads = "Rekening 2024 Begroting 2025 Begroting 2026"
    both = raw(f"{heads}\n{ROWS}\nBegroting 2026\n{heads}\n{ROWS}")
    accounts = accounts_of(both.pages)
    assert accounts is not None and (accounts.kind, accounts.year) == ("budget", 2026)
    assert kind_of(both, "Jaarrekening 2024", "pdf", from_file=True) == "budget"


def test_an_annual_report_prints_the_budget_of_its_year_too() -> None:
    heads = "Begroting 2023 primair Begroting 2023 na wijziging Realisatie 2023"
    accounts = accounts_of(raw(f"{heads}\n{ROWS}\n{heads}\n{ROWS}\nBegroting 2024").pages)
    assert accounts is not None and (accounts.kind, accounts.year) == ("annual_report", 2023)


def test_prose_about_budgets_is_no_budget() -> None:
    text = "De raad stemt in met de begroting 2025. " * 12 + "Vergelijk begroting 2024 met begroting 2025."
    assert accounts_of(raw(text).pages) is None


@pytest.mark.parametrize(
    "file,text,year,until",
    [
        ("wassenaar_begroting_2021-2024.pdf", "Meerjarenbegroting 2021-2024 in het kort\n", 2021, 2024),
        ("wassenaar_begroting_2021.pdf", "Meerjarenbegroting 2021-2024 in het kort\n", 2021, 2021),
    ],
)
def test_a_file_name_may_say_that_a_budget_is_of_several_years(
    file: str, text: str, year: int, until: int
) -> None:
    found = told(file, table("Begroting 2021"), text)
    assert (found.year, found.until) == (year, until)


def test_a_file_name_alone_proves_no_year_and_no_kind() -> None:
    found = told("begroting_2024.txt", "Een tekst over iets anders, zonder jaar. " * 10)
    assert (found.kind, found.year, found.until) == (None, None, None)


def test_a_file_name_counts_when_the_content_speaks_of_the_same() -> None:
    found = told("beleidsplan_taal_2022-2025.txt", "Iets. " * 90 + "Het beleidsplan loopt van 2022-2025.")
    assert (found.kind, found.year, found.until) == ("policy", 2022, 2025)


def test_a_cover_with_the_years_below_the_name() -> None:
    found = told("scan0001.pdf", "Gemeente Voorbeeld\nBegroting\n\n2021-2024", PROSE * 5)
    assert found.title == "Begroting 2021-2024"
    assert (found.kind, found.year, found.until) == ("budget", 2021, 2024)
    assert (found.publisher, found.town) == ("Gemeente Voorbeeld", "Voorbeeld")


def test_a_law_is_about_no_year() -> None:
    text = (
        "Wet van 4 juni 2015, houdende regels (Wet voorbeelden 2015)\n\nBij de gratie Gods\n\nArtikel 1\n\nX."
    )
    found = told("wet.md", text, first_title=text.split("\n")[0])
    assert (found.kind, found.title, found.year, found.town) == ("law", "Wet voorbeelden 2015", None, None)


def test_a_decision_list_is_about_the_year_of_its_day(tmp_path: Path) -> None:
    parts = [
        ("h1", "Besluitenlijst B&W-vergadering Baarn"),
        ("body", "Datum 18-06-2024"),
        ("h2", "Subsidieplafonds 2025"),
        ("body", wrapped("Het college stelt de plafonds vast. Baarn, Baarn en nog eens Baarn. " + PROSE)),
    ]
    document = read(pdf(tmp_path / "lijst.pdf", [parts]))
    assert (document.year, document.until, document.town) == (2024, 2024, "Baarn")
    assert (document.kind, document.edition) == ("decision_list", None)


def test_the_subject_of_a_letter_is_its_title() -> None:
    letter = "Aan de raad\nDatum: 3 mei 2026\nOnderwerp: Subsidie voor het taalhuis\n\nGeachte raad,"
    assert told("brief 12.txt", letter).title == "Subsidie voor het taalhuis"


@pytest.mark.parametrize(
    "text,publisher",
    [
        ("Colofon: uitgave gemeente Baarn\nOktober 2025", "Gemeente Baarn"),
        ("Colofon: uitgave Baarn\nInlichtingen: gemeente@baarn.nl", "Gemeente Baarn"),
        (
            "Uitgave: Ministerie van Binnenlandse Zaken en\nKoninkrijksrelaties",
            "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties",
        ),
        ("Dit is een uitgave van de Stichting Voorbeeld.", "Stichting Voorbeeld"),
        ("VNG\n\nHandreiking", "VNG"),
        ("Centraal Bureau voor de Statistiek\n\nCijfers", "Centraal Bureau voor de Statistiek"),
        ("De Minister van Financiën,\nGelet op artikel 3;", "Ministerie van Financiën"),
        ("De uitgave voor sport is 12 euro.\nUitgave Sport 2025 12.000", None),
        ("gemeente kan dit doen\nen de bibliotheek ook", None),
    ],
)
def test_the_publisher_where_it_is_stated(text: str, publisher: str | None) -> None:
    assert publisher_of(raw(text)) == publisher


def test_a_stated_publisher_and_an_address_say_who_published() -> None:
    assert publisher_of(raw("VNG", stated=(("publisher", "Uitgeverij Voorbeeld"),))) == "Uitgeverij Voorbeeld"
    assert publisher_of(raw("Tekst", stated=(("address", "https://vng.nl/agenda.pdf"),))) == "VNG"


@pytest.mark.parametrize(
    "text,kind,town",
    [
        (
            "De gemeente Bergen op Zoom helpt. In de gemeente Bergen op Zoom woont u.",
            "policy",
            "Bergen op Zoom",
        ),
        ("Gemeente Alphen aan den Rijn. De gemeente Alphen aan den Rijn.", "budget", "Alphen aan den Rijn"),
        ("De gemeente 's-Gravenhage en weer de gemeente 's-Gravenhage.", "budget", "'s-Gravenhage"),
        ("De gemeente Baarn en de bibliotheek. De gemeente Baarn en Soest.", "policy", "Baarn"),
        ("De gemeente Baarn werkt samen met de gemeente Soest. De gemeente Baarn.", "policy", None),
        ("De gemeente Baarn en de gemeente Soest begroten samen. " * 4, "budget", None),
        ("De gemeente Baarn doet mee. De gemeente Baarn.", None, None),
        ("De gemeente Baarn doet mee. De gemeente Baarn. " * 5, "guidance", None),
        ("De gemeente kan helpen. De gemeente wil dat.", "policy", None),
        ("De gemeente Baarn. " * 9 + "De gemeente Soest.", "policy", "Baarn"),
    ],
)
def test_the_town_a_document_is_of(text: str, kind: str | None, town: str | None) -> None:
    assert town_of(raw(text), "Plan", kind, None) == town


def test_what_a_national_body_published_is_of_no_town() -> None:
    text = "De gemeente Baarn is een voorbeeld. " * 6
    assert town_of(raw(text), "Onderzoek", "policy", "VNG") is None
    assert town_of(raw(text), "Onderzoek", "policy", "Gemeente Soest") is None
    assert town_of(raw("Zonder naam."), "Onderzoek", "policy", "Gemeente Soest") == "Soest"


@pytest.mark.parametrize(
    "text,title,edition",
    [
        ("Tekst", "Conceptbegroting 2026", "concept"),
        ("Tekst", "Ontwerp beleidsnota taal", "ontwerp"),
        ("Tekst", "Begroting 2025 (geamendeerd)", "geamendeerd"),
        ("Tekst", "Advies over conceptnotities", None),
        ("27 oktober 2025 versie: 1.2", "Voorschrift", "versie 1.2"),
        ("De statuten, versie 1 mei 2015, gelden.", "Voorschrift", None),
        ("Status: definitief\nPlan", "Plan", "definitief"),
        ("Plan\nVastgesteld door de raad op 5 november 2024", "Plan", "vastgesteld"),
        ("De raad heeft het plan vastgesteld en zal een concept maken.", "Plan", None),
        ("Voorwoord bij de derde editie", "Handreiking", "3e editie"),
        ("De wijzigingen staan in deze geamendeerde versie van de begroting.", "Begroting", "geamendeerd"),
    ],
)
def test_the_edition_a_document_states(text: str, title: str, edition: str | None) -> None:
    assert edition_of(raw(text), title, "policy") == edition


def test_what_is_decided_in_a_list_is_not_the_edition_of_the_list() -> None:
    text = "Vastgesteld op 4 juni 2024\nHet plan is vastgesteld."
    assert edition_of(raw(text), "Besluitenlijst", "decision_list") is None


def test_a_read_file_carries_what_it_is(tmp_path: Path) -> None:
    parts = [("h1", "Programmabegroting"), ("body", "Begroting 2026\nColofon: uitgave gemeente Baarn")]
    document = read(pdf(tmp_path / "bijlage 3.pdf", [parts, [("body", wrapped(PROSE))]]))
    assert (document.title, document.kind) == ("Programmabegroting", "budget")
    assert (document.year, document.until) == (2026, 2026)
    assert (document.publisher, document.town) == ("Gemeente Baarn", "Baarn")
