"""文件清退 in the window: copies are ticked and recorded, and every line says what became of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.seconding import Word
from oa_desktop.office.lists.outlines import Filter
from oa_desktop.office.waiting import Waiting, answer
from oa_desktop.ui.acting.act_dialog import ActDialog
from oa_desktop.ui.acting.report_dialog import ReportDialog
from oa_desktop.ui.clearing.clearing_dialog import ClearingDialog
from oa_desktop.ui.clearing.opening import write_notices
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice, notice

SENT = ("县财政局 3份 000001—000003", "县审计局 1份 000004", "县林业局 3份")


class Clearing:
    """Somebody before the dialog."""

    def __init__(self, qtbot: QtBot, tasks: Tasks) -> None:
        self.office = office = FakeOffice()
        document = office.bring_to("dispatch", notice("关于做好防汛抗旱工作的通知"))
        office.as_("dispatcher").perform(act.Dispatch(dossier=document, recipients=SENT))
        self.qtbot, self.tasks, self.session = qtbot, tasks, office.as_("registrar")
        self.over = QWidget()
        qtbot.addWidget(self.over)
        self.over.resize(1200, 700)
        workplace = Workplace(self.session, tasks, self.over)
        self.dialog = ClearingDialog(workplace, lambda asked: asked.clearing.copies(Filter()), self.over)
        self.model = self.dialog.lines.copies
        self.dialog.open()
        self.settle()

    def settle(self) -> None:
        self.qtbot.wait(1)
        self.qtbot.waitUntil(lambda: self.tasks.idle)

    @property
    def rows(self) -> list[tuple[str, ...]]:
        return [
            tuple(self.model.index(row, column).data() for column in (0, 1, 2, 3))
            for row in range(self.model.rowCount())
        ]

    def button(self, name: str) -> QPushButton:
        found = self.dialog.findChild(QPushButton, name)
        assert found is not None
        return found

    def tick(self, *rows: int) -> None:
        """Select the rows and press the space bar."""
        lines = self.dialog.lines
        lines.clearSelection()
        for row in rows:
            selected = lines.selectionModel().SelectionFlag
            lines.selectionModel().setCurrentIndex(self.model.index(row, 0), selected.Select | selected.Rows)
        QTest.keyClick(lines, Qt.Key.Key_Space)

    def ask(self, button: str) -> ActDialog:
        QTest.mouseClick(self.button(button), Qt.MouseButton.LeftButton)
        self.settle()
        return next(one for one in self.dialog.findChildren(ActDialog) if one.isVisible())

    def agree(self, asked: ActDialog) -> list[str]:
        """Agree, and return what the report says of each run of copies."""
        asked.findChild(QPushButton, "agree").click()
        self.settle()
        report = next(one for one in self.dialog.findChildren(ReportDialog) if one.isVisible())
        lines = report.findChild(QListWidget)
        told = [lines.item(row).text() for row in range(lines.count())]
        report.accept()
        self.settle()
        return told


@pytest.fixture
def desk(qtbot: QtBot, tasks: Tasks) -> Clearing:
    return Clearing(qtbot, tasks)


def test_every_copy_is_a_line_and_ticked_ones_are_recorded_as_back(desk: Clearing) -> None:
    assert [row[0] for row in desk.rows] == ["000001", "000002", "000003", "000004", "—"]
    assert not desk.button("record-return").isEnabled()
    desk.tick(1, 2, 3)
    assert desk.agree(desk.ask("record-return")) == [
        "《关于做好防汛抗旱工作的通知》　县财政局 000002—000003　办好了",
        "《关于做好防汛抗旱工作的通知》　县审计局 000004　办好了",
    ]
    assert [row[3] for row in desk.rows] == ["在外", "已退", "已退", "已退", "在外"]
    assert "在外4份，已退3份" in desk.dialog.findChild(QLabel, "sum").text()


def test_of_copies_without_numbers_some_come_back(desk: Clearing) -> None:
    desk.tick(4)
    asked = desk.ask("record-return")
    asked._editors["how-many"].widget.setValue(2)
    desk.agree(asked)
    assert desk.rows[4:] == [("—", "1", "县林业局", "在外"), ("—", "2", "县林业局", "已退")]


def test_only_what_came_back_can_be_destroyed(desk: Clearing) -> None:
    desk.tick(0)
    assert not desk.button("record-destruction").isEnabled()
    desk.agree(desk.ask("record-return"))
    desk.tick(0)
    asked = desk.ask("record-destruction")
    asked._editors["place"].widget.setText("县销毁站")
    asked.findChild(QPlainTextEdit, "supervisors").setPlainText("何明\n周立")
    desk.agree(asked)
    assert desk.rows[0][3] == "已退"
    second = desk.office.as_("dispatcher")
    second.perform(answer(second.ask(Waiting())[0], Word.CONFIRMED))
    desk.dialog._fetch()
    desk.settle()
    assert desk.rows[0][3] == "已销毁"
    desk.tick(0)
    assert not desk.button("record-return").isEnabled()


def test_a_list_is_narrowed_and_what_is_not_seen_is_not_ticked(desk: Clearing) -> None:
    desk.button("tick-all").click()
    assert len(desk.model.ticked) == 5
    desk.dialog.words.setText("审计")
    assert [one.recipient for one in desk.model.ticked] == ["县审计局"]
    desk.dialog.words.clear()
    desk.dialog.states.setCurrentText("已退")
    assert desk.rows == []
    desk.dialog.states.setCurrentText("全部状态")
    assert len(desk.model.ticked) == 0


def test_every_unit_gets_a_notice_of_its_own_in_a_folder(desk: Clearing, tmp_path: Path) -> None:
    assert write_notices(desk.session, desk.session.clearing.copies(Filter()), tmp_path) == 3
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "清退通知（县审计局）.pdf",
        "清退通知（县林业局）.pdf",
        "清退通知（县财政局）.pdf",
    ]
