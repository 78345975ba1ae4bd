"""Follow-up questions: "En in Almere?" means the question before it, with Almere in it.

What a search needs is one question that says everything. So a follow-up is
completed by rule from the one before it, which may have been completed itself;
a question that stands alone is left as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.anaphora import LONGEST as LONGEST_FOLLOW_UP
from assistant.answering.anaphora import Anaphor, anaphor_in
from assistant.answering.asking_back import reply
from assistant.answering.phrases import added, with_phrase, with_town, with_years
from assistant.answering.question import LONGEST as LONGEST_QUESTION
from assistant.answering.small_words import (
    ALSO_NOUNS,
    ARTICLES,
    ASKING,
    PARTICLES,
    PERSONS,
    PREPOSITIONS,
    SOCIAL,
    VERBS,
    is_content,
    words,
)
from assistant.answering.subject import Subject, subject_of
from assistant.answering.weighing import weighed
from assistant.answering.years import in_figures, moments
from assistant.figures.municipalities import Municipalities
from assistant.figures.recognising import towns_in

# A longer text without a verb is no fragment but a search of its own.
LONGEST = 8
_OPENER = re.compile(r"^(?:(?:en|maar|and|but|oké|ok|okay|ja|nee|dus|so|yes|no)\b[\s,]*)+", re.I)
_ABOUT = re.compile(
    r"^(?:hoe\s+(?:zit|staat|is|was)\s+(?:het|dat|dit)(?:\s+(?:dan|eigenlijk))?(?:\s+met)?|what\s+about|"
    r"how\s+about|wat\s+betreft|how\s+(?:is|was)\s+(?:it|that)|(?:geldt|is)\s+(?:dat|dit)\s+ook\s+(?:zo|het\s+geval)?|"
    r"hetzelfde(?:\s+maar)?(?:\s+dan)?|idem|the\s+same)(?!\w)[\s,]*",
    re.I,
)
_LED = re.compile(
    r"\b(?:(?:in|van|uit|bij|te|voor|over|for|of|from)\s+)?(?:(?:de\s+)?(?:gemeente|stad)\s+)?$", re.I
)
_WHEN = re.compile(r"\b(?:in|van|voor|over|for|of|from)\s+$", re.I)
# Nothing but the year after or before the one asked about.
_NEXT_TO = re.compile(r"^(?:daarna|erna|daarvoor|ervoor|after that|before that)[\s?.!]*$", re.I)
_BEFORE = re.compile(
    r"\b(?:(?:in\s+)?(?:het|een|the|a)\s+)?(?:jaar\s+(?P<before>ervoor|daarvoor|eerder|tevoren)|"
    r"jaar\s+(?P<after>erna|daarna|daarop|erop|later)|"
    r"(?P<earlier>year\s+(?:before|earlier)(?:\s+that)?|preceding\s+year)|"
    r"(?P<later>year\s+(?:after|later)(?:\s+that)?|following\s+year))\b",
    re.I,
)
_VERB_FIRST = re.compile(
    r"^\w+(?:t|en|de|den|te|ten)\s+(?:de|het|een|u|je|we|wij|er|men|mijn|the|a|my|they)\b", re.I
)


@dataclass(frozen=True)
class Completed:
    """A question in full; `topic` is what it is about where it took that over from an earlier question."""

    question: str
    topic: str | None = None


def complete(
    question: str, previous: str | None, municipalities: Municipalities, today: date | None = None
) -> str:
    """The question in full, after a `previous` one that is in full itself; see `follow`."""
    before = Completed(previous) if previous else None
    return follow(question, before, municipalities, today or date.today()).question


def follow(question: str, before: Completed | None, municipalities: Municipalities, today: date) -> Completed:
    """The question in full: a follow-up takes over what the one before it asked.

    A town, year or phrase in the follow-up replaces the earlier one's; a word
    that points back gives way to what that was about. A question that stands
    alone is returned unchanged.
    """
    if before is None or not 0 < len(words(question)) <= LONGEST_FOLLOW_UP:
        return Completed(question)
    earlier = _Earlier(before.question.strip(), before.topic, municipalities, today)
    full = earlier.completed(question.strip())
    if full is None or len(full.question) > LONGEST_QUESTION:
        return Completed(question)
    return full


def says_something(question: str) -> bool:
    """Whether a question has something in it that a follow-up could be about."""
    found = words(question)
    talk = len(found) <= 4 and SOCIAL.search(question) is not None
    return not talk and any(is_content(word.low) for word in found)


class _Earlier:
    """The question before, and what a follow-up makes of it."""

    def __init__(self, question: str, topic: str | None, municipalities: Municipalities, today: date) -> None:
        self.question, self.topic, self.municipalities, self.today = question, topic, municipalities, today

    def completed(self, text: str) -> Completed | None:
        """The follow-up in full, None where it stands alone."""
        if (settled := reply(text, self.question, self.municipalities)) is not None:
            return Completed(settled)
        opener = _OPENER.match(text)
        rest = (text[opener.end() :] if opener else text).strip()
        rest = re.sub(r"[\s,]+(?:dan|nou|eigenlijk|then)(?=[\s?.!]*$)", "", rest, flags=re.I)
        if (full := weighed(rest, self.question, self.municipalities)) is not None:
            return Completed(full, self.topic)
        if _NEXT_TO.match(rest) and moments(self.question, self.today):
            later = re.match("daarna|erna|after", rest, re.I)
            return self._with_fragment("het jaar daarna" if later else "het jaar daarvoor")
        if about := _ABOUT.match(rest):
            left = rest[about.end() :].strip()
            if not words(left):
                return Completed(self.question, self.topic)
            few = sum(is_content(w.low) for w in words(left)) <= 1
            topic = re.match("what about|how about", about[0], re.I) or (
                few and about[0].split()[-1] == "met"
            )
            if self._is_fragment(left, lone=not topic):
                return self._with_fragment(left)
        masked = self._masked(rest)
        if anaphor := anaphor_in(masked):
            return self._pointed(rest, anaphor)
        if self._asks_nothing(masked, rest):
            return self._elliptic(rest)
        return self._with_fragment(rest) if self._is_fragment(rest, lone=opener is None) else None

    def _masked(self, text: str) -> str:
        """The text with its years blank, so that "het jaar ervoor" points to a year and to nothing else."""
        for start, end in self._year_spans(text):
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
        return text

    def _year_spans(self, text: str) -> list[tuple[int, int]]:
        spans = [m.span() for m in _BEFORE.finditer(text)]
        return spans + [(m.start, m.end) for m in moments(text, self.today)]

    def _without_town_and_years(self, text: str) -> str:
        """What else a text says."""
        spans = [(start, end, _WHEN) for start, end in self._year_spans(text)]
        towns = towns_in(text, self.municipalities)
        spans += [(m.start, m.end, _LED) for m in towns if not m.derived]
        for start, end, before in sorted(spans, key=lambda span: -span[0]):
            led = before.search(text[:start])
            text = f"{text[: led.start() if led else start].rstrip()} {text[end:].lstrip()}"
        found = words(text)
        while found and (found[-1].low in PARTICLES or found[-1].low in PREPOSITIONS):
            found.pop()
        while found and found[0].low in PARTICLES:
            found.pop(0)
        return text[found[0].start : found[-1].end] if found else ""

    def _is_fragment(self, text: str, lone: bool) -> bool:
        """Whether a text is no sentence; a `lone` one, without "en", must name a place, time or aim."""
        found = words(text)
        if not 0 < len(found) <= LONGEST or _VERB_FIRST.match(text) and not self._begins_small(text):
            return False
        if any(w.low in ASKING or (w.low in VERBS and w.low not in ALSO_NOUNS) for w in found):
            return False
        rest = words(self._without_town_and_years(text))
        return not rest or not lone or (rest[0].low in PREPOSITIONS and len(rest) <= 4)

    def _begins_small(self, text: str) -> bool:
        first = words(text)[0].low
        return first in ARTICLES or first in PREPOSITIONS or first in PERSONS or first in PARTICLES

    def _asks_nothing(self, masked: str, text: str) -> bool:
        """Whether a question has only words of asking: "sinds wanneer?", "en wie betaalt?"."""
        found = words(masked)
        left = words(self._without_town_and_years(text))
        asking = any(w.low in ASKING or w.low in VERBS for w in found)
        return (
            asking
            and len(found) <= LONGEST
            and not any(is_content(w.low) for w in left)
            and not any(w.low in ALSO_NOUNS and w.low not in VERBS for w in left)
            and not SOCIAL.search(masked)
        )

    def _subject(self) -> Subject:
        found = subject_of(self.question, self.municipalities, self.today)
        return replace(found, text=self.topic) if self.topic else found

    def _pointed(self, text: str, anaphor: Anaphor) -> Completed:
        """The follow-up with the earlier subject in the place of the word that points to it."""
        if anaphor.kind == "place" and not any(is_content(w.low) for w in words(text)):
            return self._elliptic(text[: anaphor.start] + text[anaphor.end :])
        subject = self._subject()
        english = re.match(r"the\s", anaphor.lead) is not None
        thing = self._with_article(subject.text) or subject.whole()
        known = anaphor.noun and any(_alike(anaphor.noun, w.low) for w in words(subject.text))
        said = {
            "thing": thing,
            "about": f"{anaphor.lead} {thing}",
            "noun": thing if known else f"{anaphor.lead} {'of' if english else 'van'} {thing}",
            "place": "",
        }[anaphor.kind]
        asks = any(w.low in ASKING or w.low in VERBS for w in words(text))
        if anaphor.loose:
            start, end = anaphor.loose
            text = text[: anaphor.start] + " " + text[anaphor.end : start] + said + text[end:]
        else:
            text = text[: anaphor.start] + said + text[anaphor.end :]
        topic = subject.text if asks and anaphor.kind != "place" else None
        return Completed(self._with_tail(_asking(text, english), subject), topic or None)

    def _with_article(self, thing: str) -> str:
        """A thing with the article it has in the earlier question, if it has one there."""
        article = re.search(
            rf"\b(?:de|het|een|the|an?)\s+(?={re.escape(thing.split(' ')[0])}\b)", self.question
        )
        return f"{article[0]}{thing}" if article and thing else thing

    def _elliptic(self, text: str) -> Completed:
        subject = self._subject()
        full = self._with_tail(f"{text.rstrip(' ?.!')}: {subject.text}?", subject, text)
        return Completed(full, subject.text or None)

    def _with_tail(self, text: str, subject: Subject, own: str | None = None) -> str:
        """The question with the earlier town and years, where it has none of its own."""
        own = own or text
        relative = _BEFORE.search(text)
        if relative:
            year = self._shifted(relative)
            text = f"{text[: relative.start()]}in {year}{text[relative.end() :]}"
        if subject.town and not towns_in(own, self.municipalities):
            text = added(text, subject.town)
        if subject.years and not relative and not moments(own, self.today):
            text = added(text, subject.years)
        text = re.sub(r"\s+", " ", text).strip().replace(" ?", "?")
        return text[0].upper() + text[1:] + ("" if text.endswith("?") else "?")

    def _shifted(self, match: re.Match[str]) -> int:
        years = [int(year) for m in moments(self.question, self.today) for year in m.years] or [
            self.today.year
        ]
        back = match["before"] or match["earlier"]
        return min(years) - 1 if back else max(years) + 1

    def _with_fragment(self, text: str) -> Completed:
        """The earlier question with the follow-up's town, years and phrase in it."""
        full, topic = self.question, self.topic
        phrase = self._without_town_and_years(text)
        if phrase and any(is_content(w.low) or w.low in ALSO_NOUNS for w in words(phrase)):
            named = [m.text for m in towns_in(full, self.municipalities)]
            full, topic = with_phrase(full, phrase, self._subject(), named), None
        if towns := towns_in(text, self.municipalities):
            full = with_town(full, towns, self.municipalities)
        if relative := _BEFORE.search(text):
            full = with_years(full, str(self._shifted(relative)), self.today)
        elif years := moments(text, self.today):
            said = in_figures(text[years[0].start : years[-1].end], self.today)
            full = with_years(full, re.sub(r"^in\s+", "", said), self.today)
        full = re.sub(r"\s+", " ", full).strip()
        return Completed(full if full.endswith("?") else f"{full.rstrip(' .!')}?", topic)


def _asking(text: str, english: bool) -> str:
    """The text as a question: a phrase alone is asked after."""
    if any(w.low in ASKING or w.low in VERBS for w in words(text)[:3]):
        return text
    if words(text)[0].low in PREPOSITIONS:
        return text
    return f"{'What is' if english else 'Wat is'} {text}"


def _alike(noun: str, word: str) -> bool:
    """Whether two words are one noun in singular or plural, or a compound of it."""
    stem = re.sub(r"(?:en|s)$", "", noun)
    return len(stem) > 2 and stem in word
