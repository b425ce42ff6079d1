"""Nobody leaves a text without its last words: whoever goes is held until they are kept, or is asked and told why."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QPlainTextEdit, QPushButton, QWidget

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.realms import Realm
from oa_desktop.ui.telling.alarm import Alarm
from oa_desktop.ui.telling.problem_dialog import ProblemDialog
from oa_desktop.ui.telling.status_line import StatusLine
from oa_desktop.ui.writing.opening import Opened
from tests.fakes.office import FakeOffice, notice
from tests.fakes.premises import FakePremises
from tests.ui.windows import Before
from tests.ui.writer import Writer

PATIENCE_MS = 60_000
_LEFT = Qt.MouseButton.LeftButton


class Disk:
    """The drafts of a store: they may take their time, or find no room.

    Attributes:
        full: Whether there is no room.
        free: Whether a draft is kept at once; else it waits for that.
    """

    def __init__(self, office: FakeOffice) -> None:
        self.full = False
        self.free = threading.Event()
        self.free.set()
        self._keep = office.stores.made.keep_draft
        office.stores.made.keep_draft = self._kept

    def _kept(self, *given: object) -> None:
        assert self.free.wait(10)
        if self.full:
            raise Unavailable("disk.full", reason="设备上没有空间")
        self._keep(*given)


@pytest.fixture
def disk(office: FakeOffice) -> Disk:
    return Disk(office)


@pytest.fixture
def writer(qtbot, office, disk) -> Iterator[Writer]:
    one = Writer(qtbot, office)
    one.closed = []
    one.editor.closed.connect(lambda: one.closed.append(True))
    yield one
    disk.free.set()
    one.tasks.close()


def asked(writer: Writer) -> QMessageBox:
    found = [one for one in writer.room.window().findChildren(QMessageBox, "ask-unkept") if one.isVisible()]
    (one,) = found
    return one


def test_whoever_goes_back_is_held_until_the_last_words_are_kept(writer, disk):
    writer.begin()
    writer.type("title", "tongzhi")
    disk.free.clear()
    writer.qtbot.mouseClick(writer.editor.findChild(QPushButton, "back"), _LEFT)
    assert writer.closed == []
    assert not writer.element("title").isEnabled(), "nothing is typed that would be lost"
    disk.free.set()
    writer.settle()
    assert writer.closed == [True]
    assert writer.kept() == ["tongzhi"]


def test_whoever_goes_back_just_when_the_disk_is_full_is_asked_and_told_why_and_stays(writer, disk):
    writer.begin()
    writer.type("title", "tongzhi")
    disk.full = True
    writer.press("back")
    question = asked(writer)
    said = question.text() + question.informativeText()
    for words in ("还没有存上", "磁盘满了", "设备上没有空间", "腾出空间"):
        assert words in said
    assert question.defaultButton().objectName() == "stay"
    assert writer.problems == [], "one dialog is enough"
    question.defaultButton().click()
    assert writer.closed == []
    writer.type("title", "er")
    assert writer.typed("title") == "tongzhier"
    disk.full = False
    writer.press("back")
    assert writer.closed == [True]
    assert writer.kept() == ["tongzhier"]


def test_whoever_was_asked_goes_by_itself_once_there_is_room(writer, disk):
    writer.begin()
    writer.type("title", "tongzhi")
    disk.full = True
    writer.press("back")
    asked(writer)
    disk.full = False
    writer.qtbot.waitUntil(lambda: writer.closed == [True], timeout=PATIENCE_MS)
    assert writer.kept() == ["tongzhi"]
    assert not [one for one in writer.room.window().findChildren(QDialog) if one.isVisible()]


def test_whoever_was_asked_may_stay_though_the_words_are_kept_at_that_moment(writer, disk):
    writer.begin()
    writer.type("title", "tongzhi")
    disk.full = True
    writer.press("back")
    asked(writer).defaultButton().click()
    disk.full = False
    writer.qtbot.waitUntil(lambda: writer.kept() == ["tongzhi"], timeout=PATIENCE_MS)
    writer.settle()
    assert writer.closed == []


def test_whoever_really_goes_leaves_without_the_words_and_nobody_tries_again(writer, disk):
    writer.begin()
    writer.type("title", "tongzhi")
    disk.full = True
    writer.press("back")
    with writer.qtbot.waitSignal(writer.editor.keeping.unkept) as told:
        asked(writer).findChild(QPushButton, "agree").click()
    assert told.args == [None]
    assert writer.closed == [True]
    disk.full = False
    assert not writer.editor.keeping.pending
    assert writer.kept() == []


def test_another_text_is_begun_only_when_the_one_before_is_kept(writer, disk):
    writer.begin()
    writer.type("title", "yi")
    disk.full = True
    writer.begin()
    assert writer.typed("title") == "yi"
    disk.full = False
    writer.qtbot.waitUntil(lambda: writer.typed("title") == "", timeout=PATIENCE_MS)
    assert writer.kept() == ["yi"]


def test_a_text_gives_its_place_to_a_file_only_when_it_is_kept_beside(writer, disk, tmp_path):
    file = tmp_path / "稿.txt"
    file.write_text("关于防汛工作的通知\n\n各乡镇：\n\n　　请做好准备。\n", encoding="utf-8")
    writer.begin()
    writer.type("title", "jiu")
    disk.full = True
    writer.editor.opening.taken.emit(Opened(path=file, text=notice("关于防汛工作的通知")))
    writer.settle()
    assert writer.typed("title") == "jiu"
    assert "disk.full" in [one.code for one in writer.problems]
    disk.full = False
    writer.editor.opening.taken.emit(Opened(path=file, text=notice("关于防汛工作的通知")))
    writer.settle()
    assert writer.typed("title") == "关于防汛工作的通知"
    assert "jiu" in writer.kept()


# --- while files are coming in, while a text is handed in ---------------------------------------------------------


@pytest.fixture
def slow_file(writer, tmp_path: Path) -> Iterator[threading.Event]:
    """A file on its way in that arrives when the event is set."""
    file, gate, real = tmp_path / "数据.xlsx", threading.Event(), writer.session.writing.keep_file
    file.write_bytes(b"PK" * 1000)

    def keep_file(name, stream, size):
        while not gate.wait(0.01):
            stream.read(0)
        return real(name, stream, size)

    writer.session.writing.keep_file = keep_file
    writer.begin()
    writer.type("title", "tongzhi")
    writer.editor.files.offer([file])
    writer.settle()
    writer.dialog().findChild(QPushButton, "agree").click()
    yield gate
    gate.set()


def test_whoever_goes_while_a_file_is_coming_in_is_asked_and_goes_when_it_has_come(writer, slow_file):
    writer.qtbot.mouseClick(writer.editor.findChild(QPushButton, "back"), _LEFT)
    assert "附件" in asked(writer).text()
    slow_file.set()
    writer.qtbot.waitUntil(lambda: writer.closed == [True], timeout=PATIENCE_MS)
    ((draft,),) = (writer.session.drafts.all().values(),)
    assert (draft.text.title, [one.name for one in draft.attachments]) == ("tongzhi", ["数据.xlsx"])


def test_whoever_goes_without_a_file_that_is_coming_in_still_has_the_words(writer, slow_file):
    writer.qtbot.mouseClick(writer.editor.findChild(QPushButton, "back"), _LEFT)
    asked(writer).findChild(QPushButton, "agree").click()
    writer.settle()
    assert writer.closed == [True]
    ((draft,),) = (writer.session.drafts.all().values(),)
    assert (draft.text.title, draft.attachments) == ("tongzhi", ())


def test_whoever_goes_while_a_text_is_handed_in_goes_after_it_or_stays_with_it_where_it_is_refused(writer, disk):
    writer.begin()
    writer.editor.form.show_manuscript(notice())
    disk.free.clear()
    gone = []
    writer.editor.hand_in(submit=False)
    writer.editor.keeping.part(lambda: gone.append(True))
    disk.full = True
    disk.free.set()
    writer.settle()
    assert (gone, [one.code for one in writer.problems]) == ([], ["disk.full"])
    assert writer.editor.manuscript().title == notice().title
    disk.full = False
    writer.editor.hand_in(submit=False)
    writer.editor.keeping.part(lambda: gone.append(True))
    assert gone == []
    writer.qtbot.waitUntil(lambda: gone == [True])
    assert len(writer.handed_in) == 1


# --- the whole window ---------------------------------------------------------------------------------------------


@pytest.fixture
def page(qtbot, office, disk, tmp_path) -> Iterator[Before]:
    made = Before(qtbot, FakePremises(tmp_path, office, {Realm.OFFICIAL}), Realm.OFFICIAL)
    made.enter("drafter", "口令")
    made.window.commands.action("document.new").trigger()
    made.settle()
    yield made
    disk.full = False
    disk.free.set()
    made.window.close()
    made.qtbot.waitUntil(lambda: not made.window.isVisible(), timeout=PATIENCE_MS)


def type_title(page: Before, words: str) -> None:
    title = next(one for one in page.window.editor.findChildren(QPlainTextEdit) if one.isVisible())
    page.qtbot.keyClicks(title, words)


def titles(office: FakeOffice) -> list[str]:
    return [one.text.title for one in office.as_("drafter").drafts.all().values()]


@pytest.mark.parametrize("going", ["session.switch", "window.quit"])
def test_no_word_of_the_last_moment_is_lost_where_the_disk_fills_up_just_then(page, office, disk, going):
    type_title(page, "guanyu")
    disk.full = True
    page.window.commands.action(going).trigger()
    question = page.seen(QMessageBox, "ask-unkept")
    assert page.window.isVisible() and page.window.editor is not None
    disk.full = False
    page.qtbot.waitUntil(lambda: page.window.editor is None, timeout=PATIENCE_MS)
    assert page.window.isVisible() == (going == "session.switch")
    assert titles(office) == ["guanyu"]
    del question


@pytest.mark.parametrize("going", ["session.switch", "window.quit"])
def test_whoever_goes_just_after_a_key_has_that_key_in_the_draft(page, office, disk, going):
    type_title(page, "guanyu")
    disk.free.clear()
    page.window.commands.action(going).trigger()
    assert page.window.isVisible() and page.window.editor is not None
    disk.free.set()
    page.qtbot.waitUntil(lambda: page.window.editor is None, timeout=PATIENCE_MS)
    assert titles(office) == ["guanyu"]


def test_a_locked_window_is_left_to_somebody_else_only_when_the_words_are_kept(page, office, disk):
    type_title(page, "guanyu")
    disk.full = True
    page.window.commands.action("session.lock").trigger()
    page.settle()
    page.press("other")
    page.seen(QMessageBox, "ask-unkept").reject()
    assert page.window.editor is not None
    disk.full = False
    page.press("other")
    page.qtbot.waitUntil(lambda: page.window.editor is None, timeout=PATIENCE_MS)
    assert titles(office) == ["guanyu"]


def test_the_status_line_says_in_words_sign_and_colour_that_words_are_not_kept_until_they_are(page, office, disk):
    disk.full = True
    type_title(page, "guanyu")
    alarm = page.seen(Alarm, "alarm")
    status = page.window.findChild(StatusLine)
    assert "起没有存上：磁盘满了，没有写入。" in alarm.accessibleName()
    assert "没有存上" in alarm.text()
    assert "设备上没有空间" in alarm.accessibleDescription()
    assert "请腾出空间" in alarm.toolTip()
    assert not alarm.icon().isNull()
    assert alarm.property("tone") == "alarm"
    for one in page.window.findChildren(ProblemDialog):
        one.reject()
    page.press("alarm")
    told = page.seen(ProblemDialog, "problem")
    assert "设备上没有空间" in " ".join(label.text() for label in told.findChildren(QLabel))
    told.reject()
    disk.full = False
    page.qtbot.waitUntil(lambda: not alarm.isVisible(), timeout=PATIENCE_MS)
    assert "已保存" in status.findChild(QLabel, "status").text()
    assert titles(office) == ["guanyu"]


def test_a_question_that_settles_itself_behind_the_lock_is_not_asked_after_unlocking(page, office, disk):
    type_title(page, "guanyu")
    disk.full = True
    page.press("back")
    question = page.seen(QMessageBox, "ask-unkept")
    page.window.commands.action("session.lock").trigger()
    page.settle()
    assert not question.isVisible()
    disk.full = False
    page.qtbot.waitUntil(lambda: not shiboken6.isValid(question), timeout=PATIENCE_MS)
    page.type("password", "口令", page.seen(QWidget, "locked"))
    page.press("enter", page.seen(QWidget, "locked"))
    page.qtbot.waitUntil(page.window.desk.isVisible)
    assert titles(office) == ["guanyu"]
