"""Text with stretches that stand out (突出显示): how it is drawn, in a list or in a table."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

MARGIN = 4
"""Pixels on either side of a text."""
MARKED = Qt.ItemDataRole.UserRole + 40
"""Beginnings and lengths of what stands out in a cell; nothing for a plain one."""
_CUT, _LEAD = "…", 3
"""What stands for text that is left out, and how many characters of it are kept before what stands out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text with stretches that stand out.

    Attributes:
        marked: Beginnings and lengths.
    """

    text: str
    marked: tuple[tuple[int, int], ...] = ()

    def since(self, first: int) -> Piece:
        """Return it without what stands before a character."""
        marked = tuple((start - first + len(_CUT), length) for start, length in self.marked)
        return Piece(text=_CUT + self.text[first:], marked=marked)


def in_view(piece: Piece, metrics: QFontMetrics, width: int) -> Piece:
    """Return a piece as it is drawn in so many pixels: what stands out first is never what is cut off."""
    if not piece.marked:
        return piece
    across = metrics.horizontalAdvance
    start, length = piece.marked[0]
    if min(across(piece.text[: start + length] + _CUT), across(piece.text)) <= width:
        return piece
    first = max(0, start - _LEAD)
    while first and across(_CUT + piece.text[first - 1 :]) <= width:
        first -= 1
    return piece.since(first)


class PieceDelegate(QStyledItemDelegate):
    """Draws cells in which something stands out, and all others as Qt draws them."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a cell."""
        marked = index.data(MARKED)
        if not marked:
            super().paint(painter, option, index)
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        piece, shown.text = Piece(text=shown.text, marked=marked), ""
        style = shown.widget.style() if shown.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        mark = role if chosen else QPalette.ColorRole.Highlight
        painter.save()
        painter.setPen(option.palette.color(role))
        draw_piece(painter, shown.rect, piece, shown.font, option.palette.color(mark))
        painter.restore()


def draw_piece(painter: QPainter, place: QRect, piece: Piece, font: QFont, mark: QColor) -> None:
    """Draw a text on one line, cut short where it has no room; what stands out is bold, underlined and of a colour."""
    width = place.width() - 2 * MARGIN
    metrics = QFontMetrics(font)
    piece = in_view(piece, metrics, width)
    text = metrics.elidedText(piece.text, Qt.TextElideMode.ElideRight, width)
    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_standing_out(start, length, mark) for start, length in piece.marked if start < len(text)])
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    top = place.top() + (place.height() - line.height()) / 2
    painter.setClipRect(place)
    layout.draw(painter, QPointF(place.left() + MARGIN, top))


def _standing_out(start: int, length: int, mark: QColor) -> QTextLayout.FormatRange:
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    form.setFontUnderline(True)
    form.setForeground(mark)
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, form
    return made
