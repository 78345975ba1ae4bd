"""Plans from beginning to end: begin one, draft it, change it, undo, check it; each change is kept.

The page, the terminal and the API all go through here. Drafting goes section by
section and keeps each as soon as it is there, so that stopping, a crash or a
lost connection costs one section at most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.answering.numbers import numbers
from assistant.errors import BrokenOutline, UnknownPlan, UnknownWish
from assistant.figures.naming import Names
from assistant.index.entries import personal_shelf
from assistant.planning import editing, outline, request, wishes
from assistant.planning.checking import Finding, check
from assistant.planning.coverage import Covered, covered
from assistant.planning.drafting import draft, drafted
from assistant.planning.drafts import Drafts, new_id, now
from assistant.planning.grounds import Grounds, Sources, listed
from assistant.planning.outline import Outline, SectionOutline
from assistant.planning.plan import Intake, Plan, Section, Status
from assistant.planning.request import Request

if TYPE_CHECKING:
    from assistant.answering.language_model import Usage
    from assistant.planning.writing import SectionWriter


class Planner:
    """Drafts over one data folder. `person` None keeps nothing: what is made lives in the call."""

    def __init__(
        self,
        sources: Sources,
        drafts: Drafts,
        today: Callable[[], date] = date.today,
        writer: SectionWriter | None = None,
        names: Names | None = None,
    ) -> None:
        """`writer` words what was drafted, where there is a language model; `names` knows villages too."""
        self._sources = sources
        self.drafts = drafts
        self._today = today
        self.writer = writer
        self._names = names or Names(sources.figures.municipalities)

    def kinds(self) -> Mapping[str, Outline]:
        """The kinds of document there are; read anew, so that an edited outline counts at once."""
        return outline.load(self._sources.outlines)

    def groups(self) -> dict[str, str]:
        """The target groups that can be chosen: key to name."""
        known = outline.knowledge(self._sources.outlines, "target_groups")["groups"]
        return {key: group["name"] for key, group in known.items()}

    def requested(self, text: str, chosen: str | None = None) -> Request | None:
        """The document that a chat message asks for, None for any other message; `chosen` is a code."""
        return request.requested(text, self._sources.figures.municipalities, self._words(), chosen)

    def completed(self, intake: Intake, text: str) -> Intake | None:
        """The intake with what a message tells in labelled lines; None where it tells nothing so."""
        return request.completed(intake, text, self._words())

    def begin(self, kind: str, intake: Intake, person: str | None = None) -> Plan:
        """A plan with its sections waiting, without those that don't fit what was told.

        Raises `UnknownKind` or `UnknownMunicipality`.
        """
        chosen = outline.choose(kind, self.kinds())
        towns = [self._names.get(name).municipality for name in intake.municipalities]
        intake = replace(intake, municipalities=tuple(dict.fromkeys(t.code for t in towns)))
        grounds = Grounds(self._sources, chosen, intake, self._today())
        sections = tuple(
            Section(s.key, self._titled(s.title, intake), status=_first_status(s, grounds))
            for s in chosen.sections
        )
        coming = bool(chosen.title_coming) and grounds.holds({"when": ["period.coming"]})
        titled = chosen.title_coming if coming else chosen.title
        title = titled.format(municipality=listed([t.name for t in towns]))
        plan = Plan(new_id(), kind, title, intake, sections, now(), now())
        return self._kept(plan, person)

    def estimate(self, kind: str) -> Usage | None:
        """What a language model reads and writes for a document at most; None without a model."""
        if self.writer is None:
            return None
        return self.writer.estimated(len(outline.choose(kind, self.kinds()).sections))

    def draft(self, plan: Plan, person: str | None = None) -> Iterator[Plan]:
        """The plan after each section that waited, kept each time; go on later with what still waits."""
        grounds = self._grounds(plan, person)
        for section in draft(grounds, plan.sections):
            section = self._worded(section, grounds.outline)
            # Somebody may have worked on another section meanwhile.
            plan = _with(self._newest(plan, person), section)
            plan = self._kept(plan, person, undoable=False)
            yield plan

    def redraft(self, plan: Plan, key: str, wish: str = "", person: str | None = None) -> Plan:
        """One section drafted anew, with a wish; raises `UnknownWish` for one that can't be met."""
        section = _section(plan, key)
        grounds = self._grounds(plan, person, but=key)
        asked = next(s for s in grounds.outline.sections if s.key == key)
        if wish.strip():
            asked = self._adapted(asked, wish)
        made = drafted(asked, replace(section, wish=wish), grounds)
        return self._kept(_with(plan, self._worded(made, grounds.outline, wish)), person)

    def edit(self, plan: Plan, key: str, text: str, person: str | None = None) -> Plan:
        """A section with the user's text: what was changed is checked again."""
        told = sorted(numbers(" ".join(_told(plan.intake))))
        return self._kept(_with(plan, editing.edited(_section(plan, key), text, told)), person)

    def rename(self, plan: Plan, key: str, title: str, person: str | None = None) -> Plan:
        """A section under another heading."""
        section = _section(plan, key)
        return self._kept(_with(plan, replace(section, title=title.strip() or section.title)), person)

    def leave_out(self, plan: Plan, key: str, person: str | None = None) -> Plan:
        """Without a section; its text is kept, `bring_back` shows it again."""
        return self._kept(_with(plan, replace(_section(plan, key), status="left_out")), person)

    def bring_back(self, plan: Plan, key: str, person: str | None = None) -> Plan:
        """With a section that was left out; one without text is to be drafted."""
        section = _section(plan, key)
        status: Status = "edited" if section.blocks else "waiting"
        return self._kept(_with(plan, replace(section, status=status)), person)

    def move(self, plan: Plan, key: str, places: int, person: str | None = None) -> Plan:
        """A section so many places down, or up where negative."""
        section = _section(plan, key)
        others = [s for s in plan.sections if s.key != key]
        index = min(max(plan.sections.index(section) + places, 0), len(others))
        return self._kept(replace(plan, sections=(*others[:index], section, *others[index:])), person)

    def undo(self, id: str, person: str) -> Plan:
        """The draft as it was before the last change."""
        return self.drafts.undo(person, id)

    def coverage(self, plan: Plan) -> list[Covered]:
        """How far the plan covers each attention point."""
        points = outline.knowledge(self._sources.outlines, "attention")["points"]
        return covered(plan.sections, self.kinds()[plan.kind], points)

    def findings(self, plan: Plan) -> list[Finding]:
        """What should not be in the plan, see `checking`."""
        streams = outline.knowledge(self._sources.outlines, "streams")["streams"]
        closed = [s["name"] for s in streams if s["status"] == "closed"]
        return check(plan, self._sources.catalogue.page_text, closed, self._own_numbers(plan))

    def _words(self) -> dict[str, tuple[str, ...]]:
        """What people call each target group; nothing where the outlines can't be read: questions go on."""
        try:
            known = outline.knowledge(self._sources.outlines, "target_groups")["groups"]
        except BrokenOutline:
            return {}
        return {key: (group["name"], *group["words"]) for key, group in known.items()}

    def _own_numbers(self, plan: Plan) -> set[str]:
        """The numbers that the outline and its knowledge name in texts of their own."""
        folder = self._sources.outlines
        paths = [folder / f"{plan.kind}.toml", *(folder / "knowledge").glob("*.toml")]
        return set().union(*(numbers(path.read_text("utf-8")) for path in paths))

    def _grounds(self, plan: Plan, person: str | None, but: str = "") -> Grounds:
        told = [s for s in plan.sections if s.status in ("drafted", "edited") and s.key != but]
        shelf = personal_shelf(person) if person else None
        return Grounds(self._sources, self.kinds()[plan.kind], plan.intake, self._today(), shelf, told)

    def _titled(self, title: str, intake: Intake) -> str:
        places = self._sources.figures.municipalities
        return title.replace("{gemeente}", listed([places.get(c).name for c in intake.municipalities]))

    def _adapted(self, asked: SectionOutline, wish: str) -> SectionOutline:
        """The outline with a wish in it; one that only a model understands is left to the model."""
        try:
            return wishes.adapted(asked, wishes.understand(wish))
        except UnknownWish:
            if self.writer is None:
                raise
            return asked

    def _worded(self, section: Section, whole: Outline, wish: str = "") -> Section:
        """The section in a model's words, where there is one."""
        if self.writer is None or section.status != "drafted":
            return section
        asked = next(s for s in whole.sections if s.key == section.key)
        return self.writer.written(section, asked, wish)

    def _newest(self, plan: Plan, person: str | None) -> Plan:
        """The draft as it is kept now; as it is at hand where it is not kept."""
        return self.drafts.get(person, plan.id) if person else plan

    def _kept(self, plan: Plan, person: str | None, undoable: bool = True) -> Plan:
        return self.drafts.save(person, plan, undoable) if person else replace(plan, changed=now())


def _first_status(section: SectionOutline, grounds: Grounds) -> Status:
    return "waiting" if grounds.holds(section.conditions) else "left_out"


def _section(plan: Plan, key: str) -> Section:
    found = next((s for s in plan.sections if s.key == key), None)
    if found is None:
        raise UnknownPlan(id=key)
    return found


def _with(plan: Plan, section: Section) -> Plan:
    return replace(plan, sections=tuple(section if s.key == section.key else s for s in plan.sections))


def _told(intake: Intake) -> Sequence[str]:
    return (*intake.groups, *intake.activities, *intake.partners, intake.library, intake.subject,
            intake.period, intake.budget, intake.existing, intake.remarks)  # fmt: skip
