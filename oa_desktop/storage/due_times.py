"""When open tasks are due (到期时间), as lists show it: projected by the office's calendar, and again by a new one."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable
from datetime import datetime, tzinfo

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, update

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.flows.deadlines import Deadlines
from oa_desktop.domain.flows.tasks import Task, open_ones
from oa_desktop.storage import handled
from oa_desktop.storage.encoding import decode_dossier, decode_flow
from oa_desktop.storage.sqlite import database_errors, for_writing
from oa_desktop.storage.tables import NEVER, calendars, dossiers, flows, tasks

Times = tuple[str, int]
"""When a task was opened, ISO 8601, and when it is due, in seconds since 1970."""

_STATES = (
    select(dossiers.c.row, dossiers.c.state, flows.c.body)
    .outerjoin_from(dossiers, flows, flows.c.key == dossiers.c.flow)
    .where(dossiers.c.row.in_(select(tasks.c.dossier)))
)
_OF_DOCUMENT = update(dossiers).where(dossiers.c.row == bindparam("of_row")).values(due=bindparam("new_due"))
_OF_TASK = (
    update(tasks)
    .where(tasks.c.dossier == bindparam("of_row"), tasks.c.task == bindparam("of_task"))
    .values(due=bindparam("new_due"))
)


def task_times(dossier: Dossier, task: Task, deadlines: Deadlines) -> Times:
    """Return since when a task is open and when it is due; :data:`NEVER` for one without a time limit."""
    due = deadlines.due(task, dossier.flow, dossier.particulars.urgency)
    return task.opened, int(due.timestamp()) if due else NEVER


def times_of(dossier: Dossier, deadlines: Deadlines) -> tuple[Times, ...]:
    """Return the times of the open tasks of a document; those that were opened together are reckoned once."""
    alike: dict[tuple[str, str, str, bool], Times] = {}
    waiting = open_ones(dossier.tasks)
    for task in waiting:
        key = _alike(task)
        if key not in alike:
            alike[key] = task_times(dossier, task, deadlines)
    return tuple(alike[_alike(task)] for task in waiting)


def _alike(task: Task) -> tuple[str, str, str, bool]:
    return task.step, task.opened, task.due, task.beside


def most_pressing(times: Iterable[Times]) -> Times:
    """Return the times of the task that is due first; of a document, those of which its line tells."""
    return min(times, key=lambda one: one[1], default=("", NEVER))


def in_words(opened: str, due: int) -> str:
    """Return a projected due time, ISO 8601 with the offset of the opening; empty for never."""
    return "" if due >= NEVER else datetime.fromtimestamp(due, _zone(opened)).isoformat()


def _zone(opened: str) -> tzinfo | None:
    return datetime.fromisoformat(opened).tzinfo if opened else None


def follow(engine: Engine, deadlines: Deadlines) -> None:
    """Project what is due again where the office has another calendar than before.

    Where that cannot be written now the lists keep the times of before, and it is tried at the next opening.
    """
    with contextlib.suppress(Unavailable), database_errors():
        with engine.connect() as connection:
            known = connection.execute(select(calendars.c.digest)).scalars().all()
        if known != [_digest(deadlines)]:
            with for_writing(engine).begin() as connection:
                _project_again(connection, deadlines)
                keep(connection, deadlines)


def keep(connection: Connection, deadlines: Deadlines) -> None:
    """Remember by which calendar everything is projected."""
    connection.execute(delete(calendars))
    connection.execute(insert(calendars), {"digest": _digest(deadlines)})


def _project_again(connection: Connection, deadlines: Deadlines) -> None:
    for row, state, flow in connection.execute(_STATES).all():
        dossier = decode_dossier(state, decode_flow(flow) if flow is not None else None)
        times = times_of(dossier, deadlines)
        connection.execute(_OF_DOCUMENT, {"of_row": row, "new_due": most_pressing(times)[1]})
        for task, (_, due) in zip(open_ones(dossier.tasks), times, strict=True):
            connection.execute(_OF_TASK, {"of_row": row, "of_task": task.id, "new_due": due})
    handled.reckon_again(connection, deadlines)


def _digest(deadlines: Deadlines) -> str:
    """Return what tells one calendar from another."""
    calendar = deadlines.calendar
    days = [sorted(calendar.rest), sorted(calendar.work)]
    return hashlib.sha256(repr((calendar.week, calendar.hours, days, deadlines.urgent)).encode()).hexdigest()
