"""Sentence by sentence: the cuts that Dutch policy prose, lists and tables ask for."""

from __future__ import annotations

import random

import pytest

from assistant.reading.rows import is_row
from assistant.reading.sentences import sentences

CASES = [
    # plain stops
    ["De raad besluit.", "Het college voert uit."],
    ["Wat willen we bereiken?", "Iedereen doet mee!", "Dat is de kern."],
    ["Hij zei: “We stoppen.”", "Daarna ging hij."],
    ["Zo staat het in de nota (zie ook bijlage 2).", "De raad stemt in."],
    ["Zij vroeg: ‘Kan dat?’ en kreeg antwoord.", "Het kon."],
    ["Dat loopt af… maar nog niet.", "Later wel."],
    ["Meer op www.voorbeeld.nl.", "Daar staat alles."],
    # abbreviations
    ["Dit geldt bijv. voor Wassenaar en o.a. Voorschoten.", "Meer volgt."],
    ["De kosten zijn ca. 30 procent, d.w.z. € 3 mln. per jaar.", "Dat is veel."],
    ["Het kost € 3 mln.", "Daarnaast is er € 2 mln. nodig."],
    ["Zie art. 5, blz. 12 en p. 13 van nr. 4.", "De rest volgt."],
    ["Dhr. De Vries en mw. drs. Jansen spreken m.b.t. Cultuur.", "De raad luistert."],
    ["Taal, rekenen enz. horen erbij.", "Digitaal ook."],
    ["Denk aan taal, rekenen, enz.", "De gemeente betaalt."],
    ["Samen i.s.m. Stichting Lezen en t.b.v. Amsterdam.", "Dat werkt."],
    ["Wethouder H. Hendrickx en A.M.K. Kühler tekenen.", "Zij zijn het eens."],
    ["Prof. Dr. Ir. P. de Boer schreef dit.", "Wij lazen het."],
    ["Dit staat in bijlage A.", "Het college neemt het over."],
    ["Het gaat om verschrijvingen e.d.", "In de tweede plaats om fouten."],
    ["Incl. btw en excl. rente is dat € 5.", "Dat is alles."],
    ["Wh. Bloemendaal informeert d.d. 14 maart jl. de raad.", "De raad dankt."],
    ["Volgens Th. de Vries en St. Jozef klopt dat.", "Anderen twijfelen."],
    # numbers and dates
    ["Per 1 jan. 2024 stijgt het tarief met 3,5 procent.", "In 2025 niet."],
    ["Op 29 juni 2015 om 17.00 uur opent de raad.", "Er zijn 23 leden."],
    ["Het bedrag is € 1.234.567,89.", "Dat is 4.5 keer zoveel."],
    ["De regeling geldt tot en met 2026.", "12 gemeenten doen mee."],
    ["De 2. plaats is voor de bibliotheek.", "Dat is mooi."],
    ["1. Het college besluit.", "Daarna volgt de raad."],
    ["De raad besluit:", "1. de nota vast te stellen;", "2. het krediet te openen."],
    ["a. Een veilige omgeving", "b. Een gezonde omgeving"],
    # lists and lines
    ["De doelen zijn:", "• meer taal;", "• meer rekenen."],
    ["- eerste punt dat doorloopt\nover de regel", "- tweede punt"],
    ["Wat gaan we doen?", "3.2 Onderwijs voor iedereen", "De gemeente investeert."],
    ["Besluit:", "Het college stemt in."],
    # wraps
    ["De gemeente werkt samen met de bibliotheek aan een plan dat in\n2026 klaar moet zijn."],
    ["In de vergadering van de raad sprak namens het college wethouder\nR. Bloemendaal over dit plan."],
    ["Dit is vastgelegd in een regeling voor de periode die loopt van 2024\n– 2027 en daarna."],
    ["Deze voorziening hoort volgens de handleiding thuis onder taakveld\n6.60 Hulpmiddelen en diensten."],
    ["De uitgaven staan in de begroting en bedragen in totaal per jaar €\n281.000 voor de gemeente."],
    ["Op het gebied van taal en rekenen doet de gemeente samen met de\nBibliotheek aan Zee veel."],
    # tables
    ["Programma 2 Baten Lasten", "5.6 Media 137.817 -859.042", "5.7 Groen 12.236 -169.794"],
    ["naam | bedrag", "Taalhuis | € 500", "Bibliotheek | € 900"],
    ["Overhead 322.000", "Btw 282.000", "Totale kosten 604.000"],
    ["Tractie - - 125.000", "ICT - 60.000 -"],
    ["Hypotheek 83 2%", "Lening 60 0%"],
]


@pytest.mark.parametrize("expected", CASES, ids=lambda case: case[0][:40])
def test_cuts(expected: list[str]) -> None:
    joint = "\n" if any("\n" not in s and _own_line(s) for s in expected) else " "
    text = joint.join(expected)
    assert [text[a:b] for a, b in sentences(text)] == expected


def _own_line(sentence: str) -> bool:
    return is_row(sentence) or sentence[0] in "•-" or sentence[-1] in ":;" or sentence[-1] not in ".!?”"


def test_a_blank_line_ends_a_sentence() -> None:
    text = "Onderwijs en cultuur\n\nDe gemeente doet mee.\n\nEn ook zonder punt\n\nVolgende"
    assert [text[a:b] for a, b in sentences(text)] == [
        "Onderwijs en cultuur",
        "De gemeente doet mee.",
        "En ook zonder punt",
        "Volgende",
    ]


def test_a_line_that_had_room_was_ended_on_purpose() -> None:
    text = (
        "Datum 18-10-2022\nTijd 9:30 - 13:00 in de grote zaal\nLocatie Raadhuis\n"
        "Aanwezigen burgemeester De Lange, wethouder Boon, wethouder Van Sloten en secretaris Kramer"
    )
    assert [text[a:b] for a, b in sentences(text)] == text.split("\n")


@pytest.mark.parametrize(
    "line,row",
    [
        ("5.6 Media 137.817 -859.042 -721.225", True),
        ("Lasten -689 -662 -633", True),
        ("Tabel | kolom", True),
        ("Schulden 7,4 (2024) 6,3 5,8", True),
        ("Kostendekking 99,0% 98,0%", True),
        ("In 2024 en 2025 is er € 30.000 beschikbaar", False),
        ("vastgesteld voor de periode 2021 - 2024", False),
        ("De raad besluit op 12 december 2026", False),
        ("", False),
        ("12", False),
    ],
)
def test_is_row(line: str, row: bool) -> None:
    assert is_row(line) is row


def test_everything_is_in_one_sentence_and_in_order() -> None:
    pieces = [*(s for case in CASES for s in case), "", "   ", "zorg- en", "…", "1.", "•", "a.", ".", "? !"]
    for seed in range(200):
        chance = random.Random(seed)
        text = "".join(chance.choice(pieces) + chance.choice([" ", "\n", "\n\n", " \n "]) for _ in range(25))
        spans = sentences(text)
        assert all(a < b and text[a:b] == text[a:b].strip() for a, b in spans)
        assert all(b <= c for (_, b), (c, _) in zip(spans, spans[1:], strict=False))
        assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


@pytest.mark.parametrize("text", ["", " ", "\n\n", " \n \n"])
def test_nothing_holds_no_sentence(text: str) -> None:
    assert sentences(text) == []


def test_a_long_text_takes_no_long_time() -> None:
    import time

    start = time.perf_counter()
    sentences("woord " * 40_000 + "\n" + "1.234 " * 40_000 + "." * 20_000)
    assert time.perf_counter() - start < 5
