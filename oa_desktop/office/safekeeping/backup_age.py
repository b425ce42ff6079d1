"""How long ago a backup was last proved (恢复演练): whoever keeps the machine is told when that is too long."""

from __future__ import annotations

from datetime import datetime, timedelta

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.auditing import RecordOutput
from oa_desktop.domain.actions.organising import EnrolDesk
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import UnitId, audit_journal
from oa_desktop.office.ports.store import Store

PROVED = "恢复演练"
"""What is recorded when a backup has been restored into an empty place and found whole."""
_BEGINS = DECLARATIONS[EnrolDesk].kind
"""The first entry of a desk that joined others."""


def is_overdue(store: Store, unit: UnitId, now: datetime, days: int) -> bool:
    """Whether no backup was proved within so many days, at a desk that is older; little more is read than these days.

    Only what was written here tells how far back that is: old entries of another desk may have come in just now.
    """
    since = (now - timedelta(days=days)).timestamp()
    for entry in (one.entry for one in store.newest_first()):
        here, late = entry.device == store.device, entry.claimed_seconds < since
        if here and late:
            return True
        if (here and entry.kind == _BEGINS) or (not late and _proves(entry, unit)):
            return False
    return False


def _proves(entry: Entry, unit: UnitId) -> bool:
    if entry.journal != audit_journal(unit):
        return False
    action = read_action(entry)
    return isinstance(action, RecordOutput) and action.what == PROVED
