"""One question that asks two things: "Wie regelt de bijstand en wie coördineert de educatie?".

One search for both finds half of either. So each part is searched and answered
by itself, and a part without an answer is named. What points back in the second
part ("… en wie gaat daarover?") is completed from the first, as in a follow-up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from assistant.answering.anaphora import anaphor_in
from assistant.answering.conversation import complete
from assistant.figures.municipalities import Municipalities
from assistant.records import Answer, Citation, Figure, Hit, Language, Sentence
from assistant.wording import say

_ASKING = r"hoeveel|welke?|wie|wanneer|wat|waar\w*|hoe|how|which|who|whom|when|what|where|why"
_BEFORE = r"in|met|door|aan|van|voor|op|bij|tot|sinds|vanaf|for|by|at|since|until|from|to|with|on"
_SPLIT = re.compile(rf"[,;]?\s+(?:en|and)\s+(?=(?:(?:{_BEFORE})\s+)?(?:{_ASKING})\b)", re.IGNORECASE)
_ASKS = re.compile(rf"\W*(?:(?:{_BEFORE})\s+)?(?:{_ASKING})\b", re.IGNORECASE)
_ONE = re.compile(r"\b(which)\s+one\b", re.IGNORECASE)
_WHICH = re.compile(r"\bwhich\s+(\w+)", re.IGNORECASE)
_SHORTEST = 4


def parts_of(question: str, municipalities: Municipalities) -> list[str]:
    """The two questions in one, each whole; the question itself where it is one.

    A second part that points back and can't be completed is not cut off.
    """
    parts = _SPLIT.split(question.strip())
    if len(parts) != 2 or not all(_ASKS.match(part) for part in parts):
        return [question]
    points_back = anaphor_in(parts[1]) is not None
    if any(len(part.split()) < _SHORTEST for part in parts[: 1 if points_back else 2]):
        return [question]
    first = f"{parts[0].rstrip(' ,;?.')}?"
    noun = _WHICH.search(first)
    second = _ONE.sub(lambda m: f"{m[1]} {noun[1]}" if noun else m[0], parts[1])
    second = second[0].upper() + second[1:]
    if not points_back:
        return [question] if _ONE.search(second) else [first, second]
    full = complete(second, first, municipalities)
    return [question] if full == second else [first, full]


def joined(question: str, language: Language, parts: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """One answer of the answers to the parts; of a part that was refused it says so."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    figures: list[Figure] = []
    missing: list[str] = []
    for part, answer in zip(parts, answers, strict=True):
        if answer.status == "refused":
            missing.append(say("partial.part_missing", language, part=part))
            continue
        shift, figure_shift = len(citations), len(figures)
        citations += answer.citations
        figures += answer.figures
        sentences += [
            replace(
                s,
                citations=tuple(n + shift for n in s.citations),
                figures=tuple(n + figure_shift for n in s.figures),
            )
            for s in answer.sentences
        ]
        missing += [answer.missing] if answer.missing else []
    sentences += [
        Sentence(line, role="remark") for line in missing if line not in {s.text for s in sentences}
    ]
    return Answer(
        question,
        language,
        "partial" if missing else "answered",
        tuple(sentences),
        tuple(citations),
        tuple(figures),
        missing=" ".join(dict.fromkeys(missing)) or None,
    )


def in_turn(found: Sequence[Sequence[Hit]]) -> list[Hit]:
    """The hits of each part in turn, best first, each passage once."""
    once: dict[str, Hit] = {}
    for hit in filter(None, chain.from_iterable(zip_longest(*found))):
        once.setdefault(hit.passage.id, hit)
    return list(once.values())
