"""The third page of the first run (文字和颜色): chosen on the living window, which changes at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFormLayout, QFrame, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.look.appearance import Appearance
from oa_desktop.ui.look.colours import Scheme
from oa_desktop.ui.look.sizes import TextSize
from oa_desktop.ui.preferences import Preferences

Look = TypeVar("Look", TextSize, Scheme)
_BETWEEN = 18
_BY_TAB, _BY_ARROWS = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
_SAMPLE = "请示应当一文一事，不得在报告等非请示性公文中夹带请示事项。"


class ChoosingLook(QWidget):
    """Two rows of buttons, and words to look at.

    Attributes:
        heading: What the page asks.
    """

    heading = "文字大小和颜色"

    def __init__(self, preferences: Preferences, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = QFormLayout()
        colours = {one: one.value for one in Scheme}
        sizes = {one: one.label for one in TextSize}
        form.addRow(_("文字大小"), self._row("size", sizes, preferences.text_size, appearance.resize))
        form.addRow(_("颜色"), self._row("scheme", colours, preferences.scheme, appearance.recolour))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addWidget(_sample(self))
        below = QLabel(_("以后可以随时在“视图”菜单里更改。"), self)
        below.setProperty("tone", "faint")
        column.addWidget(below)
        column.addStretch(1)

    def _row(self, what: str, words: Mapping[Look, str], chosen: Look, choose: Callable[[Look], None]) -> QWidget:
        row = QWidget(self)
        group = QButtonGroup(row)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_BETWEEN)
        for one, label in words.items():
            button = QRadioButton(_(label), row)
            button.setObjectName(f"{what}-{one.name.lower()}")
            button.clicked.connect(_choosing(choose, one))
            group.addButton(button)
            button.setChecked(one is chosen)
            button.setFocusPolicy(_BY_TAB if one is chosen else _BY_ARROWS)
            line.addWidget(button)
        line.addStretch(1)
        return row


def _choosing(choose: Callable[[Look], None], one: Look) -> Callable[[], None]:
    return lambda: choose(one)


def _sample(parent: QWidget) -> QFrame:
    """Return words to look at: title, text, what is urgent, what is done."""
    sample = QFrame(parent)
    sample.setProperty("tone", "notice")
    column = QVBoxLayout(sample)
    for words, tone in (
        ("关于规范公文报送工作的通知", "heading"),
        (_SAMPLE, ""),
        ("特急　今日到期", "danger"),
        ("已归档", "good"),
    ):
        label = QLabel(_(words), sample)
        label.setWordWrap(True)
        label.setProperty("tone", tone)
        column.addWidget(label)
    return sample
