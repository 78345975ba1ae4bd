"""What is asked back before anything is searched, what is replied, and what is told about a merged town.

A town that was guessed wrong gives an answer that looks right. So where a name
is not sure, the answer is the question which town is meant.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.question import Question
from assistant.answering.small_words import words
from assistant.figures.municipalities import Municipalities
from assistant.figures.recognising import towns_in
from assistant.records import Answer, Language, Sentence
from assistant.wording import say

_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}

_YES = re.compile(
    r"^(?:ja|yes|yeah|ok|oke|oké|okay|goed|ja hoor|jazeker|inderdaad|klopt|dat klopt|ja graag|precies|"
    r"yes please|correct|right)[\s.!,]*$",
    re.I,
)
# What a reply calls a town and a province, and how the question then names it.
_CALLED = {
    "gemeente": "gemeente", "stad": "gemeente", "city": "gemeente", "municipality": "gemeente",
    "provincie": "provincie", "province": "provincie",
}  # fmt: skip
_LONGEST_REPLY = 4
# Every municipality has one of its own.
_OFFICE = re.compile(
    r"^\W*(?:wie\s+(?:is|zijn|was|waren|wordt)\s+(?:(?:de|het|onze|mijn|hier|daar|nu|huidige|nieuwe)\s+)*"
    r"(?:(?:loco-?)?burgemeester|(?:loco-?)?gemeentesecretaris|(?:raads)?griffier|wethouders?|portefeuillehouder|"
    r"(?:gemeente)?raadsleden)(?!\w|\s+(?:van\s+)?(?-i:[A-Z]))|(?:welke\s+wethouder|which\s+alderman)\b|"
    r"who\s+(?:is|are|was|were)\s+(?:(?:the|our|my|current|new)\s+)*(?:mayor|alder(?:man|men)|councillors|"
    r"town\s+clerk)\b(?!\s+(?-i:[A-Z])))",
    re.I,
)


def ask_back(question: Question) -> Answer | None:
    """A question which place is meant, in the place of an answer; None when that is clear.

    Who holds an office is asked of one municipality, so without any it is asked back which.
    """
    unsure = question.ambiguous
    language = question.language
    if unsure is None:
        if question.municipality is None and _OFFICE.search(question.text):
            return _asked(question, say("small_talk.which_municipality", language))
        return None
    names = say("answer.or", language).join(town.name for town in unsure.candidates)
    if unsure.doubt == "province":
        asked = say("refusal.town_or_province", language, name=unsure.shown)
    elif unsure.doubt == "spelling":
        one = len(unsure.candidates) == 1
        key = "refusal.did_you_mean" if one else "refusal.did_you_mean_which"
        asked = say(key, language, written=unsure.text, names=unsure.shown if one else names)
    elif unsure.merger:
        *first, last = [town.name for town in unsure.candidates]
        listed = f"{', '.join(first)}{say('answer.or', language)}{last}"
        year = unsure.merger.date[:4]
        asked = say("small_talk.divided", language, former=unsure.shown, year=year, names=listed)
    else:
        asked = say("refusal.which_town", language, names=names)
    return _asked(question, asked)


def _asked(question: Question, asked: str) -> Answer:
    remarks = (Sentence(asked, role="remark"),)
    return Answer(question.text, question.language, "refused", remarks, missing=asked, role="question")


def reply(text: str, question: str, municipalities: Municipalities) -> str | None:
    """The question with its unsure place settled by "ja", "die in Limburg" or "de gemeente"; else None."""
    unsure = next((m for m in towns_in(question, municipalities) if m.doubt), None)
    if unsure is None or len(words(text)) > _LONGEST_REPLY:
        return None
    before, after = question[: unsure.start], question[unsure.end :]
    if unsure.doubt == "name":
        named = [t for t in unsure.candidates if t.province.lower() in text.lower()]
        return f"{before}{named[0].name}{after}" if len(named) == 1 else None
    if unsure.doubt == "province":
        other = any(m.shown != unsure.shown for m in towns_in(text, municipalities))
        called = next((_CALLED[w.low] for w in words(text) if w.low in _CALLED and not other), None)
        return f"{before}{'de ' if before else 'De '}{called} {unsure.shown}{after}" if called else None
    sure = len(unsure.candidates) == 1 and _YES.match(text)
    return f"{before}{unsure.shown}{after}" if sure else None


def with_merger(answer: Answer, question: Question) -> Answer:
    """The answer with a remark on the former municipality that the question names, if it names one.

    Where its area was divided, the answer is about the part that was chosen, and nothing is remarked.
    """
    merger = question.merged.merger if question.merged and len(question.merged.candidates) == 1 else None
    if merger is None:
        return answer
    told = say(
        "answer.merged",
        answer.language,
        former=merger.former,
        name=merger.name,
        date=_day(merger.date, answer.language),
    )
    return replace(answer, sentences=(*answer.sentences, Sentence(told, role="remark")))


def _day(moment: str, language: Language) -> str:
    """ "2022-03-24" as people write it; a year stays a year."""
    if "-" not in moment:
        return moment
    year, month, day = (int(part) for part in moment.split("-"))
    return f"{day} {_MONTHS[language].split()[month - 1]} {year}"
