"""Numbers as a text says them, and whether what it makes of a value is true: "ruim een kwart" of 27,2%.

People round, and a rounded number is easier to keep. But "ruim 30%" of 27,2% is
no rounding. So each number is read with the words before it, and compared with
the value it should stand for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

# "beyond" only compares: "meer dan 24,9%" may repeat a value itself, "ruim 24,9%" may not.
Sense = Literal["exact", "over", "under", "about", "beyond", "below"]

# A number with "ruim" or "bijna" stands at most a tenth from its value. With "ongeveer" it is the value
# rounded to the digits it has, and at most a twentieth away: 30 is not about 27.
NEAR, ABOUT = 0.10, 0.05
_SENSES: tuple[tuple[Sense, str], ...] = (
    ("over", r"ruim|net boven(?: de)?|iets boven(?: de)?|just over|a little over|well over"),
    ("under", r"bijna|net geen|nog geen|net onder(?: de)?|nearly|almost|just under|not quite"),
    ("about", r"ongeveer|circa|ca\.|zo['’]n|rond(?: de)?|om en nabij(?: de)?|about|around|roughly|"
              r"approximately|some"),
    ("beyond", r"meer dan|hoger dan|more than|higher than|over"),
    ("below", r"minder dan|lager dan|less than|lower than|under"),
)  # fmt: skip
_SENSE = "|".join(f"(?P<{sense}>{words})" for sense, words in _SENSES)
_COUNTS = {
    word: number
    for number, words in enumerate(
        ("een één one a", "twee two", "drie three", "vier four", "vijf five", "zes six", "zeven seven",
         "acht eight", "negen nine", "tien ten"), 1)
    for word in words.split()
}  # fmt: skip
_PARTS = {
    "half": 2, "helft": 2, "derde": 3, "derden": 3, "third": 3, "thirds": 3, "kwart": 4, "quarter": 4,
    "quarters": 4, "vierde": 4, "vijfde": 5, "fifth": 5, "fifths": 5, "zesde": 6, "achtste": 8, "tiende": 10,
    "tenth": 10,
}  # fmt: skip
_COUNT = "|".join(_COUNTS)
_FRACTION = (
    rf"(?P<few>{_COUNT}|\d{{1,2}}) (?:op de|op|in|out of) (?P<many>{_COUNT}|\d{{1,3}})(?![\w.,]*\d)|"
    rf"(?:(?P<times>{_COUNT}) ?)(?P<part>{'|'.join(p for p in _PARTS if p not in ('half', 'helft'))})|"
    r"(?:de |the )?(?P<half>helft|half)(?! (?:jan|feb|maa|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec))"
)
_NUMBER = (
    r"(?P<number>\d+(?:[.,]\d+)*)"
    r"(?P<scale>[ \u00a0](?:miljoen|mln\.?|million|miljard|billion|duizend|thousand)(?!\w))?"
    r"(?P<share>[ \u00a0]?%|[ \u00a0](?:procent|percent|per cent)(?!\w))?"
)
_SAID = re.compile(
    rf"(?:\b(?:{_SENSE})[ \u00a0](?:€[ \u00a0]?)?)?(?:(?<!\w)(?:{_FRACTION})(?!\w)|{_NUMBER})", re.I
)
_SCALES = {"mi": 1e6, "ml": 1e6, "du": 1e3, "th": 1e3}


@dataclass(frozen=True)
class Said:
    """A number that a text says at `start` to `end`; a fraction is said as percent.

    `step` is what its last digit that is no 0 counts: 100.000 for "2,5 miljoen", 0.1 for "27,2".
    `written` is the number as it stands there, "" for a fraction.
    """

    start: int
    end: int
    value: float
    sense: Sense
    share: bool
    step: float
    written: str = ""
    scaled: bool = False

    @property
    def fraction(self) -> bool:
        """Whether it is said in words: "een kwart", "een op de vijf"."""
        return not self.written


def said_in(text: str) -> list[Said]:
    """Every number a text says, in order, with what it says about its precision."""
    return [_said(match) for match in _SAID.finditer(text)]


def true_of(said: Said, value: float, share: bool, decimals: int) -> bool:
    """Whether a said number is a true account of a value: its own digits, or a fair rounding of them.

    `share` says that the value is a percentage, `decimals` to how many it is known.
    """
    if said.share and not share:
        return False
    slack = 10**-decimals / 1000
    if said.fraction:
        return _fraction_true(said, value)
    apart = round(value, decimals) - said.value
    same = abs(apart) <= slack
    near = min(said.step / 2, ABOUT * abs(said.value)) + slack
    if said.sense == "exact":
        return same or (said.scaled and abs(apart) <= near)
    if said.sense == "about":
        return same or abs(apart) <= near
    if said.sense in ("beyond", "below") and same:
        return True
    if said.sense in ("over", "beyond"):
        return slack < apart <= NEAR * abs(said.value) + slack
    return slack < -apart <= NEAR * abs(said.value) + slack


def as_number(written: str) -> float:
    """ "1.849.303" → 1849303, "12,4" and "12.4" → 12.4, "1,849,303" → 1849303: Dutch or English notation."""
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", written):
        return float(re.sub(r"[.,]", "", written))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+", written):
        return float(written.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", written):
        return float(written.replace(",", ""))
    parts = re.split(r"[.,]", written)
    return float(written.replace(",", ".")) if len(parts) < 3 else float("nan")


def _fraction_true(said: Said, value: float) -> bool:
    apart = value - said.value
    if said.sense in ("over", "beyond"):
        return 0 < apart <= NEAR * said.value
    if said.sense in ("under", "below"):
        return 0 < -apart <= NEAR * said.value
    near = NEAR if said.sense == "about" else ABOUT
    return abs(apart) <= near * said.value


def _said(match: re.Match[str]) -> Said:
    sense: Sense = next((name for name, _ in _SENSES if match[name]), "exact")
    if match["number"] is None:
        return Said(match.start(), match.end(), 100 * _fraction(match), sense, True, 0.0)
    number = match["number"]
    scale = 1.0
    if match["scale"]:
        word = match["scale"].strip().lower()
        scale = 1e9 if word in ("miljard", "billion") else _SCALES[word[:2]]
    step = scale * _step(number)
    return Said(
        match.start(), match.end(), as_number(number) * scale, sense, bool(match["share"]),
        step, number, scale > 1,
    )  # fmt: skip


def _step(written: str) -> float:
    """What the last digit that says something counts: 0.1 for "27,2", 1000 for "226.000"."""
    value = as_number(written)
    if value != value or not value:
        return 1.0
    if value != int(value):
        return 10.0 ** -len(re.split(r"[.,]", written)[-1])
    return 10.0 ** (len(str(int(value))) - len(str(int(value)).rstrip("0")))


def _fraction(match: re.Match[str]) -> float:
    if match["half"]:
        return 0.5
    if match["few"]:
        return _whole(match["few"]) / (_whole(match["many"]) or float("nan"))
    return _whole(match["times"] or "een") / _PARTS[match["part"].lower()]


def _whole(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word.lower()]
