"""Exports of many shapes say the same: topics, years, units, and what was left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.figures.exports.making import cells, csv_file, read, topics, workbook

ALMERE, WASSENAAR = "GM0034", "GM0629"
# The same four made-up values in every shape; Almere has no figure for 2021.
EXPECTED = {(2021, ALMERE): None, (2021, "NL"): 91.5, (2023, ALMERE): 99.25, (2023, "NL"): 92.0}

SHAPES = {
    "topic|year": "Gemeenten;Laaggeletterdheid (%)|2021;Laaggeletterdheid (%)|2023\n"
    "Almere;-;99,25\nNederland;91,5;92\n",
    "topic year": "Gemeente,Laaggeletterdheid 2021 (%),Laaggeletterdheid 2023 (%)\n"
    'Almere,x,"99,25"\nNederland,"91,5",92\n',
    "english, tabs": "Area\tLaaggeletterdheid [%] 2021\tLaaggeletterdheid [%] 2023\n"
    "Almere\t?\t99.25\nNederland\t91.5\t92\n",
    "two rows": "Export van de site\n\n;Laaggeletterdheid (%);\nGemeente;2021;2023\n"
    "Almere;nvt;99,25\nNederland;91,5;92\nBron: Verzonnen Bureau\n",
    "years on top": ";2021;2023\nGemeente;Laaggeletterdheid;Laaggeletterdheid\n;%;%\n"
    "Almere;.;99,25\nNederland;91,5;92\n",
    "long, Dutch": "PERIODE;GEBIEDSNIVEAU;GEBIED;Laaggeletterdheid (%)\n2021;gemeente;Almere;-99996\n"
    "2023;gemeente;Almere;99,25\n2021;nederland;Nederland;91,5\n2023;nederland;Nederland;92\n",
    "long, codes": "period,geolevel,geoitem,Laaggeletterdheid (%)\n2021,gemeente,34,\n"
    "2023,gemeente,34,99.25\n"
    "2021,nederland,1,91.5\n2023,nederland,1,92\n",
    "one value a row": "Gebied;Onderwerp;Jaar;Eenheid;Waarde\nAlmere;Laaggeletterdheid;2021;%;-99.997\n"
    "Almere;Laaggeletterdheid;2023;%;99,25\nNederland;Laaggeletterdheid;2021;%;91,5\n"
    "Nederland;Laaggeletterdheid;2023;%;92,0\n",
    "areas across": "Onderwerp;Periode;Almere;Nederland\nLaaggeletterdheid (%);2021;x;91,5\n"
    "Laaggeletterdheid (%);2023;99,25;92\n",
    "statline as shown": '"Monitor"\n"";"Onderwerp";"Laaggeletterdheid"\n"Regio\'s";"Perioden";"%"\n'
    '"Almere";"2021";"."\n"Almere";"2023*";"99,25"\n"Nederland";"2021";"91,5"\n"Nederland";"2023*";"92,0"\n'
    '"Bron: Verzonnen"\n',
    "merged areas": "Gebied;Jaar;Laaggeletterdheid (%)\nAlmere;2021;-\n;2023;99,25\n"
    "Nederland;2021;91,5\n;2023;92\n",
    "a country without a code": "Code;Gemeente;Laaggeletterdheid (%)|2021;Laaggeletterdheid (%)|2023\n"
    "GM0034;Almere;x;99,25\n;Nederland;91,5;92\n",
    "statline": '"ID";"RegioS";"Perioden";"Laaggeletterdheid_4"\n"0";"GM0034    ";"2021JJ00";"     ."\n'
    '"1";"GM0034    ";"2023JJ00";" 99.25"\n"2";"NL01      ";"2021JJ00";"  91.5"\n'
    '"3";"NL01      ";"2023JJ00";"  92.0"\n',
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_says_the_same(tmp_path: Path, shape: str) -> None:
    preview = read(csv_file(tmp_path, SHAPES[shape]))
    [column] = preview.columns
    assert cells(column) == EXPECTED
    assert column.topic.startswith("Laaggeletterdheid")
    assert column.years == (2021, 2023)
    assert (column.municipalities, column.missing) == (1, 1)
    assert column.suggestion == "laaggeletterd_pct"
    assert column.theme == "gezondheid"
    assert column.unit == ("" if shape == "statline" else "%")
    assert not column.needs_year and not column.needs_reading


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    preview = read(
        csv_file(tmp_path, "Gemeente;Café's|2023\nSúdwest-Fryslân;91\nNoardeast-Fryslân;9\n", encoding)
    )
    assert set(cells(topics(preview)["Café's"])) == {(2023, "GM1900"), (2023, "GM1970")}


def test_a_workbook_with_merged_heads_numbers_and_another_sheet_first(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        Toelichting=[["Alles is verzonnen"], ["Laatst bijgewerkt: 1-2-2024"]],
        Data=[
            ["Verzonnen monitor"],
            [],
            [None, "Inwoners (aantal)", None, "Inkomen per inwoner (x 1.000 euro)"],
            ["Gemeente", 2022, 2023, 2023],
            ["Almere", 999001, 999002, 99.5],
            ["Wassenaar", 99001, -99997, 99.123],
            ["Bron: Verzonnen Bureau", None, None, None],
        ],
    )
    preview = read(path)
    found = topics(preview)
    assert cells(found["Inwoners"]) == {
        (2022, ALMERE): 999001, (2023, ALMERE): 999002, (2022, WASSENAAR): 99001, (2023, WASSENAAR): None,
    }  # fmt: skip
    assert cells(found["Inkomen per inwoner"])[(2023, WASSENAAR)] == 99.123
    assert found["Inkomen per inwoner"].unit == "x 1.000 euro"
    assert [c.suggestion for c in preview.columns] == ["inwoners", "inkomen"]
    assert (preview.title, preview.source, preview.updated) == (
        "Verzonnen monitor",
        "Verzonnen Bureau",
        "1-2-2024",
    )
    assert "Toelichting" in " ".join(preview.says())


def test_cells_that_show_a_percentage(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = workbook(tmp_path, Data=[["Gemeente", "Sporters 2023"], ["Almere", 0.915], ["Wassenaar", 0.07]])
    book = load_workbook(path)
    for cell in ("B2", "B3"):
        book["Data"][cell].number_format = "0.0%"
    book.save(path)
    [column] = read(path).columns
    assert (column.unit, cells(column)[(2023, ALMERE)]) == ("%", 91.5)


def test_a_sheet_for_every_year(tmp_path: Path) -> None:
    def sheet(value: int) -> list[list[object]]:
        return [["Gemeente", "Sporters (%)"], ["Almere", value], ["Nederland", 50]]

    preview = read(workbook(tmp_path, **{"2021": sheet(91), "2022": sheet(92)}))
    [column] = preview.columns
    assert {year: v for (year, code), v in cells(column).items() if code == ALMERE} == {2021: 91, 2022: 92}
    assert "remarks.year_of_title" in {remark.key for remark in preview.remarks}


def test_what_is_no_municipality_is_left_out_and_said(tmp_path: Path) -> None:
    rows = [
        "Nederland;1", "Gelderland;2", "Utrecht (PV);3", "Utrecht (gemeente);4",
        "Gemeenten < 25.000 inwoners;5",
        "Weesp;6", "Bergen (NH.);7", "Bergen;8", "Wijk 01 Verzonnen;9", "Nergenshuizen;10",
        "'s-Gravenhage;11",
        "Hengelo (O);12", "Stein, Limburg;13",
    ]  # fmt: skip
    preview = read(csv_file(tmp_path, "Gebied;Verzonnen|2023\n" + "\n".join(rows) + "\n"))
    [column] = preview.columns
    assert {code: v for (_, code), v in cells(column).items()} == {
        "NL": 1, "GM0344": 4, "GM0373": 7, "GM0518": 11, "GM0164": 12, "GM0971": 13,
    }  # fmt: skip
    assert {remark.key: remark.examples for remark in preview.left_out} == {
        "left_out.province": ("Gelderland", "Utrecht (PV)"),
        "left_out.district": ("Wijk 01 Verzonnen",),
        "left_out.group": ("Gemeenten < 25.000 inwoners",),
        "left_out.former": ("Weesp",),
        "left_out.ambiguous": ("Bergen",),
        "left_out.unknown": ("Nergenshuizen",),
    }
    for language in ("nl", "en"):
        assert all("{" not in sentence for sentence in preview.says(language))


def test_a_name_that_is_a_province_too_counts_only_where_that_is_clear(tmp_path: Path) -> None:
    head = "Gebied;Verzonnen|2023\n"
    alone = read(csv_file(tmp_path, head + "Utrecht;1\nZeist;2\n"))
    assert (2023, "GM0344") in cells(alone.columns[0])
    among = read(csv_file(tmp_path, head + "Utrecht;1\nZeist;2\nGelderland;3\n"))
    assert (2023, "GM0344") not in cells(among.columns[0])
    twice = read(csv_file(tmp_path, head + "Utrecht;1\nZeist;2\nUtrecht;3\n"))
    assert (2023, "GM0344") not in cells(twice.columns[0])
    assert [remark.key for remark in twice.left_out] == ["left_out.ambiguous"]


def test_former_codes_and_districts_of_the_statistics_office(tmp_path: Path) -> None:
    text = (
        '"ID";"Leeftijd";"WijkenEnBuurten";"Gemeentenaam_1";"Sporters_4"\n'
        '"1";"20300";"GM0034    ";"Almere   ";"  91"\n"2";"20300";"WK003401  ";"Almere   ";"  92"\n'
        '"3";"20300";"GM0457    ";"Weesp    ";"  93"\n'
    )
    preview = read(csv_file(tmp_path, text))
    assert cells(preview.columns[0]) == {(None, ALMERE): 91}
    assert preview.columns[0].needs_year
    assert ("remarks.same_everywhere", ("Leeftijd: 20300",)) in {(r.key, r.examples) for r in preview.remarks}
    assert [remark.key for remark in preview.left_out] == ["left_out.district", "left_out.former"]


def test_groups_of_people_become_topics_of_their_own(tmp_path: Path) -> None:
    text = "Gemeente;Leeftijd;Jaar;Sporters (%)\nAlmere;18-64;2022;91\nAlmere;65+;2022;92\n"
    preview = read(csv_file(tmp_path, text))
    assert [cells(column) for column in preview.columns] == [{(2022, ALMERE): 91}, {(2022, ALMERE): 92}]
    assert [column.topic for column in preview.columns] == [
        "Sporters, Leeftijd: 18-64",
        "Sporters, Leeftijd: 65+",
    ]


def test_periods_that_are_no_year(tmp_path: Path) -> None:
    heads = "Verzuim|2022/2023;Verzuim|2023 2e kwartaal;Verzuim|2040;Verzuim 1-1-2021"
    text = f"Gemeente;{heads}\nAlmere;91;92;93;94\n"
    preview = read(csv_file(tmp_path, text))
    assert [cells(c) for c in preview.columns][0] == {(2022, ALMERE): 91}
    keys = {r.key: r.examples for r in (*preview.left_out, *preview.remarks)}
    assert keys["left_out.parts_of_years"] == ("2023 2e kwartaal",)
    assert keys["left_out.future"] == ("2040",)
    assert "2022/2023" in keys["remarks.span"]


@pytest.mark.parametrize(
    ("column", "unit", "first", "reading", "said"),
    [
        (("1.234", "9.876"), "", 1234, True, "remarks.unsettled"),
        (("1,234", "9,876"), "", 1234, True, "remarks.unsettled"),
        (("1.234", "987"), "", 1234, False, ""),
        (("1.234", "9,5"), "", 1234, False, ""),
        (("1.234", "9.5"), "", 1.234, False, ""),
        (("1.234", "0.123"), "", 1.234, False, ""),
        (("1.234", "9.876"), " (aantal)", 1234, False, "remarks.settled_elsewhere"),
        (("1.234", "9.876"), " (%)", 1.234, False, "remarks.settled_elsewhere"),
        (("1.234.567", "9.876"), "", 1234567, False, ""),
        (("€ 1 234", "12"), "", 1234, False, ""),
    ],
)
def test_the_whole_column_settles_the_notation(
    tmp_path: Path, column: tuple[str, str], unit: str, first: float, reading: bool, said: str
) -> None:
    text = f"Gemeente;Verzonnen{unit}|2023\nAlmere;{column[0]}\nWassenaar;{column[1]}\n"
    preview = read(csv_file(tmp_path, text))
    assert cells(preview.columns[0])[(2023, ALMERE)] == first
    assert preview.columns[0].needs_reading is reading
    assert [remark.key for remark in preview.remarks] == ([said] if said else [])


def test_another_column_settles_what_one_cannot(tmp_path: Path) -> None:
    preview = read(csv_file(tmp_path, "Gemeente;A|2023;B|2023\nAlmere;1.234;9,5\nWassenaar;2.345;8,5\n"))
    assert cells(preview.columns[0])[(2023, ALMERE)] == 1234
    assert "remarks.settled_elsewhere" in {remark.key for remark in preview.remarks}


def test_a_suggestion_is_only_given_for_the_same_thing(tmp_path: Path) -> None:
    heads = [
        "Aantal inwoners",
        "Inwoners 65 jaar en ouder",
        "Laaggeletterdheid (aantal)",
        "Laaggeletterde mannen",
    ]
    head = "|2023;".join(heads)
    preview = read(csv_file(tmp_path, f"Gemeente;{head}|2023\nAlmere;91;92;93;94\n"))
    assert [column.suggestion for column in preview.columns] == ["inwoners", None, None, None]


@pytest.mark.parametrize(
    ("topic", "title", "theme"),
    [
        ("Geletterdheid in Zicht: doelgroep", "", "gezondheid"),
        ("Bijstandsuitkeringen", "", "werk_inkomen"),
        ("Jongeren met jeugdzorg", "", "jeugd"),
        ("Rapportcijfer digitale dienstverlening", "", "dienstverlening_digitalisering"),
        ("Vertrouwen in de gemeente", "Burgerpeiling 2023", "burgerpeiling"),
        ("Oordeel over regels", "Ondernemerspeiling", "ondernemerspeiling"),
        ("Cliënten met Wmo-maatwerk", "", "sociaal_domein"),
        ("Koopwoningen", "", "wonen_leefklimaat"),
        ("Leerlingen basisonderwijs", "", "onderwijs"),
        ("Totaal", "Bevolking naar leeftijd", "bevolking"),
        ("Verzonnen", "", ""),
    ],
)
def test_themes(tmp_path: Path, topic: str, title: str, theme: str) -> None:
    preview = read(csv_file(tmp_path, f"{title}\n\nGemeente;{topic}|2023\nAlmere;91\n"))
    assert preview.columns[0].theme == theme


def test_a_page_posing_as_a_workbook(tmp_path: Path) -> None:
    text = (
        "<html><body><table><tr><td></td><td colspan=2>Sporters (%)</td></tr>"
        "<tr><th>Gemeente</th><th>2021</th><th>2022</th></tr><tr><td>Almere</td><td>91,5</td><td>x</td></tr>"
        "</table></body></html>"
    )
    [column] = read(csv_file(tmp_path, text, name="export.xls")).columns
    assert cells(column) == {(2021, ALMERE): 91.5, (2022, ALMERE): None}


def test_areas_across_with_years_below_them(tmp_path: Path) -> None:
    text = (
        "Onderwerp;Almere;;Nederland;\n;2021;2022;2021;2022\nSporters (%);91,5;92;50;51\nRokers (%);9;8;7;6\n"
    )
    preview = read(csv_file(tmp_path, text))
    assert cells(topics(preview)["Sporters"])[(2022, ALMERE)] == 92
    assert cells(topics(preview)["Rokers"])[(2021, "NL")] == 7


def test_a_count_that_looks_like_a_year(tmp_path: Path) -> None:
    [column] = read(csv_file(tmp_path, "Gemeente;Verzonnen aantal|2023\nAlmere;1999\n")).columns
    assert cells(column) == {(2023, ALMERE): 1999}
    rows = [["Gemeente", "Verzonnen aantal"], [None, 2023], ["Almere", 2001], ["Wassenaar", 1950]]
    [column] = read(workbook(tmp_path, Data=rows)).columns
    assert cells(column) == {(2023, ALMERE): 2001, (2023, WASSENAAR): 1950}
