"""Which towns a question names: by name, by an adjective, or with a slip of the hand.

A question is short and typed in haste, so it is read more generously than a
document: "de Leidse bibliotheek" and "Wasenaar" count. What stays open is said,
so that it can be asked back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.figures import spelling
from assistant.figures.municipalities import Doubt, Mention, Municipalities, is_cued, mid_sentence

# Two municipalities share their name with the province around them.
PROVINCES = frozenset(("groningen", "utrecht"))
_WORD = re.compile(r"(?<![\w-])[^\W\d_]{5,}(?![\w]|-\w)")
_OF_PROVINCE = re.compile(r"\b(?:provincie|province(?: of)?|staten van)\s+$", re.I)
_PROVINCIAL = re.compile(r"\b(?:provinci\w+|province|gedeputeerden?|statenl\w+)\b", re.I)
_OF_TOWN = re.compile(r"\b(?:gemeente|stad|city of|town of|municipality of)\s+$", re.I)
_LOCAL = re.compile(
    r"\b(?:gemeente|gemeenteraad|gemeentelijke?|raad|college|wethouders?|burgemeester|stad|\w*bibliotheek|"
    r"taalhuis|city|municipality|municipal|council|aldermen|alderman|mayor|library)\b",
    re.I,
)
_NATIONAL = re.compile(r"^\s+(?:politiek|politici|kringen|bluf)\b", re.I)
# Before a name that is no town's: "de heer Rutten", "de Jongen".
_PERSON = re.compile(
    r"(?:\b(?:de|het|een|the|a|heer|mevrouw|meneer|wethouder|burgemeester|minister|van de[rn]?|mr|mrs|ms)|"
    r"[A-Z][\w.]*)\s+$"
)


def towns_in(text: str, municipalities: Municipalities) -> list[Mention]:
    """Every place where a question names a town, in order.

    A mention with a `doubt` needs asking back: its name fits several towns, or
    a town and a province, or is a town's only after mending its spelling.
    """
    found = [_province_or_town(m, text) for m in municipalities.occurrences(text)]
    named = [m for m in found if m is not None]
    taken = [(m.start, m.end) for m in found if m is not None] + _provinces(text, municipalities)
    for mention in (*_adjectives(text, municipalities), *_misspelt(text, municipalities)):
        if not any(mention.start < end and start < mention.end for start, end in taken):
            named.append(mention)
            taken.append((mention.start, mention.end))
    return sorted(named, key=lambda m: m.start)


def corrected(text: str, municipalities: Municipalities) -> str:
    """A question with the names put right whose spelling leaves no doubt."""
    for mention in reversed(towns_in(text, municipalities)):
        if mention.misspelt and not mention.doubt:
            text = text[: mention.start] + mention.shown + text[mention.end :]
    return text


def by_name(text: str, municipalities: Municipalities) -> str:
    """A question with the towns' own names in the place of what was made of them: "Leidse" is Leiden."""
    for mention in reversed(towns_in(text, municipalities)):
        if mention.derived:
            text = text[: mention.start] + mention.shown + text[mention.end :]
    return text


def _provinces(text: str, municipalities: Municipalities) -> list[tuple[int, int]]:
    """Where a name stands for the province, so that nothing else is made of it."""
    return [(m.start, m.end) for m in municipalities.occurrences(text) if _province_or_town(m, text) is None]


def _province_or_town(mention: Mention, text: str) -> Mention | None:
    """The mention as it is, with a doubt where the province may be meant, None where it certainly is."""
    if mention.doubt or mention.shown.lower() not in PROVINCES:
        return mention
    before = text[: mention.start]
    if _OF_TOWN.search(before) or text.lower().startswith(" (gemeente)", mention.end):
        return mention
    provincial = _PROVINCIAL.search(text) is not None
    if _OF_PROVINCE.search(before) or (provincial and not _LOCAL.search(text)):
        return None
    if _LOCAL.search(text) and not provincial:
        return mention
    return mention.doubted("province")


def _adjectives(text: str, municipalities: Municipalities) -> Iterator[Mention]:
    for match in _WORD.finditer(text):
        word = match[0]
        name = municipalities.adjectives.get(word.lower())
        if name is None or not (word[0].isupper() or word.endswith("se")):
            continue
        if word.lower().startswith("haags") and _NATIONAL.match(text[match.end() :]):
            continue
        mention = municipalities.mention(name, match.start(), match.end(), word, derived=True)
        if (settled := _province_or_town(mention, text)) is not None:
            yield settled


def _misspelt(text: str, municipalities: Municipalities) -> Iterator[Mention]:
    for match in _WORD.finditer(text):
        word, before = match[0], text[: match.start()]
        if municipalities.candidates(word):
            continue
        capital = word[0].isupper() and (mid_sentence(text, match.start()) or is_cued(before))
        if capital and not is_cued(before) and _PERSON.search(before):
            continue
        names = spelling.near(word, municipalities.names())
        if not capital:
            names = tuple(n for n in names if len(n) >= spelling.LONG)
        towns = {c.code: (n, c) for n in names for c in municipalities.candidates(n)}
        if not towns:
            continue
        first = next(iter(towns.values()))[0]
        sure = len(towns) == 1 and spelling.only_doubled(word, first)
        doubt: Doubt = "" if sure else "spelling"
        candidates = tuple(c for _, c in towns.values())
        yield Mention(word, match.start(), candidates, end=match.end(), shown=municipalities.shown(first),
                      doubt=doubt, misspelt=True)  # fmt: skip
