"""One line of the timeline, drawn: the act and who did it, when, and every word that was left with it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from oa_desktop.domain.texts.ink import Ink
from oa_desktop.i18n import _
from oa_desktop.ui.look.colours import Colours, colours_of
from oa_desktop.ui.look.ink_painting import paint_ink, painted_size
from oa_desktop.ui.look.laid_out import laid_out

LINE = Qt.ItemDataRole.UserRole
_GAP = 6
_INK_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one line tells.

    Attributes:
        head: The act, who, in which post.
        time: When.
        words: Opinion or reason, in full.
        ink: What was written by hand.
        note: What else must be known, such as that the act counts for nothing.
        onward: Whether it completed a step.
        overruled: Whether it counts for nothing.
    """

    head: str
    time: str = ""
    words: str = ""
    ink: Ink | None = None
    note: str = ""
    onward: bool = False
    overruled: bool = False

    @property
    def below(self) -> str:
        """What stands below the head."""
        return "\n".join(part for part in (self.words, self.note) if part)

    @property
    def sign(self) -> str:
        """The sign before the line; its meaning is said in words, too."""
        if self.overruled:
            return "✕"
        return "●" if self.onward else "○"

    @property
    def spoken(self) -> str:
        """The line as it is read aloud."""
        by_hand, onward = _("手写") if self.ink else "", _("完成这一环节") if self.onward else ""
        parts = (self.time, self.head, self.words, by_hand, self.note, onward)
        return "，".join(part for part in parts if part)


class LineDelegate(QStyledItemDelegate):
    """Draws lines; each is as high as its words need."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one line."""
        line: Line = index.data(LINE)
        colours = colours_of(option.palette)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, QColor(colours.accent))
        ink = QColor(colours.on_accent) if chosen else QColor(_ink(line, colours))
        room = option.rect.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        _draw(painter, option.font, room, line, ink)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's own name
        """Return the width of the view and the height of the words."""
        line: Line = index.data(LINE)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        inner = max(1, width - 2 * _GAP - _indent(QFontMetrics(option.font)))
        below = laid_out(line.below, option.font, inner).boundingRect().height() if line.below else 0
        head = _laid_head(line, option.font, inner).boundingRect().height() + _GAP // 2
        ink = painted_size(line.ink, _ink_room(option.font, inner)).height() + _GAP if line.ink else 0
        return QSize(width, round(head + below + ink) + 2 * _GAP)


def _ink(line: Line, colours: Colours) -> str:
    if line.overruled:
        return colours.faint
    return colours.text


def _indent(metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance("●　")


def _laid_head(line: Line, font: QFont, width: int) -> QTextLayout:
    """Lay the head out beside its time."""
    strong = QFont(font)
    strong.setBold(line.onward)
    strong.setStrikeOut(line.overruled)
    return laid_out(line.head, strong, width - QFontMetrics(font).horizontalAdvance(line.time + "　"))


def _draw(painter: QPainter, font: QFont, room: QRect, line: Line, ink: QColor) -> None:
    painter.setPen(ink)
    painter.setFont(font)
    painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, line.sign)
    inner = room.adjusted(_indent(QFontMetrics(font)), 0, 0, 0)
    painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, line.time)
    head = _laid_head(line, font, inner.width())
    head.draw(painter, QPointF(inner.topLeft()))
    below = QPointF(inner.left(), inner.top() + head.boundingRect().height() + _GAP // 2)
    words = laid_out(line.below, font, inner.width())
    words.draw(painter, below)
    if line.ink:
        top = below + QPointF(0, (words.boundingRect().height() if line.below else 0) + _GAP)
        paint_ink(painter, line.ink, QRectF(top, _ink_room(font, inner.width())), ink)


def _ink_room(font: QFont, width: int) -> QSizeF:
    """Return the room of what was written by hand: some lines high, for three words in a large hand."""
    return QSizeF(width, QFontMetrics(font).lineSpacing() * _INK_LINES)
