"""鉴定销毁: lists of items that were kept long enough, who said so, and what keeps an item from being destroyed.

A list has no effect before it is approved and two supervisors were there; a line of the register goes on saying what
was destroyed. That these are the right people and the right order is office practice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from oa_desktop.domain.actions import keeping as act
from oa_desktop.domain.archives.growing import with_new
from oa_desktop.domain.archives.retention import Retention
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DisposalId, DossierId, ItemId, PersonId

MOST_ITEMS = 240
"""Items of one list: an entry holds them all."""
FEWEST_APPRAISERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposal:
    """销毁清册: a list as the register tells it.

    Attributes:
        act: What was recorded when it was drawn up.
        person: Who drew it up.
        time: When, claimed.
        approved_by: 批准人; empty while nobody has approved it.
        approved: When, claimed.
    """

    act: act.ListDisposal
    person: PersonId
    time: str
    approved_by: PersonId = PersonId("")
    approved: str = ""

    @property
    def id(self) -> DisposalId:
        """Its id."""
        return self.act.disposal


@dataclass(frozen=True, slots=True, kw_only=True)
class FixityRecord:
    """固化检查 as the register tells it: what was recorded, by whom and when."""

    act: act.RecordFixity
    person: PersonId
    time: str


def listed(
    disposals: Mapping[DisposalId, Disposal], action: act.ListDisposal, person: PersonId, time: str
) -> Mapping[DisposalId, Disposal]:
    """Return the lists with one more; one whose id was there before changes nothing."""
    if action.disposal in disposals:
        return disposals
    return with_new(disposals, {action.disposal: Disposal(act=action, person=person, time=time)})


def approved(
    disposals: Mapping[DisposalId, Disposal], action: act.ApproveDisposal, person: PersonId, time: str
) -> Mapping[DisposalId, Disposal]:
    """Return the lists of which one is approved; whoever drew it up approves nothing."""
    found = disposals.get(action.disposal)
    if found is None or found.approved_by or found.person == person:
        return disposals
    return with_new(disposals, {found.id: replace(found, approved_by=person, approved=time)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What may keep an item from being destroyed, as it is now.

    Attributes:
        contested: Items whose number or document another has too.
        lent: Documents of which something is lent.
        open_matters: Documents with a conflict or a supervision that nobody closed.
        needed: Documents that items which stay belong to (来文、复文).
    """

    contested: frozenset[ItemId] = frozenset()
    lent: frozenset[DossierId] = frozenset()
    open_matters: frozenset[DossierId] = frozenset()
    needed: frozenset[DossierId] = frozenset()


def ends(year: int, retention: Retention) -> int:
    """Return the last year for which an item is kept; 0 for ever."""
    return year + retention.years if retention.years else 0


def has_ended(year: int, retention: Retention, this_year: int) -> bool:
    """Whether the years are over for which an item is kept; those of its 年度 are not counted. P."""
    return 0 < ends(year, retention) < this_year


def refuse_keeping(year: int, retention: Retention, this_year: int, code: str) -> None:
    """Refuse to destroy what is kept for ever, or not long enough yet.

    Raises:
        Refused: ``disposal.permanent``, ``disposal.too-early``.
    """
    last = ends(year, retention)
    if not last:
        raise Refused("disposal.permanent", code=code)
    if not has_ended(year, retention, this_year):
        raise Refused("disposal.too-early", code=code, year=last + 1)


def refuse_held(hold: Hold, item: ItemId, document: DossierId, code: str) -> None:
    """Refuse to destroy what something else still needs.

    Raises:
        Refused: ``disposal.contested``, ``disposal.lent``, ``disposal.open-matter``, ``disposal.needed``.
    """
    if item in hold.contested:
        raise Refused("disposal.contested", code=code)
    if document in hold.lent:
        raise Refused("disposal.lent", code=code)
    if document in hold.open_matters:
        raise Refused("disposal.open-matter", code=code)
    if document in hold.needed:
        raise Refused("disposal.needed", code=code)
