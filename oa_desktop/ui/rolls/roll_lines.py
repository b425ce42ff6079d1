"""The lines of a roll (名册的各行): found by characters, pinyin or its letters; thousands of them at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from oa_desktop.i18n.pinyin import initials, spelling
from oa_desktop.ui.lists.pieces import MARKED, PieceDelegate
from oa_desktop.ui.look.icons import icon

_Index = QModelIndex | QPersistentModelIndex
_WIDEST = 24
"""Characters of a column that are shown where nobody has widened it."""
_NONE = -1
"""Instead of a column."""
_NARROWEST = 6
"""Characters that a long column keeps where there is no room for all: a date."""
_READABLE = 12
"""Characters of a column that must be seen below which the others rather leave the room: half a title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollLine:
    """A line.

    Attributes:
        cells: A text for each column.
        record: What it stands for.
        mark: Name of the icon before its first cell; empty for none.
        marked: By column, beginnings and lengths of what stands out.
    """

    cells: tuple[str, ...]
    record: Any = None
    mark: str = ""
    marked: Mapping[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)


class _Model(QAbstractTableModel):
    """The lines.

    Attributes:
        first: The column that stands first, which bears the marks.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.titles: tuple[str, ...] = ()
        self.lines: tuple[RollLine, ...] = ()
        self.first = 0
        self._all: tuple[RollLine, ...] = ()
        self._found_by: tuple[str, ...] = ()

    def show(self, titles: Sequence[str], lines: Sequence[RollLine]) -> None:
        """Show other lines."""
        self._all, self._found_by = tuple(lines), tuple(map(_found_by, lines))
        self.beginResetModel()
        self.titles, self.lines = tuple(titles), self._all
        self.endResetModel()

    def keep_only(self, wanted: str) -> None:
        """Show the lines alone that hold what is wanted."""
        words = wanted.lower().replace(" ", "")
        both = zip(self._all, self._found_by, strict=True)
        self.beginResetModel()
        self.lines = tuple(line for line, found_by in both if words in found_by)
        self.endResetModel()

    # --- Qt's own

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own name and default
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - as above
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what stands at a place."""
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.cells[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == self.first and line.mark:
            return icon(line.mark)
        return line.marked.get(index.column()) if role == MARKED else None

    def headerData(  # noqa: N802 - Qt's own name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        across = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.titles[section] if across else None


class RollLines(QTreeView):
    """The lines of a roll.

    Signals:
        picked: Another line is selected: what it stands for, None for none.
        meant: One is meant: double click or Enter.
    """

    picked = Signal(object)
    meant = Signal(object)

    def __init__(self, name: str, words: str, parent: QWidget, *, widest: int = _WIDEST) -> None:
        super().__init__(parent)
        self._widest = widest
        self._lines = _Model(self)
        self.setModel(self._lines)
        self.setItemDelegate(PieceDelegate(self))
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._measure()
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._needed: tuple[int, ...] = ()
        self._near: tuple[int, ...] = ()
        self._whole: dict[int, int] = {}
        self._mark = 0
        self.selectionModel().selectionChanged.connect(lambda *_told: self.picked.emit(self.record))
        self.activated.connect(lambda index: self.meant.emit(self._lines.lines[index.row()].record))

    def _measure(self) -> None:
        side = self.fontMetrics().height()
        self.setIconSize(QSize(side, side))

    @property
    def record(self) -> Any:
        """What the selected line stands for, None for none."""
        chosen = self.selectionModel().selectedRows()
        return self._lines.lines[chosen[0].row()].record if chosen else None

    @property
    def shown(self) -> tuple[RollLine, ...]:
        """The lines that are shown."""
        return self._lines.lines

    def show_lines(
        self,
        titles: Sequence[str],
        lines: Sequence[RollLine],
        near: Collection[int] = (),
        whole: Collection[int] = (),
    ) -> None:
        """Show other lines, each column as wide as it needs within reason.

        Args:
            titles: Of the columns.
            lines: In their order.
            near: Columns (状态、应还日期) that come first where there is no room for all.
            whole: Columns (档号) that are never cut: what tells one line from another stands at their end.
        """
        self._lines.first = _NONE
        self._lines.show(titles, lines)
        most = self._across(self._widest)
        columns = range(len(titles))
        for column in columns:
            self.resizeColumnToContents(column)
        self._whole = {column: self.columnWidth(column) for column in whole}
        self._needed = tuple(min(self.columnWidth(column), most) for column in columns)
        self._near = tuple(near)
        self._mark = self.iconSize().width() * 3 // 2 if any(one.mark for one in lines) else 0
        self._share_room()
        self.picked.emit(None)

    def _share_room(self) -> None:
        """Let the longest columns shrink first; where even that is too little, those come first that must be seen."""
        widths = self._shared(range(len(self._needed)))
        first = self._near if self._is_crowded(widths) else ()
        widths |= self._shared(first)
        order = (*first, *(one for one in sorted(widths) if one not in first))
        self._lines.first = order[0] if order else _NONE
        for place, column in enumerate(order):
            self.header().moveSection(self.header().visualIndex(column), place)
            self.setColumnWidth(column, widths[column])

    def _shared(self, columns: Sequence[int]) -> dict[int, int]:
        """Return how wide some columns are that share the whole room; the first of them bears the marks."""
        marks = dict.fromkeys(columns[:1], self._mark)
        whole = {one: self._whole[one] + marks.get(one, 0) for one in columns if one in self._whole}
        others = [one for one in columns if one not in whole]
        room = self.viewport().width() - sum(whole.values())
        needed = [self._needed[one] + marks.get(one, 0) for one in others]
        return {**whole, **dict(zip(others, shared(needed, room, self._across(_NARROWEST)), strict=True))}

    def _is_crowded(self, widths: Mapping[int, int]) -> bool:
        """Whether columns do not fit, or one that must be seen would hardly be read."""
        readable = (min(self._needed[one], self._across(_READABLE)) for one in self._near)
        cut = any(widths[one] < least for one, least in zip(self._near, readable, strict=True))
        return cut or sum(widths.values()) > self.viewport().width()

    def _across(self, characters: int) -> int:
        return self.fontMetrics().horizontalAdvance("公") * characters

    def keep_only(self, wanted: str) -> None:
        """Show the lines alone that hold some characters, their pinyin or its letters."""
        self._lines.keep_only(wanted)
        self.picked.emit(None)

    # --- Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Share the room anew where its width changed."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share_room()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Grow and shrink the icons with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._measure()


def shared(needed: Sequence[int], room: int, least: int) -> tuple[int, ...]:
    """Return how wide columns are that share a room: the longest give way first, none below what it keeps at least.

    Args:
        needed: What each would take, in pixels.
        room: What there is.
        least: What a column keeps that needs as much.
    """
    widths = sorted(needed)
    left, most = room, least
    for place, width in enumerate(widths):
        most = max(least, left // (len(widths) - place))
        if width > most:
            break
        left -= width
    return tuple(min(width, most) for width in needed) if sum(needed) > room else tuple(needed)


def _found_by(line: RollLine) -> str:
    words = "\n".join(line.cells)
    return "\n".join((words, initials(words), spelling(words))).lower().replace(" ", "")
