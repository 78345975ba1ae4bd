"""The abbreviations of Dutch policy prose, and whether a stop after a word belongs to one.

Kept apart from the cutting because this is what an editor extends: a missing
abbreviation cuts a sentence in two.
"""

from __future__ import annotations

import re

# Never the end of a sentence: something always follows.
_LEADING_WORDS = """
    bijv bv bijvb dhr mevr mw mr mrs dr drs ir ing prof ds st nr nrs art artt blz bldz pag p pp par hfst ca
    circa vgl zgn zg evt excl incl resp tel vs gem afd fig tab bijl aant jhr mgr wnd plv secr bc msc kand wh
    weth vz d.w.z d.d t.a.v t.n.v m.n mgr z.g sub ziekenh
"""
# End a sentence when a new one clearly starts, and not before a number: "€ 3 mln. Daarnaast", "1 jan. 2024".
_EITHER_WORDS = """
    enz etc e.d e.a mln mld jl ll dd jr sr a.s n.v b.v c.s v.chr n.chr p.j p.p p.m uitg e.v ev max min
    jan febr feb mrt apr jun jul aug sept sep okt nov dec stb stcrt trb ed cq o.i.d i.d d.v
"""
_LEADING = frozenset(_LEADING_WORDS.split())
_EITHER = frozenset(_EITHER_WORDS.split())
# R.A.M., m.b.t., i.s.m.: letters with stops between them.
_DOTTED = re.compile(r"^(?:[a-z]{1,3}\.)+[a-z]{1,3}$", re.I)
_INITIALS = frozenset(("Th", "Chr", "Ph", "Joh", "IJ", "Jac"))
# After these a lone capital names a thing and not a person: "bijlage A. Het college".
_LETTERED_WORDS = (
    "bijlage groep categorie variant scenario optie deel klasse type niveau fase perceel zone label"
)
_LETTERED = frozenset(_LETTERED_WORDS.split())


def abbreviates(word: str, before: str, following: str) -> bool:
    """Whether the stop after `word` is part of it, so that no sentence ends there.

    `before` is the word in front of it ("" at the start), `following` what comes after the stop.
    """
    low = word.lower().lstrip("-–€")
    if low in _LEADING:
        return True
    if low in _EITHER:
        return following[0].isdigit()
    if _DOTTED.match(word):
        return True
    if len(word) == 1 and word.isupper():
        return before.lower() not in _LETTERED
    return word in _INITIALS
