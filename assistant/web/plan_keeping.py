"""One change at a time to one draft, and each on its newest version.

A draft can be written on while somebody edits a section of it, in this tab or
in another; without this the later save would bring the older text back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from weakref import WeakValueDictionary

from assistant.planning.plan import Plan
from assistant.planning.planner import Planner

Change = Callable[[Plan], Plan]

AT_ONCE = 2
"""So many sections are drafted at the same time; who comes later waits for one section, not for a plan."""


class Keeping:
    """The drafts as the page changes them; for `person` None nothing is kept, the plan lives in its tab."""

    def __init__(self, planner: Planner) -> None:
        self.planner = planner
        self._locks: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()
        self._stops: dict[str, threading.Event] = {}
        self._guard = threading.Lock()
        self._slots = threading.BoundedSemaphore(AT_ONCE)

    def change(self, plan: Plan, person: str | None, act: Change) -> Plan:
        """The newest version of the plan after `act`; raises what `act` raises, and `UnknownPlan`."""
        with self._lock(plan.id):
            return act(self.newest(plan, person))

    def newest(self, plan: Plan, person: str | None) -> Plan:
        """The plan as it was kept last."""
        return self.planner.drafts.get(person, plan.id) if person else plan

    @contextmanager
    def writing(self, id: str) -> Iterator[threading.Event]:
        """While a draft is being written; the event is set when somebody wants it to stop."""
        stop = threading.Event()
        with self._guard:
            self._stops[id] = stop
        try:
            yield stop
        finally:
            with self._guard:
                if self._stops.get(id) is stop:
                    del self._stops[id]

    def stop(self, id: str) -> None:
        """Let whoever writes this draft stop after the section that is being written."""
        with self._guard:
            stop = self._stops.pop(id, None)
        if stop is not None:
            stop.set()

    def busy(self, id: str) -> bool:
        """Whether this draft is being written."""
        with self._guard:
            return id in self._stops

    def go_on(self, plan: Plan, person: str | None, stop: threading.Event | None = None) -> Iterator[Plan]:
        """Draft what waits until `stop` is set, and give the plan after every section."""
        while not (stop and stop.is_set()) and any(s.status == "waiting" for s in plan.sections):
            with self._slots:
                plan = self.change(plan, person, lambda newest: self._next(newest, person))
            yield plan

    def undo(self, plan: Plan, person: str) -> Plan:
        """The draft as it was before the last change."""
        return self.change(plan, person, lambda newest: self.planner.undo(newest.id, person))

    def remove(self, id: str, person: str) -> None:
        """Throw a draft away; nothing that is still being written brings it back. Raises `UnknownPlan`."""
        with self._lock(id):
            self.planner.drafts.remove(person, id)

    def _next(self, plan: Plan, person: str | None) -> Plan:
        return next(self.planner.draft(plan, person), plan)

    def _lock(self, id: str) -> threading.Lock:
        with self._guard:
            return self._locks.setdefault(id, threading.Lock())
