"""Whether a sentence can be read on its own, or leans on what stands before it.

"Deze wettelijke zorgplicht" says nothing to who has not read the sentence
before: such a sentence is quoted together with that one, or not at all.
"""

from __future__ import annotations

import re

from assistant.planning.filling import sentences

# A sentence that begins so speaks of something before it.
_LEANS = re.compile(
    r"^(?:deze|dit|dat|die|daar\w*|hier\w*|zij|ze|hij|het (?:gaat|betreft|doel|bedrag)|hun|haar|zo|ook|"
    r"echter|bovendien|daarnaast|verder|vervolgens|tevens|dan|toch|maar|en|of|want|dus|immers|wel|"
    r"een aantal|enkele|beide|zowel|laatst\w*|eerst\w*|ten (?:eerste|tweede|derde)|volgens|"
    r"(?:voor |van |bij )?(?:de|het) (?:overige|andere))\b",
    re.I,
)
_POINTS_BACK = re.compile(
    r"\b(?:hier|daar)(?:bij|voor|mee|van|in|aan|door|toe|over|uit|op|onder|om|naast|na|tegen|tussen)\b|"
    # "en dergelijke" ends a list, and "zo'n 500 inwoners" is a guess.
    r"\b(?:(?<!\ben )dergelijke?|zulke?|zo['’]n(?!\s+\d)|(?:boven|voor|hiervoor|eerder|laatst)?genoemde|"
    r"(?:boven|voor)staande?|voornoemde?|desbetreffende|hierboven)\b|"
    r"\b(?:deze|dit)\b(?!\s+(?:jaar|moment|begrotingsjaar|begroting\w*|programma\w*begroting|jaarstukken|nota|"
    r"(?:college|raads|bestuurs|coalitie)periode)\b)|"
    # "die" and "dat" point back behind a preposition: "voor die groep", but not "inwoners die".
    r"\b(?:aan|bij|door|in|met|na|naar|op|over|per|tegen|tot|uit|van|voor) (?:die|dat)\b",
    re.I,
)
_DEMONSTRATIVE = re.compile(r"(?:deze|dit|die|dat)\b", re.I)


def leans(text: str) -> bool:
    """Whether a sentence speaks of something that stands before it.

    A word that points back may point to what the sentence itself has named:
    "de gemeente opent een taalhuis en betaalt dit taalhuis".
    """
    flat = " ".join(text.split())
    return _LEANS.match(flat) is not None or any(
        not _named_before(flat, match.end()) for match in _POINTS_BACK.finditer(flat)
    )


def stands_alone(text: str) -> bool:
    """Whether a quote of one or more sentences leans on nothing outside it."""
    first = sentences(text)[:1]
    return not (first and leans(first[0]))


def _named_before(text: str, end: int) -> bool:
    """Whether the noun behind a demonstrative stands before it too, in the same sentence."""
    pointing = re.search(r"\w+$", text[:end])
    noun = re.match(r"\s+(\w{4,})", text[end:])
    if pointing is None or noun is None or not _DEMONSTRATIVE.fullmatch(pointing[0]):
        return False
    return re.search(rf"\b{re.escape(noun[1])}\b", text[: pointing.start()], re.I) is not None
