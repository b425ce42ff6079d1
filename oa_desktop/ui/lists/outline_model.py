"""The lines of a list as Qt asks for them: an outline of small numbers, and only the lines that are on the screen.

No object stands for a line that nobody looks at. A line that is asked for and not known is shown as "…" and fetched
behind the window with its neighbours, what was asked for last first.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QGuiApplication, QIcon

from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office.lists.outlines import Lines, OutlineGroup
from oa_desktop.office.queries import DossierRow, FoundRow
from oa_desktop.ui.lists.columns import COLUMNS, TITLE, Mark, line_in_words
from oa_desktop.ui.look.colours import Colours, colours_of
from oa_desktop.ui.look.icons import icon
from oa_desktop.ui.workplace import Workplace

Index = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_DECORATION = int(Qt.ItemDataRole.DecorationRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_BACKGROUND = int(Qt.ItemDataRole.BackgroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALOUD = int(Qt.ItemDataRole.AccessibleTextRole)
FOUND = int(Qt.ItemDataRole.UserRole)
"""The line itself (``FoundRow``), None while it is not known."""

WAITING = "…"
_AT_ONCE = 64
"""Lines that are fetched together."""
_ASKED = 3
"""Portions that are under way at one time."""
_KEPT = 60
"""Portions that are kept."""
_PAUSE_MS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dress:
    """Colours, icons and fonts of the lines, made anew when the look changes."""

    colours: Colours
    heading: QFont

    def brush(self, mark: Mark | None) -> QBrush | None:
        return QBrush(QColor(getattr(self.colours, mark.tone))) if mark else None

    def icon(self, mark: Mark | None) -> QIcon | None:
        return icon(mark.icon, getattr(self.colours, mark.tone)) if mark else None


def _dressed() -> _Dress:
    heading = QFont(QGuiApplication.font())
    heading.setBold(True)
    return _Dress(colours=colours_of(QGuiApplication.palette()), heading=heading)


class OutlineModel(QAbstractTableModel):
    """The lines of an outline, grouped or not; the head of a group is a line that cannot be chosen.

    Signals:
        came: Lines that were waited for are here.
    """

    came = Signal()

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._words = ""
        self._heads: tuple[OutlineGroup, ...] = ()
        self._places: list[int] = []
        self._portions: OrderedDict[int, Mapping[int, FoundRow]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asked: set[int] = set()
        self._edition = 0
        self._dress = _dressed()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        self._readers: Mapping[int, Callable[[DossierRow, int], Any]] = {
            _DISPLAY: lambda row, column: COLUMNS[column].text(row),
            _DECORATION: lambda row, column: self._dress.icon(COLUMNS[column].mark(row)),
            _FOREGROUND: lambda row, column: self._dress.brush(COLUMNS[column].mark(row)),
            _TOOL_TIP: lambda row, column: COLUMNS[column].spoken(row),
            _ALOUD: lambda row, column: line_in_words(row) if column == TITLE else COLUMNS[column].spoken(row),
        }
        self._head_readers: Mapping[int, Callable[[OutlineGroup, int], Any]] = {
            _DISPLAY: lambda group, column: _heading(group) if column == TITLE else None,
            _FONT: lambda _group, _column: self._dress.heading,
            _BACKGROUND: lambda _group, _column: QBrush(QColor(self._dress.colours.window)),
            _ALOUD: lambda group, column: _heading(group) if column == TITLE else None,
        }

    # --- what it shows -----------------------------------------------------------------------------------------

    def show(self, groups: tuple[OutlineGroup, ...], *, grouped: bool, words: str, known: Iterable[FoundRow]) -> None:
        """Show an outline, some lines of which are known already."""
        first = {one.document.key: one for one in known}
        self.beginResetModel()
        self._edition += 1
        self._words, self._heads = words, groups if grouped else ()
        self._places = _flat(groups, grouped=grouped)
        self._portions.clear()
        self._wanted.clear()
        self._asked.clear()
        for portion in range(-(-len(first) // _AT_ONCE)):
            keys = self._keys_of(portion)
            if all(key in first for key in keys):
                self._portions[portion] = {key: first[key] for key in keys}
        self.endResetModel()

    def dress_anew(self) -> None:
        """Take over the colours and the size of text that the application has now."""
        self._dress = _dressed()

    def key(self, place: int) -> int:
        """Return the key of a line; 0 for the head of a group and beyond the end."""
        key = self._places[place] if 0 <= place < len(self._places) else 0
        return max(0, key)

    def place(self, key: int) -> int:
        """Return where a document stands, -1 where it does not."""
        try:
            return self._places.index(key) if key > 0 else -1
        except ValueError:
            return -1

    def places(self, keys: frozenset[int]) -> list[int]:
        """Return where some documents stand, those that still do."""
        return [place for place, key in enumerate(self._places) if key in keys] if keys else []

    def key_of(self, document: DossierId) -> int:
        """Return the key of a document among the lines that are known; 0 where it is not."""
        known = (row for portion in self._portions.values() for row in portion.values())
        return next((row.document.key for row in known if row.document.dossier == document), 0)

    def line(self, place: int) -> FoundRow | None:
        """Return a line; None, and it is fetched, while it is not known."""
        portion = place // _AT_ONCE
        known = self._portions.get(portion)
        if known is None:
            self._want(portion)
            return None
        return known.get(self._places[place])

    # --- fetching ----------------------------------------------------------------------------------------------

    def _want(self, portion: int) -> None:
        if portion in self._asked:
            return
        self._wanted[portion] = None
        self._wanted.move_to_end(portion)
        while len(self._wanted) > _ASKED:
            self._wanted.popitem(last=False)
        if not self._timer.isActive():
            self._timer.start()

    def _ask(self) -> None:
        while self._wanted and len(self._asked) < _ASKED:
            portion, _none = self._wanted.popitem()
            self._asked.add(portion)
            query = Lines(keys=self._keys_of(portion), words=self._words)
            self._workplace.ask(query, self, _Arrival(self, portion, self._edition))

    def take(self, portion: int, edition: int, rows: tuple[FoundRow, ...]) -> None:
        """Take over lines that were fetched, unless another outline is shown by now."""
        if edition != self._edition:
            return
        self._asked.discard(portion)
        self._portions[portion] = {one.document.key: one for one in rows}
        while len(self._portions) > _KEPT:
            self._portions.popitem(last=False)
        first = portion * _AT_ONCE
        last = min(first + _AT_ONCE, len(self._places)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))
        self.came.emit()
        if self._wanted:
            self._timer.start()

    def _keys_of(self, portion: int) -> tuple[int, ...]:
        first = portion * _AT_ONCE
        return tuple(key for key in self._places[first : first + _AT_ONCE] if key > 0)

    # --- Qt's own

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own name and default
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - as above
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return what a line shows; most roles mean nothing here and are answered at once."""
        if role != FOUND and role not in self._readers and role not in self._head_readers:
            return None
        key = self._places[index.row()]
        if key < 0:
            read_head = self._head_readers.get(role)
            return read_head(self._heads[-key - 1], index.column()) if read_head else None
        found = self.line(index.row())
        if role == FOUND:
            return found
        if found is None:
            return WAITING if role == _DISPLAY and index.column() == TITLE else None
        read = self._readers.get(role)
        return read(found.document, index.column()) if read else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: N802 - Qt's own
        """Return what stands above a column."""
        if role == _DISPLAY and orientation is Qt.Orientation.Horizontal:
            return _(COLUMNS[section].label)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that lines can be chosen and heads of groups cannot."""
        if not index.isValid() or self._places[index.row()] < 0:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


@dataclass(frozen=True, slots=True)
class _Arrival:
    """Where a portion of lines is to be put when it comes."""

    model: OutlineModel
    portion: int
    edition: int

    def __call__(self, rows: tuple[FoundRow, ...]) -> None:
        self.model.take(self.portion, self.edition, rows)


def _flat(groups: tuple[OutlineGroup, ...], *, grouped: bool) -> list[int]:
    """Return the keys of all lines; a negative number stands for the head of a group."""
    places: list[int] = []
    for number, group in enumerate(groups, 1):
        places += [-number] if grouped else []
        places += group.keys
    return places


def _heading(group: OutlineGroup) -> str:
    return _("{head}　{count} 件").format(head=group.head or _("（空）"), count=len(group.keys))
