"""Levels as they are typed: the number makes the heading, the writer may settle it otherwise, and the row says which."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QMenu, QToolButton

from oa_desktop.domain.manuscript import Emphasis, Table
from oa_desktop.ui.writing.text.body_editor import BodyEditor
from oa_desktop.ui.writing.text.tables import fill_table_menu
from tests.ui.hands import commit, compose, headed, plain, type_words

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def editor(qtbot):
    made = BodyEditor()
    qtbot.addWidget(made)
    made.show()
    return made


def go_to(editor: BodyEditor, paragraph: int) -> None:
    editor.text.setTextCursor(QTextCursor(editor.text.document().findBlockByNumber(paragraph)))


def family(editor: BodyEditor, paragraph: int, character: int = 0) -> str:
    cursor = QTextCursor(editor.text.document().findBlockByNumber(paragraph))
    cursor.movePosition(QTextCursor.MoveOperation.Right, n=character + 1)
    font = cursor.charFormat().font().resolve(editor.text.document().defaultFont())
    return font.families()[0]


def test_a_typed_number_makes_a_heading_in_the_typeface_of_its_level(editor):
    type_words(editor.text, "现通知如下。\n一、提高认识\n（一）明确分工\n1.汇总材料\n由办公室负责。")
    assert editor.body() == (
        plain("现通知如下。"),
        headed("一、提高认识", level=1),
        headed("（一）明确分工", level=2),
        headed("1.汇总材料", level=3),
        plain("由办公室负责。"),
    )
    assert [family(editor, number) for number in range(4)] == ["FandolFang", "Noto Sans SC", "FandolKai", "FandolFang"]


def test_the_first_sentence_is_the_heading_and_the_rest_is_running_text(editor):
    type_words(editor.text, "一、提高认识。各单位要高度重视，认真学习。")
    assert editor.body() == (headed("一、提高认识。", "各单位要高度重视，认真学习。", level=1),)
    assert (family(editor, 0, 3), family(editor, 0, 9)) == ("Noto Sans SC", "FandolFang")


def test_the_paragraph_behind_a_heading_is_running_text_again(editor):
    type_words(editor.text, "一、提高认识\n各单位")
    assert editor.bar.findChild(QComboBox, "level").currentText() == "正文段落"
    assert family(editor, 1) == "FandolFang"


def test_a_heading_that_loses_its_number_is_running_text(editor, qtbot):
    type_words(editor.text, "一、提高认识")
    go_to(editor, 0)
    qtbot.keyClick(editor.text, Qt.Key.Key_Delete)
    assert editor.body() == (plain("、提高认识"),)


def test_items_that_semicolons_divide_are_no_headings(editor):
    type_words(editor.text, "1.办公室负责汇总；\n2.财政局负责经费。")
    assert editor.body() == (plain("1.办公室负责汇总；", level=3), plain("2.财政局负责经费。", level=3))


@pytest.mark.parametrize(
    ("key", "number", "level"), [("1", "一、", 1), ("2", "（一）", 2), ("3", "1.", 3), ("4", "（1）", 4)]
)
def test_control_and_a_digit_make_a_heading_with_its_number(editor, qtbot, key, number, level):
    type_words(editor.text, "明确分工")
    qtbot.keyClick(editor.text, key, CTRL)
    assert editor.body() == (headed(f"{number}明确分工", level=level),)
    editor.text.undo()
    assert editor.body() == (plain("明确分工"),)


def test_a_level_chosen_anew_takes_the_number_that_is_next(editor, qtbot):
    type_words(editor.text, "一、甲\n说明。\n（一）乙")
    qtbot.keyClick(editor.text, "1", CTRL)
    assert editor.body()[2] == headed("二、乙", level=1)


def test_what_the_writer_has_settled_stays_while_he_types_on(editor, qtbot):
    type_words(editor.text, "一、提高认识")
    qtbot.keyClick(editor.text, "0", CTRL)
    type_words(editor.text, "是首要的")
    assert editor.body() == (plain("一、提高认识是首要的"),)
    type_words(editor.text, "\n二、加强领导")
    assert editor.body()[1] == headed("二、加强领导", level=1)


def test_a_text_whose_levels_are_not_those_of_its_numbers_keeps_them_when_it_is_written_on(editor):
    editor.show_text((plain("一、这一段不是标题"),), ())
    editor.text.moveCursor(QTextCursor.MoveOperation.End)
    type_words(editor.text, "吗")
    assert editor.body() == (plain("一、这一段不是标题吗"),)


def test_the_row_above_says_the_level_and_changes_it(editor, qtbot):
    type_words(editor.text, "一、甲\n说明。")
    level = editor.bar.findChild(QComboBox, "level")
    go_to(editor, 0)
    assert level.currentText() == "一、 第一层"
    qtbot.keyClick(level, Qt.Key.Key_Down)
    assert editor.body()[0] == headed("（一）甲", level=2)


def test_one_press_numbers_the_text_anew(editor, qtbot):
    type_words(editor.text, "二、甲\n说明。\n（三）子\n说明。\n二、乙\n说明。")
    qtbot.mouseClick(editor.bar.findChild(QToolButton, "renumber"), Qt.MouseButton.LeftButton)
    assert [block.text for block in editor.body()][::2] == ["一、甲", "（一）子", "二、乙"]
    assert editor.body()[0] == headed("一、甲", level=1)
    assert editor.line.told.text() == "改了 2 个序数。"
    editor.text.undo()
    assert [block.text for block in editor.body()][::2] == ["二、甲", "（三）子", "二、乙"]


def test_a_line_is_never_broken_inside_a_paragraph(editor, qtbot):
    type_words(editor.text, "甲")
    qtbot.keyClick(editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_words(editor.text, "乙")
    assert editor.body() == (plain("甲"), plain("乙"))


def test_selected_words_are_made_strong_and_plain_again_but_a_heading_stays_a_heading(editor, qtbot):
    type_words(editor.text, "一、提高认识。各单位要高度重视。")
    before = editor.body()
    editor.text.selectAll()
    qtbot.keyClick(editor.text, "b", CTRL)
    heading, strong = before[0].spans
    assert editor.body()[0].spans == (heading, replace(strong, emphasis=Emphasis.STRONG))
    qtbot.keyClick(editor.text, "b", CTRL)
    assert editor.body() == before
    editor.text.undo()
    editor.text.undo()
    assert editor.body() == before


# --- input methods ------------------------------------------------------------------------------------------------


def test_what_is_still_being_composed_is_no_part_of_the_text_and_is_not_disturbed(editor):
    type_words(editor.text, "一、提高")
    compose(editor.text, "ren'shi")
    assert editor.body() == (headed("一、提高", level=1),)
    assert editor.text.textCursor().block().layout().preeditAreaText() == "ren'shi"
    commit(editor.text, "认识")
    assert editor.body() == (headed("一、提高认识", level=1),)


def test_a_composition_that_is_given_up_leaves_nothing(editor):
    type_words(editor.text, "通知")
    compose(editor.text, "ru")
    compose(editor.text, "")
    assert editor.body() == (plain("通知"),)
    editor.text.undo()
    editor.text.undo()
    assert editor.body() == ()
    assert not editor.text.document().isUndoAvailable()


def test_a_rare_character_does_not_shift_the_heading(editor):
    type_words(editor.text, "一、学习𬸪同志。认真学习。")
    assert editor.body() == (headed("一、学习𬸪同志。", "认真学习。", level=1),)


# --- tables -------------------------------------------------------------------------------------------------------


def menu_of(editor: BodyEditor, qtbot) -> QMenu:
    menu = QMenu()
    qtbot.addWidget(menu)
    fill_table_menu(menu, lambda: editor.text)
    return menu


def choose(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text() == words).trigger()


def test_a_table_is_made_from_the_menu_and_gone_through_with_tab(editor, qtbot):
    type_words(editor.text, "分工如下。")
    choose(menu_of(editor, qtbot), "插入表格")
    for words in ("序号", "事项", "单位"):
        type_words(editor.text, words)
        qtbot.keyClick(editor.text, Qt.Key.Key_Tab)
    type_words(editor.text, "1")
    assert editor.body() == (
        plain("分工如下。"),
        Table(rows=(("序号", "事项", "单位"), ("1", "", ""), ("", "", ""))),
    )


def test_tab_behind_the_last_cell_begins_a_row_and_a_number_in_a_cell_is_no_heading(editor, qtbot):
    editor.show_text((Table(rows=(("甲", "乙"),), header_rows=0),), ())
    go_to(editor, 2)
    qtbot.keyClick(editor.text, Qt.Key.Key_Tab)
    type_words(editor.text, "一、丙")
    qtbot.keyClick(editor.text, Qt.Key.Key_Backtab)
    type_words(editor.text, "丁")
    assert editor.body()[0].rows == (("甲", "丁乙"), ("一、丙", ""))


def test_rows_and_columns_come_and_go(editor, qtbot):
    editor.show_text((Table(rows=(("甲", "乙"), ("丙", "丁"))),), ())
    go_to(editor, 1)
    choose(menu_of(editor, qtbot), "在下面加一行")
    choose(menu_of(editor, qtbot), "删去这一列")
    assert editor.body() == (Table(rows=(("乙",), ("",), ("丁",))),)
    choose(menu_of(editor, qtbot), "删去整个表格")
    assert editor.body() == ()
    editor.text.undo()
    assert editor.body() == (Table(rows=(("乙",), ("",), ("丁",))),)


def test_words_that_come_while_the_next_are_composed_leave_the_composition_alone(editor):
    type_words(editor.text, "一、")
    compose(editor.text, "gao", done="提")
    assert editor.text.textCursor().block().layout().preeditAreaText() == "gao"
    assert editor.body()[0].text == "一、提"
    commit(editor.text, "高")
    assert editor.body() == (headed("一、提高", level=1),)


@pytest.mark.parametrize("row", [1, 2])
def test_the_last_row_can_be_removed(editor, qtbot, row):
    rows = (("甲", "乙"), ("丙", "丁"), ("戊", "己"))
    editor.show_text((Table(rows=rows), plain("完。")), ())
    editor.body()
    go_to(editor, 1 + 2 * row)
    choose(menu_of(editor, qtbot), "删去这一行")
    assert editor.body() == (Table(rows=tuple(one for one in rows if one != rows[row])), plain("完。"))
