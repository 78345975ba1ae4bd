"""What a file says of itself, decided in one place from what its reader found."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.reading.about.describing import date_of, kind_of, language_of
from assistant.reading.about.editions import edition_of
from assistant.reading.about.periods import period_of
from assistant.reading.about.publishers import publisher_of
from assistant.reading.about.titles import choose_title, name_of
from assistant.reading.about.towns import town_of
from assistant.reading.raw import Raw
from assistant.records import Language


@dataclass(frozen=True)
class About:
    """The fields of a `Document` that are read from its content, under the same names."""

    title: str
    language: Language
    kind: str | None
    publisher: str | None
    date: str | None
    year: int | None
    until: int | None
    edition: str | None
    town: str | None


def about(raw: Raw, file: str, form: str) -> About:
    """What the pages say they are; `file` is the file's name and `form` its format ("pdf").

    To be asked again when OCR has read pages that said nothing before.
    """
    title = choose_title(raw, file)
    kind = kind_of(raw, title, form, from_file=title == name_of(file) and not raw.says("title"))
    date = date_of(raw, title)
    publisher = publisher_of(raw)
    year, until = period_of(raw, title, kind, file, date)
    return About(
        title=title,
        language=language_of(raw),
        kind=kind,
        publisher=publisher,
        date=date,
        year=year,
        until=until,
        edition=edition_of(raw, title, kind),
        town=town_of(raw, title, kind, publisher),
    )
