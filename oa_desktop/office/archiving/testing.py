"""四性检测 of items of the archive by what the unit asks for: tested, seen by a person, recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.archiving import ArrangeItem, RecordProperties
from oa_desktop.domain.archives.arranging import known_scheme
from oa_desktop.domain.archives.folding import item_of
from oa_desktop.domain.archives.properties import Criterion, PropertyReport, Result, Stage
from oa_desktop.domain.archives.property_checks import answers_of
from oa_desktop.domain.archives.register import ArchivalItem
from oa_desktop.domain.archives.specimen import Specimen
from oa_desktop.domain.ids import NO_ITEM, ArchiveName
from oa_desktop.domain.policy import refuse_role
from oa_desktop.office.archiving.acts import item_known
from oa_desktop.office.archiving.arranging import arranged_as
from oa_desktop.office.archiving.dry_run import DryRun, LineSort
from oa_desktop.office.archiving.means import Means
from oa_desktop.office.archiving.property_page import TITLE, data_of, property_form
from oa_desktop.office.archiving.specimens import Specimens
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import Desk
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.formats import unscanned
from oa_desktop.office.ports.store import Step, unwatched
from oa_desktop.office.trail.incidents import watched

_CHUNK = 100
"""Items whose journals are verified together."""


class ReportFile(StrEnum):
    """As what a report leaves the store."""

    PDF = "PDF"
    JSON = "JSON"


@watched("四性检测")
class PropertyDesk:
    """Tests items for somebody, and records what came of it."""

    def __init__(self, office: OpenOffice, desk: Desk, perform: Callable[[Action], Changed]) -> None:
        self._office = office
        self._desk = desk
        self._perform = perform

    def reports(
        self,
        name: ArchiveName,
        items: Sequence[ArchivalItem],
        stage: Stage,
        step: Step = unwatched,
        *,
        viruses: bool = False,
    ) -> Iterator[PropertyReport]:
        """Yield a report an item; ``step`` counts items, and what it raises calls the work off.

        Args:
            name: Of the register in which the items stand.
            items: Such as the person may know.
            stage: For which stage they are tested.
            step: Told how far it has come.
            viruses: Whether a program against viruses looks at every file, where there is one.
        """
        register = self._desk.states.archive(self._desk.unit, name).state
        means, criteria = self._means(viruses=viruses), self._office.ports.properties()
        for first in range(0, len(items), _CHUNK):
            chunk = items[first : first + _CHUNK]
            specimens = Specimens(self._desk, means, register, chunk, partial(step, first, len(items)))
            for done, item in enumerate(chunk, start=first):
                step(done, len(items))
                yield report_of(criteria, stage, specimens.of(item), self._now(), item)
        step(len(items), len(items))

    def foreseen(self, run: DryRun, step: Step = unwatched) -> Iterator[PropertyReport]:
        """Yield a report on each document that a dry run found fit, as if it were arranged; nothing is recorded.

        Args:
            run: The dry run.
            step: Counts documents, and may call the rest off.
        """
        schemes, fit = self._desk.organisation().schemes, [one for one in run.of(LineSort.TO_ARRANGE) if one.of]
        held: dict[ArchiveName, list[ArchivalItem]] = {}
        for line in fit:
            scheme = known_scheme(schemes, line.facts.year)
            item = item_of(arranged_as(line, line.of, scheme, line.number)) if line.of else None
            held.setdefault(scheme.archive(line.facts.year), []).extend([item] if item else [])
        for name, items in held.items():
            yield from self.reports(name, items, Stage.FILING, step)

    def answered(self, report: PropertyReport, name: str, result: Result, note: str = "") -> PropertyReport:
        """Return a report with what this person saw of an item that the program could not decide.

        Raises:
            Refused: ``policy.role``, ``properties.no-item``, ``properties.decided``, ``properties.no-note``.
        """
        refuse_role(self._desk.standing, ArrangeItem)
        who = self._desk.organisation().person(self._desk.standing.person)
        return report.answered(name, result, who.name, note)

    def record(self, report: PropertyReport) -> Changed:
        """Record what a test came to, with the digest of the report, which is kept.

        Raises:
            Refused: ``policy.role``, ``archiving.unknown-item``, ``archiving.withdrawn``.
            Unavailable: ``store.read-only``, ``disk.full``.
        """
        refuse_role(self._desk.standing, RecordProperties)
        self._desk.store.refuse_reader()
        said = item_known(self._desk, report.item).act
        kept = self._desk.store.blobs.keep(data_of(report))
        recorded = RecordProperties(
            fonds=said.fonds,
            archival_year=said.archival_year,
            item=report.item,
            stage=report.stage,
            result=report.result,
            contents=(kept,),
        )
        return self._perform(recorded)

    def record_all(self, reports: Sequence[PropertyReport], step: Step = unwatched) -> int:
        """Record what several tests came to, and return how many; ``step`` counts them, and may call the rest off.

        Raises:
            Refused: As :meth:`record`.
            Unavailable: As :meth:`record`; what was recorded before stays so.
        """
        for done, report in enumerate(reports):
            step(done, len(reports))
            self.record(report)
        step(len(reports), len(reports))
        return len(reports)

    def hand_out(self, report: PropertyReport, file: ReportFile = ReportFile.PDF) -> bytes:
        """Return a report to leave the store; that it leaves is recorded first, with its digest.

        Raises:
            Refused: ``archiving.unknown-item``.
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        document = item_known(self._desk, report.item).act.document
        data = _FILES[file](self, report)
        self._office.record_output(self._desk.standing, f"{TITLE}（{file}）", document, self._desk.crypto.digest(data))
        return data

    def _printed(self, report: PropertyReport) -> bytes:
        return self._desk.renderer.form(property_form(report, self._desk.organisation().name), self._desk.look())

    def _data(self, report: PropertyReport) -> bytes:
        return data_of(report)

    def _means(self, *, viruses: bool) -> Means:
        ports = self._office.ports
        return Means(formats=ports.formats, signed=ports.signed_files, scan=ports.scan if viruses else unscanned)

    def _now(self) -> str:
        return self._desk.clock.now().isoformat(timespec="seconds")


_FILES: Mapping[ReportFile, Callable[[PropertyDesk, PropertyReport], bytes]] = {
    ReportFile.PDF: PropertyDesk._printed,
    ReportFile.JSON: PropertyDesk._data,
}


def report_of(
    criteria: Sequence[Criterion], stage: Stage, specimen: Specimen, time: str, item: ArchivalItem | None = None
) -> PropertyReport:
    """Return the report on a specimen, and of which item of the register it is."""
    return PropertyReport(
        code=specimen.said("档号"),
        title=specimen.said("题名"),
        stage=stage,
        time=time,
        item=item.id if item else NO_ITEM,
        answers=answers_of(criteria, stage, specimen),
    )
