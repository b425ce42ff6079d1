"""Somebody is told what is due: once on coming in, once when something becomes due, and not at all if they wish."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.actions import handling as act
from oa_desktop.office import queries as q
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.telling.reminding import Reminding
from oa_desktop.ui.telling.toast import Toast
from oa_desktop.ui.telling.tray import Tray
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice
from tests.ui.test_due_in_lists import FLOWS, sent


class Told:
    """One person who is reminded, and what they were told."""

    def __init__(self, qtbot: QtBot, tasks: Tasks, office: FakeOffice, account: str = "head") -> None:
        self.qtbot, self.tasks = qtbot, tasks
        self.wants, self.words, self.passed = True, list[str](), 0
        self.workplace = Workplace(office.as_(account), tasks)
        self.reminding = Reminding(self.workplace, lambda: self.wants)
        self.reminding.told.connect(self.words.append)
        self.reminding.passed.connect(self.count)

    def count(self) -> None:
        self.passed += 1

    def look(self) -> None:
        self.reminding.look()
        self.qtbot.waitUntil(lambda: self.tasks.idle)
        self.qtbot.wait(1)


@pytest.fixture
def office() -> FakeOffice:
    """Nine o'clock; the head of the department has three documents, one of which is due in the afternoon."""
    office = FakeOffice(flows={flow.id: flow for flow in FLOWS.values()})
    for title, flow in FLOWS.items():
        sent(office, title, flow)
    return office


def test_on_coming_in_one_is_told_once_how_much_is_due(qtbot, tasks, office):
    office.clock.move(days=1)
    sent(office, "刚来的", FLOWS["部门审核四小时"])
    head = Told(qtbot, tasks, office)
    head.look()
    head.look()
    assert head.words == ["今天到期 1 件，已超期 1 件，请看“今日到期”。"]


def test_whoever_has_nothing_due_is_left_alone(qtbot, tasks, office):
    drafter = Told(qtbot, tasks, office, "drafter")
    drafter.look()
    assert drafter.words == []


def test_when_something_becomes_due_that_is_told_once(qtbot, tasks, office):
    head = Told(qtbot, tasks, office)
    head.look()
    office.clock.move(hours=7)
    head.look()
    head.look()
    assert head.words == ["今天到期 1 件，请看“今日到期”。", "刚有 1 件到期，请看“今日到期”。"]


def test_what_is_done_or_comes_in_time_is_no_news(qtbot, tasks, office):
    office.clock.move(days=1)
    head = Told(qtbot, tasks, office)
    head.look()
    late = next(row.dossier for row in office.as_("head").ask(q.ToDo()) if row.timing and row.timing.is_late)
    office.as_("head").perform(act.Review(dossier=late))
    head.look()
    assert len(head.words) == 1


def test_whoever_does_not_want_it_is_told_nothing_and_still_sees_the_time_pass(qtbot, tasks, office):
    head = Told(qtbot, tasks, office)
    head.wants = False
    head.look()
    office.clock.move(hours=7)
    head.look()
    assert (head.words, head.passed) == ([], 1)


def test_everybody_s_wish_is_their_own_and_is_remembered(tmp_path: Path):
    kept = Preferences(tmp_path / "window.ini")
    assert kept.reminds("zhouyue")
    kept.keep_reminds("zhouyue", wanted=False)
    again = Preferences(tmp_path / "window.ini")
    assert (again.reminds("zhouyue"), again.reminds("limukun")) == (False, True)


def test_the_next_look_comes_with_the_next_deadline_and_no_later_than_in_ten_minutes(qtbot, tasks, office):
    head = Told(qtbot, tasks, office)
    head.look()
    assert head.reminding._clock.interval() <= 600_000
    office.clock.move(hours=6, minutes=29)
    head.look()
    assert head.reminding._clock.interval() <= 60_000


def test_a_reminder_takes_no_undo_away(qtbot):
    desk = QWidget()
    qtbot.addWidget(desk)
    toast = Toast(desk)
    toast.say("已送审。", undo=lambda: None)
    assert toast.offers
    toast.say("已阅。")
    assert not toast.offers


# --- the tray ---------------------------------------------------------------------------------------------------------


class Symbol(QObject):
    """An icon in the tray, as Qt's own."""

    messageClicked = Signal()  # noqa: N815 - Qt's own name
    activated = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tip = ""

    def setToolTip(self, words: str) -> None:  # noqa: N802 - Qt's own name
        self.tip = words

    def show(self) -> None:
        """Nobody sees it."""

    def showMessage(self, _title: str, words: str, *_rest: object) -> None:  # noqa: N802 - Qt's own name
        self.said.append(words)


def test_the_tray_says_it_only_while_the_window_is_not_before_the_person(qtbot):
    window, symbol = QWidget(), Symbol()
    qtbot.addWidget(window)
    tray = Tray(window, symbol)
    tray.say("刚有 1 件到期")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    tray.say("刚有 2 件到期")
    assert symbol.said == ["刚有 1 件到期"]
    assert "刚有 2 件到期" in symbol.tip


def test_whoever_presses_what_the_tray_said_comes_to_the_window(qtbot):
    window, symbol = QWidget(), Symbol()
    qtbot.addWidget(window)
    window.showMinimized()
    Tray(window, symbol)
    symbol.messageClicked.emit()
    assert not window.isMinimized()


def test_where_the_desktop_has_no_tray_nothing_is_put_there(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    assert Tray.where_there_is_one(window) is None
