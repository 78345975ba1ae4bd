"""Answers "welke landelijke regelingen zijn open?" with a table: every stream of money, and how it stands.

A search for such a question finds whatever speaks of rules. The guidance text
on money says of each stream what it is and, in a sentence that begins with
"Status van", whether it is open. All of it is quoted, so an editor who changes
the text changes the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.composing import as_sentence, cite
from assistant.answering.question import Question, place_names
from assistant.answering.small_words import is_content, words
from assistant.answering.statements import statements
from assistant.index.catalogue import Catalogue
from assistant.index.terms import Thesaurus, degree
from assistant.index.texts import described
from assistant.records import NATIONAL, Answer, Citation, Language, Passage, Sentence
from assistant.wording import say

_STREAM = (
    r"(?:(?:landelijke|nationale|rijks\w*|open|lopende|andere|national|available)\s+)*"
    r"(?:\w*regelingen|\w*subsidies?|\w*fondsen|geldstromen|geldbronnen|geldpotten|potjes|financieringsbronnen|"
    r"uitkeringen|grants?|subsid(?:y|ies)|schemes|funds|funding\s+(?:streams|schemes|sources)|sources\s+of\s+funding)"
)
_OPEN = r"(?:zijn|staan|lopen|bestaan|gelden|kan|kun|kunnen|mag|mogen|komen|are|is|can|could|exist)\b"
_ASKS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"^\W*(?:welke|which|what)\s+(?P<named>{_STREAM})\s+{_OPEN}(?P<rest>.*)",
        r"^\W*(?:waar|hoe)\s+(?:(?:kan|kunnen|kun|moet)\s+)?(?:vraag|vragen|krijg|krijgen|haal|halen|vind|vinden|ik|we|wij)\s+"
        r"(?:(?:ik|we|wij|je)\s+)?(?P<named>geld|subsidie|financiering)\b(?P<rest>.*)",
        r"^\W*(?:where|how)\s+(?:can|could|do)\s+(?:i|we)\s+(?:apply\s+for|get|find)\s+(?:a\s+)?"
        r"(?P<named>money|funding|grants?|subsid(?:y|ies))\b(?P<rest>.*)",
    )
)
_STATUS = re.compile(r"^(?:Status van|Status of)\b")
_STATE = re.compile(r"^(?:Status van|Status of)\s+(?:(?:het|de|the)\s+)?[^:]{2,60}:\s*(?P<state>.+)$", re.S)
# What asks for a stream without saying for what.
_ASKING = frozenset(
    """open aanvragen aan nu nog gebruiken inzetten benutten krijgen halen vandaan beschikbaar bestaan lopen
    lopende moment gebruik aanmerking available currently apply use plan project open2026""".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# For an earlier year the text doesn't say what was open.
FIRST_YEAR = 2025


@dataclass(frozen=True)
class Stream:
    """A stream of money: its name, what it is and how it stands, with the quote that says each."""

    name: str
    what: str
    state: str
    quotes: tuple[str, ...]
    passage: Passage


def money_streams(question: Question, catalogue: Catalogue, thesaurus: Thesaurus) -> Answer | None:
    """The streams of money with how they stand; None for another question, and without such a text.

    A question for money for something that the text does not speak of is another question.
    """
    found = next(filter(None, (form.match(question.text) for form in _ASKS)), None)
    if found is None or any(int(year) < FIRST_YEAR for year in question.years):
        return None
    streams = streams_in(catalogue, question.language) or streams_in(catalogue, "nl")
    if not streams or not _is_of_field(found["rest"], question, streams, catalogue, thesaurus):
        return None
    language = question.language
    rows: list[Sentence] = []
    citations: list[Citation] = []
    for stream in streams:
        first = len(citations) + 1
        citations += [cite(stream.passage, quote) for quote in stream.quotes]
        numbers = tuple(range(first, len(citations) + 1))
        text = f"{stream.name}: {as_sentence(stream.what)} {as_sentence(stream.state)}"
        rows.append(Sentence(text, numbers, cells=(stream.name, stream.what, as_sentence(stream.state))))
    columns = tuple(say(f"money.column_{key}", language) for key in ("name", "what", "state"))
    remarks = [Sentence(say(f"money.{key}", language), role="remark") for key in ("check", "municipality")]
    return Answer(
        question.text, language, "answered", (*rows, *remarks), tuple(citations), columns=columns
    )  # fmt: skip


def streams_in(catalogue: Catalogue, language: Language) -> list[Stream]:
    """The streams of the guidance text that tells most of them, in its own order."""
    by_document: dict[str, list[Stream]] = {}
    for entry in catalogue.entries([NATIONAL]):
        if entry.kind != "guidance" or entry.language != language:
            continue
        listed = [_stream(passage) for passage in catalogue.document_passages(entry.id)]
        by_document[entry.id] = [stream for stream in listed if stream]
    return max(by_document.values(), key=len, default=[])


def _stream(passage: Passage) -> Stream | None:
    said = statements(passage)
    status = next((s for s in said if _STATUS.match(s[2])), None)
    state = _STATE.match(status[2]) if status else None
    if status is None or state is None or not passage.headings:
        return None
    name = passage.headings[-1]
    start = passage.text.find(name)
    first = said[0]
    if not 0 <= start < first[1] - passage.start:
        return None
    quote = passage.text[start : first[1] - passage.start]
    what = "" if first is status else first[2]
    quotes = (quote,) if first is status else (quote, status[2])
    return Stream(name, what, state["state"], quotes, passage)


def _is_of_field(
    rest: str, question: Question, streams: Sequence[Stream], catalogue: Catalogue, thesaurus: Thesaurus
) -> bool:
    """Whether what the money is for is what the text on money is about."""
    towns = {word for name in place_names(question) for word in name.lower().split()}
    named = [
        w.text
        for w in words(_YEAR.sub(" ", rest))
        if is_content(w.low) and w.low not in _ASKING and w.low not in towns
    ]
    document = streams[0].passage.document
    text = " ".join(p.text for p in catalogue.document_passages(document.id))
    terms = thesaurus.terms(" ".join([described(document), *document.topics, text]))
    return all(degree(one, terms) == 1.0 for one in thesaurus.asked(" ".join(named)))
