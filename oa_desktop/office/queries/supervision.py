"""Questions on what is supervised (督办): the matters of documents, and the documents that have any."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.flows.deadlines import Timing
from oa_desktop.domain.ids import DossierId, EntryId
from oa_desktop.office.queries.documents import DossierList
from oa_desktop.office.queries.query import Query

UNSETTLED = "未销号"
"""What a filter calls every stage before 销号."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionRow:
    """督办事项, a line of the ledger (台账).

    Attributes:
        key: Stands for its document in an outline.
        item: The entry with which it began.
        supervisor: Name of who supervises it, as are the next two of who sees to it.
        lead: 主办.
        others: 协办, behind 、.
        begun: Day of 立项, ISO like all days.
        stage: How far it is.
        urged: How often it was urged.
        extended: How often its day was put off.
        reports: How often it was reported on.
        latest: What was reported last, and by whom and on which day in the next two.
        wished: The later day that was asked for and not answered yet; empty for none.
        closed: Day of 销号; empty before.
        outcome: What was said with it.
        timing: How it stands to its day, of one that is not reported as done, when the session answered.
    """

    key: int
    item: EntryId
    matter: str
    supervisor: str
    lead: str
    others: str
    due: str
    begun: str
    stage: str
    urged: int = 0
    extended: int = 0
    reports: int = 0
    latest: str = ""
    reporter: str = ""
    reported_on: str = ""
    wished: str = ""
    closed: str = ""
    outcome: str = ""
    timing: Timing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervisions(Query[SupervisionRow]):
    """The matters of some documents, in the order of the keys and of 立项; none of one that may not be known.

    Attributes:
        dossier: The document instead of keys.
        stage: Only those at this stage, or :data:`UNSETTLED`; empty for all.
    """

    keys: tuple[int, ...] = ()
    dossier: DossierId = DossierId("")
    stage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervised(DossierList):
    """督办: documents that the person may know of which a matter is or was supervised."""
