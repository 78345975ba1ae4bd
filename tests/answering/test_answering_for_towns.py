"""What answers for a town that a question names, and what a part of a question takes from the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import Assistant

EXAMPLE = """---
title: Voorbeelden
---
# Taalhuizen in het land

In Haarlemmermeer werken de gemeente, het roc en de Meerwaarde samen in het Taalhuis.
In 2017 waren er in het Taalhuis van Breda 22 vrijwilligers.
Wethouder A. de Groot opende het Taalhuis van Breda.
"""


@pytest.fixture
def told(ready: Assistant, tmp_path: Path) -> Assistant:
    path = tmp_path / "voorbeelden.md"
    path.write_text(EXAMPLE, "utf-8")
    ready.ingest(path)
    return ready


def test_a_national_text_that_names_the_town_tells_of_it(told: Assistant) -> None:
    answer = told.ask("Wie werken er samen in het Taalhuis van Haarlemmermeer?")
    assert any("Meerwaarde" in c.quote for c in answer.citations)


def test_a_national_text_doesnt_say_who_holds_an_office(told: Assistant) -> None:
    answer = told.ask("Wie is de wethouder van het Taalhuis in Breda?")
    assert not any("de Groot" in c.quote for c in answer.citations)


def test_the_year_of_one_part_is_not_that_of_a_part_that_asks_when(ready: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "taalteam.md"
    path.write_text(
        "# Het taalteam\n\nHet taalteam startte officieel op 1 september 2023.\n\n"
        "In 2026 werken de taalcoaches 32 uur per week.\n",
        "utf-8",
    )
    ready.ingest(path)
    answer = ready.ask("Wanneer startte het taalteam officieel en hoeveel uur werken de taalcoaches in 2026?")
    quotes = " ".join(c.quote for c in answer.citations)
    assert "1 september 2023" in quotes and "32 uur" in quotes


OFFICES = """---
title: Brieven
---
# Wie schreef wat

Wethouder A. de Groot schreef een brief over de bibliotheek in het land.
Bel Meld het Even op 0800-7000 als u iets ziet.
"""


def test_who_holds_an_office_in_the_chosen_town_is_not_told_by_a_national_text(
    ready: Assistant, tmp_path: Path
) -> None:
    path = tmp_path / "brieven.md"
    path.write_text(OFFICES, "utf-8")
    ready.ingest(path)
    answer = ready.ask("Welke wethouder gaat over de bibliotheek?", municipality="Leiden")
    assert not any("de Groot" in c.quote for c in answer.citations)
    phone = ready.ask("Wat is het telefoonnummer van het CBCT?")
    assert not any("0800" in c.quote for c in phone.citations)


def test_a_part_that_names_a_town_itself_is_answered_for_that_town(told: Assistant) -> None:
    answer = told.ask(
        "Wie werken er samen in het Taalhuis van Haarlemmermeer en "
        "hoeveel vrijwilligers had het Taalhuis van Breda in 2017?"
    )
    quotes = " ".join(c.quote for c in answer.citations)
    assert "Meerwaarde" in quotes and "22 vrijwilligers" in quotes
