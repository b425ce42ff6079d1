"""What a session offers to keep the archive (保管): fixity audits, repairs, lists to be destroyed, and destruction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.keeping import DisposeItem, RecordFixity, RepairItem
from oa_desktop.domain.archives.disposal import Disposal
from oa_desktop.domain.archives.fixity import BadFile, FixityReport
from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.ids import DisposalId, DossierId
from oa_desktop.domain.policy import refuse_role
from oa_desktop.office.archiving.carried_copies import CarriedCopies
from oa_desktop.office.archiving.destroying import Destroyed, Destroying
from oa_desktop.office.archiving.disposable import disposables
from oa_desktop.office.archiving.disposal_book import DisposalLine, disposal_ledger, disposal_line
from oa_desktop.office.archiving.disposing import disposal_named, named, register_with
from oa_desktop.office.archiving.fixity import FixityDesk, has_unread, last_bad, put_back
from oa_desktop.office.archiving.kept_words import stage_of
from oa_desktop.office.archiving.repairing import Repaired, repair
from oa_desktop.office.books.ledgers import Ledger
from oa_desktop.office.desk import Desk
from oa_desktop.office.door import Door
from oa_desktop.office.exchanging.desks import opened_records
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.copies import GoodCopies
from oa_desktop.office.ports.store import Step, unwatched
from oa_desktop.office.trail.incidents import attempted, watched

EVERY_YEAR = 0


@watched("档案保管")
class KeepingRoom:
    """The keeping of the archive, as one person may work at it."""

    def __init__(self, office: OpenOffice, desk: Desk, door: Door) -> None:
        self._office = office
        self._desk = desk
        self._perform = door.perform
        self._fixity = FixityDesk(desk, door.perform)
        self._destroying = Destroying(desk, door.perform_each, self._forget)

    def registers(self, year: int = EVERY_YEAR) -> tuple[ArchiveRegister, ...]:
        """Return the registers of a year, or of every year, that have or had items, of one's own or others'."""
        held = self._desk.states.archives(self._desk.unit)
        return tuple(one for one in held if year in (EVERY_YEAR, one.name.year) and (one.items or one.holdings))

    @attempted(DECLARATIONS[RecordFixity].kind)
    def check(self, year: int = EVERY_YEAR, step: Step = unwatched, *, anew: bool = False) -> tuple[FixityReport, ...]:
        """Check the registers of a year, or of every year (固化检查), as :meth:`FixityDesk.check` does.

        Args:
            year: Which.
            step: Counts items; what it raises calls the check off.
            anew: Whether a check that was left is not gone on with, but ended without a result.

        Raises:
            Refused: ``policy.role``.
            Unavailable: ``store.read-only``, ``disk.full``; what was checked before is recorded.
        """
        refuse_role(self._desk.standing, RecordFixity)
        self._desk.store.refuse_reader()
        registers = self.registers(year)
        for one in registers if anew else ():
            self._fixity.forget(one.name)
        return tuple(self._fixity.check(one.name, step) for one in registers)

    def under_way(self) -> tuple[FixityReport, ...]:
        """Return the checks of this person's that were called off, or whose program died, as far as they came."""
        begun = (self._fixity.begun(one) for one in self.registers())
        return tuple(one for one in begun if one.seen)

    def bad(self, register: ArchiveRegister) -> tuple[BadFile, ...]:
        """Return what the last check of a register found bad and nobody has put back, of what the person may know.

        Raises:
            Unavailable: ``blob.missing``, ``blob.damaged``: the report itself is lost.
        """
        back = put_back(self._desk, register)
        return tuple(one for one in last_bad(self._desk, register) if one.digest not in back)

    @attempted(DECLARATIONS[RepairItem].kind)
    def repair(self, copies: GoodCopies, year: int = EVERY_YEAR, step: Step = unwatched) -> Repaired:
        """Put back what a good copy has of what the last checks found bad (修复); what none has read is checked first.

        Args:
            copies: The good copy.
            year: Of which year.
            step: Counts the items that are checked; what it raises calls the check off.

        Raises:
            Refused: ``policy.role``.
            Unavailable: ``source.unreadable``, ``store.read-only``, ``disk.full``.
        """
        refuse_role(self._desk.standing, RepairItem)
        self._desk.store.refuse_reader()
        for one in self.registers(year):
            if has_unread(self._desk, one):
                self._fixity.check(one.name, step)
        return repair(self._desk, self.registers(year), copies, self._perform)

    def copies_in(self, folder: Path) -> GoodCopies:
        """Return the contents in the backups and packages of a folder, to repair from.

        Raises:
            Refused: ``policy.role``.
        """
        refuse_role(self._desk.standing, RepairItem)
        return self._office.ports.copies_in(folder)

    def carried_copies(self, name: str, data: bytes) -> GoodCopies:
        """Return the contents in a package that another desk of the unit made (工作台交换), to repair from.

        Raises:
            Refused: ``policy.role``, ``package.*``, ``records.other-unit``.
        """
        refuse_role(self._desk.standing, RepairItem)
        return CarriedCopies(name=name, parts=opened_records(self._office, self._desk, data))

    def disposals(self) -> Iterator[tuple[ArchiveRegister, Disposal]]:
        """Yield the lists that were drawn up of items which the person may all know, with their registers."""
        for register in self.registers():
            for one in register.disposals.values():
                known = sum(item.is_known for item in disposables(self._desk, register, one.act.items))
                if known == len(one.act.items):
                    yield register, one

    def disposal(self, name: str) -> tuple[ArchiveRegister, Disposal]:
        """Return a list by its id or how that begins, with its register.

        Raises:
            Refused: ``disposal.unknown``.
        """
        register = register_with(self._desk, DisposalId(name))
        return register, disposal_named(register, name)

    def disposal_book(self) -> Ledger[DisposalLine]:
        """Return the lists that were drawn up, with everybody who had a part in each."""
        unit = self._desk.organisation()
        lines = ((*one, self.stage(*one), named(self._desk, *one)) for one in self.disposals())
        return disposal_ledger(disposal_line(unit, *one) for one in lines)

    def stage(self, register: ArchiveRegister, disposal: Disposal) -> str:
        """Return how far a list has come, in a word."""
        under_way = self._destroying.is_under_way(disposal.id)
        return stage_of(self._desk.organisation(), register, disposal, under_way=under_way)

    @attempted(DECLARATIONS[DisposeItem].kind)
    def destroy(self, name: str, step: Step = unwatched) -> Destroyed:
        """Destroy what an approved and supervised list names (销毁), or go on with it.

        Raises:
            Refused: ``policy.role``, ``disposal.*``.
            Unavailable: ``store.read-only``, ``disk.full``, ``disk.failed``.
        """
        refuse_role(self._desk.standing, DisposeItem)
        self._desk.store.refuse_reader()
        return self._destroying.destroy(name, step)

    def _forget(self, documents: Iterable[DossierId]) -> None:
        with self._office.lock:
            self._office.recorder.forget_texts(documents)
