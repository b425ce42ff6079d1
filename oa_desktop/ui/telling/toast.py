"""A toast (提示条): what was done, and for some seconds a way to take it back; the keyboard stays where it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QWidget

from oa_desktop.i18n import _

SECONDS = 15
"""How long an act may be taken back by one click."""
_BRIEF = 5
_MARGIN = 12

_CHARACTERS = 22
"""Chinese characters across below which the button stands under the words."""
_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Toast(QFrame):
    """Lies over the lower edge of the first widget of some that is before the person, until its seconds are over.

    Signals:
        offered: Whether something may be taken back now.
    """

    offered = Signal(bool)

    def __init__(self, over: QWidget, *otherwise: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("toast")
        self.setProperty("tone", "toast")
        self.setAutoFillBackground(True)
        self._over = over
        self._places = (over, *otherwise)
        self._left = 0
        self._undo: Callable[[], object] | None = None
        self._words = QLabel(self)
        self._button = QPushButton(self)
        self._button.setObjectName("undo")
        self._button.clicked.connect(self.take_back)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._button)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._tick)
        for one in self._places:
            one.installEventFilter(self)
        self.hide()

    def say(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """Say something, with a way to take it back or without."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._offer(undo)
        self._left = SECONDS if undo else _BRIEF
        self._button.setVisible(undo is not None)
        self._count()
        self._second.start()
        self._lie_over(next((one for one in self._places if one.isVisible()), self._places[0]))
        self._place()
        self.show()
        self.raise_()

    @property
    def offers(self) -> bool:
        """Whether something may be taken back now."""
        return self._undo is not None

    def withdraw_offer(self) -> None:
        """Offer to take it back no longer: somebody has acted."""
        self._offer(None)
        self._button.hide()
        self._place()

    def close_now(self) -> None:
        """Disappear."""
        self._second.stop()
        self._offer(None)
        self.hide()

    def take_back(self) -> None:
        """Take back what is offered to be; otherwise nothing happens."""
        undo = self._undo
        self.close_now()
        if undo is not None:
            undo()

    def _offer(self, undo: Callable[[], object] | None) -> None:
        self._undo = undo
        self.offered.emit(undo is not None)

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.close_now()
        else:
            self._count()

    def _count(self) -> None:
        self._button.setText(_("撤销（{seconds}）").format(seconds=self._left))

    def _lie_over(self, over: QWidget) -> None:
        if over is not self._over:
            self._over = over
            self.setParent(over)

    def _place(self) -> None:
        room = self._over.width() - 2 * _MARGIN
        narrow = room < self.fontMetrics().horizontalAdvance("公") * _CHARACTERS
        self._row.setDirection(_BELOW if narrow else _BESIDE)
        self._words.setWordWrap(False)
        self._words.setWordWrap(self.sizeHint().width() > room)
        width = room if self._words.wordWrap() else self.sizeHint().width()
        self.resize(width, max(self.heightForWidth(width), self.sizeHint().height()))
        self.move((self._over.width() - self.width()) // 2, self._over.height() - self.height() - _MARGIN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Stay at the lower edge."""
        if event.type() == QEvent.Type.Resize and watched is self._over:
            self._place()
        return super().eventFilter(watched, event)
