"""What was done of the documents (办理用时), as statistics count it: projected by the office's calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from oa_desktop.domain.flows.deadlines import Deadlines
from oa_desktop.domain.flows.handled import Course, Handled
from oa_desktop.domain.flows.limits import limit_of
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.tables import NEVER, handled

UNKNOWN = -1
"""Minutes of a task of which nobody knows since when it was open."""
_AT_ONCE = 5_000


class Timed(NamedTuple):
    """What the times of a task are reckoned from, as its row keeps it."""

    opened: str
    ended: str
    set_due: str
    limit: str
    urgency: str


_NEW = Prepared(insert(handled), [one.name for one in handled.c])
_OF_ENTRY = handled.c.dossier == bindparam("of_row"), handled.c.entry == bindparam("of_entry")
_FORGET = Prepared(delete(handled).where(*_OF_ENTRY))
_FORGET_ALL = Prepared(delete(handled).where(handled.c.dossier == bindparam("of_row")))
_AGAIN = (
    update(handled)
    .where(*_OF_ENTRY, handled.c.ordinal == bindparam("of_ordinal"))
    .values({name: bindparam(f"new_{name}") for name in ("due", "late", "minutes", "wall")})
)


def project_handled(
    connection: Connection, row: int, courses: Iterable[Course], deadlines: Deadlines, *, afresh: bool
) -> None:
    """Bring what was done of a document in line: with what its newest entries did, or afresh with all of it."""
    if afresh:
        _FORGET_ALL.run(connection, {"of_row": row})
    for one in courses:
        for entry in one.undone:
            _FORGET.run(connection, {"of_row": row, "of_entry": entry})
        _add(connection, row, one.done, deadlines)


def _add(connection: Connection, row: int, done: Iterable[Handled], deadlines: Deadlines) -> None:
    for ordinal, one in enumerate(done):
        _NEW.run(connection, {"dossier": row, "ordinal": ordinal, **_values(one, deadlines)})


def _values(one: Handled, deadlines: Deadlines) -> dict[str, Any]:
    timed = Timed(one.task.opened, one.ended, one.task.due, str(one.limit or ""), one.urgency)
    return {
        "entry": one.entry,
        "step": one.step,
        "act": one.task.act,
        "reading": one.task.beside,
        "back": one.back,
        "reason": one.reason,
        **timed._asdict(),
        **_times(deadlines, timed),
    }


def _times(deadlines: Deadlines, said: Timed) -> dict[str, int]:
    """Return when a task was due, and how many minutes of office hours and of the clock it took."""
    due = deadlines.due_by(said.opened, said.set_due, limit_of(said.limit) if said.limit else None, said.urgency)
    office, wall, end = UNKNOWN, UNKNOWN, datetime.fromisoformat(said.ended)
    if said.opened:
        begin = datetime.fromisoformat(said.opened)
        wall = max(0, (end - begin) // timedelta(minutes=1))
        office = deadlines.calendar.minutes_between(begin, end)
    late = due is not None and end > due
    return {"due": int(due.timestamp()) if due else NEVER, "late": late, "minutes": office, "wall": wall}


def reckon_again(connection: Connection, deadlines: Deadlines) -> None:
    """Reckon every time again, by another calendar than before."""
    keys = handled.c.dossier, handled.c.entry, handled.c.ordinal
    rows = connection.execute(select(*keys, *(handled.c[name] for name in Timed._fields))).all()
    for first in range(0, len(rows), _AT_ONCE):
        changes = [
            {
                **dict(zip(("of_row", "of_entry", "of_ordinal"), row[:3], strict=True)),
                **{f"new_{name}": value for name, value in _times(deadlines, Timed(*row[3:])).items()},
            }
            for row in rows[first : first + _AT_ONCE]
        ]
        connection.execute(_AGAIN, changes)
