"""Waking those who wait for something new (长轮询): the desk that brings it rings, no clock and no question does."""

from __future__ import annotations

import asyncio

from oa_desktop.domain.ids import UnitId


class Bell:
    """Who waits for news of which unit; used in one event loop."""

    def __init__(self) -> None:
        self._news: dict[UnitId, asyncio.Event] = {}

    def listen(self, unit: UnitId) -> asyncio.Event:
        """Return what is set by the next news; listen first and look afterwards, and none is missed."""
        return self._news.setdefault(unit, asyncio.Event())

    def ring(self, unit: UnitId) -> None:
        """Wake all who listen."""
        news = self._news.pop(unit, None)
        if news is not None:
            news.set()
