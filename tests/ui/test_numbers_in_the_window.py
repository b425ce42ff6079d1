"""The number registers in the window: every number is seen, and the registrar alone says how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import numbers
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import RegisterName
from oa_desktop.office import queries as q
from oa_desktop.ui.acting.wishes import wish
from oa_desktop.ui.acting.written import Written
from oa_desktop.ui.numbers.number_book_dialog import NumberBookDialog
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice

REGISTER = RegisterName(code="清政办发", year=2026)
OF = {"code": REGISTER.code, "year": REGISTER.year}


class Book:
    """The book before one person, in the year 2026."""

    def __init__(self, qtbot: QtBot, tasks: Tasks, office: FakeOffice, account: str) -> None:
        self.qtbot, self.tasks = qtbot, tasks
        self.workplace = Workplace(office.as_(account), tasks)
        self.behind = QWidget()
        qtbot.addWidget(self.behind)
        self.dialog = NumberBookDialog(self.workplace, self.behind)
        self.problems: list[Exception] = []
        self.workplace.problem.connect(self.problems.append)
        self.dialog.year.setValue(REGISTER.year)
        self.dialog.show()
        self.settle()

    def settle(self) -> None:
        QTest.qWait(1)
        self.qtbot.waitUntil(lambda: self.tasks.idle)
        QTest.qWait(1)

    def lines(self) -> list[str]:
        tree = self.dialog.lines
        items = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
        return [f"{item.text(0)} {item.text(1)}" for item in items if not item.isHidden()]

    def select(self, *places: int) -> None:
        self.dialog.lines.clearSelection()
        for place in places:
            self.dialog.lines.topLevelItem(place).setSelected(True)
        self.settle()

    def offered(self) -> list[str]:
        return [action.objectName() for action in self.dialog._menu.actions()]

    def ask(self, kind: str) -> QDialog:
        next(one for one in self.dialog._menu.actions() if one.objectName() == kind).trigger()
        found = self.dialog.findChild(QDialog, f"ask-{kind}")
        assert found is not None
        return found

    def agree(self, dialog: QDialog) -> None:
        QTest.mouseClick(dialog.findChild(QPushButton, "agree"), Qt.MouseButton.LeftButton)
        self.settle()


@pytest.fixture
def book(qtbot, tasks, office) -> Iterator[Callable[[str], Book]]:
    made: list[Book] = []

    def open_it(account: str = "registrar") -> Book:
        made.append(Book(qtbot, tasks, office, account))
        return made[-1]

    yield open_it
    for one in made:
        one.workplace.leave()


def test_every_number_is_seen_and_a_gap_stands_out(book, office):
    office.as_("registrar").perform(numbers.ReserveNumber(**OF, serial=1, reason="会议文件"))
    office.as_("registrar").perform(numbers.SkipNumber(**OF, serial=2, reason="缺页"))
    paper = {"title": "关于值班的通知", "date": "2026-04-16", "handler": "何某", "reason": ""}
    office.as_("registrar").perform(numbers.TakeNumberOnPaper(**OF, serial=4, **paper))
    seen = book()
    assert seen.lines() == ["1 预留", "2 断号", "3 断号（未说明）", "4 已用（纸质）"]
    assert "3" in seen.dialog.findChild(QLabel, "gaps").text()
    seen.dialog.states.setCurrentIndex(seen.dialog.states.findData("未说明"))
    assert seen.lines() == ["3 断号（未说明）"]


def register_of(code: str, used: int) -> q.NumberRegisterRow:
    name = RegisterName(code=code, year=REGISTER.year)
    return q.NumberRegisterRow(
        register=name, organ="清源县人民政府", next="", used=used, void=0, reserved=0, skipped=0, unsaid=()
    )


def test_the_book_opens_where_something_stands_and_stays_where_one_is(book):
    seen, rows = book().dialog, (register_of("清政发", 0), register_of("清政办发", 0), register_of("清政函", 3))
    seen.registers.clear()
    seen._show_registers(rows)
    assert seen.registers.currentIndex() == 2
    seen.registers.setCurrentIndex(1)
    seen._show_registers(rows)
    assert seen.registers.currentIndex() == 1


def test_what_is_not_seen_is_not_selected(book, office):
    office.as_("registrar").perform(numbers.ReserveNumber(**OF, serial=1, through=2, reason="会议文件"))
    seen = book()
    seen.select(0, 1)
    seen.dialog.states.setCurrentIndex(seen.dialog.states.findData("已用"))
    seen.settle()
    assert seen.dialog.lines.rows == ()


def test_the_registrar_says_why_a_number_was_not_used(book, office):
    office.as_("registrar").perform(numbers.SkipNumber(**OF, serial=2, reason="缺页"))
    paper = {"title": "关于值班的通知", "date": "2026-04-16", "handler": "何某", "reason": ""}
    office.as_("registrar").perform(numbers.TakeNumberOnPaper(**OF, serial=3, **paper))
    seen = book()
    seen.select(0)
    assert seen.offered() == ["reserve-number", "take-number-on-paper", "skip-number"]
    dialog = seen.ask("skip-number")
    dialog.findChild(QLineEdit, "reason").setText("登记簿缺页")
    seen.agree(dialog)
    assert seen.lines()[0] == "1 断号"
    assert not seen.dialog.findChild(QLabel, "gaps").isVisible()


def test_next_numbers_are_kept_where_none_is_selected(book):
    seen = book()
    dialog = seen.ask("reserve-number")
    assert dialog.findChild(QSpinBox, "serial").value() == 1
    dialog.findChild(QSpinBox, "through").setValue(3)
    dialog.findChild(QLineEdit, "reason").setText("会议文件")
    seen.agree(dialog)
    assert seen.lines() == ["1 预留", "2 预留", "3 预留"]
    seen.select(0, 2)
    assert seen.offered() == [], "numbers that do not follow one another are not dealt with at once"
    seen.select(0, 1, 2)
    assert seen.offered() == ["take-number-on-paper", "release-number", "void-number"]


def test_what_was_typed_stays_where_it_is_refused(book):
    seen = book()
    dialog = seen.ask("take-number-on-paper")
    dialog.findChild(QLineEdit, "handler").setText("何某")
    seen.agree(dialog)
    assert dialog.isVisible()
    assert dialog.findChild(QLineEdit, "handler").text() == "何某"
    assert [one.code for one in seen.problems if isinstance(one, Refused)] == ["number.paper-unnamed"]
    assert seen.lines() == []


def test_others_look_and_do_nothing(book):
    seen = book("drafter")
    assert seen.offered() == []
    assert not seen.dialog.findChild(QPushButton, "number-acts").isEnabled()


def test_the_document_of_a_number_is_opened(book, office):
    dossier = office.bring_to("seal")
    seen = book()
    wanted = []
    seen.dialog.document_wanted.connect(wanted.append)
    seen.select(0)
    QTest.mouseClick(seen.dialog.findChild(QPushButton, "open-document"), Qt.MouseButton.LeftButton)
    assert wanted == [dossier]


def test_the_register_that_is_seen_is_the_one_that_is_printed_and_kept(book):
    seen = book()
    wanted = []
    seen.dialog.print_wanted.connect(wanted.append)
    seen.dialog.save_wanted.connect(wanted.append)
    for name in ("print-book", "save-book"):
        QTest.mouseClick(seen.dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    assert wanted == [REGISTER, REGISTER]


def test_the_opinion_left_on_numbering_is_not_taken_for_the_reason_of_a_number_out_of_turn(office):
    office.allow_numbers_by_hand()
    session, dossier = office.as_("registrar"), office.bring_to("number")
    made = wish("assign-number", dossier, Written(words="照办"), code="清政办发", serial=9, reason="与县委办同号")
    session.perform(made(session))
    rows = {row.serial: row for row in session.ask(q.NumberLedger(register=REGISTER))}
    assert rows[9].reason == "与县委办同号"
    assert isinstance(made(session), act.AssignNumber)
