"""Lists leave the window: printed across the sheet or kept as a workbook, never without a record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.office.books.books import USUAL_COLUMNS, book_of
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.lists.outlines import Outline
from oa_desktop.office.queries import AuditTrail, InHand, OutgoingRegister
from oa_desktop.ui.leaving.papers import Papers
from oa_desktop.ui.leaving.print_preview import PrintPreview
from oa_desktop.ui.leaving.saving_lists import LIST_SORTS, SaveListDialog
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice


class Seat:
    """The registrar, one numbered paper, and what leaves."""

    def __init__(self, qtbot: QtBot, tasks: Tasks) -> None:
        self.qtbot, self.tasks, self.office = qtbot, tasks, FakeOffice()
        self.office.bring_to("seal")
        self.auditor = self.office.as_("auditor")
        self.window = QWidget()
        qtbot.addWidget(self.window)
        session = self.office.as_("registrar")
        self.papers = Papers(Workplace(session, tasks, self.window), self.window, printers=list)
        self.said: list[str] = []
        self.papers.told.connect(self.said.append)
        self.outline = Outline(of=OutgoingRegister)
        self.book = book_of(session.shelf.books.values(), self.outline, "发文登记")

    def outputs(self) -> list[str]:
        return [row.detail for row in self.auditor.ask(AuditTrail()) if row.act == "输出"]


@pytest.fixture
def seat(qtbot: QtBot, tasks: Tasks) -> Seat:
    return Seat(qtbot, tasks)


def test_the_register_is_kept_as_a_workbook_where_that_is_said(seat, tmp_path: Path):
    seat.papers.save_list(seat.book, seat.outline)
    dialog = seat.window.findChild(SaveListDialog)
    assert dialog.nameFilters() == [one.line for one in LIST_SORTS]
    kept = tmp_path / "发文登记簿.xlsx"
    dialog.agreed.emit(BookFile.WORKBOOK, kept)
    dialog.reject()
    seat.qtbot.waitUntil(lambda: bool(seat.said))
    assert json.loads(kept.read_bytes())[1][2] == "清政办发〔2026〕1号"
    assert seat.outputs() == ["发文登记簿（电子表格，1件）"]


def test_a_printed_register_is_shown_first_and_recorded_when_it_is_agreed_to(seat):
    seat.papers.print_list(seat.book, seat.outline)
    seat.qtbot.waitUntil(lambda: seat.window.findChild(PrintPreview) is not None)
    assert seat.outputs() == []
    preview = seat.window.findChild(PrintPreview)
    preview.reject()


def test_a_list_that_is_no_book_has_the_usual_columns(seat):
    book = book_of(seat.office.as_("registrar").shelf.books.values(), Outline(of=InHand), "在办")
    assert (book.title, tuple(column.label for column in book.columns)) == ("在办", USUAL_COLUMNS)
