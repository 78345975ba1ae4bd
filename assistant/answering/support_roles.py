"""Whether two who do something keep who does it: "A geeft B" doesn't say that B gives A.

Who stands without a preposition does something or gets it, in that order. Two
such names that changed order changed roles, unless the verb turned from giving
to getting; then they must have changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.support_edits import Laid, near
from assistant.answering.support_places import preposition
from assistant.answering.support_reading import Read, Word
from assistant.answering.support_words import Words

_DOING = frozenset({"", "door"})


def exchanged(laid: Laid, words: Words) -> float:
    """1.0 where two names or actors have each other's place, in the one source that has both."""
    here = _doers(laid.read, words)
    turned = _turns(laid, words)
    for n, (first, before) in enumerate(here):
        for second, behind in here[n + 1 :]:
            if near(first, second) or near(second, first) or before:
                continue
            if first.clause != second.clause:
                if any(_traded(laid.read, first, second, source, words) for source in laid.sources):
                    return 1.0
                continue
            ways = [way for source in laid.sources for way in _ways(first, second, _doers(source, words))]
            if not ways:
                continue
            if behind in _DOING and not turned and not any(ways):
                return 1.0
            if turned and behind not in _DOING and all(ways):
                return 1.0
    return 0.0


def _ways(first: Word, second: Word, there: Sequence[tuple[Word, str]]) -> list[bool]:
    """For each time a source has both without a preposition, whether it has them in this order."""
    places = [[n for n, (w, p) in enumerate(there) if not p and near(word, w)] for word in (first, second)]
    return [
        a < b for a in places[0] for b in places[1] if a != b and there[a][0].clause == there[b][0].clause
    ]


def _traded(read: Read, first: Word, second: Word, source: Read, words: Words) -> bool:
    """Whether each of two has in its clause what the other has in the source."""
    there = [word for word, preposition_before in _doers(source, words) if not preposition_before]
    own = [[word for word in there if near(one, word)] for one in (first, second)]
    if [len(found) for found in own] != [1, 1] or own[0][0].clause == own[1][0].clause:
        return False
    (a,), (b,) = own
    return all(
        _alike(read, here, source, other) > _alike(read, here, source, same)
        for here, same, other in ((first, a, b), (second, b, a))
    )


def _alike(read: Read, here: Word, source: Read, there: Word) -> int:
    """How many other words two clauses share."""
    said = [w for w in read.words if w.clause == here.clause and w.content and w is not here]
    told = [w for w in source.words if w.clause == there.clause and w.content and w is not there]
    return sum(any(near(word, other) for other in told) for word in said)


def _doers(read: Read, words: Words) -> list[tuple[Word, str]]:
    """The names and actors with the preposition before them; of a name of several words the first."""
    found: list[tuple[Word, str]] = []
    for n, word in enumerate(read.words):
        named = word.written[:1].isupper() and n > 0 and word.content
        goes_on = n > 0 and read.words[n - 1].written[:1].isupper() and read.words[n - 1].content
        if word.counts or word.number or not (words.actor(word.text) or (named and not goes_on)):
            continue
        counted = n > 0 and read.words[n - 1].counts
        found.append((word, preposition(read, n - 1 if counted else n)))
    return found


def _turns(laid: Laid, words: Words) -> bool:
    """Whether a source gives what the sentence says is got, or the other way round."""
    here = {word.text for word in laid.read.words}
    there = {word.text for source in laid.sources for word in source.words}
    got = here & words.receive and there & words.give and not here & words.give
    given = here & words.give and there & words.receive and not here & words.receive
    return bool(got or given)
