"""What a user may wish of a section without a language model: shorter, longer, plainer, more about something.

A wish changes how the section's parts are drafted, never what they rest on. A
wish that can't be met so is refused with what can.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from assistant.errors import UnknownWish
from assistant.planning.outline import Part, SectionOutline

_SHORTER = re.compile(
    r"\b(?:korter|kort|minder|beknopt\w*|inkorten|samenvatten|shorter|brief\w*|less)\b", re.I
)
_LONGER = re.compile(r"\b(?:langer|uitgebreid\w*|meer detail\w*|longer|more detail\w*)\b", re.I)
_PLAIN = re.compile(r"\b(?:b1|a2|eenvoudig\w*|simpel\w*|makkelijk\w*|plain\w*|simpl\w*|eas\w+)\b", re.I)
_ABOUT = re.compile(r"\b(?:meer (?:over|voor|aandacht voor)|more (?:about|for|on))\s+(.+?)\s*[.!]?$", re.I)
# How many of a part's quotes, methods and the like there are when the outline doesn't say.
USUAL = 3
PLAIN_WORDS = 20


@dataclass(frozen=True)
class Wish:
    """`length` is -1 for shorter, 1 for longer; `about` what there should be more of, "" for nothing."""

    length: int = 0
    plain: bool = False
    about: str = ""


def understand(text: str) -> Wish:
    """The wish in a user's words; raises `UnknownWish` for one that needs a model."""
    about = _ABOUT.search(text)
    length = -1 if _SHORTER.search(text) else 1 if _LONGER.search(text) else 0
    wish = Wish(length, _PLAIN.search(text) is not None, about[1] if about else "")
    if wish == Wish():
        raise UnknownWish(wish=" ".join(text.split())[:80])
    return wish


def adapted(outline: SectionOutline, wish: Wish) -> SectionOutline:
    """The section's outline with the wish worked into the options of its parts."""
    parts = [_adapted(part, wish) for part in outline.parts]
    if wish.length < 0:
        parts = [p for p in parts if not p.options.get("extra")]
    if wish.about:
        searches = [f"Wat wil de gemeente voor {wish.about}?", f"Wat doet de gemeente aan {wish.about}?"]
        options: dict[str, Any] = {
            "searches": searches,
            "most": USUAL,
            "words": PLAIN_WORDS if wish.plain else 0,
        }
        parts.append(Part("policy", options))
        parts.append(Part("about", {"subject": wish.about}))
    return replace(outline, parts=tuple(parts))


def _adapted(part: Part, wish: Wish) -> Part:
    options: Mapping[str, Any] = part.options
    if part.kind in ("policy", "methods", "literacy") and wish.length:
        most = options.get("most", USUAL)
        options = {**options, "most": max(1, most // 2) if wish.length < 0 else most * 2}
    if part.kind == "policy" and wish.plain:
        options = {**options, "words": PLAIN_WORDS}
    return Part(part.kind, options)
