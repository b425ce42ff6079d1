"""At the desk one sees what is wrong with a document, and with a file that somebody brings; a click shows where."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from oa_desktop.bootstrap.adapters import build_inspector, build_reader, build_renderer, build_viewer
from oa_desktop.domain.documents.findings import Place, finding
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Paragraph, Span
from oa_desktop.office.ports.pages import Look
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.inspecting.file_findings import FileFindings
from oa_desktop.ui.inspecting.file_inspecting import FileInspecting
from oa_desktop.ui.inspecting.findings_panel import FindingsPanel
from oa_desktop.ui.reading.document_pane import DocumentPane
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice, notice
from tests.fakes.world import FakeInspector

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SPOT = finding("sheet.left", Place(name="正文", page=1, row=3, x=3000, y=12000), measured="30", required="28")
FAULTY = notice(body=(Paragraph(spans=(Span(text="现将有关事项通知如下,请遵照执行。"),)),))


class Desk:
    """Somebody before a document, or before a file."""

    def __init__(self, qtbot: QtBot, office: FakeOffice) -> None:
        self.qtbot, self.office, self.tasks = qtbot, office, Tasks()
        self.workplace = Workplace(office.as_("drafter"), self.tasks)
        self.problems: list[Exception] = []
        self.workplace.problem.connect(self.problems.append)
        self.pane = DocumentPane(self.workplace, Commands((), QListWidget()))
        qtbot.addWidget(self.pane)
        self.pane.resize(700, 900)
        self.pane.show()
        self.files = FileInspecting(self.workplace, self.pane)

    def settle(self) -> None:
        self.qtbot.wait(1)
        self.qtbot.waitUntil(lambda: self.tasks.idle)

    def read(self, text) -> None:
        self.pane.show_document(self.office.draft(text))
        self.settle()

    def inspect(self, file: Path) -> FileFindings:
        self.files.inspect(file)
        self.settle()
        return self.pane.findChild(FileFindings)


@pytest.fixture
def before(qtbot: QtBot):
    desks = []

    def sit(**office: object) -> Desk:
        desks.append(Desk(qtbot, FakeOffice(**office)))
        return desks[-1]

    yield sit
    for desk in desks:
        desk.tasks.close()


@pytest.fixture
def real(before) -> Desk:
    return before(reader=build_reader(), inspector=build_inspector(), viewer=build_viewer())


def click(panel: FindingsPanel, rule: str) -> None:
    rows = [place for place, line in enumerate(panel._lines) if line.finding and line.finding.rule == rule]
    lines = panel.findChild(QListWidget, "found")
    lines.scrollToItem(lines.item(rows[0]))
    QTest.mouseClick(
        lines.viewport(), Qt.MouseButton.LeftButton, pos=lines.visualItemRect(lines.item(rows[0])).center()
    )


# --- a document ----------------------------------------------------------------------------------------------------


def test_a_document_is_looked_at_when_somebody_wants_to_know(before):
    desk = before()
    desk.read(FAULTY)
    assert desk.pane.findings.findings == ()
    desk.pane.turn_to_findings()
    desk.settle()
    assert "punctuation.half-width" in {one.rule for one in desk.pane.findings.findings}


def test_the_next_document_is_looked_at_too_as_long_as_one_looks(before):
    desk = before()
    desk.read(FAULTY)
    desk.pane.turn_to_findings()
    desk.settle()
    desk.read(notice("清源县人民政府办公室关于归档的通知", recipients="县政府各部门"))
    assert desk.pane.findings.findings == ()


def test_a_click_shows_the_words_on_the_page(before):
    desk = before()
    desk.read(FAULTY)
    desk.pane.turn_to_findings()
    desk.settle()
    click(desk.pane.findings, "punctuation.half-width")
    assert desk.pane.page.view.search._words == "事项通知如下,请遵照执行。"


def test_a_click_on_what_is_wrong_with_a_page_points_at_the_spot_until_it_is_put_away(before):
    desk = before(inspector=FakeInspector(SPOT))
    desk.read(notice())
    desk.pane.tabs.setCurrentIndex(2)
    desk.pane.turn_to_findings()
    desk.settle()
    click(desk.pane.findings, SPOT.rule)
    view = desk.pane.page.view
    assert desk.pane.tabs.currentIndex() == 0
    assert (view.spot.number, view.spot.at_mm) == (0, QPointF(30, 120))
    desk.pane.turn_to_findings()
    assert view.spot is None
    assert not desk.pane.findings.isVisible()


def test_nothing_can_be_mended_where_one_only_reads(before):
    desk = before()
    desk.read(FAULTY)
    desk.pane.turn_to_findings()
    desk.settle()
    buttons = desk.pane.findings.findChildren(QPushButton)
    assert {one.objectName() for one in buttons if one.isVisible()} == {"findings-close"}


# --- a file --------------------------------------------------------------------------------------------------------


def test_a_pdf_is_shown_with_the_words_that_are_wrong(real, tmp_path):
    file = tmp_path / "通知.pdf"
    file.write_bytes(build_renderer().render(FAULTY, Look()).data)
    dialog = real.inspect(file)
    assert dialog.pages.view.pages == 1
    click(dialog.panel, "punctuation.half-width")
    real.settle()
    assert len(dialog.pages.view.search.hits) == 1


def test_what_a_file_without_pages_says_wrongly_stands_beside_it(real, tmp_path):
    file = tmp_path / "通知.docx"
    file.write_bytes(build_renderer().document(FAULTY, Look()))
    dialog = real.inspect(file)
    click(dialog.panel, "punctuation.half-width")
    (mark,) = dialog.words.extraSelections()
    assert (mark.cursor.block().text(), mark.cursor.selectedText()) == ("现将有关事项通知如下,请遵照执行。", ",")


def test_the_file_can_be_opened_as_a_text_by_who_drafts(real, tmp_path, qtbot):
    file = tmp_path / "通知.txt"
    file.write_text("关于归档的通知\n\n现将有关事项通知如下。\n", encoding="utf-8")
    dialog = real.inspect(file)
    with qtbot.waitSignal(real.files.open_wanted) as wanted:
        QTest.mouseClick(dialog.findChild(QPushButton, "open-file"), Qt.MouseButton.LeftButton)
    assert wanted.args == [file]


def test_a_file_that_cannot_be_read_is_told(real, tmp_path):
    file = tmp_path / "坏.pdf"
    file.write_bytes(b"%PDF-1.7 broken")
    assert real.inspect(file) is None
    (problem,) = real.problems
    assert isinstance(problem, Refused)
