"""Budgets of several years side by side: the newest counts, unless the question names a year."""

from __future__ import annotations

import pytest

from assistant.answering import editions
from assistant.answering.quoting import Candidate
from assistant.answering.render import plain_text
from assistant.records import Entry, Hit, Passage
from assistant.service import Assistant
from tests.conftest import MakePdf

QUESTION = "Hoeveel subsidie krijgt de bibliotheek?"


def entry(
    year: int | None = None, until: int | None = None, title: str = "Programmabegroting",
    *, file: str = "stuk.pdf", municipality: str = "GM0308", kind: str = "budget",
    publisher: str | None = None, date: str | None = None, edition: str | None = None,
) -> Entry:  # fmt: skip
    return Entry(
        id=f"{title}-{year}-{until}", shelf="GM0308", title=title, file=file, format="pdf",
        sha256="0" * 64, version=1, municipality=municipality, language="nl", kind=kind,
        publisher=publisher, date=date, address=None, licence=None, topics=(), page_count=1, paged=True,
        passage_count=1, origin="upload", added="2026-01-01", year=year, until=until or year,
        edition=edition,
    )  # fmt: skip


def candidate(
    document: Entry, quote: str, *headings: str, around: str | None = None, score: float = 0.7
) -> Candidate:
    text = around or quote
    start = text.index(quote)
    passage = Passage("p", document, 1, None, 0, 0, len(text), 0, headings, text)
    return Candidate(Hit(passage, 1.0), start, start + len(quote), quote, 1.0, 1.0, score=score)


@pytest.mark.parametrize(
    "document,year",
    [
        (entry(2026, title="Begroting 2025"), 2026),
        (entry(title="Begroting 2025"), 2025),
        (entry(date="2024-06-18"), 2024),
        (entry(file="begroting_2021.pdf"), 0),
        (entry(2021, 2024), 2021),
    ],
)
def test_the_year_of_a_document_is_what_it_is_about_and_not_its_files(document: Entry, year: int) -> None:
    assert editions.year_of(document) == year


@pytest.mark.parametrize(
    "document,quote,headings,around,fits",
    [
        (entry(2023), "De bibliotheek krijgt 700.000 euro.", (), None, True),
        (entry(2021, 2024), "De bibliotheek krijgt 700.000 euro.", (), None, True),
        (entry(2025), "De bibliotheek krijgt 700.000 euro.", (), None, False),
        (entry(2025), "De bibliotheek kreeg in 2023 700.000 euro.", (), None, True),
        (entry(2025), "De bibliotheek krijgt 700.000 euro.", ("Terugblik 2023",), None, True),
        (entry(2025), "De bibliotheek krijgt 700.000 euro.", ("Terugblik 2023", "Cultuur"), None, True),
        (entry(2025), "Zij krijgt 700.000 euro.", (), "In 2023 was er veel. Zij krijgt 700.000 euro.", False),
        (entry(2023), "In 2021 kreeg de bibliotheek 700.000 euro.", (), None, False),
        (entry(2023), "Vanaf 2021 krijgt de bibliotheek 700.000 euro.", (), None, True),
        (entry(2023), "De bibliotheek krijgt 700.000 euro.", ("Subsidieplafonds 2024",), None, False),
        (entry(2019, 2026), "De subsidie is 700.000 euro.", ("2021-05-12: subsidie",), None, False),
        (entry(2019, 2026), "De subsidie is 700.000 euro.", ("2023-05-12: subsidie",), None, True),
        (entry(2025), "De afspraken gelden in 2022-2024 voor iedereen.", (), None, True),
        (entry(2025), "5.6 Media 1.000 -2.000", (), "Rekening 2023 Lasten\n5.6 Media 1.000 -2.000", True),
        (entry(2025), "5.6 Media 1.000 -2.000", (), "Begroting 2025 Lasten\n5.6 Media 1.000 -2.000", False),
        (entry(file="jaarstukken_2023.pdf"), "De bibliotheek krijgt 700.000 euro.", (), None, False),
        (entry(title="Jaarplan 2023"), "De bibliotheek krijgt 700.000 euro.", (), None, True),
        (entry(title="Jaarplan 2023"), "De regeling van 2018-2019 gaf 700.000 euro.", (), None, False),
        (entry(title="Jaarplan 2023"), "De bibliotheek krijgt 700.000 euro (KB, 2022).", (), None, True),
        (entry(title="Jaarplan 2023"), "Sinds 2019 krijgt zij 700.000 euro.", (), None, True),
        (
            entry(2018, kind="guidance"),
            "Er waren 700 deelnemers.",
            (),
            "Het liep tot 2023. Er waren 700 deelnemers.",
            True,
        ),
    ],
)
def test_a_sentence_fits_the_year_asked_for(
    document: Entry, quote: str, headings: tuple[str, ...], around: str | None, fits: bool
) -> None:
    assert editions.fits_years(("2023",), candidate(document, quote, *headings, around=around)) is fits
    assert editions.fits_years((), candidate(document, quote, *headings, around=around))


def test_the_same_sentence_with_other_amounts_stays_once() -> None:
    old = candidate(entry(2025), "De subsidie is 700.000 euro.")
    new = candidate(entry(2026), "De subsidie is 750.000 euro.")
    several = candidate(entry(2023, 2026), "De subsidie is 710.000 euro.")
    report = candidate(entry(2024, title="Jaarstukken", kind="annual_report"), "De subsidie is 690.000 euro.")
    assert editions.newest_of_equals([old, new, several, report]) == [new, report]
    assert editions.newest_of_equals([old, new, several], ("2025",)) == [old]
    assert editions.newest_of_equals([new, several], ("2025",)) == [several]


def test_rows_of_one_document_are_no_editions_of_each_other() -> None:
    document = entry(2026)
    rows = [candidate(document, f"5.6 Media {n}.000 -{n}.500") for n in (1, 2)]
    assert editions.newest_of_equals(rows) == rows


def test_an_older_edition_gives_way_only_to_one_that_answers_nearly_as_well() -> None:
    old = candidate(entry(2025), "De bibliotheek krijgt vorig jaar 700.000 euro.", score=0.8)
    near = candidate(entry(2026), "Er is 750.000 euro voor de bibliotheek.", score=0.75)
    far = candidate(entry(2026), "De bibliotheek is open.", score=0.5)
    assert editions.without_older([old, near]) == [near]
    assert editions.without_older([old, far]) == [old, far]
    assert editions.without_older([old, near], ("2025",)) == [old]


@pytest.mark.parametrize(
    "one,other,same",
    [
        (entry(2025), entry(2026, title="Begroting Baarn 2026"), True),
        (entry(2025), entry(2026, municipality="GM0629"), False),
        (entry(2025), entry(2025, kind="annual_report"), False),
        (entry(2025), entry(2026, title="Kadernota 2026"), False),
        (entry(2025, publisher="Gemeente Baarn"), entry(2026), True),
        (entry(2025, publisher="GGD Voorbeeld"), entry(2026), False),
        (
            entry(2020, title="Beleidsplan taal 2020", kind="policy"),
            entry(2024, title="Beleidsplan taal 2024", kind="policy"),
            True,
        ),
        (
            entry(2020, title="Beleidsplan taal", kind="policy"),
            entry(2024, title="Visie", kind="policy"),
            False,
        ),
    ],
)
def test_what_are_editions_of_one_document(one: Entry, other: Entry, same: bool) -> None:
    assert (editions.series_of(one) == editions.series_of(other)) is same


def test_decision_lists_and_documents_without_a_year_are_no_editions() -> None:
    assert editions.series_of(entry(2024, kind="decision_list")) is None
    assert editions.series_of(entry()) is None


def test_a_draft_gives_way_to_what_was_adopted() -> None:
    draft = candidate(entry(2026, edition="concept"), "De subsidie is 700.000 euro.")
    final = candidate(entry(2026, title="Begroting"), "De subsidie is 750.000 euro.")
    assert editions.newest_of_equals([draft, final]) == [final]


@pytest.fixture
def two_budgets(ready: Assistant, make_pdf: MakePdf) -> Assistant:
    """Budgets of 2025 and 2026 with the same title, in files that do not say the year."""
    for name, year, amount in (("oud", 2025, "700.000"), ("nieuw", 2026, "750.000")):
        page = [
            "Programmabegroting",
            "",
            f"Begroting {year}",
            "",
            f"De subsidie aan de bibliotheek is {amount} euro per jaar.",
        ]
        ready.ingest(make_pdf(f"{name}.pdf", [page]), municipality="Baarn")
    return ready


def test_the_newest_budget_answers_and_says_its_year(two_budgets: Assistant) -> None:
    answer = two_budgets.ask(QUESTION, municipality="Baarn")
    assert "750.000" in plain_text(answer) and "700.000" not in plain_text(answer)
    assert [c.document for c in answer.citations] == ["Programmabegroting 2026"]
    assert (answer.sentences[0].group or "").startswith("Programmabegroting 2026")


def test_a_question_with_a_year_is_answered_from_that_years_budget(two_budgets: Assistant) -> None:
    answer = two_budgets.ask(QUESTION.replace("?", " in 2025?"), municipality="Baarn")
    assert "700.000" in plain_text(answer) and "750.000" not in plain_text(answer)
    assert [c.document for c in answer.citations] == ["Programmabegroting 2025"]
    assert two_budgets.ask(QUESTION.replace("?", " in 2019?"), municipality="Baarn").status == "refused"


def test_a_fact_that_only_the_older_budget_has_is_given_with_its_year(
    two_budgets: Assistant, make_pdf: MakePdf
) -> None:
    page = [
        "Programmabegroting",
        "",
        "Begroting 2024",
        "",
        "Het zwembad krijgt 90.000 euro subsidie per jaar.",
    ]
    two_budgets.ingest(make_pdf("ouder.pdf", [page]), municipality="Baarn")
    answer = two_budgets.ask("Hoeveel subsidie krijgt het zwembad?", municipality="Baarn")
    assert "90.000" in plain_text(answer)
    assert answer.citations[0].document == "Programmabegroting 2024"


def test_a_misnamed_file_does_not_answer_for_the_year_in_its_name(
    ready: Assistant, make_pdf: MakePdf
) -> None:
    page = ["Programmabegroting", "", "Begroting 2021", "", "De subsidie aan de bibliotheek is 640.000 euro."]
    ready.ingest(make_pdf("Jaarstukken_2023.pdf", [page]), municipality="Baarn")
    assert ready.ask(QUESTION.replace("?", " in 2023?"), municipality="Baarn").status == "refused"
    assert "640.000" in plain_text(ready.ask(QUESTION.replace("?", " in 2021?"), municipality="Baarn"))


def test_the_departments_have_the_amounts_of_the_newest_budget(ready: Assistant, make_pdf: MakePdf) -> None:
    for name, year, amount in (("a", 2026, "859.042"), ("b", 2025, "801.000")):
        rows = [f"{n} Taakveld {n} 12.236 -169.794 -157.558" for n in ("4.1", "5.1", "6.1")]
        head = f"Programma: P2 Mens Begroting {year} Begroting {year} Begroting {year}"
        page = ["Programmabegroting", head, "Saldo per taakveld Baten Lasten Saldo"]
        page += [*rows, f"5.6 Media 137.817 -{amount} -721.225"]
        ready.ingest(make_pdf(f"{name}.pdf", [page]), municipality="Baarn")
    answer = ready.ask("Welke afdelingen financieren laaggeletterdheid?", municipality="Baarn")
    amounts = [s.cells[2] for s in answer.sentences if s.cells and "5.6" in s.cells[0]]
    assert amounts == ["€ 859.042"] and answer.columns[2] == "Begroot voor 2026 (lasten)"
    assert "Programmabegroting 2026" in {c.document for c in answer.citations}
