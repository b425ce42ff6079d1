"""整理: dry-run lines become items, in chunks; each chunk is one act, and all of it is recorded or nothing.

What is arranged already is passed over, so that a batch that was called off, or whose program died, is simply begun
again. A document that changed since its dry run is looked at anew, and left alone where a fault came up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from oa_desktop.domain.actions.archiving import ArrangeItem, WithdrawItem
from oa_desktop.domain.archives.arranging import known_scheme
from oa_desktop.domain.archives.codes import ArchivalClass
from oa_desktop.domain.archives.register import ArchivalItem
from oa_desktop.domain.archives.scheme import Scheme
from oa_desktop.domain.ids import NO_BATCH, NO_ITEM, BatchId, DossierId, ItemId, dossier_journal
from oa_desktop.office.archiving.begun_batches import Begun, begin, end
from oa_desktop.office.archiving.confirming import forget, looked_at, with_confirmed
from oa_desktop.office.archiving.dry_run import DryRun, DryRunLine, LineSort, line_of
from oa_desktop.office.archiving.surveying import Read, Surveyor, kept_parts
from oa_desktop.office.desk import Desk
from oa_desktop.office.door import Door, Wish
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.store import Step, unwatched

CHUNK = 100
"""Items that one transaction arranges or withdraws."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """What a batch came to.

    Attributes:
        batch: 批次.
        documents: What was arranged.
        passed: What was an item already.
        changed: What changed since the dry run, and has a fault by now.
    """

    batch: BatchId
    documents: tuple[DossierId, ...] = ()
    passed: tuple[DossierId, ...] = ()
    changed: tuple[DossierId, ...] = ()


class Arranging:
    """Arranges and withdraws many items, for one signed-in archivist."""

    def __init__(self, office: OpenOffice, desk: Desk, door: Door, surveyor: Surveyor) -> None:
        self._office = office
        self._desk = desk
        self._door = door
        self._surveyor = surveyor

    def arrange(
        self,
        run: DryRun,
        chosen: Collection[DossierId] | None = None,
        step: Step = unwatched,
        *,
        batch: BatchId = NO_BATCH,
        place: str = "",
    ) -> Arranged:
        """Arrange what a dry run found fit.

        Args:
            run: The dry run.
            chosen: Which of its documents; all that are fit where None is given.
            step: Counts documents; what it raises calls off what is not arranged yet.
            batch: An earlier batch that is gone on with; where none is given, the one of the whole year that did not
                come to its end, else a new one.
            place: Where the items lie (存放位置).

        Raises:
            Refused: ``policy.role``, ``archiving.no-scheme``.
            Unavailable: ``store.read-only``, ``disk.full``; what was arranged before stays arranged.
        """
        whole = chosen is None
        before = run.begun if whole and not batch else None
        begun = before or Begun(batch=batch or BatchId(self._desk.ids.new()))
        begun = replace(begun, place=place or begun.place)
        lines = [one for one in run.of(LineSort.TO_ARRANGE) if chosen is None or one.document in chosen]
        done: list[Arranged] = []
        if whole and lines:
            begin(self._desk, run.year, begun)
        for first in range(0, len(lines), CHUNK):
            step(first, len(lines))
            done.append(self._chunk(lines[first : first + CHUNK], begun.batch, begun.place))
        step(len(lines), len(lines))
        if whole:
            end(self._desk, run.year)
        return Arranged(
            batch=begun.batch,
            documents=tuple(one for part in done for one in part.documents),
            passed=tuple(one for part in done for one in part.passed),
            changed=tuple(one for part in done for one in part.changed),
        )

    def withdraw(self, items: Iterable[ArchivalItem], reason: str, step: Step = unwatched) -> int:
        """Withdraw items, the highest numbers first, and return how many; ``step`` counts them.

        Raises:
            Refused: ``policy.role``, ``archiving.no-reason``, ``archiving.withdrawn``.
            Unavailable: ``store.read-only``, ``disk.full``; what was withdrawn before stays so.
        """
        gone = sorted(items, key=lambda one: (one.act.of, one.act.number), reverse=True)
        for first in range(0, len(gone), CHUNK):
            step(first, len(gone))
            self._door.perform_each([_withdrawing(one, reason) for one in gone[first : first + CHUNK]])
        step(len(gone), len(gone))
        return len(gone)

    def _chunk(self, lines: Sequence[DryRunLine], batch: BatchId, place: str) -> Arranged:
        """Arrange some lines."""
        with self._office.lock:
            registers = self._desk.states.archives(self._desk.unit)
            known = {document for register in registers for document in register.documents}
            looked = [self._looked_at(one) for one in lines if one.document not in known]
            fit = [one for one in looked if one.sort is LineSort.TO_ARRANGE]
            wishes = [self._arranging(one, one.of, batch, place) for one in fit if one.of]
            if wishes:
                self._door.perform_each(wishes)
                forget(self._desk, fit)
        return Arranged(
            batch=batch,
            documents=tuple(one.document for one in fit),
            passed=tuple(one.document for one in lines if one.document in known),
            changed=tuple(one.document for one in looked if one not in fit),
        )

    def _looked_at(self, line: DryRunLine) -> DryRunLine:
        """Return a line as it is now."""
        if self._desk.store.heads(dossier_journal(line.document)) == line.heads:
            return line
        read = Read()
        read.verify(self._desk, [line.document])
        now = line_of(self._desk, self._surveyor, self._desk.known(line.document).id, read)
        return with_confirmed(now, looked_at(self._desk))

    def _arranging(self, line: DryRunLine, of: ArchivalClass, batch: BatchId, place: str) -> Wish:
        facts = line.facts
        scheme = known_scheme(self._desk.organisation().schemes, of.year)
        parts, contents = kept_parts(self._desk.store.blobs, facts.parts)
        item = ItemId(self._desk.ids.new())

        def wish(desk: Desk) -> ArrangeItem:
            number = desk.states.archive(desk.unit, scheme.archive(of.year)).state.next_number(of)
            made = arranged_as(line, of, scheme, number)
            return replace(made, item=item, batch=batch, place=place, parts=parts, contents=contents)

        return wish


def arranged_as(line: DryRunLine, of: ArchivalClass, scheme: Scheme, number: int) -> ArrangeItem:
    """Return what would be recorded of a line of a dry run, with all its parts, in no batch yet."""
    facts = line.facts
    return ArrangeItem(
        fonds=scheme.fonds,
        archival_year=of.year,
        item=NO_ITEM,
        document=facts.document,
        batch=NO_BATCH,
        category=of.category,
        retention=of.retention,
        division=of.division,
        number=number,
        archival_code=scheme.written(of, number),
        title=facts.title,
        responsible=facts.responsible,
        document_number=facts.number,
        date=facts.date,
        secrecy=facts.secrecy,
        mark=facts.mark,
        pages=facts.pages,
        carrier=facts.carrier,
        parts=facts.parts,
        links=facts.links,
        proposed_row=line.proposal.row if line.proposal else "",
        reason=line.reason,
        apart=facts.apart,
        confirmed=line.confirmed,
    )


def _withdrawing(item: ArchivalItem, reason: str) -> Wish:
    act = item.act
    return lambda _: WithdrawItem(
        fonds=act.fonds, archival_year=act.archival_year, item=act.item, document=act.document, reason=reason
    )
