"""A fact of one of the program's own texts is cited with the public source behind it."""

from __future__ import annotations

import pytest

from assistant.planning.public_sources import findable, made_public, named, sources
from assistant.records import Citation, Page

TEXT = """Doelgroepen

Van de groep doet 20% mee (KB, 2023).

Bronnen

- KB, Taalhuizen in de bibliotheek, 16 februari 2023, https://kb.example/taalhuizen
- KB, Digitale hulp, 2022, https://kb.example/digitaal
- Stichting Lezen, BoekStart stimuleert de taal, https://lezen.example/boekstart
- Stichting Lezen, VoorleesExpress, 2021, https://lezen.example/voorlezen
- Participatiewet en Algemene wet bestuursrecht, teksten van mei 2017, https://wetten.example/P en https://wetten.example/A
- Gemeente Brummen, Uitvoeringsplan, 2018
"""
SHORT = {"Awb": "Algemene wet bestuursrecht"}


def of(quote: str) -> str | None:
    found = named(quote, sources(TEXT), SHORT)
    return found.title if found else None


@pytest.mark.parametrize(
    ("quote", "title"),
    [
        ("Van de groep doet 20% mee (KB, 2023).", "KB, Taalhuizen in de bibliotheek, 16 februari 2023"),
        ("Kinderen met BoekStart leerden sneller (Stichting Lezen, 2021).",
         "Stichting Lezen, BoekStart stimuleert de taal"),
        ("Het gezin leest vaker (Stichting Lezen, 2021).", "Stichting Lezen, VoorleesExpress, 2021"),
        ("Bewaar de administratie zeven jaar (Awb, artikel 4:69).", "Algemene wet bestuursrecht"),
        ("Het plan gaf zekerheid (gemeente Brummen, 2018).", "Gemeente Brummen, Uitvoeringsplan, 2018"),
        ("De regeling is vervallen (wetten.overheid.nl, BWBR0044646).", "wetten.overheid.nl, BWBR0044646"),
        ("Minder dan 5% werd bereikt (KB, 2017).", None),
        ("Schaamte houdt mensen weg van een cursus.", None),
    ],
)  # fmt: skip
def test_the_source_is_the_one_that_the_words_name(quote: str, title: str | None) -> None:
    assert of(quote) == title


def test_each_of_two_laws_has_its_own_address_and_no_day_of_download() -> None:
    laws = [s for s in sources(TEXT) if "wet" in s.title.lower()]
    assert [(s.title, s.address) for s in laws] == [
        ("Participatiewet", "https://wetten.example/P"),
        ("Algemene wet bestuursrecht", "https://wetten.example/A"),
    ]


def test_a_copy_gives_way_to_where_the_document_stands() -> None:
    copy = "https://berthub.eu/tkconv/document.html?nummer=2025D33397"
    assert findable(copy) == "https://www.tweedekamer.nl/downloads/document?id=2025D33397"
    assert findable("https://www.cbs.nl") == "https://www.cbs.nl"


def cited(quote: str, text: str = TEXT) -> Citation:
    citation = Citation("d", "Doelgroepen", "d.md", None, 0, None, quote, None, "https://eerste.example")
    return made_public(citation, Page(None, None, text), SHORT)


def test_the_citation_leads_with_the_source_and_says_which_text_told_it() -> None:
    found = cited("Van de groep doet 20% mee (KB, 2023).")
    assert found.document.startswith("KB, Taalhuizen in de bibliotheek") and "“Doelgroepen”" in found.document
    assert found.address == "https://kb.example/taalhuizen"
    assert (found.document_id, found.quote) == ("d", "Van de groep doet 20% mee (KB, 2023).")


def test_where_no_source_is_named_the_text_has_its_first_one_and_no_address_of_another() -> None:
    found = cited("Schaamte houdt mensen weg van een cursus.")
    assert found.document.startswith("Samengevat in “Doelgroepen”, naar")
    assert found.document.endswith("naar onder meer KB, Taalhuizen in de bibliotheek")
    assert found.address is None


def test_a_text_without_a_list_stays_as_it_is() -> None:
    assert cited("Woorden.", "Woorden.").document == "Doelgroepen"


def test_a_law_is_cited_by_its_article_without_the_words_to_who_writes_the_plan() -> None:
    found = cited("Bewaar de administratie zeven jaar (Awb, artikel 4:69).")
    assert found.document == "Algemene wet bestuursrecht, artikel 4:69"
    assert (found.quote, found.address) == ("Awb, artikel 4:69", "https://wetten.example/A")


def test_a_fact_with_a_number_of_its_own_keeps_the_words_that_it_rests_on() -> None:
    quote = "Bewaar de administratie 7 jaar (Awb, artikel 4:69)."
    citation = Citation("d", "Doelgroepen", "d.md", None, 0, None, quote, None, None)
    found = made_public(citation, Page(None, None, TEXT), SHORT, "De administratie blijft 7 jaar bewaard.")
    assert found.quote == quote and "samengevat in" in found.document
