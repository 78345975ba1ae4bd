"""A question about one article of a law: "Wat staat er in artikel 5 van de Wsob?".

Every article of a law speaks of the same things, so likeness mixes them up. An
article is asked for by its number and so it is looked up by its number, in the
law that was named and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.index import lexical
from assistant.index.catalogue import Catalogue
from assistant.index.terms import Thesaurus
from assistant.records import Entry, Hit, Passage

_NUMBER = r"\d+[a-z]?(?:[.:]\d+[a-z]?)*"
_ARTICLE = re.compile(rf"\b(?:artikel|art\.?|article)\s+(?P<number>{_NUMBER})(?![\w%])", re.IGNORECASE)
# "artikel 5, eerste lid, onder a, van de Wsob": between the number and the law.
_PART = (
    r"(?:,?\s+(?:(?:eerste|tweede|derde|vierde|vijfde|zesde|\d+e)\s+lid|lid\s+\d+|onder(?:deel)?\s+[a-z]\b|"
    r"paragraph\s+\d+|sub\s+[a-z]\b))*"
)
_LAW = re.compile(
    rf"{_PART},?\s+(?P<led>(?:van|uit|of|from)\s+)?(?:in\s+)?(?:de\s+|het\s+|the\s+)?(?P<law>[^\W\d][^?.!,;]*)",
    re.IGNORECASE,
)
# What is the name of a law by its form: "Jeugdwet", "IOAW", "subsidieverordening".
_FORMAL = re.compile(
    r"[A-Z][\w-]*|\w*(?:wet|wetboek|besluit|regeling|verordening|reglement|statuut|verdrag)\b", re.UNICODE
)
_HEADED = re.compile(rf"^\s*(?:artikel|art\.?)\s+(?P<number>{_NUMBER})(?!\w)", re.IGNORECASE)
_LONGEST_NAME = 7
# Words of a title that its initials leave out.
_SMALL = frozenset("en de het van der voor tot op in inzake".split())
_COMMON = frozenset("wet de het een regeling besluit gemeente artikel".split())


@dataclass(frozen=True)
class Article:
    """An article by its number. The name of its law is how `after` begins, or one of `before`.

    `named` says that `after` begins with a law's name for certain.
    """

    number: str
    after: str = ""
    before: tuple[str, ...] = ()
    named: bool = False


def article_in(question: str) -> Article | None:
    """The article that a question asks about; None for none, and for more than one."""
    found = list(_ARTICLE.finditer(question))
    if len(found) != 1:
        return None
    before, after = question[: found[0].start()], question[found[0].end() :]
    number = found[0]["number"].lower()
    behind = _LAW.match(after)
    name = behind["law"].strip() if behind else ""
    named = behind is not None and behind["led"] is not None and _FORMAL.match(name) is not None
    words = before.rstrip(" ,").split()
    in_front = (" ".join(words[start:]) for start in range(max(0, len(words) - _LONGEST_NAME), len(words)))
    return Article(number, name, tuple(in_front), named)


def law_of(article: Article, documents: Sequence[Entry], thesaurus: Thesaurus) -> tuple[list[Entry], str]:
    """The documents with the law of an article, and the name that stood for them; ([], "") for none."""
    laws, count = law_named(article.after, documents, thesaurus)
    if laws:
        return laws, " ".join(article.after.split()[:count])
    for calling in article.before:
        laws, count = law_named(calling, documents, thesaurus)
        if laws and count == len(calling.split()):
            return laws, calling
    return [], ""


def law_named(name: str, documents: Sequence[Entry], thesaurus: Thesaurus) -> tuple[list[Entry], int]:
    """The documents that a name stands for, and how many of its words that name takes; ([], 0) for none.

    A law goes by its title, its initials ("Wsob") or another name that the
    thesaurus has for its title; a local one by a part of its title.
    """
    words = lexical.fold(name).split()
    for count in range(min(len(words), _LONGEST_NAME), 0, -1):
        called = " ".join(words[:count])
        if words[count - 1] in lexical.STOP_WORDS or called in _COMMON:
            continue
        if exact := [d for d in documents if _is_called(d, called, thesaurus)]:
            return exact, count
    for count in range(min(len(words), _LONGEST_NAME), 0, -1):
        called = " ".join(words[:count])
        if called in _COMMON or len(called) < 5:
            continue
        if part := [d for d in documents if re.search(rf"\b{re.escape(called)}\b", lexical.fold(d.title))]:
            return part, count
    return [], 0


def passages_of(article: Article, laws: Sequence[Entry], catalogue: Catalogue) -> list[Hit]:
    """The passages of this article in these laws, in order: those under its heading or that begin with it."""
    return [
        Hit(passage, 1.0)
        for law in laws
        for passage in catalogue.document_passages(law.id)
        if is_of(article, passage)
    ]


def is_of(article: Article, passage: Passage) -> bool:
    """Whether a passage stands under the heading of an article, or begins with it."""
    return any(
        (headed := _HEADED.match(text)) is not None and headed["number"].lower() == article.number
        for text in (*passage.headings, passage.text)
    )


def _is_called(document: Entry, called: str, thesaurus: Thesaurus) -> bool:
    title = lexical.fold(document.title)
    if called == title:
        return True
    words = [w for w in re.findall(r"[^\W_]+", title) if w not in _SMALL]
    if len(words) > 1 and called == "".join(w[0] for w in words):
        return True
    named = {term for one in thesaurus.asked(called) for term in one.terms if term[0] == "#"}
    of_title = {term for one in thesaurus.asked(title) for term in one.terms if term[0] == "#"}
    whole = len(thesaurus.asked(title)) == 1 and len(thesaurus.asked(called)) == 1
    return document.kind == "law" and whole and bool(named & of_title)
