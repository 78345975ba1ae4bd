"""What a user typed, as it can stand in a sentence: "we don't know yet" is no answer, and a clause is quoted.

A form asks more than people know, and they say so in the field itself: "?",
"weten we nog niet". Printed in a sentence that reads as if it were decided, so
it counts as not filled in. And people answer in sentences of their own; such a
clause goes between quotation marks instead of being bent to fit.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.planning.plan import Intake

# What people write for "not known", alone in a field; marks and spaces around it are stripped first.
_UNKNOWN = re.compile(
    r"(?:(?:dat|dit|daar|hier)\s+)?(?:"
    r"(?:weet|weten)\s+(?:ik|we|wij)?\s*(?:het\s+)?(?:nog\s+)?niet(?:\s+(?:zeker|precies))?|"
    r"(?:ik|we|wij)\s+(?:weet|weten)\s+(?:(?:het|dat|dit)\s+)?(?:nog\s+)?niet|"
    r"(?:is\s+|zijn\s+)?(?:nu\s+)?nog\s+(?:niet|geen(?:\s+idee)?|onbekend|onduidelijk|onzeker|open|leeg|"
    r"(?:nader\s+)?te\s+(?:bepalen|bespreken|kiezen)|in\s+te\s+vullen)"
    r"(?:\s+(?:bekend|bepaald|besloten|duidelijk|gekozen|zeker|van toepassing))?|"
    r"niet\s+(?:bekend|bepaald|duidelijk|van\s+toepassing|ingevuld)|onbekend|onduidelijk|nog\s+onbekend|"
    r"(?:nog\s+)?(?:nader\s+)?te\s+bepalen|geen\s+(?:idee|flauw\s+idee|voorkeur|antwoord)|geen|niets|niks|leeg|"
    r"n\.?\s?v\.?\s?t|n\.?\s?t\.?\s?b|p\.?\s?m|t\.?\s?b\.?\s?[ad]|volgt(?:\s+(?:nog|later))?|later|"
    r"to\s+be\s+(?:decided|determined|announced|confirmed|discussed)|"
    r"(?:(?:i|we)\s+)?(?:don'?t|do\s+not)\s+know(?:\s+yet)?|not?\s+(?:yet\s+)?(?:known|decided|sure|idea|applicable)"
    r"(?:\s+yet)?|unknown|none|nothing|n/?a|todo|x+"
    r")(?:\s+(?:yet|nog|nu))?",
    re.I,
)
_AROUND = re.compile(r"^[\s?!.,;:\-–—_/()\[\]…*]+|[\s?!.,;:\-–—_/()\[\]…*]+$")
_BULLET = re.compile(r"^\s*(?:[-–•*·]|\d+[.)])\s+")
_PRONOUN = re.compile(r"(?:wij|we|ik|er|men|hiermee|daarmee|we're|we are|i|there)\s", re.I)
_VERBS = (
    "wil|willen|heeft|hebben|biedt|bieden|is|zijn|doet|doen|gaat|gaan|geeft|geven|helpt|helpen|organiseert|"
    "organiseren|werkt|werken|zoekt|zoeken|kan|kunnen|moet|moeten|komt|komen|start|starten|wordt|worden"
)
_CLAUSE = re.compile(rf"(?:de|het|een|onze|ons|deze|alle)\s+(?:[\w-]+\s+){{1,3}}(?:{_VERBS})\s", re.I)
_SEVERAL = re.compile(r"[.!?]\s+[A-ZÀ-Ý]")
# Words that have a capital only because a field began with them; any other word may be a name.
_COMMON = frozenset(
    "de het een alle elke ieder iedere geen meer minder veel ook met voor van in op aan bij door tot "
    "vanaf per ongeveer circa maximaal minimaal jaarlijks eenmalig structureel begin medio eind komende "
    "nieuwe oude jonge extra gratis samen lage hoge betere goede taal lezen schrijven rekenen leren "
    "oefenen helpen basisvaardigheden laaggeletterdheid digitale geletterdheid ouders moeders vaders "
    "gezinnen kinderen jongeren ouderen senioren volwassenen inwoners mensen vrouwen mannen werkenden "
    "werkzoekenden werknemers laaggeletterden laaggeletterde statushouders inburgeraars nieuwkomers "
    "vrijwilligers vrijwilligersorganisatie welzijnsorganisatie gemeente scholen basisscholen bibliotheek "
    "taalhuis taalcafé taalcafe taallessen taalles taalmaatjes spreekuur spreekgroepen inloop "
    "inloopspreekuur cursus cursussen workshops voorlezen leesclub computerles".split()
)


def known(intake: Intake) -> Intake:
    """The intake with only what the user knew: fields that say "not known" are empty."""
    return replace(
        intake,
        library=given(intake.library),
        subject=given(intake.subject),
        groups=tuple(filter(None, map(given, intake.groups))),
        activities=tuple(filter(None, map(given, intake.activities))),
        partners=tuple(filter(None, map(given, intake.partners))),
        period=given(intake.period),
        budget=given(intake.budget),
        existing=given(intake.existing),
        remarks=given(intake.remarks),
    )


def given(text: str) -> str:
    """What a user typed, on one line and without a full stop at the end; "" where it says that nobody knows.

    Lines of a list are joined with commas.
    """
    lines = [" ".join(_BULLET.sub("", line).split()) for line in text.splitlines() if line.strip(" -–•*·")]
    listed = any(_BULLET.match(line) for line in text.splitlines())
    told = (", " if listed else " ").join(filter(None, lines))
    bare = _AROUND.sub("", told)
    if not bare or _UNKNOWN.fullmatch(bare):
        return ""
    return re.sub(r"[\s.;,]+$", "", told)


def fitting(text: str) -> str:
    """A user's words inside a sentence: a clause between quotation marks, else without a needless capital."""
    if is_clause(text):
        return f"“{text.replace('“', '‘').replace('”', '’')}”"
    first = re.match(r"[\w-]+", text)
    if first and first[0].lower() in _COMMON and not first[0][1:2].isupper():
        return text[:1].lower() + text[1:]
    return text


def named(text: str) -> str:
    """A name that a user typed inside a sentence: it keeps its capital, only an article loses it."""
    if is_clause(text):
        return fitting(text)
    return text[:1].lower() + text[1:] if re.match(r"(?:De|Het|Een)\s+\w", text) else text


def is_clause(text: str) -> bool:
    """Whether a user's words are a sentence of their own: "wij willen …", or more than one."""
    return any((_PRONOUN.match(text), _CLAUSE.match(text), _SEVERAL.search(text)))
