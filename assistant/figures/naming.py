"""A name that a user typed becomes a municipality; a village's is looked up where that was allowed.

The register of places is asked only when an address for it was configured,
for nothing that a user types leaves the machine by itself. The public one is
PDOK's Locatieserver, https://api.pdok.nl/bzk/locatieserver/search/v3_1/free.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.errors import UnknownMunicipality
from assistant.figures import villages
from assistant.figures.municipalities import Municipalities
from assistant.records import Municipality


@dataclass(frozen=True)
class Named:
    """The municipality meant; `village` is what was typed where that is a village in it, else ""."""

    municipality: Municipality
    village: str = ""


@dataclass(frozen=True)
class Names:
    """What people call places; `register` is the address of the register of places, "" to leave it alone."""

    municipalities: Municipalities
    register: str = ""

    def get(self, typed: str) -> Named:
        """The municipality of a name, a code or a village; raises `UnknownMunicipality`."""
        try:
            return Named(self.municipalities.get(typed))
        except UnknownMunicipality:
            if not self.register:
                raise
        with villages.opened() as fetcher:
            codes = villages.municipalities_of(typed, fetcher, self.register)
        if codes is None:
            raise UnknownMunicipality(name=typed[:60], near=[], why="unreachable")
        found = [m for code in codes if (m := self.municipalities.find(code))]
        if len(found) == 1:
            return Named(found[0], typed.strip())
        near = [m.name for m in found]
        raise UnknownMunicipality(name=typed[:60], near=near, why="village" if found else "")
