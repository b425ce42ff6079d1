"""Drawing a title in a list (标题行): words that were searched for stand out, below stands where they were found."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.lists.found_words import said_by
from oa_desktop.office.queries import FoundRow
from oa_desktop.ui.lists.columns import STATE, TITLE, subject
from oa_desktop.ui.lists.outline_model import FOUND
from oa_desktop.ui.lists.pieces import MARGIN, Piece, draw_piece

_WIDE = "中"
"""As wide as every Chinese character."""
_AROUND = 3
"""Characters that are left for what stands around a place."""


class LineDelegate(QStyledItemDelegate):
    """Draws the titles.

    Attributes:
        searched: Whether the lines were searched for; then each shows where it holds the words.
        marks: Whether the mark that says how a document stands is drawn before its title.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.searched = False
        self.marks = False

    def height(self, metrics_height: int) -> int:
        """Return the height of a line, in pixels, for a height of its text."""
        return round(metrics_height * (2.8 if self.searched else 1.7))

    # --- Qt's own

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a title; where nothing was searched for, as Qt draws any text."""
        found = index.data(FOUND) if self.searched and index.column() == TITLE else None
        if not isinstance(found, FoundRow):
            super().paint(painter, option, index)
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = shown.widget.style() if shown.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        self._draw_pieces(painter, shown, found)

    def initStyleOption(  # noqa: N802 - Qt's own name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Let the whole line show where the keyboard is, not one cell of it."""
        super().initStyleOption(option, index)
        if self.marks and index.column() == TITLE:
            _put_before(option, index.model().index(index.row(), STATE).data(Qt.ItemDataRole.DecorationRole))
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's own name
        """Return a size of the usual height."""
        return QSize(super().sizeHint(option, index).width(), self.height(option.fontMetrics.height()))

    # ---

    def _draw_pieces(self, painter: QPainter, option: QStyleOptionViewItem, found: FoundRow) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        faint = role if chosen else QPalette.ColorRole.PlaceholderText
        upper = QRect(option.rect)
        if option.features & QStyleOptionViewItem.ViewItemFeature.HasDecoration:
            upper.setLeft(upper.left() + MARGIN + option.decorationSize.width())
        upper.setHeight(option.rect.height() // 2)
        lower = upper.translated(0, upper.height())
        mark = option.palette.color(role if chosen else QPalette.ColorRole.Highlight)
        painter.save()
        painter.setPen(option.palette.color(role))
        draw_piece(painter, upper, _marked(found), option.font, mark)
        painter.setPen(option.palette.color(faint))
        draw_piece(
            painter,
            lower,
            _around(found, lower.width() // option.fontMetrics.horizontalAdvance(_WIDE)),
            option.font,
            mark,
        )
        painter.restore()


def _put_before(option: QStyleOptionViewItem, mark: object) -> None:
    """Let an icon be drawn before a text."""
    if isinstance(mark, QIcon):
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.icon = mark


def _marked(found: FoundRow) -> Piece:
    text = subject(found.document)
    places = [(text.find(word), len(word)) for word in found.titled]
    return Piece(text=text, marked=tuple(place for place in places if place[0] >= 0))


def _around(found: FoundRow, characters: int) -> Piece:
    """Return the words around the place, so that a line of some characters shows it, unless the title does.

    An opinion is called one.
    """
    if found.match and not found.act and found.match in subject(found.document)[: characters - 1]:
        return Piece(text=found.document.organ)
    label = said_by(found)
    if len(label) + len(found.match) + _AROUND > characters:
        label = _("意见：") if label else ""
    room = characters - len(label) - len(found.match) - _AROUND
    shown = found.before[-min(characters // 3, room) :] if room > 0 else ""
    before = label + (f"…{shown}" if found.before else "")
    return Piece(text=f"{before}{found.match}{found.after}", marked=((len(before), len(found.match)),))
