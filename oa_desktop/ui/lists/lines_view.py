"""The table in which the lines of a list stand (清单): its columns, its keys, its context menu."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.lists.outlines import Outline
from oa_desktop.ui.commands import Commands, Place
from oa_desktop.ui.lists.columns import CAME, COLUMNS, STATE, TITLE, USUAL, Column
from oa_desktop.ui.lists.columns_menu import ColumnsMenu
from oa_desktop.ui.lists.line_delegate import LineDelegate
from oa_desktop.ui.lists.outline_model import OutlineModel

_WIDE = "国"
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LinesView(QTableView):
    """One line per document; columns go, the least needed first, where there is little room.

    Signals:
        opened: The line under the cursor is to be read now.
        typed: Letters were typed: words to search for.
        rearranged: Other columns were chosen.
    """

    opened = Signal()
    typed = Signal(str)
    rearranged = Signal()

    def __init__(self, model: OutlineModel, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self._commands = commands
        self._delegate = LineDelegate(self)
        self._foremost = ""
        self._usual_here = USUAL
        self._chosen: tuple[str, ...] = ()
        self.setObjectName("lines")
        self.setAccessibleName(_("公文清单"))
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._set_up_heads()
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def _set_up_heads(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setAccessibleName(_("栏目，点一下按它排序"))
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSectionsMovable(True)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        columns = ColumnsMenu(self, self)
        head.customContextMenuRequested.connect(lambda at: columns.popup(head.mapToGlobal(at)))
        head.setSortIndicatorShown(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        self.measure()

    def measure(self) -> None:
        """Take heights and usual widths from the size of the text."""
        metrics = self.fontMetrics()
        self.setIconSize(QSize(metrics.height(), metrics.height()))
        self.verticalHeader().setDefaultSectionSize(self._delegate.height(metrics.height()))
        for place, column in enumerate(COLUMNS):
            if column.characters:
                self.horizontalHeader().resizeSection(place, metrics.horizontalAdvance(_WIDE) * column.characters)
        self._make_room()

    def look_for(self, words: str) -> None:
        """Let the words that are searched for stand out."""
        self._delegate.searched = bool(words.strip())
        self.verticalHeader().setDefaultSectionSize(self._delegate.height(self.fontMetrics().height()))

    def show_order(self, outline: Outline) -> None:
        """Show above the columns what the lines are sorted by."""
        place = next((at for at, column in enumerate(COLUMNS) if column.sorting is outline.sorting), -1)
        downward = outline.reverse != outline.sorting.highest_first
        order = Qt.SortOrder.DescendingOrder if downward else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(place, order)

    def suit(self, foremost: str, columns: tuple[str, ...]) -> None:
        """Suit what is listed.

        Args:
            foremost: The column that is the last to go where there is little room.
            columns: Those that are there where nobody has chosen any.
        """
        self._foremost, self._usual_here = foremost, columns
        self._make_room()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The columns that are wanted, by what stands above them, whether or not there is room for all of them."""
        return self._chosen or self._usual_here

    def choose_columns(self, labels: Iterable[str]) -> None:
        """Want these columns; the title is always there. None at all means the usual ones."""
        known = set(labels)
        wanted = tuple(column.label for column in COLUMNS if column.label in known)
        self._chosen = () if {*wanted} in ({*USUAL}, {*CAME}) else wanted
        self._make_room()
        self.rearranged.emit()

    def _weight(self, column: Column) -> tuple[bool, bool, int]:
        """Return what is the lower, the later a column goes: one that somebody has asked for goes late."""
        asked_for = bool(self._chosen) and not column.usual
        own = column.label in self._usual_here and self._usual_here != USUAL
        rank = self._usual_here.index(column.label) if own else column.rank
        return (column.label != self._foremost, not asked_for, rank)

    def _make_room(self) -> None:
        left = self.viewport().width()
        for place, column in sorted(enumerate(COLUMNS), key=lambda one: self._weight(one[1])):
            if place != TITLE and column.label not in self.chosen:
                self.setColumnHidden(place, True)
            elif place != TITLE:
                left -= self.horizontalHeader().sectionSize(place) or self._usual(column.characters)
                self.setColumnHidden(place, left < self._usual(column.leaves))
        self._delegate.marks = self.isColumnHidden(STATE)

    def _usual(self, characters: int) -> int:
        return self.fontMetrics().horizontalAdvance(_WIDE) * characters

    # --- Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Open by Enter; everything else is as in any table."""
        if event.key() in _OPENING and self.currentIndex().isValid():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's own name
        """Search the store for what is typed, not a hundred thousand lines here."""
        if search.strip():
            self.typed.emit(search)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's own name
        """Offer what can be done with the document."""
        menu = self._commands.menu_at(Place.LIST, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.currentIndex().isValid() and not menu.isEmpty():
            menu.popup(event.globalPos())
        else:
            menu.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Make room for the title."""
        super().resizeEvent(event)
        self._make_room()

    def current_row(self) -> int:
        """Return the line under the cursor, -1 for none."""
        return self.currentIndex().row()

    def picked_rows(self, most: int) -> list[int]:
        """Return the lines that are selected, from top to bottom, but no more than so many."""
        ranges = sorted((one.top(), one.bottom()) for one in self.selectionModel().selection().toList())
        return list(islice((row for top, bottom in ranges for row in range(top, bottom + 1)), most))

    def pick_rows(self, rows: Iterable[int]) -> None:
        """Select lines beside that under the cursor."""
        picked = QItemSelection()
        for row in rows:
            index = self.model().index(row, TITLE)
            picked.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(picked, flags.Select | flags.Rows)

    def choose_row(self, row: int) -> None:
        """Put the cursor on a line; -1 for none."""
        index = self.model().index(row, TITLE) if row >= 0 else QModelIndex()
        self.setCurrentIndex(index)
