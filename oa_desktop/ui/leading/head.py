"""The head (页首) of the leader's desk: the two queues, which one of how many, the way to the next, and out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.lists.outlines import CountRow, Counts
from oa_desktop.ui.acting.firm_button import FirmButton
from oa_desktop.ui.commands import Commands, Place
from oa_desktop.ui.leading.queues import QUEUES, Queue
from oa_desktop.ui.lists.folders import MOST, shown
from oa_desktop.ui.look.worded import WordedRow
from oa_desktop.ui.workplace import Workplace


class Head(QWidget):
    """Where one is, and where one can go.

    Signals:
        queue_wanted: A queue was chosen (``Queue``).
        stepped: The next document is wanted, or the one before (1 or -1).
    """

    queue_wanted = Signal(object)
    stepped = Signal(int)

    def __init__(self, workplace: Workplace, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._row = WordedRow(self)
        self._line = QHBoxLayout(self._row)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._queues = {queue.query: self._queue(queue) for queue in QUEUES}
        self._where = QLabel(self._row)
        self._where.setObjectName("where")
        self._where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._line.addWidget(self._where, 1)
        self._before = self._step("before", _("上一件"), "‹", -1)
        self._next = self._step("next", _("下一件"), "›", 1)
        self._line.addWidget(self._other(commands))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        workplace.changed.connect(self._heed)
        self.count_again()

    # --- what it says --------------------------------------------------------------------------------------------

    def choose(self, queue: Queue) -> None:
        """Show which queue lies before the person."""
        for query, button in self._queues.items():
            button.setChecked(query is queue.query)

    def say_where(self, place: int, of: int) -> None:
        """Say which one of how many lies before the person, and let nobody step beyond the ends."""
        words = _("第 {place} 件，共 {of} 件") if place else _("共 {of} 件") if of else ""
        self._where.setText(words.format(place=place, of=of))
        self._before.setEnabled(of > 0 and place != 1)
        self._next.setEnabled(of > 0 and place < of)
        self._row.fit()

    def count_again(self) -> None:
        """Ask how much lies in the queues."""
        wanted = tuple(queue.query for queue in QUEUES)
        self._workplace.ask(Counts(of=wanted, limit=MOST + 1), self, self._show, instead_of="counts")

    def _heed(self, _changed: object) -> None:
        """Count what changed; a slot of its own ends with the line."""
        self.count_again()

    def _show(self, rows: tuple[CountRow, ...]) -> None:
        counts = {row.of: row.documents for row in rows}
        for queue in QUEUES:
            words = _("{label} {count}").format(label=_(queue.label), count=shown(counts.get(queue.query, 0)))
            self._queues[queue.query].setText(words)
        self._row.fit()

    # --- its buttons ---------------------------------------------------------------------------------------------

    def _queue(self, queue: Queue) -> QPushButton:
        button = FirmButton(_(queue.label), self._row)
        button.setObjectName(f"queue-{queue.id}")
        button.setCheckable(True)
        button.clicked.connect(lambda _checked=False: self.queue_wanted.emit(queue))
        self._line.addWidget(button)
        return button

    def _step(self, name: str, words: str, short: str, by: int) -> QPushButton:
        button = FirmButton(self._row)
        button.setObjectName(f"step-{name}")
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.clicked.connect(lambda _checked=False: self.stepped.emit(by))
        self._row.word(button, words, short)
        self._line.addWidget(button)
        return button

    def _other(self, commands: Commands) -> QPushButton:
        button = FirmButton(_("其他"), self._row)
        button.setObjectName("leader-other")
        button.setProperty("menu", True)
        button.setMenu(commands.menu_at(Place.LEADER, button))
        return button
