"""How people type a target group, and that ordinary sentences name none by accident."""

from __future__ import annotations

import pytest

from assistant.figures import municipalities
from assistant.planning import outline
from assistant.planning.grounds import begins
from assistant.planning.request import requested
from assistant.settings import PROJECT

PLACES = municipalities.load(PROJECT / "corpus" / "figures")
GROUPS = outline.knowledge(PROJECT / "corpus" / "outlines", "target_groups")["groups"]
WORDS = {key: (group["name"], *group["words"]) for key, group in GROUPS.items()}


def asked(text: str) -> tuple[str, ...]:
    found = requested(text, PLACES, WORDS, "GM0546")
    assert found is not None
    return found.intake.groups


@pytest.mark.parametrize(
    ("people", "key"),
    [
        ("Oekraïners", "nt2"),
        ("ontheemden", "nt2"),
        ("nieuwkomers", "nt2"),
        ("allochtone vrouwen", "nt2"),
        ("Eritreeërs", "nt2"),
        ("Syrische gezinnen", "nt2"),
        ("displaced people", "nt2"),
        ("vluchtelingen in de wijk", "inburgeraars"),
        ("refugees", "inburgeraars"),
        ("parents", "ouders"),
        ("seniors", "ouderen_digitaal"),
        ("older people", "ouderen_digitaal"),
        ("jobseekers", "werkzoekenden"),
        ("people with debts", "schulden"),
        ("young adults", "jongeren"),
        ("working people", "werkenden"),
        ("native speakers", "nt1"),
    ],
)
def test_a_group_is_known_by_its_words_in_dutch_and_english(people: str, key: str) -> None:
    assert key in asked(f"Maak een plan van aanpak voor Leiden voor {people}")


@pytest.mark.parametrize(
    "text",
    [
        "Maak een plan van aanpak voor Leiden over digitale vaardigheden",
        "Maak een plan van aanpak voor Leiden samen met VluchtelingenWerk",
        "Maak een plan van aanpak voor Leiden samen met jeugdzorg en huisartsen",
        "Draft a plan of approach for Leiden together with social workers",
        "Draft a plan of approach for Leiden that shows the benefits for the town",
    ],
)
def test_an_ordinary_word_names_no_group(text: str) -> None:
    assert asked(text) == ()


@pytest.mark.parametrize(
    ("typed", "key"), [("vluchtelingen", "inburgeraars"), ("workers", "werkenden"), ("jeugd", "jongeren")]
)
def test_a_common_word_counts_where_a_group_is_typed(typed: str, key: str) -> None:
    assert any(begins(typed, word) for word in GROUPS[key]["typed"])


def test_a_word_is_matched_at_its_beginning() -> None:
    assert begins("jonge moeders", "moeder") and not begins("grootouders", "ouders")
