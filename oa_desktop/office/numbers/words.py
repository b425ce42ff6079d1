"""How a number stands, in words (文号的状态): the same on screen, on paper and on the command line."""

from __future__ import annotations

from oa_desktop.i18n import _
from oa_desktop.office.queries import NumberRow

_MINUTES = len("2026-04-16T09:30")


def standing(row: NumberRow) -> str:
    """Return how a number stands: ``已用``, ``已用（纸质）``, ``断号（未说明）``."""
    more = _("未说明") if row.unsaid else row.use
    return f"{row.state}（{more}）" if more else row.state


def when(row: NumberRow) -> str:
    """Return when somebody said so, to the minute; empty where nobody did."""
    return row.time[:_MINUTES].replace("T", " ")
