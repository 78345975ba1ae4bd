"""The figures tab in a real browser: a town, its figures, its chart, and what one takes along."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.browser.visiting import Site, answered, ask, choose_town, complaints, says

pytestmark = pytest.mark.browser

EXPORT = "Gemeente;Jaar;Laag opleidingsniveau (%);Cursisten\nAlmere;2023;24,1;310\nUtrecht;2023;14,2;420\n"


def figures(page: Any, town: str = "Wassenaar") -> None:
    """Choose a town in the chat tab and open its figures, chart and all."""
    choose_town(page, town)
    page.get_by_role("tab", name="Cijfers").click()
    says(page, "#figures-top", f"Cijfers van {town}")
    page.wait_for_selector("#figures-chart img")


def pick(page: Any, place: str, name: str) -> None:
    page.fill(f"{place} input", name)
    page.get_by_role("option", name=name, exact=True).click()


def test_a_town_has_its_figures_in_dutch_and_in_english(site: Site) -> None:
    page = site.open()
    said = complaints(page)
    figures(page)
    row = page.locator("#figures-profile tr", has_text="Laag opleidingsniveau").first
    cells = [cell.split("\n")[0] for cell in row.locator("td").all_inner_texts()]
    assert cells == ["17,0%", "21,1%", "28,0%", "8e van 9", "2022"]
    assert page.get_by_role("row", name="Laag opleidingsniveau").first.is_visible()
    assert page.locator("#figures-telling li").count() == 3
    page.get_by_text("English", exact=True).click()
    says(page, "#figures-top", "Figures of Wassenaar")
    says(page, "#figures-profile", "Low education")
    page.wait_for_function("() => document.querySelector('#figures-chart img').alt.startsWith('Bar chart')")
    assert page.get_by_role("tab", name="Figures").is_visible()
    assert said == []


def test_what_a_figure_means_opens_from_the_keyboard(site: Site) -> None:
    page = site.open()
    figures(page)
    summary = page.locator("#figures-profile summary", has_text="Uitleg").nth(1)
    assert "Bron: CBS, Kerncijfers wijken en buurten 2021" in summary.inner_text()
    assert not page.get_by_text("Definitie van: Laag opleidingsniveau.").is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("Definitie van: Laag opleidingsniveau.").is_visible()


def test_the_chart_says_in_words_what_it_shows_and_follows_the_choice(site: Site) -> None:
    page = site.open()
    figures(page)
    bars, lines = page.locator("#figures-chart img").all()
    assert bars.get_attribute("alt") == (
        "Staafdiagram. Laag opleidingsniveau (% van de inwoners van 15 tot 75 jaar), 2022. Wassenaar: 17,0%; "
        "Nederland: 21,1%; Gemiddelde van 4 vergelijkbare gemeenten: 28,0%."
    )
    assert "De lijn is onderbroken tussen 2021 en 2022." in lines.get_attribute("alt")
    assert bars.evaluate("picture => picture.naturalWidth") > 600
    pick(page, "#figures-topic", "Werkenden")
    page.wait_for_function("() => document.querySelector('#figures-chart img').alt.includes('Werkenden')")
    assert page.locator("#figures-chart img").count() == 1


def test_all_figures_show_at_a_press(site: Site) -> None:
    page = site.open()
    figures(page)
    assert "Afstand tot de bibliotheek" not in page.locator("#figures-profile").inner_text()
    page.get_by_label("Toon alle cijfers").check()
    says(page, "#figures-profile", "Afstand tot de bibliotheek")


def test_the_figures_and_the_chart_can_be_taken_along(site: Site) -> None:
    page = site.open()
    figures(page)
    page.wait_for_selector("#figures-xlsx:not([disabled])")
    page.wait_for_timeout(1000)
    with page.expect_download() as taken:
        page.get_by_text("Download de cijfers (Excel)").click()
    assert taken.value.suggested_filename == "cijfers-wassenaar.xlsx"
    book = load_workbook(BytesIO(Path(taken.value.path()).read_bytes()))
    assert book.sheetnames == ["Profiel", "Alle cijfers", "Toelichting"]
    with page.expect_download() as taken:
        page.get_by_text("Download de grafiek (png)").click()
    assert taken.value.suggested_filename == "grafiek-wassenaar.png"
    assert Path(taken.value.path()).read_bytes().startswith(b"\x89PNG")


def test_the_town_is_the_same_in_both_tabs_and_after_a_reload(site: Site) -> None:
    page = site.open()
    figures(page)
    pick(page, "#figures-town", "Almere")
    says(page, "#figures-top", "Cijfers van Almere")
    page.get_by_role("tab", name="Vragen").click()
    assert page.locator("#municipality input").input_value() == "Almere"
    says(page, "#status", "Almere")
    site.visit(page)
    page.wait_for_function("() => document.querySelector('#municipality input').value === 'Almere'")
    page.get_by_role("tab", name="Cijfers").click()
    says(page, "#figures-top", "Cijfers van Almere")
    assert page.locator("#figures-town input").input_value() == "Almere"


def test_without_a_town_it_asks_for_one(site: Site) -> None:
    page = site.open()
    page.get_by_role("tab", name="Cijfers").click()
    says(page, "#figures-hint", "Kies een gemeente")
    assert page.locator("#figures-profile").count() == 0
    pick(page, "#figures-town", "Utrecht")
    says(page, "#figures-top", "Cijfers van Utrecht")
    assert page.locator("#figures-hint").count() == 0


def test_the_town_that_a_question_was_about_is_offered(site: Site) -> None:
    page = site.open()
    choose_town(page, "Almere")
    ask(page, "Welke afdelingen kunnen laaggeletterdheid in Wassenaar financieren?")
    answered(page)
    page.get_by_role("tab", name="Cijfers").click()
    says(page, "#figures-top", "Cijfers van Almere")
    page.get_by_role("button", name="Toon de cijfers van Wassenaar").click()
    says(page, "#figures-top", "Cijfers van Wassenaar")
    page.get_by_role("tab", name="Vragen").click()
    assert page.locator("#municipality input").input_value() == "Wassenaar"


def test_a_typed_figure_of_low_literacy_stands_with_the_town(site: Site) -> None:
    page = site.open()
    figures(page)
    says(page, "#figures-top", "heb ik geen gepubliceerd cijfer")
    page.get_by_role("button", name="Zelf een cijfer over laaggeletterdheid invullen").click()
    for name, value in (("Cijfer", "12,3"), ("Jaar", "2022"), ("Wat is geteld?", "inwoners van 16 tot 65")):
        page.get_by_label(name, exact=False).and_(page.locator("#figures-typing textarea")).first.fill(value)
    page.get_by_role("button", name="Bewaar het cijfer").click()
    says(page, "#typing-note", "Er staat geen bron bij")
    page.locator("#typing-source textarea").fill("Monitor Wassenaar")
    page.get_by_role("button", name="Bewaar het cijfer").click()
    says(page, "#figures-top", "Monitor Wassenaar")
    assert "12,3%" in page.locator("#figures-top").inner_text()


def test_an_export_is_looked_at_before_it_counts(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_text(EXPORT, "utf-8")
    page = site.open()
    figures(page, "Almere")
    page.get_by_role("button", name="Cijfers toevoegen uit een bestand").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_text("Kies een bestand").click()
    chooser.value.set_files(str(file))
    says(page, "#adding-preview", "Dit begrijp ik van export.csv")
    chosen = page.get_by_label("Welk cijfer is “Laag opleidingsniveau”?")
    assert chosen.input_value() == "Laag opleidingsniveau"
    assert page.get_by_label("Welk cijfer is “Cursisten”?").input_value() == "(overslaan)"
    assert site.assistant.figures.table.get("pct_opl_laag", "GM0034", 2023) is None
    page.get_by_role("button", name="Bewaar deze cijfers").click()
    says(page, "#adding-note", "Het gaat om 2 gemeenten.")
    page.wait_for_function("() => !document.querySelector('#adding-preview')")
    found = site.assistant.figures.table.get("pct_opl_laag", "GM0034", 2023)
    assert found is not None and found.value == 24.1


def test_nothing_sticks_out_on_a_phone(site: Site) -> None:
    page = site.open(390, 844)
    figures(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for picture in page.locator("#figures-chart img").all():
        box = picture.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert page.locator("#figures-profile td .name", has_text="Nederland").first.is_visible()


def test_programs_get_the_same_figures(site: Site) -> None:
    from gradio_client import Client
    from gradio_client.exceptions import AppError

    client = Client(site.address, verbose=False)
    found = client.predict("Wassenaar", api_name="/figures")
    assert found["municipality"]["code"] == "GM0629"
    low = next(figure for figure in found["figures"] if figure["key"] == "pct_opl_laag")
    assert (low["value"], low["year"], low["rank"]) == (17.0, 2022, [8, 9])
    with pytest.raises(AppError, match="Atlantis"):
        client.predict("Atlantis", api_name="/figures")
    named = client.view_api(return_format="dict")
    assert isinstance(named, dict)
    assert {"/ask", "/ingest", "/figures"} <= set(named["named_endpoints"])
    assert not [name for name in named["named_endpoints"] if "lambda" in name or name.startswith("/_")]
