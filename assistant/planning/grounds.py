"""What a draft is made from: the town's documents, its figures, the outlines' knowledge, and what was told.

One object per draft. It remembers which sentences and quotes the draft has
used, so that no section repeats another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.answering import departments
from assistant.answering.composing import as_sentence
from assistant.answering.quoting import Quoter
from assistant.figures.comparing import compare
from assistant.figures.store import FigureStore
from assistant.index.catalogue import Catalogue
from assistant.index.search import Searcher
from assistant.planning import interest, outline
from assistant.planning.filling import Ask, Values, sentences
from assistant.planning.outline import Outline
from assistant.planning.plan import Intake, Section
from assistant.planning.user_words import fitting, known, named
from assistant.records import NATIONAL, Entry, Municipality

# What tells of a town whether it is better off than the country, what counts most first.
FAVOURABLE = ("pct_opl_laag", "bijstand_per_1000_inwoners")
_YEARLY = re.compile(r"\b(?:per|elk|ieder) jaar\b|\bjaarlijks\b|\ba year\b|/\s*jaar\b", re.I)
COUNT_AS_ONE = re.compile(r"\W+")


@dataclass(frozen=True)
class Sources:
    """The rooms a draft draws on; the same for every draft."""

    catalogue: Catalogue
    searcher: Searcher
    quoter: Quoter
    figures: FigureStore
    outlines: Path


@dataclass
class Grounds:
    """What one draft is made from, and what it has told already.

    `personal_shelf` is the shelf of the user's own uploads, None without;
    `sections` are those drafted so far, which are not told again; `remarks` the
    keys of what is still to be said of how figures were worked out.
    """

    sources: Sources
    outline: Outline
    intake: Intake
    today: date
    personal_shelf: str | None = None
    sections: list[Section] = field(default_factory=list)
    remarks: set[str] = field(default_factory=set)
    _told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.intake = known(self.intake)
        for section in self.sections:
            for statement in section.statements():
                self.once(statement.text)
                for citation in statement.citations:
                    self.once(as_sentence(citation.quote))

    @cached_property
    def municipalities(self) -> tuple[Municipality, ...]:
        """The municipalities of the plan, the leading one first."""
        places = self.sources.figures.municipalities
        return tuple(places.get(code) for code in self.intake.municipalities)

    @cached_property
    def town(self) -> Municipality:
        """The leading municipality."""
        return self.municipalities[0]

    @cached_property
    def entries(self) -> list[Entry]:
        """The documents about the municipalities of the plan, shared ones and the user's own."""
        codes = set(self.intake.municipalities)
        shelves = [*codes, *filter(None, [self.personal_shelf])]
        return [e for e in self.sources.catalogue.entries(shelves) if e.municipality in codes]

    def departments_of(self, town: Municipality) -> departments.Table:
        """The budget headings with an interest, with this town's amounts; read once a draft."""
        if town.code not in self._departments:
            shelves = [NATIONAL, town.code, *filter(None, [self.personal_shelf])]
            self._departments[town.code] = departments.table(self.sources.catalogue, town, shelves, "nl")
        return self._departments[town.code]

    @cached_property
    def _departments(self) -> dict[str, departments.Table]:
        return {}

    @cached_property
    def groups(self) -> dict[str, dict[str, Any]]:
        """The target groups there are, by key."""
        return dict(self.knowledge("target_groups")["groups"])

    @cached_property
    def chosen_groups(self) -> tuple[str, ...]:
        """The keys of the groups the user chose; words of their own are matched to a group where they fit."""
        found: list[str] = []
        for group in self.intake.groups:
            key = self.group_of(group)
            if key and key not in found:
                found.append(key)
        return tuple(found)

    @cached_property
    def values(self) -> Values:
        """What the gaps in the outlines' texts are filled with."""
        intake = self.intake
        asks = {k: Ask(a["what"], a.get("knows", "")) for k, a in self.knowledge("asks")["asks"].items()}
        return Values(
            given={
                "bibliotheek": intake.library,
                "onderwerp": fitting(intake.subject),
                "doelgroepen": listed([self._group_name(g) for g in intake.groups]),
                "activiteiten": listed([fitting(a) for a in intake.activities]),
                "partners": listed([named(p) for p in intake.partners]),
                "periode": fitting(intake.period),
                "budget": fitting(intake.budget),
                "jaarbedrag": self._yearly,
                "aanbod": fitting(intake.existing),
                "opmerkingen": fitting(intake.remarks),
            },
            known={
                "gemeente": listed([m.name for m in self.municipalities]),
                "taakvelden": self._headings,
                "bibliotheek": self.phrase("library"),
                "onderwerp": self.phrase("subject"),
                "jaar": str(self.today.year),
                "volgend_jaar": str(self.today.year + 1),
                "eerste_jaar": str(self.first_year),
            },
            asks=asks,
        )

    @property
    def _yearly(self) -> str:
        """What the plan costs a year, without those words; "" where the user's budget doesn't say so."""
        told = fitting(self.intake.budget)
        amount = _YEARLY.sub("", told).strip(" ,.")
        return amount if amount != told and re.search(r"\d", amount) else ""

    @cached_property
    def _favourable(self) -> bool:
        """Whether fewer have little schooling than in the country, and not more are on benefits."""
        table = self.sources.figures.table
        known = [each for key in FAVOURABLE if (each := table.dictionary.get(key))]
        found = [compare(self.town.code, each, table) for each in known]
        differences = [each.difference for each in found if each]
        return "lower" in differences[:1] and "higher" not in differences

    def values_of(self, town: Municipality) -> Values:
        """The same for a text about one of the municipalities."""
        return replace(self.values, known={**self.values.known, "gemeente": town.name})

    @cached_property
    def first_year(self) -> int:
        """The first year of the plan's period; next year where the user gave none."""
        named = re.search(r"\b(20\d\d)\b", self.intake.period)
        return int(named[1]) if named else self.today.year + 1

    @cached_property
    def last_year(self) -> int | None:
        """The last year of the plan's period; None where the user gave none, or one year only."""
        years = [int(year) for year in re.findall(r"\b(20\d\d)\b", self.intake.period)]
        return years[-1] if len(years) > 1 and years[-1] > years[0] else None

    @cached_property
    def paying(self) -> set[str]:
        """The codes of the budget headings that pay for the chosen groups."""
        return {code for key in self.chosen_groups for code in self.groups[key].get("taakvelden", ())}

    @property
    def _headings(self) -> str:
        """The codes of the budget headings with an interest besides the library's own: "4.3, 6.1 en 6.5"."""
        codes = interest.other_codes(self.departments_of(self.town), self.paying)
        return listed(codes) or self.phrase("headings")

    @property
    def deadline(self) -> date:
        """When a subsidy for the first year is to be asked for: thirteen weeks before it (Awb 4:60)."""
        return date(self.first_year, 1, 1) - timedelta(weeks=13)

    def knowledge(self, name: str) -> dict[str, Any]:
        """A file of the outlines' knowledge, read once a draft."""
        if name not in self._files:
            self._files[name] = outline.knowledge(self.sources.outlines, name)
        return self._files[name]

    @cached_property
    def _files(self) -> dict[str, dict[str, Any]]:
        return {}

    def phrase(self, key: str, **gaps: object) -> str:
        """One of the program's own phrases for documents (`knowledge/phrases.toml`)."""
        return str(self.knowledge("phrases")[key]).format(**gaps)

    def holds(self, options: Mapping[str, Any]) -> bool:
        """Whether the `when` and `unless` of a part, a row or an item let it in, and its groups fit."""
        groups = options.get("groups", ())
        fits = not groups or not self.chosen_groups or bool(set(groups) & set(self.chosen_groups))
        met = all(self._condition(c) for c in options.get("when", ()))
        return fits and met and not any(self._condition(c) for c in options.get("unless", ()))

    def new(self, text: str) -> bool:
        """Whether the draft has not told this, or one of its sentences, before."""
        return not any(_key(sentence) in self._told for sentence in (text, *sentences(text)))

    def once(self, text: str) -> bool:
        """Whether this is the first time that the draft tells this; it then counts as told."""
        key = _key(text)
        if key in self._told:
            return False
        self._told.update([key, *map(_key, sentences(text))])
        return True

    def _condition(self, name: str) -> bool:
        head, _, rest = name.partition(".")
        if head == "groups":
            return not self.chosen_groups or rest in self.chosen_groups
        if head == "only":
            return rest.removeprefix("groups.") in self.chosen_groups
        if head == "activity":
            return not self.intake.activities or any(self._of_kind(a, rest) for a in self.intake.activities)
        if head == "has":
            return bool(getattr(self.intake, rest))
        facts = {
            "local.documents": bool(self.entries),
            "local.budget": any(self.departments_of(t).budget is not None for t in self.municipalities),
            "several.municipalities": len(self.municipalities) > 1,
            "deadline.passed": self.today > self.deadline,
            "counted.existing": re.search(r"\d", self.intake.existing) is not None,
            "yearly.budget": bool(self._yearly),
            "figures.favourable": self._favourable,
            "period.coming": bool(self.intake.period) and self.first_year > self.today.year,
        }
        return facts[name]

    def _of_kind(self, activity: str, kind: str) -> bool:
        """Whether a word of an activity says that it is of a kind (`knowledge/activities.toml`)."""
        return any(begins(activity, word) for word in self.knowledge("activities")["kinds"][kind]["words"])

    def group_of(self, typed: str) -> str | None:
        """The key of the group that a user's words name; None for one of their own."""
        if typed in self.groups:
            return typed
        for key, group in self.groups.items():
            # A word of `typed` is too common to look for in any other text.
            if any(begins(typed, word) for word in (group["name"], *group["words"], *group.get("typed", ()))):
                return key
        return None

    def _group_name(self, typed: str) -> str:
        return str(self.groups[typed]["name"]) if typed in self.groups else fitting(typed)


def begins(text: str, word: str) -> bool:
    """Whether a word of a text begins so: "moeders" as "moeder" does, "grootouders" not as "ouder"."""
    return re.search(rf"(?<!\w){re.escape(word.strip())}", text, re.I) is not None


def _key(text: str) -> str:
    return COUNT_AS_ONE.sub(" ", text.lower()).strip()


def listed(items: Sequence[str]) -> str:
    """ "a, b en c"; "" for none."""
    kept = [" ".join(item.split()).rstrip(".") for item in items if item.strip()]
    return " en ".join([", ".join(kept[:-1]), kept[-1]] if len(kept) > 1 else kept)
