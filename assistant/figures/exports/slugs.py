"""Short plain names for files and keys, made of what a person typed."""

from __future__ import annotations

import re
import unicodedata

_MOST = 48


def slug(text: str, joint: str = "-") -> str:
    """Lower-case letters and digits, at most 48; "cijfers" for a text without any."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    short = joint.join(re.findall(r"[a-z0-9]+", plain))[:_MOST].strip(joint)
    return short or "cijfers"
