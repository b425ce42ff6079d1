"""What was said in each opinion area (意见栏) of a document's forms, gathered from its journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from oa_desktop.domain.actions import DECLARATIONS, together
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import NO_ENTRY, Digest, DossierId
from oa_desktop.domain.texts.ink import Ink
from oa_desktop.domain.texts.opinions import AreaOrder, Opinion, in_area_order
from oa_desktop.office import queries as q
from oa_desktop.office import reading
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting.ink import read_ink

_RECALL, _RETURN = (DECLARATIONS[action].term for action in (act.Recall, act.Return))
AREAS: Mapping[str, str] = {
    DECLARATIONS[together.Countersign].term: "会签",
    DECLARATIONS[together.Cosign].term: "会签",
    DECLARATIONS[act.MarkRead].term: "传阅签名",
}
"""Areas of acts that do not stand in that of their step, by the office's word."""
_UNREADABLE = "（手写的笔迹已经损坏，读不出来）"

InkOf = Callable[[Digest], Ink]
"""Returns what was written by hand.

Raises:
    Unavailable: ``blob.missing``, ``blob.damaged``.
"""


def opinions(desk: Desk, query: q.Opinions) -> tuple[q.OpinionRow, ...]:
    """Return what was said in each area, in the order that the area has in a form."""
    orders = {cell.label: cell.order for form in desk.forms.values() for row in form.rows for cell in row.cells}
    return tuple(
        q.OpinionRow(area=area, opinion=one)
        for area, said in opinions_in(desk, query.dossier).items()
        for one in in_area_order(said, orders.get(area, AreaOrder.TIME))
    )


def opinions_in(desk: Desk, dossier: DossierId) -> Mapping[str, Sequence[Opinion]]:
    """Return the opinions of a document that may be known, by areas."""
    timeline = reading.timeline(desk, q.Timeline(dossier=dossier))
    return opinions_of(desk.known(dossier), timeline, partial(read_ink, desk.store.blobs))


def opinions_of(dossier: Dossier, timeline: Iterable[q.TimelineRow], ink_of: InkOf) -> Mapping[str, Sequence[Opinion]]:
    """Return the opinions of a document by areas: of everybody the last that counts, in the order of the journal."""
    steps = {step.name: step.opinion_area for step in dossier.flow.steps} if dossier.flow else {}
    standing: dict[tuple[str, str, str], q.TimelineRow] = {}
    for row in _not_taken_back(timeline):
        area = AREAS.get(row.act) or steps.get(row.step, "")
        if area:
            said = (area, row.person, row.on_behalf_of)
            standing.pop(said, None)
            standing[said] = row
    found: dict[str, list[Opinion]] = {}
    for (area, _, _), row in standing.items():
        found.setdefault(area, []).append(_opinion(row, ink_of))
    return found


def _not_taken_back(timeline: Iterable[q.TimelineRow]) -> Sequence[q.TimelineRow]:
    """Return the acts that completed something and count; what its author took back (撤回) is gone."""
    rows: list[q.TimelineRow] = []
    for row in (row for row in timeline if row.effective):
        if row.act == _RECALL and rows:
            gone = row.takes_back or (rows[-1].entry if rows[-1].person == row.person else NO_ENTRY)
            rows = [one for one in rows if one.entry != gone]
        elif row.onward or row.act == _RETURN or row.act in AREAS:
            rows.append(row)
    return [row for row in rows if row.act != _RETURN]


def _opinion(row: q.TimelineRow, ink_of: InkOf) -> Opinion:
    words, ink = row.words, None
    if row.ink:
        try:
            ink = ink_of(row.ink)
        except Unavailable:
            words += _UNREADABLE
    return Opinion(
        said_by=row.person,
        written=row.written or row.time,
        words=words,
        ink=ink,
        title=row.title,
        on_behalf_of=row.on_behalf_of,
        recorded_by=row.recorded_by,
        rank=row.rank,
        circled=row.circled,
        badge=row.badge,
    )
