"""Files come to a text by button or by dropping them: seen before they are taken, kept with progress, never half."""

import os
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTreeWidget

from oa_desktop.office.drafting.writing import Writing
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.tasks import Cancelled, Progress
from oa_desktop.ui.writing.files.attach_dialog import AttachDialog
from oa_desktop.ui.writing.files.incoming import keep, look_at
from tests.fakes.office import FakeOffice, notice
from tests.ui.writer import Writer

SCREEN_HEIGHT = 768


@pytest.fixture
def writer(qtbot):
    one = Writer(qtbot, FakeOffice())
    yield one
    one.go_home()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "数据.xlsx"
    file.write_bytes(b"PK" * 1000)
    return file


def drop(over, *paths: Path) -> bool:
    """Drag files over a widget and let them go there; tell whether they were taken."""
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys = (Qt.DropAction.CopyAction, brought, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *keys)
    QApplication.sendEvent(over, enter)
    let_go = QDropEvent(QPointF(5, 5), *keys)
    QApplication.sendEvent(over, let_go)
    return enter.isAccepted() and let_go.isAccepted()


def shown(writer: Writer) -> list[list[str]]:
    listed = writer.dialog().findChild(QTreeWidget, "incoming")
    rows = (listed.topLevelItem(row) for row in range(listed.topLevelItemCount()))
    return [[row.text(column) for column in range(3)] for row in rows]


def test_files_dropped_on_the_text_are_shown_first_and_become_attachments_of_the_document(writer, table):
    writer.begin()
    writer.editor.form.show_manuscript(notice())
    assert drop(writer.editor.form.widget(), table)
    writer.settle()
    assert shown(writer) == [["数据.xlsx", "表格", "2.0 KB"]]
    assert writer.editor.files.files() == ()
    writer.answer()
    (kept,) = writer.editor.files.files()
    assert (kept.name, kept.size) == ("数据.xlsx", 2000)
    writer.press("hand-in")
    assert writer.session.dossier(writer.handed_in[0]).attachments == (kept,)
    assert writer.session.papers.content(writer.handed_in[0], kept.digest) == table.read_bytes()


def test_a_dropped_file_never_leaves_its_address_in_an_element(writer, table):
    writer.begin()
    assert drop(writer.element("note"), table)
    assert drop(writer.element("title").viewport(), table)
    writer.settle()
    assert writer.typed("note") == writer.typed("title") == ""


def test_words_that_are_dragged_still_go_where_they_are_let_go(writer):
    writer.begin()
    words = QMimeData()
    words.setText("lianxiren")
    where = writer.element("note")
    keys = (Qt.DropAction.CopyAction, words, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(where, QDragEnterEvent(QPoint(5, 5), *keys))
    QApplication.sendEvent(where, QDropEvent(QPointF(5, 5), *keys))
    assert writer.typed("note") == "lianxiren"


def test_a_file_above_the_limit_is_refused_with_the_reason_before_it_is_read(writer, tmp_path):
    huge = tmp_path / "录像.mp4"
    huge.touch()
    os.truncate(huge, 501_000_000)
    huge.chmod(0)
    writer.begin()
    writer.editor.files.offer([huge, tmp_path])
    writer.settle()
    assert [row[1] for row in shown(writer)] == ["不添加", "不添加"]
    said = " ".join(label.text() for label in writer.dialog().findChildren(QLabel))
    assert "500 MB" in said
    assert "文件夹" in said
    assert not writer.dialog().findChild(QPushButton, "agree").isEnabled()


def test_several_files_come_in_one_after_the_other_and_one_that_is_gone_does_not_stop_the_rest(writer, tmp_path):
    files = [tmp_path / f"附件{number}.pdf" for number in range(4)]
    for file in files:
        file.write_bytes(file.name.encode())
    writer.begin()
    writer.editor.files.offer(files)
    writer.settle()
    files[1].unlink()
    writer.answer()
    assert [one.name for one in writer.editor.files.files()] == ["附件0.pdf", "附件2.pdf", "附件3.pdf"]
    assert len(writer.problems) == 1


def test_a_program_is_named_as_one_before_it_is_taken(writer, tmp_path):
    (tmp_path / "安装.exe").write_bytes(b"MZ")
    writer.begin()
    writer.editor.files.offer([tmp_path / "安装.exe"])
    writer.settle()
    assert "程序" in shown(writer)[0][1]


def test_a_file_that_is_gone_when_it_is_read_is_told_of(writer, table):
    writer.begin()
    writer.editor.files.offer([table])
    writer.settle()
    table.unlink()
    writer.answer()
    assert [one.code for one in writer.problems] == ["source.unreadable"]
    assert writer.editor.files.files() == ()


def test_a_file_is_taken_out_again_by_the_delete_key(writer, table):
    writer.begin()
    writer.editor.files.offer([table])
    writer.settle()
    writer.answer()
    listed = writer.editor.files.findChild(QTreeWidget, "files")
    listed.setCurrentItem(listed.topLevelItem(0))
    listed.setFocus()
    writer.room.activateWindow()
    writer.qtbot.waitUntil(listed.hasFocus)
    writer.qtbot.keyClick(listed, Qt.Key.Key_Delete)
    assert writer.editor.files.files() == ()


def test_a_file_that_arrives_after_the_writer_has_gone_on_is_not_added_to_another_text(writer, table):
    writer.begin()
    writer.editor.files.offer([table])
    writer.settle()
    writer.dialog().agreed.emit(look_at(writer.session, [table]))
    writer.editor.files.show_files(())
    writer.settle()
    assert writer.editor.files.files() == ()


def test_a_text_is_not_handed_in_while_its_files_are_on_their_way(writer, table):
    writer.begin()
    writer.editor.files.offer([table])
    writer.settle()
    writer.dialog().agreed.emit(look_at(writer.session, [table]))
    assert not writer.editor.findChild(QPushButton, "hand-in").isEnabled()
    writer.settle()
    assert writer.editor.findChild(QPushButton, "hand-in").isEnabled()


def test_keeping_a_file_tells_how_far_it_is_and_stops_when_it_is_called_off(table):
    session, told = FakeOffice().as_("drafter"), []
    (one,) = look_at(session, [table])
    kept = keep(session, one, Progress(lambda done, total: told.append((done, total))))
    assert kept.size == 2000
    assert told[-1][0] == told[-1][1]
    stopped = Progress(lambda *_: None)
    stopped.cancel()
    with pytest.raises(Cancelled):
        keep(session, one, stopped)


def test_the_dialog_is_freed(qtbot, table):
    dialog = AttachDialog(look_at(FakeOffice().as_("drafter"), [table]))
    with qtbot.waitSignal(dialog.destroyed):
        dialog.open()
        dialog.reject()


def test_forty_files_that_are_not_taken_leave_the_buttons_on_the_screen(writer, tmp_path):
    writer.begin()
    writer.editor.files.offer(tmp_path / f"不在{number}.docx" for number in range(40))
    writer.settle()
    dialog = writer.dialog()
    assert dialog.height() <= SCREEN_HEIGHT
    assert len([one for one in dialog.findChildren(QLabel) if "不在" in one.text()]) == 40


def test_the_dialog_in_which_files_are_chosen_speaks_chinese(writer):
    writer.begin()
    writer.press("add-file")
    (dialog,) = (one for one in writer.editor.findChildren(FileDialog) if one.isVisible())
    labels = [one.text() for one in dialog.findChildren(QLabel)]
    assert [one for one in labels if one.strip() and one.isascii()] == []
    dialog.reject()


class Slow(Writing):
    """A desk to which files come as slowly as from a stick."""

    gate: threading.Event

    def keep_file(self, name: str, stream, size: int) -> object:
        stream.read(1)
        assert self.gate.wait(10)
        stream.seek(0)
        return super().keep_file(name, stream, size)


def test_what_is_typed_is_kept_while_a_large_file_is_still_coming_in(writer, table):
    slow = Slow(writer.session._desk, writer.session.writing.reader)
    slow.gate = gate = threading.Event()
    writer.begin()
    writer.session.writing = slow
    writer.editor.files.offer([table])
    writer.settle()
    writer.qtbot.mouseClick(writer.dialog().findChild(QPushButton, "agree"), Qt.MouseButton.LeftButton)
    with writer.qtbot.waitSignal(writer.editor.kept, timeout=5000):
        writer.type("title", "tongzhi")
    assert writer.kept() == ["tongzhi"]
    assert writer.editor.files.files() == ()
    gate.set()
    writer.settle()
    assert [one.name for one in writer.editor.files.files()] == ["数据.xlsx"]
