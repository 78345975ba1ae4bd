"""A page as lines by where its words stand: tables row by row, everything else in the order it was written.

A program writes a page's prose in reading order, whatever columns it is set
in, but it writes a table cell by cell. So the words of tables are taken out
and set as rows where the first of them stood, and the rest is left as it came.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from assistant.reading.pdf.lines import Line, Part, bulleted, paragraphs
from assistant.reading.tables.found import FoundLine, FoundTable
from assistant.reading.tables.grid import written
from assistant.reading.words import Word

_ALONE = re.compile(
    r"^[\s€%(]*(?:-|[-–+]?\s?\d[\d.,]*)[\s%)*]*$|^\w{1,3}(?:\.\w{1,3}){0,3}[.)]?$|^[•▪◦‣*–-]$"
)
_LONG_CELL = 80


def flow(
    words: Sequence[Word],
    tables: Sequence[FoundTable] = (),
    italic: frozenset[int] = frozenset(),
    without: frozenset[int] = frozenset(),
    top: float = 0.0,
) -> list[Line]:
    """The lines of a page from its words in the order of its content, with blank lines between paragraphs.

    `without` are words (indices) to leave out, such as those of a running
    head; `top` is the height of the page's upper edge, which lines' heights count from.
    """
    runs = [members for members, _ in strands(words, tables, without) if members]
    at = _places(words, tables, runs, without)
    lines: list[Line] = []
    start = 0
    for place, number in [*sorted((place, n) for n, place in enumerate(at)), (len(runs), len(tables))]:
        lines += [_line(words, members, italic, top) for members in _beside(words, runs[start:place])]
        start = place
        if number < len(tables):
            lines += [_table_line(words, line, number, italic, top) for line in tables[number].lines]
    return paragraphs(bulleted(lines))


def _places(
    words: Sequence[Word],
    tables: Sequence[FoundTable],
    runs: Sequence[tuple[int, ...]],
    without: frozenset[int],
) -> list[int]:
    """Before which run each table stands: what is above it comes first, else where its first word came."""
    came: dict[int, int] = {}
    passed = 0
    for _, table in strands(words, tables, without):
        if table is None:
            passed += 1
        else:
            came[table] = passed
    found = []
    for n, of in enumerate(tables):
        own = [words[i] for line in of.lines for i in line.words]
        left, right = min(w.left for w in own), max(w.right for w in own)
        top = min(w.top for w in own)
        beside = [
            min(words[run[-1]].right, right) > max(words[run[0]].left, left)
            and (1 if words[run[0]].top > top else -1)
            for run in runs
        ]
        # How many lines would stand on the wrong side of the table, for each place in turn.
        wrong = sum(side == -1 for side in beside)
        costs = [wrong]
        for side in beside:
            wrong += side if side else 0
            costs.append(wrong)
        least = min(costs)
        places = [place for place, cost in enumerate(costs) if cost == least]
        found.append(min(places, key=lambda place: abs(place - came.get(n, 0))))
    return found


def strands(
    words: Sequence[Word], tables: Sequence[FoundTable] = (), without: frozenset[int] = frozenset()
) -> Iterable[tuple[tuple[int, ...], int | None]]:
    """Runs of words on one line in the order of the content, and (with its number) each table once."""
    owners: Mapping[int, int] = {
        i: n for n, table in enumerate(tables) for line in table.lines for i in line.words
    }
    told: set[int] = set()
    current: list[int] = []
    for i, word in enumerate(words):
        if i in without:
            continue
        owner = owners.get(i)
        if owner is not None:
            if owner not in told:
                if current:
                    yield tuple(current), None
                    current = []
                told.add(owner)
                yield (), owner
            continue
        if current and not _goes_on(words[current[-1]], word):
            yield tuple(current), None
            current = []
        current.append(i)
    if current:
        yield tuple(current), None


def _goes_on(before: Word, word: Word) -> bool:
    """Whether a word stands on the same line as the one before it, and behind it."""
    shared = min(before.bottom, word.bottom) - max(before.top, word.top)
    high = min(before.bottom - before.top, word.bottom - word.top)
    return shared > 0.5 * high and word.left >= before.right - 0.5 * max(word.size, 1.0)


def _beside(words: Sequence[Word], runs: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The runs, every lonely number or bullet and every label of a form before what it stands beside."""
    result = [list(run) for run in runs]
    margin = min((words[run[0]].left for run in runs), default=0.0)
    for n, run in enumerate(result):
        if not run or len(run) > 3:
            continue
        alone = len(run) == 1 and _ALONE.match(words[run[0]].text) is not None
        label = words[run[0]].left < margin + 3 and words[run[0]].text[:1].isupper()
        if not alone and not label:
            continue
        beside = [
            other
            for m, other in enumerate(result)
            if m != n and other and _goes_on(words[run[-1]], words[other[0]])
            and words[other[0]].left - words[run[-1]].right < 120
        ]  # fmt: skip
        if beside:
            nearest = min(beside, key=lambda other: words[other[0]].left)
            if alone or (len(nearest) <= 6 and not _wraps(words, nearest, result)):
                nearest[:0] = run
                result[n] = []
    return [tuple(run) for run in result if run]


def _wraps(words: Sequence[Word], run: Sequence[int], runs: Sequence[Sequence[int]]) -> bool:
    """Whether a run is a line of a paragraph: another starts right above or below it at the same place."""
    first = words[run[0]]
    high = first.bottom - first.top
    return any(
        other is not run
        and other
        and len(other) > 4
        and abs(words[other[0]].left - first.left) < 3
        and 0 < abs(words[other[0]].top - first.top) < 1.8 * high
        for other in runs
    )


def _line(words: Sequence[Word], members: Sequence[int], italic: frozenset[int], top: float) -> Line:
    text = " ".join(words[i].text for i in members)
    return Line(text, *_look(words, members, italic), height=_height(words, members, top))


def _look(words: Sequence[Word], members: Sequence[int], italic: frozenset[int]) -> tuple[float, bool, bool]:
    looks: Counter[tuple[float, bool, bool]] = Counter()
    for i in members:
        looks[words[i].size, words[i].bold, i in italic] += len(words[i].text)
    return looks.most_common(1)[0][0]


def _height(words: Sequence[Word], members: Sequence[int], top: float) -> float:
    """Where a line's letters stand, below which only their descenders reach."""
    return top - min(words[i].bottom - 0.21 * words[i].size for i in members)


def _table_line(
    words: Sequence[Word], line: FoundLine, table: int, italic: frozenset[int], top: float
) -> Line:
    """A table's line as text: the label and the cells, a cell of running text on a line of its own."""
    behind = sum(len(cell.words) for cell in line.cells)
    cells: list[tuple[int, int, str]] = []
    label = written(words, line.words[: len(line.words) - behind]) if line.kind == "row" else ""
    if line.kind != "row":
        text = written(words, line.words)
    else:
        text, long = label, len(label) > 2 * _LONG_CELL
        for cell in line.cells:
            content = written(words, cell.words)
            was, long = long, len(content) > _LONG_CELL
            text += ("\n" if was or long else " ") * bool(text)
            said = (
                len(written(words, cell.words[: len(cell.words) - cell.marks]))
                if cell.marks
                else len(content)
            )
            cells.append((len(text), len(text) + said, cell.column))
            text += content
    return Line(
        text,
        *_look(words, line.words, italic),
        height=_height(words, line.words, top),
        part=Part(table, line.kind, line.label, tuple(cells)),
    )
