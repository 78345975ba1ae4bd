"""A bad page break is seen and mended, once, and never at the price of going round for ever."""

from __future__ import annotations

import pytest

from assistant.planning.export.booklet import Chapter, Grid, Head, Line, Run, Text
from assistant.planning.export.paging import ROUNDS, Pages, Row, Setting, leading, movable, settled


def rows(table: int, *pages: int) -> tuple[Row, ...]:
    return tuple(Row(table, at, page) for at, page in enumerate(pages, 1))


def grid(number: int) -> Grid:
    return Grid(number, "t", ("a",), ((Line((Run("1"),)),),), (1.0,))


def text(introduces: bool) -> Text:
    return Text((Line((Run("zin"),)),), introduces)


def test_good_pages_are_left_alone() -> None:
    seen: list[Setting] = []

    def look(setting: Setting) -> Pages:
        seen.append(setting)
        return Pages(rows(1, 1, 1, 2, 2) + rows(2, 3), 3, 0.8)

    assert settled(look) == Setting() and seen == [Setting()]


def test_a_table_with_one_row_at_the_foot_begins_on_the_next_page() -> None:
    def look(setting: Setting) -> Pages:
        return Pages(rows(1, 2, 2, 2) if 1 in setting.starts else rows(1, 1, 2, 2), 2, 0.8)

    assert settled(look) == Setting(starts=frozenset({1}))


def test_a_paragraph_moves_to_the_page_of_the_table_that_it_leads_to() -> None:
    def look(setting: Setting) -> Pages:
        lead = Row(1, 0, 2 if 1 in setting.starts else 1)
        return Pages((lead, *rows(1, 2, 2, 2)), 2, 0.8)

    assert settled(look) == Setting(starts=frozenset({1}))


def test_a_total_alone_on_a_page_takes_a_row_along() -> None:
    def look(setting: Setting) -> Pages:
        return Pages(rows(4, 1, 1, 2, 2) if 4 in setting.pairs else rows(4, 1, 1, 1, 2), 2, 0.8)

    assert settled(look) == Setting(pairs=frozenset({4}))


def test_a_paragraph_stays_whole_where_its_note_would_stand_on_another_page() -> None:
    def look(setting: Setting) -> Pages:
        return Pages((), 2, 0.8, () if 7 in setting.unbroken else (7,))

    assert settled(look) == Setting(unbroken=frozenset({7}))


def test_tables_are_mended_from_the_front_and_each_but_once() -> None:
    seen: list[Setting] = []

    def look(setting: Setting) -> Pages:
        seen.append(setting)
        return Pages(rows(1, 1, 2, 2) + rows(2, 2, 2, 3), 3, 0.8)

    assert settled(look) == Setting(frozenset({1}), frozenset({2})) and len(seen) == 3


def test_it_ends_though_every_change_makes_something_else_go_wrong() -> None:
    seen: list[Setting] = []

    def look(setting: Setting) -> Pages:
        seen.append(setting)
        return Pages(rows(len(seen), 1, 2), 2, 0.8)

    settled(look)
    assert len(seen) == ROUNDS + 1


@pytest.mark.parametrize(("fewer", "tight"), [(2, True), (3, False)])
def test_a_last_page_of_a_few_lines_is_set_closer_where_that_spares_it(fewer: int, tight: bool) -> None:
    def look(setting: Setting) -> Pages:
        return Pages((), fewer if setting.tight else 3, 0.1)

    assert settled(look).tight is tight


def test_a_single_page_is_not_set_closer() -> None:
    assert settled(lambda setting: Pages((), 0 if setting.tight else 1, 0.1)) == Setting()


def test_what_leads_to_a_table_moves_along() -> None:
    blocks = (text(False), Head("Kop"), text(True), grid(1), text(False), grid(2))
    chapters = (Chapter("a", (text(True), grid(3))), Chapter("b", blocks), Chapter("c", (grid(4),)))
    assert list(movable(chapters, contents=True)) == [(0, -1, 3), (1, 1, 1), (1, 5, 2), (2, -1, 4)]
    assert list(movable(chapters, contents=False))[0] == (1, 1, 1)
    assert leading(blocks) == {2: 1} and leading(chapters[0].blocks) == {0: 3}
