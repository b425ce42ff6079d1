"""Acts that ask for some fields over a dialog (填好再办): asked for, judged by the office, and told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from oa_desktop.i18n import _
from oa_desktop.office.queries import FieldRow
from oa_desktop.office.session import Session
from oa_desktop.ui.acting.fields_dialog import FieldsDialog
from oa_desktop.ui.tasks import Progress
from oa_desktop.ui.workplace import Workplace

Said = dict[str, Any]
"""What was filled in, by the names of the fields."""
Asked = Callable[[Session], tuple[FieldRow, ...]]
Doing = Callable[[Session, Said], object]
Then = Callable[[Any], object]


class AskedActs(QObject):
    """What somebody does over a dialog.

    Signals:
        told: What was done, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(self, workplace: Workplace, over: QWidget, topic: str) -> None:
        super().__init__(over)
        self._workplace = workplace
        self._over = over
        self._topic = topic

    def ask(
        self,
        name: str,
        title: str,
        asked: Asked,
        doing: Doing,
        words: str = "",
        *,
        done: str = "",
        then: Then | None = None,
    ) -> None:
        """Ask for fields, and do something with what was filled in; the dialog stays until that came off.

        Args:
            name: By which tests find the dialog.
            title: What is done.
            asked: Returns the fields.
            doing: Does it.
            words: What is said above the fields.
            done: What is told afterwards, in a sentence.
            then: Goes on with what came of it, and tells of it by itself: whole files are made, which may take minutes.
        """

        def show(found: tuple[FieldRow, ...]) -> None:
            dialog = FieldsDialog(name, title, found, self._over, topic=self._topic, leave=_("取消"))
            if words:
                dialog.say(words)
            go_on = then or (lambda _result: self.told.emit((done or _("{title}：已办。")).format(title=title)))
            dialog.agreed.connect(lambda said: self._do(dialog, said, doing, go_on, whole_files=then is not None))
            dialog.open()

        self._workplace.read(asked, self, show)

    def _do(self, dialog: FieldsDialog, said: Said, doing: Doing, go_on: Then, *, whole_files: bool) -> None:
        def came_off(result: Any) -> None:
            dialog.accept()
            go_on(result)

        def work(session: Session, _progress: Progress) -> object:
            return doing(session, said)

        if whole_files:
            self._workplace.carry(work, self, came_off, title=dialog.windowTitle())
        else:
            self._workplace.write(work, self, came_off)
