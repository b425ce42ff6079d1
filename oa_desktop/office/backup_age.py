"""How long ago a backup was last proved (恢复演练): whoever keeps the machine is told when that is too long."""

from __future__ import annotations

from datetime import datetime, timedelta

from oa_desktop.domain.actions.auditing import RecordOutput
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import UnitId, audit_journal
from oa_desktop.office.ports.store import Store

PROVED = "恢复演练"
"""What is recorded when a backup has been restored into an empty place and found whole."""


def is_overdue(store: Store, unit: UnitId, now: datetime, days: int) -> bool:
    """Whether no backup was proved within so many days, in a store that is older; no more is read than these days."""
    since = (now - timedelta(days=days)).timestamp()
    for one in store.newest_first():
        if one.entry.claimed_seconds < since:
            return True
        if _proves(one.entry, unit):
            return False
    return False


def _proves(entry: Entry, unit: UnitId) -> bool:
    if entry.journal != audit_journal(unit):
        return False
    action = read_action(entry)
    return isinstance(action, RecordOutput) and action.what == PROVED
