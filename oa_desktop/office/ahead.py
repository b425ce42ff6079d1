"""What the journals will come to (在后): the states as they are once the acts that are signed already are durable."""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.ids import ArchiveName, DossierId, RegisterName, UnitId
from oa_desktop.domain.numbers.numbering import NumberRegister
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.office.desk import Desk
from oa_desktop.office.recording import Pending
from oa_desktop.office.states import Folded, States


def ahead_of(desk: Desk, pending: Pending) -> Desk:
    """Return a desk before which lies what acts that are signed lead to; nobody else writes while it is asked."""
    return replace(desk, states=StatesAhead(desk, pending))


class StatesAhead(States):
    """The states after acts that are signed and not yet durable."""

    def __init__(self, desk: Desk, pending: Pending) -> None:
        super().__init__(desk.store, desk.crypto)
        self._now = desk.states
        self._pending = pending
        self._begun: dict[UnitId, tuple[ArchiveName, ...]] = {}

    def organisation(self, unit: UnitId) -> Folded[Organisation]:
        """Return the organisation of a unit."""
        return self._pending.organisations.get(unit) or self._now.organisation(unit)

    def dossier(self, wanted: DossierId) -> Folded[Dossier]:
        """Return a dossier; an empty one for an id that no journal has."""
        return self._pending.dossiers.get(wanted) or self._now.dossier(wanted)

    def register(self, unit: UnitId, name: RegisterName) -> Folded[NumberRegister]:
        """Return a number register of a unit."""
        return self._pending.registers.get((unit, name)) or self._now.register(unit, name)

    def archive(self, unit: UnitId, name: ArchiveName) -> Folded[ArchiveRegister]:
        """Return the register of what was archived of one fonds and year; the next act that is signed writes in it."""
        return self._pending.archives.get((unit, name)) or self._now.archive(unit, name)

    def begun(self, unit: UnitId) -> tuple[ArchiveName, ...]:
        """Return which registers of the archive were begun, those of the signed acts last; the store is asked once."""
        if unit not in self._begun:
            self._begun[unit] = self._now.begun(unit)
        signed = (name for of, name in self._pending.archives if of == unit)
        return tuple(dict.fromkeys((*self._begun[unit], *signed)))
