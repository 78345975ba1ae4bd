"""What a document announced for a moment that has passed: somebody must say whether it happened.

"Eind 2025 wordt het regioplan opgesteld" was a promise when the budget was
written. Read a year later it is a question, and a plan that only quotes it
says something that may not be true any more.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from assistant.planning.filling import sentences
from assistant.wording import say

MONTHS = ("januari februari maart april mei juni juli augustus september oktober november december").split()
# A question whose own words are turned around has a subject of at most so many words.
LONGEST_SUBJECT = 10
# So many words of an announcement an open point quotes.
LONGEST_QUOTE = 16
_MOMENT = re.compile(
    r"\b(?P<lead>begin|medio|halverwege|eind|(?:het\s+)?(?:voorjaar|najaar)(?:\s+van)?|(?:de\s+)?zomer(?:\s+van)?|"
    r"(?:het\s+)?(?P<quarter>eerste|tweede|derde|vierde)\s+kwartaal(?:\s+van)?|Q(?P<q>[1-4])|"
    r"uiterlijk(?:\s+(?:in|op))?|vóór|vanaf|per|(?:in\s+)?de\s+loop\s+van|in|op|met\s+ingang\s+van)\s+"
    rf"(?:(?P<day>\d{{1,2}})\s+)?(?:(?P<month>{'|'.join(MONTHS)})\s+)?(?P<year>20\d\d)\b(?!\s*[-–/]\s*20\d\d)",
    re.I,
)
_UNTIL = re.compile(
    r"\b(?:tot(?:\s+(?:en\s+met|minimaal|uiterlijk))?|t/m)\s+(?:(?!(?:20\d\d))[^\s.;]+\s+){0,5}?(20\d\d)\b",
    re.I,
)
# What is to come is told in the present or with "zullen".
_COMING = re.compile(
    r"\b(?:wordt|worden|zal|zullen|gaat|gaan|komt|komen|moet|moeten|wil|willen|start|starten|begint|beginnen|"
    r"vindt|vinden|volgt|volgen|treedt|treden|krijgt|krijgen|opent|openen)\b"
)
_BEEN = re.compile(
    r"\b(?:werd|werden|was|waren|had|hadden|is|zijn|heeft|hebben)\b(?!\s+(?:van\s+plan|voornemens))"
)
_DONE = r"(?P<done>(?:[a-z]{2,8})?(?:ge|be|ver|ont|her)\w+(?:t|d|en))"
_PASSIVE = re.compile(rf"(?P<verb>wordt|worden)\s+(?P<what>[^,.;:“”()]+?)\s+{_DONE}", re.I)
_STRAIGHT = re.compile(rf"(?P<what>[^,.;:“”()]+?)\s+(?P<verb>wordt|worden)\s+{_DONE}", re.I)
_YEAR = re.compile(r"\b(20\d\d)\b")
_SEASONS = {"begin": (3, 31), "voorjaar": (6, 21), "medio": (8, 31), "halverwege": (8, 31),
            "zomer": (9, 22), "najaar": (12, 21)}  # fmt: skip
_QUARTERS = ("eerste", "tweede", "derde", "vierde")


@dataclass(frozen=True)
class Moment:
    """A moment as a text names it ("eind 2025"), where it stands there, and the last day of it."""

    text: str
    span: tuple[int, int]
    last: date


def moments(text: str) -> list[Moment]:
    """The moments that a text names with a year."""
    found: list[Moment] = []
    for match in _MOMENT.finditer(text):
        if last := _last(match):
            words = re.sub(r"^(?:op|in)\s+(?=\d|\w+\s+20)", "", " ".join(match[0].split()), flags=re.I)
            found.append(Moment(words[:1].lower() + words[1:], match.span(), last))
    return found


def passed(quote: str, title: str, written: int, today: date, decision: bool = False) -> str | None:
    """What to ask about a quote from `title`, a document about the year `written`; None for nothing past.

    That is whether something happened that was announced for before `today`,
    or goes on that was arranged until then. A `decision` arranges something
    for the years it names.
    """
    if decision:
        years = [int(year) for year in _YEAR.findall(quote)]
        last = max(years, default=0)
        return _asking("until", quote, title, str(last)) if written <= last < today.year else None
    for sentence in sentences(quote):
        if _COMING.search(sentence) and not _BEEN.search(sentence):
            for moment in moments(sentence):
                if moment.last < today and moment.last.year >= written - 1:
                    return _happened(sentence, moment, title)
        until = _UNTIL.search(sentence)
        if until and written - 1 <= int(until[1]) < today.year:
            return _asking("until", sentence, title, until[1])
    return None


def _last(match: re.Match[str]) -> date | None:
    """The last day of a moment; None for a day that there is not."""
    year, lead = int(match["year"]), match["lead"].lower()
    if match["month"]:
        month = MONTHS.index(match["month"].lower()) + 1
        days = calendar.monthrange(year, month)[1]
        day = int(match["day"] or days)
        return date(year, month, day) if 1 <= day <= days else None
    if match["day"]:
        return None
    if lead == "vóór":
        return date(year - 1, 12, 31)
    if match["quarter"] or match["q"]:
        number = int(match["q"]) if match["q"] else _QUARTERS.index(match["quarter"].lower()) + 1
        return date(year, 3 * number, calendar.monthrange(year, 3 * number)[1])
    season = next((s for s in _SEASONS if s in lead.split()), None)
    return date(year, *(_SEASONS[season] if season else (12, 31)))


def _happened(sentence: str, moment: Moment, title: str) -> str:
    """The question in the sentence's own words, "of het plan inmiddels is opgesteld", or with it quoted."""
    start, end = moment.span
    rest = " ".join((sentence[:start] + " " + sentence[end:]).split()).rstrip(".! ")
    told = _PASSIVE.fullmatch(rest) or _STRAIGHT.fullmatch(rest)
    if told is None or len(told["what"].split()) > LONGEST_SUBJECT:
        return _asking("happened", sentence, title, moment.text)
    what = _inside(told["what"])
    verb = "is" if told["verb"].lower() == "wordt" else "zijn"
    about = {"moment": moment.text, "title": _clean(title)}
    return say("plan.draft.done", "nl", what=what, verb=verb, done=told["done"], **about)


def _asking(key: str, sentence: str, title: str, moment: str) -> str:
    """The question with what was announced between quotation marks, with its beginning where that is long.

    Bent into a clause, another's sentence easily stops being one.
    """
    words = _clean(sentence).strip("“”‘’").rstrip(".! ").split()
    said = (
        " ".join(words)
        if len(words) <= LONGEST_QUOTE
        else " ".join(words[:LONGEST_QUOTE]).rstrip(",:") + " …"
    )
    return say(f"plan.draft.{key}", "nl", said=said, title=_clean(title), moment=moment)


def _inside(text: str) -> str:
    """A text inside a sentence, without the capital of its first word unless that may be a name."""
    return text[:1].lower() + text[1:] if re.match(r"(?:De|Het|Een|Er|In|Met)\b", text) else text


def _clean(text: str) -> str:
    """A text without the signs that end an open point's mark, and with single quotation marks."""
    text = text.replace(";", ",").replace("[", "(").replace("]", ")")
    return " ".join(text.replace("“", "‘").replace("”", "’").split())
