"""What a user typed: "not known" is no answer, and the rest fits into a sentence."""

from __future__ import annotations

import pytest

from assistant.planning.plan import Intake
from assistant.planning.user_words import fitting, given, known, named


@pytest.mark.parametrize(
    "text",
    [
        "weten we nog niet",
        "Weten we nog niet.",
        "dat weten we nog niet",
        "we weten het nog niet",
        "weet ik niet",
        "nog onbekend",
        "Onbekend",
        "is nog niet bekend",
        "nog te bepalen",
        "nader te bepalen",
        "?",
        "???",
        "-",
        "–",
        "...",
        "n.v.t.",
        "nvt",
        "N.V.T",
        "geen idee",
        "Geen idee!",
        "geen",
        "p.m.",
        "to be decided",
        "To be determined.",
        "we don't know yet",
        "don't know",
        "not known yet",
        "n/a",
        "TBD",
        "tbd",
        "volgt nog",
        "(nog onbekend)",
        "  ",
    ],
)
def test_what_says_that_nobody_knows_counts_as_empty(text: str) -> None:
    assert given(text) == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Humanitas.", "Humanitas"),
        ("2027-2029", "2027-2029"),
        ("een taalhuis\nmet 60 deelnemers.", "een taalhuis met 60 deelnemers"),
        ("- taalhuis\n- spreekuur", "taalhuis, spreekuur"),
        ("nog onbekende nieuwkomers", "nog onbekende nieuwkomers"),
        ("geen vaste groep, iedereen is welkom", "geen vaste groep, iedereen is welkom"),
        ("later in 2027", "later in 2027"),
        ("Onbekend maakt onbemind", "Onbekend maakt onbemind"),
    ],
)
def test_what_tells_something_is_kept_on_one_line(text: str, told: str) -> None:
    assert given(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Basisvaardigheden voor ouders", "basisvaardigheden voor ouders"),
        ("Een taalhuis met 60 deelnemers", "een taalhuis met 60 deelnemers"),
        ("Humanitas", "Humanitas"),
        ("NT1", "NT1"),
        ("Klik & Tik", "Klik & Tik"),
        ("€ 45.000 per jaar", "€ 45.000 per jaar"),
        ("Wij willen meer ouders bereiken", "“Wij willen meer ouders bereiken”"),
        ("we hebben een taalhuis", "“we hebben een taalhuis”"),
        ("De bibliotheek heeft een taalhuis in de wijk", "“De bibliotheek heeft een taalhuis in de wijk”"),
        ("Er is een taalhuis. Er komen 60 mensen", "“Er is een taalhuis. Er komen 60 mensen”"),
        ("Wij zeggen “doe mee” tegen ouders", "“Wij zeggen ‘doe mee’ tegen ouders”"),
        ("De ouders van peuters", "de ouders van peuters"),
    ],
)
def test_words_fit_into_a_sentence_and_a_clause_is_quoted(text: str, told: str) -> None:
    assert fitting(text) == told


def test_an_intake_keeps_only_what_is_known() -> None:
    intake = known(
        Intake(
            ("GM0629",),
            library="?",
            groups=("weten we nog niet",),
            partners=("Humanitas", "nog onbekend"),
            period="n.v.t.",
            budget="geen idee",
        )
    )
    assert intake == Intake(("GM0629",), partners=("Humanitas",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Taalhuis", "Taalhuis"),
        ("Welzijnsorganisatie Kwadraad", "Welzijnsorganisatie Kwadraad"),
        ("De voedselbank", "de voedselbank"),
        ("Wij werken met scholen", "“Wij werken met scholen”"),
    ],
)
def test_a_partner_is_a_name_and_keeps_its_capital(text: str, told: str) -> None:
    assert named(text) == told
