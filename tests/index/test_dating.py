"""Which years a document is about."""

from __future__ import annotations

import pytest

from assistant.index.dating import about, year_of
from tests.shelved import entry


def test_the_year_is_what_it_is_about_then_its_titles_then_its_dates() -> None:
    assert year_of(entry(year=2024, title="Begroting 2025", date="2023-11-01")) == 2024
    assert year_of(entry(title="Begroting 2025", date="2023-11-01")) == 2025
    assert year_of(entry(title="Besluit 120255", date="2023-11-01")) == 2023
    assert year_of(entry(title="Besluit")) == 0


@pytest.mark.parametrize(
    ("year", "until", "asked", "fit"),
    [
        (2024, None, ["2024"], 2),
        (2024, 2024, ["2024"], 2),
        (2022, 2026, ["2024"], 1),
        (2022, 2026, ["2026"], 1),
        (2022, 2026, ["2027", "2021"], 0),
        (2024, None, ["2023", "2024"], 2),
        (2024, None, [], 0),
        (None, None, ["2024"], 0),
    ],
)
def test_a_document_of_that_year_alone_fits_better_than_a_range(
    year: int | None, until: int | None, asked: list[str], fit: int
) -> None:
    assert about(entry(year=year, until=until, title="Stuk 2024"), asked) == fit
