"""Choosing people (选人): a line that narrows the list by name or initials of pinyin, and a tick for each of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.i18n import _
from oa_desktop.i18n.pinyin import initials
from oa_desktop.office.queries import FieldRow

_FEWEST, _USUAL, _MOST = 3, 6, 8
"""Rows of the list that are seen at once, where there are that many people."""
_NAMED = 8
"""How many of those chosen are named below the list."""
_ID = Qt.ItemDataRole.UserRole


class PeopleEditor(QWidget):
    """A list of people to tick; they are kept in the order in which they were ticked, which is said below it.

    Any of them can be put before the others afterwards.

    Signals:
        changed: Somebody was chosen, or is no more.
    """

    changed = Signal()

    def __init__(self, field: FieldRow, parent: QWidget | None = None, *, single: bool = False) -> None:
        super().__init__(parent)
        self._single = single
        self._chosen: list[str] = []
        self._words = dict(field.options)
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("按姓名或拼音首字母找"))
        self._search.setAccessibleName(_("找{label}").format(label=field.label))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._narrow)
        self._search.installEventFilter(self)
        self._list = self._made(field)
        self._first = field.first
        self._ahead = QPushButton(_("改为{first}").format(first=field.first) if field.first else _("提到最前"))
        self._ahead.setObjectName("ahead")
        self._ahead.setAutoDefault(False)
        self._ahead.clicked.connect(self._put_ahead)
        self._list.currentItemChanged.connect(lambda _now, _before: self._offer_ahead())
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.setProperty("tone", "faint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for one in (self._search, self._list):
            column.addWidget(one)
        below = QHBoxLayout()
        below.addWidget(self._said, 1)
        below.addWidget(self._ahead, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(below)
        if self.names_anybody:
            self.setFocusProxy(self._search)
        self._see(_USUAL)
        for one in (self._search, self._list):
            one.setVisible(bool(field.options))
        self.choose(field.usual.split("\n") if field.usual else [])

    def _made(self, field: FieldRow) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(field.label)
        for value, words in field.options:
            item = QListWidgetItem(words)
            item.setData(_ID, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            made.addItem(item)
        made.itemChanged.connect(self._ticked)
        made.itemActivated.connect(self._turn)
        return made

    def take_room(self, pixels: int) -> None:
        """Show as many people at once as that height allows, and no empty rows."""
        self._see(max(_FEWEST, min(_MOST, pixels // self._row())))

    def _see(self, rows: int) -> None:
        self._list.ensurePolished()
        self._list.setFixedHeight(max(1, min(rows, self._list.count())) * self._row() + 2 * self._list.frameWidth())

    def _row(self) -> int:
        return max(self._list.sizeHintForRow(0), self._list.fontMetrics().height())

    @property
    def names_anybody(self) -> bool:
        """Whether there is anybody to choose."""
        return bool(self._words)

    def value(self) -> tuple[str, ...]:
        """Return the ids of who was chosen, in order."""
        return tuple(self._chosen)

    def choose(self, ids: list[str]) -> None:
        """Tick some people."""
        for one in ids:
            for place in range(self._list.count()):
                if self._list.item(place).data(_ID) == one:
                    self._list.item(place).setCheckState(Qt.CheckState.Checked)
        self._say()

    def _ticked(self, item: QListWidgetItem) -> None:
        one, ticked = item.data(_ID), item.checkState() is Qt.CheckState.Checked
        if ticked and self._single:
            self._untick_others(item)
        kept = [other for other in self._chosen if other != one]
        self._chosen = [*([] if self._single else kept), one] if ticked else kept
        self._say()
        self.changed.emit()

    def _untick_others(self, item: QListWidgetItem) -> None:
        for place in range(self._list.count()):
            other = self._list.item(place)
            if other is not item and other.checkState() is Qt.CheckState.Checked:
                other.setCheckState(Qt.CheckState.Unchecked)

    def _turn(self, item: QListWidgetItem) -> None:
        ticked = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)

    def _say(self) -> None:
        names = [self._words[one].split("（")[0] for one in self._chosen]
        more = _("等，共 {count} 个").format(count=len(names)) if len(names) > _NAMED else ""
        shown = names[:_NAMED]
        if self._first and len(shown) > 1:
            words = _("{first}：{lead}；协办：{others}")
            said = words.format(first=self._first, lead=shown[0], others="、".join(shown[1:]) + more)
        else:
            said = _("已选：{names}").format(names="、".join(shown) + more)
        nobody = _("还没有选人，先选的是{first}").format(first=self._first) if self._first else _("还没有选人")
        none = nobody if self._words else _("没有可以选的人")
        self._said.setText(said if names else none)
        self._said.setToolTip("、".join(names) if more else "")
        self._offer_ahead()

    def _offer_ahead(self) -> None:
        """Offer to put the one under the cursor before the others, where that changes anything."""
        self._ahead.setVisible(len(self._chosen) > 1)
        current = self._list.currentItem()
        self._ahead.setEnabled(current is not None and current.data(_ID) in self._chosen[1:])

    def _put_ahead(self) -> None:
        one = self._list.currentItem().data(_ID)
        self._chosen = [one, *(other for other in self._chosen if other != one)]
        self._say()
        self.changed.emit()

    def _narrow(self, typed: str) -> None:
        wanted = typed.strip().lower()
        for place in range(self._list.count()):
            item = self._list.item(place)
            words = item.text().lower()
            item.setHidden(bool(wanted) and wanted not in words and wanted not in initials(words))

    def _first_shown(self) -> QListWidgetItem | None:
        rows = (self._list.item(place) for place in range(self._list.count()))
        return next((one for one in rows if not one.isHidden()), None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Let Enter in the line tick the first one that is left, and the arrow down go into the list."""
        if watched is not self._search or not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._search.text().strip():
            first = self._first_shown()
            if first is not None:
                self._turn(first)
            self._search.clear()
            return True
        if event.key() == Qt.Key.Key_Down:
            self._list.setFocus()
            return True
        return super().eventFilter(watched, event)
