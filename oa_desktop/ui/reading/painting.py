"""Painting of sheets (纸面): white paper with a quiet edge, its picture, and what is marked on it.

Paper keeps its colours in the dark; so do the marks on it.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from oa_desktop.ui.look.colours import LIGHT, PAGE, Colours
from oa_desktop.ui.reading.sheets import Strip

SELECTED, HIT, SHOWN_HIT = "#b9d6f8", "#ffeaa6", "#ffb84d"
"""Behind text that is selected, that has been found, and the hit that one is at."""

SPOT = "#c2410c"
"""The mark at a spot that somebody points at."""
_SPOT_MM = 20.0

_TRACE = "#60808080"
_TRACE_MM, _TRACE_GAP_MM, _TRACE_DOWN_MM, _TRACE_DEG = 4.6, 22.0, 40.0, 30
"""How a trace (水印) is written: half transparent, in mm of the page, and how it slants."""


def aligned(rect: QRectF, dots: float) -> QRectF:
    """Return a rectangle moved onto the dots of the screen, so that pictures in it are sharp."""
    return QRectF(QPointF(round(rect.x() * dots) / dots, round(rect.y() * dots) / dots), rect.size())


def paint_paper(painter: QPainter, sheet: QRectF, colours: Colours) -> None:
    """Paint an empty sheet."""
    painter.fillRect(sheet.adjusted(-1, -1, 1, 1), QColor(colours.line))
    painter.fillRect(sheet, QColor(PAGE))


def paint_strip(painter: QPainter, sheet: QRectF, strip: Strip, image: QImage, dots: float) -> None:
    """Paint a strip that was drawn for just this size, dot by dot."""
    at = QPointF(sheet.x(), sheet.y() + strip.first / dots)
    painter.drawImage(QRectF(at, image.size().toSizeF() / dots), image, image.rect().toRectF())


def paint_stand_in(painter: QPainter, sheet: QRectF, strip: Strip, image: QImage, scale: float) -> None:
    """Paint a strip that was drawn for another size."""
    ratio = scale / strip.pixels_per_mm
    target = QRectF(sheet.x(), sheet.y() + strip.first * ratio, sheet.width(), (strip.end - strip.first) * ratio)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
    painter.drawImage(target, image, image.rect().toRectF())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)


def paint_marks(painter: QPainter, sheet: QRectF, boxes_mm: Iterable[QRectF], scale: float, colour: str) -> None:
    """Colour the paper behind some text."""
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for box in boxes_mm:
        place = QRectF(box.topLeft() * scale, box.size() * scale).translated(sheet.topLeft())
        painter.fillRect(place.adjusted(0, -1, 0, 1), QColor(colour))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def paint_spot(painter: QPainter, sheet: QRectF, at_mm: QPointF | None, scale: float) -> None:
    """Point at a spot by an arrow before it and a line below it; at a whole page by a frame."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(QColor(SPOT), max(2.0, 0.7 * scale)))
    if at_mm is None:
        painter.drawRect(sheet.adjusted(2, 2, -2, -2))
    else:
        at = QPointF(at_mm * scale) + sheet.topLeft()
        below = QPointF(0, 1.6 * scale)
        painter.drawLine(at + below, at + below + QPointF(_SPOT_MM * scale, 0))
        painter.setBrush(QColor(SPOT))
        tip = at + QPointF(-2 * scale, -1.8 * scale)
        painter.drawPolygon([tip, tip + QPointF(-5, -3) * scale, tip + QPointF(-5, 3) * scale])
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_trace(painter: QPainter, sheet: QRectF, trace: str, scale: float) -> None:
    """Write a trace (水印) across a page, slanting, from edge to edge; nothing for none."""
    if not trace:
        return
    painter.save()
    painter.setClipRect(sheet)
    painter.setPen(QColor(_TRACE))
    font = painter.font()
    font.setPixelSize(max(8, round(_TRACE_MM * scale)))
    painter.setFont(font)
    across = painter.fontMetrics().horizontalAdvance(trace) + _TRACE_GAP_MM * scale
    painter.translate(sheet.topLeft())
    painter.rotate(-_TRACE_DEG)
    for row in range(round(2 * sheet.height() / (_TRACE_DOWN_MM * scale)) + 1):
        for column in range(-1, round(sheet.width() / across) + 1):
            left = column * across + (row % 2) * across / 2 - sheet.height() / 2
            painter.drawText(QPointF(left, row * _TRACE_DOWN_MM * scale), trace)
    painter.restore()


def paint_sentence(painter: QPainter, room: QRectF, sentence: str, colour: str = LIGHT.faint) -> None:
    """Write a sentence in the middle."""
    inner = room.adjusted(24, 24, -24, -24)
    painter.setPen(QColor(colour))
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, sentence)
