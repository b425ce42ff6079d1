"""Books that are kept in the window: what is lent, classified paper, and what was decided on marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.errors import Refused
from oa_desktop.office import queries as q
from oa_desktop.office.ports.printing import AS_IT_IS
from oa_desktop.ui.archiving.reading_dialog import ReadingDialog
from oa_desktop.ui.leaving.papers import Papers
from oa_desktop.ui.leaving.to_printer import Matter
from oa_desktop.ui.ledgers.custody_dialog import custody_dialog
from oa_desktop.ui.ledgers.ledger_dialog import LedgerDialog
from oa_desktop.ui.ledgers.marks_dialog import marks_dialog
from oa_desktop.ui.workplace import Workplace
from tests.fakes.classified import classified, classifying_office
from tests.fakes.office import FakeOffice

PAPER = {"sender": "清源市委办公室", "number": "清委办〔2026〕3号", "copy_number": "000017", "period": "10年"}


class NotedPapers(Papers):
    """Notes what is to be printed and kept, and asks nobody."""

    def __init__(self, workplace: Workplace, over: QWidget) -> None:
        super().__init__(workplace, over)
        self.printed: list[Matter] = []
        self.kept: list[tuple[Any, ...]] = []

    def print_made(self, matter: Matter) -> None:
        """Note what is to be printed."""
        self.printed.append(matter)

    def save_sorted(self, *asked: Any) -> None:
        """Note what is to be kept."""
        self.kept.append(asked)


class Over:
    """A dialog before somebody."""

    def __init__(self, qtbot: Any, tasks: Any, session: Any, kind: Any) -> None:
        self.qtbot, self.tasks = qtbot, tasks
        self.workplace = Workplace(session, tasks)
        self.behind = QWidget()
        self.behind.resize(1366, 768)
        qtbot.addWidget(self.behind)
        self.papers: list[NotedPapers] = []
        more = {"papers_over": self._papers_over} if kind is custody_dialog else {}
        self.dialog: LedgerDialog = kind(self.workplace, self.behind, **more)
        self.problems: list[Exception] = []
        self.workplace.problem.connect(self.problems.append)
        self.dialog.show()
        self.settle()

    def _papers_over(self, over: QWidget) -> Papers:
        self.papers.append(NotedPapers(self.workplace, over))
        return self.papers[-1]

    def settle(self) -> None:
        QTest.qWait(1)
        self.qtbot.waitUntil(lambda: self.tasks.idle)
        QTest.qWait(1)

    def turn_to(self, place: int) -> None:
        self.dialog.books.setCurrentIndex(place)
        self.settle()

    def offered(self) -> list[str]:
        return [one.objectName() for one in self.dialog._menu.actions() if one.isEnabled()]

    def choose(self, name: str) -> QDialog:
        next(one for one in self.dialog._menu.actions() if one.objectName() == name).trigger()
        self.settle()
        found = self.dialog.findChild(QDialog, f"ask-{name}")
        assert found is not None
        return found

    def fill(self, dialog: QDialog, **said: str) -> None:
        for name, words in said.items():
            widget = dialog.findChild(QWidget, name)
            if isinstance(widget, QComboBox):
                widget.setCurrentIndex(widget.findData(words))
            else:
                assert isinstance(widget, QLineEdit)
                widget.setText(words)

    def agree(self, dialog: QDialog) -> None:
        QTest.mouseClick(dialog.findChild(QPushButton, "agree"), Qt.MouseButton.LeftButton)
        self.settle()

    def cells(self) -> list[tuple[str, ...]]:
        return [one.cells for one in self.dialog.lines.shown]

    def select(self, row: int) -> None:
        self.dialog.lines.setCurrentIndex(self.dialog.lines.model().index(row, 0))
        self.settle()

    def said(self) -> str:
        return self.dialog.findChild(QLabel, "ledger-sum").text()


@pytest.fixture
def over(qtbot, tasks) -> Iterator:
    made: list[Over] = []

    def open_it(office, account, kind) -> Over:
        made.append(Over(qtbot, tasks, office.as_(account), kind))
        return made[-1]

    yield open_it
    for one in made:
        one.workplace.leave()


def test_classified_paper_is_registered_lent_and_taken_back(over) -> None:
    office = FakeOffice()
    keeper = over(office, "registrar", custody_dialog)
    keeper.turn_to(1)
    assert keeper.offered() == ["register-paper", "destroy-papers"]
    asked = keeper.choose("register-paper")
    keeper.fill(asked, **PAPER)
    keeper.agree(asked)
    assert keeper.cells()[0][1:5] == ("清源市委办公室", "清委办〔2026〕3号", "秘密★10年", "000017")
    keeper.select(0)
    asked = keeper.choose("lend-paper")
    keeper.fill(asked, borrower="person drafter")
    keeper.agree(asked)
    assert [one.code for one in keeper.problems if isinstance(one, Refused)] == ["custody.approver"]
    keeper.fill(asked, approved_by="person signer")
    keeper.agree(asked)
    assert keeper.cells()[0][7] == "借出"
    keeper.turn_to(0)
    keeper.select(0)
    keeper.agree(keeper.choose("take-back"))
    assert keeper.cells()[0][-1] == "完好"
    borrower = over(office, "drafter", custody_dialog)
    assert len(borrower.cells()) == 1
    assert borrower.offered() == []
    borrower.turn_to(1)
    assert borrower.cells() == []
    assert "登记编号" in borrower.said()


def test_an_item_of_the_archive_is_asked_for_granted_and_read_in_the_window(over) -> None:
    office = FakeOffice()
    archivist = office.as_("archivist")
    archivist.archive.adopt_scheme(resources.build_scheme("organ"))
    archivist.perform(File(dossier=office.bring_to("file"), retention="永久"))
    archivist.archive.arrange(archivist.archive.dry_run(2026))
    reader = over(office, "outsider", custody_dialog)
    reader.turn_to(2)
    assert reader.offered() == ["request-reading"]
    asked = reader.choose("request-reading")
    reader.fill(asked, sought="Z109-WS·2026-Y-BGS-0001", purpose="修订预案")
    reader.agree(asked)
    reader.select(0)
    opens = reader.dialog.findChild(QPushButton, "open-line")
    assert (reader.offered(), opens.isEnabled()) == (["request-reading", "end-reading"], False)
    keeper = over(office, "archivist", custody_dialog)
    keeper.turn_to(2)
    keeper.select(0)
    granting = keeper.choose("grant-reading")
    keeper.fill(granting, copying="可以")
    keeper.agree(granting)
    assert [line[4] for line in keeper.cells()] == ["可以阅览"]
    reader.turn_to(1)
    reader.turn_to(2)
    reader.select(0)
    opens.click()
    reader.settle()
    (shown,) = reader.dialog.findChildren(ReadingDialog)
    assert shown.parts.count() > 0
    assert "利用" in shown.pane.view.trace
    shown.findChild(QPushButton, "print-reading").click()
    (papers,) = reader.papers
    (matter,) = papers.printed
    assert f" trace {shown.pane.view.trace}".encode() in matter.made(reader.workplace.session, AS_IT_IS)
    assert "利用" not in "".join(one.detail for one in outputs(office)), "what is only looked at before leaves nothing"
    matter.hand_out(reader.workplace.session, AS_IT_IS)
    assert [shown.pane.view.trace in one.detail for one in outputs(office)] == [True]
    shown.findChild(QPushButton, "save-reading").click()
    ((name, sorts, hand_out),) = papers.kept
    assert (name, [one.ending for one in sorts]) == ("正本", [".pdf"])
    assert f" trace {shown.pane.view.trace}".encode() in hand_out(reader.workplace.session, sorts[0].file)
    assert [shown.pane.view.trace in one.detail for one in outputs(office)] == [True, True]
    shown.close()


def outputs(office: FakeOffice) -> list[q.AuditRow]:
    return [one for one in office.as_("auditor").ask(q.AuditTrail()) if one.act == "输出"]


def test_what_is_secret_is_changed_by_whoever_decides_and_its_old_mark_stands_beside_it(over) -> None:
    office = classifying_office()
    classified(office, "file")
    decides = over(office, "signer", marks_dialog)
    assert [line[2:4] for line in decides.cells()] == [("秘密★1年", "")]
    decides.select(0)
    assert decides.offered() == ["reclassify", "declassify", "adjust-audience"]
    asked = decides.choose("reclassify")
    decides.fill(asked, mark="秘密★2年", reason="调度方案修订")
    decides.agree(asked)
    assert [line[2:4] for line in decides.cells()] == [("秘密★2年", "秘密★1年（作废）")]
    decides.turn_to(1)
    assert decides.cells()[0][:2] == ("授权", "秘密")
    assert decides.offered() == []
    outside = over(office, "outsider", marks_dialog)
    assert outside.cells() == []
    keeps = over(office, "security", marks_dialog)
    keeps.turn_to(1)
    assert keeps.offered() == ["record-power"]
    keeps.turn_to(2)
    assert keeps.said().startswith("没有拦截过")
