"""四性检测 of items of the archive, one or a whole year, by what the unit asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from oa_desktop.domain.archives.properties import Criterion, PropertyReport, Stage
from oa_desktop.domain.archives.property_checks import answers_of
from oa_desktop.domain.archives.register import ArchivalItem
from oa_desktop.domain.archives.specimen import Specimen
from oa_desktop.domain.ids import ArchiveName
from oa_desktop.office.archiving.specimens import Means, Specimens
from oa_desktop.office.desk import Desk
from oa_desktop.office.ports.formats import Formats
from oa_desktop.office.ports.store import Step, unwatched
from oa_desktop.office.ports.trust import SignedFiles

_CHUNK = 100
"""Items whose journals are verified together."""


class PropertyDesk:
    """Tests items for somebody."""

    def __init__(
        self, desk: Desk, formats: Formats, signed: SignedFiles, criteria: Callable[[], tuple[Criterion, ...]]
    ) -> None:
        self._desk = desk
        self._means = Means(formats=formats, signed=signed)
        self._criteria = criteria

    def reports(
        self, name: ArchiveName, items: Sequence[ArchivalItem], stage: Stage, step: Step = unwatched
    ) -> Iterator[PropertyReport]:
        """Yield a report an item; ``step`` counts items, and what it raises calls the work off.

        Args:
            name: Of the register in which the items stand.
            items: Such as the person may know.
            stage: For which stage they are tested.
            step: Told how far it has come.
        """
        register = self._desk.states.archive(self._desk.unit, name).state
        for first in range(0, len(items), _CHUNK):
            chunk = items[first : first + _CHUNK]
            specimens = Specimens(self._desk, self._means, register, chunk)
            for done, item in enumerate(chunk, start=first):
                step(done, len(items))
                yield report_of(self._criteria(), stage, specimens.of(item), self._now())
        step(len(items), len(items))

    def _now(self) -> str:
        return self._desk.clock.now().isoformat(timespec="seconds")


def report_of(criteria: Sequence[Criterion], stage: Stage, specimen: Specimen, time: str) -> PropertyReport:
    """Return the report on a specimen."""
    return PropertyReport(
        code=specimen.said("档号"),
        title=specimen.said("题名"),
        stage=stage,
        time=time,
        answers=answers_of(criteria, stage, specimen),
    )
