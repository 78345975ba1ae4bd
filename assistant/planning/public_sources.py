"""A fact from one of the program's own texts names the public source that the text itself rests on.

Who gets a plan can't look up a text that came with a program. Those texts end
in a list of their sources, so the line for the source that the fact names
stands in the note, with its address; where none is named, the first one does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.numbers import numbers
from assistant.records import Citation, Page
from assistant.wording import say

# A word in more titles than this tells none of them from the others; nor does a shorter word than this.
RARE, LONG = 4, 6
_LISTED = re.compile(r"^\s*(?:Bronnen|Sources)\s*$", re.M)
_LINE = re.compile(r"^\s*[-–•*]\s+(.+)$", re.M)
_LINK = re.compile(r"https?://\S+")
# A regulation by its number, as wetten.overheid.nl has it.
_LAW = re.compile(r"\bBWBR\d{7}\b")
# "(Awb, artikel 4:61)": what a law says is to be found in the law, and nowhere else.
_ARTICLE = re.compile(r"\((([A-Z][\w ]*), (artikel(?:en)? [^();]+))\)?\.?$")
_NAMED = re.compile(r"\(([^()]*[A-Za-z][^()]*)\)")
# The day that a law was looked at says nothing of the law.
_VERSION = re.compile(r",?\s*tekst(?:en)? van (?:\w+ )?20\d\d")
_WORD = re.compile(r"[^\W\d_][\w'-]+")
_YEAR = re.compile(r"\b20\d\d\b")
_COMMON = frozenset(
    "de het een van en voor over in met uit op aan bij ongeveer gegevens artikel lid eerste derde tekst "
    "onder jaar bladzijde wet januari februari maart april mei juni juli augustus september oktober "
    "november december".split()
)
# A copy of a document of Parliament, and where that document stands itself.
_COPIES = ((re.compile(r"https?://berthub\.eu/tkconv/document\.html\?nummer=(\w+)"),
            r"https://www.tweedekamer.nl/downloads/document?id=\1"),)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """A line of a list of sources."""

    title: str
    address: str | None


def findable(address: str) -> str:
    """An address where a document stands itself, for that of a copy on someone's own site."""
    for copy, original in _COPIES:
        address = copy.sub(original, address)
    return address


def made_public(citation: Citation, page: Page, short: Mapping[str, str], fact: str = "") -> Citation:
    """The citation with the public source behind its quote as its document; as it is on any other page.

    `short` has abbreviations in full ("WEB"); `fact` may name the source where the quote doesn't.
    """
    listed = sources(page.text)
    if not listed:
        return citation
    source = named(citation.quote, listed, short) or named(fact, listed, short)
    if source is not None and (article := _of_law(citation, source, short, fact)) is not None:
        return article
    if source is None:
        first = ",".join(listed[0].title.split(",")[:2])
        title = say("plan.draft.source_text", "nl", text=citation.document, source=first)
        return replace(citation, document=title, address=None)
    title = say("plan.draft.source_of", "nl", source=source.title, text=citation.document)
    return replace(citation, document=title, address=source.address)


def _of_law(citation: Citation, source: Source, short: Mapping[str, str], fact: str) -> Citation | None:
    """The citation of a law's article, without the words of the text that tells of it.

    Those speak to who writes a plan: "Noem de hoogte van de reserve". None
    where no article is named, or the fact has a number that only those words have.
    """
    article = _ARTICLE.search(citation.quote)
    if article is None:
        return None
    title = f"{short.get(article[2], article[2])}, {article[3]}"
    if not numbers(fact) <= numbers(title):
        return None
    return replace(citation, document=title, address=source.address, quote=article[1], heading=None)


def sources(text: str) -> list[Source]:
    """The sources in the list that a text ends with."""
    heading = list(_LISTED.finditer(text))
    if not heading:
        return []
    return [source for line in _LINE.finditer(text, heading[-1].end()) for source in _of_line(line[1])]


def _of_line(line: str) -> list[Source]:
    """The source on a line; two where it names two laws with an address each."""
    links = [findable(link.rstrip(",.")) for link in _LINK.findall(line)]
    title = _VERSION.sub("", _LINK.split(line)[0]).rstrip(" ,.:")
    titles = title.rsplit(" en ", 1)
    if len(links) == len(titles) == 2:
        return [Source(each, link) for each, link in zip(titles, links, strict=True)]
    return [Source(title, links[0] if links else None)]


def named(quote: str, listed: Sequence[Source], short: Mapping[str, str]) -> Source | None:
    """The source that a quote rests on; None where none of them is likely.

    That is the one it names between brackets, "(Holland Rijnland, 2020)", or
    one whose title shares rare words with the quote. A publisher may be there
    more than once: then the year and the rest of the words decide.
    """
    if law := _LAW.search(quote):
        return Source(f"wetten.overheid.nl, {law[0]}", f"https://wetten.overheid.nl/{law[0]}")
    between = _NAMED.findall(quote)
    wanted = _words(between[-1], short) if between else set()
    years = set(_YEAR.findall(between[-1] if between else quote))
    titles = {source: _words(source.title, short) for source in listed}
    names, words = _told(quote, wanted, list(titles.values()))
    likely: list[tuple[float, bool, Source]] = []
    for source, title in titles.items():
        share = len(wanted & title) / len(wanted) if wanted else 0.0
        dated = bool(years & set(_YEAR.findall(source.title)))
        others = len(names & title) + len(words & title)
        if share < 0.5 and not (share and dated) and others < 2:
            continue
        publisher = _words(source.title.split(",")[0], short)
        first = (wanted <= publisher) + 0.5 * (wanted == publisher) if wanted else 0.0
        score = 2 * share + first + dated + 1.25 * len(names & title) + 0.5 * min(len(words & title), 3)
        likely.append((score, bool(others or dated), source))
    likely.sort(key=lambda each: -each[0])
    # A publisher with more titles, none of them of that year or on that subject, leaves open which it is.
    alike = len(likely) > 1 and not likely[0][1] and (bool(years) or likely[0][0] == likely[1][0])
    return likely[0][2] if likely and not alike else None


def _told(quote: str, but: set[str], titles: Sequence[set[str]]) -> tuple[set[str], set[str]]:
    """The names in a quote, and its other long words, that few titles have and that stand in no `but`."""
    found = _WORD.findall(_NAMED.sub(" ", quote))
    rare = [w for w in found if sum(w.lower() in title for title in titles) <= RARE and w.lower() not in but]
    names = {w.lower() for w in rare if w != found[0] and w[:1].isupper()} - _COMMON
    return names, {w.lower() for w in rare if len(w) >= LONG} - names - _COMMON


def _words(text: str, short: Mapping[str, str]) -> set[str]:
    full = " ".join(short.get(word, word) for word in _WORD.findall(text))
    return {word.lower() for word in _WORD.findall(full)} - _COMMON
