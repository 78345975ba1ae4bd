"""Whether a sentence keeps the year that its source gives what it says."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.support_marks import SHARE
from assistant.answering.support_reading import Read


def undated(read: Read, sources: Sequence[Read]) -> tuple[float, float]:
    """Whether the sentence leaves out the year of a number it repeats, and of anything."""
    years = {word.text for word in read.words if word.year}
    numbers = {form for word in read.words if word.counts for form in word.forms}
    said = {form for n in read.content for form in read.words[n].forms}
    of_number = of_anything = 0.0
    for source in sources:
        for sentence in {word.sentence for word in source.words}:
            words = [word for word in source.words if word.sentence == sentence]
            counting = {word.clause for word in words if word.counts}
            dated = {word.text for word in words if word.year}
            if not dated or dated & years:
                continue
            for w in words:
                if w.counts and w.forms & numbers:
                    near = {o.text for o in words if o.year and (o.clause == w.clause or len(counting) < 2)}
                    of_number = max(of_number, float(bool(near)))
            content = [w for w in words if w.content and not w.number]
            if content and sum(bool(w.wide & said) for w in content) >= SHARE * len(content):
                of_anything = 1.0
    return of_number, of_anything
