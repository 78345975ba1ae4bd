"""What is made of a town's name: "Leidse", "Almeers", "Haagse".

A question speaks of "de Leidse bibliotheek" as easily as of the library in
Leiden. Most of these words follow from the name; those that don't are listed.
"""

from __future__ import annotations

IRREGULAR = {
    "almere": ("almeerse",),
    "nijmegen": ("nijmeegse",),
    "leiden": ("leidse", "leidenaar", "leidenaars", "leidenaren"),
    "den haag": ("haagse", "hagenaar", "hagenaars", "hagenezen"),
    "den bosch": ("bossche",),
    "den helder": ("helderse",),
    "de bilt": ("biltse",),
    "gouda": ("goudse",),
    "zwolle": ("zwolse",),
    "brielle": ("brielse",),
    "borne": ("bornse",),
    "veere": ("veerse",),
    "zaanstad": ("zaanse",),
    "dordrecht": ("dordtse",),
    "zeist": ("zeister",),
    "soest": ("soester",),
    "kampen": ("kamper",),
    "enkhuizen": ("enkhuizer",),
    "leeuwarden": ("leeuwarder",),
    "groningen": ("groninger", "groningers"),
    "amsterdam": ("amsterdammer", "amsterdammers"),
    "rotterdam": ("rotterdammer", "rotterdammers"),
    "utrecht": ("utrechter", "utrechters"),
    "wassenaar": ("wassenaarder", "wassenaarders"),
    "alphen aan den rijn": ("alphense",),
    "capelle aan den ijssel": ("capelse",),
    "krimpen aan den ijssel": ("krimpense",),
    "uden": ("udense",),
}
# Their regular form is another word, or another name.
NOT_REGULAR = frozenset(("gouda", "almere", "goes", "oss", "best", "grave", "urk", "nijmegen", "zwolle"))


def adjectives(name: str) -> tuple[str, ...]:
    """The words made of a town's name (in lower case), themselves in lower case; () for a name of more words.

    For each ending in -se the short form goes along: "leidse", "leids".
    """
    forms = [*IRREGULAR.get(name, ())]
    if name.isalpha() and name not in NOT_REGULAR:
        forms += _regular(name)
    return tuple(dict.fromkeys(f for form in forms for f in (form, *_short(form))))


def _regular(name: str) -> list[str]:
    if name.endswith("s"):
        return [name + "e"]
    if name.endswith("ingen"):
        return [name[:-2] + "se"]
    return [name + "se"]


def _short(form: str) -> tuple[str, ...]:
    return (form[:-1],) if form.endswith("se") and not form.endswith("sse") else ()
