"""Every screen of the leader's desk in every room: whole, named, reached, large enough."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QMenu, QTabBar, QWidget

from oa_desktop.domain.errors import Refused
from oa_desktop.ui.look.sizes import TextSize
from oa_desktop.ui.preferences import WorkLayout
from oa_desktop.ui.telling.toast import Toast
from tests.ui.clerk import Clerk, wait_for
from tests.ui.rooms import LARGEST, ROOMS, Room, assert_freed_after, faults

FINGER, EYES = 60, 18
"""Pixels of the smallest target, points of the smallest text (适老化, adopted as our own)."""


def before_a_leader(sit_down, room: Room) -> Clerk:
    clerk = sit_down(room, "zhaoliheng", layout=WorkLayout.LEADER)
    clerk.see("matter-title")
    clerk.settle()
    return clerk


def too_small(root: QWidget) -> list[str]:
    """Return what is too small for a finger or for old eyes."""
    shown = [one for one in root.findChildren(QWidget) if one.isVisible() and one.window() is root.window()]
    return [said for one in shown for said in _too_small(one)]


def _too_small(one: QWidget) -> Iterator[str]:
    called = one.objectName() or type(one).__name__
    if isinstance(one, QAbstractButton | QComboBox) and min(one.width(), one.height()) < FINGER:
        yield f"{called} is {one.width()} x {one.height()}"
    if isinstance(one, QTabBar) and one.tabRect(0).height() < FINGER:
        yield f"the tabs are {one.tabRect(0).height()} high"
    if isinstance(one, QAbstractButton | QComboBox | QLabel | QTabBar) and one.font().pointSize() < EYES:
        yield f"{called} is written in {one.font().pointSize()} points"


@ROOMS
def test_a_matter_with_the_word_that_the_one_before_is_done(sit_down, room):
    clerk = before_a_leader(sit_down, room)
    toast = clerk.see("leader").findChild(Toast)
    toast.say("已送签发：《关于做好低温雨雪冰冻天气防范应对…》", lambda: None)
    clerk.see("undo")
    assert faults(clerk.window, room) == []
    assert too_small(clerk.see("leader")) == []


@LARGEST
def test_a_document_that_fills_the_window(sit_down, room):
    clerk = before_a_leader(sit_down, room)
    clerk.click(clerk.see("page-fill"))
    assert not clerk.sees("matter")
    assert faults(clerk.window, room) == []
    assert too_small(clerk.see("leader")) == []


@LARGEST
def test_what_is_to_be_read(sit_down, room):
    clerk = before_a_leader(sit_down, room)
    clerk.click(clerk.see("queue-to-read"))
    clerk.settle()
    assert faults(clerk.window, room) == []
    assert too_small(clerk.see("leader")) == []


@LARGEST
def test_nothing_left_to_do(sit_down, room):
    clerk = before_a_leader(sit_down, room)
    clerk.window.findChild(QWidget, "leader").pile.turned.emit(None)
    clerk.see("empty")
    assert faults(clerk.window, room) == []
    assert too_small(clerk.see("leader")) == []


@ROOMS
def test_the_question_before_signing(sit_down, room):
    look_at_the_question(sit_down, room, "issue")


@LARGEST
@pytest.mark.parametrize("kind", ["return", "hand-over"])
def test_the_question_before_a_paper_goes_to_somebody_else(sit_down, room, kind):
    look_at_the_question(sit_down, room, kind)


def look_at_the_question(sit_down, room: Room, kind: str) -> None:
    clerk = before_a_leader(sit_down, room)
    button = clerk.see(f"act-{kind}")
    assert wait_for(button.isEnabled)
    clerk.click(button)
    dialog = clerk.dialog()
    clerk.settle()
    assert too_small(dialog) == []
    assert faults(dialog, room) == []
    assert_freed_after(dialog)


@LARGEST
def test_what_could_not_be_done(sit_down, room):
    clerk = before_a_leader(sit_down, room)
    clerk.window.tasks.run(_refuse, clerk.window, lambda _: None, clerk.see("leader").acts._workplace.problem.emit)
    assert wait_for(lambda: clerk.dialog() is not None)
    assert too_small(clerk.dialog()) == []
    assert faults(clerk.dialog(), room) == []


def _refuse(_progress: object) -> None:
    raise Refused("dossier.unknown")


@pytest.mark.parametrize("name", ["leader-other", "phrases"])
def test_the_lines_of_menus_are_as_high_as_a_finger(sit_down, name):
    clerk = before_a_leader(sit_down, Room(text=TextSize.STANDARD, screen=QSize(1366, 768)))
    menu: QMenu = clerk.see(name).menu()
    menu.ensurePolished()
    heights = [menu.actionGeometry(line).height() for line in menu.actions() if not line.isSeparator()]
    assert heights
    assert min(heights) >= FINGER
    assert menu.font().pointSize() >= EYES


def test_a_finger_scrolls_the_page(sit_down):
    clerk = before_a_leader(sit_down, Room(text=TextSize.STANDARD, screen=QSize(1366, 768)))
    view = clerk.see("leader").document.page.view
    assert wait_for(lambda: view.verticalScrollBar().maximum() > 0)
    finger, place = QTest.createTouchDevice(), QPoint(100, 300)
    QTest.touchEvent(view.viewport(), finger).press(0, place, view.viewport()).commit()
    for step in range(1, 12):
        QTest.qWait(16)
        moved = place - QPoint(0, 15 * step)
        QTest.touchEvent(view.viewport(), finger).move(0, moved, view.viewport()).commit()
    QTest.touchEvent(view.viewport(), finger).release(0, moved, view.viewport()).commit()
    assert wait_for(lambda: view.verticalScrollBar().value() > 0)
