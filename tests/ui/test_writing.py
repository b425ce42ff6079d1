"""At the editor: what is typed is kept without being asked, and becomes a document when it is handed in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from oa_desktop.office import queries as q
from oa_desktop.ui.acting.act_dialog import ActDialog
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.editor import Editor
from tests.fakes.office import FakeOffice, notice
from tests.ui.hands import type_words


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


class Writer:
    def __init__(self, qtbot: QtBot, tasks: Tasks, office: FakeOffice) -> None:
        self.qtbot, self.tasks, self.session = qtbot, tasks, office.as_("drafter")
        self.workplace = Workplace(self.session, tasks)
        self.editor = Editor(self.workplace)
        self.problems, self.handed_in = [], []
        self.workplace.problem.connect(self.problems.append)
        self.editor.handed_in.connect(self.handed_in.append)
        qtbot.addWidget(self.editor)

    def begin(self) -> None:
        self.editor.new()
        self.settle()

    def type(self, element: str, words: str) -> None:
        sort = QPlainTextEdit if element in ("title", "recipients") else QLineEdit
        self.qtbot.keyClicks(self.editor.findChild(sort, f"element-{element}"), words)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.idle)

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(self.editor.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    def agree(self, words: str) -> None:
        (dialog,) = (one for one in self.editor.findChildren(ActDialog) if one.isVisible())
        self.qtbot.keyClicks(dialog.findChild(QPlainTextEdit, "words"), words)
        self.qtbot.mouseClick(dialog.findChild(QPushButton, "agree"), Qt.MouseButton.LeftButton)
        self.settle()


@pytest.fixture
def writer(qtbot, office):
    tasks = Tasks()
    writer = Writer(qtbot, tasks, office)
    yield writer
    writer.editor.leave()
    tasks.close()


def test_what_is_typed_is_kept_two_seconds_later_without_being_asked(writer):
    writer.begin()
    writer.type("title", "guanyu ceshi de tongzhi")
    assert writer.session.drafts() == {}
    with writer.qtbot.waitSignal(writer.editor.kept, timeout=2000):
        writer.type("title", "x")
    ((_, kept),) = writer.session.drafts().items()
    assert kept.text.title == "guanyu ceshi de tongzhix"


def test_going_back_to_the_desk_keeps_what_was_typed(writer):
    writer.begin()
    writer.type("title", "tongzhi")
    writer.editor.leave()
    writer.settle()
    assert [one.text.title for one in writer.session.drafts().values()] == ["tongzhi"]


def test_a_text_that_is_handed_in_is_a_document_and_no_draft_any_more(writer):
    writer.begin()
    writer.editor.form.show_manuscript(notice())
    type_words(writer.editor.body.text, "现将有关事项通知如下。\n一、提高认识。")
    writer.editor._autosave.save()
    writer.press("send")
    writer.agree("qing shenhe")
    (document,) = writer.handed_in
    state = writer.session.dossier(document)
    assert (state.step, state.particulars.title) == ("department", notice().title)
    assert [block.text for block in writer.session.text(document).body] == ["现将有关事项通知如下。", "一、提高认识。"]
    assert writer.session.ask(q.Timeline(dossier=document))[-1].words == "qing shenhe"
    assert writer.session.drafts() == {}
    assert writer.problems == []


def test_a_returned_document_is_written_on_where_it_stands(writer, office):
    document = office.draft(notice())
    writer.editor.revise(document)
    writer.settle()
    writer.type("note", "xxx")
    writer.press("hand-in")
    assert writer.session.text(document).note == "xxx"
    assert [one.act for one in writer.session.ask(q.Timeline(dossier=document))] == ["拟稿", "修改"]


def test_what_is_not_right_yet_is_said_beside_its_element_and_nothing_is_refused(writer):
    writer.begin()
    writer.qtbot.waitUntil(lambda: bool(writer.editor.form._said["title"].text()))
    writer.editor.form.show_manuscript(notice(date="2026.4.16"))
    writer.qtbot.waitUntil(lambda: bool(writer.editor.form._said["date"].text()))
    said = {name: label.text() for name, label in writer.editor.form._said.items()}
    assert said["title"] == ""


def test_a_refused_text_stays_in_the_editor(writer):
    writer.begin()
    writer.editor.form.show_manuscript(notice(classification="绝密★10年"))
    writer.press("hand-in")
    assert [one.code for one in writer.problems] == ["classification.above-grade"]
    assert writer.editor.manuscript().title == notice().title
    assert writer.handed_in == []
