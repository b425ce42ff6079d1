"""What a session offers of packages of the archive (归档信息包): items leave in them, and what is lost is taken in."""

from __future__ import annotations

from pathlib import Path

from oa_desktop.domain.actions.archiving import ArrangeItem
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.policy import refuse_role
from oa_desktop.office.archiving.importing import Examined, Opened
from oa_desktop.office.archiving.packing import Package, counted, package
from oa_desktop.office.archiving.packing_places import noted, swept
from oa_desktop.office.archiving.taking_in import TakenIn, take_in
from oa_desktop.office.desk import Desk
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.store import Step, unwatched
from oa_desktop.office.trail.incidents import attempted, watched

TAKEN_BACK = "收回归档信息包"
"""What the trail calls it that a package of the archive was taken in."""


@watched("档案")
class PackageRoom:
    """The packages of the archive, as one person may make them and take them in."""

    def __init__(self, office: OpenOffice, desk: Desk) -> None:
        self._office = office
        self._desk = desk

    def package(self, year: int, codes: tuple[str, ...] = ()) -> Package:
        """Return the items of a year, or those with some codes, as :func:`packing.package` makes them to leave.

        Raises:
            Refused: ``policy.role``, ``archiving.*``, ``packing.nothing``.
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        refuse_role(self._desk.standing, ArrangeItem)
        self._desk.store.refuse_reader()
        return package(self._office, self._desk, year, codes)

    def pack(self, package: Package, kind: PackageKind, folder: Path, step: Step = unwatched) -> int:
        """Write a package into a new or empty folder, whole or not at all; return how many items.

        Args:
            package: What :meth:`package` gave.
            kind: How it is packed.
            folder: Where.
            step: Counts items; what it raises calls it off.

        Raises:
            Refused: ``policy.role``, ``output.not-permitted``.
            Unavailable: ``archive.not-empty``, ``disk.full``, ``disk.failed``, ``store.busy``, ``store.read-only``.
        """
        refuse_role(self._desk.standing, ArrangeItem)
        swept(self._desk, self._office.ports.sweep_package)
        with noted(self._desk, folder):
            self._office.ports.write_package(counted(package, step), kind, folder)
        return len(package.lines)

    def unfinished(self) -> tuple[Path, ...]:
        """Sweep what packing that died has left, and return the packages of which something may lie there still.

        Raises:
            Refused: ``policy.role``.
            Unavailable: ``store.read-only``.
        """
        refuse_role(self._desk.standing, ArrangeItem)
        return swept(self._desk, self._office.ports.sweep_package)

    def examine(self, path: Path) -> Examined:
        """Return what is wrong with a package, or that nothing is (核对); nothing is taken in.

        Raises:
            Refused: ``policy.role``, ``import.*``, ``evidence.strange``, ``journal-file.*``.
            Unavailable: ``source.unreadable``, ``confine.failed``.
        """
        refuse_role(self._desk.standing, ArrangeItem)
        return self._office.ports.arrivals.examine(path)

    @attempted(TAKEN_BACK)
    def take_in(self, opened: Opened) -> TakenIn:
        """Take in what a package of the unit's own archive holds and is lost here, as :func:`importing.take_in` does.

        Raises:
            Refused: ``policy.role``, ``records.*``; ``journal-file.damaged`` and the like.
            Unavailable: ``store.read-only``, ``disk.no-room``, ``disk.full``; nothing has changed then.
        """
        refuse_role(self._desk.standing, ArrangeItem)
        if opened.unit != self._desk.unit:
            raise Refused("records.other-unit")
        with self._office.lock:
            proving = self._office.ports.arrivals.crypto
            taken = take_in(self._desk.store, proving, self._office.recorder, opened)
            digest = self._desk.crypto.digest(opened.register)
            self._office.record_output(self._desk.own_standing, TAKEN_BACK, "", digest)
        if taken.changed is not None:
            self._office.announce(taken.changed)
        return taken
