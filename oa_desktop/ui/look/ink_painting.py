"""Painting ink (画手写): the same lines as on paper, in a colour that can be read on what lies behind."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from oa_desktop.domain.texts.ink import Ink
from oa_desktop.domain.texts.pen_lines import PenLine, pen_lines

_UM_PER_INCH = 25_400
_DOTS_PER_INCH = 96
UM_PER_PIXEL = _UM_PER_INCH / _DOTS_PER_INCH
"""Micrometres of a pixel as windows count them, whatever the screen."""
_THINNEST = 1.4
"""Pixels of a line in a small picture."""
_MARGIN = 2.0
"""Pixels around what is painted, for the breadth of its lines."""


def paint_lines(painter: QPainter, lines: Iterable[PenLine], colour: QColor, thinnest_um: float = 0.0) -> None:
    """Paint lines in micrometres, none thinner than it can be seen; the painter has been scaled to them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in lines:
        pen = QPen(colour, max(line.width_um, thinnest_um))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(_path(line))


def painted_size(ink: Ink, most: QSizeF) -> QSizeF:
    """Return how large ink is painted in a room, in pixels: never larger than it was written."""
    left, top, right, bottom = ink.box_um
    natural = QSizeF((right - left) / UM_PER_PIXEL + 2 * _MARGIN, (bottom - top) / UM_PER_PIXEL + 2 * _MARGIN)
    return natural * min(1.0, most.width() / natural.width(), most.height() / natural.height())


def paint_ink(painter: QPainter, ink: Ink, room: QRectF, colour: QColor) -> None:
    """Paint ink in the upper left of a room, as large as :func:`painted_size` says."""
    size = painted_size(ink, room.size())
    left, top, right, _bottom = ink.box_um
    natural = (right - left) / UM_PER_PIXEL + 2 * _MARGIN
    scale = size.width() / natural
    painter.save()
    painter.translate(room.topLeft() + QPointF(_MARGIN, _MARGIN) * scale)
    painter.scale(scale / UM_PER_PIXEL, scale / UM_PER_PIXEL)
    painter.translate(-left, -top)
    paint_lines(painter, pen_lines(ink), colour, _THINNEST * UM_PER_PIXEL / scale)
    painter.restore()


def _path(line: PenLine) -> QPainterPath:
    path = QPainterPath(QPointF(*line.start))
    for control, end in line.bends:
        path.quadTo(QPointF(*control), QPointF(*end))
    return path
