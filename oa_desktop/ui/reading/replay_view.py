"""A replay (回放): the steps on the left, the page of one of them beside, what was said, and a slider below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QSlider, QSplitter, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.reading.page_pane import PagePane
from oa_desktop.ui.workplace import Workplace

_LEFT, _RIGHT = 24, 60
"""Characters of the steps and of the page, as shares of the room."""


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
        column.addWidget(self.said)
        column.addWidget(self.slider)

    def put_beside(self, part: QWidget) -> None:
        """Put something beside the steps, in place of what stands there."""
        if self.split.count() > 1:
            self.split.replaceWidget(1, part)
        else:
            self.split.addWidget(part)
        self.split.setStretchFactor(1, 1)
        character = self.fontMetrics().horizontalAdvance("公")
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
