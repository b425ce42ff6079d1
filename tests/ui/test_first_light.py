"""Something stands on the screen at once; the window takes its place when everything is there."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.ui.first_light import FirstLight, appear
from oa_desktop.ui.preferences import Preferences


def test_the_first_light_tells_once_that_it_is_seen(qtbot: QtBot, tmp_path):
    light = FirstLight(Preferences(tmp_path / "window.ini"))
    qtbot.addWidget(light)
    seen = []
    light.seen.connect(lambda: seen.append(True))
    with qtbot.waitSignal(light.seen):
        light.show()
    light.repaint()
    assert seen == [True]


@pytest.mark.parametrize(
    ("room", "whole"),
    [
        (QSize(1366, 768), True),
        (QSize(1366, 728), True),
        (QSize(1920, 768), True),
        (QSize(1600, 860), False),
    ],
)
def test_the_window_takes_the_whole_of_a_screen_that_has_no_room_for_it_and_its_frame(
    qtbot: QtBot, room: QSize, whole: bool, tmp_path
):
    window = QWidget()
    qtbot.addWidget(window)
    appear(window, Preferences(tmp_path / "window.ini"), room)
    assert window.isVisible()
    assert window.isMaximized() is whole


def test_the_window_stands_where_it_was_left_whatever_the_screen(qtbot: QtBot, tmp_path):
    preferences, window = Preferences(tmp_path / "window.ini"), QWidget()
    qtbot.addWidget(window)
    preferences.keep_layout("window", window.saveGeometry())
    appear(window, preferences, QSize(800, 600))
    assert window.isVisible()
    assert not window.isMaximized()


def test_nothing_heavy_is_imported_before_the_first_light():
    look = (
        "import sys, oa_desktop.app, oa_desktop.ui.application, oa_desktop.ui.first_light;"
        "print([one for one in ('sqlalchemy', 'reportlab', 'yaml', 'oa_desktop.office', 'oa_desktop.ui.window')"
        " if one in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


_STARTED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from oa_desktop import app
from oa_desktop.ui import first_light

looks = []

def watched(*given):
    light = made(*given)
    timer = QTimer(light)
    timer.timeout.connect(lambda: looks.append(1))
    light.seen.connect(lambda: timer.start(1))
    return light

def shown(*given):
    print(len(looks))
    QTimer.singleShot(0, QApplication.closeAllWindows)
    return opened(*given)

made, first_light.FirstLight = first_light.FirstLight, watched
opened, app._window = app._window, shown
app.main(Path(sys.argv[1]), None)
"""
"""The program; it says how often its event loop was seen to run between the first light and the window."""


def test_what_the_window_needs_is_imported_behind_the_first_light(tmp_path):
    command = [sys.executable, "-c", _STARTED, str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(told.stdout) > 2


_IMPORTING = """
import linecache
from PySide6.QtCore import QObject
from oa_desktop.ui.quick_imports import quicken_imports
quicken_imports()
import oa_desktop.office.session
print([file for file in linecache.cache if file.endswith("session.py")])
"""


def test_no_source_text_is_read_for_qt_when_a_module_is_imported():
    told = subprocess.run([sys.executable, "-c", _IMPORTING], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


_SIGNED_IN = """
import sys
from PySide6.QtWidgets import QApplication
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.room import WritingRoom
from tests.fakes.office import FakeOffice

application, tasks = QApplication([]), Tasks()
room = WritingRoom(Workplace(FakeOffice().as_("drafter"), tasks))
room.look_for_drafts()
print("oa_desktop.ui.writing.editor" in sys.modules)
while not tasks.idle:
    application.processEvents()
tasks.close()
print("oa_desktop.ui.writing.editor" in sys.modules, room.present)
"""


def test_what_the_editor_needs_is_imported_behind_the_desk():
    told = subprocess.run([sys.executable, "-c", _SIGNED_IN], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "True", "None"]
