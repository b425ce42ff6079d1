"""The size of all text may change while somebody writes: the panes make room, and nothing that was typed goes."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from oa_desktop.ui.look.colours import Scheme
from oa_desktop.ui.look.dress import dress
from oa_desktop.ui.look.sizes import TextSize
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.editor import Editor
from tests.fakes.office import FakeOffice, notice


@pytest.fixture
def application(qapp: QApplication):
    yield qapp
    dress(qapp, Scheme.LIGHT, TextSize.STANDARD)


def test_the_largest_text_in_the_dark_while_a_document_is_written(qtbot: QtBot, application):
    tasks = Tasks()
    editor = Editor(Workplace(FakeOffice().as_("drafter"), tasks))
    qtbot.addWidget(editor)
    editor.resize(1366, 700)
    editor.show()
    editor.new()
    qtbot.waitUntil(lambda: tasks.idle)
    editor.form.show_manuscript(notice())
    for scheme, size in (
        (Scheme.DARK, TextSize.LARGEST),
        (Scheme.LIGHT, TextSize.STANDARD),
        (Scheme.DARK, TextSize.LARGER),
    ):
        dress(application, scheme, size)
        qtbot.wait(20)
        assert editor.manuscript().title == notice().title
    tasks.close()
