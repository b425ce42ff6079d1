"""Words that are offered below a line are never in the way of a click."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.ui.completing import Completer, NameCompleter
from tests.ui.hands import commit

ORGANS = ("清源县人民政府", "清源县人民政府办公室")


class Page(QWidget):
    """Two lines one below the other; the first one offers words."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = QLineEdit(self), QLineEdit(self)
        column = QVBoxLayout(self)
        column.addWidget(self.first)
        column.addStretch(1)
        column.addWidget(self.second)

    def click(self, at: QPoint) -> None:
        QTest.mouseClick(self.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def page(qtbot: QtBot, completer: type[Completer], words: tuple[str, ...]) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.first.setCompleter(completer(words, made.first))
    made.resize(400, 400)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.first.setFocus()
    return made


def test_a_click_into_another_line_counts_while_words_are_offered(qtbot: QtBot):
    made = page(qtbot, Completer, ("zhouyue",))
    QTest.keyClicks(made.first, "zhou")
    popup = made.first.completer().popup()
    assert popup.isVisible()
    made.click(made.second.geometry().center())
    assert not popup.isVisible()
    qtbot.waitUntil(made.second.hasFocus)
    QTest.keyClicks(QApplication.focusWidget(), "secret")
    assert (made.first.text(), made.second.text()) == ("zhou", "secret")


def test_an_offered_word_takes_the_place_of_the_last_name_alone(qtbot: QtBot):
    made = page(qtbot, NameCompleter, ORGANS)
    commit(made.first, "财政局、办公")
    assert made.first.completer().popup().isVisible()
    assert made.first.completer().currentCompletion() == "财政局、清源县人民政府办公室"
