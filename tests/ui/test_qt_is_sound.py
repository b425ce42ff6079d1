"""The installed Qt is one that long work survives.

PySide6 6.12.0 on Python 3.11 lost a reference to None with every call that returns nothing; after some thousand calls
the program died. Short tests passed, so this one is long.
"""

import sys

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.exceptions import TimeoutError as SignalNeverCame
from pytestqt.qtbot import QtBot

VOID_CALLS = 20_000
AT_A_TIME = 500
INTERPRETER_NOISE = 200


def references_lost_by(call, argument) -> int:
    """Call in portions and stop at the first loss: a faulty Qt ends the program before it can be reported."""
    before = sys.getrefcount(None)
    for _ in range(VOID_CALLS // AT_A_TIME):
        for _ in range(AT_A_TIME):
            call(argument)
        lost = abs(before - sys.getrefcount(None))
        if lost >= INTERPRETER_NOISE:
            break
    return lost


def test_twenty_thousand_calls_that_return_nothing_leave_none_alone(qapp):
    assert references_lost_by(QObject().setObjectName, "公文") < INTERPRETER_NOISE


def test_twenty_thousand_calls_on_a_window_part_leave_none_alone(qtbot: QtBot):
    label = QLabel()
    qtbot.addWidget(label)
    assert references_lost_by(label.setText, "关于印发方案的通知") < INTERPRETER_NOISE


def test_a_click_arrives(qtbot: QtBot):
    button = QPushButton("签发")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_signal_that_never_comes_is_noticed(qtbot: QtBot):
    timer = QTimer()
    with pytest.raises(SignalNeverCame), qtbot.waitSignal(timer.timeout, timeout=1):
        pass


def test_a_part_is_drawn_without_a_screen(qtbot: QtBot):
    label = QLabel()
    qtbot.addWidget(label)
    label.setStyleSheet("background: #c00000")
    label.resize(40, 20)
    picture = QImage(label.size(), QImage.Format.Format_RGB32)
    label.render(picture)
    assert picture.pixelColor(20, 10) == QColor("#c00000")
