"""What is said to the program itself: a greeting, thanks, "wat kun je?", a try-out, a request for a poem.

None of it asks for a document, so nothing is searched. The answer is a friendly
remark that says what can be asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.answering.out_of_scope import out_of_scope
from assistant.records import Answer, Language, Sentence
from assistant.wording import say

Talk = Literal["greeting", "thanks", "goodbye", "test", "fine", "help"]

# What may stand around it: "bedankt voor je hulp", "hallo assistent".
_AROUND = (
    r"(?:\s+(?:allemaal|assistent|assistant|there|hoor|dan|maar|weer|nogmaals|again|so much|very much))*"
)
_FOR = (
    r"(?:\s+(?:voor|for)\s+(?:(?:je|jouw|uw|de|het|dit|deze|your|the|this)\s+)?"
    r"(?:hulp|antwoord|uitleg|informatie|info|moeite|help|answer|information|explanation))?"
)
_PLEASE = r"(?:\s+(?:alsjeblieft|alstublieft|please))?"
_SAID: tuple[tuple[Talk, Language, str], ...] = (
    (
        "greeting", "nl",
        r"hallo|hoi|hoihoi|hey|hé|dag|goede?\s?(?:morgen|middag|avond|dag)|"
        r"hoe gaat het(?: met (?:je|jou|u))?|alles goed",
    ),
    ("greeting", "en", r"hello|hi|good (?:morning|afternoon|evening|day)|how are you(?: doing)?"),
    (
        "thanks", "nl",
        r"(?:heel erg |hartelijk |hartstikke |alvast )?"
        rf"(?:bedankt|dank(?: ?je(?: ?wel)?| ?u(?: ?wel)?)?){_FOR}|"
        r"top|super|geweldig|fijn",
    ),
    ("thanks", "en", rf"(?:many )?(?:thanks(?: a lot)?|thank you|cheers){_FOR}|great|perfect"),
    ("goodbye", "nl", r"doei+|doeg|tot ziens|tot (?:later|(?:de )?volgende keer)|fijne (?:dag|avond)"),
    ("goodbye", "en", r"bye(?:[ -]?bye)?|goodbye|see you(?: later)?|have a nice day"),
    (
        "test", "nl",
        r"(?:dit is (?:een|maar een) )?test(?:je|en|vraag)?|proef|doe je het|werkt (?:dit|het)(?: nu)?",
    ),
    ("test", "en", r"(?:this is a |just a )?test(?:ing)?(?: question)?|does this work|are you there"),
    ("fine", "nl", r"ok|oke|oké|okay|okee|prima|goed|mooi|duidelijk|helder|begrepen|snap ik|ik snap het"),
    ("fine", "en", r"all right|alright|got it|i see|clear|understood"),
    (
        "help", "nl",
        rf"help(?: me)?|hulp|(?:kun|kan|kunt) (?:je|u|jij) (?:me|mij) helpen{_PLEASE}|"
        r"wat (?:kun|kan|kunt) (?:je|jij|u)(?: (?:allemaal|eigenlijk|precies))*(?: voor (?:me|mij|ons))?"
        r"(?: (?:allemaal|doen|betekenen))*|"
        r"wat doe (?:je|jij)(?: hier)?|wat doet (?:u|dit programma|deze assistent)(?: hier)?|"
        r"wat (?:kan|mag) ik (?:hier |je |jou |u |jullie )?(?:allemaal )?(?:doen|vragen)(?: hier)?|"
        r"waar(?:mee|bij) (?:kun|kan|kunt) (?:je|u|jij) (?:me |mij |ons )?helpen|"
        r"hoe werk (?:je|jij)|hoe werkt (?:u|dit programma|deze (?:assistent|app|site|pagina|chat))|"
        r"wie (?:ben je|ben jij|bent u)|wat (?:ben je|ben jij|bent u)",
    ),
    (
        "help", "en",
        r"what can you do(?: for (?:me|us))?|what can i (?:ask|do)(?: you| here)?|"
        r"(?:how )?can you help(?: me)?|help me|how do you work|"
        r"how does this (?:app|program|assistant|chat|site) work|who are you|what are you|what do you do",
    ),
)  # fmt: skip
_SAYING = re.compile(
    "|".join(rf"(?P<{talk}_{language}>(?:{said}){_AROUND}(?!\w))" for talk, language, said in _SAID),
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\W_]*(?:(?:en|ja|nou|and|well|yes|oh)\b[\W_]*)?", re.IGNORECASE)
# Of several in one breath ("ok, bedankt") the one that says most is answered.
_FIRST: tuple[Talk, ...] = ("help", "goodbye", "thanks", "test", "greeting", "fine")
_TALKS: dict[str, Talk] = {talk: talk for talk in _FIRST}
_TELLING: tuple[Talk, ...] = ("help", "test", "greeting")
# As much English as Dutch.
_SHARED = frozenset("ok okay test help super top hey great perfect".split())


def talk_in(text: str) -> tuple[Talk, Language | None] | None:
    """What a text says to the program, and in which language; None when it says or asks anything else.

    The language is None where the words are used in both.
    """
    found: list[tuple[Talk, Language | None]] = []
    at = _after(text, 0)
    while at < len(text):
        match = _SAYING.match(text, at)
        if match is None:
            return None
        talk, _, language = str(match.lastgroup).partition("_")
        spoken: Language | None = None if match[0].lower() in _SHARED else "en" if language == "en" else "nl"
        found.append((_TALKS[talk], spoken))
        at = _after(text, match.end())
    return min(found, key=lambda said: _FIRST.index(said[0]), default=None)


def small_talk(text: str, language: Language | None = None, before: Answer | None = None) -> Answer | None:
    """A remark on what is said to the program itself, or asked and not done; None where a question is asked.

    `before` is the last answer of the conversation: "ok" says yes where that
    asked something back, and where words are of either language its own counts.
    """
    said = talk_in(text)
    if said is None and (refused := out_of_scope(text)):
        return _remarks(text, language or refused[1], [f"no_{refused[0]}"])
    if said is None or (said[0] == "fine" and before is not None and before.role == "question"):
        return None
    talk, spoken = said
    language = language or spoken or (before.language if before else "nl")
    more = ("can_ask", "can_figures", "can_plan", "can_add") if talk in _TELLING else ()
    return _remarks(text, language, [talk, *more])


def _remarks(text: str, language: Language, keys: Sequence[str]) -> Answer:
    lines = [say(f"small_talk.{key}", language) for key in keys]
    return Answer(
        text, language, "refused", tuple(Sentence(line, role="remark") for line in lines), role="talk"
    )


def _after(text: str, at: int) -> int:
    """Where the next thing said begins, past the signs and small words before it."""
    match = _BETWEEN.match(text, at)
    return match.end() if match else at
