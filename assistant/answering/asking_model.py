"""A follow-up that the rules leave incomplete, made whole by a language model and held to what was said.

The rules in `conversation` come first: they are quick and can be foretold. What
they miss is mostly a word that points into the answer: "wat kost de tweede?". A
model may then write the question out. It adds nothing of its own: its words
stand in the exchange before, its numbers and towns in what the user asked.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator

from assistant.answering.anaphora import anaphor_in
from assistant.answering.language_model import LanguageModel, ModelFailed
from assistant.answering.numbers import numbers
from assistant.answering.prompts import follow_up_prompt
from assistant.answering.replies import question_of
from assistant.answering.small_words import is_content, words
from assistant.answering.untrusted import commands
from assistant.figures.municipalities import Municipalities
from assistant.figures.recognising import towns_in
from assistant.records import Answer

log = logging.getLogger(__name__)

LONGEST = 400
_OPENS = re.compile(r"^(?:en|maar|dus|and|but|so)\b", re.I)
_POINTS = re.compile(
    r"\b(?:daar(?:over|van|voor|aan|mee|bij|in|uit|op)|ervan|erover|ervoor|hij|hem|hun|diens|zoiets|dezelfde|"
    r"hetzelfde|zulke|laatstgenoemde|they|them|their|he|she|him|the same|such)\b|"
    r"\b(?:de|het|the)\s+(?:eerste|tweede|derde|vierde|laatste|andere?|first|second|third|last|other)s?"
    r"(?:\s+(?:daarvan|ervan|genoemde|one))?\s*(?:[?.!,]|$)",
    re.I,
)
# How much of the answer before is told: enough for what a follow-up points at.
_MOST_OF_ANSWER = 900


def incomplete(question: str) -> bool:
    """Whether a question points at something before it: a pronoun, "de tweede", or it begins with "en"."""
    text = question.strip()
    return bool(_OPENS.match(text) or _POINTS.search(text) or anaphor_in(text))


def rewritten(
    model: LanguageModel,
    question: str,
    previous: str,
    answer: Answer,
    municipalities: Municipalities,
    cancelled: Callable[[], bool] = lambda: False,
) -> str | None:
    """The follow-up as a question by itself, after the `previous` one in full; None where that can't be had.

    Raises nothing: what a model can't do, the question as it was typed has to do.
    """
    said = _told(answer)
    try:
        full = question_of(model.stream(follow_up_prompt(question, previous, said), cancelled))
    except ModelFailed as failure:
        log.info("The language model completed no question: %s", failure.why)
        return None
    except Exception as error:
        # Whatever a model or its library does, the question can be searched as it is.
        log.warning("Completing a question broke off: %s", type(error).__name__)
        return None
    return full if full != question and _faithful(full, question, previous, said, municipalities) else None


def _told(answer: Answer) -> str:
    """The start of an answer, without what addresses a language model."""
    told = ""
    for sentence in answer.sentences:
        if sentence.role == "claim" and not commands(sentence.text):
            told = f"{told} {sentence.text}"
    return told[:_MOST_OF_ANSWER].strip()


def _faithful(full: str, question: str, previous: str, answer: str, municipalities: Municipalities) -> bool:
    """Whether a rewritten question says what the user said, and besides only what was said before."""
    if not full.endswith("?") or len(full) > LONGEST or commands(full):
        return False
    own, new = set(_content(question)), set(_content(full))
    if not _names(question) <= _names(full) or 2 * len(own & new) < len(own):
        return False
    if not numbers(question) <= numbers(full) <= numbers(question) | numbers(previous):
        return False
    asked = _towns(question, municipalities) or _towns(previous, municipalities)
    if not _towns(question, municipalities) <= _towns(full, municipalities) <= asked:
        return False
    return new <= own | set(_content(previous)) | set(_content(answer))


def _content(text: str) -> Iterator[str]:
    return (word.low for word in words(text) if is_content(word.low))


def _names(text: str) -> set[str]:
    """What is written with a capital inside a sentence, in lower case; at its start it is any word."""
    inside = [m[0].lower() for m in re.finditer(r"(?<=[\w,;)’'] )[A-Z][\w'’-]*", text)]
    return set(inside) | {w.low for w in words(text)[:1] if text.strip()[:1].isupper() and is_content(w.low)}


def _towns(text: str, municipalities: Municipalities) -> set[str]:
    return {town.code for mention in towns_in(text, municipalities) for town in mention.candidates}
