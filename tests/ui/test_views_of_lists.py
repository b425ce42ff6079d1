"""Narrowing a list by more sides and by days, and keeping that as a view."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.office.lists.outlines import Dated, Filter
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.lists.columns import COLUMNS, STATE, TITLE, USUAL
from oa_desktop.ui.lists.columns_menu import ColumnsMenu
from oa_desktop.ui.lists.documents import Documents
from oa_desktop.ui.lists.facets import conditions, stretches
from oa_desktop.ui.lists.folders import FOLDERS
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice, notice


class Seat:
    """A drafter before two drafts."""

    def __init__(self, qtbot: QtBot, tasks: Tasks) -> None:
        self.qtbot, self.tasks, self.office = qtbot, tasks, FakeOffice()
        for title, urgency in (("关于植树的通知", ""), ("关于值班的通知", "特急")):
            self.office.draft(notice(title, urgency=urgency))
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.workplace = Workplace(self.office.as_("drafter"), tasks, self.window)
        self.documents = Documents(self.workplace, Commands((), self.window), self.window)
        self.bar, self.views = self.documents.bar, self.documents.views
        self.window.resize(900, 400)
        self.window.show()
        self.documents.show_folder(FOLDERS[0])
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            self.qtbot.waitUntil(lambda: self.tasks.idle)
            self.qtbot.wait(15)

    def titles(self) -> list[str]:
        self.settle()
        model = self.documents.lines.model()
        return [model.index(row, TITLE).data() for row in range(model.rowCount())]

    def look(self, menu: QMenu) -> dict[str, object]:
        menu.aboutToShow.emit()
        self.settle()
        return {action.text(): action for action in menu.actions()}

    def dialog(self, name: str) -> QDialog:
        self.qtbot.waitUntil(lambda: self.window.findChild(QDialog, name) is not None)
        return self.window.findChild(QDialog, name)

    def keep_as(self, name: str) -> None:
        self.look(self.views.menu)["存成视图…"].trigger()
        asked = self.dialog("view-name")
        asked.findChild(QLineEdit, "name").setText(name)
        asked.findChild(QPushButton, "agree").click()
        self.settle()


@pytest.fixture
def seat(qtbot: QtBot, tasks: Tasks) -> Seat:
    return Seat(qtbot, tasks)


def test_a_list_is_narrowed_to_a_department_and_to_days(seat):
    menu = seat.window.findChild(QMenu, "department")
    offered = seat.look(menu)
    assert list(offered) == ["秘书科　2 件"]
    days = seat.look(seat.window.findChild(QMenu, "days"))
    assert list(days)[:2] == ["拟稿日期", "签发日期"]
    days["拟稿日期"].menu().actions()[0].trigger()
    assert len(seat.titles()) == 2
    days["签发日期"].menu().actions()[0].trigger()
    assert seat.titles() == []


def test_other_days_are_asked_for_and_never_end_before_they_begin(seat):
    seat.look(seat.window.findChild(QMenu, "days"))["自己选…"].trigger()
    asked = seat.dialog("days-dialog")
    seat.qtbot.mouseClick(asked.findChild(QPushButton, "agree"), Qt.MouseButton.LeftButton)
    seat.settle()
    chosen = seat.bar.outline.filter
    assert (chosen.dated, chosen.since, chosen.until) == (Dated.DRAFTED, "2026-04-01", "2026-04-16")
    assert len(seat.titles()) == 2


def test_a_view_is_kept_taken_up_and_marked_once_it_was_altered(seat):
    seat.bar.narrow("urgency", "特急")
    seat.keep_as("特急")
    assert seat.views.button.text() == "特急"
    seat.bar.narrow("urgency", "")
    assert seat.views.button.text() == "特急*"
    assert len(seat.titles()) == 2
    seat.look(seat.views.menu)["特急"].trigger()
    assert seat.titles() == ["关于值班的通知"]
    assert seat.views.button.text() == "特急"


def test_what_was_altered_goes_into_the_view_and_a_view_can_be_dropped(seat):
    seat.keep_as("全部")
    seat.bar.narrow("urgency", "特急")
    seat.look(seat.views.menu)["把改动存进“全部”"].trigger()
    seat.settle()
    (kept,) = seat.office.as_("drafter").views.all()
    assert kept.outline.filter.urgency == "特急"
    seat.look(seat.views.menu)["删除视图"].menu().actions()[0].trigger()
    seat.settle()
    assert seat.office.as_("drafter").views.all() == ()
    assert seat.views.button.text() == "视图"


def test_stretches_of_days_are_those_of_the_calendar():
    found = stretches(dt.date(2026, 1, 1))
    assert found["上月"] == (dt.date(2025, 12, 1), dt.date(2025, 12, 31))
    assert found["本周"].first == dt.date(2025, 12, 29)
    assert found["本季度"].first == found["今年"].first == dt.date(2026, 1, 1)
    assert stretches(dt.date(2028, 2, 29))["去年"] == (dt.date(2027, 1, 1), dt.date(2027, 12, 31))


def test_a_condition_says_what_it_is_and_leaves_the_others():
    wanted = Filter(kind="函", since="2026-01-01")
    kind, days = conditions(wanted, Filter())
    assert (kind.label, kind.chosen, kind.dropped) == ("文种", "函", Filter(since="2026-01-01"))
    assert (days.label, days.chosen, days.dropped) == ("拟稿日期", "2026-01-01 —", Filter(kind="函"))


def test_columns_are_chosen_and_given_back(seat):
    lines = seat.documents.lines
    place = next(at for at, column in enumerate(COLUMNS) if column.label == "密级")
    assert lines.isColumnHidden(place)
    menu = ColumnsMenu(lines, seat.window)
    offered = seat.look(menu)
    assert "标题" not in offered
    offered["密级"].trigger()
    assert not lines.isColumnHidden(place)
    seat.look(menu)["状态"].trigger()
    assert lines.isColumnHidden(STATE)
    seat.look(menu)["恢复通常的栏目"].trigger()
    assert lines.chosen == USUAL
    assert lines.isColumnHidden(place)


def test_a_view_has_columns_of_its_own(seat):
    seat.documents.lines.choose_columns([*USUAL, "拟稿部门"])
    seat.keep_as("带部门")
    seat.documents.lines.choose_columns(())
    assert seat.views.button.text() == "带部门*"
    seat.look(seat.views.menu)["带部门"].trigger()
    assert "拟稿部门" in seat.documents.lines.chosen
    assert seat.views.button.text() == "带部门"
