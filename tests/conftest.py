"""What all tests share: no connections out, a data folder each, a small corpus, small documents."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF

from assistant.service import Assistant
from assistant.settings import PROJECT, Settings
from tests.hashing import HashingEmbedder


class OutboundConnection(AssertionError):
    """A test tried to leave the machine."""


@pytest.fixture(autouse=True, scope="session")
def no_outbound_connections() -> Iterator[None]:
    """Nothing leaves the machine: connecting or looking up any other host fails the test."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> Any:
        if isinstance(address, tuple) and not _local(str(address[0])):
            raise OutboundConnection(f"connection to {address}")
        return connect(self, address)

    def guarded_look_up(host: Any, *rest: Any, **more: Any) -> Any:
        if host is not None and not _local(str(host)):
            raise OutboundConnection(f"look-up of {host}")
        return look_up(host, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield


def _local(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
        return address.is_loopback or address.is_unspecified
    except ValueError:
        return host in ("localhost", "")


GUIDANCE = """---
title: "Geld voor het Taalhuis"
publisher: "Redactie"
date: 2026-11-23
address: ""
licence: "EUPL-1.2"
language: nl
kind: "guidance"
topics: ["geld"]
---

# Geld voor het Taalhuis

## Certificering

Een certificaat van het Taalhuis is vier jaar geldig. De audit gebeurt door het CBCT.

## Wie betaalt

De gemeente betaalt het Taalhuis vaak uit de post cultuur. Het WEB-budget was € 62,2 miljoen in 2021.
"""
MAP = """---
title: "Afdelingen en taakvelden"
publisher: "Redactie"
date: 2026-11-23
address: ""
licence: "EUPL-1.2"
language: nl
kind: "guidance"
topics: ["afdelingen"]
---

# Afdelingen en taakvelden

## Let op bij deze kaart

Het bedrag bij een taakveld is het hele taakveld.

## Bibliotheek en cultuur (taakveld 5.6)

Uit dit taakveld komt meestal de subsidie van de bibliotheek.

## Onderwijs (taakveld 4.3)

Volwasseneneducatie hoort bij onderwijs, dus hier staat geld voor cursussen.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of two guidance texts with the real municipalities and thesaurus."""
    folder = tmp_path / "corpus"
    for name in ("guidance", "presentations", "policy", "figures"):
        (folder / name).mkdir(parents=True)
    (folder / "guidance" / "geld.md").write_text(GUIDANCE, "utf-8")
    (folder / "guidance" / "kaart.md").write_text(MAP, "utf-8")
    for file in (PROJECT / "corpus" / "figures").iterdir():
        (folder / "figures" / file.name).write_bytes(file.read_bytes())
    for name in ("thesaurus.toml", "glossary.toml"):
        (folder / name).write_bytes((PROJECT / "corpus" / name).read_bytes())
    return folder


@pytest.fixture
def embedder() -> HashingEmbedder:
    """The fast embedder."""
    return HashingEmbedder()


@pytest.fixture
def assistant(tmp_path: Path, corpus: Path, embedder: HashingEmbedder) -> Iterator[Assistant]:
    """An assistant with an empty data folder, the small corpus and the fast embedder."""
    made = Assistant(Settings(data=tmp_path / "data", corpus=corpus), embedder)
    yield made
    made.close()


@pytest.fixture
def ready(assistant: Assistant) -> Assistant:
    """The same with the corpus indexed."""
    assistant.prepare()
    return assistant


MakePdf = Callable[..., Path]


@pytest.fixture
def make_pdf(tmp_path: Path) -> MakePdf:
    """Makes a PDF: a list of pages, each a list of lines; an empty list is a page without text.

    A line that is a tuple is a table's: its first cell to the left, the others in columns to the right.
    """

    def make(name: str, pages: Sequence[Sequence[str | tuple[str, ...]]]) -> Path:
        pdf = FPDF()
        pdf.set_font("helvetica", size=11)
        for lines in pages:
            pdf.add_page()
            for line in lines:
                if isinstance(line, str):
                    pdf.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
                    continue
                pdf.cell(90, 6, line[0])
                for cell in line[1:]:
                    pdf.cell(33, 6, cell, align="R")
                pdf.ln(6)
        path = tmp_path / name
        pdf.output(str(path))
        return path

    return make


BUDGET_TABLE: list[str | tuple[str, ...]] = [
    "Baten en lasten per taakveld in euro's",
    ("Programma: P2 Mens en maatschappij", "Begroting 2026", "Begroting 2026", "Begroting 2026"),
    ("Saldo per taakveld", "Baten", "Lasten", "Saldo"),
    ("4.1 Openbaar basisonderwijs", "12.236", "-169.794", "-157.558"),
    ("4.3 Onderwijsbeleid en leerlingzaken", "525.291", "-1.849.303", "-1.324.012"),
    ("5.1 Sportbeleid en activering", "149.913", "-784.082", "-634.169"),
    ("5.6 Media", "137.817", "-859.042", "-721.225"),
    ("6.1 Samenkracht en burgerparticipatie", "1.940.608", "-5.671.866", "-3.731.258"),
]


@pytest.fixture
def budget(make_pdf: MakePdf) -> Path:
    """A municipal budget of three pages, the second without text."""
    return make_pdf(
        "begroting_2026.pdf",
        [
            ["Programmabegroting 2026", "", "Het regioplan laaggeletterdheid wordt eind 2025 opgesteld."],
            [],
            BUDGET_TABLE,
        ],
    )
