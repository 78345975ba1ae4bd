"""A sentence that leaves out what was asked about: "cultuur (met uitzondering van de bieb): € 149.265".

It names the thing and gives an amount, so it looks like an answer. It is the
amount of everything else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.index.terms import Asked, Thesaurus, degree

# A thing that is named less than this far is not named.
NAMED = 0.3
_EXCEPTED = re.compile(
    r"\b(?:met\s+uitzondering\s+van|uitgezonderd|behalve|behoudens|afgezien\s+van|exclusief|excl\.|niet\s+zijnde|"
    r"zonder\s+mee\s+te\s+(?:tellen|rekenen)|with\s+the\s+exception\s+of|except(?:\s+for)?|excluding|"
    r"apart\s+from|other\s+than)\s+(?P<what>[^,;:.()]{2,80})",
    re.IGNORECASE,
)
# A question may ask for all but one thing in other words: "als je de bieb niet meetelt".
_ASKED_FOR = re.compile(
    r"\b(?:niet\s+mee\w*|zonder|buiten\s+beschouwing|without|not\s+(?:counting|including))\b", re.IGNORECASE
)
# "Behalve de bibliotheek krijgt ook de school subsidie" adds instead of leaving out.
_ADDING = re.compile(r"^\W*(?:behalve|apart\s+from)\b.*\b(?:ook|also|too)\b", re.IGNORECASE | re.DOTALL)


def leaves_out(text: str, question: str, asked: Sequence[Asked], thesaurus: Thesaurus) -> bool:
    """Whether a text says something of all but one of the things that a question names.

    Not where the question itself asks for an exception.
    """
    if _EXCEPTED.search(question) or _ASKED_FOR.search(question) or _ADDING.match(text):
        return False
    for match in _EXCEPTED.finditer(text):
        excepted = thesaurus.terms(match["what"])
        rest = thesaurus.terms(f"{text[: match.start()]} {text[match.end() :]}")
        if any(degree(one, excepted) >= NAMED > degree(one, rest) for one in asked):
            return True
    return False
