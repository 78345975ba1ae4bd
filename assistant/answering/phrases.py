"""Put a town, a year or another thing in an earlier question: "en voor ouderen?", "en de uitgaven?".

A phrase takes the place of its counterpart where the question has one: a
preposition's object that of the same preposition, a noun one of its own sort.
Otherwise it is added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answering.numbered import end_of, with_number
from assistant.answering.question import LOCAL
from assistant.answering.small_words import ASKING, PARTICLES, PREPOSITIONS, VERBS, Word, is_content, words
from assistant.answering.subject import Subject
from assistant.answering.years import Moment, by_year, moments
from assistant.figures.municipalities import Mention, Municipalities
from assistant.figures.recognising import towns_in

_ENGLISH = {
    "voor": "for",
    "over": "about",
    "met": "with",
    "van": "of",
    "bij": "at",
    "naar": "to",
    "zonder": "without",
}
_DUTCH = {english: dutch for dutch, english in _ENGLISH.items()}
# Things of one sort take each other's place. What ends in one of these counts too: "taalsubsidie".
_SORTS = tuple(
    re.compile(rf"^(?:\w*(?:{ends})|{whole})$")
    for ends, whole in (
        ("bibliotheek|bibliotheken|school|scholen|museum|musea|taalhuis|library|libraries|schools?",
         "theater|zwembad|buurthuis|gemeente|digitaalhuis|speeltuin|museums?|zwembaden|municipality"),
        ("ouders|ouderen|jongeren|kinderen|volwassenen|nieuwkomers|mensen|inwoners|vrijwilligers",
         "vrouwen|mannen|peuters|kleuters|baby's|leerlingen|studenten|statushouders|laaggeletterden|migranten|"
         "vluchtelingen|senioren|werknemers|werkgevers|parents|children|adults|seniors|elderly|youth|women|"
         "men|newcomers|volunteers|employers|employees"),
        ("wethouder|burgemeester|gemeenteraad|gemeentesecretaris",
         "raad|college|directeur|mayor|alderman|council"),
        ("begroting|jaarrekening|coalitieakkoord",
         "jaarstukken|jaarverslag|kadernota|budget|accounts"),
    )
)  # fmt: skip
_PEOPLE = _SORTS[1]
_MONEY = re.compile(
    r"^(?:\w*(?:uitgaven|inkomsten|subsidies?|lasten|baten|kosten|saldo|bijdrage|bijdragen|opbrengsten)|"
    r"geld|bedrag|budget|expenses|expenditures?|income|revenues?|costs?|spending|subsidy|grant|money|balance)$"
)
_NAMED_MONEY = re.compile(
    r"^((?:wat|hoe hoog|hoe groot|what|how (?:high|large|much)) (?:is|zijn|was|waren|are|were)) ", re.I
)
_ARTICLE = r"(?:(?:de|het|een|the|a|an)\s+)?"
_LED = re.compile(r"\b(?:in|over|voor|van|for|of|during|sinds|since|vanaf)\s+(?:het jaar\s+)?$", re.I)


def with_town(question: str, towns: Sequence[Mention], municipalities: Municipalities) -> str:
    """The question about these towns: they take the place of its own, else they are added to it."""
    name = " en ".join(m.shown for m in towns)
    named = towns_in(question, municipalities)
    old = [m for m in named if not m.derived]
    for mention in reversed([m for m in named if m.derived]):
        question = f"{question[: mention.start].rstrip()} {question[mention.end :].lstrip()}"
    if old and len(old) == len(named):
        between = question[old[0].end : old[-1].start]
        end = old[-1].end if len(words(between)) <= 3 else old[0].end
        return question[: old[0].start] + name + question[end:]
    if local := LOCAL.search(question):
        return question[: local.start()] + name + question[local.end() :]
    return added(question, f"in {name}")


def moved(question: str, town: str, municipalities: Municipalities) -> str:
    """A question about another town, chosen by code or name."""
    chosen = municipalities.get(town)
    return with_town(question, [Mention(chosen.name, 0, (chosen,), shown=chosen.name)], municipalities)


def with_years(question: str, phrase: str, today: date) -> str:
    """The question about other years; `phrase` is "2025", "2024-2026" or "sinds 2023"."""
    question = by_year(question)
    old = moments(question, today)
    if not old:
        return added(question, phrase if phrase[0].isalpha() else f"in {phrase}")
    first, last = old[0], old[-1]
    together = len(words(question[first.end : last.start])) <= 2
    for moment in reversed(old[1:] if not together else []):
        question = _without(question, moment)
    start, end = first.start, last.end if together else first.end
    led = _LED.search(question[:start])
    if phrase[0].isalpha() and led:
        start = led.start()
    elif phrase[0].isdigit() and not led and not question[start].isdigit() and question[start] not in "'’‘":
        phrase = f"in {phrase}"
    return question[:start] + phrase + question[end:]


def with_phrase(question: str, phrase: str, subject: Subject, places: Sequence[str] = ()) -> str:
    """The question about another thing, or for other people; `places` are the names that are towns."""
    if (numbered := with_number(question, phrase)) is not None:
        return numbered
    found = words(phrase)
    if found[0].low in PREPOSITIONS:
        return _with_prepositional(question, phrase, found, places)
    head = _head(found)
    if _MONEY.match(head):
        return _with_money(question, phrase, subject)
    for sort in _SORTS:
        if sort.match(head):
            for word in reversed(words(question)):
                if sort.match(word.low):
                    return _in_place(question, word, phrase)
            if sort is _PEOPLE:
                return added(question, f"{'for' if _is_english(question) else 'voor'} {phrase}")
    definite = [m for m in re.finditer(r"\b(?:de|het|the)\s+((?:\w+e\s+)?[^\W\d]\w*)", question, re.I)
                if is_content(m[1].split()[-1].lower()) and "gemeente" not in m[1]]  # fmt: skip
    if len(definite) == 1:
        return question[: definite[0].start()] + phrase + question[definite[0].end() :]
    return added(question, phrase)


def added(question: str, phrase: str) -> str:
    """The question with a phrase at its end."""
    return f"{question.rstrip(' ?.!')} {phrase}?"


def _is_english(question: str) -> bool:
    return re.match(r"(?:what|how|which|who|when|where|does|do|is the|are)\b", question, re.I) is not None


def _with_prepositional(question: str, phrase: str, found: Sequence[Word], places: Sequence[str]) -> str:
    asked = words(question)
    other = _ENGLISH.get(found[0].low) or _DUTCH.get(found[0].low) or ""
    for position, word in enumerate(asked):
        if word.low not in (found[0].low, other) or position + 1 == len(asked):
            continue
        end = _object_end(asked, position)
        span = question[word.end : asked[end].end]
        if re.search(r"\d", span) or any(place in span for place in places) or end == position:
            continue
        said = phrase if word.low == found[0].low else f"{word.text}{phrase[found[0].end :]}"
        return question[: word.start] + said + question[end_of(question, asked[end].start, asked[end].end) :]
    return added(question, phrase)


def _object_end(asked: Sequence[Word], preposition: int) -> int:
    """Where the object of a preposition ends: at its noun, after articles and adjectives."""
    end = preposition
    for position in range(preposition + 1, len(asked)):
        low = asked[position].low
        if low in PREPOSITIONS or low in ASKING or low in VERBS:
            break
        end = position
        adjective = low.endswith("e") and is_content(low) and position + 1 < len(asked)
        noun_next = position + 1 < len(asked) and is_content(asked[position + 1].low)
        if is_content(low) and not (adjective and noun_next):
            break
    return end


def _with_money(question: str, phrase: str, subject: Subject) -> str:
    """ "En de uitgaven?": another figure of the same thing."""
    english = _is_english(question)
    named = _NAMED_MONEY.match(question)
    old = next((w for w in words(question) if _MONEY.match(w.low)), None)
    if named and old:
        return _in_place(question, old, phrase)
    of_its_own = any(w.low in PREPOSITIONS for w in words(phrase))
    rest = [w for w in subject.text.split() if not of_its_own and not _MONEY.match(w.lower())]
    while rest and (rest[0].lower() in PREPOSITIONS or rest[0].lower() in PARTICLES):
        rest.pop(0)
    plural = re.search(r"(?:en|s)$", _head(words(phrase))) is not None
    asks = ("What are" if plural else "What is") if english else ("Wat zijn" if plural else "Wat is")
    article = re.search(rf"\b(de|het|een|the|a)\s+{re.escape(rest[0])}\b", question, re.I) if rest else None
    of = ["of" if english else "van", *([article[1]] if article else []), *rest] if rest else []
    return " ".join(filter(None, (asks, phrase, *of, subject.town, subject.years))) + "?"


def _in_place(question: str, word: Word, phrase: str) -> str:
    """The phrase in the place of a word with its article and adjectives."""
    article = re.search(rf"\b{_ARTICLE}(?:\w+e\s+)?$", question[: word.start], re.I)
    start = (
        article.start()
        if article and re.match(r"(?:de|het|een|the|a|an)\s", article[0], re.I)
        else word.start
    )
    return question[:start] + phrase + question[word.end :]


def _head(found: Sequence[Word]) -> str:
    """The noun of a phrase: its last word before a preposition."""
    head = ""
    for word in found:
        if word.low in PREPOSITIONS and head:
            break
        head = word.low
    return head


def _without(question: str, moment: Moment) -> str:
    led = _LED.search(question[: moment.start])
    start = led.start() if led else moment.start
    return question[:start].rstrip() + question[moment.end :]
