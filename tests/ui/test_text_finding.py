"""Finding and replacing words in the text that is being written."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QPushButton

from oa_desktop.domain.manuscript import Annex, Table
from oa_desktop.ui.writing.text.body_editor import BodyEditor
from tests.ui.hands import commit, headed, plain, type_words

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def editor(qtbot):
    made = BodyEditor()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.text.setFocus()
    made.show_text(
        (plain("各单位要通知到人。"), headed("一、单位职责", level=1), Table(rows=(("单位", "人"), ("甲", "乙")))), ()
    )
    return made


def press(editor, qtbot, words: str) -> None:
    button = next(one for one in editor.find_bar.findChildren(QPushButton) if one.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def seek(editor, qtbot, words: str, key: str = "f") -> None:
    qtbot.keyClick(editor.text, key, CTRL)
    commit(editor.find_bar.words, words)


def test_words_are_found_while_they_are_typed_in_tables_too(editor, qtbot):
    seek(editor, qtbot, "单位")
    assert editor.find_bar.count.text() == "1/3"
    assert len(editor.text.extraSelections()) == 3
    for number in ("2/3", "3/3", "1/3"):
        qtbot.keyClick(editor.find_bar.words, Qt.Key.Key_Return)
        assert editor.find_bar.count.text() == number
    qtbot.keyClick(editor.find_bar.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert editor.find_bar.count.text() == "3/3"
    assert editor.text.textCursor().selectedText() == "单位"


def test_words_that_are_nowhere_are_said_to_be_nowhere_and_the_cursor_stays(editor, qtbot):
    place = editor.text.textCursor().position()
    seek(editor, qtbot, "没有的话")
    assert editor.find_bar.count.text() == "没有找到"
    assert editor.text.textCursor().position() == place


def test_closing_the_bar_takes_the_marks_away_and_gives_the_keyboard_back(editor, qtbot):
    seek(editor, qtbot, "单位")
    qtbot.keyClick(editor.find_bar.words, Qt.Key.Key_Escape)
    assert editor.find_bar.isHidden()
    assert editor.text.extraSelections() == []


def test_escape_in_the_bar_closes_the_bar_and_not_the_editor(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    back, editor = QPushButton("返回"), BodyEditor()
    back.setShortcut(Qt.Key.Key_Escape)
    left = []
    back.clicked.connect(left.append)
    window.setMenuWidget(back)
    window.setCentralWidget(editor)
    window.show()
    qtbot.waitExposed(window)
    editor.find_bar.open(replacing=True)
    qtbot.keyClick(editor.find_bar.words, Qt.Key.Key_Escape)
    assert (editor.find_bar.isHidden(), left) == (True, [])


def test_a_hit_is_replaced_and_the_next_one_is_selected(editor, qtbot):
    seek(editor, qtbot, "单位", "h")
    commit(editor.find_bar.other, "部门")
    press(editor, qtbot, "替换")
    assert editor.body()[:2] == (plain("各部门要通知到人。"), headed("一、单位职责", level=1))
    assert editor.find_bar.count.text() == "1/2"


def test_all_hits_are_replaced_in_one_step_that_can_be_undone(editor, qtbot):
    before = editor.body()
    seek(editor, qtbot, "单位", "h")
    commit(editor.find_bar.other, "各单位")
    press(editor, qtbot, "全部替换")
    assert [block.text for block in editor.body()] == ["各各单位要通知到人。", "一、各单位职责", "各单位\t人\n甲\t乙"]
    assert editor.body()[1] == headed("一、各单位职责", level=1)
    assert editor.find_bar.count.text() == "换了 3 处"
    editor.text.undo()
    assert editor.body() == before


def test_the_bar_follows_what_is_typed_meanwhile(editor, qtbot):
    seek(editor, qtbot, "单位")
    type_words(editor.text, "单位")
    qtbot.waitUntil(lambda: len(editor.text.extraSelections()) == 3)


def test_an_annex_may_be_taken_away_while_its_hits_are_marked(editor, qtbot):
    editor._sections.add_annex(Annex(title="名单", body=(plain("单位名单。"),)))
    editor.find_bar.open(replacing=False)
    commit(editor.find_bar.words, "单位")
    editor._sections.current.unwanted.emit()
    qtbot.waitUntil(lambda: len(editor.text.extraSelections()) == 3)


def test_control_f_belongs_to_the_text_while_it_has_the_keyboard(qtbot):
    window, searched = QMainWindow(), []
    qtbot.addWidget(window)
    action = QAction("检索", window)
    action.setShortcut(QKeySequence("Ctrl+F"))
    action.triggered.connect(searched.append)
    window.addAction(action)
    editor = BodyEditor()
    window.setCentralWidget(editor)
    window.show()
    qtbot.waitExposed(window)
    editor.text.setFocus()
    qtbot.keyClick(editor.text, "f", CTRL)
    assert editor.find_bar.isVisible()
    assert searched == []
