"""The themes of waarstaatjegemeente.nl and incijfers.nl, recognised by the words of topic and title."""

from __future__ import annotations

import re
from collections.abc import Collection

# Parts of words, because Dutch writes compounds as one; a survey's name says more than any other word.
_WORDS: tuple[tuple[str, str], ...] = (
    ("burgerpeiling", r"burgerpeiling|inwonerspeiling|inwonersenquête|burgeronderzoek|\bwsjg burger"),
    ("ondernemerspeiling", r"ondernemerspeiling|ondernemersenquête|ondernemersonderzoek"),
    (
        "sociaal_domein",
        r"sociaal domein|sociale domein|\bwmo|participatiewet|maatwerkvoorziening|huishoudelijke hulp|"
        r"schuldhulp|cliëntervaring|stapeling|eenza(?:am|men)|mantelzorg|vrijwilligers",
    ),
    (
        "gezondheid",
        r"laaggeletterd|geletterdheid|gezond|overgewicht|obesitas|rok(?:en|er)|alcohol|drinker|sport|bewe(?:eg|ging)|"
        r"ziekte|aandoening|angst|depressie|stress|beperking|zorgverzeker|huisarts|levensverwachting",
    ),
    (
        "jeugd",
        r"jeugd|jongeren|kinderen|kindermishandeling|tienermoeder|halt-|opvoed|kinderopvang|peuter",
    ),
    (
        "onderwijs",
        r"onderwijs|school|leerling|student|opleiding|opgeleid|havo|vwo|vmbo|mbo|hbo|diploma|startkwalificatie|"
        r"verzuim|schooladvies|leerplicht|voortijdig|volwasseneneducatie|inburgering",
    ),
    (
        "werk_inkomen",
        r"werk|\bbaan|\bbanen|inkomen|bijstand|uitkering|armoede|minima|minimum|\bww\b|werkloos|arbeids|"
        r"beroepsbevolking|schuld|vermogen|sociale zekerheid|economie|bedrijven|vestigingen|vacature",
    ),
    (
        "dienstverlening_digitalisering",
        r"dienstverlening|digitaal|digitale|digitalisering|digid|e-overheid|internet|loket|balie|website|"
        r"online|paspoort|computer",
    ),
    (
        "wonen_leefklimaat",
        r"\bwoon|wonen|woning|huur|koop|leefklimaat|leefbaar|veilig|misdr|inbraak|overlast|groen|milieu|afval|"
        r"\bwoz|buurt|openbare ruimte|verkeer|bouwen|afstand tot|energie|stedelijkheid|adressendichtheid",
    ),
    (
        "bevolking",
        r"bevolking|inwoner|leeftijd|huishoudens?|geboorte|sterfte|migratie|herkomst|nationaliteit|"
        r"vestiging|\bmannen|\bvrouwen|vergrijzing|grijze druk|groene druk|"
        r"\b\d+ ?(?:tot|-) ?\d+ jaar|jaar (?:en|of) ouder",
    ),
)
_SURVEYS = ("burgerpeiling", "ondernemerspeiling")


def theme_of(topic: str, titles: str, known: Collection[str]) -> str:
    """The key of a topic's theme, by its own words before those of the titles; "" when unsure."""
    for survey in _SURVEYS:
        if survey in known and _hits(survey, f"{topic} {titles}"):
            return survey
    for text in (topic, titles):
        counts = {theme: hits for theme, _ in _WORDS if theme in known and (hits := _hits(theme, text))}
        if counts:
            return max(counts, key=lambda theme: counts[theme])
    return ""


def _hits(theme: str, text: str) -> int:
    pattern = next(pattern for name, pattern in _WORDS if name == theme)
    return len(set(re.findall(pattern, text.lower())))
