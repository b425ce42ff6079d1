"""Calling a roll (点名): everybody in sight with a tick, and below it how many there are and who is missing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.queries import FieldRow

_ROWS = 12
"""Rows that are seen at once at the most."""
_MISSING = 8
"""How many of those missing are named."""
_VALUE = Qt.ItemDataRole.UserRole


class RollCall(QWidget):
    """A tick for each on a roll, all of which may be off; a click on the words turns it, too."""

    def __init__(self, field: FieldRow) -> None:
        super().__init__()
        self.list = QListWidget(self)
        self.list.setAccessibleName(field.label)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setProperty("tone", "faint")
        self._fill(field)
        self._pressed = Qt.CheckState.Unchecked
        self.list.itemChanged.connect(lambda _item: self._say())
        self.list.itemPressed.connect(self._note)
        self.list.itemClicked.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        column.addWidget(self.said)
        self.setFocusProxy(self.list)
        self._say()

    def _fill(self, field: FieldRow) -> None:
        there = frozenset(field.usual.splitlines())
        for value, words in field.options:
            item = QListWidgetItem(words, self.list)
            item.setData(_VALUE, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in there else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)

    def _make_room(self) -> None:
        """Be as high as some rows are in the present size of text."""
        self.list.ensurePolished()
        row = max(self.list.sizeHintForRow(0), self.list.fontMetrics().height())
        self.list.setFixedHeight(row * max(1, min(_ROWS, self.list.count())) + 2 * self.list.frameWidth())

    # --- Qt's own

    def event(self, event: QEvent) -> bool:
        """Find the height again once the looks of the window are known."""
        if event.type() in (QEvent.Type.Polish, QEvent.Type.FontChange):
            self._make_room()
        return super().event(event)

    # --- what is ticked ------------------------------------------------------------------------------------------

    def value(self) -> tuple[str, ...]:
        """Return who is ticked."""
        return tuple(str(one.data(_VALUE)) for one in self._all() if one.checkState() is Qt.CheckState.Checked)

    def _all(self) -> list[QListWidgetItem]:
        return [self.list.item(place) for place in range(self.list.count())]

    def _note(self, item: QListWidgetItem) -> None:
        self._pressed = item.checkState()

    def _turn(self, item: QListWidgetItem) -> None:
        """Turn the tick of whose words were clicked; a click on the tick itself has turned it."""
        if item.checkState() is self._pressed:
            ticked = self._pressed is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)

    def _say(self) -> None:
        missing = [one.text() for one in self._all() if one.checkState() is not Qt.CheckState.Checked]
        there = self.list.count() - len(missing)
        told = _("到 {there} 人，缺 {missing} 人：{names}。") if missing else _("到 {there} 人，全到了。")
        more = "…" if len(missing) > _MISSING else ""
        self.said.setText(told.format(there=there, missing=len(missing), names="、".join(missing[:_MISSING]) + more))
        self.list.setAccessibleDescription(self.said.text())
