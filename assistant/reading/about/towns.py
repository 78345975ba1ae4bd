"""The municipality a document is of: the one that published it, or that it names again and again.

A budget names its neighbours too, and a national brochure names many towns as
examples; so a town has to lead by far, and a document published by another
body is of no town. There is no list of municipalities here: a name is what
follows the word "gemeente", as written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assistant.reading.raw import Raw

# What a municipality writes itself; of these two mentions are enough, of others it takes more.
OWN_KINDS = ("budget", "annual_report", "decision_list", "council_proposal", "policy", "coalition_agreement")
LEAST, LEAST_OTHERWISE = 2, 4
PAGES = 40
# How many times as often it has to be named as the next.
LEAD = 2.5
_NAME = r"(?:['’]s-|['’]t )?[A-ZÀ-Ý][\w’'-]*"
_LINK = r"(?:aan|op|bij|onder|den|de|het|['’]t|en|van)"
_NAMES = rf"{_NAME}(?: (?:{_LINK} ){{0,2}}{_NAME}){{0,2}}"
_CALLED = re.compile(rf"\b[Gg](?:emeente|EMEENTE)(?:raad)?(?: van)?\s+({_NAMES})")
_NO_NAME = frozenset("De Den Het Sint Nieuw Oud Subsidie".split())
_PUBLISHED, _TITLED, _MAILED = 6, 4, 2


def town_of(raw: Raw, title: str, kind: str | None, publisher: str | None) -> str | None:
    """The municipality's name as written, None for a national document and where two towns compete."""
    if kind in ("law", "guidance"):
        return None
    issuer = re.match(rf"(?i:gemeente) ({_NAMES})", publisher or "")
    if publisher and not issuer:
        return None
    text = "\n".join(page.text for page in raw.pages[:PAGES])
    counted: Counter[str] = Counter()
    for named in [*_CALLED.findall(text), *_CALLED.findall(title)]:
        counted.update(_prefixes(named.title() if named.isupper() else named))
    points: Counter[str] = Counter()
    for name in _whole(counted):
        mailed = re.search(rf"@{re.escape(name)}\.nl", text, re.I)
        points[name] = counted[name] + (_MAILED if mailed else 0)
    if issuer:
        points[issuer[1]] += _PUBLISHED
    for name in _in_title(title, text, points):
        points[name] += _TITLED
    least = LEAST if kind in OWN_KINDS or issuer else LEAST_OTHERWISE
    return _leader(points, least, text)


def _prefixes(named: str) -> Iterator[str]:
    """A name and what it may be cut to: "Bergen op Zoom" is also "Bergen"."""
    words = named.split()
    for n in range(1, len(words) + 1):
        if words[n - 1][:1].isupper() or words[n - 1][0] in "'’":
            yield " ".join(words[:n])


def _whole(counted: Counter[str]) -> list[str]:
    """The names without those that nearly always go on, and without those that seldom do."""
    found: list[str] = []
    for name in counted:
        longer = [other for other in counted if other.startswith(name + " ")]
        shorter = [other for other in counted if name.startswith(other + " ")]
        goes_on = any(counted[other] > 0.7 * counted[name] for other in longer)
        seldom = any(counted[name] <= 0.7 * counted[o] for o in shorter if o not in _NO_NAME)
        if name not in _NO_NAME and not goes_on and not seldom:
            found.append(name)
    return found


def _in_title(title: str, text: str, known: Counter[str]) -> set[str]:
    """The names in a title that the text bears out: as a municipality, or by naming them three times."""
    found = {name for name in known if re.search(rf"\b{re.escape(name)}\b", title, re.I)}
    placed = re.search(
        rf"(?:akkoord|begroting|vergadering|besluitenlijst|college|raad)\s+(?:van )?({_NAME})", title
    )
    if not found and placed and len(re.findall(rf"\b{re.escape(placed[1])}", text)) >= 3:
        found.add(placed[1])
    return found


def _leader(points: Counter[str], least: int, text: str) -> str | None:
    """The name with the most points, where it is also named far more often than any other."""
    name = max(points, key=lambda one: points[one], default=None)
    if name is None or points[name] < least:
        return None
    named = {one: points[one] + len(re.findall(rf"\b{re.escape(one)}\b", text)) for one in points}
    others = max((times for one, times in named.items() if one != name), default=0)
    return name if others * LEAD <= named[name] else None
