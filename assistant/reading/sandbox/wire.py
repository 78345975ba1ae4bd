"""How a reading process and the program speak: a line a message, JSON, checked before it is believed.

The process that reads a file is not trusted: a file may have taken it over.
So nothing is unpickled, a record has the fields and types that its class
says, and an error is one of `errors` whose sentence can be said.

A message is a word, a space and JSON:

    progress [3, 12]            pages done, of
    record {…}                  one result, a dataclass as its fields
    error {"name", "details"}   a `ReadingError`
    fault "KeyError"            an error that no reader should raise
    memory null                 the process had no more memory
    end null                    there is nothing more
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.errors import ReadingError
from assistant.reading.names import shown_text

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Detail = str | int | float | None
_LONGEST = 300


@dataclass(frozen=True)
class Failure:
    """A `ReadingError` on its way: the class's name and its details."""

    name: str
    details: dict[str, Detail]


def message(word: str, value: object = None) -> bytes:
    """One line; half a surrogate pair, which is no character, becomes a question mark."""
    body = json.dumps(value, ensure_ascii=False, default=vars)
    return f"{word} {body}\n".encode("utf-8", "replace")


def failure(error: ReadingError) -> Failure:
    """An error as it is sent."""
    return Failure(
        type(error).__name__,
        {
            name: value if value is None or isinstance(value, str | int | float) else str(value)
            for name, value in error.details.items()
        },
    )


def value_of(kind: Any, data: bytes) -> Any:
    """The value of a type that a message carries; raises `ValueError` when it carries anything else."""
    return _adapter(kind).validate_json(data)


def error_of(data: bytes, file: str) -> ReadingError:
    """The error that a message carries, about the file of that name; raises `ValueError` if it is none."""
    sent = value_of(Failure, data)
    known = _errors(ReadingError)
    if sent.name not in known:
        raise ValueError("no error of reading")
    details = {name: _shown(value) for name, value in sent.details.items()}
    try:
        return known[sent.name](**details | {"file": file})
    except KeyError as gap:
        raise ValueError(f"{sent.name} says nothing of {gap}") from None


def _shown(value: Detail) -> Detail:
    return shown_text(value)[:_LONGEST] if isinstance(value, str) else value


def _errors(base: type[ReadingError]) -> dict[str, type[ReadingError]]:
    return {
        name: found
        for each in base.__subclasses__()
        for name, found in ({each.__name__: each} | _errors(each)).items()
    }


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)
