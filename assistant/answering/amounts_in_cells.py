"""An amount in a cell, with what it is counted in, so that 859 is never read as euros when it is thousands.

Nothing is computed: the amount is shown as printed (in English with its points
and commas the other way round), with the unit that cell, column or table
states. Where none of them states a unit, that is said, unless the table's own
size rules out that it counts in thousands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.answering.numbers import written
from assistant.records import Language, Page, Table
from assistant.wording import say

Unit = Literal["euros", "thousands", "millions", "percent", "printed", "unknown"]

_AMOUNT = re.compile(
    r"^[-–−+(]*\s*(?:€\s*)?[-–−]?\s*\d[\d.,]*\s*(?:%|mln\.?|miljoen|euro)?\s*\)?(?:\s*\([^()]{0,20}\))?\**$"
)
_THOUSANDS = re.compile(
    r"[x×*]\s*(?:€|eur(?:o)?)?\s*1[.,]?000(?![\d.,]\d)|in duizenden|duizend euro", re.IGNORECASE
)
_MILLIONS = re.compile(
    r"[x×*]\s*(?:€|eur(?:o)?)?\s*1[.,]000[.,]000|in miljoenen|miljoen euro|€ ?mln", re.IGNORECASE
)
_EURO = re.compile(r"€|\beuro", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:baten|lasten|saldo|kosten|uitgaven|inkomsten|opbrengst\w*|\w*reserves?|\w*voorziening\w*|bijdrage\w*|"
    r"\w*budget\w*|begroting|begroot|begrote|rekening|\w*subsidie\w*|\w*belasting\w*|\w*heffing\w*|\w*lasten|"
    r"dividend|\w*bedrag\w*|\w*tarie\w+|bezoldiging|\w*krediet\w*)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|\bpercentage|\bprocent", re.IGNORECASE)
# With a million in it, a table can't count in thousands: it would hold a billion.
_LARGE = re.compile(r"^\W*\d{1,3}\.\d{3}\.\d{3}\b")


@dataclass(frozen=True)
class Amount:
    """An amount as printed and its unit; `stated` is the text that states it, if not in the cell."""

    printed: str
    unit: Unit
    stated: str = ""

    @property
    def value(self) -> float:
        """The number in what it is counted in, brackets and minus signs as a minus."""
        return value_of(self.printed) or 0.0


def is_amount(text: str) -> bool:
    """Whether a cell holds one number and nothing that is more than its unit or a note."""
    return _AMOUNT.match(" ".join(text.split())) is not None


def value_of(text: str) -> float | None:
    """The number in a cell: "-1.849,5" is -1849.5, "(250)" -250; None when there is none."""
    found = re.search(r"\d[\d.,]*", text)
    if not found:
        return None
    number = found[0].rstrip(".,")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+", number):
        number = number.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", number):
        number = number.replace(",", "")
    try:
        value = float(number)
    except ValueError:
        return None
    return -value if re.match(r"\s*(?:€\s*)?[-–−(]", text) else value


def scale_of(unit: str) -> int:
    """What a stated unit multiplies by: 1.000 for "x € 1.000", 1 where nothing is said."""
    return {"thousands": 1000, "millions": 1_000_000}.get(_stated_scale(unit) or "", 1)


def amount_in(printed: str, column: str, label: str, table: Table, page: Page, about: str) -> Amount | None:
    """The amount in a cell of this table; None when its unit can't be told from what the page says.

    `about` is what the table is called: its title, heads and headings. A page
    that counts in thousands somewhere, and not in this table, leaves it open.
    """
    printed = " ".join(printed.split())
    if "%" in printed:
        return Amount(printed, "percent")
    if "€" in printed or re.search(r"euro|mln|miljoen", printed):
        unit = _stated_scale(table.unit)
        return Amount(printed, unit, table.unit) if unit else Amount(printed, "printed")
    if "%" in column:
        return Amount(printed, "printed")
    if _PERCENT.search(label) or (_PERCENT.search(column) and not _MONEY.search(label)):
        return Amount(printed, "percent", label)
    if table.unit:
        unit = _stated_scale(table.unit) or ("euros" if _EURO.search(table.unit) else None)
        if unit:
            return Amount(printed, unit, table.unit)
        return Amount(printed, "percent" if _PERCENT.search(table.unit) else "printed", table.unit)
    if _EURO.search(column):
        return Amount(printed, "euros")
    if not _MONEY.search(f"{label} {column} {about}"):
        return Amount(printed, "printed")
    if any(_LARGE.search(page.text[c.start : c.end]) for r in table.rows for c in r.cells):
        return Amount(printed, "euros")
    if _THOUSANDS.search(page.text) or _MILLIONS.search(page.text):
        return None
    return Amount(printed, "unknown")


def shown(amount: Amount, language: Language) -> str:
    """An amount as a sentence gives it: "€ -859.042", "€ 859 duizend", "45%", in English "€ 859,042"."""
    printed = written(amount.printed, language)
    if amount.unit in ("thousands", "millions"):
        scaled = say(f"cells.{amount.unit}", language, amount=printed)
        money = "€" not in printed and (_EURO.search(amount.stated) or _MONEY.search(amount.stated))
        return say("cells.euros", language, amount=scaled) if money else scaled
    if amount.unit == "percent" and "%" not in printed:
        return say("cells.percent", language, amount=printed)
    return say("cells.euros", language, amount=printed) if amount.unit == "euros" else printed


def noted(amount: Amount, language: Language) -> str:
    """What has to be said behind an amount: what it counts, or that no unit is known; "" for neither."""
    if amount.unit == "unknown":
        return " " + say("cells.unknown", language)
    if amount.unit == "printed" and amount.stated:
        return f" ({' '.join(amount.stated.strip(' ()').split())})"
    return ""


def _stated_scale(unit: str) -> Unit | None:
    return "millions" if _MILLIONS.search(unit) else "thousands" if _THOUSANDS.search(unit) else None
