"""A sentence or a quote, read word by word, so that one can be laid beside the other.

Each word gets the forms in which it can be met again: its stem, the groups of
the thesaurus and of plain synonyms, and its Dutch where it is English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.support_words import PARTICLES, Words, root
from assistant.index import lexical
from assistant.index.glossary import Glossary
from assistant.index.terms import Thesaurus

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*(?![\w])|[^\W_]+(?:&[^\W_]+)?")
_NUMBER = re.compile(r"\d[\d.,]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BETWEEN_CLAUSES = re.compile(r"[,;:()|–]|\.(?=\s|$)|\?")
_ENDS = re.compile(r"[.?!](?=\s+[A-Z“\"]|$)|\|")
_JOINING = frozenset(
    "en maar terwijl omdat doordat waardoor zodat want waarvan and but while because whereas".split()
)
_NUMERALS = {
    word: str(number)
    for number, words in enumerate(
        ("twee two", "drie three", "vier four", "vijf five", "zes six", "zeven seven", "acht eight",
         "negen nine", "tien", "elf eleven", "twaalf twelve"), 2)
    for word in words.split()
} | {"dertien": "13", "thirteen": "13", "veertien": "14", "fourteen": "14", "zestien": "16", "sixteen": "16",
     "zeventien": "17", "seventeen": "17", "achttien": "18", "eighteen": "18", "negentien": "19",
     "nineteen": "19", "zestig": "60", "zeventig": "70", "tachtig": "80", "negentig": "90",
     "vijftien": "15", "fifteen": "15", "twintig": "20", "twenty": "20", "dertig": "30", "thirty": "30",
     "veertig": "40", "vijftig": "50", "honderd": "100", "hundred": "100"}  # fmt: skip
# Markers of these kinds say something of their own; the others only bend what is said.
_TELLING = frozenset({"plan", "once", "yearly", "plain"})
# Verbs that say little, until they are parted from "aan" or "over".
_PARTED = frozenset(
    "neemt nemen nam komt komen kwam gaat gaan ging staat stond houdt maakt maken laat vindt doet".split()
)
# What a verb can be parted from, as it stands before the whole verb.
_ADVERBS = (
    "aan",
    "af",
    "bij",
    "door",
    "in",
    "mee",
    "na",
    "op",
    "over",
    "samen",
    "toe",
    "uit",
    "vast",
    "voor",
)
_SHORTEST_VERB = 3
_DOUBLED = re.compile(r"(.)\1")
# "dinsdagmiddag" may be told as "dinsdag", not the other way round.
_DAY_PART = re.compile(r"((?:maan|dins|woens|donder|vrij|zater|zon)dag)(ochtend|morgen|middag|avond)")
_IN_PARENTHESES = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Word:
    """A word of a text: folded, as written, where, and in which clause and sentence (from 0).

    `forms` are what it means, `wide` also what its parts mean. `content` says
    that it says something of its own; a number counts as such. `weak` says that
    it says so little that a sentence may have it anyway.
    """

    text: str
    written: str
    clause: int
    sentence: int
    forms: frozenset[str]
    wide: frozenset[str]
    content: bool
    number: bool
    weak: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is a number, in digits or spelled out, and no year."""
        if self.number:
            return not self.year
        return self.written in ("één", "Eén") or any(form.isdigit() for form in self.forms)

    @property
    def year(self) -> bool:
        """Whether it is a year."""
        return self.number and _YEAR.fullmatch(self.text) is not None


@dataclass(frozen=True)
class Read:
    """A text as words, with its markers as (kind, first word, past the last)."""

    text: str
    words: tuple[Word, ...]
    markers: tuple[tuple[str, int, int], ...]

    @property
    def content(self) -> tuple[int, ...]:
        """The places of the words that say something."""
        return tuple(n for n, word in enumerate(self.words) if word.content)

    @property
    def english(self) -> bool:
        """Whether its little words are English rather than Dutch."""
        texts = [word.text for word in self.words]
        return sum(t in _ENGLISH for t in texts) > sum(t in _DUTCH for t in texts)

    def kinds(self) -> set[str]:
        """The kinds of markers in it."""
        return {kind for kind, _, _ in self.markers}


def without_references(text: str) -> str:
    """The text without what stands in parentheses: the source and page of a fact, not what it says."""
    return re.sub(r"\s+([.,])", r"\1", _IN_PARENTHESES.sub("", text)).strip()


def references(text: str) -> list[str]:
    """What stands in parentheses."""
    return [match.strip("()") for match in _IN_PARENTHESES.findall(text)]


_ENGLISH = frozenset("the of and to a for with that are by from who not as it its their which be can".split())
_DUTCH = frozenset(
    "de het een van en voor met dat die zijn door aan naar op er niet als te wordt kan bij".split()
)


class Reader:
    """Reads texts with the words of the field, plain words and the glossary; remembers what it read."""

    def __init__(self, words: Words, thesaurus: Thesaurus, glossary: Glossary) -> None:
        self._words, self._thesaurus, self._glossary = words, thesaurus, glossary
        self.read: Callable[[str], Read] = lru_cache(maxsize=2_000)(self._read)
        self._forms = lru_cache(maxsize=20_000)(self._forms_of)

    def _read(self, text: str) -> Read:
        matches = list(_TOKEN.finditer(text))
        tokens = [lexical.fold(m[0]) for m in matches]
        clauses, sentences = _places(text, matches, tokens)
        concepts = self._words.concepts(tokens, clauses)
        phrases = self._phrases(text, tokens)
        for place, form in parted_verbs(tokens, clauses):
            phrases[place].add(form)
        markers = tuple(m for m in self._words.markers(tokens, clauses) if not self._of_time(m, tokens))
        bending = {n for kind, start, end in markers if kind not in _TELLING for n in range(start, end)}
        words = tuple(
            self._word(
                matches[n][0], token, clauses[n], sentences[n], frozenset(concepts[n] | phrases[n]),
                bends=n in bending, parted=_parted(tokens, clauses, n),
            )
            for n, token in enumerate(tokens)
        )  # fmt: skip
        return Read(text, words, markers)

    def _of_time(self, marker: tuple[str, int, int], tokens: Sequence[str]) -> bool:
        """Whether "elk" or "alle" only says how often: "elk jaar"."""
        kind, _, end = marker
        return kind == "all" and end < len(tokens) and (
            tokens[end] in self._words.times or tokens[end] in _NUMERALS or tokens[end].isdigit()
        )  # fmt: skip

    def _phrases(self, text: str, tokens: Sequence[str]) -> list[set[str]]:
        found: list[set[str]] = [set() for _ in tokens]
        for asked in self._thesaurus.asked(text):
            parts = asked.word.split()
            if len(parts) == 1:
                continue
            for start in range(len(tokens) - len(parts) + 1):
                if list(tokens[start : start + len(parts)]) == parts:
                    for place in range(start, start + len(parts)):
                        found[place] |= asked.terms
        return found

    def _word(self, written: str, token: str, clause: int, sentence: int, concepts: frozenset[str],
              *, bends: bool, parted: bool) -> Word:  # fmt: skip
        number = _NUMBER.fullmatch(token) is not None
        forms, wide = self._forms(token)
        little = token in lexical.STOP_WORDS or token in self._words.light or token in PARTICLES
        light = (bends or little) and not parted
        return Word(
            token, written, clause, sentence, forms | concepts, wide | concepts,
            number or not (light or len(token) < 2), number, token in self._words.weak,
        )  # fmt: skip

    def _forms_of(self, token: str) -> tuple[frozenset[str], frozenset[str]]:
        if _NUMBER.fullmatch(token):
            value = frozenset({comparable(token)})
            return value, value
        forms = self._thesaurus.whole_words(token)
        if len(token) > _SHORTEST_VERB:
            forms |= {f"~{root(token)}"}
        wide = self._thesaurus.word_terms(token)
        if day := _DAY_PART.fullmatch(token):
            wide = wide.union(*(self._thesaurus.whole_words(part) for part in day.groups()))
        if token in _NUMERALS:
            forms |= {_NUMERALS[token]}
        for dutch in self._glossary.dutch(token, most=4).split():
            if dutch != token:
                forms |= self._thesaurus.whole_words(dutch)
        return forms, wide | forms


def parted_verbs(tokens: Sequence[str], clauses: Sequence[int]) -> Iterator[tuple[int, str]]:
    """A form that a verb shares parted and whole: "zetten … op" and "opgezet" are both "+op+ze"."""
    for place, token in enumerate(tokens):
        for particle in _ADVERBS:
            rest = token.removeprefix(particle)
            if rest != token and len(rest) >= _SHORTEST_VERB:
                yield place, _verb(particle, rest.removeprefix("ge"))
        for other in range(place + 1, min(len(tokens), place + 12)):
            if clauses[other] != clauses[place]:
                break
            if tokens[other] in _ADVERBS and token not in lexical.STOP_WORDS and len(token) >= _SHORTEST_VERB:
                yield place, _verb(tokens[other], token)


def _verb(particle: str, verb: str) -> str:
    root = _DOUBLED.sub(r"\1", lexical.stem(verb)).rstrip("td")
    return f"+{particle}+{root}"


def _parted(tokens: Sequence[str], clauses: Sequence[int], place: int) -> bool:
    """Whether a verb that says little has its other half at the end of its clause: "nam … aan"."""
    if tokens[place] not in _PARTED:
        return False
    last = max(n for n in range(place, len(tokens)) if clauses[n] == clauses[place])
    return last > place and tokens[last] in PARTICLES


def comparable(number: str) -> str:
    """ "12.736" and "12736" alike, "27,2" and "27.2" alike."""
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", number):
        return re.sub(r"[.,]", "", number)
    return number.replace(",", ".").strip(".")


def _places(
    text: str, matches: Sequence[re.Match[str]], tokens: Sequence[str]
) -> tuple[list[int], list[int]]:
    """The clause and the sentence that each word is in."""
    clauses: list[int] = []
    sentences: list[int] = []
    clause = sentence = 0
    before = 0
    for match, token in zip(matches, tokens, strict=True):
        between = text[before : match.start()]
        after = tokens[len(clauses) + 1] if len(clauses) + 1 < len(tokens) else ""
        years = token in ("en", "and") and bool(clauses) and (
            (tokens[len(clauses) - 1].isdigit() and after.isdigit()) or after in ("ouder", "older", "over")
        )  # fmt: skip
        if clauses and (_BETWEEN_CLAUSES.search(between) or (token in _JOINING and not years)):
            clause += 1
        if clauses and (_ENDS.search(between + match[0][:1]) and re.search(r"[.?!|]", between)):
            sentence += 1
        clauses.append(clause)
        sentences.append(sentence)
        before = match.end()
    return clauses, sentences
