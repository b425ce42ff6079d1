"""The bar above a comparison (对照的两稿): which two texts, how much is different, and the steps through it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.ui.tracing.revision_words import name_of


class PairBar(QWidget):
    """Chooses two texts of a document.

    Signals:
        chosen: Two other texts are wanted: 第几稿, the old and the new one (``int``, ``int``).
        whole: Whether what stayed is wanted, too (``bool``).
        stepped: The next change is wanted, or the one before (``bool``).
    """

    chosen = Signal(int, int)
    whole = Signal(bool)
    stepped = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._old, self._new = self._box("compared-old", _("原来的一稿")), self._box("compared-new", _("后来的一稿"))
        self._said = QLabel(self)
        self._said.setObjectName("compared-tally")
        self._said.setWordWrap(True)
        previous = self._button("compared-previous", "↑", _("上一处修改（Shift+F4）"), forward=False)
        following = self._button("compared-next", "↓", _("下一处修改（F4）"), forward=True)
        self._whole = QCheckBox(_("显示全文"), self)
        self._whole.setObjectName("compared-whole")
        self._whole.toggled.connect(self.whole)
        line = QHBoxLayout()
        for part in (self._old, QLabel("→", self), self._new, previous, following):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self._whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.addLayout(line)
        column.addWidget(self._said)

    def show_revisions(self, rows: Sequence[q.RevisionRow]) -> None:
        """Offer the texts of a document."""
        for box in (self._old, self._new):
            with QSignalBlocker(box):
                box.clear()
                for row in rows:
                    box.addItem(name_of(row), row.number)

    def show_pair(self, old: int, new: int) -> None:
        """Show which two texts are compared."""
        for box, number in ((self._old, old), (self._new, new)):
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(number))

    def say(self, words: str) -> None:
        """Say how much is different."""
        self._said.setText(words)

    @property
    def last(self) -> QWidget:
        """The control that the Tab key comes to last."""
        return self._whole

    @property
    def shows_whole(self) -> bool:
        """Whether what stayed is shown, too."""
        return self._whole.isChecked()

    def _box(self, name: str, words: str) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleDescription(words)
        box.setToolTip(words)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.activated.connect(lambda _place: self.chosen.emit(self._old.currentData(), self._new.currentData()))
        return box

    def _button(self, name: str, words: str, tip: str, *, forward: bool) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(words)
        button.setAccessibleName(tip)
        button.setToolTip(tip)
        button.clicked.connect(lambda: self.stepped.emit(forward))
        return button
