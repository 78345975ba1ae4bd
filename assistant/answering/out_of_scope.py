"""What people ask a chat program and this one does not do: a poem, advice on voting, an opinion, the weather.

A search would quote documents that happen to share a word with it. So each of
these is recognised by its whole form and gets a sentence on what the program
is for. What only looks like it, a poetry project or the hours of a polling
station, is a question like any other.
"""

from __future__ import annotations

import re
from typing import Literal

from assistant.answering.contact_data import data_of
from assistant.answering.other_subjects import other_subject
from assistant.records import Language

Refused = Literal["text", "vote", "opinion", "elsewhere", "person", "official"]

_GREETED = re.compile(
    r"\W*(?:(?:hallo|hoi|hey|dag|hello|hi|goede\w+|ok|oké|okay|en|and|nou|please)\W+)*", re.I
)
_FOR_ME = (
    r"(?:(?:eens|even|alsjeblieft|alstublieft|nog|(?:voor\s+)?(?:mij|me|ons)|"
    r"(?:for\s+)?(?:me|us)|please)\s+)*"
)
_WILL_YOU = (
    r"(?:(?:kun|kan|kunt|wil|wilt|zou|zul|ga)\s+(?:je|jij|u)|ik\s+wil(?:\s+graag)?|ik\s+wil\s+dat\s+(?:je|u)|"
    rf"(?:can|could|would|will)\s+you|i\s+want(?:\s+you\s+to)?)\s+{_FOR_ME}"
)
_WRITE = (
    r"(?:schrijf|maak|verzin|bedenk|dicht|vertel|zing|ken\s+(?:je|jij)|kent\s+u|write|make|compose|tell|sing|create|"
    rf"invent)\s+{_FOR_ME}"
)
_ONE = r"(?:een|twee|drie|vier|an?|two|three|another)\s+"
# At most two words that describe it: "een kort, vrolijk gedicht", and no "plan voor een gedicht".
_DESCRIBED = r"(?:(?!(?:plan|voor|van|over|met|bij|for|of|about|with)\b)[\w-]+,?\s+){0,2}"
_TEXT = (
    r"(?:\w*gedicht(?:je)?s?|\w*rijm(?:pje)?|limerick|haiku|sonnet|lied(?:je|tekst)?|rap|verhaal(?:tje)?|sprookje|"
    r"mop(?:je)?|grap(?:je)?|raadsel(?:tje)?|column|essay|opstel|toespraak|speech|(?:sollicitatie)?brief(?:je)?|"
    r"e-?mail(?:tje)?|mailtje|persbericht|werkstuk|recept|poem|song|(?:short\s+)?story|fairy\s+tale|joke|riddle|"
    r"(?:cover\s+)?letter|press\s+release|recipe)s?(?![\w-])"
)
_I = r"(?:ik|je|jij|u|we|wij)"
_YOU = r"(?:je|jij|u)"
_SELF = r"(?:(?:zelf|eigenlijk|nou|nu|persoonlijk|er)\s+)*"
_IN_A_DOCUMENT = (
    r"(?!.*\b(?:in|uit)\s+(?:de|het|dit|deze)\s+"
    r"\w*(?:begroting|document\w*|nota|tekst|stuk|jaarrekening|akkoord)\b)"
)
_FORMS: tuple[tuple[Refused, Language, str], ...] = (
    ("text", "nl", rf"(?:{_WILL_YOU})?{_WRITE}{_ONE}{_DESCRIBED}{_TEXT}"),
    ("text", "nl", rf"{_WILL_YOU}{_ONE}{_DESCRIBED}{_TEXT}"),
    (
        "vote", "nl",
        rf"(?:op\s+)?(?:wie|wat|welke\s+(?:partij|kandidaat|lijst)|waarop|waar(?=.*\bop\s+stem))\s+(?:moet|zal|zou|mag)\s+"
        rf"{_I}\s+(?:\w+\s+){{0,5}}?stem(?:men)?\b(?!\s+over)",
    ),
    (
        "vote", "nl",
        rf"(?:op\s+)?(?:wie|welke\s+(?:partij|kandidaat|lijst))\s+kan\s+{_I}\s+(?:het\s+)?best\w*\s.*stemmen\b",
    ),
    ("vote", "nl", rf"welke\s+partij\s+(?:moet|zal|zou|kan)\s+{_I}\s+(?:\w+\s+){{0,3}}?kiezen\b"),
    ("vote", "nl", rf"(?:wat|op\s+wie|op\s+welke\s+partij)\s+(?:stem\s+{_YOU}|zou\s+{_YOU}\s+stemmen)\b"),
    ("vote", "nl", rf"(?:{_WILL_YOU})?(?:geef\s+{_FOR_ME})?(?:een\s+)?stemadvies\b"),
    ("vote", "nl", r"(?:wat|welke)\s+(?:is\s+)?de\s+(?:beste|slechtste)\s+(?:politieke\s+)?partij\b"),
    (
        "vote", "en",
        r"(?:for\s+)?(?:whom?|what|(?:which|what)\s+(?:party|candidate))\s+(?:should|must|do|would|shall)\s+(?:i|you|we)\s+"
        r"(?:\w+\s+){0,2}?vote\b",
    ),
    ("vote", "en", r"(?:what|which)\s+(?:is\s+)?the\s+best\s+(?:political\s+)?party\b"),
    ("vote", "en", rf"(?:{_WILL_YOU})?(?:give\s+{_FOR_ME})?(?:some\s+)?voting\s+advice\b"),
    (
        "opinion", "nl",
        rf"(?:wat|hoe)\s+(?:vindt?\s+{_YOU}\s+{_SELF}|denkt?\s+{_YOU}\s+{_SELF}(?:over\b|(?=van)))"
        rf"(?:(?<=over)|(?:er|hier|daar)?van\b){_IN_A_DOCUMENT}",
    ),
    ("opinion", "nl", rf"vindt?\s+{_YOU}\s+(?:(?:ook|zelf)\s+)?dat\b{_IN_A_DOCUMENT}"),
    ("opinion", "nl", r"wat\s+is\s+(?:je|jouw|uw)\s+(?:eigen\s+)?(?:mening|favoriete|lievelings\w+)\b"),
    ("opinion", "nl", rf"(?:ben|bent)\s+{_YOU}\s+(?:voor|tegen|het\s+eens|links|rechts)\b"),
    ("opinion", "en", r"what\s+do\s+you\s+(?:personally\s+|really\s+)?think\s+(?:of|about)\b"),
    ("opinion", "en", r"what(?:\s+is|'s)\s+your\s+(?:own\s+|personal\s+)?(?:opinion|favou?rite|view)\b"),
    ("opinion", "en", r"do\s+you\s+(?:like|agree)\b|are\s+you\s+(?:for|against|in\s+favour)\b"),
)  # fmt: skip
_RECOGNISED = [(what, language, re.compile(form, re.I)) for what, language, form in _FORMS]
_SECOND_QUESTION = re.compile(r"[?.!]\s+\S.*\?")
_ENGLISH = re.compile(
    r"(?:what|where|how|can|could|would|will|give|find|tell|write|make|compose|create|sing|invent|do|does|has|the|phone|"
    r"i\s+want)\b",
    re.I,
)


def out_of_scope(text: str) -> tuple[Refused, Language] | None:
    """What is asked for that the program does not do, and the language of asking; None for a question.

    With a real question behind it ("Vind je dat veel? Wat kost het?") a text is a question.
    """
    text = " ".join(text.replace("’", "'").split())
    if _SECOND_QUESTION.search(text):
        return None
    greeted = _GREETED.match(text)
    text = text[greeted.end() :] if greeted else text
    for what, language, form in _RECOGNISED:
        if form.match(text):
            return what, "en" if what == "text" and _ENGLISH.match(text) else language
    if (spoken := other_subject(text)) is not None:
        return "elsewhere", spoken
    whose = data_of(text)
    return (whose, "en" if _ENGLISH.match(text) else "nl") if whose else None
