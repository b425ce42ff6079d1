"""The first tour (入门五步): everything but one place is dimmed, and that place can be tried at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QRegion, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.guiding.spotlight import AROUND, Spotlight
from oa_desktop.ui.guiding.steps import TourStep

_DIM = 120
_MARGIN = 16
_CHARACTERS = 22


class Tour(Spotlight):
    """Lies over the desk; the lit place is a hole in it, so that clicks reach what is there.

    Signals:
        over: The tour has come to its end, or was left.
    """

    over = Signal()

    def __init__(self, desk: QWidget, steps: tuple[TourStep, ...]) -> None:
        super().__init__(desk, _DIM)
        self._desk = desk
        self._steps = steps
        self._at = 0
        self._unwatch: Callable[[], None] = _nothing
        self._card = _Card(self)
        self._card.next.clicked.connect(self.go_on)
        self._card.leave.clicked.connect(self.end)
        self.setObjectName("tour")
        self.setAccessibleName(_("入门五步"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.end)
        self._show_step()
        self.show()
        self.raise_()
        self._card.next.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the way -------------------------------------------------------------------------------------------------

    @property
    def step(self) -> TourStep:
        """The step that is shown."""
        return self._steps[self._at]

    def go_on(self) -> None:
        """Show the next step; behind the last one the tour is over."""
        if self._at + 1 < len(self._steps):
            self._at += 1
            self._show_step()
        else:
            self.end()

    def end(self) -> None:
        """Go."""
        self._unwatch()
        self._unwatch = _nothing
        self.close()
        self.over.emit()

    def _show_step(self) -> None:
        self._unwatch()
        self._unwatch = self._watch(self.step)
        self._card.tell(self.step, self._at + 1, len(self._steps))
        self.place()

    def _watch(self, step: TourStep) -> Callable[[], None]:
        """Go on when the place has really been tried; return what ends the watch."""
        watched = self._found(step.watched or step.target)
        signal = getattr(watched, step.signal, None) if step.signal else None
        if watched is None or signal is None:
            return _nothing
        signal.connect(self._tried)
        watched.installEventFilter(self)

        def unwatch() -> None:
            signal.disconnect(self._tried)
            watched.removeEventFilter(self)

        return unwatch

    def _found(self, name: str) -> QWidget | None:
        """Return what has a name: of the desk, or of the window around it."""
        return self._desk.findChild(QWidget, name) or self._desk.window().findChild(QWidget, name)

    def _tried(self, *told: object) -> None:
        if told and told[0]:
            self.go_on()

    # --- where it stands -----------------------------------------------------------------------------------------

    def target(self) -> QWidget | None:
        """Return the place of the step."""
        return self._desk.findChild(QWidget, self.step.target) if self.step.target else None

    def place(self) -> None:
        """Lie over the desk, with the card beside the lit place."""
        super().place()
        self._card.fit(self.width())
        self._card.move(next(self._places()))
        self.setMask(QRegion(self.rect()) - QRegion(self.hole) + QRegion(self._card.geometry()))

    def _places(self) -> Iterator[QPoint]:
        """Yield where the card leaves the lit place free, at last where it does not."""
        room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        size, hole = self._card.size(), self.hole.adjusted(-AROUND, -AROUND, AROUND, AROUND)
        beside = (
            QPoint(hole.right() + _MARGIN, max(room.top(), hole.top())),
            QPoint(hole.left() - _MARGIN - size.width(), max(room.top(), hole.top())),
            QPoint(max(room.left(), hole.left()), hole.top() - _MARGIN - size.height()),
            QPoint(max(room.left(), hole.left()), hole.bottom() + _MARGIN),
        )
        yield from (place for place in beside if self.hole.isValid() and room.contains(QRect(place, size)))
        middle = self.rect().center() - QRect(QPoint(0, 0), size).center()
        yield QPoint(middle.x(), max(_MARGIN, min(middle.y(), self.height() - size.height() - _MARGIN)))


class _Card(QFrame):
    """What a step says, with the way on and the way out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("tone", "tour")
        self.setObjectName("tour-card")
        self.setAutoFillBackground(True)
        self._count = QLabel(self)
        self._count.setProperty("tone", "faint")
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.RichText)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self.next = QPushButton(self)
        self.next.setObjectName("tour-next")
        self.next.setProperty("tone", "main")
        self.leave = QPushButton(_("不看了（Esc）"), self)
        self.leave.setObjectName("tour-leave")
        row = QHBoxLayout()
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        for part in (self._count, self._title, self._text):
            column.addWidget(part)
        column.addLayout(row)

    def tell(self, step: TourStep, number: int, of: int) -> None:
        """Show a step."""
        self._count.setText(_("第 {number} 步，共 {of} 步").format(number=number, of=of))
        self._title.setText(f"<b>{_(step.title)}</b>")
        self._text.setText(_(step.text))
        self.next.setText(_("下一步") if number < of else _("知道了"))
        self.setAccessibleName(f"{self._count.text()}：{_(step.title)}。{_(step.text)}")

    def fit(self, room: int) -> None:
        """Take the size that the words want."""
        width = min(self.fontMetrics().horizontalAdvance("公") * _CHARACTERS, room - 2 * _MARGIN)
        self.setFixedWidth(width)
        self.setFixedHeight(self.heightForWidth(width))


def _nothing() -> None:
    """There is nothing to end."""
