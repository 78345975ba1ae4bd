"""Several towns side by side in one question: "Wat betalen Wassenaar en Leiden aan de bibliotheek?".

A search opens one town's shelf. So each town is asked about by itself and
answered from its own documents, and a town with nothing to tell is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.phrases import with_town
from assistant.answering.question import Question
from assistant.figures.municipalities import Mention, Municipalities
from assistant.figures.recognising import towns_in
from assistant.records import Answer, Citation, Language, Municipality
from assistant.wording import say

MOST = 3
_BETWEEN = re.compile(
    r"\s*(?:,|&|/|\ben\b|\band\b|\bof\b|\bor\b|\ben ook\b|\bplus\b)+\s*"
    r"(?:(?:in|van|voor|bij|of|for|from)\s+)?(?:(?:de\s+)?gemeente\s+)?",
    re.IGNORECASE,
)
# Two towns pay, one pays.
_ONE = {
    "betalen": "betaalt", "geven": "geeft", "besteden": "besteedt", "krijgen": "krijgt", "doen": "doet",
    "ontvangen": "ontvangt", "hebben": "heeft", "zijn": "is", "begroten": "begroot", "willen": "wil",
    "do": "does", "have": "has", "are": "is",
}  # fmt: skip
_VERB = re.compile(rf"\b({'|'.join(_ONE)})(?=\s+(?:(?:de\s+)?gemeenten?\s+)?[A-Z'])")


def side_by_side(question: Question, municipalities: Municipalities) -> list[Municipality]:
    """The towns that a question names as one row of at most three; [] where it does not."""
    named = towns_in(question.text, municipalities)
    towns = list(dict.fromkeys(filter(None, (question.municipality, *question.others))))
    if not 2 <= len(towns) <= MOST or len(named) != len(towns) or any(m.doubt for m in named):
        return []
    pairs = zip(named, named[1:], strict=False)
    row = all(_BETWEEN.fullmatch(question.text[one.end : other.start]) for one, other in pairs)
    return towns if row else []


def about(question: Question, town: Municipality, municipalities: Municipalities) -> Question:
    """The same question about one of its towns."""
    mention = Mention(town.name, 0, (town,), shown=town.name)
    text = with_town(question.text, [mention], municipalities)
    text = _VERB.sub(lambda m: _ONE[m[1]], text)
    return replace(question, text=text, municipality=town, others=())


def own_part(answer: Answer, town: Municipality) -> Answer | None:
    """What an answer says from what was written by or about this town; None when that is nothing."""
    own = {n for n, c in enumerate(answer.citations, 1) if _is_of(c, town)}
    kept = tuple(s for s in answer.sentences if own & set(s.citations))
    return replace(answer, status="answered", sentences=kept, missing=None) if kept else None


def nothing_of(question: Question, town: Municipality, documents: Sequence[object]) -> Answer:
    """Says of a town that nothing was found, for want of documents or of an answer in them."""
    language: Language = question.language
    key = "partial.town_not_found" if documents else "partial.town_no_documents"
    return Answer(question.text, language, "partial", (), missing=say(key, language, town=town.name))


def _is_of(citation: Citation, town: Municipality) -> bool:
    named = re.search(rf"(?<![\w-]){re.escape(town.name)}(?![\w-])", citation.document) is not None
    return citation.municipality == town.code or (citation.municipality is None and named)
