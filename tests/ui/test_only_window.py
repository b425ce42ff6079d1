"""Started twice: the second program calls the first one's window and goes, quickly."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from oa_desktop.ui.only_window import OnlyWindow

CRASH = """
import os, sys
from pathlib import Path
from oa_desktop.ui.only_window import OnlyWindow
mine = OnlyWindow(Path(sys.argv[1]))
print(mine.claim(), flush=True)
os._exit(9)
"""


@pytest.fixture
def first(tmp_path):
    claimed = OnlyWindow(tmp_path)
    assert claimed.claim()
    yield claimed
    claimed.give_up()


class Called(QWidget):
    """A window that counts how often it is put before the others."""

    times = 0

    def raise_(self) -> None:
        self.times += 1
        super().raise_()


def test_the_second_program_calls_the_first_window_and_opens_none(qtbot, tmp_path, first):
    window = Called()
    qtbot.addWidget(window)
    window.showMinimized()
    first.answer_with(window)
    assert not OnlyWindow(tmp_path).claim()
    qtbot.waitUntil(lambda: window.times > 0)
    assert not window.isMinimized()
    called = window.times
    assert not OnlyWindow(tmp_path).claim()
    qtbot.waitUntil(lambda: window.times > called)


def test_when_the_first_is_closed_the_next_opens_a_window(tmp_path, first):
    first.give_up()
    assert OnlyWindow(tmp_path).claim()


def test_what_a_crash_has_left_does_not_keep_anybody_out(tmp_path):
    crashed = subprocess.run([sys.executable, "-c", CRASH, str(tmp_path)], capture_output=True, text=True, check=False)
    assert (crashed.stdout.strip(), crashed.returncode) == ("True", 9)
    assert list(tmp_path.glob("*.lock"))
    assert OnlyWindow(tmp_path).claim()


def test_another_home_has_a_window_of_its_own(tmp_path, first):
    other = tmp_path / "other"
    other.mkdir()
    assert OnlyWindow(other).claim()


def test_a_folder_in_which_nobody_can_tell_keeps_nobody_out(tmp_path):
    assert OnlyWindow(tmp_path / "missing").claim()


def test_the_second_program_goes_before_it_imports_what_an_office_needs(tmp_path, first):
    second = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "oa_desktop", "window", "--home", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
        timeout=60,
    )
    assert second.returncode == 0, second.stderr[-2000:]
    imported = {
        line.rpartition("|")[2].strip() for line in second.stderr.splitlines() if line.startswith("import time:")
    }
    assert "oa_desktop.ui.only_window" in imported
    assert not {"oa_desktop.storage", "oa_desktop.docs", "sqlalchemy", "reportlab", "oa_desktop.ui.window"} & imported
