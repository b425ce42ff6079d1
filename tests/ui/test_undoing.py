"""Ctrl+Z takes back whatever was done last in the editor, wherever that was; all of it, and all of it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QPlainTextEdit, QPushButton, QToolButton, QWidget

from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.ids import Digest
from oa_desktop.ui.look.colours import Scheme
from oa_desktop.ui.look.dress import dress
from oa_desktop.ui.look.sizes import TextSize
from oa_desktop.ui.writing.text.annotating import NoteDialog
from tests.fakes.office import FakeOffice
from tests.ui.hands import clipboard, commit, compose, plain, type_words
from tests.ui.writer import Writer

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def writer(qtbot):
    one = Writer(qtbot, FakeOffice())
    one.begin()
    yield one
    one.go_home()


def line_of(writer: Writer, element: str) -> QWidget:
    control = writer.element(element)
    return control.lineEdit() if isinstance(control, QComboBox) else control


def undo(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Z, CONTROL)


def redo(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Z, CONTROL | SHIFT)


def stands(writer: Writer) -> tuple[str, str, str]:
    text = writer.editor.manuscript()
    return text.title, "".join(block.text for block in text.body), text.recipients


# --- the order in which it happened --------------------------------------------------------------------------------


def test_what_was_done_last_is_taken_back_first_wherever_the_keyboard_is(writer):
    body = writer.editor.body.text
    writer.compose("title", "关于")
    type_words(body, "现将")
    writer.compose("recipients", "各单位")
    type_words(body, "有关事项")
    assert stands(writer) == ("关于", "现将有关事项", "各单位")
    undo(body)
    assert stands(writer) == ("关于", "现将", "各单位")
    undo(body)
    assert stands(writer) == ("关于", "现将", "")
    undo(line_of(writer, "note"))
    assert stands(writer) == ("关于", "", "")
    redo(line_of(writer, "title"))
    assert stands(writer) == ("关于", "现将", "")
    QTest.keyClick(body, Qt.Key.Key_Y, CONTROL)
    assert stands(writer) == ("关于", "现将", "各单位")


def test_the_writer_is_led_to_what_was_taken_back(writer):
    writer.compose("note", "联系人")
    writer.editor.body.text.setFocus()
    undo(writer.editor.body.text)
    assert QApplication.focusWidget() is writer.element("note")


def test_where_panes_share_a_place_the_one_with_the_change_comes_forward(writer):
    writer.room.resize(500, 700)
    writer.editor.panes.bring_forward(writer.element("note"))
    writer.compose("note", "联系人")
    writer.editor.lead_to(writer.editor.body.text)
    assert not writer.element("note").isVisible()
    undo(writer.editor.body.text)
    assert writer.element("note").isVisible()


def test_typing_is_one_step_until_the_writer_pauses(writer):
    for words in ("关", "于"):
        writer.compose("title", words)
        type_words(writer.editor.body.text, "")
    writer.editor.journal.pause()
    writer.compose("title", "工作")
    undo(writer.element("title"))
    assert writer.typed("title") == "关于"
    undo(writer.element("title"))
    assert writer.typed("title") == ""


def test_after_a_pause_the_text_goes_on_with_a_step_of_its_own(writer):
    body = writer.editor.body.text
    type_words(body, "一、提高")
    writer.editor.journal.pause()
    type_words(body, "认识")
    undo(body)
    assert stands(writer)[1] == "一、提高"


def test_letters_typed_before_and_after_something_else_are_two_steps(writer):
    body = writer.editor.body.text
    QTest.keyClicks(body, "ab")
    writer.compose("title", "关于")
    QTest.keyClicks(body, "cd")
    undo(body)
    assert stands(writer) == ("关于", "ab", "")


def test_a_heading_that_was_recognised_goes_with_what_was_typed(writer):
    body = writer.editor.body.text
    type_words(body, "一、提高")
    undo(body)
    assert stands(writer)[1] == ""
    assert not writer.editor.journal.can_undo


def test_a_field_stays_where_the_writer_was_in_it(writer):
    line = line_of(writer, "note")
    writer.compose("note", "联系人张某")
    writer.editor.journal.pause()
    line.setCursorPosition(3)
    commit(line, "：")
    undo(line)
    redo(line)
    assert line.text() == "联系人：张某"
    assert line.cursorPosition() == 4


def test_what_an_input_method_composes_is_no_step(writer):
    body = writer.editor.body.text
    commit(body, "现将")
    for widget in (body, line_of(writer, "note"), writer.element("title")):
        compose(widget, "you'guan")
        compose(widget, "")
    undo(body)
    assert stands(writer) == ("", "", "")
    assert not writer.editor.journal.can_undo


def test_files_flow_and_annexes_are_taken_back_too(writer):
    editor = writer.editor
    first = editor.draft()
    editor.files.place().take((Attachment(name="表.xlsx", digest=Digest("a" * 64), size=1),))
    writer.qtbot.mouseClick(editor.findChild(QToolButton, "annex-add"), Qt.MouseButton.LeftButton)
    title = QApplication.focusWidget()
    commit(title, "名单")
    type_words(editor.body.text, "张某。")
    writer.qtbot.mouseClick(editor.findChild(QPushButton, "annex-remove"), Qt.MouseButton.LeftButton)
    gone = editor.draft()
    editor.journal.undo()
    assert [(one.title, one.body) for one in editor.manuscript().annexes] == [("名单", (plain("张某。"),))]
    editor.journal.redo()
    assert editor.draft() == gone
    while editor.journal.can_undo:
        editor.journal.undo()
    assert editor.draft() == first


def test_an_annex_that_came_back_by_ctrl_z_does_not_come_back_twice(writer):
    editor = writer.editor
    writer.qtbot.mouseClick(editor.findChild(QToolButton, "annex-add"), Qt.MouseButton.LeftButton)
    writer.qtbot.mouseClick(editor.findChild(QPushButton, "annex-remove"), Qt.MouseButton.LeftButton)
    editor.journal.undo()
    writer.qtbot.mouseClick(editor.findChild(QPushButton, "text-undo"), Qt.MouseButton.LeftButton)
    assert len(editor.manuscript().annexes) == 1


def test_another_draft_begins_with_nothing_to_take_back(writer):
    writer.compose("title", "关于")
    writer.begin()
    undo(writer.element("title"))
    assert not writer.editor.journal.can_undo
    assert writer.typed("title") == ""


def test_a_long_text_on_its_way_in_is_not_disturbed(writer):
    body = writer.editor.body.text
    writer.compose("title", "关于")
    body.insertFromMimeData(clipboard(text="各单位要高度重视。\n" * 4000))
    assert not body.ready()
    undo(writer.element("title"))
    assert writer.typed("title") == "关于"
    writer.qtbot.waitUntil(body.ready)
    undo(writer.element("title"))
    assert stands(writer) == ("关于", "", "")


def test_the_size_of_the_text_may_change_between_a_step_and_taking_it_back(writer, qapp):
    body = writer.editor.body.text
    type_words(body, "一、提高认识\n各单位")
    writer.editor.journal.pause()
    steps = body.step()
    dress(qapp, Scheme.LIGHT, TextSize.LARGEST)
    assert body.step() > steps
    type_words(body, "要重视")
    undo(body)
    assert stands(writer)[1] == "一、提高认识各单位"
    dress(qapp, Scheme.LIGHT, TextSize.STANDARD)


@pytest.mark.parametrize("field", ["note", "title", "body"])
def test_the_context_menu_takes_back_by_the_same_journal(writer, field):
    writer.compose("recipients", "各单位")
    widget = writer.editor.body.text if field == "body" else line_of(writer, field)
    target = widget if field == "note" else widget.viewport()
    QApplication.sendEvent(target, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(3, 3), QPoint(3, 3)))
    menu = next(one for one in widget.findChildren(QMenu) if one.isVisible())
    menu.findChild(QAction, "edit-undo").trigger()
    menu.close()
    assert stands(writer)[2] == ""
    assert writer.editor.journal.can_redo


# --- whatever was done -----------------------------------------------------------------------------------------------

WORDS = st.text(st.sampled_from("关于一二、（）1.各单位 \U0002c1d8a"), min_size=1, max_size=5)
FIELDS = st.sampled_from(["title", "recipients", "note", "issuing_organs", "attachment_notes", "kind"])
FILES = st.lists(
    st.sampled_from([Attachment(name=name, digest=Digest(name * 64), size=1) for name in "abc"]),
    unique=True,
    max_size=3,
).map(tuple)


def rub_out(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Backspace)


def move(writer: Writer, place: int) -> None:
    cursor = writer.editor.body.text.textCursor()
    cursor.setPosition(place % max(1, writer.editor.body.text.document().characterCount()))
    writer.editor.body.text.setTextCursor(cursor)


def select(writer: Writer, _nothing: None) -> None:
    cursor = writer.editor.body.text.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.WordLeft, QTextCursor.MoveMode.KeepAnchor, 2)
    writer.editor.body.text.setTextCursor(cursor)


def annotate(writer: Writer, words: str) -> None:
    writer.editor.body.ask_note()
    for dialog in writer.editor.body.findChildren(NoteDialog):
        dialog.findChild(QPlainTextEdit).setPlainText(words)
        dialog.accept()


def title_annex(writer: Writer, words: str) -> None:
    sections = writer.editor.body._sections.annex_sections()
    if sections:
        commit(sections[-1].title, words)


def remove_annex(writer: Writer, _nothing: None) -> None:
    sections = writer.editor.body._sections.annex_sections()
    if sections:
        writer.editor.body._sections.remove(sections[0])


Act = Callable[[Writer, object], object]
ACTS: Mapping[str, tuple[st.SearchStrategy, Act]] = {
    "fill": (st.tuples(FIELDS, WORDS), lambda writer, both: writer.compose(*both)),
    "rub": (FIELDS, lambda writer, name: rub_out(line_of(writer, name))),
    "write": (WORDS, lambda writer, words: type_words(writer.editor.body.text, words)),
    "type": (WORDS, lambda writer, words: QTest.keyClicks(writer.editor.body.text, words.encode().hex()[:3])),
    "break": (st.none(), lambda writer, _: type_words(writer.editor.body.text, "\n")),
    "rub out": (st.none(), lambda writer, _: rub_out(writer.editor.body.text)),
    "move": (st.integers(0, 40), move),
    "select": (st.none(), select),
    "level": (st.integers(0, 4), lambda writer, level: writer.editor.body.set_level(level)),
    "strong": (st.none(), lambda writer, _: writer.editor.body.toggle_strong()),
    "note": (WORDS, annotate),
    "renumber": (st.none(), lambda writer, _: writer.editor.body.renumber()),
    "paste": (
        WORDS,
        lambda writer, words: writer.editor.body.text.insertFromMimeData(clipboard(text=f"{words}\n一、b")),
    ),
    "annex": (st.none(), lambda writer, _: writer.editor.body._sections.add_annex()),
    "annex title": (WORDS, title_annex),
    "annex gone": (st.none(), remove_annex),
    "files": (FILES, lambda writer, files: writer.editor.files.place().take(files)),
    "pause": (st.none(), lambda writer, _: writer.editor.journal.pause()),
    "undo": (st.none(), lambda writer, _: writer.editor.journal.undo()),
    "redo": (st.none(), lambda writer, _: writer.editor.journal.redo()),
}
ACTED = st.lists(st.one_of(*(st.tuples(st.just(name), given) for name, (given, _act) in ACTS.items())), max_size=25)
ONE_WRITER = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ONE_WRITER
@given(acted=ACTED)
def test_whatever_was_done_all_of_it_is_taken_back_and_done_again(writer, acted):
    writer.begin()
    editor = writer.editor
    first = editor.draft()
    for name, told in acted:
        ACTS[name][1](writer, told)
    while editor.journal.can_redo:
        editor.journal.redo()
    last, way = editor.draft(), []
    while editor.journal.can_undo:
        way.append(editor.draft())
        editor.journal.undo()
    assert editor.draft() == first
    for stood in reversed(way):
        editor.journal.redo()
        assert editor.draft() == stood
    while editor.journal.can_redo:
        editor.journal.redo()
    assert editor.draft() == last
