"""Several documents at the desk: selected together, acted on together, each reported, all taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.entry import Entry
from oa_desktop.domain.ids import DossierId
from oa_desktop.office.ports.printing import AS_IT_IS
from oa_desktop.ui.acting.act_dialog import ActDialog
from oa_desktop.ui.acting.laid_lines import LaidLines
from oa_desktop.ui.acting.report_dialog import ReportDialog
from oa_desktop.ui.acting.together import Together
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.leaving.several_forms import SeveralForms
from oa_desktop.ui.lists.columns import TITLE
from oa_desktop.ui.lists.documents import Documents
from oa_desktop.ui.lists.folders import FOLDERS
from oa_desktop.ui.reading.page_dialog import PageDialog
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice, notice


class Seat:
    """The head of a department before three documents."""

    def __init__(self, qtbot: QtBot, tasks: Tasks) -> None:
        self.qtbot, self.tasks, self.office = qtbot, tasks, FakeOffice()
        self.made = [self.office.bring_to("department", notice(f"关于{one}的通知")) for one in ("植树", "防火", "值班")]
        self.window = QWidget()
        qtbot.addWidget(self.window)
        workplace = self.workplace = Workplace(self.office.as_("head"), tasks, self.window)
        self.documents = Documents(workplace, Commands((), self.window), self.window)
        self.together = Together(workplace, self.documents.picked, self.window)
        self.documents.resize(900, 400)
        self.window.resize(900, 400)
        self.window.show()
        self.documents.show_folder(FOLDERS[0])
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            self.qtbot.waitUntil(lambda: self.tasks.idle)
            self.qtbot.wait(15)

    def click(self, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        lines = self.documents.lines
        at = lines.visualRect(lines.model().index(row, TITLE)).center()
        self.qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, modifier, at)

    def pick(self, *rows: int) -> None:
        for place, row in enumerate(rows):
            modifier = Qt.KeyboardModifier.ControlModifier if place else Qt.KeyboardModifier.NoModifier
            self.click(row, modifier)

    def offer(self) -> dict[str, object]:
        self.documents.picked.wanted.emit()
        self.settle()
        return {action.objectName(): action for action in self.documents.picked.menu.actions()}

    def dialog(self, kind: type[QDialog]) -> QDialog:
        self.qtbot.waitUntil(lambda: bool(self.window.findChildren(kind)))
        return self.window.findChildren(kind)[-1]

    def review(self) -> ReportDialog:
        self.offer()["review"].trigger()
        self.agree(self.dialog(ActDialog))
        report = self.dialog(ReportDialog)
        self.settle()
        return report

    def agree(self, asked: ActDialog) -> None:
        button = asked.findChild(QPushButton, "agree")
        self.qtbot.waitUntil(button.isEnabled)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def steps(self) -> list[str]:
        return [self.office.state(one).step for one in self.made]

    def reviews(self) -> list[Entry]:
        return [one.entry for one in self.office.stores.made.kept if one.entry.kind == "review"]


@pytest.fixture
def seat(qtbot: QtBot, tasks: Tasks) -> Seat:
    return Seat(qtbot, tasks)


def test_the_bar_is_there_while_several_are_selected(seat):
    seat.pick(0)
    assert seat.documents.picked.isHidden()
    seat.pick(0, 2)
    assert not seat.documents.picked.isHidden()
    assert len(seat.documents.picked.keys) == 2
    QTest.keyClick(seat.documents.lines, Qt.Key.Key_Up)
    assert seat.documents.picked.isHidden()


def test_what_some_allow_says_with_how_many_it_goes(seat):
    seat.pick(0, 1, 2)
    seat.office.step(seat.made[0])
    seat.settle()
    words = {kind: action.text() for kind, action in seat.offer().items()}
    assert words["mark-read"] == "阅"
    assert len(seat.documents.picked.keys) == 2
    assert words["review"] == "审核"


def test_an_act_on_several_is_reported_one_by_one_and_taken_back_at_once(seat):
    seat.pick(0, 1)
    report = seat.review()
    assert [report.lines.item(row).text() for row in range(2)] == [
        "《关于值班的通知》　办好了",
        "《关于防火的通知》　办好了",
    ]
    assert seat.steps() == ["department", "office", "office"]
    seat.qtbot.mouseClick(report.findChild(QPushButton, "take-back"), Qt.MouseButton.LeftButton)
    seat.settle()
    assert seat.steps() == ["department", "department", "department"]
    seat.dialog(ReportDialog).accept()


def test_what_was_refused_stands_first_with_its_reason(seat):
    seat.pick(0, 1)
    offered = seat.offer()
    offered["review"].trigger()
    asked = seat.dialog(ActDialog)
    seat.office.step(seat.made[1])
    seat.agree(asked)
    report = seat.dialog(ReportDialog)
    first = report.lines.item(0).text()
    assert first.startswith("《关于防火的通知》　没有办成：")
    assert "\n" in first
    report.accept()


def test_the_person_sees_what_is_signed_and_every_entry_names_the_page_of_its_own_document(seat):
    seat.pick(0, 1)
    seat.offer()["review"].trigger()
    asked = seat.dialog(ActDialog)
    seat.settle()
    lines = asked.findChild(LaidLines)
    assert [lines.lines.item(row).text() for row in range(2)] == ["《关于值班的通知》", "《关于防火的通知》"]
    seat.qtbot.mouseClick(asked.findChild(QPushButton, "see-page"), Qt.MouseButton.LeftButton)
    page = lines.findChildren(PageDialog)[-1]
    with seat.qtbot.waitSignal(page.laid) as before:
        pass
    page.reject()
    seat.agree(asked)
    seat.dialog(ReportDialog).accept()
    pages = [entry.rendering for entry in seat.reviews()]
    assert len(set(pages)) == len(pages) == 2
    assert before.args[0].seen.page in pages


def test_a_document_that_cannot_be_laid_out_drops_out_with_a_sentence_and_the_other_goes_on(seat):
    seat.pick(0, 1)
    offered = seat.offer()
    seat.office.stores.made.blobs.contents.pop(seat.office.state(seat.made[1]).source)
    offered["review"].trigger()
    asked = seat.dialog(ActDialog)
    seat.settle()
    assert "这一件不办" in asked.findChild(LaidLines).lines.item(1).text()
    seat.agree(asked)
    report = seat.dialog(ReportDialog)
    assert report.lines.item(0).text().startswith("《关于防火的通知》　没有办成：")
    assert len(seat.reviews()) == 1
    report.accept()


def test_their_forms_are_kept_in_a_folder_each_under_a_name_of_its_own_and_reported(seat, tmp_path):
    seat.pick(0, 2)
    wanted = []
    seat.together.files_wanted.connect(wanted.append)
    seat.offer()["save-forms"].trigger()
    (documents,) = wanted
    assert len(documents) == 2
    forms = SeveralForms(seat.workplace, seat.window, lambda _matter: None)
    (tmp_path / "关于值班的通知（发文稿纸）.pdf").write_bytes(b"of before")
    forms.write((*documents, DossierId("unknown")), tmp_path)
    report = seat.dialog(ReportDialog)
    seat.settle()
    assert [report.lines.item(row).text().partition("　")[2][:4] for row in range(3)] == [
        "没有办成",
        "办好了",
        "办好了",
    ]
    names = sorted(one.name for one in tmp_path.iterdir())
    assert len(names) == 3
    assert (tmp_path / "关于值班的通知（发文稿纸）.pdf").read_bytes() == b"of before"
    report.accept()


def test_their_forms_are_printed_together_and_reported_once_the_printer_has_them(seat):
    seat.pick(0, 1)
    asked, wanted = [], []
    forms = SeveralForms(seat.workplace, seat.window, asked.append)
    seat.together.forms_wanted.connect(wanted.append)
    seat.offer()["print-forms"].trigger()
    forms.print(wanted[0])
    (matter,) = asked
    shown = matter.made(seat.workplace.session, AS_IT_IS)
    assert matter.hand_out(seat.workplace.session, AS_IT_IS) == shown
    matter.printed()
    report = seat.dialog(ReportDialog)
    assert "2 件都办好了" in report.findChild(QLabel).text()
    report.accept()
