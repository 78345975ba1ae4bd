"""Text from people and documents, made fit for any file: XML forbids some characters, layout others.

A control character in a remark would make Word refuse the whole document, and
an overriding direction mark would turn the words after it around.
"""

from __future__ import annotations

import re
from datetime import datetime

from assistant.wording import say

# What XML 1.0 forbids (section 2.2: control characters, surrogates, two non-characters), and marks that
# change the direction of what follows.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
# Signs without a meaning of their own, which a PDF's bullets often are; PDF/A forbids them.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
# Not `\s`: a no-break space in "€ 1.000" must stay.
_SPACES = re.compile("[ \t\r\n\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """The text on one line, without what a file can't hold; no-break spaces stay."""
    return _SPACES.sub(" ", _PRIVATE.sub(" ", _FORBIDDEN.sub("", text))).strip(" ")


def day(moment: str, language: str) -> str:
    """An ISO 8601 time as "3 november 2026"; "" for something else."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    month = say("export.months", language).split()[found.month - 1]
    return f"{found.day} {month} {found.year}"
