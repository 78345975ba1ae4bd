"""Names that are one slip of the hand away from a town's name: "Wasenaar", "Leyden".

One letter is little in a long name and much in a short one, and many words and
villages are one letter away from a municipality. So only names of six letters
and more count, and what is known to be something else is listed.
"""

from __future__ import annotations

import re
from functools import lru_cache

SHORTEST = 6
# So long a name is recognised without a capital too.
LONG = 9
# Words, people and villages that are one letter away from a municipality.
SOMETHING_ELSE = frozenset(
    """aalden aalter almaar alsmaar alten belgen beren berger bergers boeken boekelo boeket baaren beugen
    deuren dieren dienen diensten dieven diepen dingen drenten drongen drunen druiven duinen duivel
    eerde elsen estland evenaar fouten fronten groninger haarle haringen hattum heerle heersen heren
    hermen hierden hoogveen holten houden houtem huize jongen kamper kapellen kempen keppel koerden langendijk
    leden leider leiders leidend lieden losse lossen loser lutten meiden middleburg mierden niekerk noorddijk
    noordijk oosterland oosterwijk petten punten putte reden heden rutten schapen tellingen ubbergen uitgeeft
    velden velen vennep vierden voorste voorts voorschotten vorst weiden westrand wetland woorden worden
    zeiden beekdalen leuningen losser lander landers jochem kappen lampen rampen hengel""".split()
)


@lru_cache(maxsize=4096)
def near(word: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names (in lower case) that are one letter away from a word, or two letters swapped.

    Remembered: the words of one question are looked at several times on its way to an answer.
    """
    typed = word.lower()
    if len(typed) < SHORTEST or typed in SOMETHING_ELSE:
        return ()
    close = (n for n in names if len(n) >= SHORTEST and abs(len(n) - len(typed)) <= 1)
    return tuple(n for n in close if _one_slip(typed, n))


def only_doubled(word: str, name: str) -> bool:
    """Whether the two differ by a letter written once or twice: "Wasenaar" can be nothing but Wassenaar."""
    return re.sub(r"(.)\1", r"\1", word.lower()) == re.sub(r"(.)\1", r"\1", name.lower())


def _one_slip(a: str, b: str) -> bool:
    """Damerau's distance of exactly one: a letter more, less, other, or two swapped."""
    if a == b:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    x, y = a[start:], b[start:]
    return x[1:] == y or x == y[1:] or x[1:] == y[1:] or (x[:2] == y[1::-1] and x[2:] == y[2:])
