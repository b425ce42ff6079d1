"""The palette (命令面板): what can be done now, found by a few letters, done by Enter, its keys shown for next time."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.i18n import _
from oa_desktop.i18n.pinyin import initials
from oa_desktop.ui.commands import Command, Commands, plain
from oa_desktop.ui.look.dialogs import Dialog

_CHARACTERS = 26
_LINES = 10
_MOVING = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class Palette(Dialog):
    """A line to type in, and what fits; it goes when something is done or by Esc."""

    def __init__(self, commands: Commands, parent: QWidget) -> None:
        super().__init__("palette", _("命令"), parent)
        self._commands = commands
        self._window = parent
        self._words = QLineEdit(self)
        self._list = QTreeWidget(self)
        self._none = QLabel(_("没有这样的命令，或者现在不能做。"), self)
        self._build()
        self._show_fitting("")

    def _build(self) -> None:
        self._words.setObjectName("palette-words")
        self._words.setPlaceholderText(_("要做什么？打字或者拼音首字母，如 ng"))
        self._words.setAccessibleName(_("要做什么"))
        self._words.textChanged.connect(self._show_fitting)
        self._words.returnPressed.connect(lambda: self._do(self._list.currentItem()))
        self._words.installEventFilter(self)
        self._list.setObjectName("palette-list")
        self._list.setAccessibleName(_("现在能做的"))
        self._list.setColumnCount(2)
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._list.itemClicked.connect(self._do)
        self._none.setProperty("tone", "faint")
        column = QVBoxLayout(self)
        for part in (self._words, self._none, self._list):
            column.addWidget(part)
        self._take_room()

    def _take_room(self) -> None:
        metrics = self.fontMetrics()
        room = self._window.size()
        self.resize(
            min(metrics.horizontalAdvance("公") * _CHARACTERS, room.width() - 40),
            min(round(metrics.height() * 1.6) * (_LINES + 2), room.height() - 80),
        )
        self.move(self._window.mapToGlobal(QPoint((room.width() - self.width()) // 2, 40)))

    # --- what fits -----------------------------------------------------------------------------------------------

    def _show_fitting(self, typed: str) -> None:
        self._list.clear()
        for one in fitting(self._possible(), typed):
            self._list.addTopLevelItem(_line(one, self._commands.action(one.id)))
        empty = self._list.topLevelItemCount() == 0
        self._none.setVisible(empty)
        self._list.setVisible(not empty)
        self._list.setCurrentIndex(self._list.model().index(0, 0))

    def _possible(self) -> Iterable[Command]:
        """What can be done now; nobody needs the palette in the palette."""
        can = (one for one in self._commands.declared if self._commands.action(one.id).isEnabled())
        return (one for one in can if one.id != "tools.palette")

    def _do(self, line: QTreeWidgetItem | None) -> None:
        """Do what was chosen, once the palette is gone and the keyboard is back."""
        if line is not None:
            action = self._commands.action(str(line.data(0, Qt.ItemDataRole.UserRole)))
            QTimer.singleShot(0, action, action.trigger)
            self.accept()

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Move in the list while the keyboard stays in the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVING:
            self._list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)


def fitting(commands: Iterable[Command], typed: str) -> list[Command]:
    """Return the commands whose words or letters hold what was typed; those that begin with it first."""
    wanted = typed.lower().replace(" ", "")
    places = [(_place(plain(one), wanted), one) for one in commands]
    return [one for place, one in sorted(places, key=lambda both: both[0]) if place < _NOWHERE]


_NOWHERE = 1000


def _place(words: str, wanted: str) -> int:
    """Return where words hold what is wanted, :data:`_NOWHERE` where they do not."""
    found = [text.find(wanted) for text in (words.lower(), initials(words))]
    return min((place for place in found if place >= 0), default=_NOWHERE)


def _line(command: Command, action: QAction) -> QTreeWidgetItem:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    line = QTreeWidgetItem([plain(command), keys])
    line.setData(0, Qt.ItemDataRole.UserRole, command.id)
    line.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{plain(command)} {keys}".strip())
    line.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return line
