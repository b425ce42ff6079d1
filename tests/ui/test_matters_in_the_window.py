"""Internal matters in the window: a blank is chosen, filled in and kept; what was typed is not lost by a refusal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.ids import DossierId
from oa_desktop.ui.filling.matter_dialog import MatterDialog
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.matters import FILLED, begun, minding
from tests.fakes.office import FakeOffice


class Clerk:
    """The drafter before the form."""

    def __init__(self, qtbot: QtBot, tasks: Tasks, office: FakeOffice) -> None:
        self.qtbot, self.tasks, self.office = qtbot, tasks, office
        self.workplace = Workplace(office.as_("drafter"), tasks)
        self.behind = QWidget()
        self.behind.resize(1366, 768)
        qtbot.addWidget(self.behind)
        self.begun: list[DossierId] = []

    def open(self, document: DossierId | None = None) -> None:
        self.dialog = MatterDialog(self.workplace, self.behind, document)
        self.dialog.begun.connect(self.begun.append)
        self.dialog.open()
        self.settle()
        if os.environ.get("SCREENS"):
            self.dialog.grab().save(f"{os.environ['SCREENS']}/matter-{self.dialog.kinds.currentText()}.png")

    def settle(self) -> None:
        QTest.qWait(1)
        self.qtbot.waitUntil(lambda: self.tasks.idle)
        QTest.qWait(1)

    def choose(self, name: str) -> None:
        kinds = self.dialog.findChild(QComboBox, "matter-kind")
        kinds.setCurrentIndex(kinds.findText(name))
        self.settle()
        if os.environ.get("SCREENS"):
            self.dialog.grab().save(f"{os.environ['SCREENS']}/matter-{name}.png")

    def line(self, name: str) -> QLineEdit:
        return self.dialog.findChild(QLineEdit, name)

    def agree(self) -> None:
        self.press("agree")

    def press(self, name: str) -> None:
        self.dialog.findChild(QPushButton, name).click()
        self.settle()


@pytest.fixture
def clerk(qtbot: QtBot, tasks: Tasks) -> Clerk:
    return Clerk(qtbot, tasks, minding())


def test_a_blank_is_chosen_filled_in_and_kept_although_it_is_not_complete(clerk: Clerk) -> None:
    clerk.open()
    clerk.line("subject").setText("关于值班的事")
    clerk.choose("用印审批单")
    assert clerk.line("subject").text() == "关于值班的事"
    clerk.line("seal").setText("办公室印章")
    clerk.agree()
    state = clerk.office.state(clerk.begun[0])
    assert (state.particulars.kind, state.particulars.title, state.step) == ("用印审批单", "关于值班的事", "draft")
    assert clerk.office.as_("drafter").matters.values(clerk.begun[0])["seal"] == "办公室印章"


def test_the_person_who_notes_a_call_stands_there_already(clerk: Clerk) -> None:
    clerk.open()
    clerk.choose("电话记录")
    assert clerk.line("noted-by").text() == clerk.workplace.standing.name


def test_what_was_filled_in_is_there_again_and_filled_in_anew(clerk: Clerk) -> None:
    document = begun(clerk.office, "签报")
    clerk.open(document)
    assert clerk.line("subject").text() == FILLED["签报"]["subject"]
    content = clerk.dialog.findChild(QPlainTextEdit, "content")
    assert content.toPlainText() == FILLED["签报"]["content"]
    content.setPlainText("任务很重。")
    clerk.agree()
    assert clerk.office.as_("drafter").matters.values(document)["content"] == "任务很重。"


def test_what_was_typed_is_there_again_until_nobody_wants_it(clerk: Clerk) -> None:
    clerk.open()
    clerk.choose("用印审批单")
    clerk.line("seal").setText("办公室印章")
    clerk.press("cancel")
    clerk.open()
    assert (clerk.dialog.matter.name, clerk.line("seal").text()) == ("用印审批单", "办公室印章")
    assert "接着填" in clerk.dialog.findChild(QLabel, "matter-said").text()
    assert clerk.office.as_("drafter").drafts.all() == {}
    clerk.press("clear")
    assert clerk.line("seal").text() == ""
    clerk.press("cancel")
    clerk.open()
    assert clerk.line("subject").text() == ""


def test_what_is_changed_of_a_matter_is_kept_apart_until_it_is_handed_in(clerk: Clerk) -> None:
    document = begun(clerk.office, "签报")
    clerk.open(document)
    clerk.line("subject").setText("改过的事由")
    clerk.press("cancel")
    assert clerk.office.as_("drafter").matters.values(document)["subject"] == FILLED["签报"]["subject"]
    clerk.open(document)
    assert clerk.line("subject").text() == "改过的事由"
    clerk.agree()
    assert clerk.office.as_("drafter").matters.values(document)["subject"] == "改过的事由"
    clerk.open()
    assert clerk.line("subject").text() == ""


def test_a_file_goes_in_with_the_form_and_stays_when_it_is_filled_in_anew(clerk: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "预算.xlsx"
    path.write_bytes(b"PK figures")
    clerk.open()
    clerk.line("subject").setText("一件事")
    clerk.dialog.files.bring(path)
    clerk.qtbot.waitUntil(lambda: clerk.dialog.files.files() != ())
    clerk.agree()
    document = clerk.begun[0]
    assert [one.name for one in clerk.office.state(document).attachments] == ["预算.xlsx"]
    clerk.open(document)
    clerk.line("subject").setText("改过的事由")
    clerk.agree()
    assert [one.name for one in clerk.office.state(document).attachments] == ["预算.xlsx"]


def test_people_are_offered_by_their_names_as_they_are_typed(clerk: Clerk) -> None:
    clerk.open()
    clerk.choose("电话记录")
    completer = clerk.line("noted-by").completer()
    completer.setCompletionPrefix("签发")
    assert completer.currentCompletion() == "签发员"


def test_a_refusal_is_said_in_the_form_and_nothing_that_was_typed_is_lost(clerk: Clerk) -> None:
    clerk.open()
    clerk.line("level").setText("绝密★30年")
    clerk.line("subject").setText("一件事")
    clerk.agree()
    assert clerk.begun == []
    assert clerk.dialog.findChild(QLabel, "matter-said").isVisible()
    assert clerk.line("subject").text() == "一件事"
