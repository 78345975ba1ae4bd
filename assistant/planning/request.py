"""A plan asked for in the chat: which kind, for which municipality, and what was told of it besides.

"Maak een plan van aanpak voor Almere over ouders, 2027-2029" tells most of the
form in one sentence. What follows may come line by line: "Doelgroepen: NT1 en
ouders". A question about plans is no request for one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.figures.municipalities import Municipalities
from assistant.figures.recognising import towns_in
from assistant.planning.plan import Intake

PLAN, TALK, RESULTS, SUBSIDY = "plan-van-aanpak", "gespreksnotitie", "resultatenrapportage", "subsidiebijlage"
_DOCUMENT = re.compile(
    r"\b(?:plan van aanpak|plan of approach|action plan|conceptplan|draft plan|"
    r"(?:een|an?) (?:\w+ )?plan|gespreksnotitie|"
    r"discussion note|memo|resultatenrapportage|results report|subsidiebijlage|activiteitenplan|"
    r"subsidy annex)\b",
    re.I,
)
_MAKES = re.compile(
    r"\b(?:maak|maken|schrijf|schrijven|opstellen|stel\b.*\bop|genereer|genereren|ontwerp|draft|write|make|create|"
    r"generate|prepare|wil graag een|wil een|need an?|want an?)\b",
    re.I,
)
_QUESTION = re.compile(
    r"^(?:hoe|wat|waarom|wie|welke?|wanneer|waar|is|zijn|heeft|hebben|moet|moeten|mag|mogen|how|what|why|who|which|"
    r"when|where|are|has|have|must|should|may|does|do)\b",
    re.I,
)
_KINDS = (
    (TALK, re.compile(r"\bgespreksnotitie|\bdiscussion note|\bmemo\b", re.I)),
    (RESULTS, re.compile(r"\bresultatenrapportage|\bresults report", re.I)),
    (SUBSIDY, re.compile(r"\bsubsidiebijlage|\bactiviteitenplan|\bsubsidy annex", re.I)),
)
_PERIOD = re.compile(r"\b20\d\d(?:\s*(?:-|–|t/m|tot en met|to)\s*20\d\d)?\b")
_BUDGET = re.compile(r"€\s?\d[\d.,]*(?:\s*(?:per jaar|a year|euro))?|\b\d[\d.]*\s*euro(?:\s*per jaar)?", re.I)
_LIBRARY = re.compile(
    r"\b((?:de )?Bibliotheek(?: (?:[A-Z][\w’'-]+|aan|den|de|en|op|het))*(?: [A-Z][\w’'-]+))"
)
_WITH = re.compile(r"\b(?:samen met|together with)\s+([^.;\n]+)", re.I)
# What a line that starts so tells.
_LABELS: Mapping[str, str] = {
    "doelgroep": "groups", "doelgroepen": "groups", "target groups": "groups",
    "activiteit": "activities", "activiteiten": "activities", "activities": "activities",
    "partner": "partners", "partners": "partners",
    "periode": "period", "looptijd": "period", "period": "period",
    "budget": "budget", "bedrag": "budget",
    "bibliotheek": "library", "library": "library",
    "onderwerp": "subject", "subject": "subject",
    "aanbod": "existing", "wat er al is": "existing", "existing": "existing",
    "opmerking": "remarks", "opmerkingen": "remarks", "remarks": "remarks",
}  # fmt: skip
_LABELLED = re.compile(
    r"(?:^|[\n;])\s*("
    + "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True))
    + r")\s*:\s*([^\n;]+)",
    re.I,
)
# "voor mantelzorgers in Leiden": people, in the plural and without an article, and not what is done for them.
_PEOPLE = re.compile(
    r"\b(?:voor|for)\s+((?!de\b|het\b|the\b)[a-zà-ÿ-]+(?:en|s|people)"
    r"(?:\s+(?:met|zonder|with|without)\s+[a-zà-ÿ -]+?)?)\s+(?=(?:in|te|uit)\s+[A-Z'])"
)
_NO_PEOPLE = re.compile(
    r"(?:lessen|cursussen|trainingen|activiteiten|projecten|bibliotheken|gemeenten|scholen|huizen|vaardigheden|"
    r"courses|lessons|activities|libraries|schools|skills)$"
)
_MANY = ("groups", "activities", "partners")


@dataclass(frozen=True)
class Request:
    """A document asked for: its kind and what was told; without a municipality the intake has none."""

    kind: str
    intake: Intake


def requested(
    text: str,
    municipalities: Municipalities,
    groups: Mapping[str, Sequence[str]],
    chosen: str | None = None,
) -> Request | None:
    """The document that a message asks for; None for any other message.

    `groups` are the target groups with the words people type for them;
    `chosen` is the municipality (a code) for a message that names none.
    """
    flat = " ".join(text.split())
    head = _LABELLED.sub(" ", text)
    if _QUESTION.match(flat) or not (_DOCUMENT.search(head) and _MAKES.search(head)):
        return None
    kind = next((kind for kind, pattern in _KINDS if pattern.search(head)), PLAN)
    towns = [m.candidates[0].code for m in towns_in(text, municipalities) if not m.doubt]
    codes = tuple(dict.fromkeys(towns)) or ((chosen,) if chosen else ())
    intake = Intake(codes, **_told(head, groups))
    return Request(kind, completed(intake, text, groups) or intake)


def completed(intake: Intake, text: str, groups: Mapping[str, Sequence[str]]) -> Intake | None:
    """The intake with what labelled lines tell ("Periode: 2027-2029"); None where a text has none."""
    found = [(_LABELS[m[1].lower()], m[2].strip().rstrip(".")) for m in _LABELLED.finditer(text)]
    if not found:
        return None
    for field, said in found:
        value = tuple(_split(said)) if field in _MANY else said
        if field == "groups":
            value = tuple(_key(each, groups) for each in _split(said))
        told: dict[str, Any] = {field: value}
        intake = replace(intake, **told)
    return intake


def _told(text: str, groups: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What a sentence tells without labels."""
    period, budget, library = _PERIOD.search(text), _BUDGET.search(text), _LIBRARY.search(text)
    partners = _WITH.search(text)
    # Who the library works with is no target group; a group's word may ask for what stands after it.
    about = f"{_WITH.sub(' ', text)} "
    named = [k for k, words in groups.items() if any(_names(about, w) for w in words)]
    if not named and (people := _PEOPLE.search(text)) and not _NO_PEOPLE.search(people[1]):
        named = [people[1]]
    return {
        "groups": tuple(named),
        "period": period[0] if period else "",
        "budget": budget[0].strip() if budget else "",
        "library": library[1] if library else "",
        "partners": tuple(_split(partners[1])) if partners else (),
    }


def _names(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}", text, re.I) is not None


def _key(name: str, groups: Mapping[str, Sequence[str]]) -> str:
    """The group that a name is, else the name itself."""
    return next((k for k, words in groups.items() if any(_names(name, w) for w in words)), name)


def _split(text: str) -> list[str]:
    """ "a, b en c" as a list."""
    parts = re.split(r",|;| en | and ", text)
    return [part.strip(" .") for part in parts if part.strip(" .")]
