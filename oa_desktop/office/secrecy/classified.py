"""What is classified, as it stands today (定密登记): what is over, what soon will be, and what is to be looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from oa_desktop.domain.dates import read_iso
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk
from oa_desktop.office.secrecy.classifying import is_responsible

SOON = timedelta(days=30)
"""How long before a mark is over somebody is reminded of it; practice."""
_YEAR = timedelta(days=365)


def marks(desk: Desk, query: q.Marks) -> tuple[q.MarkRow, ...]:
    """Return what was decided on, with how it stands today."""
    today = desk.clock.now().date()
    return tuple(_as_of(row, today) for row in desk.store.ask(query, desk.sight))


def _as_of(row: q.MarkRow, today: date) -> q.MarkRow:
    over, decided = read_iso(row.over), read_iso(row.decided)
    looked_at = not row.mark or decided is None or today - decided < _YEAR
    return replace(row, days=(over - today).days if over else None, review=not looked_at)


def soon_over(desk: Desk) -> tuple[q.MarkRow, ...]:
    """Return what is over or soon will be, for whoever decides on it; nothing for everybody else."""
    if not is_responsible(desk):
        return ()
    return tuple(row for row in marks(desk, q.Marks()) if row.days is not None and row.days <= SOON.days)
