"""The pad (手写板): what a pen or a mouse writes on; a pen wins over the hand that rests beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QInputDevice,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
)
from PySide6.QtWidgets import QWidget

from oa_desktop.domain.texts.ink import LARGEST_UM, Ink
from oa_desktop.domain.texts.pen_lines import stroke_lines
from oa_desktop.i18n import _
from oa_desktop.ui.acting.strokes import Strokes
from oa_desktop.ui.look.ink_painting import paint_lines

_MOUSE_PRESSURE = 0.5
_PEN_WINS_MS = 1_500
"""For so long after the pen a finger or the ball of the hand writes nothing."""
_WIDE, _HIGH = 36, 9
"""Of the pad, in characters across and in lines down."""
_PAPER, _INK, _HINT, _EDGE = QColor("#ffffff"), QColor("#111111"), QColor("#6b6b6b"), QColor("#8a8a8a")
"""It is paper, in dark schemes, too."""
_HIGH_UM = 45_000
"""What it is high on paper, whatever the size of the text: who sees little writes larger on the screen alone."""
_DOWN = (QEvent.Type.TabletPress, QEvent.Type.TabletMove)


class InkPad(QWidget):
    """Paper to write an opinion on by hand.

    Attributes:
        strokes: What is written.
        rubs: Whether pen and mouse rub out instead of writing; the other end of a pen always does.

    Signals:
        changed: Something was written, rubbed out or taken back.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rubs = False
        self.strokes = Strokes()
        self._finished = QPixmap()
        self._pen_ms = -_PEN_WINS_MS
        self._pen_down = False
        self._mouse_down = False
        self._rubbing = False
        self.setObjectName("ink-pad")
        self.setAccessibleName(_("手写板"))
        self.setAccessibleDescription(_("用笔或者鼠标写；不用手写的，在意见里打字"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._um = 1.0
        self.ensurePolished()
        self._measure()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not self.strokes.done

    def ink(self) -> Ink | None:
        """Return what is written, None for nothing."""
        self._lift()
        return self.strokes.ink(round(self.width() * self._um), round(self.height() * self._um))

    def put(self, ink: Ink | None) -> None:
        """Go on from what was written before."""
        self.strokes.put(ink.strokes if ink else ())
        self._redraw()

    def undo(self) -> None:
        """Take the last stroke, rubbing or clearing back."""
        self._lift()
        self.strokes.undo()
        self._redraw()

    def redo(self) -> None:
        """Make it again."""
        self.strokes.redo()
        self._redraw()

    def clear(self) -> None:
        """Take everything away."""
        self._lift()
        self.strokes.clear()
        self._redraw()

    # --- writing -------------------------------------------------------------------------------------------------

    def _put_down(self, place: QPointF, pressure: float, clock_ms: int, *, rubs: bool) -> None:
        self._rubbing = rubs
        if rubs:
            self._rub(place, begins=True)
        else:
            self.strokes.begin()
            self._go_on(place, pressure, clock_ms)

    def _go_on(self, place: QPointF, pressure: float, clock_ms: int) -> None:
        if self._rubbing:
            self._rub(place, begins=False)
        elif self.rect().contains(place.toPoint()) and self.strokes.add(*self._on_paper(place), pressure, clock_ms):
            self.update()

    def _rub(self, place: QPointF, *, begins: bool) -> None:
        if self.strokes.rub(*self._on_paper(place), begins=begins):
            self._redraw()

    def _lift(self) -> None:
        """End the stroke that is being written, if there is one."""
        self._pen_down = self._mouse_down = False
        if self.strokes.current:
            self.strokes.end()
            self._redraw()

    def _on_paper(self, place: QPointF) -> tuple[float, float]:
        """Return a place on the pad in micrometres."""
        return place.x() * self._um, place.y() * self._um

    def _give_way(self) -> None:
        """Forget what the hand wrote before the pen came."""
        self._mouse_down = False
        self.strokes.cancel()

    def _rests(self, event: QMouseEvent) -> bool:
        """Whether a hand rests on the pad while somebody writes with a pen."""
        finger = event.device().type() is QInputDevice.DeviceType.TouchScreen
        return self._pen_down or (finger and event.timestamp() - self._pen_ms < _PEN_WINS_MS)

    def _measure(self) -> None:
        """Be so large as the size of the text asks for; what is written stays as large on paper."""
        least = self.sizeHint()
        self._um = _HIGH_UM / least.height()
        self.setMinimumSize(least)
        self.setMaximumSize(QSize(1, 1) * int(LARGEST_UM / self._um))

    # --- painting ------------------------------------------------------------------------------------------------

    def _redraw(self) -> None:
        """Paint the finished strokes anew."""
        ratio = self.devicePixelRatioF()
        self._finished = QPixmap(self.size() * ratio)
        self._finished.setDevicePixelRatio(ratio)
        self._finished.fill(_PAPER)
        painter = QPainter(self._finished)
        painter.scale(1 / self._um, 1 / self._um)
        for stroke in self.strokes.done:
            paint_lines(painter, stroke_lines(stroke), _INK)
        painter.end()
        self.update()
        self.changed.emit()

    # --- Qt's own

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return room for a few words in large writing, whatever the size of the text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("公") * _WIDE, metrics.lineSpacing() * _HIGH)

    def tabletEvent(self, event: QTabletEvent) -> None:  # noqa: N802 - Qt's own name
        """Write with a pen, broader where it is pressed harder; its other end rubs out."""
        event.accept()
        self._pen_ms = event.timestamp()
        rubs = self.rubs or event.pointerType() is QPointingDevice.PointerType.Eraser
        if event.type() == QEvent.Type.TabletPress:
            self._give_way()
            self._pen_down = True
            self._put_down(event.position(), event.pressure(), event.timestamp(), rubs=rubs)
        elif self._pen_down and event.type() in _DOWN:
            self._go_on(event.position(), event.pressure(), event.timestamp())
        elif self._pen_down:
            self._lift()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Write with the mouse, or a finger where there is no pen."""
        if event.button() is Qt.MouseButton.LeftButton and not self._rests(event):
            self._mouse_down = True
            self._put_down(event.position(), _MOUSE_PRESSURE, event.timestamp(), rubs=self.rubs)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Go on writing."""
        if self._mouse_down:
            self._go_on(event.position(), _MOUSE_PRESSURE, event.timestamp())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Lift what wrote."""
        if self._mouse_down and event.button() is Qt.MouseButton.LeftButton:
            self._lift()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Take back and make again by the usual keys."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_um"):
            self._measure()
            self._redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Keep what is written where it is."""
        super().resizeEvent(event)
        self._redraw()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Paint the paper, what is finished, and what is being written."""
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.drawPixmap(0, 0, self._finished)
        if self.is_empty and not self.strokes.current:
            painter.setPen(_HINT)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("用笔或者鼠标写在这里"))
        painter.setPen(_EDGE)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.scale(1 / self._um, 1 / self._um)
        if self.strokes.current:
            paint_lines(painter, stroke_lines(tuple(self.strokes.current)), _INK)
        painter.end()
