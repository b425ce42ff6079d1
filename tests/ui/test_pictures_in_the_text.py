"""Pictures (图) in the text that is written: inserted, dropped, pasted, undone, kept with the draft, gone on with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QLineEdit, QMenu, QSpinBox, QToolButton

from oa_desktop.docs.pictures.plain import plain_picture
from oa_desktop.docs.pictures.taking_in import take_in
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Paragraph, Picture, Span, Table
from tests.drawings import filed, plan
from tests.fakes.office import FakeOffice, notice
from tests.fakes.world import FakeReader
from tests.ui.test_files_of_a_text import drop
from tests.ui.writer import Writer

LINE = Paragraph(spans=(Span(text="现将示意图印发给你们。"),))
NEXT = Paragraph(spans=(Span(text="请认真学习。"),))


class PictureReader(FakeReader):
    """Takes pictures in, in this process."""

    def picture(self, data: bytes) -> bytes:
        return take_in(data)


@pytest.fixture
def writer(qtbot):
    one = Writer(qtbot, FakeOffice(reader=PictureReader()))
    yield one
    one.go_home()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "防汛图.png"
    made.write_bytes(filed(plan(400, 250)))
    return made


def written(writer: Writer, *blocks) -> None:
    writer.begin()
    writer.editor.body.show_text(blocks, ())
    writer.settle()
    writer.qtbot.waitUntil(writer.editor.body.text.ready)


def go_to_end(writer: Writer, number: int) -> None:
    text = writer.editor.body.text
    cursor = QTextCursor(text.document().findBlockByNumber(number))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    text.setTextCursor(cursor)


def dropped(writer: Writer, *files: Path) -> bool:
    taken = drop(writer.editor.body.text.viewport(), *files)
    writer.settle()
    return taken


def menu(writer: Writer) -> QMenu:
    found = writer.editor.findChild(QToolButton, "picture-menu").menu()
    found.aboutToShow.emit()
    return found


def pictures(writer: Writer) -> list[Picture]:
    return [one for one in writer.editor.body.body() if isinstance(one, Picture)]


def test_a_picture_that_is_dropped_on_the_text_stands_behind_the_paragraph(writer, file):
    written(writer, LINE, NEXT)
    go_to_end(writer, 0)
    assert dropped(writer, file)
    first, picture, last = writer.editor.body.body()
    assert (first, last) == (LINE, NEXT)
    assert picture.name == "防汛图"
    assert plain_picture(writer.session.pictures.read(picture.digest)) is not None


def test_one_undo_takes_a_picture_back_and_one_redo_brings_it_again(writer, file):
    written(writer, LINE, NEXT)
    go_to_end(writer, 0)
    dropped(writer, file)
    with_picture = writer.editor.body.body()
    writer.editor.journal.undo()
    assert writer.editor.body.body() == (LINE, NEXT)
    writer.editor.journal.redo()
    assert writer.editor.body.body() == with_picture


def test_other_files_that_are_dropped_on_the_text_become_attachments(writer, file, tmp_path):
    written(writer, LINE)
    table = tmp_path / "数据.xlsx"
    table.write_bytes(b"PK")
    dropped(writer, file, table)
    assert pictures(writer) == []
    writer.dialog().reject()


def test_a_picture_that_was_copied_by_itself_is_pasted(writer):
    written(writer, LINE)
    brought = QMimeData()
    brought.setImageData(QImage(40, 30, QImage.Format.Format_RGB32))
    assert writer.editor.body.text.canInsertFromMimeData(brought)
    writer.editor.body.text.insertFromMimeData(brought)
    writer.settle()
    (picture,) = pictures(writer)
    found = plain_picture(writer.session.pictures.read(picture.digest))
    assert (found.width, found.height) == (40, 30)


def test_a_picture_file_that_was_copied_is_pasted(writer, file):
    written(writer, LINE)
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile(str(file))])
    assert writer.editor.body.text.canInsertFromMimeData(brought)
    writer.editor.body.text.insertFromMimeData(brought)
    writer.settle()
    assert [one.name for one in pictures(writer)] == ["防汛图"]


def test_words_under_a_picture_are_its_caption(writer, file):
    written(writer, LINE)
    dropped(writer, file)
    picture = pictures(writer)[0]
    go_to_end(writer, 1)
    writer.qtbot.keyClicks(writer.editor.body.text, "plan 1")
    assert writer.editor.body.body() == (LINE, replace(picture, caption="plan 1"))


def test_a_line_behind_a_picture_is_a_paragraph_of_its_own(writer, file):
    written(writer, LINE)
    dropped(writer, file)
    writer.qtbot.keyClicks(writer.editor.body.text, "1.study")
    assert [type(one).__name__ for one in writer.editor.body.body()] == ["Paragraph", "Picture", "Paragraph"]
    assert writer.editor.body.body()[2].level == 3


def test_enter_behind_a_caption_begins_a_paragraph_like_any_other(writer):
    written(writer, LINE, Picture(digest="a" * 64, caption="plan"))
    go_to_end(writer, 1)
    writer.qtbot.keyClick(writer.editor.body.text, Qt.Key.Key_Return)
    writer.qtbot.keyClicks(writer.editor.body.text, "next")
    assert writer.editor.body.body()[2] == Paragraph(spans=(Span(text="next"),))
    first, last = (writer.editor.body.text.document().findBlockByNumber(number).blockFormat() for number in (0, 2))
    assert (first.textIndent(), first.leftMargin()) == (last.textIndent(), last.leftMargin())


def test_two_pictures_whose_paragraphs_have_become_one_are_still_two(writer):
    ones = (Picture(digest="a" * 64, name="甲", caption="图1"), Picture(digest="b" * 64, name="乙", width_mm=60))
    written(writer, *ones)
    cursor = QTextCursor(writer.editor.body.text.document().findBlockByNumber(1))
    cursor.deletePreviousChar()
    assert writer.editor.body.body() == ones


@pytest.mark.parametrize(
    "blocks",
    [
        (Picture(digest="a" * 64, name="只有图"),),
        (Picture(name="缺的图", caption="图1　缺"),),
        (
            LINE,
            Picture(digest="a" * 64, name="%20 ?#&", width_mm=80, caption="图1\n续行"),
            Table(rows=(("甲", "乙"),) * 2),
        ),
    ],
)
def test_a_text_with_pictures_is_read_as_it_was_written(writer, blocks):
    written(writer, *blocks)
    assert writer.editor.body.body() == blocks


def test_name_and_width_of_a_picture_are_changed_and_can_be_changed_back(writer, file):
    written(writer, LINE)
    dropped(writer, file)
    go_to_end(writer, 1)
    change = menu(writer).actions()[1]
    assert change.isEnabled()
    change.trigger()
    dialog = writer.dialog()
    name = dialog.findChild(QLineEdit, "picture-name")
    name.clear()
    writer.qtbot.keyClicks(name, "levee")
    dialog.findChild(QSpinBox, "picture-width").setValue(80)
    writer.answer()
    assert [(one.name, one.width_mm) for one in pictures(writer)] == [("levee", 80)]
    writer.editor.journal.undo()
    assert [(one.name, one.width_mm) for one in pictures(writer)] == [("防汛图", 0)]
    go_to_end(writer, 0)
    assert not menu(writer).actions()[1].isEnabled()


def test_a_copied_paragraph_takes_its_picture_along(writer, file):
    written(writer, LINE)
    dropped(writer, file)
    text = writer.editor.body.text
    text.selectAll()
    copied = text.createMimeDataFromSelection()
    go_to_end(writer, text.document().blockCount() - 1)
    text.insertFromMimeData(copied)
    writer.qtbot.waitUntil(text.ready)
    assert [one.name for one in pictures(writer)] == ["防汛图", "防汛图"]


def test_a_file_that_is_no_picture_is_told_and_nothing_is_inserted(writer, tmp_path):
    written(writer, LINE)
    false = tmp_path / "假的.png"
    false.write_bytes(b"no picture")
    dropped(writer, false)
    assert [one.code for one in writer.problems if isinstance(one, Refused)] == ["picture.unknown"]
    assert writer.editor.body.body() == (LINE,)


def test_a_draft_with_a_picture_is_kept_and_handed_in_with_it(writer, file):
    writer.begin()
    writer.editor.form.show_manuscript(notice())
    dropped(writer, file)
    (picture,) = pictures(writer)
    writer.press("hand-in")
    state = writer.office.state(writer.handed_in[0])
    assert [one.digest for one in state.pictures] == [picture.digest]


def test_a_kept_picture_is_shown_small_and_in_its_proportion(writer, file):
    written(writer, LINE)
    dropped(writer, file)
    (picture,) = pictures(writer)
    writer.settle()
    tile = writer.editor.body.text.pictures.tile(QUrl(f"picture:{picture.digest}?x"))
    middle = tile.pixelColor(2 + tile.width() // 8, 4)
    assert (middle.red(), middle.green(), middle.blue()) == pytest.approx((120, 180, 220), abs=12)
    assert tile.width() < writer.editor.body.text.width()


def test_a_picture_that_is_not_there_is_a_frame_and_no_fault(writer):
    written(writer, Picture(digest="f" * 64, name="丢了的图"))
    assert writer.problems == []
    assert not writer.editor.body.text.grab().isNull()
