"""The plan tab in a real browser: a draft that appears, is worked on, taken along, and kept for its maker."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from gradio_client import Client

from tests.browser.visiting import Serve, Site, choose_town, complaints, says
from tests.web.fake import FakeAssistant
from tests.web.fake_plans import CITED, KIND, SECTIONS

pytestmark = pytest.mark.browser


def open_plan(page: Any) -> None:
    page.get_by_role("tab", name="Plan", exact=True).click()
    page.wait_for_selector("#plan-kind-hint p")


def start(site: Site, page: Any, pause: float = 0.0) -> None:
    """Choose a town, and have a draft made."""
    site.assistant.planner.pause = pause
    choose_town(page, "Wassenaar")
    open_plan(page)
    page.fill("#plan-period textarea, #plan-period input", "2027-2029")
    page.click("#plan-draft")


def finished(page: Any) -> None:
    says(page, "#plan-progress", "Alle onderdelen zijn klaar")
    page.wait_for_selector("#plan-stop", state="hidden")


def drafted(site: Site) -> Any:
    """The page with a draft that is finished."""
    page = site.open()
    start(site, page)
    finished(page)
    return page


def work_on(page: Any, section: str) -> None:
    """Open the editor and choose a section."""
    if not page.locator("#plan-text textarea").is_visible():
        page.click("#plan-work > button")
    page.click("#plan-section input")
    page.get_by_role("option", name=section).click()
    page.wait_for_function(
        "name => document.querySelector('#plan-heading input, #plan-heading textarea')?.value === name",
        arg=section,
    )


def test_sections_appear_one_by_one_and_the_page_stays_usable(site: Site) -> None:
    page = site.open()
    said = complaints(page)
    start(site, page, pause=0.8)
    says(page, "#plan-progress", "2 van 6 onderdelen klaar")
    shown = page.locator("#plan-document section").count()
    assert 1 <= shown < len(SECTIONS)
    assert page.locator("#plan-stop").is_visible()
    page.get_by_role("tab", name="Documenten").click()
    page.wait_for_selector("#documents table")
    page.get_by_role("tab", name="Plan", exact=True).click()
    finished(page)
    titles = page.locator("#plan-document h3").all_inner_texts()
    assert titles == [f"{n}. {title}" for n, title in enumerate(SECTIONS, 1)]
    assert said == []


def test_what_a_statement_rests_on_can_be_seen_and_opened(site: Site) -> None:
    page = drafted(site)
    document = page.locator("#plan-document")
    assert "[nog in te vullen: het budget; de directie van de bibliotheek weet dit]" in document.inner_text()
    assert document.locator("strong.gap").count() == 4
    assert "(voorstel)" in document.inner_text()
    assert "2027-2029" in document.locator(".own").first.inner_text()
    assert "In cijfers" in document.locator("table caption").all_inner_texts()
    assert document.locator("table th[scope=col]").count() >= 3
    assert document.locator("img").get_attribute("alt")
    assert CITED in document.inner_text()
    document.locator("section#plan-aanleiding a.mark").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#plan-sources .card.chosen")
    assert "5.6 Media | 859.042" in page.locator("#plan-sources .card.chosen mark").inner_text()
    document.locator("section#plan-cijfers a.mark").first.click()
    page.wait_for_function(
        "() => document.querySelector('#plan-sources .card.chosen')?.innerText.includes('Kerncijfers')"
    )
    assert "2021" in page.locator("#plan-sources .card.chosen").inner_text()
    page.locator("#plan-sources .card.chosen + .back a").click()
    page.wait_for_function("() => document.activeElement.closest('#plan-cijfers')")


def test_a_number_without_a_source_is_marked_and_a_change_can_be_undone(site: Site) -> None:
    page = drafted(site)
    work_on(page, "Aanleiding")
    text = page.input_value("#plan-text textarea")
    assert CITED in text
    page.fill("#plan-text textarea", text + "\n\nWij bereikten vorig jaar 4321 inwoners.")
    page.click("#plan-save")
    says(page, "#plan-work-note", "4321")
    section = page.locator("#plan-aanleiding")
    assert "4321" in section.locator(".unchecked").inner_text()
    assert section.locator("a.mark").count() == 1
    page.wait_for_function(
        "() => document.querySelector('#plan-section input').value.includes('(aangepast)')"
    )
    page.click("#plan-undo")
    says(page, "#plan-work-note", "ongedaan gemaakt")
    assert "4321" not in page.locator("#plan-document").inner_text()
    assert "4321" not in page.input_value("#plan-text textarea")


def test_a_section_is_rewritten_moved_renamed_and_left_out(site: Site) -> None:
    page = drafted(site)
    work_on(page, "Geld")
    page.fill("#plan-wish textarea, #plan-wish input", "zing een lied")
    page.click("#plan-ask")
    says(page, "#plan-work-note", "zing een lied")
    page.click("#plan-shorter")
    says(page, "#plan-work-note", "opnieuw geschreven")
    page.click("#plan-up")
    says(page, "#plan-document", "5. Geld")
    page.fill("#plan-heading input, #plan-heading textarea", "Kosten")
    page.click("#plan-save")
    says(page, "#plan-document", "5. Kosten")
    page.click("#plan-out")
    page.wait_for_selector("#plan-geld", state="detached")
    says(page, "#plan-progress", "weggelaten")
    page.click("#plan-back")
    page.wait_for_selector("#plan-geld")


def test_what_was_typed_is_kept_when_another_section_is_chosen(site: Site) -> None:
    page = drafted(site)
    work_on(page, "Geld")
    page.fill("#plan-text textarea", "De gemeente betaalt mee.")
    work_on(page, "Aanleiding")
    says(page, "#plan-geld", "De gemeente betaalt mee.")


def test_stopping_keeps_what_is_there_and_going_on_completes_it(site: Site) -> None:
    page = site.open()
    start(site, page, pause=0.8)
    says(page, "#plan-progress", "1 van 6")
    page.click("#plan-stop")
    page.wait_for_selector("#plan-resume")
    done = page.locator("#plan-document section").count()
    assert 1 <= done < len(SECTIONS)
    site.assistant.planner.pause = 0.0
    page.click("#plan-resume")
    finished(page)
    assert page.locator("#plan-document section").count() == len(SECTIONS)
    work_on(page, "Geld")
    assert "Het budget is" in page.input_value("#plan-text textarea")


def test_the_files_hold_the_draft_as_it_is_now(site: Site, tmp_path: Path) -> None:
    page = drafted(site)
    work_on(page, "Geld")
    page.fill("#plan-text textarea", "De penningmeester zoekt nog.")
    page.click("#plan-save")
    says(page, "#plan-work-note", "Bewaard")
    page.click("#plan-downloads > button")
    says(page, "#plan-files-note", "klaar")
    with page.expect_download() as download:
        page.click("#plan-docx")
    assert download.value.suggested_filename == "plan-van-aanpak-wassenaar.docx"
    download.value.save_as(tmp_path / "plan.docx")
    with zipfile.ZipFile(tmp_path / "plan.docx") as file:
        assert "De penningmeester zoekt nog." in file.read("word/document.xml").decode()


def test_a_draft_waits_for_its_maker_and_for_nobody_else(site: Site) -> None:
    page = drafted(site)
    site.visit(page)
    open_plan(page)
    page.click("#plan-drafts input")
    page.get_by_role("option", name="Plan van aanpak Wassenaar").click()
    page.wait_for_selector("#plan-document section")
    assert page.locator("#plan-document section").count() == len(SECTIONS)

    stranger = site.open()
    open_plan(stranger)
    stranger.wait_for_timeout(500)
    assert not stranger.locator("#plan-drafts").is_visible()

    page.click("#plan-remove")
    page.click("#plan-yes-remove")
    page.wait_for_selector("#plan-drafts", state="hidden")
    assert not page.locator("#plan-document").is_visible()


def test_only_the_municipality_is_required_and_it_is_the_same_everywhere(site: Site) -> None:
    page = site.open()
    open_plan(page)
    page.click("#plan-draft")
    says(page, "#plan-form-note", "Kies eerst een gemeente")
    page.fill("#plan-town input", "Almere")
    page.get_by_role("option", name="Almere").click()
    page.get_by_role("tab", name="Vragen").click()
    page.wait_for_function("() => document.querySelector('#municipality input').value === 'Almere'")


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_it_speaks_english_and_nothing_sticks_out(site: Site, size: tuple[int, int]) -> None:
    page = site.open(*size)
    start(site, page)
    finished(page)
    page.get_by_text("English", exact=True).click()
    says(page, "#plan-progress", "All sections are ready")
    assert "The document is in Dutch" in page.locator("#plan-head").inner_text()
    says(page, "#plan-work", "Work on a section")
    page.click("#plan-work > button")
    page.click("#plan-checks > button")
    says(page, "#plan-checks", "Not yet")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_program_gets_a_plan_as_data_or_as_a_file(site: Site, tmp_path: Path) -> None:
    client = Client(site.address, verbose=False, download_files=str(tmp_path))
    made = client.predict("Wassenaar", groups=["ouders"], period="2027", api_name="/plan")
    assert [section["title"] for section in made["sections"]] == list(SECTIONS)
    assert made["citations"][0]["page"] == 113
    assert {"section": "Geld", "what": "het budget", "knows": "de directie van de bibliotheek"} in made[
        "open_points"
    ]
    path = Path(client.predict("Wassenaar", out="docx", api_name="/plan"))
    assert path.name == "plan-van-aanpak-wassenaar.docx"
    assert path.read_bytes()[:2] == b"PK"
    for told, sentence in (
        ({"municipality": "Wassenaar", "out": "xls"}, "xls"),
        ({"municipality": "Wassenaar", "kind": "gedicht"}, "gedicht"),
        ({"municipality": ""}, "gemeente"),
    ):
        with pytest.raises(Exception, match=sentence):
            client.predict(**told, api_name="/plan")
    assert list((Path(site.assistant.planner.drafts._folder)).rglob("*.json")) == []


def test_an_outline_with_a_mistake_is_told_of(serve: Serve) -> None:
    assistant = FakeAssistant()
    (assistant.planner._sources.outlines / f"{KIND}.toml").write_text("kapot = [", "utf-8")
    page = serve(assistant).open()
    choose_town(page, "Wassenaar")
    page.get_by_role("tab", name="Plan", exact=True).click()
    page.click("#plan-draft")
    says(page, "#plan-form-note", f"De opzet {KIND}.toml")
