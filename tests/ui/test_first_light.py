"""Something stands on the screen at once; the window takes its place when everything is there."""

import subprocess
import sys

from pytestqt.qtbot import QtBot

from oa_desktop.ui.first_light import FirstLight
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


def test_nothing_heavy_is_imported_before_the_first_light():
    look = (
        "import sys, oa_desktop.app, oa_desktop.ui.application, oa_desktop.ui.first_light;"
        "print([one for one in ('sqlalchemy', 'reportlab', 'yaml', 'oa_desktop.office', 'oa_desktop.ui.window')"
        " if one in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
