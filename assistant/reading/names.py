"""A file's name as it may be shown: what a terminal, a page and a person take for a name.

A name comes from whoever made the file. Control characters in it could rewrite
the line it is printed on, and a right-to-left override makes "fdp.exe" read as
"exe.pdf".
"""

from __future__ import annotations

import unicodedata

MOST = 200
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown_name(name: str) -> str:
    """The last part of a path without invisible characters, at most 200 characters, never empty."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    shown = shown_text(last)
    if len(shown) > MOST:
        suffix = shown[shown.rfind(".") :] if "." in shown[-10:] else ""
        shown = shown[: MOST - 1 - len(suffix)] + "…" + suffix
    return shown if shown.strip(".") else "naamloos"


def shown_text(text: str) -> str:
    """A text on one line without the characters that can't be seen but act."""
    return " ".join("".join(" " if _acts(c) else c for c in text).split())


def _acts(character: str) -> bool:
    return not character.isprintable() and unicodedata.category(character) in _UNSEEN
