"""Words that are offered below a line are never in the way of a click."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.ui.acting.field_editors import editor_of
from oa_desktop.ui.completing import Completer, NameCompleter, NamesInText
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


@pytest.mark.parametrize("typed", ["办公", "bgs", "qyxrmzfbgs", "bangong", "QYXRMZFBGS"])
def test_a_name_is_found_by_its_characters_its_pinyin_and_the_letters_of_it(qtbot: QtBot, typed: str):
    made = page(qtbot, NameCompleter, ORGANS)
    commit(made.first, typed)
    assert made.first.completer().currentCompletion() == "清源县人民政府办公室"


class Text(QPlainTextEdit):
    """A text in which names are completed."""

    def __init__(self) -> None:
        super().__init__()
        self.names = NamesInText(("各乡镇人民政府", *ORGANS), self)


@pytest.fixture
def text(qtbot: QtBot) -> Text:
    made = Text()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def typed_into(text: Text, words: str) -> None:
    QTest.keyClicks(QApplication.activePopupWidget() or text, words)


def test_the_name_before_the_cursor_of_a_text_is_completed_by_enter(text: Text):
    text.insertPlainText("县财政局，")
    typed_into(text, "gx")
    assert QApplication.activePopupWidget() is not None
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Return)
    assert text.toPlainText() == "县财政局，各乡镇人民政府"
    assert QApplication.activePopupWidget() is None


def test_a_name_in_a_text_is_chosen_with_the_arrow_keys(text: Text):
    typed_into(text, "qyx")
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Down)
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Tab)
    assert text.toPlainText() == "清源县人民政府办公室"


def test_what_nothing_is_named_like_stands_as_it_is_typed(text: Text):
    typed_into(text, "wu")
    assert QApplication.activePopupWidget() is None
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert text.toPlainText() == "wu\n"


def test_escape_leaves_what_was_typed(text: Text):
    typed_into(text, "gx")
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert text.toPlainText() == "gx"


def test_the_lines_that_an_act_asks_for_complete_the_names_that_it_offers(qtbot: QtBot):
    asked = FieldRow(name="recipients", label="分送机关", sort=FieldSort.LINES, options=(("甲镇", "甲镇"),))
    editor = editor_of(asked)
    qtbot.addWidget(editor.widget)
    editor.widget.show()
    editor.widget.activateWindow()
    editor.widget.setFocus()
    qtbot.waitUntil(editor.widget.hasFocus)
    typed_into(editor.widget, "jz")
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Return)
    assert editor.value() == ("甲镇",)


def test_other_names_take_the_place_of_those_that_were_completed(text: Text, qtbot: QtBot):
    text.names.leave()
    text.names = NamesInText(("甲镇人民政府",), text)
    typed_into(text, "gx")
    assert QApplication.activePopupWidget() is None
