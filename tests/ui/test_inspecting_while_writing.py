"""In the editor one sees what is wrong, is led to it, and has it mended; Ctrl+Z brings back what was mended."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton, QTextBrowser

from oa_desktop.domain.documents.findings import Finding, Place, finding
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Annex, Manuscript, Paragraph, Span, Table
from oa_desktop.domain.registry import BY_WEIGHT
from oa_desktop.ui.inspecting.finding_lines import MOST, count_words, explanation, lines_of
from oa_desktop.ui.reading.page_view import PageView
from tests.fakes.office import FakeOffice, notice
from tests.fakes.world import FakeInspector
from tests.ui.hands import type_words
from tests.ui.writer import Writer

PAGE_FAULT = finding(
    "sheet.left",
    Place(name="正文", page=1, row=3, x=3000, y=12000),
    measured="30",
    required="28",
)


def paragraph(text: str) -> Paragraph:
    return Paragraph(spans=(Span(text=text),))


TITLE = "清源县人民政府办公室关于归档工作的通知"
FAULTY = notice(
    title=f"{TITLE}。",
    copied_to="县委各部门,县人大办公室。",
    body=(
        paragraph("各单位要高度重视,按时报送."),
        Table(rows=(("单位", "数"), ("城关镇", "1"))),
        paragraph("𠮷镇人民政府,请回复。"),
    ),
    annexes=(Annex(title="名单", body=(paragraph("一.名单"),)),),
)


@pytest.fixture
def writer(qtbot, office):
    one = Writer(qtbot, office)
    one.begin()
    yield one
    one.go_home()


def look_at(writer: Writer, text: Manuscript = FAULTY) -> None:
    """Show a text and what is wrong with it."""
    writer.editor.show_text(text)
    writer.editor.bar.checking.click()
    writer.settle()


def found(writer: Writer) -> list[tuple[str, str, int]]:
    return [(one.rule, one.place.name, one.place.paragraph) for one in writer.editor.checking.findings]


def choose(writer: Writer, rule: str, name: str) -> Finding:
    """Click on a finding."""
    panel = writer.editor.checking
    row = next(
        place
        for place, line in enumerate(panel._lines)
        if line.finding and (line.finding.rule, line.finding.place.name) == (rule, name)
    )
    lines = panel.findChild(QListWidget, "found")
    lines.scrollToItem(lines.item(row))
    place = lines.visualItemRect(lines.item(row)).center()
    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, place.y()))
    return panel._lines[row].finding


def press(writer: Writer, name: str) -> None:
    QTest.mouseClick(writer.editor.checking.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    writer.settle()


def test_what_is_wrong_is_listed_the_heaviest_first_with_counts_and_words_for_each_weight(writer):
    look_at(writer, notice(title="关于归档。", recipients="各乡镇人民政府："))
    panel = writer.editor.checking
    assert panel.findChild(QLabel, "findings-count").text() == "检查：错误 2 处，警告 1 处"
    spoken = [panel._list.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(panel._list.count())]
    assert [words[:2] for words in spoken] == ["错误"] * 3 + ["警告"] * 2


def test_nobody_looks_while_nobody_wants_to_know(writer, office):
    looked = []
    office.inspector.of_draft = lambda text, _look: looked.append(text.title) or ()
    type_words(writer.editor.body.text, "请回复,谢谢。")
    writer.qtbot.wait(900)
    writer.settle()
    assert looked == []
    writer.editor.bar.checking.click()
    writer.settle()
    assert len(looked) == 1


def test_what_is_typed_is_looked_at_once_the_writer_pauses(writer):
    look_at(writer, notice(TITLE, recipients="县政府各部门"))
    assert found(writer) == []
    type_words(writer.editor.body.text, "请回复,")
    writer.qtbot.waitUntil(lambda: ("punctuation.half-width", "正文", 1) in found(writer))


def test_a_click_leads_to_the_words_of_a_paragraph(writer):
    look_at(writer)
    choose(writer, "punctuation.half-width", "正文")
    text = writer.editor.body.main
    assert QApplication.focusWidget() is text
    assert text.textCursor().selectedText() == ","


def test_enter_leads_there_too_and_characters_beyond_the_basic_plane_count_once(writer):
    look_at(writer)
    panel = writer.editor.checking
    row = next(place for place, one in enumerate(panel._lines) if one.finding and one.finding.place.paragraph == 3)
    panel._list.setCurrentRow(row)
    QTest.keyClick(panel._list, Qt.Key.Key_Return)
    cursor = writer.editor.body.main.textCursor()
    assert (cursor.selectedText(), cursor.block().text()) == (",", "𠮷镇人民政府,请回复。")


def test_a_click_leads_into_an_annex_and_into_an_element(writer):
    look_at(writer)
    writer.editor.lead_to_finding(finding("punctuation.half-width", Place(name="附件1", paragraph=1, start=0, end=2)))
    assert writer.editor.body.text.textCursor().selectedText() == "一."
    choose(writer, "title.stop", "标题")
    title = writer.element("title")
    assert QApplication.focusWidget() is title
    assert title.textCursor().selectedText() == "。"


def test_of_a_list_of_names_the_name_that_is_meant_is_selected(writer):
    look_at(writer, notice(signatories=("县水利局", "县农业局")))
    writer.editor.lead_to_finding(finding("signature.vague", Place(name="发文机关署名", paragraph=2)))
    assert writer.element("signatories").selectedText() == "县农业局"


def test_a_click_on_what_is_wrong_on_a_page_points_at_the_spot(qtbot):
    one = Writer(qtbot, FakeOffice(inspector=FakeInspector(PAGE_FAULT)))
    one.begin()
    look_at(one, notice())
    choose(one, PAGE_FAULT.rule, "正文")
    view = one.editor.preview.findChild(PageView)
    assert (view.spot.number, view.spot.at_mm) == (0, QPointF(30, 120))
    assert "距左边 30.0 毫米，距上边 120.0 毫米" in one.editor.checking.findChild(QTextBrowser).toPlainText()
    before = painted(view)
    one.editor.bar.checking.click()
    assert view.spot is None
    assert painted(view) != before
    one.go_home()


def painted(view: PageView) -> bytes:
    return bytes(view.viewport().grab().toImage().constBits())


# --- mending -------------------------------------------------------------------------------------------------------


def test_one_finding_is_mended_where_it_stands_and_ctrl_z_brings_it_back(writer):
    look_at(writer)
    choose(writer, "punctuation.half-width", "正文")
    press(writer, "mend-finding")
    after = writer.editor.manuscript()
    assert [block.text for block in after.body if isinstance(block, Paragraph)] == [
        "各单位要高度重视，按时报送.",
        "𠮷镇人民政府,请回复。",
    ]
    assert after.copied_to == FAULTY.copied_to
    QTest.keyClick(writer.editor.body.main, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert writer.editor.manuscript() == FAULTY


def test_everything_that_a_machine_can_mend_is_mended_and_comes_back_at_one_ctrl_z(writer):
    look_at(writer)
    press(writer, "mend-all")
    after = writer.editor.manuscript()
    assert (after.title, after.copied_to) == (TITLE, "县委各部门，县人大办公室。")
    assert [block.text for block in after.body] == [
        "各单位要高度重视，按时报送。",
        "单位\t数\n城关镇\t1",
        "𠮷镇人民政府，请回复。",
    ]
    assert after.annexes[0].body[0].text == "一、名单"
    journal = writer.editor.journal
    journal.undo()
    assert writer.editor.manuscript() == FAULTY
    assert not journal.can_undo
    journal.redo()
    assert writer.editor.manuscript() == after


def test_what_is_mended_is_gone_from_the_list_and_the_next_one_is_chosen(writer):
    look_at(writer)
    first = choose(writer, "title.stop", "标题")
    press(writer, "mend-finding")
    panel = writer.editor.checking
    assert (first.rule, first.place.name) not in {(rule, name) for rule, name, _count in found(writer)}
    assert panel.current is not None
    for name in ("正文", "正文"):
        choose(writer, "punctuation.half-width", name)
        press(writer, "mend-finding")
    assert "punctuation.half-width" not in {rule for rule, name, _count in found(writer) if name == "正文"}


def test_what_only_people_can_mend_has_no_button_for_it(writer):
    look_at(writer, notice(title="关于归档"))
    choose(writer, "kind.unknown", "文种")
    assert not writer.editor.checking.findChild(QPushButton, "mend-finding").isEnabled()


def test_what_is_not_written_in_the_editor_is_not_mended_there(writer):
    look_at(writer, notice(document_number="清政发[2026]18号"))
    choose(writer, "number.brackets", "发文字号")
    assert not writer.editor.checking.findChild(QPushButton, "mend-finding").isEnabled()


def test_many_of_one_kind_are_counted_and_not_listed(writer):
    body = tuple(paragraph(f"第{number}项,请回复。") for number in range(MOST + 5))
    look_at(writer, notice(TITLE, recipients="县政府各部门", body=body))
    panel = writer.editor.checking
    assert len(panel.findings) == MOST + 5
    assert sum(line.finding is not None for line in panel._lines) == MOST
    assert "还有5处" in panel._lines[-1].text


def test_words_typed_after_a_mend_are_a_step_of_their_own(writer):
    look_at(writer)
    press(writer, "mend-all")
    mended = writer.editor.manuscript()
    type_words(writer.editor.body.main, "甲")
    writer.editor.journal.undo()
    assert writer.editor.manuscript() == mended


def test_f8_goes_through_what_was_found(writer):
    look_at(writer)
    seen = []
    for _ in found(writer):
        writer.editor.step_to_finding(1)
        seen.append(writer.editor.checking.current)
    assert seen == sorted(writer.editor.checking.findings, key=lambda one: BY_WEIGHT.index(one.severity))
    writer.editor.step_to_finding(-1)
    assert writer.editor.checking.current == seen[-2]


def test_nothing_is_mended_that_nobody_sees(writer):
    look_at(writer)
    writer.editor.bar.checking.click()
    writer.editor.mend_findings(all_of_them=True)
    writer.settle()
    assert writer.editor.manuscript() == FAULTY
    assert writer.editor.checking.isVisible()
    writer.editor.mend_findings(all_of_them=True)
    assert writer.editor.manuscript() != FAULTY


def test_a_spot_is_pointed_at_until_the_text_changes(qtbot):
    one = Writer(qtbot, FakeOffice(inspector=FakeInspector(PAGE_FAULT)))
    one.begin()
    look_at(one, notice())
    choose(one, PAGE_FAULT.rule, "正文")
    type_words(one.editor.body.text, "甲")
    assert one.editor.preview.findChild(PageView).spot is None
    one.go_home()


def test_where_nothing_can_be_looked_at_the_panel_says_why_and_what_to_do(writer, office):
    def fails(_text, _look):
        raise Refused("resource.faulty", finding=finding("profile-file.unknown-rule", Place(), id="x"))

    office.inspector.of_draft = fails
    look_at(writer, notice(TITLE, recipients="县政府各部门"))
    assert "profile" not in (said := writer.editor.checking.findChild(QLabel, "findings-count").text())
    assert said and "正在检查" not in said
    assert found(writer) == []
    assert writer.problems == []


def test_whoever_reads_the_list_is_not_moved_while_it_stays_the_same(writer):
    look_at(writer, notice(TITLE, body=tuple(paragraph(f"第{number}项,请回复。") for number in range(MOST))))
    bar = writer.editor.checking._list.verticalScrollBar()
    bar.setValue(bar.maximum())
    writer.editor.checking.follow(at_once=True)
    writer.settle()
    assert bar.value() == bar.maximum() > 0


def test_what_is_to_be_mended_first_stands_on_top_whatever_it_weighs():
    weighs = finding("recipients.end", Place(name="主送机关"), measured="：")
    waits = replace(
        finding("punctuation.half-width", Place(name="正文", paragraph=1), measured=",", required="，"), blocks=True
    )
    heads = [line.text for line in lines_of((weighs, waits)) if line.heads]
    assert heads == ["改好才能办 1 处", "错误 1 处"]
    assert count_words((weighs, waits)) == "改好才能办 1 处，错误 1 处"
    assert "拦不拦：" in explanation(waits)
