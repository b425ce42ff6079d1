"""Rounds with the central service (同步) while somebody is at the desk: quiet, one at a time, in nobody's way.

Pauses say when it is tried again, and nothing else: what goes and what comes, no clock decides.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from oa_desktop.domain.errors import OfficeError
from oa_desktop.office.central.room import Accord, Stage
from oa_desktop.office.session import Session
from oa_desktop.ui.tasks import Lane, Progress
from oa_desktop.ui.workplace import Workplace

SOON_MS = 1500
"""Milliseconds after coming in, or after an act; several acts in a row go together."""
REST_MS = 30_000
"""Milliseconds between two rounds while the service answers."""
LONGEST_MS = 300_000
"""Milliseconds that it is left alone at most while it does not: each pause is twice the last."""


class SyncRounds(QObject):
    """Goes rounds for as long as somebody is signed in; nothing where no service is configured.

    Signals:
        known: How the desk stands to the service now (``Accord``).
    """

    known = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._under_way = self._once_more = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SOON_MS)
        self._pause.timeout.connect(self.go)
        self._lasts = SOON_MS
        self._stopped = False
        if self.configured:
            workplace.changed.connect(self._heed)
            self._pause.start()
            self._look()

    @property
    def configured(self) -> bool:
        """Whether there is a service."""
        return self._workplace.session.central.configured

    @property
    def pause(self) -> int:
        """Milliseconds after which it is tried again; -1 where nobody tries of their own accord."""
        return self._pause.interval() if self._pause.isActive() else -1

    @Slot()
    def go(self) -> None:
        """Go a round now; one behind the other where one is under way."""
        self._pause.stop()
        self._once_more = self._under_way
        if not self._under_way:
            self._under_way = True
            session = self._workplace.session
            self._workplace.tasks.run(partial(_round, session), self, self._end, self._break, lane=Lane.LONG)

    def _heed(self, _changed: object) -> None:
        """Count what waits after an act, and go soon; where both sides differ nobody goes on of their own accord."""
        self._look()
        if not self._stopped:
            self._pause.start(SOON_MS)

    def _look(self) -> None:
        self._workplace.read(lambda session: session.central.accord(), self, self.known.emit, instead_of="accord")

    def _end(self, accord: Accord) -> None:
        self._under_way = False
        self._stopped = accord.stage is Stage.DIFFERS
        self.known.emit(accord)
        if self._once_more:
            self.go()
        elif not self._stopped:
            self._rest(away=accord.trouble is not None)

    def _rest(self, *, away: bool) -> None:
        self._lasts = min(2 * self._lasts, LONGEST_MS) if away else SOON_MS
        self._pause.start(self._lasts if away else REST_MS)

    def _break(self, error: Exception) -> None:
        """Tell of a fault of the program, and leave it at that until something is done."""
        self._under_way = False
        self._workplace.problem.emit(error)


def _round(session: Session, progress: Progress) -> Accord:
    """Go a round; what came of it, whatever that is, is told by how the desk stands."""
    with suppress(OfficeError):
        session.central.run(progress.step)
    return session.central.accord()
