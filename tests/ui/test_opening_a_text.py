"""A file becomes a text in the editor, with what the reader noticed; what stood there is never lost by it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QLabel, QListWidget, QPushButton

from oa_desktop.docs.docx import write_docx
from oa_desktop.docs.reading import read_source
from oa_desktop.docs.reading.files import read_file
from oa_desktop.office.ports.pages import Beside, Reading, nothing_beside
from tests.fakes.office import FakeOffice
from tests.fakes.world import FakeReader
from tests.ui.writer import Writer

NOTICE = """清源县人民政府办公室
关于做好防汛工作的通知

各乡镇人民政府：

现将有关事项通知如下。

清源县人民政府办公室
2026年4月16日
"""


class PlainReader(FakeReader):
    """Reads in this process what the program reads in a confined one."""

    def read(self, data: bytes, name: str, beside: Beside = nothing_beside) -> Reading:
        found = read_file(data, name)
        return Reading(manuscript=found.manuscript, findings=found.findings)


@pytest.fixture
def writer(qtbot):
    one = Writer(qtbot, FakeOffice(reader=PlainReader()))
    yield one
    one.go_home()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "防汛通知.txt"
    file.write_text(NOTICE, encoding="utf-8")
    return file


def open_file(writer: Writer, source: Path, *, anew: bool = False) -> None:
    writer.editor.opening.read(source, anew=anew)
    writer.settle()


def title(writer: Writer) -> str:
    return writer.editor.manuscript().title.replace("\n", "")


def test_a_file_opened_at_the_desk_is_a_new_draft(writer, source):
    open_file(writer, source, anew=True)
    assert writer.room.currentWidget() is writer.editor
    assert title(writer).endswith("关于做好防汛工作的通知")
    assert writer.typed("recipients") == "各乡镇人民政府"
    assert [block.text for block in writer.editor.manuscript().body] == ["现将有关事项通知如下。"]
    writer.editor.leave()
    writer.settle()
    assert len(writer.kept()) == 1


def test_a_document_of_a_word_processor_opens_like_a_text_and_says_what_was_recognised(writer, tmp_path):
    file = tmp_path / "防汛通知.docx"
    file.write_bytes(write_docx(read_source(NOTICE.encode(), "防汛通知.txt").manuscript))
    open_file(writer, file, anew=True)
    assert title(writer).endswith("关于做好防汛工作的通知")
    assert writer.typed("recipients") == "各乡镇人民政府"
    notes = writer.editor.findChild(QFrame, "reading-notes").findChild(QListWidget)
    assert "按段落样式或者字体字号认出：标题、主送机关、发文机关署名、成文日期" in notes.item(0).text()


def test_a_file_that_names_no_issuing_organ_is_issued_by_those_who_sign_it(writer, source):
    open_file(writer, source, anew=True)
    assert writer.typed("issuing_organs") == "清源县人民政府办公室"


def test_an_empty_editor_takes_the_text_without_a_question(writer, source):
    writer.begin()
    open_file(writer, source)
    assert title(writer).endswith("防汛工作的通知")
    assert writer.kept() == []


def test_a_text_that_is_replaced_is_a_draft_of_its_own(writer, source):
    writer.begin()
    writer.type("title", "jiu")
    open_file(writer, source)
    assert title(writer) == "jiu", "it is asked about first"
    writer.answer("replace")
    assert title(writer).endswith("防汛工作的通知")
    writer.editor.leave()
    writer.settle()
    assert sorted(one[-5:] for one in writer.kept()) == ["jiu", "工作的通知"]


def test_a_text_that_is_opened_beside_leaves_the_one_before_as_it_was(writer, source):
    writer.begin()
    writer.type("title", "jiu")
    open_file(writer, source)
    writer.answer("beside")
    writer.editor.leave()
    writer.settle()
    assert sorted(one[-5:] for one in writer.kept()) == ["jiu", "工作的通知"]


def test_whoever_thinks_better_of_it_finds_everything_as_it_was(writer, source):
    writer.begin()
    writer.type("title", "jiu")
    open_file(writer, source)
    writer.answer("cancel")
    assert title(writer) == "jiu"


def test_what_the_reader_noticed_stands_above_the_text_until_it_was_read(writer, source):
    source.write_text(NOTICE.replace("有关事项", "有关\u200b事项"), encoding="utf-8")
    open_file(writer, source, anew=True)
    notes = writer.editor.notes
    lines = [notes.findChild(QListWidget).item(row).text() for row in range(notes.findChild(QListWidget).count())]
    assert len(lines) == 1
    assert "看不见的控制字符" in lines[0]
    assert "有 1 处" in notes.findChild(QLabel).text()
    notes.findChild(QPushButton, "notes-read").click()
    assert notes.isHidden()


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    file = tmp_path / "关于防汛的来文.tif"
    file.write_bytes(b"II*\0" + bytes(range(256)))
    return file


def test_a_file_that_cannot_be_read_goes_with_a_new_draft_that_is_named_after_it(writer, scan):
    writer.begin()
    writer.type("title", "jiu")
    open_file(writer, scan)
    assert "扫描图片（TIFF）" in writer.dialog().informativeText()
    writer.answer("keep")
    assert title(writer) == "关于防汛的来文"
    (kept,) = writer.editor.files.files()
    assert (kept.name, kept.size) == (scan.name, 260)
    writer.editor.leave()
    writer.settle()
    assert sorted(writer.kept()) == ["jiu", "关于防汛的来文"]
    assert writer.problems == []


def test_a_file_that_cannot_be_read_and_is_not_wanted_leaves_no_trace(writer, scan):
    open_file(writer, scan, anew=True)
    writer.answer("cancel")
    assert (writer.kept(), writer.problems) == ([], [])


def test_what_is_no_file_or_holds_nothing_is_refused_and_the_editor_stays_as_it_was(writer, tmp_path):
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    writer.begin()
    writer.type("title", "jiu")
    for path in (empty, tmp_path / "没有.txt", tmp_path):
        open_file(writer, path)
    assert [one.code for one in writer.problems] == ["source.empty", "source.unreadable", "attachment.no-file"]
    assert title(writer) == "jiu"


def test_a_kind_that_the_file_names_is_shown(writer, source):
    open_file(writer, source, anew=True)
    kind = writer.element("kind")
    assert isinstance(kind, QComboBox)
    assert writer.editor.findChild(QLabel, "kind-says").text().startswith("适用于发布")


def test_the_file_that_was_read_can_be_inspected_as_it_stands(writer, source):
    open_file(writer, source, anew=True)
    with writer.qtbot.waitSignal(writer.editor.notes.check_wanted) as wanted:
        writer.press("notes-check")
    assert wanted.args == [source]


def paste(writer: Writer, words: str) -> None:
    QApplication.clipboard().setText(words)
    writer.editor.body.main.paste()
    writer.settle()


def test_a_whole_paper_that_is_pasted_is_offered_its_elements(writer):
    writer.begin()
    paste(writer, NOTICE.replace("现将", "一、总体要求\n（一）时间。请于5月底前办结。\n现将"))
    assert title(writer) == ""
    writer.press("text-undo")
    text = writer.editor.manuscript()
    assert title(writer) == "清源县人民政府办公室关于做好防汛工作的通知"
    assert (text.recipients, text.signatories) == ("各乡镇人民政府", ("清源县人民政府办公室",))
    assert [block.text for block in text.body] == [
        "一、总体要求",
        "（一）时间。请于5月底前办结。",
        "现将有关事项通知如下。",
    ]
    assert writer.editor.body.main.hasFocus()
    assert writer.editor.notes.isVisible() and writer.editor.notes.findChild(QPushButton, "notes-check").isHidden()


def test_elements_that_were_sorted_go_back_into_the_text(writer):
    writer.begin()
    paste(writer, NOTICE)
    pasted = writer.editor.manuscript()
    writer.press("text-undo")
    assert title(writer)
    writer.press("text-undo")
    assert writer.editor.manuscript() == pasted
    assert writer.editor.notes.isHidden()


def test_sorting_leaves_no_other_draft_behind(writer):
    writer.begin()
    paste(writer, NOTICE)
    writer.press("text-undo")
    writer.editor.leave()
    writer.settle()
    assert len(writer.session.drafts.all()) == 1


def test_paragraphs_that_are_pasted_stay_in_the_text(writer):
    writer.begin()
    paste(writer, "第一段，没有标题。\n第二段。\n第三段。\n第四段。\n")
    assert writer.editor.body.line.undo.isHidden()


def test_what_was_pasted_under_a_title_stays_in_the_text(writer):
    writer.begin()
    writer.compose("title", "关于做好防汛工作的通知")
    paste(writer, NOTICE)
    assert writer.editor.body.line.undo.isHidden()
