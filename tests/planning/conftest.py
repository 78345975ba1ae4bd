"""A small set of outlines, and a planner over the small corpus with one town's documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.planning.drafts import Drafts
from assistant.planning.grounds import Grounds, Sources
from assistant.planning.outline import choose, load
from assistant.planning.plan import Intake
from assistant.planning.planner import Planner
from assistant.service import Assistant
from assistant.settings import PROJECT

WASSENAAR = "GM0629"
PERSON = "a-person"

OUTLINE = """
name = "Klein plan"
name_en = "Small plan"
explanation = "Een klein plan."
explanation_en = "A small plan."
title = "Plan voor {municipality}"

[[sections]]
key = "aanleiding"
title = "Aanleiding"
purpose = "Waarom."
questions = ["Waarom nu?"]
attention = ["beleid", "doelgroep"]

[[sections.parts]]
kind = "text"
text = "Dit plan van {bibliotheek} gaat over {onderwerp} in {gemeente}. Het loopt over {periode}."

[[sections.parts]]
kind = "policy"
searches = ["Wat wil de gemeente met laaggeletterdheid?"]
names = ["laaggeletterd"]
none = "De stukken van de gemeente zeggen er niets over."
what = "het beleid van de gemeente"
knows = "de beleidsmedewerker"

[[sections.parts]]
kind = "fact"
keys = ["web", "weg"]

[[sections]]
key = "cijfers"
title = "Cijfers"
purpose = "Hoe groot."
attention = ["cijfers"]

[[sections.parts]]
kind = "figures"
indicators = ["pct_opl_laag"]

[[sections.parts]]
kind = "figures"
indicators = ["inwoners", "pct_opl_laag", "pct_65plus"]
table = true
caption = "De gemeente in cijfers"

[[sections.parts]]
kind = "literacy"

[[sections.parts]]
kind = "chart"
indicator = "pct_opl_laag"
caption = "Hoogstens vmbo of mbo 1"

[[sections]]
key = "geld"
title = "Geld"
purpose = "Wie betaalt."
attention = ["afdelingen"]

[[sections.parts]]
kind = "departments"
caption = "Onderdelen van de begroting"

[[sections.parts]]
kind = "streams"
status = ["open", "local"]
caption = "Geldstromen die lopen"

[[sections.parts]]
kind = "streams"
status = ["closed"]
caption = "Geldstromen die gesloten zijn"

[[sections]]
key = "groepen"
title = "Doelgroepen"
purpose = "Voor wie."
attention = ["doelgroep"]

[[sections.parts]]
kind = "groups"

[[sections]]
key = "open"
title = "Open punten"
purpose = "Wat nog moet."

[[sections.parts]]
kind = "openpoints"
caption = "Wat nog in te vullen is"
"""
ASKS = "\n".join(
    f'[asks.{name}]\nwhat = "{what}"\nknows = "de directie"'
    for name, what in {
        "periode": "de looptijd",
        "doelgroepen": "de doelgroepen",
        "activiteiten": "de activiteiten",
        "partners": "de partners",
        "budget": "het budget",
        "aanbod": "wat er al is",
    }.items()
)
KNOWLEDGE = {
    "asks": ASKS,
    "facts": """
[facts.web]
text = "Het WEB-budget was in 2021 € 62,2 miljoen."
file = "geld.md"
quote = "Het WEB-budget was € 62,2 miljoen in 2021."

[facts.weg]
text = "Dit staat nergens meer."
file = "geld.md"
quote = "Deze woorden staan niet in de tekst."
""",
    "streams": """
[[streams]]
key = "web"
name = "WEB"
status = "open"
pays = "Taal voor volwassenen."
decides = "De contactgemeente."
period = "In 2021 was het budget € 62,2 miljoen."
facts = ["web"]

[[streams]]
key = "oud"
name = "Oude regeling"
status = "closed"
pays = "Projecten."
decides = "Het Rijk."
period = "Gestopt."
""",
    "target_groups": """
[groups.nt1]
name = "mensen met Nederlands als moedertaal"
name_en = "native speakers"
text = "Zij leerden Nederlands als kind. De bibliotheek vindt hen via het werk."
words = ["nt1"]
indicators = ["pct_opl_laag"]

[groups.ouders]
name = "ouders van jonge kinderen"
name_en = "parents"
text = "Ouders lezen hun kinderen voor. De bibliotheek vindt hen via BoekStart."
where = "De school van {gemeente}."
words = ["ouder"]
""",
    "methods": "methods = []",
    "attention": """
[[points]]
key = "beleid"
question = "Bij welk beleid sluit het plan aan?"
kind = "attention"
help = "Voeg een beleidsstuk toe."

[[points]]
key = "cijfers"
question = "Welke cijfers zijn er?"
kind = "attention"
help = "Bekijk de cijfers."

[[points]]
key = "niemand"
question = "Wat dekt niemand?"
kind = "research"
help = "Schrijf het zelf."
""",
}


@pytest.fixture
def outlines(tmp_path: Path) -> Path:
    """A folder with one small outline and its knowledge; the phrases are the real ones."""
    folder = tmp_path / "outlines"
    (folder / "knowledge").mkdir(parents=True)
    (folder / "klein-plan.toml").write_text(OUTLINE, "utf-8")
    for name, text in KNOWLEDGE.items():
        (folder / "knowledge" / f"{name}.toml").write_text(text, "utf-8")
    phrases = PROJECT / "corpus" / "outlines" / "knowledge" / "phrases.toml"
    (folder / "knowledge" / "phrases.toml").write_bytes(phrases.read_bytes())
    return folder


@pytest.fixture
def with_budget(ready: Assistant, budget: Path) -> Assistant:
    """The small corpus with Wassenaar's budget."""
    ready.ingest(budget, municipality="Wassenaar")
    return ready


def sources_of(assistant: Assistant, outlines: Path) -> Sources:
    """The rooms of an assistant, with these outlines."""
    return Sources(
        assistant.catalogue, assistant.searcher, assistant.answerer.quoter, assistant.figures, outlines
    )


@pytest.fixture
def planner(with_budget: Assistant, outlines: Path, tmp_path: Path) -> Planner:
    """A planner on a fixed day."""
    return Planner(sources_of(with_budget, outlines), Drafts(tmp_path / "plans"), lambda: date(2026, 11, 24))


MakeGrounds = Callable[..., Grounds]


@pytest.fixture
def make_grounds(with_budget: Assistant, outlines: Path) -> MakeGrounds:
    """Grounds for an intake about Wassenaar: `make_grounds(period="2027")`."""

    def make(*towns: str, **told: object) -> Grounds:
        intake = Intake(towns or (WASSENAAR,), **told)  # type: ignore[arg-type]
        outline = choose("klein-plan", load(outlines))
        return Grounds(sources_of(with_budget, outlines), outline, intake, date(2026, 11, 24))

    return make
