"""One row of a comparison, drawn: its head, and below it the two texts; what came and went by colour and by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from oa_desktop.domain.texts.aligning import Change, Part
from oa_desktop.ui.look.colours import Colours, colours_of
from oa_desktop.ui.look.laid_out import laid_out
from oa_desktop.ui.tracing.rows import Row

ROW = Qt.ItemDataRole.UserRole
_GAP = 8


class RowDelegate(QStyledItemDelegate):
    """Draws rows; each is as high as the longer of its two texts needs."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        row: Row = index.data(ROW)
        colours = colours_of(option.palette)
        painter.save()
        _ground(painter, option, row, colours)
        room = option.rect.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        if row.folded:
            painter.setPen(QColor(colours.faint))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, f"……　{row.spoken}　……")
        else:
            _draw(painter, room, option.font, row, colours)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's own name
        """Return the width of the view and the height of the longer text."""
        row: Row = index.data(ROW)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        texts = (row.old, row.new) if not row.folded else ()
        colours = colours_of(option.palette)
        sides = [_laid(one, option.font, _column(width - 2 * _GAP), colours) for one in texts]
        lowest = max((one.boundingRect().height() for one in sides), default=option.fontMetrics.height())
        head = _laid_head(row, option.font, width - 2 * _GAP)
        return QSize(width, round(lowest + (head.boundingRect().height() if row.head else 0)) + 2 * _GAP)


def _column(width: int) -> int:
    """Return how wide a text is where both have so much."""
    return max(1, (width - 2 * _GAP) // 2)


def _ground(painter: QPainter, option: QStyleOptionViewItem, row: Row, colours: Colours) -> None:
    """Draw what lies behind a row: a frame where the keyboard is, and a line that parts it from the next."""
    if row.is_change:
        painter.fillRect(option.rect, QColor(colours.stripe))
    painter.setPen(QColor(colours.line))
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawRect(option.rect.adjusted(1, 1, -2, -2))


def _draw(painter: QPainter, room: QRect, font: QFont, row: Row, colours: Colours) -> None:
    top = float(room.top())
    if row.head:
        head = _laid_head(row, font, room.width())
        painter.setPen(QColor(colours.text))
        head.draw(painter, QPointF(room.left(), top))
        top += head.boundingRect().height()
    width = _column(room.width())
    painter.setPen(QColor(colours.text if row.is_change else colours.faint))
    for parts, left in ((row.old, room.left()), (row.new, room.left() + width + 2 * _GAP)):
        _laid(parts, font, width, colours).draw(painter, QPointF(left, top))
    painter.setPen(QColor(colours.line))
    middle = room.left() + width + _GAP
    painter.drawLine(middle, round(top), middle, room.bottom())


def _laid_head(row: Row, font: QFont, width: int) -> QTextLayout:
    strong = QFont(font)
    strong.setBold(True)
    return laid_out(row.head, strong, width)


def _laid(parts: Sequence[Part], font: QFont, width: int, colours: Colours) -> QTextLayout:
    texts = [part.text.replace("\t", " ｜ ") for part in parts]
    return laid_out("".join(texts), font, width, list(_formats(parts, texts, colours)))


def _formats(parts: Sequence[Part], texts: Sequence[str], colours: Colours) -> Iterator[QTextLayout.FormatRange]:
    start = 0
    for part, text in zip(parts, texts, strict=True):
        if part.change is not Change.SAME:
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = start, len(text.encode("utf-16-le")) // 2, _format(part.change, colours)
            yield one
        start += len(text.encode("utf-16-le")) // 2


def _format(change: Change, colours: Colours) -> QTextCharFormat:
    """Return how a part looks: what came is underlined, what went is struck out."""
    look = QTextCharFormat()
    came = change is Change.ADDED
    look.setForeground(QColor(colours.good if came else colours.danger))
    look.setFontUnderline(came)
    look.setFontStrikeOut(not came)
    return look
