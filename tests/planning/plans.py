"""A plan with everything in it that can go wrong on paper; the town and its facts are made up."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

from assistant.planning.plan import (
    Bullets,
    Chart,
    Intake,
    Paragraph,
    Plan,
    Section,
    Statement,
    Subheading,
    Table,
)
from assistant.records import Citation, Figure

BUDGET = Citation(
    "doc-1",
    "Programmabegroting 2027 gemeente Duinrade",
    "begroting.pdf",
    23,
    22,
    "21",
    "Wij willen dat meer inwoners mee kunnen doen; daarvoor is € 859.042 beschikbaar.",
    "GM9999",
    "https://duinrade.example/begroting-2027.pdf",
)
LATER = replace(BUDGET, page=113, page_index=112, page_label="111", quote="Media (taakveld 5.6) € 412.300")
ADVICE = Citation(
    "doc-2",
    "Handreiking <samenwerken> & plannen",
    "handreiking.md",
    None,
    0,
    None,
    "De “bibliotheek” is vaak de spil.",
    None,
    None,
    "Rol van de bibliotheek",
    True,
    0.91,
)
LOW = Figure(
    "Duinrade",
    "Laag opleidingsniveau",
    19.6,
    "% van de inwoners van 15 tot 75 jaar",
    2025,
    "CBS, Opleidingsniveau",
    "GM9999",
    "education_low",
    "Inwoners met ten hoogste vmbo of mbo 1",
    "",
    "https://cbs.example/opleiding",
    1,
)
COUNTRY = replace(LOW, municipality="Nederland", value=25.1, code="NL")
ABSENT = Figure("Duinrade", "Laaggeletterdheid", None, "%", 2020, "Schatting van een onderzoeksbureau")
PEOPLE = Figure("Duinrade", "Inwoners", 26412.0, "inwoners", 2026, "CBS, Bevolking", key="inhabitants")

PERIOD = Statement(
    "[nog in te vullen: de looptijd van het plan; de directie van de bibliotheek weet dit]",
    "gap",
    asks="de looptijd van het plan",
    knows="de directie van de bibliotheek",
)
HOSTILE = Statement(
    'Wij doen dit al: 1 * 2 _samen_ <script>alert("x")</script> & <b>vet</b> '
    "\x00\x0b\x1b\ud83d #set text(red) [klik](http://kwaad.example) | \u202eomgekeerd 😀 $x^2$ "
    " `code` @noot\nnieuwe regel",
    "input",
)
LONG_WORD = (
    "Multidisciplinaireaansprakelijkheidswaardevaststellingsveranderingsprocedures/"
    "https://duinrade.example/een/heel/lang/adres?zonder=spaties&en=verder"
)


def png() -> bytes:
    """A small grey picture, made without a library."""
    width, height = 60, 30

    def piece(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + bytes([90 + 2 * y]) * width for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + piece(b"IHDR", head)
        + piece(b"IDAT", zlib.compress(rows))
        + piece(b"IEND", b"")
    )


def said(text: str, *citations: Citation) -> Statement:
    """A statement with its sources, or a building block."""
    return Statement(text, "source" if citations else "block", citations)


def _costs() -> Table:
    rows = [
        (
            Statement(
                f"Activiteit {n}: taalcafé in het wijkgebouw van de kern Duinrade-{n}", proposal=n % 3 == 0
            ),
            said("Spreekuur met een coördinator en twee vrijwilligers, elke week behalve in vakanties."),
            Statement(f"€\N{NO-BREAK SPACE}{n}.250", "input")
            if n % 2
            else Statement("[nog in te vullen: het bedrag]", "gap", asks="het bedrag", knows="de controller"),
        )
        for n in range(1, 31)
    ]
    return Table("Kosten per activiteit", ("Activiteit", "Wat we doen", "Bedrag"), tuple(rows))


def _compared() -> Table:
    return Table(
        "Duinrade naast Nederland",
        ("Cijfer", "Duinrade", "Nederland"),
        (
            (
                said("Laag opleidingsniveau"),
                Statement("19,6%", "figure", figures=(LOW,)),
                Statement("25,1%", "figure", figures=(COUNTRY,)),
            ),
            (said("Inwoners"), Statement("26.412", "figure", figures=(PEOPLE,)), said("")),
            (said("Laaggeletterdheid"), Statement("geen cijfer", "figure", figures=(ABSENT,)), said("–")),
        ),
    )


CHART = Chart(
    "education_low",
    "GM9999",
    "Laag opleidingsniveau in Duinrade en Nederland, 2021-2025",
    "Lijngrafiek: in Duinrade daalt het aandeel van 21,2% naar 19,6%, in Nederland van 27,0% naar 25,1%.",
    (LOW, COUNTRY),
)


def plan() -> Plan:
    """The plan; its last section is left out and must not be on paper."""
    aim = Section(
        "aanleiding",
        "Aanleiding",
        (
            Paragraph(
                (
                    said("De gemeente Duinrade wil dat meer inwoners mee kunnen doen.", BUDGET),
                    said("De bibliotheek helpt daarbij."),
                    Statement(
                        "Van de inwoners had 19,6% in 2025 een laag opleidingsniveau.",
                        "figure",
                        figures=(LOW, COUNTRY),
                    ),
                    PERIOD,
                )
            ),
            Paragraph(
                (
                    said("Vaak is de bibliotheek de spil.", ADVICE, LATER),
                    Statement("Iedereen is het daarover eens.", "unchecked"),
                )
            ),
            Subheading("Wat we al weten"),
            Paragraph((HOSTILE, said(f"Lang: {LONG_WORD}."))),
            _compared(),
            CHART,
        ),
        "drafted",
    )
    doing = Section(
        "aanpak",
        "Aanpak & kosten",
        (
            Paragraph(
                (
                    Statement("Wij beginnen met twee taalcafés.", proposal=True),
                    Statement("Dit is een voorstel.", proposal=True),
                )
            ),
            Bullets(((said("1. Werven via de huisarts."),), (said("Leren in de buurt.", BUDGET), PERIOD))),
            Bullets(((said("Eerst dit."),), (said("Dan dat."),)), numbered=True),
            Subheading("Wat het kost"),
            _costs(),
            Bullets(((said("Opnieuw bij één."),),), numbered=True),
        ),
        "edited",
    )
    empty = Section(
        "partners", "Partners", (Paragraph((said(""),)), Paragraph((said("Wij werken samen."),))), "drafted"
    )
    gone = Section("weg", "Weggelaten", (Paragraph((said("Dit mag er niet in."),)),), "left_out")
    return Plan(
        "plan-1",
        "plan_van_aanpak",
        "Plan van aanpak basisvaardigheden Duinrade",
        Intake(
            ("GM9999",),
            "Bibliotheek De Duinen",
            "basisvaardigheden",
            ("nt1",),
            remarks="Let op: \x07 “haast”",
        ),
        (aim, doing, empty, gone),
        "2026-11-03T09:00:00+01:00",
        "2026-11-05T16:30:00+01:00",
    )
