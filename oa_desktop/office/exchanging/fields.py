"""What is asked for when a package is made or taken in (制作、导入交换包要填的项), as data for a form."""

from __future__ import annotations

from typing import Any

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.carriers import Carrier
from oa_desktop.domain.ids import DossierId, UnitId
from oa_desktop.office import queries as q
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.office.session import Session

_OFFERED = 300
"""Documents that are offered, the newest first."""
DOCUMENT, UNITS, REASON, MISSING = "document", "units", "reason", "missing"
_MEDIUM = ("number", "applicant", "approver", "scanner", "outcome", "remark")


def sending_fields(session: Session) -> tuple[FieldRow, ...]:
    """Return what is asked for a package of a paper."""
    rows = [row for row in session.ask(q.OutgoingRegister()) if row.dispatched_on][:_OFFERED]
    documents = tuple((row.dossier, f"{row.number} {row.title}".replace("\n", "")) for row in rows)
    names = tuple(dict.fromkeys(one.name for one in session.partners.known))
    only = names[0] if len(names) == 1 else ""
    return (
        FieldRow(name=DOCUMENT, label="公文", sort=FieldSort.CHOICE, options=documents),
        FieldRow(name=UNITS, label="发给（一行一个单位）", sort=FieldSort.LINES, usual=only, options=_named(names)),
        *_medium(session),
    )


def answering_fields(session: Session) -> tuple[FieldRow, ...]:
    """Return what is asked for a receipt: the reason makes it one that gives the paper back."""
    return (FieldRow(name=REASON, label="退文原因（签收的不填）", sort=FieldSort.TEXT), *_medium(session))


def taking_fields(session: Session) -> tuple[FieldRow, ...]:
    """Return what is asked for a package that came."""
    missing = FieldRow(name=MISSING, label="前面的包未到也先收，原因", sort=FieldSort.TEXT)
    return (*_medium(session, arriving=True), missing)


def carrying_fields(session: Session) -> tuple[FieldRow, ...]:
    """Return what is asked for a package of records."""
    return _medium(session)


def _medium(session: Session, *, arriving: bool = False) -> tuple[FieldRow, ...]:
    people = tuple((row.person, f"{row.title} {row.name}".strip()) for row in session.ask(q.People()))
    own = session.standing.person
    others = tuple(one for one in people if one[0] != own)
    scanned = (
        FieldRow(name="scanner", label="杀毒软件", sort=FieldSort.TEXT),
        FieldRow(name="outcome", label="查毒结果", sort=FieldSort.TEXT),
    )
    return (
        FieldRow(name="number", label="介质编号", sort=FieldSort.TEXT),
        FieldRow(name="applicant", label="申请人", sort=FieldSort.CHOICE, options=people, usual=own),
        FieldRow(name="approver", label="审批人", sort=FieldSort.CHOICE, options=(("", ""), *others)),
        *(scanned if arriving else ()),
        FieldRow(name="remark", label="备注", sort=FieldSort.TEXT),
    )


def carrier_of(said: dict[str, Any]) -> Carrier:
    """Return what was written down of the medium."""
    return Carrier(**{name: said[name] for name in _MEDIUM if name in said})


def document_of(said: dict[str, Any]) -> DossierId:
    """Return the document that was chosen."""
    return DossierId(said[DOCUMENT])


def _named(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, name) for name in names)


def units_of(session: Session, said: dict[str, Any]) -> tuple[UnitId, ...]:
    """Return the units that were named.

    Raises:
        Refused: ``partner.unknown``, also where none is named.
    """
    known = {one.name: one.unit for one in session.partners.known}
    unknown = [name for name in said[UNITS] if name not in known]
    if unknown or not said[UNITS]:
        raise Refused("partner.unknown", name="、".join(unknown))
    return tuple(known[name] for name in said[UNITS])
