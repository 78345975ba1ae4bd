"""What a document is: its kind, its date and its language, from what it says itself.

A title made of the file's name counts only where the content speaks of the
same thing, and budgets are told from annual reports by their columns.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.reading.about.accounts import accounts_of
from assistant.reading.raw import Raw
from assistant.records import Language

_MONTH_NAMES = "januari februari maart april mei juni juli augustus september oktober november december"
MONTHS = tuple(_MONTH_NAMES.split())
_DAY = r"(?<!\d )\b(\d{1,2})\s+(" + "|".join(MONTHS) + r")\s+((?:19|20)\d\d)\b"
DATED = re.compile(_DAY + r"|\b(\d{1,2})[-/](\d{1,2})[-/]((?:19|20)\d\d)\b", re.I)
_ENGLISH_WORDS = "the of and to in is that for with are this be on as by from or have which"
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_DUTCH_WORDS = "de het een van en op te dat voor met aan zijn die om ook bij door naar niet wordt"
_DUTCH = frozenset(_DUTCH_WORDS.split())

_KINDS: tuple[tuple[str, str], ...] = (
    ("decision_list", r"besluitenlijst|lijst van besluiten|raadsbesluiten"),
    ("coalition_agreement", r"coalitie-?akkoord|college(?:akkoord|programma)|bestuursakkoord|raadsakkoord"),
    ("annual_report", r"jaarstukken|jaarrekening|jaarverslag|programmarekening"),
    ("budget", r"(?:programma|meerjaren)?begroting(?:en)?\b|kadernota|voorjaarsnota|najaarsnota"),
    ("council_proposal", r"raadsvoorstel|collegevoorstel|raadsinformatiebrief|collegeadvies"),
    ("guidance", r"handreiking|handleiding|leidraad|brochure|stappenplan|toolkit|wegwijzer|"
                 r"informatievoorschrift|werkwijzer|praktijkgids|factsheet"),
    ("policy", r"beleids(?:nota|plan|kader|regel|notitie)|uitvoerings(?:plan|programma|agenda)|\bvisie\b|"
               r"\w+visie\b|\bnota\b|\bagenda\b|plan van aanpak|actieplan|startnotitie|subsidieregeling"),
    ("presentation", r"presentatie\b|\bslides?\b"),
)  # fmt: skip


def kind_of(raw: Raw, title: str, file_format: str, from_file: bool = False) -> str | None:
    """What the file states, else what its title, its columns or its first lines say, or None.

    One of budget, annual_report, decision_list, policy, council_proposal, law,
    presentation, guidance and coalition_agreement. A title `from_file` is the
    file's name: it comes last, and counts when the content speaks of the same.
    """
    stated = (raw.says("kind") or "").strip().lower().replace(" ", "_")
    if stated in {"law", *(kind for kind, _ in _KINDS)}:
        return stated
    if is_law(raw):
        return "law"
    if not from_file and (kind := named_kind(title)):
        return kind
    opening = " ".join(page.text for page in raw.pages[:2])
    near = named_kind(opening[:150])
    if near in (None, "budget", "annual_report") and (accounts := accounts_of(raw.pages)):
        return accounts.kind
    if near:
        return near
    # Further down the first page a policy or a budget is one that the document is about.
    if kind := named_kind(opening[:400], but=("policy", "budget")):
        return kind
    if kind := named_kind(title, borne_out_by="\n".join(page.text for page in raw.pages)):
        return kind
    return "presentation" if file_format in ("pptx", "odp") else None


def named_kind(text: str, borne_out_by: str | None = None, but: Collection[str] = ()) -> str | None:
    """The kind of document a text speaks of, in words that also stand in `borne_out_by` where given."""
    for kind, pattern in _KINDS:
        found = re.search(pattern, text, re.I) if kind not in but else None
        if found and (borne_out_by is None or found.group().lower() in borne_out_by.lower()):
            return kind
    return None


def date_of(raw: Raw, title: str = "") -> str | None:
    """The stated date, else the title's, else the one after "Datum" or "Vastgesteld" on the first page."""
    if stated := raw.says("date") or iso(title):
        return stated
    opening = next((page.text for page in raw.pages if page.text), "")[:600]
    found = re.search(r"\b(?:datum|vastgesteld(?: op)?|d\.d\.)\W{0,3}(.{0,30})", opening, re.I)
    return iso(found.group(1)) if found else None


def iso(text: str) -> str | None:
    """The first Dutch date in a text as YYYY-MM-DD."""
    if found := re.search(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b", text):
        return found.group()
    found = DATED.search(text)
    if not found:
        return None
    if found.group(2):
        day, month, year = int(found.group(1)), MONTHS.index(found.group(2).lower()) + 1, found.group(3)
    else:
        day, month, year = int(found.group(4)), int(found.group(5)), found.group(6)
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def language_of(raw: Raw) -> Language:
    """English when the file says so or its common words do, else Dutch."""
    stated = (raw.says("language") or "").lower()[:2]
    text = " ".join(page.text for page in raw.pages[:20])[:20_000].lower()
    words = re.findall(r"[a-z]+", text)
    english, dutch = sum(w in _ENGLISH for w in words), sum(w in _DUTCH for w in words)
    # A web page's language attribute is a template's habit; the words decide where there are enough.
    if len(words) >= 30 and english + dutch >= 5:
        return "en" if english > 1.5 * dutch else "nl"
    return "en" if stated == "en" else "nl"


def is_law(raw: Raw) -> bool:
    opening = next((page.text for page in raw.pages if page.text), "")[:3000]
    return bool(
        re.match(
            r"(?:wet|rijkswet|besluit|regeling|verordening|uitvoeringsbesluit)\b",
            raw.first_title or opening,
            re.I,
        )
        and re.search(r"\bartikel\s+1\b|\bgelet op\b|bij de gratie", opening, re.I)
    )
