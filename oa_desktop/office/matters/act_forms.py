"""What the acts on internal matters ask for (审批、用印登记、发布、转为收文), with what the form already says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.documents.matters import values_in
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.flows.flow import FlowSort
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk
from oa_desktop.office.incoming.arriving import flows_for

_FOR_A_TIME = (("", "不是长期公开"),)


def record_sealing(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    """Ask which seal, and how often."""
    said = _said(desk, state)
    copies = said.get("copies", "")
    yield q.FieldRow(name="seal", label="印章", sort=q.FieldSort.TEXT, usual=said.get("seal", ""))
    usual = copies if copies.isdigit() else "1"
    yield q.FieldRow(name="copies", label="份数", sort=q.FieldSort.NUMBER, usual=usual)


def publish(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    """Ask where, from when and until when."""
    said = _said(desk, state)
    until = said.get("until", "")
    today = desk.clock.now().date().isoformat()
    yield q.FieldRow(name="where", label="发布渠道", sort=q.FieldSort.TEXT, usual=said.get("where", ""))
    yield q.FieldRow(name="since", label="发布日期", sort=q.FieldSort.DATE, usual=today)
    usual = until if read_iso(until) else ""
    yield q.FieldRow(name="until", label="公开到", sort=q.FieldSort.DAY, usual=usual, options=_FOR_A_TIME)


def take_in(desk: Desk, _: Dossier) -> Iterator[q.FieldRow]:
    """Ask by which flow it is handled."""
    flows = tuple((one.id, one.name) for one in flows_for(desk.flows, FlowSort.INCOMING).values())
    usual = flows[0][0] if flows else ""
    yield q.FieldRow(name="flow", label="收文流程", sort=q.FieldSort.CHOICE, usual=usual, options=flows)


def _said(desk: Desk, state: Dossier) -> dict[str, str]:
    return values_in(desk.manuscript(state.source)) if state.source else {}


FIELDS: Mapping[str, Callable[[Desk, Dossier], Iterator[q.FieldRow]]] = {
    "record-sealing": record_sealing,
    "publish": publish,
    "take-in": take_in,
}
