"""What the panel beside the desk is made of (实训面板的部件): buttons, rows of them, headings and words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from oa_desktop.i18n import _
from oa_desktop.training.course import Told
from oa_desktop.ui.look.tones import give_tone


def button_of(name: str, words: str, parent: QWidget) -> QPushButton:
    """Return a button by its object name."""
    button = QPushButton(words, parent)
    button.setObjectName(name)
    return button


def folded(words: str, metrics: QFontMetrics, width: int) -> str:
    """Return words in as many lines as they need.

    Args:
        words: In one line.
        metrics: Of what they are written with.
        width: Pixels of a line.
    """
    lines = [""]
    for one in words:
        if lines[-1] and metrics.horizontalAdvance(lines[-1] + one) > width:
            lines.append("")
        lines[-1] += one
    return "\n".join(lines)


def row_of(*buttons: QPushButton) -> QHBoxLayout:
    """Return buttons side by side."""
    row = QHBoxLayout()
    for button in buttons:
        row.addWidget(button)
    return row


def line_of(name: str, called: str, words: str, parent: QWidget) -> QLineEdit:
    """Return a line of words that can be copied and not changed, by its object name."""
    line = QLineEdit(words, parent)
    line.setObjectName(name)
    line.setAccessibleName(called)
    line.setReadOnly(True)
    return line


def heading_of(words: str, parent: QWidget) -> QLabel:
    """Return what stands above a section."""
    label = words_of(words, parent, bold=True)
    label.setMargin(4)
    return label


def message_of(told: Told, parent: QWidget) -> QLabel:
    """Return what somebody said to the trainee, and when."""
    sender = _("{sender}：").format(sender=told.happening.sender) if told.happening.sender else ""
    return words_of(f"{told.at:%H:%M}　{sender}{told.happening.message}", parent, "warning")


def words_of(words: str, parent: QWidget, tone: str = "", *, bold: bool = False) -> QLabel:
    """Return words that go on in another line where they need to."""
    label = QLabel(words, parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    font = label.font()
    font.setBold(bold)
    label.setFont(font)
    if tone:
        give_tone(label, tone)
    return label
