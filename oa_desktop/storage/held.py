"""Open tasks in the tables (待办): whose they are and when they are due; an act rewrites those that it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, tuple_, update

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.flows.stranding import Waiting
from oa_desktop.domain.flows.tasks import Holder, Task, open_ones
from oa_desktop.domain.ids import DepartmentId, PersonId, UnitId
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.roles import Role
from oa_desktop.storage.due_times import Times
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.tables import tasks

_OF_DOCUMENT = tasks.c.dossier == bindparam("of_row")
_OF_TASK = _OF_DOCUMENT & (tasks.c.task == bindparam("of_task"))
_SAID = (
    *("unit", "secrecy", "numbered", "incoming", "role", "department", "person", "opened", "due"),
    *("reading", "act", "urged"),
)
"""What a task says of itself; where its document stands in the lists changes with every act."""
_KNOWN = Prepared(select(tasks.c.task, *(tasks.c[name] for name in _SAID)).where(_OF_DOCUMENT))
_FORGET = Prepared(delete(tasks).where(_OF_TASK))
_MOVE = Prepared(update(tasks).where(_OF_DOCUMENT).values(position=bindparam("new_position")))
_NEW = Prepared(insert(tasks), [one.name for one in tasks.c])

Said = tuple[Any, ...]


def project_tasks(connection: Connection, dossier: Dossier, row: int, position: int, times: Sequence[Times]) -> None:
    """Bring the open tasks of a document in line.

    Args:
        connection: Inside the transaction of the act.
        dossier: As it is now.
        row: The document's own.
        position: Where it stands in the lists now.
        times: When each of the open tasks was opened and is due.
    """
    before = {one[0]: one[1:] for one in _KNOWN.run(connection, {"of_row": row}).fetchall()}
    after = _said(dossier, times)
    gone = [task for task, said in before.items() if after.get(task) != said]
    come = [task for task, said in after.items() if before.get(task) != said]
    _FORGET.run_each(connection, [{"of_row": row, "of_task": task} for task in gone])
    if len(gone) < len(before):
        _MOVE.run(connection, {"of_row": row, "new_position": position})
    placed = {"dossier": row, "position": position}
    _NEW.run_each(connection, [{**placed, "task": task, **dict(zip(_SAID, after[task], strict=True))} for task in come])


def _said(dossier: Dossier, times: Sequence[Times]) -> Mapping[str, Said]:
    """Return what the open tasks say of themselves, by their ids, in the order of the columns."""
    shared = (
        dossier.unit,
        int(dossier.particulars.secrecy),
        dossier.numbered is not None,
        dossier.incoming is not None,
    )
    waiting = zip(open_ones(dossier.tasks), times, strict=True)
    return {task.id: (*shared, *_holder(task), *when, task.is_reading, task.act, task.urged) for task, when in waiting}


def _holder(task: Task) -> tuple[str, str, str]:
    return _of(task.holder)


def _of(holder: Holder) -> tuple[str, str, str]:
    return holder.role.value if holder.role else "", holder.department, holder.person


def role_of(task: Task) -> str:
    """Return the role that a task asks for; empty where it asks for a person or a department alone."""
    return _of(task.holder)[0]


def waiting(connection: Connection, unit: UnitId) -> tuple[Waiting, ...]:
    """Return what the open tasks of a unit have in common that the same people can do, each once."""
    kinds = select(*_ALIKE).where(tasks.c.unit == unit).distinct().order_by(*_ALIKE)
    return tuple(
        Waiting(
            act=one.act,
            holder=Holder(
                role=Role(one.role) if one.role else None,
                department=DepartmentId(one.department),
                person=PersonId(one.person),
            ),
            secrecy=Secrecy(one.secrecy),
        )
        for one in connection.execute(kinds)
    )


def documents_waiting(unit: UnitId, alike: Sequence[Waiting]) -> Select[tuple[int]]:
    """Return the rows of the documents of a unit that have a task of some that are alike."""
    said = [(one.act, *_of(one.holder), int(one.secrecy)) for one in alike]
    return select(tasks.c.dossier).where(tasks.c.unit == unit, tuple_(*_ALIKE).in_(said))


_ALIKE = tuple(tasks.c[name] for name in ("act", "role", "department", "person", "secrecy"))
