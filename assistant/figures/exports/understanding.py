"""A downloaded file as the program understands it: topics, years, units, and what it leaves out and why.

understand(path, …) ─> Preview ─ the person's choices ─> accepting.accept ─> Imported ─> keeping.save
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.errors import ImportRefused
from assistant.figures.exports import cells, edges, layout, periods
from assistant.figures.exports.areas import Area, Areas
from assistant.figures.exports.cellreading import Reading, readings, same_everywhere
from assistant.figures.exports.columns import columns_of
from assistant.figures.exports.periods import Period
from assistant.figures.exports.preview import Preview, Remark
from assistant.figures.exports.sheet import Amount, Sheet
from assistant.figures.indicators import Dictionary
from assistant.figures.municipalities import Municipalities

_KINDS = ("province", "district", "group", "former", "ambiguous", "unknown")


def understand(
    path: Path, dictionary: Dictionary, municipalities: Municipalities, this_year: int | None = None
) -> Preview:
    """Read an export that a person downloaded; raises `ImportRefused` with the reason.

    `this_year` decides which years are still to come; today's when None.
    """
    return of_sheets(path.name, cells.read(path), dictionary, municipalities, this_year)


def of_sheets(
    file: str,
    sheets: Sequence[Sheet],
    dictionary: Dictionary,
    municipalities: Municipalities,
    this_year: int | None = None,
) -> Preview:
    """The same for sheets that come from elsewhere; every sheet with a table in it counts."""
    areas = Areas(municipalities)
    found: list[Reading] = []
    titles: list[str] = []
    source = updated = ""
    skipped: list[str] = []
    same: list[str] = []
    refusal: ImportRefused | None = None
    told = False
    for sheet in sheets:
        around = edges.cut(sheet.rows)
        source, updated = source or around.source, updated or around.updated
        if not around.rows:
            continue
        try:
            table = layout.find(around.rows, areas, file)
        except ImportRefused as error:
            refusal = refusal or error
            skipped.append(sheet.name)
            continue
        titles += table.titles
        same += same_everywhere(table)
        here = list(readings(table, areas))
        year = _of_titles((*table.titles, sheet.name))
        if year and any(reading.period is None for reading in here):
            told = True
            here = [r if r.period else Reading(r.topic, r.unit, year, r.area, r.cell) for r in here]
        found += here
    if not found:
        raise refusal or ImportRefused(file=file, why="empty")
    found = _without_doubtful_names(found)
    limit = (this_year or date.today().year) + 1
    kept = [r for r in found if r.area.kept and _timely(r.period, limit)]
    if not kept:
        raise ImportRefused(file=file, why=_why_nothing(found))
    columns, remarks = columns_of(kept, " ".join((*titles, file)), file, dictionary)
    if told:
        remarks = (Remark("remarks.year_of_title"), *remarks)
    if same:
        remarks = (*remarks, Remark("remarks.same_everywhere", tuple(dict.fromkeys(same))))
    if skipped:
        remarks = (*remarks, Remark("remarks.sheets_without_table", tuple(filter(None, skipped))))
    return Preview(
        file=file,
        title=titles[0] if titles else "",
        source=source,
        updated=updated,
        columns=columns,
        left_out=_left_out(found, limit),
        remarks=remarks,
    )


def _of_titles(titles: Sequence[str]) -> Period | None:
    """The one year that the lines above a table, or its sheet's name, tell; None for none or more."""
    found = [p for title in titles if (p := periods.period(title) or periods.split(title)[1]) and not p.part]
    return found[0] if len({p.year for p in found}) == 1 else None


def _timely(period: Period | None, limit: int) -> bool:
    return period is None or (not period.part and period.year <= limit)


def _without_doubtful_names(found: Sequence[Reading]) -> list[Reading]:
    """Where a file names provinces too, "Utrecht" may be either, and is left out."""
    provinces = any(r.area.kind == "province" for r in found)
    towns = {r.area.printed for r in found if r.area.bare}
    twice = _twice(found, towns)
    doubtful = towns if provinces else twice
    return [
        Reading(r.topic, r.unit, r.period, Area("ambiguous", r.area.printed), r.cell)
        if r.area.bare and r.area.printed in doubtful
        else r
        for r in found
    ]


def _twice(found: Sequence[Reading], names: set[str]) -> set[str]:
    """Names that have two values for the same topic and period."""
    seen: dict[tuple[str, str, Period | None, str], set[str]] = {}
    for r in found:
        if r.area.printed in names:
            value = repr(r.cell.value) if isinstance(r.cell, Amount) else r.cell
            seen.setdefault((r.topic, r.unit, r.period, r.area.printed), set()).add(value)
    return {key[3] for key, values in seen.items() if len(values) > 1}


def _why_nothing(found: Sequence[Reading]) -> str:
    ours = [r for r in found if r.area.kept]
    if any(r.period and r.period.part for r in ours):
        return "only_parts_of_years"
    if ours:
        return "only_forecasts"
    return "only_former" if any(r.area.kind == "former" for r in found) else "no_municipality"


def _left_out(found: Sequence[Reading], limit: int) -> tuple[Remark, ...]:
    """What is not taken in, a remark for every reason."""
    remarks: list[Remark] = []
    for kind in _KINDS:
        names = tuple(dict.fromkeys(r.area.printed for r in found if r.area.kind == kind))
        if names:
            remarks.append(Remark(f"left_out.{kind}", names))
    ours = [r for r in found if r.area.kept and r.period]
    parts = tuple(dict.fromkeys(r.period.printed for r in ours if r.period and r.period.part))
    future = sorted({r.period.year for r in ours if r.period and not r.period.part and r.period.year > limit})
    if parts:
        remarks.append(Remark("left_out.parts_of_years", parts))
    if future:
        remarks.append(Remark("left_out.future", tuple(str(year) for year in future)))
    return tuple(remarks)
