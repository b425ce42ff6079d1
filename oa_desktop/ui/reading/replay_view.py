"""A replay (回放): the steps on the left, the page of one of them beside, what was said, and a slider below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QScrollArea, QSlider, QSplitter, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.reading.page_pane import PagePane
from oa_desktop.ui.workplace import Workplace

_LEFT, _RIGHT = 24, 60
"""Characters of the steps and of the page, as shares of the room."""
_LEAST = 12
"""Characters of the steps at least: when, and what was done."""
_MOST_LINES, _SHARE = 7, 3
"""Lines of what was said that are seen at once, and of how many parts of the height one at most: the page above keeps
its room."""


class ReplayView(QWidget):
    """The steps of something that was done, one of them chosen.

    Attributes:
        steps: What was done, one line a step.
        slider: Which step is shown.
        pane: The page of that step.
        said: What was said in it.

    Signals:
        chosen: Another step is shown (``int``, from 0).
    """

    chosen = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self.steps = QListWidget(self)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.pane = PagePane(workplace, None, self)
        self.said = QLabel(self)
        self._words = QScrollArea(self)
        self._name_parts()
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self._lay_out()
        self.slider.valueChanged.connect(self.steps.setCurrentRow)
        self.steps.currentRowChanged.connect(self.slider.setValue)
        self.steps.currentRowChanged.connect(lambda place: self.chosen.emit(place) if place >= 0 else None)

    def _name_parts(self) -> None:
        self.steps.setObjectName("replay-steps")
        self.steps.setAccessibleName(_("办理的各步"))
        self.steps.setAlternatingRowColors(True)
        self.steps.setWordWrap(True)
        self.steps.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.slider.setObjectName("replay-slider")
        self.slider.setAccessibleName(_("第几步"))
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.said.setObjectName("replay-said")
        self.said.setWordWrap(True)

    def _lay_out(self) -> None:
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.steps)
        self.put_beside(self.pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split, 1)
        self._words.setWidgetResizable(True)
        self._words.setFrameShape(QFrame.Shape.NoFrame)
        self._words.setWidget(self.said)
        self._words.setAccessibleName(_("这一步说了什么"))
        column.addWidget(self._words)
        column.addWidget(self.slider)

    def say(self, words: str) -> None:
        """Show what was said in the step."""
        self.said.setText(words)
        self._words.verticalScrollBar().setValue(0)
        self._fit_words()

    def _fit_words(self) -> None:
        """Be as tall as the words are, up to some lines; what is longer scrolls, and no words take no room."""
        needed = max(self.said.heightForWidth(self.width()), 0)
        most = min(self.fontMetrics().lineSpacing() * _MOST_LINES, self.height() // _SHARE)
        self._words.setFixedHeight(min(needed, most))
        QTimer.singleShot(0, self, lambda: self.steps.scrollToItem(self.steps.currentItem()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Fold the words anew."""
        super().resizeEvent(event)
        self._fit_words()

    def put_beside(self, part: QWidget) -> None:
        """Put something beside the steps, in place of what stands there."""
        if self.split.count() > 1:
            self.split.replaceWidget(1, part)
        else:
            self.split.addWidget(part)
        self.split.setStretchFactor(1, 1)
        character = self.fontMetrics().horizontalAdvance("公")
        self.steps.setMinimumWidth(character * _LEAST)
        self.split.setSizes([character * _LEFT, character * _RIGHT])

    def show_steps(self, lines: Sequence[str]) -> None:
        """Show what was done, a line a step, and the first of them."""
        self.slider.setMaximum(max(0, len(lines) - 1))
        self.steps.addItems(list(lines))
        self.steps.setCurrentRow(0)
        self.steps.setFocus()

    def go(self, by: int) -> bool:
        """Go on by so many steps; return whether there are so many."""
        place = self.steps.currentRow() + by
        there = 0 <= place < self.steps.count()
        if there:
            self.steps.setCurrentRow(place)
        return there
