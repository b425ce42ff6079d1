"""The way to authoring (编场景) from the list of exercises: a copy is made, one of one's own changed, one taken in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.training.exercise import Exercise
from oa_desktop.i18n import _
from oa_desktop.training.authoring import Draft
from oa_desktop.ui.exchanging.package_files import ask_for_package
from oa_desktop.ui.premises import Premises
from oa_desktop.ui.tasks import Lane, Tasks
from oa_desktop.ui.training.authoring_dialog import EXERCISES, AuthoringDialog

Result = TypeVar("Result")


class Authoring(QObject):
    """What an instructor does with the chosen exercise, and with files.

    Signals:
        wanted: The chosen exercise is to be changed; of one that is shipped, a copy.
        changed: There may be another exercise, or one in another state (``str``, its id).
        refused: Why it is not (``Exception``).
    """

    wanted = Signal()
    changed = Signal(str)
    refused = Signal(object)

    def __init__(self, premises: Premises, tasks: Tasks, over: QWidget) -> None:
        super().__init__(over)
        self._premises = premises
        self._tasks = tasks
        self._over = over

    def button(self, parent: QWidget) -> QPushButton:
        """Return the button behind which all this is found."""
        button, menu = QPushButton(_("编场景(&E)"), parent), QMenu(parent)
        button.setObjectName("author")
        menu.addAction(_("改选中的场景，自带的先复制一份(&C)"), self.wanted.emit).setObjectName("author-chosen")
        menu.addAction(_("装入场景文件(&I)…"), self._ask_for_file).setObjectName("take-in-exercise")
        button.setMenu(menu)
        return button

    def go_on(self, chosen: Exercise | None) -> None:
        """Change an exercise; one that is shipped is copied first."""
        if chosen is not None:
            workshop = self._premises.workshop
            self._carry(lambda: workshop.open(self._own(chosen.id)), self._show, _("打开场景"))

    def _own(self, exercise: str) -> str:
        """Return the id of an exercise that may be changed here; a trainee's seat shows nobody what is right.

        Raises:
            Refused: ``training.at-a-seat``.
        """
        joined, workshop = self._premises.ground.joined(), self._premises.workshop
        if joined is not None and not self._premises.founded(Realm.TRAINING):
            raise Refused("training.at-a-seat", name=joined.name)
        return exercise if workshop.is_own(exercise) else workshop.copy(exercise)

    def _ask_for_file(self) -> None:
        ask_for_package(self._over, self.take_in, EXERCISES)

    def take_in(self, file: Path) -> None:
        """Take in a packed exercise, and choose it on the list; what is right in it is shown to nobody by that."""
        self._carry(lambda: self._premises.workshop.take_in(file), self.changed.emit, _("装入场景"))

    def _carry(self, work: Callable[[], Result], done: Callable[[Result], object], title: str) -> None:
        self._tasks.run(lambda _: work(), self, done, self.refused.emit, lane=Lane.LONG, title=title)

    def _show(self, draft: Draft) -> None:
        dialog = AuthoringDialog(self._premises.workshop, self._tasks, draft, self._over)
        dialog.finished.connect(lambda _result: self.changed.emit(draft.id))
        dialog.open()
