"""What a session offers of the archive (档案): scheme and schedule, dry run, arranging, and what is in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.archiving import AdoptSchedule, AdoptScheme, ArrangeItem, WithdrawItem
from oa_desktop.domain.archives.arranging import known_scheme
from oa_desktop.domain.archives.columns import ReceivingCatalogue
from oa_desktop.domain.archives.items import Part
from oa_desktop.domain.archives.properties import PropertyReport, Stage
from oa_desktop.domain.archives.register import ArchivalItem
from oa_desktop.domain.archives.retention import Schedule
from oa_desktop.domain.archives.scheme import Scheme, scheme_for
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import NO_BATCH, ArchiveName, BatchId, DossierId, ItemId
from oa_desktop.domain.policy import refuse_role
from oa_desktop.office import queries as q
from oa_desktop.office.archiving.acts import item_known
from oa_desktop.office.archiving.arranging import Arranged, Arranging
from oa_desktop.office.archiving.begun_batches import begun_in
from oa_desktop.office.archiving.comparing import MOST_ROWS, CheckedCatalogue, Given, checked
from oa_desktop.office.archiving.confirming import confirm, looked_at, take_over, waiting, with_confirmed
from oa_desktop.office.archiving.dry_run import DryRun, dry_run, numbered
from oa_desktop.office.archiving.holdings import HoldingsRoom
from oa_desktop.office.archiving.keeping import KeepingRoom
from oa_desktop.office.archiving.means import Means
from oa_desktop.office.archiving.packages import PackageRoom
from oa_desktop.office.archiving.readings import ReadingRoom
from oa_desktop.office.archiving.remembered import compared
from oa_desktop.office.archiving.replay import Replays
from oa_desktop.office.archiving.surveying import Surveyor, all_parts, schedule_of
from oa_desktop.office.archiving.testing import PropertyDesk
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import Desk
from oa_desktop.office.door import Door
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.store import Step, unwatched
from oa_desktop.office.rolls.given_tables import lines_given
from oa_desktop.office.trail.incidents import attempted, watched


@watched("档案")
class ArchiveRoom:
    """The archive of the unit, as one person may work with it.

    Attributes:
        testing: What is done with reports on the four properties.
        keeping: Fixity audits, repairs, and what is destroyed.
        reading: What is asked for and read (利用).
        packages: What leaves it in packages, and what of them is taken in again.
        holdings: What was received of other archives (馆藏).
    """

    def __init__(self, office: OpenOffice, desk: Desk, door: Door) -> None:
        ports = office.ports
        self._desk = desk
        self._perform = door.perform
        means = Means(formats=ports.formats, signed=ports.signed_files, has_place=ports.press.has_place)
        self._surveyor = Surveyor(desk, ports.viewer, means)
        self._office = office
        self.testing = PropertyDesk(office, desk, door.perform)
        self.replays = Replays(office, desk)
        self.reading = ReadingRoom(office, desk)
        self.packages = PackageRoom(office, desk)
        self._arranging = Arranging(office, desk, door, self._surveyor)
        self.keeping = KeepingRoom(office, desk, door)
        self.holdings = HoldingsRoom(office, desk, door)

    # --- how it is divided -------------------------------------------------------------------------------------

    def scheme(self, year: int) -> Scheme | None:
        """Return the scheme (分类方案) that holds for a year, None where the unit adopted none."""
        return scheme_for(self._desk.organisation().schemes, year)

    def schedule(self, year: int) -> Schedule:
        """Return the schedule (保管期限表) that holds for a year.

        Raises:
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        return schedule_of(self._desk, year)

    def adopt_scheme(self, scheme: Scheme, reason: str = "") -> Changed:
        """Adopt a scheme; its departments may stand by name.

        Raises:
            Refused: ``policy.role``, ``archiving.*``.
        """
        return self._perform(AdoptScheme(scheme=scheme, reason=reason))

    def adopt_schedule(self, schedule: Schedule, since: int, reason: str = "") -> Changed:
        """Adopt a schedule from a year on.

        Raises:
            Refused: ``policy.role``, ``archiving.schedule``.
            Unavailable: ``disk.full``.
        """
        refuse_role(self._desk.standing, AdoptSchedule)
        self._desk.store.refuse_reader()
        digest = self._desk.store.blobs.keep(canonical.encode(codec.to_json(schedule)))
        adopted = AdoptSchedule(
            name=schedule.name, approval=schedule.approval, since=since, contents=(digest,), reason=reason
        )
        return self._perform(adopted)

    # --- what goes into it -------------------------------------------------------------------------------------

    def dry_run(self, year: int, step: Step = unwatched) -> DryRun:
        """Return what of a year and the years before would be filed as what (试归档); ``step`` counts documents.

        Raises:
            Refused: ``policy.role``, ``archiving.no-scheme``.
        """
        refuse_role(self._desk.standing, ArrangeItem)
        run = dry_run(self._desk, self._surveyor, year, step)
        looked = looked_at(self._desk)
        lines = numbered(self._desk, [with_confirmed(one, looked) for one in run.lines]) if looked else run.lines
        begun, others = begun_in(self._desk, year), waiting(self._desk, run.lines)
        return compared(self._desk, replace(run, lines=lines, begun=begun, waiting=others))

    def take_over(self, run: DryRun) -> DryRun:
        """Take over what other archivists confirmed of a dry run (看过确认), as :func:`confirming.take_over`.

        Raises:
            Refused: ``policy.role``.
            Unavailable: ``store.read-only``, ``disk.full``.
        """
        refuse_role(self._desk.standing, ArrangeItem)
        return take_over(self._desk, run)

    def confirm(self, run: DryRun, document: DossierId, reason: str, places: Collection[int] = ()) -> DryRun:
        """Say that doubts were looked at and may be let be (看过确认), as :func:`confirming.confirm`.

        Raises:
            Refused: ``policy.role``, ``archiving.not-confirmable``, ``archiving.confirmed-without-reason``.
            Unavailable: ``store.read-only``, ``disk.full``.
        """
        refuse_role(self._desk.standing, ArrangeItem)
        return confirm(self._desk, run, document, places, reason)

    @attempted(DECLARATIONS[ArrangeItem].kind)
    def arrange(
        self,
        run: DryRun,
        chosen: Collection[DossierId] | None = None,
        step: Step = unwatched,
        *,
        batch: BatchId = NO_BATCH,
        place: str = "",
    ) -> Arranged:
        """Arrange what a dry run found fit (整理), as :meth:`Arranging.arrange` says."""
        refuse_role(self._desk.standing, ArrangeItem)
        self._desk.store.refuse_reader()
        return self._arranging.arrange(run, chosen, step, batch=batch, place=place)

    @attempted(DECLARATIONS[WithdrawItem].kind)
    def withdraw_batch(self, batch: BatchId, reason: str, step: Step = unwatched) -> int:
        """Withdraw what was arranged together, as far as it may be known, and return how many items.

        Raises:
            Refused: ``policy.role``, ``archiving.no-reason``, ``archiving.unknown-batch``.
        """
        refuse_role(self._desk.standing, ArrangeItem)
        registers = self._desk.states.archives(self._desk.unit)
        items = [one for register in registers for one in register.kept() if one.act.batch == batch]
        known = [one for one in items if self._desk.store.may_know(one.act.document, self._desk.sight)]
        if not known:
            raise Refused("archiving.unknown-batch", batch=batch)
        return self._arranging.withdraw(known, reason, step)

    # --- what is in it -----------------------------------------------------------------------------------------

    def item(self, item: ItemId) -> ArchivalItem:
        """Return an item.

        Raises:
            Refused: ``archiving.unknown-item``, also for one whose document may not be known.
        """
        return item_known(self._desk, item)

    def named(self, name: str) -> ArchivalItem:
        """Return the one item that has a 档号, or whose id begins so; one that was withdrawn only where none stands.

        Raises:
            Refused: ``archiving.unknown-item``, also where several are meant.
        """
        registers = self._desk.states.archives(self._desk.unit)
        found = [one for register in registers for one in register.items.values() if _is_named(one, name)]
        standing = [one for one in found if one.stands] or found
        if len(standing) != 1:
            raise Refused("archiving.unknown-item", code=name)
        return self.item(standing[0].id)

    def readable(self, name: str) -> ItemId:
        """Return the one item of the archive, or else of 馆藏, that has a 档号.

        Raises:
            Refused: ``archiving.unknown-item``, ``policy.role``.
        """
        try:
            return self.named(name).id
        except Refused:
            return self.holdings.named(name).item.item

    def parts(self, item: ItemId) -> tuple[Part, ...]:
        """Return what an item is made of.

        Raises:
            Refused: ``archiving.unknown-item``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        act = self.item(item).act
        return tuple(all_parts(self._desk.store.blobs, act.parts, act.contents))

    def properties(
        self,
        year: int,
        codes: tuple[str, ...] = (),
        stage: Stage = Stage.FILING,
        step: Step = unwatched,
        *,
        viruses: bool = False,
    ) -> Iterator[PropertyReport]:
        """Yield a report on the four properties (四性检测) of the items of a year, or of those with some codes.

        An item with a code is judged beside those of its own register, of whatever year.

        Raises:
            Refused: ``policy.role``, ``archiving.no-scheme``, ``archiving.unknown-item``.
            Unavailable: ``confine.failed``.
        """
        refuse_role(self._desk.standing, ArrangeItem)
        items = tuple(map(self.named, codes)) or self._known(year)
        held: dict[ArchiveName, list[ArchivalItem]] = {}
        for one in items:
            held.setdefault(one.act.register, []).append(one)
        reports = self.testing.reports
        return (one for name in held for one in reports(name, held[name], stage, step, viruses=viruses))

    def _known(self, year: int) -> tuple[ArchivalItem, ...]:
        """Return the items of a year that the person may know, by class and number.

        Raises:
            Refused: ``archiving.no-scheme``.
        """
        name = known_scheme(self._desk.organisation().schemes, year).archive(year)
        items = self._desk.states.archive(self._desk.unit, name).state.items
        rows = self._desk.store.ask(q.ArchiveItems(register=name, limit=len(items)), self._desk.sight)
        return tuple(items[one.item] for one in rows)

    def check_catalogue(
        self, year: int, data: bytes, name: str, columns: ReceivingCatalogue | None = None
    ) -> CheckedCatalogue:
        """Return in what a catalogue of a year that somebody typed or sends back differs from the register (目录核对).

        Args:
            year: Of which year it is.
            data: The file, a workbook (.xlsx) or a text table (.csv).
            name: Its name.
            columns: How the receiving archive calls its columns; None where they are called as ours.

        Raises:
            Refused: ``policy.role``, ``archiving.no-scheme``, ``table.*``.
            Unavailable: ``confine.failed``.
        """
        refuse_role(self._desk.standing, ArrangeItem)
        scheme = known_scheme(self._desk.organisation().schemes, year)
        lines = lines_given(self._office.ports.tables, data, name, MOST_ROWS)
        rows = self._desk.store.ask(q.ArchiveItems(register=scheme.archive(year), limit=_ALL), self._desk.sight)
        return checked(Given(lines=lines, name=name, columns=columns), scheme, scheme.archive(year), rows)


_ALL = 1_000_000
"""More items than a unit has in a year."""
_SHORTEST = 6
"""Characters of an id that tell an item."""


def _is_named(item: ArchivalItem, name: str) -> bool:
    return item.code == name or (len(name) >= _SHORTEST and item.id.startswith(name))
