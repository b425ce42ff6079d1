"""Choosing some of several (多选): a button that says what was chosen, and below it a tick for each."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QPushButton, QWidget, QWidgetAction

from oa_desktop.i18n import _
from oa_desktop.office.queries import FieldRow

_NAMED = 3
"""How many are named on the button."""
_ROWS = 8
"""Rows that are seen at once."""
_VALUE = Qt.ItemDataRole.UserRole


class SomeEditor(QPushButton):
    """Any of some options; none of them stands for all."""

    def __init__(self, field: FieldRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        menu = QMenu(self)
        self.list = QListWidget(menu)
        self.list.setAccessibleName(field.label)
        self.list.itemChanged.connect(lambda _item: self._say())
        holds = QWidgetAction(menu)
        holds.setDefaultWidget(self.list)
        menu.addAction(holds)
        menu.aboutToShow.connect(self._make_room)
        self.setMenu(menu)
        self._usual = field.usual.splitlines()
        self.offer(field.options)

    def offer(self, options: Iterable[tuple[str, str]]) -> None:
        """Offer other options; what was ticked and is among them stays ticked."""
        kept = set(self.value()) if self.list.count() else set(self._usual)
        self.list.clear()
        for value, words in options:
            item = QListWidgetItem(words, self.list)
            item.setData(_VALUE, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in kept else Qt.CheckState.Unchecked)
        self._say()

    def value(self) -> tuple[str, ...]:
        """Return what is ticked."""
        return tuple(str(one.data(_VALUE)) for one in self._ticked())

    def _ticked(self) -> list[QListWidgetItem]:
        items = (self.list.item(place) for place in range(self.list.count()))
        return [one for one in items if one.checkState() is Qt.CheckState.Checked]

    def _say(self) -> None:
        names = [one.text() for one in self._ticked()]
        more = _("等 {count} 个").format(count=len(names)) if len(names) > _NAMED else ""
        said = "、".join(names[:_NAMED]) + more or _("全部")
        self.setText(said)
        self.setAccessibleDescription(said)

    def _make_room(self) -> None:
        """Be as wide as the button, and as high as some rows."""
        row = max(self.list.sizeHintForRow(0), self.list.fontMetrics().height())
        height = row * min(_ROWS, self.list.count()) + 2 * self.list.frameWidth()
        self.list.setFixedSize(max(self.width(), self.list.sizeHintForColumn(0) + 2 * row), height)
        self.list.setCurrentRow(0)
        self.list.setFocus()
