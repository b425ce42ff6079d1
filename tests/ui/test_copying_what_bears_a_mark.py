"""Of a paper with a mark (密级) nothing goes to the clipboard from any side of it, and every view of it says who looks."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget, QTreeWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.auditing import RecordIncident
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import DossierId, audit_journal
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.leaving.uncopied_lists import UncopiedLists
from oa_desktop.ui.reading.document_pane import DocumentPane
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.classified import classify, classifying_office
from tests.fakes.office import FakeOffice, notice

PAGE, FORM, HANDLING, TRACES, FILES = range(5)
BEFORE = "别的"


class Reading:
    """Somebody before one document."""

    def __init__(self, qtbot: QtBot, tasks: Tasks, office: FakeOffice, document: DossierId) -> None:
        self.qtbot, self.tasks, self.told = qtbot, tasks, list[Any]()
        workplace = Workplace(office.as_("drafter"), tasks)
        workplace.problem.connect(self.told.append)
        window = QLabel()
        self.pane = DocumentPane(workplace, Commands((), window))
        for one in (window, self.pane):
            qtbot.addWidget(one)
        self.pane.resize(700, 900)
        self.pane.show()
        self.pane.show_document(document)
        self.settle()

    def settle(self) -> None:
        self.qtbot.wait(1)
        self.qtbot.waitUntil(lambda: self.tasks.idle)

    def copied(self, side: int) -> str:
        """What lies on the clipboard once everything of a side was chosen and copied."""
        QGuiApplication.clipboard().setText(BEFORE)
        self.pane.tabs.setCurrentIndex(side)
        self.settle()
        _CHOOSE.get(side, _nothing)(self.pane)
        self.settle()
        self.pane.copy()
        self.settle()
        return QGuiApplication.clipboard().text()


def _nothing(_pane: DocumentPane) -> None:
    """The way of the document is there to be copied without choosing."""


def _file(pane: DocumentPane) -> None:
    files = pane.tabs.currentWidget().findChild(QTreeWidget)
    files.setCurrentItem(files.topLevelItem(0))


_CHOOSE: dict[int, Callable[[DocumentPane], object]] = {
    PAGE: lambda pane: pane.pages.view.select_all(),
    FORM: lambda pane: pane.pages.view.select_all(),
    TRACES: lambda pane: pane.step_through_traces(forward=True),
    FILES: _file,
}


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    return classifying_office()


@pytest.fixture
def reading(qtbot: QtBot, office: FakeOffice) -> Iterator[Callable[[DossierId], Reading]]:
    tasks = Tasks()
    yield lambda document: Reading(qtbot, tasks, office, document)
    tasks.close()


def revised(office: FakeOffice) -> DossierId:
    """A document of two texts, with a file."""
    document, session = office.draft(), office.as_("drafter")
    kept = session.writing.keep_text(notice("关于防汛调度的通知"))
    file = session.writing.keep_file("名单.txt", io.BytesIO(b"..."), 3)
    wish = act.Revise(dossier=document, source=kept.source, particulars=kept.particulars, attachments=(file,))
    session.perform(wish)
    return document


def refusals(office: FakeOffice) -> list[str]:
    journal = audit_journal(office.as_("auditor").organisation().unit)
    acts = (read_action(one.entry) for one in office.stores.made.entries(journal))
    return [one.code for one in acts if isinstance(one, RecordIncident)]


@pytest.mark.parametrize("side", [PAGE, FORM, HANDLING, TRACES, FILES])
def test_of_a_marked_paper_nothing_is_copied_from_any_side_and_whoever_tries_is_recorded(
    office: FakeOffice, reading: Callable[[DossierId], Reading], side: int
) -> None:
    document = revised(office)
    classify(office, document)
    office.step(document)
    one, before = reading(document), len(refusals(office))
    assert one.copied(side) == BEFORE
    (told,) = one.told
    assert isinstance(told, Refused)
    assert told.code == "output.not-copied"
    assert refusals(office)[before:] == ["output.not-copied"]


def test_of_an_open_paper_everything_is_copied(office: FakeOffice, reading: Callable[[DossierId], Reading]) -> None:
    document = revised(office)
    office.step(document)
    one = reading(document)
    assert [one.copied(side) == BEFORE for side in (PAGE, FORM, HANDLING, TRACES, FILES)] == [False] * 5
    assert one.told == []


@pytest.mark.parametrize("marked", [True, False])
def test_page_and_form_of_a_marked_paper_say_who_looks_at_them(
    office: FakeOffice, reading: Callable[[DossierId], Reading], marked: bool
) -> None:
    document = revised(office)
    if marked:
        classify(office, document)
    office.step(document)
    one = reading(document)
    for side in (PAGE, FORM):
        one.pane.tabs.setCurrentIndex(side)
        one.settle()
        assert one.pane.pages.view.trace.startswith("拟稿员 2026-04-16 09:00") is marked


def test_no_list_copies_the_line_that_is_chosen_by_itself(qtbot: QtBot) -> None:
    lines = QListWidget()
    qtbot.addWidget(lines)
    lines.addItem("关于防汛调度的通知")
    lines.setCurrentRow(0)
    lines.show()
    lines.activateWindow()
    lines.setFocus()
    qtbot.waitUntil(lines.hasFocus)
    QGuiApplication.clipboard().setText(BEFORE)

    def press(where: QListWidget | QWindow) -> str:
        QTest.keyClick(where, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        return QGuiApplication.clipboard().text()

    UncopiedLists(lines)
    assert press(lines.windowHandle()) == BEFORE
    assert press(lines) == "关于防汛调度的通知", "the toolkit would"
