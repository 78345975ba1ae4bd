"""What a library employee does with documents on the page: shares, unlocks, corrects and removes them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.browser.visiting import (
    DEPARTMENTS,
    Serve,
    Site,
    answered,
    ask,
    choose_town,
    documents,
    says,
    upload,
)
from tests.web.fake import FakeAssistant

pytestmark = pytest.mark.browser


@pytest.fixture
def note(tmp_path: Path) -> Path:
    file = tmp_path / "nota.txt"
    file.write_text("De gemeente betaalt de taallessen.", "utf-8")
    return file


def test_a_private_document_survives_a_reload_and_is_nobody_elses(site: Site, note: Path) -> None:
    mine, other = site.open(), site.open()
    upload(mine, note)
    mine.wait_for_selector("#upload-chat .report.added")
    report = mine.locator("#upload-chat .report").inner_text()
    assert "nota.txt" in report
    assert "bladzijde 3" in report
    assert "Alleen u" in documents(mine)
    assert "Alleen u" not in documents(other)
    site.visit(mine)
    says(mine, "#status", "1 van uzelf")
    assert "1 van uzelf" not in other.locator("body").inner_text()


def test_sharing_is_deliberate_and_needs_a_town(site: Site, note: Path) -> None:
    mine, other = site.open(), site.open()
    mine.locator("#upload-chat > button").click()
    mine.locator("#share-chat input").check()
    upload(mine, note)
    mine.get_by_text("Kies eerst een gemeente.").wait_for()
    choose_town(mine, "Wassenaar")
    upload(mine, note)
    mine.wait_for_selector("#upload-chat .report.added")
    assert "nota" in documents(other)


def test_a_document_is_removed_after_a_confirmation(site: Site, note: Path) -> None:
    page = site.open()
    documents(page)
    upload(page, note, "#upload-documents")
    page.wait_for_selector("#upload-documents .report.added")
    page.locator("#manage > button").click()
    page.locator("#pick input").click()
    options = page.get_by_role("option").all_inner_texts()
    assert [option for option in options if "nota" in option]
    assert not [option for option in options if "Programmabegroting" in option]
    page.get_by_role("option", name=re.compile("nota")).click()
    page.get_by_role("button", name="Verwijderen", exact=True).click()
    page.get_by_text("Wilt u “nota” verwijderen?").wait_for()
    page.get_by_role("button", name="Ja, verwijderen").click()
    page.get_by_text("“nota” is verwijderd.").wait_for()
    page.wait_for_function("() => !document.querySelector('#documents').innerText.includes('nota')")


def test_a_locked_file_asks_for_its_password_and_opens_with_it(site: Site, tmp_path: Path) -> None:
    page = site.open()
    locked = tmp_path / "slot.txt"
    locked.write_text("Geheim beleid.", "utf-8")
    upload(page, locked)
    password = page.get_by_label("Wachtwoord van slot.txt")
    password.wait_for()
    says(page, "#upload-chat .report.failed", "met een wachtwoord beveiligd")
    password.fill("fout")
    page.get_by_role("button", name="Openen").click()
    says(page, "#upload-chat .report.failed", "past niet op slot.txt")
    assert password.input_value() == ""
    password.fill("geheim")
    password.press("Enter")
    page.wait_for_selector("#upload-chat .report.added")
    password.wait_for(state="hidden")
    assert "slot" in documents(page)


def test_a_locked_file_can_be_skipped(site: Site, tmp_path: Path) -> None:
    page = site.open()
    locked = tmp_path / "slot.txt"
    locked.write_text("Geheim beleid.", "utf-8")
    upload(page, locked)
    page.get_by_role("button", name="Overslaan").click()
    page.get_by_label("Wachtwoord van slot.txt").wait_for(state="hidden")
    assert "slot" not in documents(page)


def test_what_a_document_is_can_be_corrected(site: Site) -> None:
    page = site.open()
    documents(page)
    page.locator("#manage > button").click()
    page.locator("#pick input").click()
    page.get_by_role("option", name=re.compile("Visie")).click()
    title = page.get_by_label("Titel")
    title.wait_for()
    assert title.input_value() == "Visie op de bibliotheek"
    title.fill("Bibliotheekvisie")
    page.get_by_label("Jaar of periode").fill("volgend jaar")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_text("Vul een jaar in, zoals 2026").wait_for()
    page.get_by_label("Jaar of periode").fill("2025-2028")
    page.locator("#correct-kind input").click()
    page.get_by_role("option", name="beleid", exact=True).click()
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_text("“Bibliotheekvisie 2025-2028” is bijgewerkt.").wait_for()
    says(page, "#documents table", "beleid, 2025-2028")


def test_the_line_of_what_is_searched_follows_the_reading_in_the_background(site: Site) -> None:
    waiting = replace(site.assistant.entries["visie"].legibility, waiting=(1, 2, 9))
    site.assistant.entries["visie"] = replace(site.assistant.entries["visie"], legibility=waiting)
    page = site.open()
    says(page, "#status", "Ik lees nog 3 bladzijden met tekstherkenning.")
    assert "Wordt nog gelezen" in documents(page)
    done = replace(site.assistant.entries["visie"].legibility, waiting=())
    site.assistant.entries["visie"] = replace(site.assistant.entries["visie"], legibility=done)
    page.get_by_role("tab", name="Vragen").click()
    page.wait_for_function("() => !document.querySelector('#status').innerText.includes('Ik lees nog')")


def test_asking_goes_on_while_a_document_is_read(serve: Serve, note: Path) -> None:
    page = serve(FakeAssistant(ingest_seconds=6)).open()
    upload(page, note)
    page.wait_for_selector("#upload-chat .report.busy progress")
    ask(page, DEPARTMENTS)
    answered(page)
    assert page.locator("#upload-chat .report.busy").count() == 1
