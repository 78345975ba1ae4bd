"""Whether a sentence keeps when its source says that something was: a year, "was", "heeft geopend"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.answering.support_marks import SHARE
from assistant.answering.support_reading import Read
from assistant.answering.support_roles import PREPOSITIONS


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


def past(read: Read, helping: Collection[str] = ("heeft", "hebben", "has", "have")) -> bool:
    """Whether the text says that something has been done, with one of these verbs."""
    for n, word in enumerate(read.words):
        if not _PARTICIPLE.fullmatch(word.text) or word.text in _NO_PARTICIPLES:
            continue
        clause = [w for w in read.words if w.clause == word.clause]
        beside = {w.text for w in read.words[max(0, n - 1) : n + 2]}
        behind = read.words[n + 1].text if n + 1 < len(read.words) else ""
        if word is clause[-1] or read.english or behind in PREPOSITIONS:
            at = max((m for m, w in enumerate(clause[:-1]) if w.text in _RELATIVE), default=0)
            beside |= {w.text for w in clause[at:]}
        if set(helping) & beside:
            return True
    return False


def told_as_past(read: Read, sources: Sequence[Read]) -> bool:
    """Whether a source has the same verb in the past tense: "beloofde" beside "heeft beloofd"."""
    done = [w for w in read.words if _PARTICIPLE.fullmatch(w.text)]
    return any(
        w.forms & other.forms and re.search(r"(?:de|te)n?$", other.text)
        for w in done
        for source in sources
        for other in source.words
    )


def done(read: Read) -> bool:
    """Whether the text says that something has been done, or is done: "heeft geopend", "is geopend"."""
    texts = {word.text for word in read.words}
    return bool(texts & {"heeft", "hebben", "is", "zijn", "has", "have"}) and any(
        _PARTICIPLE.fullmatch(text) and text not in _NO_PARTICIPLES for text in texts
    )


def was(read: Read, said: Collection[str] | None = None) -> bool:
    """Whether the text says that something was so; with `said`, in a clause of which those forms say most."""
    for word in read.words:
        if word.text in _WAS or (
            said is None and (word.text in _DID or read.english and word.text[-2:] == "ed")
        ):
            near = [w for w in read.words if w.clause == word.clause and w.content and not w.number]
            numbers = [w for w in read.words if w.clause == word.clause and w.number]
            given = said is not None and any(form[:1].isdigit() for form in said)
            if said is not None and given and numbers and not any(w.forms & set(said) for w in numbers):
                continue
            if said is None or sum(bool(w.wide & set(said)) for w in near) >= SHARE * max(1, len(near)):
                return True
    return False


_PARTICIPLE = re.compile(
    r"(?:aan|af|bij|door|in|mee|na|op|over|toe|uit|vast|voor|samen)?ge\w{2,}(?:d|t|en)|ver\w{3,}[dt]|"
    r"her\w{3,}(?:d|en)|besloten|ontvangen|onder\w+d|been|given|paid|decided|signed|adopted"
)
_NO_PARTICIPLES = frozenset(
    "gemeenten gemeente gezinnen gebied gesprek gesprekken geheel geen geld verband".split()
)
_RELATIVE = frozenset("die dat wie waar of".split())
# Verbs of what is over, which keep that it is over.
_DID = frozenset(
    """ontving ontvingen gaf gaven deed deden ging gingen kwam kwamen nam namen begon begonnen besloot
    besloten
    vond vonden steeg stegen daalde daalden hielp hielpen betaalde betaalden volgde volgden haalde haalden
    leerde leerden groeide groeiden opende openden startte startten stopte stopten merkte merkten zei zeiden
    schreef schreven bleef bleven liep liepen stond stonden kon konden moest moesten zat zaten sprak spraken
    legde legden trok trokken stelde stelden bereikte bereikten bezocht bezochten gebruikte gebruikten
    leende leenden droeg droegen woonde woonden kostte kostten duurde duurden vroeg vroegen stemde stemden
    counted got gave took went came rose fell paid spent said had""".split()
)
_WAS = frozenset("was waren had hadden werd werden werkten telde kreeg kregen were did".split())
