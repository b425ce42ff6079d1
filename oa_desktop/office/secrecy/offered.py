"""What may be done from the 定密登记: with a document that is chosen, and with the power of the unit, as data."""

from __future__ import annotations

from functools import partial

from oa_desktop.domain.actions import DECLARATIONS, Action
from oa_desktop.domain.actions import classifying as act
from oa_desktop.domain.ids import PersonId
from oa_desktop.domain.policy import PERMITS
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.secrecy.classifying import Power
from oa_desktop.office import queries as q
from oa_desktop.office.books.ledger_acts import LedgerAct, Said
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.office.session import Session
from oa_desktop.office.wishing import wished

_LEVELS = tuple(
    (str(int(one)), one.label or "（不写）") for one in (Secrecy.OPEN, Secrecy.SECRET, Secrecy.CONFIDENTIAL)
)
_WORDS = "reason"


def _form(kind: str, session: Session, row: q.MarkRow) -> q.ActFormRow | None:
    return next((one for one in session.ask(q.ActForms(dossier=row.dossier)) if one.kind == kind), None)


def _fields(kind: str, session: Session, row: q.MarkRow) -> tuple[FieldRow, ...]:
    form = _form(kind, session, row)
    words = FieldRow(name=_WORDS, label="原因", sort=FieldSort.TEXT)
    return (*form.fields, words) if form else (words,)


def _of(action: type[Action], done: str, advice: str = "") -> LedgerAct:
    kind = DECLARATIONS[action].kind
    return LedgerAct(
        name=kind,
        term=DECLARATIONS[action].term,
        fields=partial(_fields, kind),
        wish=lambda _session, row, said: wished(kind, row.dossier, said),
        fits=lambda session, row: _form(kind, session, row) is not None,
        done=done,
        advice=advice,
    )


MARK_ACTS = (
    _of(
        act.Reclassify,
        "已变更密级。",
        "印好的正本一个字不动，原来的密级作废，列在新的旁边。照原来的密级再办一次，就是审核后维持。",
    ),
    _of(act.Declassify, "已解除密级。", "解除以后知悉范围不再限制。"),
    _of(act.AdjustAudience, "已调整知悉范围。"),
)
"""What whoever decides on marks may do with a document of the register."""


def _power_fields(session: Session, _row: object) -> tuple[FieldRow, ...]:
    held = session.organisation().classifying
    people = tuple({row.person: f"{row.name}（{row.title}）" for row in session.ask(q.People())}.items())
    powers = tuple((one.value, one.value) for one in Power)
    return (
        FieldRow(name="power", label="权限", sort=FieldSort.CHOICE, usual=held.power.value, options=powers),
        FieldRow(
            name="level", label="授权的最高密级", sort=FieldSort.CHOICE, usual=str(int(held.level)), options=_LEVELS
        ),
        FieldRow(name="matters", label="授权的事项", sort=FieldSort.TEXT, usual=held.matters),
        FieldRow(name="basis", label="授权、通知的文件", sort=FieldSort.TEXT, usual=held.basis),
        FieldRow(
            name="responsible",
            label="定密责任人",
            sort=FieldSort.PEOPLE,
            usual="\n".join(held.responsible),
            options=people,
        ),
        FieldRow(name=_WORDS, label="为什么登记", sort=FieldSort.TEXT),
    )


def _record_power(_session: Session, _row: object, said: Said) -> act.RecordPower:
    responsible = tuple(PersonId(one) for one in said["responsible"])
    typed = {"power": Power(said["power"]), "level": Secrecy(int(said["level"])), "responsible": responsible}
    return act.RecordPower(**{**said, **typed})


POWER_ACTS = (
    LedgerAct(
        name="record-power",
        term="登记定密权限",
        fields=_power_fields,
        wish=_record_power,
        fits=lambda session, _row: bool(PERMITS[act.RecordPower].roles & session.standing.roles),
        needs_line=False,
        done="已登记定密权限。",
    ),
)
"""What the 安全保密管理员 may do."""
