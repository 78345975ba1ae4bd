"""What a town's own documents say on a subject: whole sentences that can stand on their own.

A quote out of its place easily says something else. So a sentence counts only
when it is whole, names what was looked for itself, and is likely to be about
it; one that leans on the sentence before it brings that along. What names the
subject in the words of the trade (`names`) needs no likelihood besides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.candidates import Candidate
from assistant.answering.composing import as_sentence, cite
from assistant.answering.question import understand
from assistant.answering.row_sentences import row_of
from assistant.answering.statements import statements
from assistant.index.dating import year_of
from assistant.planning.concrete import concreteness
from assistant.planning.grounds import Grounds
from assistant.planning.leaning import leans, stands_alone
from assistant.planning.naming import Naming
from assistant.records import Citation, Entry, Municipality, Passage

# How much of what was looked for the sentence itself must name.
NAMES = 0.34
MOST_WORDS = 45
# So many words a quote may have with the sentences around it.
LONGEST_RUN = 70
# And so many where a sentence with an amount or a day points back: what it is for is told before it.
LONGEST_TOLD = 110
_TELLS = re.compile(
    r"€\s*\d|\d (?:miljoen )?euro\b|"
    r"\b\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|"
    r"december) 20\d\d\b",
    re.I,
)
# A quote of so few words takes the next sentence along.
SHORT_RUN = 45
# What a document loses for each year that it is older than the town's newest, and at most.
PER_YEAR, AT_MOST = 0.1, 0.4
# A document so many years older than the newest one used beside it is left out.
TOO_OLD = 3
# What naming the subject itself is worth beside the likelihood.
NAMED = 0.3
# Decisions are told without a verb: "De overeenkomst aan te gaan".
DECISIONS = "decision_list"
# What is left out is named, but not spoken of: "kunst en cultuur, met uitzondering van de bibliotheek".
_LEFT_OUT = re.compile(
    r"\b(?:uitzondering\s+van|behalve|exclusief|uitgezonderd)\s+(?:(?:de|het)\s+)?[\w-]+", re.I
)
_DECISION = re.compile(r"^[A-Z“‘][^;]*[^:;]$", re.S)
_NUMBERED = re.compile(r"^\s*\d+\.\s*")
# The end of a decision that a list of details follows on.
_DETAILS = re.compile(r",\s+(?:waarin|waarbij|waarmee|te weten|namelijk)\b[^,.;:]*:\s*$")
_ASIDE = re.compile(r"\b(?:zie (?:ook|bijlage|hoofdstuk|paragraaf|pagina)|hierboven|hieronder|bovenstaand\w*|"
                    r"onderstaand\w*|voornoemd\w*|eerdergenoemd\w*|genoemde)\b", re.I)  # fmt: skip
# What a sentence does; a heading or a row of a table has no such word.
_VERB = re.compile(
    r"\b(?:is|zijn|was|waren|wordt|worden|heeft|hebben|had|kan|kunnen|wil|willen|zal|zullen|moet|moeten|mag|"
    r"mogen|gaat|gaan|komt|komen|krijgt|krijgen|maakt|maken|zet|zetten|biedt|bieden|geeft|geven|voert|voeren|"
    r"werkt|werken|doet|doen|blijft|blijven|stelt|stellen|richt|richten|vindt|vinden|ziet|zien|neemt|nemen|"
    r"geldt|gelden|houdt|houden|bestaat|bestaan|staat|staan|ligt|draagt|dragen|betaalt|betalen|ontvangt|ontvangen|\w{3,}(?:eert|eren|igt|igen))\b"
)


@dataclass(frozen=True)
class Quote:
    """Sentences of a town's document: as they read, with their citation and how well they fit."""

    text: str
    citation: Citation
    entry: Entry
    score: float


@dataclass(frozen=True)
class Found:
    """The quotes for a part, and whether there were others that the draft has told before."""

    quotes: tuple[Quote, ...] = ()
    told_before: bool = False


def quotes(
    grounds: Grounds,
    town: Municipality,
    searches: Sequence[str],
    most: int,
    naming: Naming | None = None,
    longest: int | None = None,
) -> Found:
    """The best quotes for these searches, of the newest documents first, none that the draft has used.

    None has more than `longest` words, by default as many as such a quote may have.
    """
    named = naming.pattern if naming else None
    newest = max((year for e in grounds.entries if (year := year_of(e))), default=0)
    found: dict[str, Quote] = {}
    for search in searches:
        for candidate in _ranked(grounds, town, search, named):
            quote = _quote(candidate, grounds, newest, named)
            held = found.get(quote.text)
            stands = quote.entry.kind == DECISIONS or stands_alone(quote.text)
            fits = len(quote.text.split()) <= (longest or _room(candidate.quote))
            if stands and fits and (held is None or held.score < quote.score):
                found[quote.text] = quote
    kept: list[Quote] = []
    told_before = False
    for quote in _recent(sorted(found.values(), key=lambda q: -q.score)):
        if len(kept) == most:
            break
        if not grounds.new(quote.text):
            told_before = True
        elif not _repeats(quote, kept):
            grounds.once(quote.text)
            kept.append(quote)
    kept.sort(key=lambda q: -(year_of(q.entry) or newest))
    return Found(tuple(kept), told_before)


def _ranked(
    grounds: Grounds, town: Municipality, search: str, named: re.Pattern[str] | None
) -> list[Candidate]:
    sources = grounds.sources
    question = understand(search, sources.figures.municipalities, town.code, "nl", grounds.today)
    shelves = [town.code, *filter(None, [grounds.personal_shelf])]
    hits = sources.searcher.search(search, shelves=shelves, municipality=town.code)
    hits = [h for h in hits if h.passage.document.municipality == town.code]
    ranked = sources.quoter.rank(replace(question, kind="general"), hits)
    page_of = sources.catalogue.page
    return [
        c
        for c in ranked
        if _fits(c, sources.quoter.answers(c), named)
        and row_of(c.hit.passage.document, c.hit.passage.page_index, c.quote, page_of) is None
    ]


def _fits(candidate: Candidate, likely: bool, named: re.Pattern[str] | None) -> bool:
    decision = candidate.hit.passage.document.kind == DECISIONS
    told = _decided(candidate.quote) if decision else candidate.quote
    names_it = named is not None and named.search(_LEFT_OUT.sub(" ", told)) is not None
    if named is not None and not names_it:
        return False
    if not (names_it or (likely and candidate.own >= NAMES)):
        return False
    if decision and names_it:
        return len(told.split()) >= 8 and _DECISION.match(told) is not None
    return is_whole(candidate.quote)


def _decided(text: str) -> str:
    """A decision without its number, and without the words that announce its details."""
    return _DETAILS.sub("", _NUMBERED.sub("", text)).strip()


def is_whole(text: str) -> bool:
    """Whether a text is one whole sentence, not a heading, a fragment or a row."""
    flat = " ".join(text.split())
    if not 6 <= len(flat.split()) <= MOST_WORDS or not flat[0].isupper() or flat[-1] not in ".!":
        return False
    if _ASIDE.search(flat) or not _VERB.search(flat):
        return False
    return flat.count("(") == flat.count(")") and flat.count("“") == flat.count("”") and "•" not in flat


def _quote(candidate: Candidate, grounds: Grounds, newest: int, named: re.Pattern[str] | None) -> Quote:
    passage = candidate.hit.passage
    start, end = _run(candidate, named)
    quote = passage.text[start - passage.start : end - passage.start]
    decision = passage.document.kind == DECISIONS
    quote = _decided(quote) if decision else quote
    year = year_of(passage.document) or newest
    score = candidate.score - min(AT_MOST, PER_YEAR * max(0, newest - year))
    score += concreteness(quote, decision)
    if named is not None and named.search(candidate.quote):
        score += NAMED
    return Quote(_read_on(quote), cite(passage, quote), passage.document, score)


def _run(candidate: Candidate, named: re.Pattern[str] | None) -> tuple[int, int]:
    """The sentence with the one it leans on, and the next one where it is short or names the subject too.

    A sentence alone easily leaves out what follows: that the plan is carried out, or that it changes.

    Nothing is added that is no whole sentence, or stands in another paragraph.
    """
    passage = candidate.hit.passage
    around = statements(passage)
    index = next((i for i, s in enumerate(around) if s[0] == candidate.start), None)
    start, end = candidate.start, candidate.end
    if index is None or passage.document.kind == DECISIONS:
        return start, end
    first = index
    while first > 0 and leans(around[first][2]) and _reads_on(passage, around[first - 1], around[first]):
        first -= 1
    if leans(around[first][2]):
        first = index
    start, room = around[first][0], _room(candidate.quote)
    after = around[index + 1] if index + 1 < len(around) else None
    if after and _reads_on(passage, around[index], after):
        words = _words(passage, start, after[1])
        if words <= SHORT_RUN or (words <= room and named and named.search(after[2])):
            end = after[1]
    return (start, end) if _words(passage, start, end) <= room else (candidate.start, candidate.end)


def _room(sentence: str) -> int:
    """How many words a quote may have for the sake of this sentence."""
    return LONGEST_TOLD if _TELLS.search(sentence) and leans(sentence) else LONGEST_RUN


def _words(passage: Passage, start: int, end: int) -> int:
    """How many words stand between two places in the document."""
    return len(passage.text[start - passage.start : end - passage.start].split())


def _reads_on(passage: Passage, one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Whether two sentences follow on each other in one paragraph and both are whole."""
    between = passage.text[one[1] - passage.start : other[0] - passage.start]
    return not between.strip() and "\n\n" not in between and is_whole(one[2]) and is_whole(other[2])


def _read_on(quote: str) -> str:
    """A quote of one or more sentences on one line."""
    return as_sentence(" ".join(quote.split()))


def _recent(found: Sequence[Quote]) -> list[Quote]:
    """Without those from documents that are far older than the newest one among them."""
    years = {id(q): year_of(q.entry) for q in found}
    newest = max((y for y in years.values() if y), default=0)
    return [q for q in found if not (year := years[id(q)]) or year > newest - TOO_OLD]


def _repeats(quote: Quote, kept: Sequence[Quote]) -> bool:
    """Whether a quote says nearly the same as one that was taken: a budget copies last year's sentences."""
    words = set(re.findall(r"\w{4,}", quote.text.lower()))
    for other in kept:
        others = set(re.findall(r"\w{4,}", other.text.lower()))
        if words and len(words & others) / min(len(words), len(others) or 1) > 0.7:
            return True
    return False
