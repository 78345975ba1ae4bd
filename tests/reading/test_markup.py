"""Markdown, web pages and plain text: what a reader sees, and what the front matter says."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.reading import read
from assistant.reading.markdown import plain, read_markdown
from assistant.reading.text import decode, read_html
from assistant.records import Document

FRONT = """---
title: Handreiking basisvaardigheden
publisher: Voorbeeldbureau
date: 2025-03-01
url: https://voorbeeld.nl/h.pdf
licence: CC BY 4.0
language: nl
kind: guidance
topics: [taal, digitaal]
---
"""


def markdown(tmp_path: Path, text: str, name: str = "nota.md") -> Document:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return read(path)


def test_front_matter_fills_the_fields(tmp_path: Path) -> None:
    document = markdown(tmp_path, FRONT + "\n# Iets anders\n\nDe tekst staat hier.\n")
    assert document.title == "Handreiking basisvaardigheden"
    assert (document.publisher, document.date) == ("Voorbeeldbureau", "2025-03-01")
    assert (document.address, document.licence) == ("https://voorbeeld.nl/h.pdf", "CC BY 4.0")
    assert (document.kind, document.topics) == ("guidance", ("taal", "digitaal"))
    assert document.pages[0].number is None
    assert document.pages[0].text == "Iets anders\n\nDe tekst staat hier."


@pytest.mark.parametrize("front", ["---\n: [\n---\n", "---\n- een\n- twee\n---\n", "---\ntitle:\n---\n"])
def test_odd_front_matter_is_not_fatal(tmp_path: Path, front: str) -> None:
    assert "De tekst." in markdown(tmp_path, front + "De tekst.\n").pages[0].text


def test_headings_lists_and_tables(tmp_path: Path) -> None:
    text = """# Plan *taal*

## Doel
Tekst met **nadruk** en [een link](https://x.nl "t").
<!-- niet
lezen -->
* eerste
+ tweede
1. derde

| Naam | Bedrag |
|------|-------:|
| Taalhuis | € 500 |

Onder
-----
> citaat

***
"""
    page = markdown(tmp_path, text).pages[0]
    assert page.text == (
        "Plan taal\n\nDoel\n\nTekst met nadruk en een link.\n- eerste\n- tweede\n1. derde\n\n"
        "Naam | Bedrag\nTaalhuis | € 500\n\nOnder\n\ncitaat"
    )
    assert [(h.level, h.text) for h in page.headings] == [(1, "Plan taal"), (2, "Doel"), (2, "Onder")]
    assert all(page.text[h.offset :].startswith(h.text) for h in page.headings)


def test_laws_keep_their_ranks(tmp_path: Path) -> None:
    text = """<meta http-equiv='Content-Type' content='text/html; charset=utf-8' />

##Wet van 19 november 2014 tot vaststelling van iets (Wet stelsel voorbeelden)

Wij Willem-Alexander, bij de gratie Gods, Koning der Nederlanden, enz.

### Hoofdstuk  1

####Algemene bepalingen

### Artikel  1

####Begripsbepalingen

In deze wet wordt verstaan onder: a. *minister:* Onze Minister.

### Artikel  2

Deze wet wordt aangehaald als: Wet voorbeelden.
"""
    document = markdown(tmp_path, text, "BWBR1.md")
    assert document.title == "Wet voorbeelden"
    assert document.kind == "law"
    assert "meta" not in document.pages[0].text
    headings = document.pages[0].headings
    assert [h.text for h in headings[1:]] == [
        "Hoofdstuk 1 Algemene bepalingen",
        "Artikel 1 Begripsbepalingen",
        "Artikel 2",
    ]
    assert headings[2].level == headings[3].level > headings[1].level


def test_text_converted_page_by_page(tmp_path: Path) -> None:
    letters = "abcdefghijkl"
    pages = "".join(
        f"## Page {i}\n\n{i}\nVereniging van Voorbeelden\nOp bladzij {letters[i]} begint een zin die door\n\n"
        f"## Page {i + 1}\n\n{i + 1}\nVereniging van Voorbeelden\nloopt tot {letters[i] * 2} hier.\n\n"
        for i in range(1, 12, 2)
    )
    title = "Vng Nl 2021 Brochure V5 Pdf"
    head = f"---\ntitle: {title}\n---\n\n# {title}\n\n## Page 0\n\nMeedoen met taal\n\n"
    document = markdown(tmp_path, head + pages)
    text = document.pages[0].text
    assert document.title == "Meedoen met taal"
    assert "Page" not in text and "Pdf" not in text and "Vereniging" not in text
    assert "begint een zin die door\nloopt tot" in text
    assert document.pages[0].headings == ()


@pytest.mark.parametrize(
    "source,result",
    [
        ("**vet** en *schuin* en __vet__ en _schuin_", "vet en schuin en vet en schuin"),
        ("bestand_met_streepjes_2.pdf", "bestand_met_streepjes_2.pdf"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("[tekst](https://x.nl/(a))", "tekst"),
        ("[tekst][1]", "tekst"),
        ("![plaat](x.png)", "plaat"),
        ("<https://x.nl>", "https://x.nl"),
        ("`code`", "code"),
        (r"\*geen nadruk\*", "*geen nadruk*"),
        ("a &amp; b &euro; 5", "a & b € 5"),
        ("<b>vet</b> maar 3 < 4 en 5 > 2", "vet maar 3 < 4 en 5 > 2"),
    ],
)
def test_plain(source: str, result: str) -> None:
    assert plain(source) == result


def test_markdown_of_nothing_but_marks_is_empty_text() -> None:
    assert read_markdown("---\ntitle: x\n---\n<!-- niets -->\n***\n").pages[0].text == ""


def test_html_keeps_what_a_visitor_reads() -> None:
    page = """<!DOCTYPE html><html lang="nl"><head><title>Titel</title><style>p{}</style></head><body>
    <nav>Menu Home</nav><!-- geheim --><h1>Taal in de <em>buurt</em></h1>
    <p>Eerste   regel<br>tweede regel met <b>nadruk</b>.</p>
    <p hidden>weg1</p><p style="display: none">weg2</p><div aria-hidden="true">weg3<p>weg4</p></div>
    <ul><li>punt een</li><li>punt twee <ul><li>diep</li></ul></li></ul>
    <table><tr><th>Naam</th><th>Bedrag</th></tr><tr><td>Taalhuis</td><td>€&nbsp;500</td></tr></table>
    <h2>Geld</h2><div>Los <span>blok</span></div><script>weg5()</script></body></html>"""
    raw = read_html(page.encode())
    text = raw.pages[0].text
    assert text == (
        "Taal in de buurt\n\nEerste regel\ntweede regel met nadruk.\n\n- punt een\n- punt twee\n- diep\n\n"
        "Naam | Bedrag\nTaalhuis | € 500\n\nGeld\n\nLos blok"
    )
    assert [(h.level, h.text) for h in raw.pages[0].headings] == [(1, "Taal in de buurt"), (2, "Geld")]
    assert raw.first_title == "Taal in de buurt"


def test_htm_is_html(tmp_path: Path) -> None:
    path = tmp_path / "pagina.htm"
    path.write_text("<p>De gemeente helpt.</p>")
    assert (read(path).format, read(path).title) == ("html", "Pagina")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_in_any_usual_encoding(encoding: str) -> None:
    assert (
        decode("Coördinatie van ‘zorg’ kost € 5".encode(encoding), "a.txt")
        == "Coördinatie van ‘zorg’ kost € 5"
    )


def test_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "verslag.txt"
    path.write_text("Verslag overleg taalnetwerk\n\nDe dienst-\nverlening gaat door.\n")
    document = read(path)
    assert document.title == "Verslag overleg taalnetwerk"
    assert document.pages[0].text == "Verslag overleg taalnetwerk\n\nDe dienstverlening\ngaat door."
