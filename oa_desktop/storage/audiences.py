"""知悉范围 in the tables: documents that only some people and departments may know, and the condition for the others.

Documents without a limited audience have no line here. Whoever is outside meets the same answer everywhere as if the
document did not exist.
"""

from __future__ import annotations

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Connection,
    and_,
    bindparam,
    delete,
    except_,
    exists,
    insert,
    or_,
    select,
)

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.sight import Sight
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.tables import audiences

_A = audiences.c
_FORGET = Prepared(delete(audiences).where(_A.dossier == bindparam("of_row")))
_NEW = Prepared(insert(audiences), [one.name for one in _A])
_NOBODY = ("", "")
"""A line that is nobody's: it says that the audience is limited, whoever else belongs to it."""
KNOWER, KNOWERS_DEPARTMENT = "knower", "knowers_department"
"""Names under which a statement is told who asks."""

Said = str | BindParameter[str]


def project_audience(connection: Connection, dossier: Dossier, row: int, *, known: bool) -> None:
    """Bring the lines of a document in line with who may know it; most documents have none."""
    if known:
        _FORGET.run(connection, {"of_row": row})
    audience = dossier.audience
    if audience is None:
        return
    lines = (_NOBODY, *((one, "") for one in audience.people), *(("", one) for one in audience.departments))
    said = [{"dossier": row, "unit": dossier.unit, "person": who, "department": where} for who, where in lines]
    _NEW.run_each(connection, said)


def _is_of(person: Said, department: Said) -> ColumnElement[bool]:
    return or_(and_(_A.person == person, _A.person != ""), and_(_A.department == department, _A.department != ""))


def reaches(row: ColumnElement[int], person: Said, department: Said) -> ColumnElement[bool]:
    """Return the condition that the document of a row may be known by somebody; for rows that are judged one by one."""
    of_it = exists().where(_A.dossier == row)
    return or_(~of_it, exists().where(_A.dossier == row, _is_of(person, department)))


def out_of_reach(sight: Sight) -> CompoundSelect[tuple[int]]:
    """Return the rows of the documents that are not for somebody, as one set: for whole lists."""
    limited = select(_A.dossier).where(_A.unit == sight.unit)
    return except_(limited, limited.where(_is_of(sight.person, sight.department)))
