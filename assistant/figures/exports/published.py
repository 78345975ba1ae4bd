"""Imported and typed figures of low literacy, to stand beside the published: each with its definition."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.figures.exports.keeping import Kept
from assistant.figures.indicators import Both, Dictionary
from assistant.figures.literacy import INDICATORS, Published
from assistant.figures.municipalities import Municipalities
from assistant.figures.values import COUNTRY


def published(
    kept: Iterable[Kept], dictionary: Dictionary, municipalities: Municipalities
) -> tuple[Published, ...]:
    """What kept imports say of low literacy; a value without a figure is left out."""
    found: list[Published] = []
    for each in kept:
        own = each.imported.definition
        for value in each.imported.values:
            if value.indicator not in INDICATORS or value.value is None:
                continue
            known = dictionary.get(value.indicator)
            place = municipalities.find(value.code)
            found.append(
                Published(
                    indicator=value.indicator,
                    code=value.code,
                    area="Nederland" if value.code == COUNTRY else (place.name if place else value.code),
                    value=value.value,
                    year=value.year,
                    basis="peiljaar",
                    definition=Both(own, own) if own else (known.definition if known else Both("", "")),
                    source=each.imported.source.title,
                    publisher=each.imported.source.publisher,
                    address=each.imported.source.address,
                    note=Both("", ""),
                )
            )
    return tuple(found)
