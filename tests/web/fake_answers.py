"""Documents and answers for fast tests of the page: real records with realistic content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.records import (
    NATIONAL,
    Answer,
    Citation,
    Entry,
    Figure,
    Legibility,
    Sentence,
    Verdict,
)


def entry(id: str, title: str, shelf: str = NATIONAL, **changes: Any) -> Entry:
    return replace(
        Entry(
            id=id,
            shelf=shelf,
            title=title,
            file=f"{id}.pdf",
            format="pdf",
            sha256="0" * 64,
            version=1,
            municipality=shelf if shelf.startswith("GM") else None,
            language="nl",
            kind=None,
            publisher=None,
            date=None,
            address=None,
            licence=None,
            topics=(),
            page_count=12,
            paged=True,
            passage_count=48,
            origin="corpus",
            added="2026-11-23T09:30:00+00:00",
        ),
        **changes,
    )


def read_as(count: int, verdict: Verdict, pages: Sequence[int]) -> Legibility:
    """A document of `count` pages of which these have another verdict than text."""
    return Legibility(tuple(verdict if n in pages else "text" for n in range(1, count + 1)))


BUDGET = entry(
    "begroting",
    "Programmabegroting 2026",
    "GM0629",
    publisher="Gemeente Wassenaar",
    date="2025-10-14",
    page_count=240,
    passage_count=913,
    address="https://www.wassenaar.nl/begroting-2026.pdf",
)
IV3 = entry(
    "iv3",
    "Iv3-Informatievoorschrift 2026 gemeenten en gemeenschappelijke regelingen",
    publisher="Ministerie van Binnenlandse Zaken",
    date="2025",
    page_count=96,
    passage_count=388,
)
GUIDE = entry(
    "handreiking",
    "Handreiking Samenwerken met de gemeente",
    paged=False,
    page_count=1,
    passage_count=31,
    publisher="Koninklijke Bibliotheek",
)
VISION = entry(
    "visie",
    "Visie op de bibliotheek",
    "GM0629",
    legibility=read_as(14, "scan", (1, 2, 9)),
    page_count=14,
    origin="upload",
)


def cite(
    document: Entry, page: int | None, quote: str, label: str | None = None, heading: str | None = None
) -> Citation:
    return Citation(
        document.id, document.title, document.file, page, (page or 1) - 1, label, quote,
        document.municipality, document.address, heading,
    )  # fmt: skip


CITATIONS = (
    cite(BUDGET, 113, "5.6 Media | 859.042", label="109"),
    cite(IV3, 33, "Onder dit taakveld vallen ook de lasten van volwasseneneducatie."),
    cite(
        GUIDE,
        None,
        "Vaak is cultuur de hoofdsubsidiegever, maar ook educatie en welzijn hebben er belang bij.",
        heading="Met wie praat u bij de gemeente?",
    ),
)


def table_answer(question: str) -> Answer:
    row = "€ 859.042", "€ 1.849.303", "€ 5.671.866", "€ 853.919"
    return Answer(
        question=question,
        language="nl",
        status="answered",
        sentences=(
            Sentence("In Wassenaar gaat het om vier onderdelen van de begroting.", (1,)),
            Sentence("De begroting noemt programma’s en taakvelden, geen afdelingen; vraag de gemeente wie "
                     "erachter zit.", role="remark"),
            Sentence("Media: € 859.042", (1,),
                     cells=("Media (taakveld 5.6)", "betaalt de bibliotheek", row[0])),
            Sentence("Onderwijsbeleid: € 1.849.303", (1, 2),
                     cells=("Onderwijsbeleid (4.3)", "volwasseneneducatie hoort hier", row[1])),
            Sentence("Samenkracht: € 5.671.866", (1,),
                     cells=("Samenkracht en burgerparticipatie (6.1)", "inburgering, vrijwilligers", row[2])),
            Sentence("Arbeidsparticipatie: € 853.919", (1,),
                     cells=("Arbeidsparticipatie (6.5)", "re-integratie en scholing", row[3])),
            Sentence("Deze bedragen zijn het hele taakveld, niet het deel voor laaggeletterdheid.",
                     role="remark"),
            Sentence("Vaak is cultuur de hoofdsubsidiegever, maar ook educatie en welzijn hebben "
                     "er belang bij.", (3,)),
        ),
        citations=CITATIONS,
        figures=(
            Figure("GM0629", "Laag opleidingsniveau, 15 tot 75 jaar", 19.6, "%", 2021, "CBS", decimals=1),
            Figure("GM0629", "Laaggeletterden", None, "%", 2021, "CBS"),
        ),
        consulted=("Programmabegroting 2026", "Iv3-Informatievoorschrift 2026", "Handreiking Samenwerken"),
        municipality="GM0629",
        columns=("Onderdeel", "Waarom het belang heeft", "Begroot voor 2026 (lasten)"),
        seconds=0.3,
        id="a1",
    )  # fmt: skip


def list_answer(question: str) -> Answer:
    group = "Dit hoort in een plan van aanpak:"
    points = (
        "De aanleiding: waarom nu en voor wie.",
        "Het doel, zo geformuleerd dat u later kunt zien of het gehaald is.",
        "De partners en wat ieder van hen doet.",
        "De kosten en wie ze betaalt.",
    )
    return Answer(
        question=question,
        language="nl",
        status="answered",
        sentences=(
            Sentence(
                "Een plan van aanpak zegt wat u wilt bereiken, met wie, wanneer en voor hoeveel geld.", (1,)
            ),
            *(Sentence(point, (1,) if at % 2 else (1, 2), group=group) for at, point in enumerate(points)),
            Sentence("Begin klein: kies een doel dat past bij het beleid van de gemeente.", (2,)),
        ),
        citations=(CITATIONS[2], CITATIONS[1]),
        consulted=("Handreiking Samenwerken met de gemeente",),
        id="a2",
    )


def refusal(question: str) -> Answer:
    return Answer(
        question=question,
        language="nl",
        status="refused",
        sentences=(
            Sentence(
                "Hoeveel inwoners van Wassenaar laaggeletterd zijn, staat niet in de documenten.",
                role="remark",
            ),
            Sentence(
                "Het dichtst in de buurt komt de begroting, over het terugdringen van laaggeletterdheid.",
                (1,),
            ),
        ),
        citations=(cite(BUDGET, 23, "Wij willen laaggeletterdheid terugdringen."),),
        consulted=("Programmabegroting 2026", "Visie op de bibliotheek", "Iv3-Informatievoorschrift 2026"),
        missing="Een lokale monitor of het cijfer op waarstaatjegemeente.nl zou helpen.",
    )
