"""How concrete a sentence of a document is: a plan, an agreement or an amount says more than an intention.

Where a part has room for one or two quotes, the likeliest sentences are often
the general ones, for they name the subject in so many words. What a town has
decided or is making goes before them.
"""

from __future__ import annotations

import re

CONCRETE, GENERAL = 0.4, -0.4
_MADE = re.compile(
    r"\b(?:regioplan|regionaal (?:actie)?plan|uitvoeringsplan|actieplan|beleidsplan|jaarplan|"
    r"(?:samenwerkings)?overeenkomst|convenant|pilot)|€\s*\d",
    re.I,
)
_INTENDED = re.compile(
    r"\bvanaf 20\d\d (?:zal|zullen|moet|moeten)\b|\b(?:zal|zullen) (?:\w+ ){0,6}moeten\b|"
    r"\baandacht (?:heeft|hebben|krijgt|verdient)\b|\bvan (?:groot |cruciaal |wezenlijk )?belang\b|"
    r"\b(?:erg|heel|zeer) belangrijk\b",
    re.I,
)


def concreteness(text: str, decision: bool = False) -> float:
    """What a quote gains for a plan, agreement or amount that it names, or loses for intentions alone.

    A `decision` is concrete of itself.
    """
    if decision:
        return CONCRETE
    if _INTENDED.search(text):
        return GENERAL
    return CONCRETE if _MADE.search(text) else 0.0
