"""A small set of municipal figures with a data dictionary of its own, written into a folder.

Nine municipalities and nine indicators: a share that is a risk when it is
high, one when it is low, a count, an amount of money, and a series that breaks.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assistant.figures import municipalities
from assistant.figures.store import FigureStore

TOWNS = {
    "GM0034": ("Almere", "Flevoland", 222_825, 2),
    "GM0344": ("Utrecht", "Utrecht", 367_951, 1),
    "GM0629": ("Wassenaar", "Zuid-Holland", 27_091, 3),
    "GM0037": ("Stadskanaal", "Groningen", 31_754, 4),
    "GM0106": ("Assen", "Drenthe", 69_327, 3),
    "GM0141": ("Almelo", "Overijssel", 73_839, 2),
    "GM0168": ("Losser", "Overijssel", 23_281, 4),
    "GM0171": ("Noordoostpolder", "Flevoland", 49_490, 4),
    "GM0189": ("Wierden", "Overijssel", 24_768, 4),
}
# Of every municipality by year, in the order of TOWNS.
SERIES: dict[str, dict[int, Sequence[float | None]]] = {
    "pct_opl_laag": {
        2019: (29.4, 18.0, 19.9, 36.2, 28.5, 35.3, 29.9, 30.0, 29.0),
        2020: (28.1, 17.5, 19.7, 35.9, 28.0, 34.8, 29.5, 29.8, 28.7),
        2021: (27.22, 16.99, 19.63, 35.52, 27.9, 34.44, 29.12, 29.5, 28.41),
        2022: (24.1, 14.2, 17.0, 32.9, 25.1, 31.7, 26.4, 26.9, 25.8),
    },
    "pct_hh_laag_inkomen": {
        2020: (8.6, 8.1, 3.9, 7.4, 6.9, 9.8, 3.4, 4.1, 2.6),
        2021: (8.3, 7.9, 3.7, 7.1, 6.6, 9.4, 3.2, 3.9, None),
    },
    "netto_arbeidsparticipatie": {2021: (70.4, 73.1, 64.2, 63.9, 67.5, 66.1, 69.3, 72.0, 71.4)},
    "inkomen_per_ontvanger_x1000": {2021: (33.8, 36.5, 54.1, 29.1, 31.6, 29.8, 32.1, 32.4, 33.0)},
    "afstand_bibliotheek_km": {2020: (1.9, 1.2, 1.4, 2.5, 1.8, 1.9, 2.2, 3.9, 2.4)},
}  # fmt: skip
COLUMNS = ",".join(
    "indicator code area value year basis definition_nl definition_en source publisher address note_nl"
    " note_en".split()
)
LITERACY = (
    "laaggeletterd_pct,NL,Nederland,12,2021,publicatie,laaggeletterd volgens de schatting,"
    "low literate by the estimate,Schatting per gemeente,Bureau Voorbeeld,https://voorbeeld.nl/schatting,,",
    "laaggeletterd_aantal,NL,Nederland,2500000,2016,peiljaar,moeite met lezen of rekenen vanaf 16 jaar,"
    "trouble with reading or arithmetic from the age of 16,Rapport Voorbeeld,Rekenkamer Voorbeeld,"
    "https://voorbeeld.nl/rapport,,",
    "laaggeletterd_pct,GM0141,Almelo,17.5,2021,publicatie,laaggeletterd volgens de schatting,"
    "low literate by the estimate,Schatting per gemeente,Bureau Voorbeeld,https://voorbeeld.nl/schatting,,",
)


def _both(key: str, nl: str, en: str) -> str:
    return f"{key} = {{ nl = '{nl}', en = '{en}' }}\n"


def _indicator(
    key: str, theme: str, nl: str, en: str, unit: tuple[str, str, str], decimals: int = 1, more: str = ""
) -> str:
    return (
        f"[indicators.{key}]\ntheme = '{theme}'\nunit = '{unit[0]}'\ndecimals = {decimals}\n"
        + _both("name", nl, en)
        + _both("unit_name", unit[1], unit[2])
        + _both("definition", f"Definitie van: {nl}.", f"Definition of: {en}.")
        + _both("says", "Het hangt samen met taal.", "It goes with language.")
        + _both("says_not", "Het zegt niet wie laaggeletterd is.", "It does not say who is low literate.")
        + f"words = {{ nl = ['{nl.lower()}'], en = ['{en.lower()}'] }}\n{more}\n"
    )


SOURCES = """
[sources.kwb-2021]
title = 'Kerncijfers wijken en buurten 2021'
publisher = 'CBS'
edition = '2021'
address = 'https://www.cbs.nl/kwb-2021'
licence = 'CC BY 4.0'

[themes]
gezondheid = { nl = 'Gezondheid', en = 'Health' }
bevolking = { nl = 'Bevolking', en = 'Population' }
onderwijs = { nl = 'Onderwijs', en = 'Education' }
inkomen = { nl = 'Werk en inkomen', en = 'Work and income' }
voorzieningen = { nl = 'Voorzieningen', en = 'Services' }

"""
SHARE = ("%", "% van de huishoudens", "% of households")
ADULTS = ("%", "% van de inwoners van 15 tot 75 jaar", "% of inhabitants aged 15 to 75")
EUROS = ("x 1.000 euro", "per persoon met inkomen", "per earner")
LOW = ("%", "% laaggeletterd", "% low literate")
HIGH_RISK = "weight = 'inwoners'\nrisk = 'high'\nprofile = true\n"
LOW_RISK = "weight = 'inwoners'\nrisk = 'low'\nprofile = true\n"
BREAK = (
    "breaks = [ { after = 2021, before = 2022,"
    " why = { nl = 'Het CBS telt anders.', en = 'CBS counts differently.' } } ]\n"
)
INDICATORS: tuple[tuple[Any, ...], ...] = (
    ("laaggeletterd_pct", "gezondheid", "Laaggeletterdheid", "Low literacy", LOW),
    ("laaggeletterd_aantal", "gezondheid", "Aantal laaggeletterden", "Number of low literate",
     ("aantal", "mensen", "people"), 0),
    ("inwoners", "bevolking", "Inwoners", "Inhabitants", ("aantal", "inwoners", "inhabitants"), 0,
     "weight = 'som'\nprofile = true\n"),
    ("stedelijkheid_1_5", "bevolking", "Stedelijkheid", "Urbanisation",
     ("klasse", "klasse van 1 tot 5", "class from 1 to 5"), 0),
    ("pct_opl_laag", "onderwijs", "Laag opleidingsniveau", "Low education", ADULTS, 1, HIGH_RISK + BREAK),
    ("pct_hh_laag_inkomen", "inkomen", "Huishoudens met een laag inkomen", "Low-income households",
     SHARE, 1, HIGH_RISK),
    ("netto_arbeidsparticipatie", "inkomen", "Werkenden", "People at work", ADULTS, 1, LOW_RISK),
    ("inkomen_per_ontvanger_x1000", "inkomen", "Inkomen per persoon met inkomen", "Income per earner",
     EUROS, 1, LOW_RISK),
    ("afstand_bibliotheek_km", "voorzieningen", "Afstand tot de bibliotheek", "Distance to the library",
     ("km", "km", "km"), 1, "weight = 'inwoners'\n"),
)  # fmt: skip
DICTIONARY = SOURCES + "".join(_indicator(*line) for line in INDICATORS)


def write(folder: Path, literacy: Iterable[str] = LITERACY) -> Path:
    """Write the dictionary, the values and the municipalities; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "indicators.toml").write_text(DICTIONARY, "utf-8")
    (folder / "low_literacy.csv").write_text("\n".join([COLUMNS, *literacy, ""]), "utf-8")
    (folder / "mergers.csv").write_text("former_code,former_name,code,name,date,kind\n", "utf-8")
    towns = [[code, name, province, ""] for code, (name, province, *_) in TOWNS.items()]
    _write(folder / "municipalities.csv", ["code", "name", "province", "aliases"], towns)
    lines = [["inwoners", 2021, code, town[2]] for code, town in TOWNS.items()]
    lines += [["stedelijkheid_1_5", 2021, code, town[3]] for code, town in TOWNS.items()]
    for key, years in SERIES.items():
        for year, values in years.items():
            lines += [
                [key, year, code, "" if v is None else v] for code, v in zip(TOWNS, values, strict=True)
            ]
    header = ["indicator", "year", "code", "value", "source", "derived"]
    _write(folder / "values.csv", header, [[*line, "kwb-2021", ""] for line in lines])
    return folder


def store(folder: Path) -> FigureStore:
    """The figures written into `folder`, which keeps what comes after them too."""
    corpus = write(folder / "figures")
    return FigureStore(corpus, folder / "data", municipalities.load(corpus))


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(header)
        lines.writerows(rows)
