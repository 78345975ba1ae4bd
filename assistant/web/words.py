"""Small phrases several parts of the page need: stages, counts, dates, numbers and town names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from assistant.records import Entry, Municipality, Progress
from assistant.wording import say

_MONTHS = {
    "nl": "jan. feb. mrt. apr. mei juni juli aug. sep. okt. nov. dec.",
    "en": "Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec",
}


def stage(progress: Progress | None, language: str) -> str:
    """What a long task is doing now, in words; a stage without words gets a neutral phrase."""
    if progress is None:
        return say("web.status.moment", language)
    gaps: dict[str, object] = {"done": progress.done, "total": progress.total, "file": progress.file}
    try:
        return say(f"progress.{progress.stage}", language, **gaps).strip()
    except KeyError:
        return say("web.status.moment", language)


def about_words(entry: Entry, language: str) -> str:
    """What a document is: "begroting, 2026, concept, Gemeente Voorbeeld"; "" when nothing is known."""
    kind = say(f"kinds.{entry.kind}", language) if entry.kind else ""
    period = "" if entry.year is None else str(entry.year)
    if entry.until is not None and entry.until != entry.year:
        period += f"-{entry.until}"
    return ", ".join(filter(None, (kind, period, entry.edition, entry.publisher)))


def counted(key: str, count: int, language: str) -> str:
    """A phrase with a count; `key`_one is the phrase for exactly one."""
    return say(f"{key}_one", language) if count == 1 else say(key, language, count=number(count, language))


def number(value: float, language: str) -> str:
    """1849303 → 1.849.303 in Dutch, 1,849,303 in English; at most two decimals, no trailing zeros."""
    written = f"{value:,.2f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    return written if language == "en" else written.translate(str.maketrans(",.", ".,"))


def day(moment: str, language: str) -> str:
    """An ISO moment as a date people read; what is no full date stays as it is."""
    try:
        date = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return (
        f"{date.day} {_MONTHS[language].split()[date.month - 1]} {date.year}" if len(moment) >= 10 else moment
    )


class Towns:
    """Names by CBS code, so that a code never reaches the reader."""

    def __init__(self, municipalities: Iterable[Municipality]) -> None:
        self.names = {town.code: town.name for town in municipalities}

    def name(self, code_or_name: str | None) -> str:
        """The name of a code; anything else is taken to be a name already."""
        return self.names.get(code_or_name or "", code_or_name or "")

    def choices(self, none: str) -> list[tuple[str, str]]:
        """For a dropdown: first the choice of no municipality, then all by name."""
        return [(none, "")] + [(name, code) for code, name in sorted(self.names.items(), key=lambda t: t[1])]
