"""A program that types in the real window on a disk that fills up: ``python -m tests.rigs.cramped_typist HOME ROOM``.

It says on its standard output, a word a line, what the status line says and which words are in the store, the last time
as a program started anew finds them. With ROOM ``disk`` the folder HOME is a small file system of its own, which it fills
with ballast; with ``limit`` the system lets no file of this program grow further.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from oa_desktop.app import HomePremises
from oa_desktop.bootstrap.building import build_office
from oa_desktop.bootstrap.demonstration import demonstration_unit
from oa_desktop.domain.realms import Realm
from oa_desktop.office.office import Office
from oa_desktop.office.session import Session
from oa_desktop.ui.application import make_application
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.telling.alarm import Alarm
from oa_desktop.ui.window import Window
from tests.founded import found_quickly

DRAFTER = "zhouyue"
PATIENCE_S, LOOK_MS = 20.0, 20
MEGABYTE = 1 << 20


class Ballast:
    """A small file system: full as long as a file lies there that takes all its room."""

    def __init__(self, home: Path) -> None:
        self._path = home / "ballast"

    def fill(self) -> None:
        with self._path.open("wb", buffering=0) as file:
            for size in (MEGABYTE, 4096, 1):
                _write_while_there_is_room(file.write, bytes(size))

    def free(self) -> None:
        self._path.unlink()


def _write_while_there_is_room(write: Callable[[bytes], int], data: bytes) -> None:
    try:
        while write(data) == len(data):
            pass
    except OSError:
        return


class Limit:
    """A file system that lets this program's files grow no further, be there room or not."""

    def __init__(self, home: Path) -> None:
        self._log = home / Realm.DEMONSTRATION.value / "store.db-wal"
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._log.stat().st_size, self._before[1]))

    def free(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


ROOMS = {"disk": Ballast, "limit": Limit}


def sign_in(office: Office) -> Session:
    return office.sign_in(DRAFTER, demonstration_unit().person(DRAFTER).password)


def titles(session: Session) -> str:
    return " ".join(one.text.title for one in session.drafts.all().values())


def found_by_another(home: Path) -> str:
    """The titles of the drafts that a program started now finds in the store."""
    command = [sys.executable, "-m", __spec__.name, str(home)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


class Typist:
    """Somebody who types a title and looks at the status line."""

    def __init__(self, home: Path) -> None:
        premises = HomePremises(home)
        preferences = Preferences(premises.preferences_file)
        preferences.tour_taken = True
        self.application = make_application(("-platform", "offscreen"), preferences)
        self.window = Window(premises, Realm.DEMONSTRATION, preferences)
        self.window.show()
        self.session = sign_in(premises.office(Realm.DEMONSTRATION))
        self.window.enter(self.session)
        self.window.commands.action("document.new").trigger()
        self.until(lambda: self.title() is not None)

    def title(self) -> QWidget | None:
        editor = self.window.editor
        found = editor.findChild(QWidget, "element-title") if editor else None
        return found if found is not None and found.isVisible() and found.isEnabled() else None

    def type(self, words: str) -> None:
        QTest.keyClicks(self.title(), words)

    def alarm(self) -> str:
        alarm = self.window.findChild(Alarm)
        return alarm.accessibleName() if alarm.isVisible() else ""

    def status(self) -> str:
        return self.window.findChild(QLabel, "status").text()

    def until(self, wanted: Callable[[], bool]) -> None:
        for _ in range(int(PATIENCE_S * 1000 / LOOK_MS)):
            if wanted():
                return
            QTest.qWait(LOOK_MS)
        raise TimeoutError(f"{self.alarm()} / {self.status()}")

    def until_kept(self) -> None:
        self.until(lambda: not self.alarm() and "已保存" in self.status() and not self.window.editor.keeping.pending)

    def close_dialogs(self) -> None:
        for one in self.window.findChildren(QDialog):
            one.reject()


def main(home: Path, kind: str) -> None:
    found_quickly(home)
    typist, room = Typist(home), ROOMS[kind](home)
    typist.type("before")
    typist.until_kept()
    room.fill()
    typist.type("during")
    typist.until(lambda: "没有存上" in typist.alarm())
    typist.close_dialogs()
    print("unkept", typist.alarm(), flush=True)
    print("found", titles(typist.session), flush=True)
    typist.type("more")
    room.free()
    typist.until_kept()
    print("kept", typist.status(), flush=True)
    print("found", found_by_another(home), flush=True)
    typist.window.close()


if __name__ == "__main__":
    if len(sys.argv) == 2:
        print(titles(sign_in(build_office(Path(sys.argv[1]), Realm.DEMONSTRATION))))
    else:
        main(Path(sys.argv[1]), sys.argv[2])
