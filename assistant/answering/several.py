"""One question that asks two things: "Wie regelt de bijstand en wie coördineert de educatie?".

One search for both finds half of either. So each part is searched and answered
by itself, and a part without an answer is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from assistant.records import Answer, Citation, Figure, Hit, Language, Sentence
from assistant.wording import say

_ASKING = r"hoeveel|welke?|wie|wanneer|wat|waar\w*|hoe|how|which|who|whom|when|what|where|why"
_BEFORE = r"in|met|door|aan|van|voor|op|bij|tot|sinds|vanaf|for|by|at|since|until|from|to|with|on"
_SPLIT = re.compile(rf"[,;]?\s+(?:en|and)\s+(?=(?:(?:{_BEFORE})\s+)?(?:{_ASKING})\b)", re.IGNORECASE)
_ASKS = re.compile(rf"\W*(?:(?:{_BEFORE})\s+)?(?:{_ASKING})\b", re.IGNORECASE)
# "… en wie gaat daarover?" asks about the first part, so it isn't cut off from it.
_POINTS_BACK = re.compile(
    r"\b(?:dat|die|dit|deze|daar\w*|er\w*|hij|zij|ze|het|one|it|they|them|that|those|this|there)\b", re.I
)
_SHORTEST = 4


def parts_of(question: str) -> list[str]:
    """The two questions in one, each whole; the question itself where it is one."""
    parts = _SPLIT.split(question.strip())
    whole = len(parts) == 2 and all(len(p.split()) >= _SHORTEST and _ASKS.match(p) for p in parts)
    if not whole or _POINTS_BACK.search(parts[1]):
        return [question]
    return [f"{parts[0].rstrip(' ,;?.')}?", parts[1][0].upper() + parts[1][1:]]


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
