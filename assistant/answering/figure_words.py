"""The words of a question about figures: what asks for one, and which words may stand beside it.

A question goes to the figures only when every word of it is understood: what
the dictionary of figures has a name for, a place, a year, and words that ask or
compare. "Hoeveel subsidie krijgt de bibliotheek" has others, so documents answer it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.figures.indicators import Dictionary, Indicator
from assistant.wording import LANGUAGES

# What an indicator's key has besides what it is about: a share and a count of the same are one family.
_FORM = re.compile(r"^pct_|_(?:pct|aantal)$|_per_1000_inwoners$|_van_inwoners$")
# Groups that other figures are about: named beside another indicator they are no question of their own.
GENERAL = ("inwoners", "huishoudens")

ALLOWED = frozenset(
    """hoeveel hoe veel waar where ervoor wat welk welke is zijn was waren heeft hebben had hadden telt
    telde tellen kent wonen woont woonden er in van de het een voor over op bij uit per en of dan dat
    die deze dit daar daarvan ervan te aan met om tot ten als zo nu ook nog eigenlijk precies ongeveer
    totaal graag geef toon laat zien mij me ik wil weet weten kun kan je u vertel noem vraag wij we ons
    onze mijn aantal aantallen percentage percentages procent aandeel deel cijfer cijfers gemiddeld
    gemiddelde gemiddelden mensen personen inwoners bewoners burgers volwassenen huishoudens bevolking
    gemeente gemeenten stad dorp plaats plaatsen jaar jaren bedraagt bedroeg hoog hoge laag lage hoger
    lager meer minder weinig meeste minste hoogste laagste grootste kleinste groot grote klein kleine
    evenveel zelfde dezelfde vergeleken vergelijk vergelijking vergelijken vergelijkbare vergelijkbaar
    andere anders tegenover opzichte verhouding ligt zit zitten staat staan krijgt krijgen kregen
    ontvangen ontvangt ranglijst positie rang plek veranderd verandert verandering verloop ontwikkeld
    ontwikkeling ontwikkelt gestegen gedaald gegroeid stijgt daalt groeit toegenomen afgenomen trend
    sinds vanaf tussen afgelopen laatste recente recentste nieuwste actuele huidige momenteel euro
    verschil verschilt verschillen scoort naar soort grootte omvang even top vijf erg bijzonder relatief
    how many much what which are were has have does do did there the a an for on at by and or than that
    this these those it to with as now also still exactly about roughly total please give show tell us
    our my i want know share shares percent proportion number numbers rate figure figures average mean
    people persons residents inhabitants adults households population municipality municipalities town
    towns city cities place places live lives living year years high higher highest low lower lowest
    more less fewer most fewest few large largest small smallest same compare compared comparison
    similar comparable other others rank ranking ranks position changed change changes develop developed
    development risen fallen grown rise fall grow increased decreased since from between last recent
    latest newest current currently difference differ size receive receives get gets five
    zich elk ieder every boven onder above below verhoudt verhouden verhield ontwikkelde ontwikkelden
    als zoals leven leeft leefden relate relates compares like lot""".split()
)
# Between two figures that are both asked for; "ouderen met bijstand" is a third that is not there.
_JOINED = re.compile(r"\b(?:en|of|and|or|plus)\b|[,;/&+]", re.I)
_SUPERLATIVE = re.compile(
    r"\b(?:hoogste|meeste|grootste|laagste|minste|kleinste|highest|most|largest|lowest|fewest|least|smallest)\b",
    re.I,
)
_PEOPLE = (
    r"mensen|personen|inwoners|bewoners|huishoudens|burgers|jongeren|kinderen|ouderen|people|persons|"
    r"residents|inhabitants|households|children"
)
_COUNTING = re.compile(r"^(?:aandeel|percentage|aantal|hoeveel|share of|percentage of|number of|how many)\s+")
QUANTITY = re.compile(
    r"\b(?:hoeveel|hoe\s+(?:groot|hoog|laag|staat)|aantal|aantallen|percentage|procent|aandeel|welk\s+deel|cijfers?|"
    r"gemiddelde?|how\s+(?:many|much|high|low|large)|number|share|percent(?:age)?|proportion|rate|figures?|average|"
    r"mean)\b|%",
    re.I,
)
COMPARING = re.compile(
    r"\b(?:meer|minder|hoger|lager|hoog|hoge|laag|veel|weinig|vergel\w+|tegenover|opzichte|verhou\w+|verhield|verschil\w*|ranglijst|boven|onder|"
    r"more|less|fewer|higher|lower|high|low|above|below|compar\w+|relates?|differ\w*|rank\w*)\b",
    re.I,
)
CHANGE = re.compile(
    r"\b(?:verander\w*|verloop|ontwikkel\w*|gestegen|gedaald|gegroeid|stijgt|daalt|groeit|toegenomen|afgenomen|trend|"
    r"sinds|(?:elk|ieder)\s+jaar|chang\w+|develop\w*|risen|fallen|grown|increased|decreased|since|every\s+year)\b|"
    # An income is "per jaar" itself.
    r"^(?!.*\b(?:inkomens?|incomes?|verdien\w*|earns?)\b).*\bper\s+(?:jaar|year)\b",
    re.I,
)
# "Meer dan in 2020" asks what became of it since.
SINCE = re.compile(
    r"\b(?:meer|minder|hoger|lager|groter|kleiner|more|less|fewer|higher|lower)\b[^.?!]{0,40}"
    r"\b(?:dan|than)\s+(?:in\s+)?(?:19|20)\d\d\b",
    re.I,
)
RANK = re.compile(
    r"\bstaa[tn]\b.*\b(?:hoog|laag)\b|\b(?:ranglijst|rang|positie|op\s+welke\s+plaats|welke\s+plek|hoe\s+hoog\s+staat|"
    r"andere\s+gemeenten|is\s+(?:dat|dit|het)\s+(?:veel|weinig|hoog|laag)|(?:hoog|veel)\s+of\s+(?:laag|weinig)|"
    r"high\s+or\s+low|rank\w*|position|other\s+(?:municipalities|towns)|"
    r"is\s+that\s+(?:high|low|a\s+lot|many|much))\b",
    re.I,
)
PEERS = re.compile(
    r"\b(?:vergelijkba\w+|(?:gemeenten|steden|plaatsen)\s+van\s+(?:dezelfde|die)\s+(?:grootte|omvang)|even\s+grote|"
    r"(?:gemeente|stad|plaats|dorp|municipality|town|city)\s+(?:zo)?als|(?:municipality|town|city)\s+like|"
    r"similar|comparable|of\s+the\s+same\s+size)\b",
    re.I,
)
TOP = re.compile(
    r"\b(?:welke|which|what)\s+(?:(?:vijf|five|5)\s+)?(?:gemeenten?|steden|stad|plaats(?:en)?|municipalit(?:y|ies)|towns?|"
    r"cit(?:y|ies))\b.*\b(?:(?P<high>hoogste|meeste|grootste|highest|most|largest)|"
    r"(?P<low>laagste|minste|kleinste|lowest|fewest|least|smallest))\b|"
    r"\b(?:(?:top|de)\s+(?:vijf|five|5)\s+gemeenten)\b|"
    r"^\W*(?:waar|where)\b.*\b(?:hoogste|meeste|grootste|highest|most|largest)\b",
    re.I,
)
SHARE = re.compile(r"\b(?:percentages?|procent|aandeel|welk\s+deel|share|percent|proportion|rate)\b|%", re.I)
COUNTRY = re.compile(
    r"\b(?:landelijke?|heel\s+(?:het\s+land|nederland)|in\s+het\s+land|nederland|nederlands(?:e)?|nederlanders|nationaal|"
    r"nationale|the\s+netherlands|netherlands|nationally|national|nationwide|dutch(?:\s+people)?|the\s+country|"
    r"countrywide)\b",
    re.I,
)
# The country beside the own town: "…, en landelijk?".
COUNTRY_TOO = re.compile(
    r"\b(?:en|and|ook|also)\s+(?:in\s+)?(?:heel\s+|the\s+)?(?:landelijk|nederland|nationaal|nationally|netherlands)\b",
    re.I,
)
PROVINCE = re.compile(r"\b(?:provincies?|province)\b", re.I)
PROFILE = re.compile(
    r"\b(?:kerncijfers|profiel|(?:de|alle|belangrijkste|welke|geef|toon|wat\s+zijn\s+de)\s+cijfers|key\s+figures|profile|"
    r"(?:the|all|main)\s+figures|cijfers\s+(?:van|over|voor)|figures\s+(?:of|for|about)|"
    r"hoe\s+staat\s+(?=(?:[\w'-]+\s+){1,4}ervoor)|ervoor|how\s+is\s+(?=(?:[\w'-]+\s+){1,4}doing)|doing)\b",
    re.I,
)
# Asks who may need help: the figures name no groups, but they say where a town differs.
RISKS = re.compile(
    r"\b(?:kwetsba\w+(?:\s+(?:groepen|inwoners|mensen|doelgroepen|burgers))?|kwetsbaarst\w*|risico(?:groepen|factoren)|"
    r"doelgroepen\s+(?=in\b)|vulnerable(?:\s+(?:groups|residents|people|inhabitants))?|risk\s+(?:groups|factors)|"
    r"at\s+risk|groepen|groups|wonen|live)\b",
    re.I,
)
_AT_RISK = re.compile(r"\b(?:kwetsba|risico(?:groep|factor)|vulnerable|risk\s+(?:group|factor))", re.I)
ILLITERACY = re.compile(r"(?<!functioneel )\banalfabe\w+|(?<!functionally )\billitera\w+", re.I)
# A definition is asked for, the amount of a benefit, who works for whom, or households that nobody counted.
_NO_FIGURE = re.compile(
    r"\b(?:betekent|betekenis|definitie|mean(?:ing|s)?\s+by|definition)\b|"
    r"\b(?:hoe\s+hoog\s+(?:is|zijn|was)|hoeveel\s+(?:is|bedraagt)|how\s+(?:high|much)\s+(?:is|was))\s+(?:de|het|een|the)?\s*"
    r"(?:bijstand\w*|uitkering\w*|ww|aow|wmo|ao|jeugdzorg|social\s+assistance|benefit\w*|state\s+pension)\b|"
    r"\b(?:werkt|werken|werkte|works?|working)\b[^.?!]{0,30}\b(?:bij|voor|met|samen|aan|for|with|at|together|on)\b|"
    r"\bhoe\s+werk\w+\b|\bhow\s+(?:does|do)\b.*\bwork\b|"
    r"\b(?:huishoudens|gezinnen|families|households)\s+(?:met|zonder|with|without)\s+(?:kinderen|children)\b",
    re.I,
)
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*[+%]?|[^\W_]+(?:[-'’][^\W_]+)*")
_RECEIVING = frozenset("krijgt krijgen kregen ontvangt ontvangen receive receives get gets".split())


@dataclass(frozen=True)
class Named:
    """An indicator that a question names, at `start` to `end`."""

    key: str
    start: int
    end: int


def family(key: str) -> str:
    """What an indicator is about, apart from being a share or a count: "opl_laag"."""
    return _FORM.sub("", key)


class Phrases:
    """What people call the indicators, in both languages, ready to look for."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._keys: dict[str, str] = {}
        for indicator in dictionary:
            for phrase in _phrases(indicator):
                self._keys.setdefault(phrase, indicator.key)
        longest = sorted(self._keys, key=len, reverse=True)
        joined = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in longest)
        self._pattern = re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])" if joined else r"(?!)", re.I)

    def named(self, text: str) -> list[Named]:
        """The indicators a text names, the longest phrase first where two overlap, in order.

        "Het laagste inkomen" of all municipalities is about income, not about the lowest incomes.
        """
        if TOP.search(text):
            text = _SUPERLATIVE.sub(lambda m: "-" * len(m[0]), text)
        return [
            Named(self._keys[" ".join(m[0].lower().split())], *m.span()) for m in self._pattern.finditer(text)
        ]


def is_no_figure(text: str) -> bool:
    """Whether a question asks what a word means, or how much a benefit pays."""
    return _NO_FIGURE.search(text) is not None


def apart(named: Sequence[Named], text: str, dictionary: Dictionary) -> list[Named]:
    """Without what another figure has in its name: "jongeren met jeugdzorg" is about one figure."""

    def within(one: Named) -> bool:
        said = _COUNTING.sub("", text[one.start : one.end].lower())
        others = (dictionary[n.key] for n in named if family(n.key) != family(one.key))
        return one.key not in GENERAL and any(said in words.in_(language).lower() for i in others
                   for words in (i.name, i.unit_name) for language in LANGUAGES)  # fmt: skip

    return [n for n in named if not within(n)]


def is_crossed(text: str, named: Sequence[Named]) -> bool:
    """Whether a figure is asked of another's group, "hoeveel ouderen zijn laagopgeleid": none is known."""
    special = [n for n in named if n.key not in GENERAL]
    return any(
        family(one.key) != family(other.key) and not _JOINED.search(text[one.end : other.start])
        for one, other in zip(special, special[1:], strict=False)
    )


def asks_for_risks(text: str) -> bool:
    """Whether a question asks which groups are vulnerable, or what the risk factors are."""
    return _AT_RISK.search(text) is not None


def left_over(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """The words of a question that nothing accounts for, outside these spans, in lower case."""
    taken = list(spans)
    found = [
        m[0].lower().replace("’", "'")
        for m in _TOKEN.finditer(text)
        if not any(start < m.end() and m.start() < end for start, end in taken)
    ]
    people = re.search(rf"\b(?:{_PEOPLE})\b", text, re.I) is not None
    return [w for w in found if w not in ALLOWED or (w in _RECEIVING and not people)]


def _phrases(indicator: Indicator) -> Iterable[str]:
    yield from (" ".join(phrase.lower().split()) for words in indicator.words.values() for phrase in words)
    yield indicator.name.nl.lower()
    yield indicator.name.en.lower()
