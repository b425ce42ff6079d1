"""The address book and the people in the window: found, changed, and taken in from a workbook that is seen first."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.units.correspondents import Correspondent, Relationship
from oa_desktop.ui.rolls.correspondent_dialog import CorrespondentDialog
from oa_desktop.ui.rolls.first_passwords import FirstPasswords
from oa_desktop.ui.rolls.roll_lines import RollLine, RollLines, shared
from oa_desktop.ui.rolls.rolls_dialog import RollsDialog
from oa_desktop.ui.rolls.taking_in import TakingIn
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice

TOWNS = "各乡镇人民政府"
HEAD = ("机关名称", "与本单位的关系", "分组", "排序")


class Book:
    """The address book before one person."""

    def __init__(self, qtbot: QtBot, tasks: Tasks, office: FakeOffice, account: str) -> None:
        self.qtbot, self.tasks, self.office = qtbot, tasks, office
        self.workplace = Workplace(office.as_(account), tasks)
        self.behind = QWidget()
        self.behind.resize(1366, 768)
        qtbot.addWidget(self.behind)
        self.dialog = RollsDialog(self.workplace, self.behind)
        self.problems: list[Exception] = []
        self.told: list[str] = []
        self.workplace.problem.connect(self.problems.append)
        self.dialog.told.connect(self.told.append)
        self.dialog.show()
        self.settle()

    def settle(self) -> None:
        QTest.qWait(1)
        self.qtbot.waitUntil(lambda: self.tasks.idle)
        QTest.qWait(1)

    def names(self) -> list[str]:
        return [line.cells[0] for line in self.dialog.lines.shown]

    def press(self, name: str, within: QWidget | None = None) -> None:
        (within or self.dialog).findChild(QPushButton, name).click()
        self.settle()

    def is_offered(self, name: str) -> bool:
        button = self.dialog.findChild(QPushButton, name)
        return button.isVisible() and button.isEnabled()

    def ask(self) -> CorrespondentDialog:
        return self.seen(CorrespondentDialog)

    def seen(self, kind: type[QDialog]) -> QDialog:
        (found,) = (one for one in self.dialog.findChildren(kind) if one.isVisible())
        return found

    def write(self, **words: str) -> None:
        for name, text in words.items():
            self.ask().findChild(QLineEdit, f"correspondent-{name}").setText(text)

    def look_through(self, folder: Path, *rows: tuple[str, ...]) -> TakingIn:
        path = folder / "名册.xlsx"
        path.write_bytes(json.dumps(rows).encode())
        self.dialog.look_through(path)
        self.settle()
        return self.seen(TakingIn)

    def registered(self) -> dict[str, Correspondent]:
        return {one.name: one for one in self.office.as_("system").organisation().correspondents}


@pytest.fixture
def office() -> FakeOffice:
    made = FakeOffice()
    organs = (
        Correspondent(name="乙镇人民政府", relationship=Relationship.SUBORDINATE, groups=(TOWNS,), rank=20),
        Correspondent(name="甲镇人民政府", relationship=Relationship.SUBORDINATE, groups=(TOWNS,), rank=10),
        Correspondent(name="市人民政府", relationship=Relationship.SUPERIOR, rank=1),
    )
    made.as_("registrar").perform(org.RegisterCorrespondents(correspondents=organs))
    return made


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def book(qtbot: QtBot, tasks: Tasks, office: FakeOffice) -> Book:
    return Book(qtbot, tasks, office, "system")


def test_the_book_stands_in_its_order_and_is_found_by_pinyin(book):
    assert book.names() == ["市人民政府", "甲镇人民政府", "乙镇人民政府"]

    for wanted in ("乙镇", "yzrm", "yizhen"):
        book.dialog.search.setText(wanted)
        assert book.names() == ["乙镇人民政府"]


def test_an_organ_is_registered_and_stands_there_at_once(book):
    book.press("register-correspondent")
    book.write(name="丙镇人民政府", groups=f"{TOWNS}、沿江乡镇", rank="5", since="2026年3月1日")
    book.press("agree", book.ask())

    assert "丙镇人民政府" in book.names()
    made = book.registered()["丙镇人民政府"]
    assert (made.groups, made.rank, made.since) == ((TOWNS, "沿江乡镇"), 5, "2026-03-01")
    assert made.relationship is Relationship.SUBORDINATE


def test_the_marks_before_lines_grow_with_the_text(book):
    lines = book.dialog.findChild(RollLines)
    font = lines.font()
    font.setPointSize(font.pointSize() * 2)
    lines.setFont(font)
    assert lines.iconSize().height() == lines.fontMetrics().height()


def test_an_organ_is_given_up_and_its_name_is_not_touched(book):
    book.dialog.lines.setCurrentIndex(book.dialog.lines.model().index(2, 0))
    book.press("change-correspondent")
    assert book.ask().findChild(QLineEdit, "correspondent-name").isReadOnly()
    book.write(until="2026-3-31", successor="甲镇人民政府")
    book.ask().findChild(QComboBox, "correspondent-relationship").setCurrentIndex(2)
    book.press("agree", book.ask())

    changed = book.registered()["乙镇人民政府"]
    assert (changed.until, changed.successor, changed.groups) == ("2026-03-31", "甲镇人民政府", (TOWNS,))
    assert changed.relationship is Relationship.PEER


def test_what_cannot_be_read_is_told_where_it_was_typed(book):
    book.press("register-correspondent")
    book.write(name="丙镇人民政府", since="明年")
    book.press("agree", book.ask())

    assert "日期写的是“明年”" in book.ask().findChild(QLabel, "correspondent-said").text()
    assert "丙镇人民政府" not in book.registered()


def test_a_refused_organ_stays_before_the_person(book):
    book.press("register-correspondent")
    book.write(name=TOWNS)
    book.press("agree", book.ask())

    assert [str(one) for one in book.problems] and isinstance(book.problems[0], Refused)
    assert book.ask().findChild(QLineEdit, "correspondent-name").text() == TOWNS


def test_a_workbook_is_seen_first_and_then_taken_in_at_once(book, tmp_path):
    rows = [("甲镇人民政府", "下级", TOWNS, "10"), ("丙镇人民政府", "下级", TOWNS, "9"), ("丁镇、戊镇", "", "", "")]
    preview = book.look_through(tmp_path, HEAD, *rows)

    assert [line.cells[1:3] for line in preview.lines.shown] == [("新增", "丙镇人民政府"), ("不能读入", "丁镇、戊镇")]
    assert "丙镇人民政府" not in book.registered()
    preview.alone.setChecked(False)
    assert len(preview.lines.shown) == 3

    book.press("take", preview)

    assert "丙镇人民政府" in book.names()
    assert "新增 1 行" in book.told[-1]


def test_new_people_are_shown_with_their_first_passwords_once(book, tmp_path):
    book.dialog.kinds.setCurrentIndex(1)
    book.settle()
    assert "拟稿员" in book.names()
    assert not book.is_offered("register-correspondent")

    preview = book.look_through(
        tmp_path, ("姓名", "账号", "内设机构", "职务"), ("王小明", "wangxiaoming", "督查科", "科长")
    )
    book.press("take", preview)

    shown = book.seen(FirstPasswords).findChild(QWidget, "password-lines").shown
    assert [line.cells[:2] for line in shown] == [("王小明", "wangxiaoming")]
    assert "王小明" in book.names()


def test_a_workbook_that_is_none_is_told_as_a_problem(book, tmp_path):
    path = tmp_path / "名册.xlsx"
    path.write_bytes(json.dumps([("单位", "电话")]).encode())

    book.dialog.look_through(path)
    book.settle()

    assert [one.code for one in book.problems] == ["table.no-header"]


@pytest.mark.parametrize(
    ("account", "offered"), [("system", True), ("registrar", True), ("drafter", False), ("auditor", False)]
)
def test_who_may_not_change_the_book_reads_it(qtbot, tasks, office, account, offered):
    book = Book(qtbot, tasks, office, account)

    assert len(book.names()) == 3
    assert book.is_offered("take-in") is offered
    assert book.is_offered("register-correspondent") is offered
    assert book.is_offered("take-out")


def test_an_empty_book_says_how_it_is_begun(qtbot, tasks):
    book = Book(qtbot, tasks, FakeOffice(), "system")

    assert "空表" in book.dialog.findChild(QLabel, "roll-sum").text()


@pytest.mark.parametrize(
    ("needed", "room", "widths"),
    [
        ((100, 300, 200, 50), 700, (100, 300, 200, 50)),
        ((100, 300, 200, 50), 400, (100, 125, 125, 50)),
        ((100, 300, 200, 50), 100, (60, 60, 60, 50)),
        ((), 100, ()),
    ],
    ids=["room for all", "the longest give way", "no less than a date", "no columns"],
)
def test_columns_share_the_room_that_there_is(needed, room, widths):
    assert shared(needed, room, 60) == widths


def test_how_a_thing_stands_is_seen_without_scrolling_and_the_order_comes_back_with_the_room(qtbot: QtBot):
    behind = QWidget()
    qtbot.addWidget(behind)
    lines = RollLines("books", "登记", behind)
    titles = [f"第{number}栏" for number in range(12)]
    behind.show()
    seen = []
    for characters in (30, 100, 300):
        lines.resize(lines.fontMetrics().horizontalAdvance("公") * characters, 200)
        lines.show_lines(titles, [RollLine(cells=("一二三四五六七八九十",) * 12, mark="check")], near=(1, 11))
        seen.append([lines.header().logicalIndex(place) for place in range(3)])
        last = lines.visualRect(lines.model().index(0, 11))
        assert last.right() <= lines.viewport().width()
        marks = (lines.model().index(0, place).data(Qt.ItemDataRole.DecorationRole) for place in range(12))
        assert [place for place, one in enumerate(marks) if one] == seen[-1][:1], "the mark stands first"
    assert seen == [[1, 11, 0], [1, 11, 0], [0, 1, 2]], "also where the others would fit beside half of them"


def test_what_tells_one_line_from_another_at_its_end_is_never_cut_and_the_others_give_way(qtbot: QtBot):
    behind = QWidget()
    qtbot.addWidget(behind)
    lines, code = RollLines("items", "归档文件", behind), "Z109-WS·2026-D10-BGS-" + "0" * 30
    behind.show()
    lines.resize(lines.fontMetrics().horizontalAdvance(code) * 2, 200)
    lines.show_lines(("档号", "题名"), [RollLine(cells=(code, "很长的题名" * 30))], whole=(0,))
    assert lines.columnWidth(0) >= lines.fontMetrics().horizontalAdvance(code)
    assert lines.columnWidth(0) + lines.columnWidth(1) <= lines.viewport().width()
