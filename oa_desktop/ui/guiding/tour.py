"""The first tour (入门五步): everything but one place is dimmed, and that place can be tried at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen, QRegion, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.guiding.steps import TourStep

_DIM = QColor(0, 0, 0, 120)
_AROUND = 4
_MARGIN = 16
_CHARACTERS = 22
_MOVES = frozenset(
    {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}
)


class Tour(QWidget):
    """Lies over the desk; the lit place is a hole in it, so that clicks reach what is there.

    Signals:
        over: The tour has come to its end, or was left.
    """

    over = Signal()

    def __init__(self, desk: QWidget, steps: tuple[TourStep, ...]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._steps = steps
        self._at = 0
        self._unwatch: Callable[[], None] = _nothing
        self._hole = QRect()
        self._card = _Card(self)
        self._card.next.clicked.connect(self.go_on)
        self._card.leave.clicked.connect(self.end)
        self.setObjectName("tour")
        self.setAccessibleName(_("入门五步"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.end)
        desk.installEventFilter(self)
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
        self._place()

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

    def _place(self) -> None:
        self.setGeometry(self._desk.rect())
        self._hole = self._lit()
        self._card.fit(self.width())
        self._card.move(next(self._places()))
        self.setMask(QRegion(self.rect()) - QRegion(self._hole) + QRegion(self._card.geometry()))
        self.update()

    def _lit(self) -> QRect:
        target = self._desk.findChild(QWidget, self.step.target) if self.step.target else None
        if target is None or not target.isVisibleTo(self._desk):
            return QRect()
        return QRect(target.mapTo(self._desk, QPoint(0, 0)), target.size())

    def _places(self) -> Iterator[QPoint]:
        """Yield where the card leaves the lit place free, at last where it does not."""
        room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        size, hole = self._card.size(), self._hole.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        beside = (
            QPoint(hole.right() + _MARGIN, max(room.top(), hole.top())),
            QPoint(hole.left() - _MARGIN - size.width(), max(room.top(), hole.top())),
            QPoint(max(room.left(), hole.left()), hole.top() - _MARGIN - size.height()),
            QPoint(max(room.left(), hole.left()), hole.bottom() + _MARGIN),
        )
        yield from (place for place in beside if self._hole.isValid() and room.contains(QRect(place, size)))
        middle = self.rect().center() - QRect(QPoint(0, 0), size).center()
        yield QPoint(middle.x(), max(_MARGIN, min(middle.y(), self.height() - size.height() - _MARGIN)))

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Dim everything, and draw a line round the lit place."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _DIM)
        if self._hole.isValid():
            painter.setPen(QPen(self.palette().highlight().color(), _AROUND))
            painter.drawRect(self._hole.adjusted(-_AROUND // 2, -_AROUND // 2, _AROUND // 2, _AROUND // 2))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Stay over the desk, with the hole over its place."""
        if event.type() in _MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place()


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
