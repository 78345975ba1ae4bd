"""What a language model may word: numbered facts, each with what it rests on.

A fact is what the model-free answer says, or another good quote. It says whose
it is, from which document and under which heading, because a sentence that
leaves that out may give a town what belongs to another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.composing import as_sentence
from assistant.answering.render import figure_line
from assistant.answering.untrusted import commands, harmless
from assistant.records import Answer, Citation, Figure, Language

# So many facts, and characters of facts, go to a model: about three thousand tokens.
MOST, MOST_CHARACTERS = 24, 9000
NamedTown = Callable[[str], str]


@dataclass(frozen=True)
class Fact:
    """One numbered fact: a sentence, the citations and figures it rests on, and the town it is of.

    `text` is what the model reads, `shown` the same as the model-free answer
    says it; `town` is a name, "" for the country.
    """

    number: int
    text: str
    shown: str
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    town: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """The titles and headings it stands under."""
        named = (part for c in self.citations for part in (c.document, c.heading))
        return tuple(dict.fromkeys(part for part in named if part))


def facts_of(answer: Answer, more: Sequence[Citation], town_of: NamedTown) -> tuple[Fact, ...]:
    """The facts of an answer that is grounded, and of more citations that are; numbered from 1.

    `town_of(code)` names a municipality. What addresses a language model is no fact.
    """
    claims = [s for s in answer.sentences if s.role == "claim" and s.citations and not s.figures]
    found = [_fact(s.text, tuple(answer.citations[n - 1] for n in s.citations)) for s in claims]
    found += [_fact(as_sentence(citation.quote), (citation,)) for citation in more]
    found += [_fact(figure_line(f, answer.language), figures=(f,)) for f in answer.figures]
    return _numbered(found, town_of)


def facts_from(
    citations: Iterable[Citation], figures: Iterable[Figure], language: Language, town_of: NamedTown
) -> tuple[Fact, ...]:
    """The facts that these citations and figures are, which must be grounded already; numbered from 1."""
    found = [_fact(as_sentence(citation.quote), (citation,)) for citation in citations]
    found += [_fact(figure_line(figure, language), figures=(figure,)) for figure in figures]
    return _numbered(found, town_of)


def _fact(shown: str, citations: tuple[Citation, ...] = (), figures: tuple[Figure, ...] = ()) -> Fact:
    return Fact(0, harmless(shown), shown, citations, figures)


def _numbered(found: Iterable[Fact], town_of: NamedTown) -> tuple[Fact, ...]:
    """The facts worth telling, each once and numbered from 1, as many as fit."""
    kept: list[Fact] = []
    seen: set[str] = set()
    room = MOST_CHARACTERS
    for fact in found:
        key = fact.text.casefold()
        if not _says_something(key) or key in seen or len(kept) == MOST or len(key) > room or _commands(fact):
            continue
        seen.add(key)
        room -= len(key)
        kept.append(replace(fact, number=len(kept) + 1, town=_town(fact, town_of)))
    return tuple(kept)


def _says_something(text: str) -> bool:
    return len(text.split()) > 1


def _commands(fact: Fact) -> bool:
    quotes = [citation.quote for citation in fact.citations]
    return any(map(commands, (fact.shown, *quotes, *fact.sources)))


def _town(fact: Fact, town_of: NamedTown) -> str:
    named = [town_of(c.municipality) for c in fact.citations if c.municipality]
    named += [figure.municipality for figure in fact.figures]
    return ", ".join(dict.fromkeys(named))
