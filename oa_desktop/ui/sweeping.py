"""Rubbish (无人再用的对象) is looked for in Qt's own thread, and nowhere else.

Python looks for rubbish in whatever thread happens to make things. What a window leaves behind is such rubbish, and a
worker that came upon it would take Qt's timers down from a thread that is not theirs: the program would end there.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 200
"""So often that what was made meanwhile is looked through within a frame, also while a worker reads a whole store."""


class Sweeper(QObject):
    """Looks for rubbish as often as Python itself would, but in the thread of the windows.

    It stands still where Python's own threshold is 0, as while a whole store is read and all of it is kept.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        timer = QTimer(self)
        timer.timeout.connect(self.sweep)
        timer.start(_EVERY_MS)

    def sweep(self) -> None:
        """Look through the oldest generation that has waited for it long enough, and all that are younger."""
        due = [made > most > 0 for made, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[0]:
            gc.collect(max(place for place, is_due in enumerate(due) if is_due))


def sweep_here_alone(application: QObject) -> None:
    """Let rubbish be looked for in the thread of an application from now on, and by no other."""
    gc.disable()
    if application.findChild(Sweeper) is None:
        Sweeper(application)
