"""What people ask any program they can talk to: the weather, the time, a sum, a translation, a film.

No document of a municipality answers these, though many share a word with
them. Each is recognised by its whole form: "het weer" is one of these, "weer
laaggeletterd" is not.
"""

from __future__ import annotations

import re

from assistant.records import Language

_SMALL = r"(?:(?:\w+)\s+){0,3}?"
_TODAY = r"(?:vandaag|morgen|overmorgen|vanavond|dit\s+weekend|nu|buiten)"
_PLEASE = r"(?:(?:kun|kan|kunt|wil|wilt|weet|heb|hebt)\s+(?:je|jij|u)\s+(?:(?:mij|me|ons|even)\s+)*)?"
_TO_ENJOY = r"(?:\w*boek(?:je)?|film|serie|spel(?:letje)?|restaurant|hotel|caf[eé]|recept|liedje|podcast)"
_LANGUAGE = r"(?:naar|in)\s+(?:het\s+)?(?:engels|nederlands|duits|frans|spaans|arabisch|turks|pools)\b"
_FORMS: tuple[tuple[Language, str], ...] = (
    ("nl", r"(?:wat\s+voor|welk|wat\s+wordt\s+het\s+voor)\s+(?:\w+\s+)?weer\b"),
    ("nl", rf"(?:hoe|wat)\s+(?:is|wordt|was)\s+(?:{_TODAY}\s+)?het\s+weer\b"),
    ("nl", r"(?:wat\s+is\s+)?(?:de|het)?\s*(?:weersverwachting|weerbericht|weersvoorspelling)\b"),
    ("nl", rf"(?:wordt|is|blijft)\s+het\s+{_SMALL}(?:mooi|lekker|slecht|goed|zonnig|warm|koud)\s+weer\b"),
    ("nl", rf"gaat\s+het\s+{_SMALL}(?:regenen|sneeuwen|vriezen|onweren)\b|(?:regent|sneeuwt|vriest)\s+het\b"),
    ("nl", r"hoe\s+laat\s+is\s+het(?:\s+(?:nu|eigenlijk))?\W*$|welke\s+(?:dag|datum)\s+is\s+het\b"),
    ("nl", r"(?:hoeveel|wat)\s+is\s+\d+(?:[.,]\d+)?\s*(?:keer|maal|[x×*+:/÷-]|plus|min|gedeeld)\s*\d"),
    ("nl", rf"{_PLEASE}vertaal\b.*\b{_LANGUAGE}|{_PLEASE}.*\b{_LANGUAGE}.*\bvertalen\b"),
    ("nl", r"wat\s+is\s+(?:het\s+)?(?:laatste\s+)?nieuws(?:\s+van\s+vandaag)?\W*$"),
    ("nl", r"wie\s+(?:wint|won|heeft\s+gewonnen)\b.*\b(?:wk|ek|voetbal\w*|wedstrijd|songfestival)\b"),
    ("nl", rf"wat\s+(?:eten|eet|koken|kook|zullen\s+we\s+eten)\b.*\b{_TODAY}\W*$"),
    ("nl", r"welke\s+films?\s+draai\w*\b|wat\s+is\s+er\s+(?:vanavond\s+)?op\s+(?:tv|televisie)\b"),
    ("nl", rf"{_PLEASE}(?:een\s+)?(?:\w+\s+)?{_TO_ENJOY}\b.*\b(?:aanraden|aanbevelen)\b"),
    ("nl", rf"welk\w?\s+{_TO_ENJOY}\s+(?:raad|beveel)\b|wat\s+is\s+het\s+(?:beste|leukste)\s+{_TO_ENJOY}\b"),
    ("nl", r"wat\s+is\s+de\s+hoofdstad\s+van\b"),
    ("en", r"(?:what(?:'s|\s+is|\s+will)|how(?:'s|\s+is))\s+the\s+weather\b|(?:the\s+)?weather\s+forecast\b"),
    ("en", r"(?:will|is)\s+it\s+(?:going\s+to\s+)?(?:rain|snow|be\s+(?:sunny|warm|cold))\b"),
    ("en", r"what(?:'s|\s+is)\s+the\s+time\W*$|what\s+time\s+is\s+it\b|what\s+day\s+is\s+it\b"),
    ("en", r"(?:what|how\s+much)\s+is\s+\d+\s*(?:times|plus|minus|[x×*+/-])\s*\d"),
    ("en", r"(?:(?:can|could|will)\s+you\s+)?(?:please\s+)?translate\b.*\b(?:in)?to\s+\w+"),
    ("en", r"what(?:'s|\s+is)\s+the\s+(?:capital\s+of\b|(?:latest\s+)?news\W*$)"),
    ("en", r"(?:what(?:'s|\s+is)|where\s+is)\s+the\s+best\s+(?:restaurant|hotel|bar|film|movie|book)\b"),
    ("en", r"(?:(?:can|could)\s+you\s+)?recommend\s+(?:me\s+)?(?:an?\s+)?(?:\w+\s+)?(?:book|film|hotel)\b"),
)  # fmt: skip
_RECOGNISED = [(language, re.compile(form, re.IGNORECASE)) for language, form in _FORMS]


def other_subject(text: str) -> Language | None:
    """The language in which something is asked that no document is about; None for another question."""
    return next((language for language, form in _RECOGNISED if form.match(text)), None)
