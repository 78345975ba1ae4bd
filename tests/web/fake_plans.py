"""A real planner over a small outline, without an index: what it says is known, and it can be slow."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from assistant.figures.store import FigureStore
from assistant.index.catalogue import Catalogue
from assistant.planning.drafts import Drafts
from assistant.planning.grounds import Sources
from assistant.planning.plan import Paragraph, Plan, Statement
from assistant.planning.planner import Planner
from assistant.records import Citation
from assistant.settings import PROJECT

KIND = "plan-van-aanpak"
SECTIONS = ("Samenvatting", "Aanleiding", "Cijfers", "Doelgroepen", "Aanpak", "Geld")
CITED = "De gemeente begroot € 859.042 voor media."

OUTLINE = """
name = "Plan van aanpak"
name_en = "Plan of approach"
explanation = "Het hele plan voor de gemeente."
explanation_en = "The whole plan for the municipality."
title = "Plan van aanpak {municipality}"

[[sections]]
key = "samenvatting"
title = "Samenvatting"
purpose = "Kort."
attention = ["wie"]
parts = [
  { kind = "text", text = "{bibliotheek} maakt dit plan voor {gemeente}. Het loopt over {periode}." },
  { kind = "list", items = ["Wat: {activiteiten}.", "Met wie: {partners}."] },
]

[[sections]]
key = "aanleiding"
title = "Aanleiding"
purpose = "Waarom."
attention = ["beleid"]
parts = [{ kind = "text", text = "Het plan gaat over {onderwerp}." }]

[[sections]]
key = "cijfers"
title = "Cijfers"
purpose = "Hoeveel."
attention = ["cijfers"]
parts = [
  { kind = "figures", indicators = ["pct_opl_laag"] },
  { kind = "figures", indicators = ["pct_hh_laag_inkomen"], table = true, caption = "In cijfers" },
  { kind = "chart", indicator = "pct_opl_laag", caption = "Laag opgeleid" },
]

[[sections]]
key = "doelgroepen"
title = "Doelgroepen"
purpose = "Voor wie."
parts = [{ kind = "groups" }]

[[sections]]
key = "aanpak"
title = "Aanpak"
purpose = "Hoe."
parts = [
  { kind = "subheading", text = "Wat we doen" },
  { kind = "text", text = "De bibliotheek begint klein.", proposal = true },
  { kind = "ask", what = "de startdatum", knows = "de directie" },
]

[[sections]]
key = "geld"
title = "Geld"
purpose = "Wat kost het."
parts = [{ kind = "text", text = "Het budget is {budget}." }]
"""
ASKS = "\n".join(
    f'[asks.{name}]\nwhat = "{what}"\nknows = "de directie van de bibliotheek"'
    for name, what in {
        "periode": "de looptijd van het plan",
        "doelgroepen": "de doelgroepen",
        "activiteiten": "de activiteiten",
        "partners": "de partners",
        "budget": "het budget",
        "aanbod": "wat er al is",
    }.items()
)
KNOWLEDGE = {
    "asks": ASKS,
    "facts": "facts = {}",
    "streams": "streams = []",
    "methods": "methods = []",
    "target_groups": """
[groups.nt1]
name = "mensen met Nederlands als moedertaal"
name_en = "native speakers"
text = "Zij leerden Nederlands als kind."
words = ["nt1"]

[groups.ouders]
name = "ouders van jonge kinderen"
name_en = "parents"
text = "Ouders lezen hun kinderen voor."
words = ["ouder"]
""",
    "attention": """
[[points]]
key = "beleid"
question = "Bij welk beleid sluit het plan aan?"
kind = "attention"
help = "Noem een document met een bladzijde."

[[points]]
key = "wie"
question = "Wie doet wat?"
kind = "research"
help = "Noem de partners."

[[points]]
key = "niemand"
question = "Hoe meet u het resultaat?"
kind = "attention"
help = "Kies een meting."
""",
}


class SlowPlanner(Planner):
    """Drafts with the real parts; the section "aanleiding" cites a document besides."""

    pause = 0.0
    cited: Citation

    def draft(self, plan: Plan, person: str | None = None) -> Iterator[Plan]:
        for newest in super().draft(plan, person):
            time.sleep(self.pause)
            yield self._citing(newest, person)

    def _citing(self, plan: Plan, person: str | None) -> Plan:
        told = Paragraph((Statement(CITED, "source", (self.cited,)),))
        sections = tuple(
            replace(s, blocks=(*s.blocks, told))
            if s.key == "aanleiding" and s.status == "drafted" and told not in s.blocks
            else s
            for s in plan.sections
        )
        if sections == plan.sections:
            return plan
        return self._kept(replace(plan, sections=sections), person, undoable=False)


class NoCatalogue:
    """A catalogue without documents, but with the page that is cited."""

    def __init__(self, cited: Citation) -> None:
        self.cited = cited

    def entries(self, shelves: object = None) -> list[Any]:
        return []

    def passages_under(self, heading: str, shelf: str) -> list[Any]:
        return []

    def page_text(self, document_id: str, page_index: int) -> str | None:
        return self.cited.quote


def planner(folder: Path, figures: FigureStore, cited: Citation) -> SlowPlanner:
    """A planner that keeps its drafts and outlines below a folder."""
    outlines = folder / "outlines"
    (outlines / "knowledge").mkdir(parents=True)
    (outlines / f"{KIND}.toml").write_text(OUTLINE, "utf-8")
    (outlines / "brief.toml").write_text(OUTLINE.replace("Plan van aanpak", "Brief", 1), "utf-8")
    for name, text in KNOWLEDGE.items():
        (outlines / "knowledge" / f"{name}.toml").write_text(text, "utf-8")
    phrases = PROJECT / "corpus" / "outlines" / "knowledge" / "phrases.toml"
    (outlines / "knowledge" / "phrases.toml").write_bytes(phrases.read_bytes())
    catalogue, none = cast(Catalogue, NoCatalogue(cited)), cast(Any, None)
    sources = Sources(catalogue, none, none, figures, outlines)
    made = SlowPlanner(sources, Drafts(folder / "plans"))
    made.cited = cited
    return made
