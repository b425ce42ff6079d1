"""Pasting from office programs: words, levels and tables come over, the dressing does not, and it is said what went."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage, QTextCursor
from pytestqt.qtbot import QtBot

from oa_desktop.domain.manuscript import CellSpan, Emphasis, Paragraph, Span, Table
from oa_desktop.ui.writing.text.body_editor import BodyEditor
from tests.ui.event_loop import MOST, Watch, undisturbed
from tests.ui.hands import clipboard, headed, plain, type_words

PASTED = Path(__file__).parents[1] / "data" / "pasted"


@pytest.fixture
def editor(qtbot):
    made = BodyEditor()
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    return made


def paste(editor: BodyEditor, name: str) -> None:
    editor.text.insertFromMimeData(clipboard(html=(PASTED / name).read_text("utf-8"), text="看不到的纯文本"))


def test_a_notice_from_word_comes_over_as_a_paper(editor):
    paste(editor, "word-notice.html")
    assert editor.body() == (
        plain("为进一步规范公文办理，现将有关事项通知如下。"),
        headed("一、提高思想认识", level=1),
        Paragraph(
            spans=(
                Span(text="各单位要"),
                Span(text="高度重视", emphasis=Emphasis.STRONG),
                Span(text="，立即组织学习，按要求报送材料。"),
            )
        ),
        headed("二、加强组织领导", level=1),
        headed("（一）明确责任分工。", "任务见下表。", level=2),
        Table(
            rows=(
                ("序号", "事项", "责任单位"),
                ("1", "汇总材料\n并上报", "办公室"),
                ("2", "安排经费", ""),
            ),
            spans=(CellSpan(row=1, column=2, rows=2),),
        ),
        plain("请认真贯彻执行。"),
    )


def test_what_word_has_and_a_paper_has_not_is_said_quietly(editor):
    paste(editor, "word-notice.html")
    assert editor.line.told.text() == (
        "粘贴时去掉了：1 张图片、1 个文本框、1 处脚注、尾注、1 处批注、1 处已删除的修订、1 处域代码、"
        "1 处超链接（文字还在）、字体、字号和颜色。"
    )


def test_a_plan_from_wps_comes_over_as_a_paper(editor):
    paste(editor, "wps-plan.html")
    assert editor.body() == (
        headed("一、总体要求", level=1),
        plain("坚持问题导向，压实责任，务求实效。"),
        headed("主要任务", level=2),
        headed("1．排查隐患。", "对重点部位逐一检查。", level=3),
        Paragraph(
            spans=(
                Span(text="2．限期整改。", emphasis=Emphasis.HEADING),
                Span(text="对发现的问题"),
                Span(text="限期", emphasis=Emphasis.STRONG),
                Span(text="整改。"),
            ),
            level=3,
        ),
        plain("第三行在换行以后。"),
        headed("一、加强督查", level=1),
        headed("二、严肃问责", level=1),
        Table(rows=(("合计", "", "3"), ("甲", "乙\n内 层", "丙")), spans=(CellSpan(row=0, column=0, columns=2),)),
    )
    assert editor.line.told.text().startswith("粘贴时去掉了：2 张图片、1 处已删除的修订、")


def test_a_heading_without_a_number_is_numbered_with_the_others(editor):
    paste(editor, "wps-plan.html")
    editor.renumber()
    assert editor.body()[2] == headed("（一）主要任务", level=2)
    assert [editor.body()[place].text for place in (6, 7)] == ["二、加强督查", "三、严肃问责"]


def test_plain_text_comes_over_with_levels_and_tables_and_without_its_indents(editor):
    editor.text.insertFromMimeData(
        clipboard(text="　　现通知如下。\r\n\r\n    一、提高认识\r\n序号\t事项\r\n1\t汇总\r\n一、\t完")
    )
    assert editor.body() == (
        plain("现通知如下。"),
        headed("一、提高认识", level=1),
        Table(rows=(("序号", "事项"), ("1", "汇总"))),
        headed("一、 完", level=1),
    )
    assert editor.line.told.text() == ""


def test_words_pasted_into_a_line_stay_in_that_line(editor):
    type_words(editor.text, "请各单位执行。")
    cursor = editor.text.textCursor()
    cursor.setPosition(1)
    editor.text.setTextCursor(cursor)
    editor.text.insertFromMimeData(clipboard(text="县直"))
    assert editor.body() == (plain("请县直各单位执行。"),)
    editor.text.insertFromMimeData(clipboard(text="一行\n一、二行\n三行"))
    assert editor.body() == (plain("请县直一行"), headed("一、二行", level=1), plain("三行各单位执行。"))


def test_what_is_selected_gives_way_to_what_is_pasted(editor):
    type_words(editor.text, "甲\n乙")
    editor.text.selectAll()
    editor.text.insertFromMimeData(clipboard(text="丙"))
    assert editor.body() == (plain("丙"),)
    editor.text.undo()
    assert editor.body() == (plain("甲"), plain("乙"))


def test_a_table_pasted_into_a_cell_becomes_words_of_that_cell(editor):
    editor.show_text((Table(rows=(("甲", "乙"),), header_rows=0),), ())
    editor.text.setTextCursor(QTextCursor(editor.text.document().findBlockByNumber(1)))
    editor.text.insertFromMimeData(clipboard(html="<table><tr><td>丙</td><td>丁</td></tr></table>"))
    assert editor.body() == (Table(rows=(("丙\t丁甲", "乙"),), header_rows=0),)


def test_a_picture_alone_is_brought_to_be_kept_before_it_is_pasted(editor, qtbot):
    source = QMimeData()
    source.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert editor.text.canInsertFromMimeData(source)
    with qtbot.waitSignal(editor.picture_brought) as brought:
        editor.text.insertFromMimeData(source)
    assert brought.args[0].startswith(b"\x89PNG")
    assert editor.body() == ()


def test_files_dropped_on_the_text_are_left_to_the_attachments(editor):
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile("/tmp/表.xlsx")])
    assert not editor.text.canInsertFromMimeData(source)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>没有完<b>的", "没有完的"),
        ("<table><tr><td rowspan='99999999999'>甲<td colspan=-3>乙", "甲乙"),
        ("<td>孤零零的</td></p></div>", "孤零零的"),
        ("<" * 500 + "字", "字"),
        ("<!DOCTYPE html><![CDATA[甲]]><p>&#xD800;&#0;乙", "乙"),
        ("<ol><li>甲<li>乙</ol>" + "<table>" * 60 + "<tr><td>丙", "甲乙丙"),
    ],
)
def test_broken_html_loses_no_words_that_it_shows(editor, html, words):
    editor.text.insertFromMimeData(clipboard(html=html))
    text = "".join(block.text for block in editor.body())
    assert [character for character in words if character not in text] == []
    editor.text.undo()
    assert editor.body() == ()


def test_five_thousand_lines_are_pasted_while_the_window_answers(editor, qtbot: QtBot):
    lines = [f"第{number}行，各单位要认真贯彻落实，按时报送有关材料，确保完成全年目标任务。" for number in range(5000)]
    lines[::50] = [f"（{number}）加强领导" for number in range(100)]
    _paste_at_leisure(editor, qtbot, clipboard(text="\n".join(lines)))
    assert [block.text for block in editor.body()] == lines
    editor.text.undo()
    assert editor.body() == ()


def test_five_thousand_lines_from_word_are_pasted_while_the_window_answers(editor, qtbot: QtBot):
    line = "<p class=MsoNormal style='text-indent:32.0pt'><span style='font-family:仿宋_GB2312'>各单位要认真贯彻落实。</span><o:p></o:p></p>\n"
    _paste_at_leisure(editor, qtbot, clipboard(html=line * 5000))
    assert len(editor.body()) == 5000


def _paste_at_leisure(editor: BodyEditor, qtbot: QtBot, source: QMimeData) -> None:
    def run() -> Watch:
        editor.show_text((), ())
        with Watch() as watch:
            editor.text.insertFromMimeData(source)
            qtbot.waitUntil(lambda: not editor.text.isReadOnly(), timeout=60_000)
            editor.body()
            qtbot.wait(50)
        return watch

    assert undisturbed(run) < MOST


def test_a_table_that_no_paper_would_hold_comes_over_as_lines_and_holds_nothing_up(editor, qtbot):
    row = "<tr>" + "".join(f"<td>第{place}格</td>" for place in range(30)) + "</tr>"
    source = clipboard(html=f"<p>附表如下。</p><table>{row * 500}</table>", text="")

    def pasting() -> Watch:
        with Watch() as watch:
            editor.show_text((), ())
            editor.text.insertFromMimeData(source)
            qtbot.waitUntil(lambda: editor.text.document().blockCount() > 500)
        return watch

    assert undisturbed(pasting) < MOST
    first, *rows = editor.body()
    assert first == plain("附表如下。")
    assert len(rows) == 500
    assert rows[-1] == plain("　".join(f"第{place}格" for place in range(30)))
