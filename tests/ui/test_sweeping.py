"""What a window leaves behind is thrown away in Qt's own thread, also while a worker makes a great deal."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from oa_desktop.office.trail.verifying import nothing_thrown_away
from oa_desktop.ui.sweeping import Sweeper, sweep_here_alone
from oa_desktop.ui.tasks import Tasks

THRESHOLDS = (700, 4, 4)
MADE = 20 * THRESHOLDS[0]


class Left:
    """What nobody holds but itself; it says in which thread it is thrown away."""

    def __init__(self, told: list[int]) -> None:
        self.itself = self
        self._told = told

    def __del__(self) -> None:
        self._told.append(threading.get_ident())


@pytest.fixture
def swept(qtbot: QtBot) -> Iterator[QObject]:
    """A window's place in which rubbish is looked for."""
    place, usual = QObject(), gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)
    gc.enable()
    sweep_here_alone(place)
    yield place
    place.deleteLater()
    gc.set_threshold(*usual)


def make_much(_: object = None) -> list[object]:
    """Make so much that Python would look for rubbish."""
    return [[] for _ in range(MADE)]


def test_rubbish_of_a_window_is_thrown_away_in_its_thread_though_a_worker_works(swept, qtbot, tasks: Tasks):
    told: list[int] = []
    Left(told)
    kept: list[object] = []
    tasks.run(make_much, swept, kept.append)
    qtbot.waitUntil(lambda: bool(kept and told))
    assert told == [threading.get_ident()]


def test_old_rubbish_is_looked_for_less_often_than_young_but_is_looked_for(swept, qtbot):
    told: list[int] = []
    left = Left(told)
    gc.collect()
    del left
    kept = []
    while not told:
        kept.append(make_much())
        swept.findChild(Sweeper).sweep()
    assert 4 * 4 < len(kept) < 40


def test_nobody_looks_for_rubbish_while_a_whole_store_is_read(swept):
    told: list[int] = []
    with nothing_thrown_away():
        Left(told)
        read = make_much()
        swept.findChild(Sweeper).sweep()
        assert told == []
    read += make_much()
    swept.findChild(Sweeper).sweep()
    assert len(told) == 1
