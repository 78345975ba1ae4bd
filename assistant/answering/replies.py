"""A model's reply, read while it comes: sentences with the numbers of their facts.

Asked for one JSON object a line, models also give fences, chatter, lists and
objects over several lines. Every whole object that can be read is taken, the
rest is passed over. What is no plain sentence with a known number goes no
further: links, pictures and markup are taken out here.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.answering.language_model import ModelFailed
from assistant.answering.untrusted import visible, without_links

LONGEST_SENTENCE = 420
FEWEST_WORDS = 3
# More than any reply of eight sentences; what goes on beyond it will never stop by itself.
MOST_CHARACTERS = 16_000
# Nearly five of the longest sentences: a model that gave nothing usable for so long is not going to.
PATIENCE = 2_000
_TEXT_KEYS = ("zin", "sentence", "tekst", "text")
_SOURCE_KEYS = ("bronnen", "bron", "sources", "feiten")
_NUMBER_KEYS = ("nr", "nummer")
_BROKEN = re.compile(
    r'"(?:zin|sentence)"\s*:\s*"(?P<text>.*)"\s*,\s*"(?:bronnen|sources)"\s*:\s*\[(?P<ids>[^\]]*)\]',
    re.DOTALL,
)
_SOURCE_MARK = re.compile(
    r"\s*[\[(](?:bron(?:nen)?\s*|feit(?:en)?\s*)?\d{1,2}(?:\s*,\s*\d{1,2})*[\])](?=\W|$)"
)
_TAG = re.compile(r"<!--.*?(?:-->|$)|</?[a-zA-Z][^<>]*>?", re.DOTALL)
_LINE_MARK = re.compile(r"^\s*(?:#{1,6}\s+|>\s+|[-*+•]\s+)")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|`+|~~)(?=\S)(.+?)(?<=\S)\1")


@dataclass(frozen=True)
class Said:
    """A sentence of a reply with the numbers of the facts it names; `number` is its own, 0 without one."""

    text: str
    facts: tuple[int, ...]
    number: int = 0


def sentences_of(pieces: Iterable[str], known: Collection[int], most: int) -> Iterator[Said]:
    """The usable sentences of a reply, each as soon as it is complete, at most `most`.

    Raises `ModelFailed`: "empty" for nothing, "nonsense" for a reply without
    one usable sentence, "endless" for one that does not stop. What comes after
    `PATIENCE` characters without a new usable sentence is not waited for.
    """
    told: set[str] = set()
    heard = _Heard()
    for found in objects_in(heard.through(pieces)):
        said = _said(found, known) if found is not None else None
        if said is None or said.text.casefold() in told:
            if heard.since > PATIENCE and told:
                return
            if heard.since > PATIENCE:
                raise ModelFailed("endless")
            continue
        heard.since = 0
        told.add(said.text.casefold())
        yield said
        if len(told) == most:
            return
    if not told:
        raise ModelFailed("nonsense" if heard.anything else "empty")


@dataclass
class _Heard:
    """How much of a reply has come since the last usable sentence, in characters."""

    since: int = 0
    anything: bool = False

    def through(self, pieces: Iterable[str]) -> Iterator[str]:
        for piece in pieces:
            self.since += len(piece)
            self.anything = self.anything or bool(piece.strip())
            yield piece


def question_of(pieces: Iterable[str]) -> str:
    """The question that a reply gives, cleaned; "" where it gives none."""
    for found in objects_in(pieces):
        if found is not None and isinstance(found.get("vraag"), str):
            return cleaned(found["vraag"])
    return ""


def objects_in(pieces: Iterable[str]) -> Iterator[dict[str, Any] | None]:
    """Every innermost JSON object of a reply as soon as it is closed, and None for each piece that came.

    A string that is broken off by a line end ends its object.
    """
    held, quoted, escaped, open_ = "", False, False, False
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > MOST_CHARACTERS:
            raise ModelFailed("endless")
        yield None
        for character in piece:
            if not open_ or (character == "{" and not quoted):
                open_ = character == "{"
                held, quoted, escaped = character if open_ else "", False, False
                continue
            if quoted and character == "\n":
                open_ = False
                continue
            held += character
            if escaped:
                escaped = False
            elif quoted and character == "\\":
                escaped = True
            elif character == '"':
                quoted = not quoted
            elif character == "}" and not quoted:
                open_ = False
                yield _parsed(held)


def cleaned(text: str) -> str:
    """A sentence as plain text: without markup, links, pictures, source marks and what nobody sees."""
    for _ in range(3):
        text = html.unescape(text)
    text = without_links(_TAG.sub(" ", visible(text)))
    text = _LINE_MARK.sub("", text)
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", text)
    text = _SOURCE_MARK.sub("", text)
    text = re.sub(r"\s+", " ", text).strip(" |")
    return re.sub(r"\s+([.,;:!?])", r"\1", text)


def _parsed(text: str) -> dict[str, Any] | None:
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            found = json.loads(attempt)
        except (ValueError, RecursionError):
            continue
        return found if isinstance(found, dict) else None
    broken = _BROKEN.search(text)
    if broken is None:
        return None
    return {"zin": broken["text"].replace('\\"', '"'), "bronnen": re.findall(r"\d+", broken["ids"])}


def _said(found: dict[str, Any], known: Collection[int]) -> Said | None:
    written = next((found[key] for key in _TEXT_KEYS if isinstance(found.get(key), str)), "")
    text = cleaned(written)
    named = next((found[key] for key in _SOURCE_KEYS if key in found), ())
    ids = tuple(dict.fromkeys(n for n in _numbers(named) if n in known))
    if not ids or not _is_sentence(text):
        return None
    own = next((n for key in _NUMBER_KEYS for n in _numbers(found.get(key))), 0)
    return Said(text if text[-1] in ".!…”\"'’)" else text.rstrip(",;:") + ".", ids, own)


def _numbers(value: Any) -> list[int]:
    """The whole numbers of a value as models write them: 1, "1", [1, "2"], "1, 2"."""
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, int):
        return [value]
    if isinstance(value, str):
        return [int(n) for n in re.findall(r"\d{1,4}", value[:200])]
    if isinstance(value, list):
        return [n for part in value[:50] if not isinstance(part, list) for n in _numbers(part)]
    return []


def _is_sentence(text: str) -> bool:
    """Whether a text reads as one statement; a question to the reader is none."""
    if not text or len(text) > LONGEST_SENTENCE or text.endswith("?"):
        return False
    return len(re.findall(r"[^\W\d_]+", text)) >= FEWEST_WORDS and not re.search(r'[{}]|"\s*:\s*[\["]', text)
