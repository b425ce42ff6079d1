"""The program's window, started as always and watched.

``python -m benchmarks.watched_window HOME REALM ACCOUNT 口令 ACCOUNT 口令``: when it has been painted the first of two
people signs in and the whole list is loaded; then the second comes in the place of the first and begins a draft.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from benchmarks.painting import Painted
from oa_desktop import app
from oa_desktop.domain.realms import Realm
from oa_desktop.ui import first_light
from oa_desktop.ui.preferences import Preferences

if TYPE_CHECKING:  # the window is not to be imported before the first light is seen
    from oa_desktop.office.session import Session
    from oa_desktop.ui.window import Window

SignIn = Callable[[], "Session"]
_LOOK_MS = 2
_REST_LOOKS = 100


def main(home: str, realm: str, *people: str) -> None:
    """Show it, sign in, load the list, begin a draft, and tell what it took."""
    watches: list[Painted] = []

    class Watched(first_light.FirstLight):
        """The first light, watched from the moment at which it is made."""

        def __init__(self, preferences: Preferences) -> None:
            super().__init__(preferences)
            watches.append(Painted(self, lambda: None))

    def visited(premises: app.HomePremises, *given: Any) -> Window:
        window = opened(premises, *given)

        def sign_in(account: str, password: str) -> Session:
            return premises.office(Realm(realm)).sign_in(account, password)

        visit = Visit(window, partial(sign_in, *people[:2]), partial(sign_in, *people[2:]), watches[0].tell)
        Painted(window, visit.begin)
        return window

    opened = app._window
    vars(first_light)["FirstLight"] = Watched  # what would patch them takes as long to import as half the window
    vars(app)["_window"] = visited
    app.main(Path(home), Realm(realm))


class Visit(QObject):
    """Somebody is let in and waits for the list; somebody else comes then, and writes."""

    def __init__(self, window: Window, reader: SignIn, writer: SignIn, tell: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._reader, self._writer = reader, writer
        self._tell = tell
        self._begun = self._usable = 0.0

    def begin(self) -> None:
        """Sign in; the clock runs from the accepted 口令."""
        session = self._reader()
        self._watch("gap", lambda: self._arrive(session), self._change_seats)

    def _arrive(self, session: Session) -> None:
        self._begun = perf_counter()
        self._window.enter(session)
        if self._window.desk is not None:
            self._window.desk.go_to("everything")

    def _change_seats(self) -> None:
        print("usable", self._usable)
        self._tell()
        self._window.commands.action("session.switch").trigger()
        self._window.enter(self._writer())
        self._at_rest(self._write)

    def _write(self) -> None:
        self._watch("writing", self._window.commands.action("document.new").trigger, self._window.close)

    def _watch(self, name: str, do: Callable[[], object], then: Callable[[], object]) -> None:
        """Do something, and print how long the window could not have answered until it is all over."""
        from tests.ui.event_loop import Watch  # noqa: PLC0415 - not before the first light

        stack = ExitStack()
        watch = stack.enter_context(Watch(_LOOK_MS))

        def end() -> None:
            stack.close()
            print(name, watch.longest)
            then()

        do()
        self._at_rest(end)

    def _at_rest(self, then: Callable[[], object]) -> None:
        """Do something as soon as nothing has been under way for a while."""
        timer, rest = QTimer(self), 0

        def look() -> None:
            nonlocal rest
            idle = self._window.tasks.idle
            if not self._usable and (idle or self._shows_lines()):
                self._usable = perf_counter() - self._begun
            rest = rest + 1 if idle else 0
            if rest >= _REST_LOOKS:
                timer.stop()
                then()

        timer.timeout.connect(look)
        timer.start(_LOOK_MS)

    def _shows_lines(self) -> bool:
        from oa_desktop.ui.lists.outline_model import OutlineModel  # noqa: PLC0415 - not before the first light

        desk = self._window.desk
        model = desk.documents.lines.model() if desk else None
        return isinstance(model, OutlineModel) and model.rowCount() > 0 and model.line(0) is not None


if __name__ == "__main__":
    main(*sys.argv[1:])
