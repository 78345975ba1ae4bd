"""Uploads, documents, words and persons: the small parts of the page."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.errors import EncryptedFile
from assistant.records import NATIONAL, PERSONAL_PREFIX, Progress, Report
from assistant.web import correcting, documents, person, words
from assistant.web.upload_report import report_line
from assistant.web.upload_rules import refused as refusal
from assistant.web.words import Towns
from tests.web.fake import TOWNS
from tests.web.fake_answers import BUDGET, VISION, entry, read_as

NAMES = Towns(TOWNS)


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", markup))


def test_a_report_names_the_pages_nobody_could_read() -> None:
    said = plain(report_line(Report("visie.pdf", "added", VISION, seconds=2.34), "nl", NAMES))
    assert "Toegevoegd" in said
    assert "14 bladzijden, 48 tekststukken, 2,3 seconden" in said
    assert "11 van de 14 bladzijden gelezen." in said
    assert "Niet te lezen: bladzijden 1-2 en 9. Dit zijn scans" in said


def test_a_long_list_of_unreadable_pages_is_cut() -> None:
    scanned = entry("scan", "Scan", page_count=198, legibility=read_as(198, "scan", range(1, 199, 2)))
    said = plain(report_line(Report("scan.pdf", "added", scanned), "nl", NAMES))
    assert "21, 23 en nog 87" in said


def test_a_refusal_speaks_the_readers_language() -> None:
    report = Report("a.pdf", "failed", reason="Nederlands", error=EncryptedFile(file="a.pdf"))
    assert "protected with a password" in plain(report_line(report, "en", NAMES))


def test_a_failure_gives_its_reason() -> None:
    said = plain(report_line(Report("a<b>.pdf", "failed", reason="Het bestand is leeg."), "nl", NAMES))
    assert "Niet toegevoegd" in said
    assert "a<b>.pdf" in said
    assert "Het bestand is leeg." in said


@pytest.mark.parametrize(
    ("municipality", "shared", "who", "refused"),
    [
        ("GM0629", True, "p", False),
        ("", True, "p", True),
        (None, False, "p", False),
        ("GM0629", False, None, True),
        ("GM0629", True, None, False),
    ],
)
def test_sharing_needs_a_town_and_keeping_needs_a_person(
    municipality: str | None, shared: bool, who: str | None, refused: bool
) -> None:
    assert bool(refusal(municipality, shared, who, "nl")) is refused


def test_the_table_says_who_sees_a_document() -> None:
    own = entry("eigen", "Eigen nota", PERSONAL_PREFIX + "x", municipality="GM0629", origin="upload")
    said = plain(documents.documents_table([own, BUDGET, entry("n", "Landelijk stuk")], NAMES, "nl"))
    assert "Alleen u (Wassenaar)" in said
    assert "Landelijk" in said
    assert "23 nov. 2026" in said
    assert PERSONAL_PREFIX not in said


def test_a_very_long_table_is_cut_and_says_so() -> None:
    many = [entry(f"d{n}", f"Stuk {n}", NATIONAL) for n in range(documents.SHOWN + 1)]
    assert "U ziet de eerste 300 van 301 documenten" in plain(documents.documents_table(many, NAMES, "nl"))


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [(1849303, "1.849.303", "1,849,303"), (19.6, "19,6", "19.6"), (0, "0", "0"), (2.0, "2", "2")],
)
def test_numbers_are_written_as_the_language_does(value: float, dutch: str, english: str) -> None:
    assert words.number(value, "nl") == dutch
    assert words.number(value, "en") == english


@pytest.mark.parametrize(
    ("moment", "said"),
    [("2026-03-01T10:00:00+00:00", "1 mrt. 2026"), ("2025", "2025"), ("onbekend", "onbekend")],
)
def test_dates_are_written_as_people_read_them(moment: str, said: str) -> None:
    assert words.day(moment, "nl") == said


def test_an_unknown_stage_still_says_something() -> None:
    assert words.stage(Progress("iets nieuws", 1, 2), "nl") == words.stage(None, "nl")


def test_a_person_is_the_login_else_the_token_else_the_session() -> None:
    token = person.new_token()
    request = SimpleNamespace(username=None, session_hash="abc")
    login = SimpleNamespace(username="an", session_hash="abc")
    assert person.person(login, token) == person.person(login, None)
    assert person.person(request, token) == person.person(None, token)
    assert person.person(request, "geraden") == person.person(request, None)
    assert person.person(None, "geraden") is None


def test_a_shelf_does_not_give_the_token_away() -> None:
    token = person.new_token()
    named = person.person(None, token)
    assert named is not None
    assert token not in named
    assert re.fullmatch(r"[0-9a-f]{32}", named)


def test_the_secret_survives_a_restart_and_is_private(tmp_path: Path) -> None:
    first = person.storage_secret(tmp_path / "data")
    assert person.storage_secret(tmp_path / "data") == first
    assert (tmp_path / "data" / "page-secret").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("words_", "period"),
    [
        ("", (None, None)),
        ("2026", (2026, 2026)),
        ("2022 - 2026", (2022, 2026)),
        ("2022 t/m 2026", (2022, 2026)),
        ("2026-2022", None),
        ("26", None),
        ("volgend jaar", None),
        ("2020-2021-2022", None),
    ],
)
def test_a_period_is_understood_or_refused(words_: str, period: tuple[int | None, int | None] | None) -> None:
    assert correcting.period_of(words_) == period


def test_what_a_document_is_stands_in_the_table() -> None:
    budget = entry("b", "Programmabegroting", kind="budget", year=2026, until=2029, edition="concept")
    assert "begroting, 2026-2029, concept" in plain(documents.documents_table([budget], NAMES, "nl"))


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "Doorzoekbaar"),
        ({"legibility": read_as(12, "garbled", (3,))}, "Deels doorzoekbaar"),
        ({"legibility": replace(read_as(12, "scan", (3,)), waiting=(3,))}, "Wordt nog gelezen"),
        ({"legibility": read_as(12, "scan", range(1, 13)), "passage_count": 0}, "Niet leesbaar"),
    ],
)
def test_the_table_says_how_far_a_document_can_be_searched(changes: dict[str, object], state: str) -> None:
    assert state in plain(documents.documents_table([entry("x", "Stuk", **changes)], NAMES, "nl"))
