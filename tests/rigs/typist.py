"""A program that types a title in the real window until somebody kills it: ``python -m tests.rigs.typist HOME ACCOUNT``.

After every key it says on its standard output how many there were and when, in seconds of the machine's own clock.
"""

import string
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from oa_desktop.app import HomePremises
from oa_desktop.domain.realms import Realm
from oa_desktop.ui.application import make_application
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.window import Window
from oa_desktop.ui.writing.editor import Editor

KEYS = string.ascii_lowercase
EVERY_MS = 40


class Typist:
    """Types without end."""

    def __init__(self, editor: Editor) -> None:
        self._title = editor.findChild(QWidget, "element-title")
        self._count = 0
        self._timer = QTimer(editor)
        self._timer.timeout.connect(self._type)
        editor.begun.connect(lambda: self._timer.start(EVERY_MS))

    def _type(self) -> None:
        QTest.keyClick(self._title, typed(self._count + 1)[-1])
        self._count += 1
        print(self._count, time.monotonic(), flush=True)


def typed(count: int) -> str:
    """What so many keys have typed."""
    return "".join(KEYS[place % len(KEYS)] for place in range(count))


def main(home: Path, account: str) -> int:
    """Sign somebody in and let them begin a new document."""
    premises = HomePremises(home)
    preferences = Preferences(premises.preferences_file)
    application = make_application(("-platform", "offscreen"), preferences)
    window = Window(premises, Realm.DEMONSTRATION, preferences)
    window.show()
    password = next(one.password for one in premises.introduced() if one.account == account)
    window.enter(premises.office(Realm.DEMONSTRATION).sign_in(account, password))
    window.commands.action("document.new").trigger()
    typist = Typist(window.editor)
    code = application.exec()
    del typist
    return code


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2]))
