"""The pile (一叠公文): the documents of one queue, of which one lies on top and never changes under the reader's hand.

Only what the person does changes the document on top: doing what it asks for, or turning to another. One that somebody
else has dealt with meanwhile stays until the person turns on, and is said to be gone.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from oa_desktop.domain.ids import DossierId
from oa_desktop.office.lists.outlines import Lines, Outline, OutlineGroup, Sorting
from oa_desktop.office.queries import DossierRow, FoundRow
from oa_desktop.ui.leading.queues import QUEUES, Queue
from oa_desktop.ui.workplace import Workplace


class Pile(QObject):
    """One document of a queue at a time, the most urgent first.

    Attributes:
        queue: The queue.
        top: The document on top, None for none.

    Signals:
        turned: Another document is on top (``DossierRow``), or none (None).
        counted: Which one of how many it is, from 1, and 0 where it lies there no more (``int``, ``int``).
    """

    turned = Signal(object)
    counted = Signal(int, int)

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.queue: Queue = QUEUES[0]
        self.top: DossierRow | None = None
        self._keys: tuple[int, ...] = ()
        self._key = self._place = 0
        self._wanted = 0
        self._known: dict[DossierId, int] = {}
        self._goes_on = True
        workplace.changed.connect(self._heed)

    def take(self, queue: Queue) -> None:
        """Begin with a queue, at its first document."""
        self.queue = queue
        self._place = 0
        self._turn_to(0)
        self.go_on()

    def go_on(self) -> None:
        """What was asked is done: turn on, unless the document still asks for something."""
        self._goes_on = True
        self._ask()

    def come_back_to(self, document: DossierId) -> None:
        """Put a document that was on top back there, as soon as it lies in the queue again."""
        self._wanted = self._known.get(document, 0)

    def step(self, by: int) -> bool:
        """Turn to the next document, or to the one before; return whether there is one."""
        gone = self._key not in self._keys
        place = self._place + (by if not gone or by < 0 else by - 1)
        there = 0 <= place < len(self._keys)
        if there:
            self._wanted = 0
            self._turn_to(self._keys[place])
        return there

    @property
    def place(self) -> int:
        """Which one the document on top is, from 1; 0 where it lies there no more."""
        return self._place + 1 if self._key in self._keys else 0

    # --- asking --------------------------------------------------------------------------------------------------

    def _heed(self, _changed: object) -> None:
        """Look what is in the queue now; a slot of its own ends with the pile."""
        self._ask()

    def _ask(self) -> None:
        outline = Outline(of=self.queue.query, sorting=Sorting.URGENCY)
        self._workplace.ask(outline, self, self._arrive, instead_of="pile")

    def _arrive(self, groups: tuple[OutlineGroup, ...]) -> None:
        self._keys = tuple(key for group in groups for key in group.keys)
        goes_on, self._goes_on = self._goes_on, False
        if self._wanted in self._keys:
            self._turn_to(self._wanted)
            self._wanted = 0
        elif self._key not in self._keys and (goes_on or not self._key):
            self._turn_to(self._keys[min(self._place, len(self._keys) - 1)] if self._keys else 0)
        else:
            self._count()

    def _turn_to(self, key: int) -> None:
        self._key = key
        if key:
            self._workplace.ask(Lines(keys=(key,)), self, self._show, instead_of="top")
        else:
            self._lay(None)

    def _show(self, rows: tuple[FoundRow, ...]) -> None:
        self._lay(rows[0].document if rows else None)

    def _lay(self, row: DossierRow | None) -> None:
        self.top = row
        if row is not None:
            self._known[row.dossier] = row.key
        self.turned.emit(row)
        self._count()

    def _count(self) -> None:
        if self._key in self._keys:
            self._place = self._keys.index(self._key)
        self.counted.emit(self.place, len(self._keys))
