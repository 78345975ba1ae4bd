"""Which files may be uploaded, and when: sharing needs a town, keeping private needs a person."""

from __future__ import annotations

from assistant.reading import SUPPORTED
from assistant.wording import say

FILE_TYPES = list(SUPPORTED)


def refused(municipality: str | None, shared: bool, person: str | None, language: str) -> str | None:
    """Why a file can't be taken like this, or None."""
    if shared and not municipality:
        return say("web.upload.needs_municipality", language)
    return say("web.upload.needs_session", language) if not shared and person is None else None
