"""What belongs to reading pages: the find bar counts and goes on, the page bar says where one is and how large."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from oa_desktop.ui.reading.page_pane import PagePane
from oa_desktop.ui.reading.sheets import Fit
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice

PAGES = "归档工作通知\n现将有关事项通知如下。\f第二页说的也是归档。\f第三页什么也没有说。".encode()


@pytest.fixture
def pane(qtbot: QtBot, tasks: Tasks) -> PagePane:
    made = PagePane(Workplace(FakeOffice().as_("drafter"), tasks))
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    made.view.show_pdf(PAGES)
    settle(qtbot, tasks)
    return made


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: tasks.idle)


def sought(qtbot: QtBot, tasks: Tasks, pane: PagePane, words: str) -> str:
    pane.find_bar.open()
    pane.find_bar.words.setText(words)
    settle(qtbot, tasks)
    return pane.find_bar.count.text()


def test_hits_are_counted_while_one_types_and_enter_goes_to_the_next(qtbot, tasks, pane):
    assert sought(qtbot, tasks, pane, "归档") == "1/2"
    qtbot.keyClick(pane.find_bar.words, Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert (pane.find_bar.count.text(), pane.page_bar.where.text()) == ("2/2", "第2页，共3页")
    qtbot.keyClick(pane.find_bar.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert pane.find_bar.count.text() == "1/2"


def test_words_that_are_nowhere_are_said_to_be_nowhere(qtbot, tasks, pane):
    assert sought(qtbot, tasks, pane, "没有的话") == "没有找到"
    assert sought(qtbot, tasks, pane, "") == ""


def test_closing_the_find_bar_takes_its_marks_away_and_remembers_its_words(qtbot, tasks, pane):
    sought(qtbot, tasks, pane, "归档")
    qtbot.keyClick(pane.find_bar.words, Qt.Key.Key_Escape)
    assert pane.view.search.hits == [] and pane.find_bar.isHidden()
    pane.find_bar.open()
    settle(qtbot, tasks)
    assert pane.find_bar.count.text() == "1/2"


def test_the_page_bar_says_where_one_is_and_how_large(qtbot, tasks, pane):
    bar = pane.page_bar
    assert (bar.where.text(), bar.sizes.currentText()) == ("第1页，共3页", "适合宽度")
    qtbot.mouseClick(bar.larger, Qt.MouseButton.LeftButton)
    assert bar.sizes.currentText() == f"{round(100 * pane.view.sheets.zoom)}%"
    pane.view.go_to(2)
    assert bar.where.text() == "第3页，共3页"


@pytest.mark.parametrize(("words", "fit"), [("整页", Fit.PAGE), ("200%", Fit.FREE), ("适合宽度", Fit.WIDTH)])
def test_a_size_can_be_chosen(qtbot, tasks, pane, words, fit):
    sizes = pane.page_bar.sizes
    sizes.setCurrentIndex(sizes.findText(words))
    sizes.activated.emit(sizes.currentIndex())
    assert pane.view.fit is fit and sizes.currentText() == words


def test_without_a_document_there_is_nothing_to_set(qtbot, tasks, pane):
    pane.view.clear("没有选中公文。")
    assert not pane.page_bar.larger.isEnabled() and pane.page_bar.where.text() == ""


def test_pages_that_come_later_take_no_room_from_what_stands_beside_them(pane):
    with_pages = pane.page_bar.minimumSizeHint().width()
    pane.view.clear()
    assert pane.page_bar.minimumSizeHint().width() == with_pages
