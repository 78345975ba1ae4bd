"""Who a municipality is compared with, in words: a mean means nothing without the group it is of."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.figures.peers import Peers
from assistant.figures.showing import number
from assistant.wording import say


def group_in_words(peers: Peers | None, town: str, language: str = "nl") -> str:
    """The group in one sentence, or that there is none."""
    if peers is None:
        return _say("unknown", language, town=town)
    if not peers.codes:
        return _say("nobody", language, town=town)
    return _say("group", language, who=who(peers, language))


def who(peers: Peers, language: str = "nl") -> str:
    """ "12 gemeenten met 20.000 tot 50.000 inwoners, stedelijkheid 3"."""
    count = len(peers.codes)
    many = _say("one", language) if count == 1 else _say("many", language, count=count)
    least = number(peers.least, 0, language)
    if peers.most is None:
        size = _say("size_from", language, least=least)
    else:
        size = _say("size", language, least=least, most=number(peers.most, 0, language))
    if len(peers.urban) == 5:
        return f"{many} {size}"
    return f"{many} {size}, {_say('urban', language, classes=_classes(peers.urban, language))}"


def _classes(classes: Sequence[int], language: str) -> str:
    if len(classes) == 1:
        return str(classes[0])
    return _say("range", language, first=classes[0], last=classes[-1])


def _say(key: str, language: str, **gaps: object) -> str:
    return say(f"figure_tab.peers.{key}", language, **gaps)
