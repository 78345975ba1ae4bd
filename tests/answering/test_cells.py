"""A question whose answer is a table cell gets that cell with its unit, column, year and page, or nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.amounts_in_cells import Amount, Unit, noted, shown
from assistant.answering.grounding import supported
from assistant.answering.question import understand
from assistant.answering.row_sentences import row_of, whole_row
from tests.answering.tabling import PLACES, Sheet, Shelf, page

HEADINGS = Sheet(
    heading="Overzicht baten en lasten per taakveld",
    title="Tabel 11.7 - Baten en lasten per taakveld",
    heads=(
        "Programma: P2 Mens en maatschappij Begroting 2026 Begroting 2026 Begroting 2026",
        "Saldo per taakveld Baten Lasten Saldo",
    ),
    columns=("Begroting 2026 Baten", "Begroting 2026 Lasten", "Begroting 2026 Saldo"),
    rows=(
        ("4.3 Onderwijsbeleid en leerlingzaken", "525.291", "-1.849.303", "-1.324.012"),
        ("5.6 Media", "137.817", "-859.042", "-721.225"),
        ("6.71a Hulp bij het huishouden (WMO)", "150.000", "-2.429.246", "-2.279.246"),
        ("Saldo van baten en lasten programma", "813.108", "-5.137.591", "-4.324.483"),
    ),
)


def of_year(year: int, *media: str) -> Sheet:
    """The same table of another year, with these amounts for Media."""
    was, now = "2026", str(year)
    rows = tuple(("5.6 Media", *media) if row[0] == "5.6 Media" else row for row in HEADINGS.rows)
    return replace(
        HEADINGS,
        heads=tuple(h.replace(was, now) for h in HEADINGS.heads),
        columns=tuple(c.replace(was, now) for c in HEADINGS.columns),
        rows=rows,
    )


REPORT = Sheet(
    title="Overzicht baten en lasten per taakveld",
    heads=(
        "Begroting primair 2023 Begroting na wijziging 2023 Realisatie 2023",
        "Saldo per taakveld Baten Lasten Baten Lasten Baten Lasten",
    ),
    columns=(
        "Begroting primair 2023 Baten",
        "Begroting primair 2023 Lasten",
        "Begroting na wijziging 2023 Baten",
        "Begroting na wijziging 2023 Lasten",
        "Realisatie 2023 Baten",
        "Realisatie 2023 Lasten",
    ),
    rows=(
        ("5.6 Media", "134.325", "-748.394", "159.325", "-813.521", "159.000", "-813.543"),
        (
            "6.3 Inkomens",
            "6.642.921",
            "-9.476.722",
            "6.354.671",
            "-10.163.697",
            "6.474.244",
            "-935.371",
        ),
    ),
)
RESERVES = Sheet(
    heading="Eigen vermogen",
    title="Tabel 0.6",
    unit="x € 1.000",
    above="Bedragen x € 1.000",
    heads=("31-12-2023 31-12-2022",),
    columns=("31-12-2023", "31-12-2022"),
    rows=(("Algemene reserve", "52.901", "49.903"), ("Bestemmingsreserves", "6.458", "8.074")),
)
PROGRAMME = Sheet(
    title="Tabel 2.2 Baten en lasten P2 Mens en maatschappij",
    unit="x € 1.000",
    heads=('Programma: P2 ("-"= nadeel / "+"= voordeel) bedragen x € 1.000', "Begroting 2026 Begroting 2027"),
    columns=("Begroting 2026", "Begroting 2027"),
    rows=(
        ("Baten", "11.085", "10.304"),
        ("Lasten", "-41.536", "-40.428"),
        ("Saldo van baten en lasten", "-30.450", "-30.123"),
    ),
)
BOUND = Sheet(
    heading="Verbonden partijen",
    heads=("Gemeenschappelijke regelingen bijdrage 2026 € bijdrage 2027 €",),
    columns=("bijdrage 2026 €", "bijdrage 2027 €"),
    rows=(
        ("Gemeenschappelijke regeling GGD Haaglanden", "592.000", "593.000"),
        ("Veiligheidsregio Haaglanden (VRH)", "2.510.280", "2.510.281"),
        ("Avalex", "4.749.000", "4.988.000"),
    ),
)
DIVIDEND = Sheet(
    heads=("Vennootschappen - Dividend 2026 2027",),
    columns=("2026", "2027"),
    rows=(("Alliander N.V.", "480.000", "480.001"), ("Totaal ontvangen dividend", "796.505", "796.506")),
)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Two budgets and an annual report of one town."""
    shelf = Shelf(tmp_path)
    shelf.put(
        "begroting_2026.pdf", [page(1, HEADINGS), page(2, PROGRAMME), page(3, BOUND, DIVIDEND)], year=2026
    )
    shelf.put("begroting_2025.pdf", [page(1, of_year(2025, "137.818", "-814.016", "-676.199"))], year=2025)
    shelf.put("jaarstukken_2023.pdf", [page(1, REPORT), page(2, RESERVES)], "annual_report", 2023)
    return shelf


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Wat zijn de lasten van taakveld 5.6 in 2026?",
            "Taakveld 5.6 Media: de lasten zijn voor 2026 begroot op € 859.042.",
        ),
        (
            "Hoeveel geeft Wassenaar in 2025 uit aan Media?",
            "Taakveld 5.6 Media: de lasten zijn voor 2025 begroot op € 814.016.",
        ),
        (
            "Wat zijn de begrote baten van Media in 2025?",
            "Taakveld 5.6 Media: de baten zijn voor 2025 begroot op € 137.818.",
        ),
        (
            "Wat is het saldo van taakveld 5.6?",
            "Taakveld 5.6 Media: het saldo is voor 2026 begroot op € -721.225.",
        ),
        (
            "Hoeveel heeft Wassenaar in 2023 uitgegeven aan Media?",
            "Taakveld 5.6 Media: de werkelijke lasten in 2023 waren € 813.543.",
        ),
        (
            "Wat waren in 2023 de lasten van Media na wijziging?",
            "Taakveld 5.6 Media, Begroting na wijziging 2023 Lasten: € 813.521.",
        ),
        (
            "What is the actual expenditure of heading 6.3 in 2023?",
            "Budget heading (taakveld) 6.3 Inkomens: the actual spending (lasten) in 2023 was € 935,371.",
        ),
        (
            "Wat is de stand van de algemene reserve eind 2023?",
            "Algemene reserve, 31-12-2023: € 52.901 duizend.",
        ),
        (
            "Wat zijn de lasten van P2 Mens en maatschappij in 2027?",
            "Tabel 2.2 Baten en lasten P2 Mens en maatschappij, Lasten, Begroting 2027: € -40.428 duizend. "
            "Een min betekent in deze tabel: nadeel.",
        ),
        ("Hoeveel bedraagt de bijdrage aan Avalex in 2027?", "Avalex, bijdrage 2027: € 4.988.000."),
        (
            "Hoeveel is de bijdrage aan de gemeenschappelijke regeling GGD Haaglanden in 2026?",
            "Gemeenschappelijke regeling GGD Haaglanden, bijdrage 2026: € 592.000.",
        ),
        ("Hoeveel geeft Wassenaar in 2026 uit aan Avalex?", "Avalex, bijdrage 2026: € 4.749.000."),
    ],
)
def test_the_cell_of_the_year_and_column_asked_for(shelf: Shelf, question: str, said: str) -> None:
    assert shelf.said(question) == said


@pytest.mark.parametrize(
    ("printed", "stated", "dutch", "english"),
    [
        ("859", "x € 1.000", "€ 859 duizend", "€ 859 thousand"),
        ("1.859,5", "bedragen x 1.000", "€ 1.859,5 duizend", "€ 1,859.5 thousand"),
        ("€ 3,5", "x € 1.000.000", "€ 3,5 miljoen", "€ 3.5 million"),
        ("27", "inwoners x 1.000", "27 duizend", "27 thousand"),
    ],
)
def test_an_amount_in_thousands_is_told_in_thousands(
    printed: str, stated: str, dutch: str, english: str
) -> None:
    unit: Unit = "millions" if "000.000" in stated else "thousands"
    amount = Amount(printed, unit, stated)
    assert (shown(amount, "nl"), shown(amount, "en")) == (dutch, english)
    assert noted(amount, "nl") == ""


def test_an_answer_cites_the_row_and_the_heads_its_column_is_named_after(shelf: Shelf) -> None:
    answer = shelf.ask("Wat zijn de lasten van taakveld 5.6 in 2026?")
    assert answer is not None
    quotes = [c.quote for c in answer.citations]
    assert quotes == ["5.6 Media 137.817 -859.042 -721.225", "\n".join(HEADINGS.heads)]
    assert {(c.file, c.page, c.municipality) for c in answer.citations} == {
        ("begroting_2026.pdf", 1, "GM0629")
    }
    assert answer.sentences[0].group == "Begroting 2026 · Tabel 11.7 - Baten en lasten per taakveld"


def test_the_unit_and_the_meaning_of_a_minus_are_cited(shelf: Shelf) -> None:
    reserve = shelf.ask("Wat is de stand van de algemene reserve eind 2023?")
    assert reserve is not None and "Bedragen x € 1.000" in [c.quote for c in reserve.citations]
    programme = shelf.ask("Wat zijn de lasten van P2 Mens en maatschappij in 2026?")
    assert programme is not None and any("nadeel" in c.quote for c in programme.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Wat zijn de lasten van taakveld 5.8 in 2026?",
        "Wat zijn de lasten van taakveld 5.6 in 2031?",
        "Wat zijn de lasten van taakveld 6.71 in 2026?",
        "Wat zijn de lasten van taakveld 5.6 Sport in 2026?",
        "Wat zijn de gerealiseerde lasten van Media in 2026?",
        "Wat waren de begrote lasten van Media in 2024?",
        "Hoeveel geeft Wassenaar in 2026 uit aan sociale media?",
        "Hoeveel subsidie krijgt de bibliotheek in 2026?",
        "Hoeveel mensen werken er aan taakveld 5.6 in 2026?",
        "Hoe hoog is het subsidieplafond voor media in 2026?",
        "Wat is de stand van de algemene reserve begin 2023?",
        "Wat is de stand van de algemene reserve eind 2021?",
        "Wat is de stand van de reserve sport eind 2023?",
        "Hoeveel geeft Wassenaar in 2026 uit aan Alliander?",
        "Wat zijn de lasten van maatschappij in 2026?",
        "Wat zijn de lasten in 2026?",
        "Wat zijn de lasten van Media in 2021-2024?",
    ],
)
def test_what_is_near_but_not_there_gives_no_number(shelf: Shelf, question: str) -> None:
    assert shelf.said(question) == ""


def test_what_is_spent_on_a_field_is_told_by_its_headings_each_as_a_part(shelf: Shelf) -> None:
    answer = shelf.ask("Hoeveel geeft Wassenaar in 2026 uit aan onderwijs?")
    assert answer is not None
    claim, remark = answer.sentences
    assert claim.text == (
        "Taakveld 4.3 Onderwijsbeleid en leerlingzaken: de lasten zijn voor 2026 begroot op € 1.849.303."
    )
    assert remark.role == "remark" and "ander taakveld" in remark.text
    whole = shelf.ask("Hoeveel geeft Wassenaar in 2026 uit aan media?")
    assert whole is not None and [s.role for s in whole.sentences] == ["claim"]


def test_another_town_gets_no_number(shelf: Shelf) -> None:
    assert shelf.said("Wat zijn de lasten van taakveld 5.6 in Voorschoten in 2026?") == ""
    assert shelf.said("Wat zijn de lasten van taakveld 5.6 in 2026?", town="Baarn") == ""


def test_columns_that_fit_equally_are_all_shown_by_their_full_name(shelf: Shelf) -> None:
    assert shelf.said("Hoeveel is er in 2026 begroot voor Media?") == (
        "Taakveld 5.6 Media: Begroting 2026 Baten € 137.817; Begroting 2026 Lasten € 859.042; "
        "Begroting 2026 Saldo € -721.225."
    )
    assert shelf.said("Wat zijn de lasten van Media in 2023?") == (
        "Taakveld 5.6 Media: Begroting primair 2023 Lasten € 748.394; Begroting na wijziging 2023 Lasten "
        "€ 813.521; Realisatie 2023 Lasten € 813.543."
    )


def test_two_years_asked_for_are_both_answered_or_none(shelf: Shelf) -> None:
    said = shelf.said("Wat zijn de lasten van Media in 2025 en 2026?")
    assert "€ 814.016" in said and "€ 859.042" in said
    assert shelf.said("Wat zijn de lasten van Media in 2026 en 2031?") == ""


def test_the_same_heading_with_two_amounts_shows_both_with_their_place(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    one, other = (
        Sheet(
            heading=f"Programma {name}",
            heads=("Programma Begroting 2026 Lasten",),
            columns=("Begroting 2026 Lasten",),
            rows=(("Overhead", amount), ("Overig", "-1.000.000")),
        )
        for name, amount in (("Wonen", "-1.100.000"), ("Werken", "-2.200.000"))
    )
    shelf.put("begroting_2026.pdf", [page(1, one), page(2, other)], year=2026)
    answer = shelf.ask("Wat zijn de lasten van overhead in 2026?")
    assert answer is not None
    assert [(s.group, s.text[-12:]) for s in answer.sentences] == [
        ("Begroting 2026 · Programma Wonen", "€ 1.100.000."),
        ("Begroting 2026 · Programma Werken", "€ 2.200.000."),
    ] or [s.group for s in answer.sentences] == [
        "Begroting 2026 · Programma Wonen",
        "Begroting 2026 · Programma Werken",
    ]
    assert "1.100.000" in answer.sentences[0].text and "2.200.000" in answer.sentences[1].text


def test_the_document_of_the_year_itself_goes_before_a_later_forecast(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    later = Sheet(
        heads=("Meerjarenraming Begroting 2025 Begroting 2026",),
        columns=("Begroting 2025", "Begroting 2026"),
        rows=(("Rentelasten", "1.150.000", "1.200.000"),),
    )
    own = replace(later, rows=(("Rentelasten", "1.100.000", "1.250.000"),))
    shelf.put("begroting_2025.pdf", [page(1, own)], year=2025)
    shelf.put("begroting_2026.pdf", [page(1, later)], year=2026)
    assert "1.100.000" in shelf.said("Hoe hoog zijn de rentelasten in 2025?")
    assert "1.200.000" in shelf.said("Hoe hoog zijn de rentelasten in 2026?")
    assert "1.200.000" in shelf.said("Hoe hoog zijn de rentelasten?")


def test_a_years_own_budget_is_not_spoken_for_by_another(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    later = Sheet(
        title="Lasten", heads=("Begroting 2025 Begroting 2026 Begroting 2027",),
        columns=("Begroting 2025", "Begroting 2026", "Begroting 2027"),
        rows=(("Rentelasten", "1.150.000", "1.200.000", "1.250.000"),),
    )  # fmt: skip
    shelf.put("begroting_2026.pdf", [page(1, later)], year=2026)
    assert "1.150.000" in shelf.said("Hoe hoog zijn de rentelasten in 2025?")
    shelf.put("begroting_2025.pdf", [page(1, of_year(2025, "1", "-2", "-1"))], year=2025)
    assert shelf.said("Hoe hoog zijn de rentelasten in 2025?") == ""
    assert "1.250.000" in shelf.said("Hoe hoog zijn de rentelasten in 2027?")
    shelf.put("begroting_2027.pdf", [page(1, of_year(2027, "1", "-2", "-1"))], year=2027)
    assert shelf.said("Hoe hoog zijn de rentelasten in 2027?") == ""
    assert "Begroting 2026: € 1.200.000" in shelf.said("Hoe hoog zijn de rentelasten?")


def test_a_year_noted_behind_an_amount_is_its_year(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    signs = Sheet(
        title="Indicatoren", heads=("Cijfer Wassenaar",), columns=("Cijfer Wassenaar",),
        rows=(("Winkeldiefstallen", "0,6 (2022)"),),
    )  # fmt: skip
    shelf.put("begroting_2024.pdf", [page(1, signs)], year=2024)
    assert shelf.said("Hoeveel winkeldiefstallen zijn er in 2024?") == ""
    assert "0,6 (2022)" in shelf.said("Hoeveel winkeldiefstallen zijn er?")


def test_what_another_column_is_called_is_not_in_this_one(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    grants = Sheet(
        heading="Subsidies", heads=("Begroot budget Subsidieplafond",),
        columns=("Begroot budget", "Subsidieplafond"),
        rows=(("Onderwijs", "€ 390.039", "Ja"), ("Cultuur", "€ 150.291", "€ 140.000")),
    )  # fmt: skip
    shelf.put("begroting_2024.pdf", [page(1, grants)], year=2024)
    assert shelf.said("Hoe hoog is het subsidieplafond voor onderwijs in 2024?") == ""
    assert shelf.said("Hoe hoog is het subsidieplafond voor cultuur in 2024?") == (
        "Cultuur, Subsidieplafond: € 140.000."
    )


def test_a_part_of_what_was_asked_does_not_answer_for_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    part = replace(
        HEADINGS, heads=("Programma: Media en cultuur", HEADINGS.heads[1]), rows=HEADINGS.rows[1:2]
    )
    shelf.put("begroting_2026.pdf", [page(1, part)], year=2026)
    assert "op 859.042" in shelf.said("Wat zijn de lasten van media in 2026?")
    assert shelf.said("Wat zijn de lasten van media en cultuur in 2026?") == ""


def test_a_phase_that_only_some_columns_name_leaves_the_others_open(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    half = replace(HEADINGS, columns=("2026 Baten", "Begroting 2026 Lasten", "2026 Saldo"))
    shelf.put("begroting_2026.pdf", [page(1, half)], year=2026)
    assert "137.817" in shelf.said("Wat zijn de baten van media in 2026?")
    assert shelf.said("Wat zijn de begrote baten van media in 2026?") == ""
    assert shelf.said("Hoeveel is er in 2026 begroot voor media?") == ""


def test_the_same_amount_in_thousands_and_in_full_is_given_once_in_full(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    short = Sheet(
        title="Recapitulatie", unit="x € 1.000", above="bedragen x € 1.000", heads=("Begroting 2026 lasten",),
        columns=("Begroting 2026 lasten",), rows=(("Media", "-859"), ("Sport", "-784")),
    )  # fmt: skip
    full = replace(HEADINGS, rows=(("Media", "137.817", "-859.042", "-721.225"), HEADINGS.rows[0]))
    shelf.put("begroting_2026.pdf", [page(1, short), page(2, full)], year=2026)
    assert shelf.said("Wat zijn de lasten van media in 2026?") == (
        "Media: de lasten zijn voor 2026 begroot op € 859.042."
    )


def test_heads_on_an_earlier_page_are_cited_there(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first = page(1, HEADINGS)
    text = "7.1 Volksgezondheid 274.689 -1.792.175 -1.517.486"
    second = page(
        2,
        replace(HEADINGS, heading="", title="", heads=(), rows=(("7.1 Volksgezondheid", *text.split()[2:]),)),
    )
    going_on = replace(second.tables[0], heads=first.tables[0].heads, head_page=0)
    shelf.put("begroting_2026.pdf", [first, replace(second, tables=(going_on,))], year=2026)
    answer = shelf.ask("Wat zijn de lasten van taakveld 7.1 in 2026?")
    assert answer is not None and "€ 1.792.175" in answer.sentences[0].text
    assert [(c.page, c.quote.split()[0]) for c in answer.citations] == [(2, "7.1"), (1, "Programma:")]


def test_a_cell_without_a_column_answers_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put("begroting_2026.pdf", [page(1, replace(HEADINGS, columns=("", "", "")))], year=2026)
    assert shelf.said("Wat zijn de lasten van taakveld 5.6 in 2026?") == ""


def test_an_amount_without_a_unit_is_never_called_euros(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put("jaarstukken_2023.pdf", [page(1, replace(RESERVES, unit="", above=""))], "annual_report", 2023)
    question = "Wat is de stand van de algemene reserve eind 2023?"
    assert shelf.said(question) == "Algemene reserve, 31-12-2023: 52.901 (de tabel noemt geen eenheid)."
    # Where the page counts in thousands somewhere and the table does not say, there is no telling.
    shelf.put("jaarstukken_2023.pdf", [page(1, replace(RESERVES, unit=""))], "annual_report", 2023)
    assert shelf.said(question) == ""


def test_a_narrower_table_does_not_answer_for_the_whole(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    narrow = replace(HEADINGS, title="Incidentele baten en lasten per taakveld")
    shelf.put("begroting_2026.pdf", [page(1, narrow)], year=2026)
    assert shelf.said("Wat zijn de lasten van taakveld 5.6 in 2026?") == ""
    assert "859.042" in shelf.said("Wat zijn de incidentele lasten van taakveld 5.6 in 2026?")


def test_what_a_label_excludes_is_not_what_was_asked(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    taxes = Sheet(
        title="Opbrengst belastingen",
        unit="x € 1.000",
        above="bedragen x € 1.000",
        heads=("Begroot 2023 Realisatie 2023",),
        columns=("Begroot 2023", "Realisatie 2023"),
        rows=(("Ozb woningen", "8.529", "8.445"), ("Ozb niet-woningen", "3.155", "3.299")),
    )
    shelf.put("jaarstukken_2023.pdf", [page(1, taxes)], "annual_report", 2023)
    assert "8.445" in shelf.said("Wat was de gerealiseerde opbrengst van ozb woningen in 2023?")
    assert "3.299" in shelf.said("Wat was de gerealiseerde opbrengst van ozb niet-woningen in 2023?")
    assert "3.155" not in shelf.said("Hoeveel was er in 2023 begroot voor ozb woningen?")


def test_a_row_under_a_heading_row_is_named_with_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    dogs = Sheet(
        title="Tabel 14",
        heads=("2020 2021",),
        columns=("2020", "2021"),
        rows=(
            ("Hondenbelasting",),
            ("tweede hond", "130,32", "132,36"),
            ("Toeristenbelasting",),
            ("camping", "1,31", "1,33"),
        ),
    )
    shelf.put("begroting_2021-2024.pdf", [page(1, dogs)], year=2021, until=2024)
    assert shelf.said("Hoeveel hondenbelasting kost een tweede hond in 2021?") == (
        "Hondenbelasting, tweede hond, 2021: 132,36 (de tabel noemt geen eenheid)."
    )
    assert shelf.said("Hoeveel hondenbelasting kost een camping in 2021?") == ""


def test_a_plan_for_several_years_has_no_amount_for_a_later_one(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    plan = Sheet(
        heading="Subsidies",
        heads=("Onderdeel subsidieplan 2021 tm 2024 Begroot budget",),
        columns=("Begroot budget",),
        rows=(("Onderwijs", "€ 390.039"), ("Volksgezondheid", "€ 1.403.005")),
    )
    shelf.put("begroting_2021-2024.pdf", [page(1, plan)], year=2021, until=2024)
    assert "€ 390.039" in shelf.said("Hoeveel subsidie is er in 2021 begroot voor onderwijs?")
    assert shelf.said("Hoeveel subsidie is er in 2023 begroot voor onderwijs?") == ""
    assert shelf.said("Hoeveel geeft Wassenaar in 2021 uit aan onderwijs?") == ""


def test_a_national_table_answers_for_a_town_only_where_it_names_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    towns = Sheet(
        title="Laaggeletterdheid per gemeente",
        heads=("Gemeente Percentage 2024",),
        columns=("Percentage 2024",),
        rows=(("Wassenaar", "8"), ("Baarn", "9"), ("Nederland", "12")),
    )
    shelf.put("landelijk.pdf", [page(1, towns)], kind="policy", year=2024, town=None)
    assert shelf.said("Hoeveel procent laaggeletterdheid heeft Wassenaar in 2024?") == (
        "Laaggeletterdheid per gemeente, Wassenaar, Percentage 2024: 8%."
    )
    assert shelf.said("Hoeveel procent laaggeletterdheid heeft Leiden in 2024?") == ""


def test_a_quoted_row_says_its_columns_where_all_are_known(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    quote = "5.6 Media 137.817 -859.042 -721.225"
    known = shelf.put("begroting_2026.pdf", [page(1, HEADINGS)], year=2026)
    place = row_of(known, 0, quote, shelf.catalogue.page)
    told = whole_row(place, "nl") if place else None
    assert told is not None and told[0] == (
        "Taakveld 5.6 Media: Begroting 2026 Baten € 137.817; Begroting 2026 Lasten € 859.042; "
        "Begroting 2026 Saldo € -721.225."
    )
    assert [c.page for c in told[1]] == [1, 1] and supported(*told)
    assert row_of(known, 0, "5.6 Media", shelf.catalogue.page) is None
    in_part = replace(HEADINGS, columns=("Begroting 2026 Baten", "", "Begroting 2026 Saldo"))
    unknown = shelf.put("begroting_2025.pdf", [page(1, in_part)], year=2025)
    place = row_of(unknown, 0, quote, shelf.catalogue.page)
    assert place is not None and whole_row(place, "nl") is None


SUBSIDIES = Sheet(
    heading="Overzicht begrotingssubsidies",
    heads=("Tenaamstelling Bedrag 2026",),
    columns=("Bedrag 2026",),
    rows=(
        ("Stichting Leergeld Wassenaar", "€ 49.609"),
        ("Stichting Openbare Bibliotheek Voorschoten-Wassenaar", "€ 718.578"),
        ("Stichting Openbare Speeltuin Voorschoten", "€ 1.250"),
    ),
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Hoeveel subsidie krijgt de bibliotheek in 2026?",
            "Stichting Openbare Bibliotheek Voorschoten-Wassenaar, Bedrag 2026: € 718.578.",
        ),
        ("Hoeveel subsidie krijgt Leergeld in 2026?", "Leergeld Wassenaar, Bedrag 2026: € 49.609."),
        ("Hoeveel subsidie krijgt de bibliotheek in 2027?", ""),
        ("Hoeveel subsidie krijgt de brandweer in 2026?", ""),
    ],
)
def test_who_gets_a_subsidy_is_found_under_its_own_name(tmp_path: Path, question: str, said: str) -> None:
    shelf = Shelf(tmp_path)
    shelf.put("begroting_2026.pdf", [page(1, SUBSIDIES)], year=2026)
    found = shelf.said(question)
    assert found.endswith(said) and bool(found) == bool(said)


def test_a_figure_asked_for_by_what_it_is_comes_from_the_table(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    limits = Sheet(
        title="Tabel 10.2 Kasgeldlimiet",
        unit="Bedragen x € 1.000",
        above="Bedragen x € 1.000",
        heads=("Omschrijving 2026 2027",),
        columns=("2026", "2027"),
        rows=(("Vlottende schulden", "2.366", "242"), ("Toegestane kasgeldlimiet", "8.119", "8.014")),
    )
    shelf.put("begroting_2026.pdf", [page(1, limits)], year=2026)
    assert "8.014" in shelf.said("Hoeveel is de toegestane kasgeldlimiet in 2027?")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hoeveel subsidie is er voor het sociaal domein?", "amount"),
        ("Wat heeft Wassenaar in 2023 uitgegeven aan media?", "amount"),
        ("Welke domeinen kunnen laaggeletterdheid subsidiëren?", "departments"),
    ],
)
def test_how_much_is_no_question_for_departments(question: str, kind: str) -> None:
    assert understand(question, PLACES).kind == kind


def test_a_credit_among_the_spending_is_not_told_as_spending(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    rows = (*HEADINGS.rows, ("6.753 Jeugdhulp", "0", "100.000", "100.000"))
    shelf.put("begroting_2026.pdf", [page(1, replace(HEADINGS, rows=rows))], year=2026)
    assert "begroot op € 859.042." in shelf.said("Wat zijn de lasten van taakveld 5.6 in 2026?")
    assert shelf.said("Wat zijn de lasten van taakveld 6.753 in 2026?") == ""


SAFETY = Sheet(
    title="Tabel 1.1 Baten en lasten P1 Veiligheid",
    unit="bedragen x € 1.000",
    above="bedragen x € 1.000",
    heads=("Begroting 2026 Begroting 2027",),
    columns=("Begroting 2026", "Begroting 2027"),
    rows=(("Baten", "100", "110"), ("Lasten", "4.514", "4.596"), ("Geraamde resultaat", "-4.414", "-4.486")),
)


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("Wat zijn de lasten van programma 1 in 2027?", ""),
        ("Wat zijn de lasten van P1 Veiligheid in 2027?", "4.596"),
        ("Wat zijn de lasten van programma 2 in 2027?", ""),
        ("Hoe hoog is het geraamde resultaat in 2027?", ""),
        ("Wat zijn de totale lasten in 2027?", ""),
    ],
)
def test_a_sum_of_one_programme_answers_for_that_programme_only(
    tmp_path: Path, question: str, amount: str
) -> None:
    shelf = Shelf(tmp_path)
    shelf.put("begroting_2026.pdf", [page(1, SAFETY)], year=2026)
    said = shelf.said(question)
    assert amount in said and bool(said) == bool(amount)


def test_rows_that_differ_between_brackets_are_both_given(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    rows = (("Stichting Brug (Convenant)", "€ 525.634"), ("Stichting Brug (Voorschool)", "€ 75.624"))
    shelf.put("begroting_2026.pdf", [page(1, replace(SUBSIDIES, rows=rows))], year=2026)
    said = shelf.said("Hoeveel subsidie krijgt Stichting Brug in 2026?")
    assert "(Convenant), Bedrag 2026: € 525.634" in said and "(Voorschool), Bedrag 2026: € 75.624" in said


def test_people_are_not_counted_in_euros(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    paid = Sheet(
        title="Algemene uitkering", heads=("Gewicht 2026",), columns=("Gewicht 2026",),
        rows=(("2 Inwoners", "€ 160,07"), ("3 Jongeren", "€ 210,00")),
    )  # fmt: skip
    shelf.put("begroting_2026.pdf", [page(1, paid)], year=2026)
    assert shelf.said("Hoeveel inwoners heeft Wassenaar?") == ""
