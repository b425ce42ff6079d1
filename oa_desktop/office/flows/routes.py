"""Routes: the flows (流程) that a unit works by, which of them suit a paper, and what none of them can bring on."""

from __future__ import annotations

from collections.abc import Mapping

from oa_desktop.domain.documents.particulars import particulars_of
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import Flow, FlowSort, fitting_first
from oa_desktop.domain.flows.parties import unfit
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.desk import Desk
from oa_desktop.office.incoming.arriving import flows_for
from oa_desktop.office.lists.due_dates import ask_store
from oa_desktop.office.lists.outlines import NOBODY, Filter, Lines, Outline
from oa_desktop.office.queries import DossierRow, Everything


class Routes:
    """The flows of the unit, as one person may begin documents under them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def outgoing(self) -> Mapping[str, Flow]:
        """The flows that a document may be drafted under, by id, the usual one first."""
        return flows_for(self._desk.flows, FlowSort.OUTGOING)

    def for_text(self, text: Manuscript) -> Mapping[str, Flow]:
        """Return the flows that a document may be drafted under, by id, those that suit it first."""
        return fitting_first(self.outgoing, particulars_of(text))

    def for_incoming(self, text: Manuscript) -> Mapping[str, Flow]:
        """Return the flows under which an incoming document may be signed for, by id, those that suit it first."""
        return fitting_first(flows_for(self._desk.flows, FlowSort.INCOMING), particulars_of(text))

    def unfit(self) -> tuple[Refused, ...]:
        """Return why documents could not be handled under flows of this unit."""
        organisation = self._desk.organisation()
        return tuple(one for flow in self._desk.flows.values() for one in unfit(flow, organisation))

    def stranded(self) -> tuple[DossierRow, ...]:
        """Return the documents in hand, as far as this person may know them, with a task that nobody can do."""
        groups = ask_store(self._desk, Outline(of=Everything, filter=Filter(waits=NOBODY)))
        keys = tuple(key for group in groups for key in group.keys)
        return tuple(line.document for line in ask_store(self._desk, Lines(keys=keys)))
