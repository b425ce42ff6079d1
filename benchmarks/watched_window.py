"""The program's window, started as always and watched: ``python -m benchmarks.watched_window HOME REALM ACCOUNT 口令``.

When it has been painted somebody signs in and the whole list is loaded.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from PySide6.QtCore import QObject, QTimer

from benchmarks.painting import Painted
from oa_desktop import app
from oa_desktop.domain.realms import Realm
from oa_desktop.ui import first_light
from oa_desktop.ui.preferences import Preferences

if TYPE_CHECKING:  # the window is not to be imported before the first light is seen
    from oa_desktop.office.session import Session
    from oa_desktop.ui.window import Window

_LOOK_MS = 2
_REST_LOOKS = 100


def main(home: str, realm: str, account: str, password: str) -> None:
    """Show it, sign in, load the list, and tell what it took."""
    watches: list[Painted] = []

    class Watched(first_light.FirstLight):
        """The first light, watched from the moment at which it is made."""

        def __init__(self, preferences: Preferences) -> None:
            super().__init__(preferences)
            watches.append(Painted(self, lambda: None))

    def visited(premises: app.HomePremises, *given: Any) -> Window:
        window = opened(premises, *given)
        visit = Visit(window, lambda: premises.office(Realm(realm)).sign_in(account, password))
        Painted(window, visit.begin)
        return window

    opened = app._window
    with patch.object(first_light, "FirstLight", Watched), patch.object(app, "_window", visited):
        app.main(Path(home), Realm(realm))
    watches[0].tell()


class Visit(QObject):
    """Somebody is let in and waits for the list; then everything else may come."""

    def __init__(self, window: Window, sign_in: Callable[[], Session]) -> None:
        super().__init__(window)
        self._window = window
        self._sign_in = sign_in
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._begun = self._last = self._gap = self._usable = 0.0
        self._rest = 0

    def begin(self) -> None:
        """Sign in; the clock runs from the accepted 口令."""
        session = self._sign_in()
        self._begun = self._last = perf_counter()
        self._window.enter(session)
        if self._window.desk is not None:
            self._window.desk.go_to("everything")
        self._timer.start()

    def _look(self) -> None:
        now = perf_counter()
        self._gap, self._last = max(self._gap, now - self._last), now
        idle = self._window.tasks.idle
        if not self._usable and (idle or self._shows_lines()):
            self._usable = now - self._begun
        self._rest = self._rest + 1 if idle else 0
        if self._rest >= _REST_LOOKS:
            self._end()

    def _shows_lines(self) -> bool:
        from oa_desktop.ui.lists.outline_model import OutlineModel  # noqa: PLC0415 - not before the first light

        desk = self._window.desk
        model = desk.documents.lines.model() if desk else None
        return isinstance(model, OutlineModel) and model.rowCount() > 0 and model.line(0) is not None

    def _end(self) -> None:
        self._timer.stop()
        print("usable", self._usable)
        print("gap", self._gap)
        self._window.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
