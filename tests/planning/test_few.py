"""Rates that rest on a handful of people, and who a town is compared with."""

from __future__ import annotations

import pytest

from assistant.planning.parts.few import few_people
from assistant.planning.parts.numbers import compared_of
from assistant.service import Assistant
from tests.planning.conftest import MakeGrounds
from tests.planning.test_documents import Draft, draft, said, table

__all__ = ["draft"]
BENEFITS = "bijstand_per_1000_inwoners"


@pytest.mark.parametrize(
    ("code", "key", "few"),
    [
        ("GM0060", BENEFITS, True),
        ("GM0546", BENEFITS, False),
        ("GM0060", "pct_opl_laag", False),
        ("GM0060", "inwoners", False),
    ],
)
def test_a_rate_of_a_few_people_is_known(make_grounds: MakeGrounds, code: str, key: str, few: bool) -> None:
    compared = compared_of(key, code, make_grounds(code))
    assert compared is not None
    assert few_people(compared, make_grounds(code)) is few


def test_a_rate_of_a_few_people_is_a_dash_in_a_table_and_not_in_a_sentence(draft: Draft) -> None:
    report = draft("resultatenrapportage", "Ameland")
    rows = {row[0]: row[1:] for row in table(report, "Cijfer", "Ameland")}
    assert rows["Mensen met bijstand per 1.000 inwoners"][0] == "–"
    assert "Een streepje in de kolom van een gemeente betekent" in said(report)
    told = {(f.key, f.code) for _, each in report.statements() for f in each.figures}
    assert ("bijstand_per_1000_inwoners", "NL") in told
    assert ("bijstand_per_1000_inwoners", "GM0060") not in told and ("inwoners", "GM0060") in told
    note = said(draft("gespreksnotitie", "Ameland"))
    assert "bijstand" not in note and "hoogstens vmbo" in note
    assert "Een streepje" not in said(draft("resultatenrapportage", "Leiden"))


@pytest.mark.parametrize(
    ("town", "words"),
    [
        ("Leiden", "maar zijn niet allemaal even stedelijk als Leiden;"),
        ("Ameland", "maar zijn niet allemaal even stedelijk als Ameland;"),
        ("Rotterdam", "en zijn even stedelijk;"),
    ],
)
def test_how_alike_the_peers_are_is_told_as_it_is_for_this_town(
    draft: Draft, ready: Assistant, town: str, words: str
) -> None:
    assert words in said(draft("resultatenrapportage", town))
