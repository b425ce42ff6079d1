"""脚注 in the text that is written: put in, changed, taken out, undone, copied, and left alone by all that goes on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QToolButton

from oa_desktop.domain.manuscript import Emphasis, Paragraph, Picture, Span, Table
from oa_desktop.ui.writing.text.annotating import NoteDialog
from oa_desktop.ui.writing.text.body_editor import BodyEditor
from oa_desktop.ui.writing.text.pasting import copied
from tests.ui.hands import plain

NOTED = Paragraph(spans=(Span(text="受灾人口下降5%", note="见《公报》。"), Span(text="，持续向好。")))


@pytest.fixture
def editor(qtbot):
    made = BodyEditor()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def go_to(editor: BodyEditor, place: int, *, selecting: int = 0) -> None:
    cursor = QTextCursor(editor.text.document().firstBlock())
    cursor.setPosition(place)
    cursor.setPosition(place + selecting, QTextCursor.MoveMode.KeepAnchor)
    editor.text.setTextCursor(cursor)


def dialog(editor: BodyEditor) -> NoteDialog | None:
    return editor.findChild(NoteDialog)


def write_note(editor: BodyEditor, words: str) -> None:
    QTest.mouseClick(editor.findChild(QToolButton, "footnote"), Qt.MouseButton.LeftButton)
    asked = dialog(editor)
    assert asked is not None
    asked.findChild(QPlainTextEdit, "note-words").setPlainText(words)
    QTest.mouseClick(asked.findChild(QPushButton, "agree"), Qt.MouseButton.LeftButton)


def test_a_note_hangs_where_the_cursor_stands_and_one_undo_takes_it_back(editor):
    editor.show_text((plain("受灾人口下降5%，持续向好。"),), ())
    go_to(editor, 8)
    write_note(editor, "见《公报》。")
    assert editor.body() == (NOTED,)
    editor.text.undo()
    assert editor.body() == (plain("受灾人口下降5%，持续向好。"),)
    editor.text.redo()
    assert editor.body() == (NOTED,)


def test_what_is_typed_behind_a_mark_is_text(editor):
    editor.show_text((plain("受灾人口下降5%"),), ())
    go_to(editor, 8)
    write_note(editor, "见《公报》。")
    QTest.keyClicks(editor.text, "abc")
    assert editor.body()[0].spans[-1] == Span(text="abc")


@pytest.mark.parametrize("place", [8, 9])
def test_the_note_beside_the_cursor_is_changed(editor, place):
    editor.show_text((NOTED,), ())
    go_to(editor, place)
    write_note(editor, "见《统计公报》。")
    assert editor.body()[0].notes == ("见《统计公报》。",)
    assert editor.body()[0].text == NOTED.text


def test_a_mark_that_is_clicked_twice_opens_its_note_and_a_word_does_not(editor):
    editor.show_text((NOTED,), ())
    for place, opens in ((3, False), (8, True)):
        go_to(editor, place)
        at = editor.text.cursorRect().center()
        QTest.mouseDClick(editor.text.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert (dialog(editor) is not None) is opens


def test_a_note_without_words_goes(editor):
    editor.show_text((NOTED,), ())
    go_to(editor, 8)
    write_note(editor, " ")
    assert editor.body() == (plain(NOTED.text),)


def test_a_note_that_is_cancelled_is_none(editor):
    editor.show_text((plain("正文。"),), ())
    go_to(editor, 2)
    editor.findChild(QToolButton, "footnote").click()
    QTest.mouseClick(dialog(editor).findChild(QPushButton, "cancel"), Qt.MouseButton.LeftButton)
    assert editor.body() == (plain("正文。"),)


@pytest.mark.parametrize("block", [Table(rows=(("甲", "乙"),)), Picture(caption="示意图")])
def test_no_note_hangs_in_a_table_or_on_a_picture_and_that_is_said(editor, block):
    editor.show_text((block,), ())
    go_to(editor, 1)
    editor.ask_note()
    assert dialog(editor) is None
    assert "脚注" in editor.line.told.text()


def test_the_mark_that_is_rubbed_out_takes_its_note_with_it(editor):
    editor.show_text((NOTED,), ())
    go_to(editor, 9)
    QTest.keyClick(editor.text, Qt.Key.Key_Backspace)
    assert editor.body() == (plain(NOTED.text),)


def test_strong_words_and_headings_keep_their_notes(editor):
    editor.show_text((NOTED,), ())
    go_to(editor, 0, selecting=len(NOTED.text) + 1)
    editor.toggle_strong()
    assert [(span.emphasis, span.note) for span in editor.body()[0].spans] == [
        (Emphasis.STRONG, "见《公报》。"),
        (Emphasis.STRONG, ""),
    ]
    editor.set_level(1)
    assert editor.body()[0].notes == ("见《公报》。",)
    assert editor.body()[0].level == 1


def test_a_heading_with_a_note_is_recognised_like_any_other(editor):
    editor.show_text((plain("提高认识"),), ())
    go_to(editor, 4)
    write_note(editor, "注。")
    go_to(editor, 0)
    QTest.keyClicks(editor.text, "1.")
    body = editor.body()
    assert body[0].spans[0].emphasis is Emphasis.HEADING or body[0].level == 3
    assert body[0].notes == ("注。",)


def test_copied_words_bring_their_notes_along(editor):
    editor.show_text((NOTED, plain("第二段。")), ())
    go_to(editor, 4, selecting=6)
    taken = copied(editor.text.textCursor().selection())
    end = editor.text.textCursor()
    end.movePosition(QTextCursor.MoveOperation.End)
    editor.text.setTextCursor(end)
    editor.text.insertFromMimeData(taken)
    assert editor.body()[1].notes == ("见《公报》。",)
    assert editor.body()[1].text == "第二段。下降5%，"


def test_notes_pasted_into_a_table_are_left_behind_and_that_is_said(editor, qtbot):
    editor.show_text((NOTED, Table(rows=(("甲", "乙"),))), ())
    go_to(editor, 0, selecting=len(NOTED.text) + 1)
    taken = copied(editor.text.textCursor().selection())
    go_to(editor, len(NOTED.text) + 3)
    assert editor.text.textCursor().currentTable()
    editor.text.insertFromMimeData(taken)
    qtbot.waitUntil(editor.text.ready)
    assert NOTED.text in editor.body()[1].text
    assert "脚注" in editor.line.told.text()


def test_mending_writes_around_marks_and_into_notes(editor):
    editor.show_text((Paragraph(spans=(Span(text="第1,2条", note="见1,2页"), Span(text="，第3,4条"))),), ())
    wish = Paragraph(spans=(Span(text="第1、2条", note="见1、2页"), Span(text="，第3、4条")))
    editor.take((wish,), ())
    assert editor.body() == (wish,)
    editor.text.undo()
    assert editor.body()[0].notes == ("见1,2页",)


def test_words_behind_a_mark_are_found_where_they_stand(editor):
    editor.show_text((NOTED,), ())
    editor.text.show_words(1, 9, 11)
    assert editor.text.textCursor().selectedText() == "持续"
    editor.text.show_words(1, 4, 8)
    assert editor.text.textCursor().selectedText() == "下降5%"
