"""The way to authoring (编场景) from the list of exercises: a copy is made, one of one's own changed, one taken in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from oa_desktop.domain.training.exercise import Exercise
from oa_desktop.i18n import _
from oa_desktop.training.authoring import Draft
from oa_desktop.ui.exchanging.package_files import ask_for_package
from oa_desktop.ui.premises import Premises
from oa_desktop.ui.tasks import Lane, Tasks
from oa_desktop.ui.training.authoring_dialog import EXERCISES, AuthoringDialog


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
            self._open(lambda: self._own(chosen.id))

    def _own(self, exercise: str) -> str:
        workshop = self._premises.workshop
        return exercise if workshop.is_own(exercise) else workshop.copy(exercise)

    def _ask_for_file(self) -> None:
        ask_for_package(self._over, self.take_in, EXERCISES)

    def take_in(self, file: Path) -> None:
        """Take in a packed exercise, and show it."""
        self._open(lambda: self._premises.workshop.take_in(file))

    def _open(self, find: Callable[[], str]) -> None:
        self._tasks.run(
            lambda _: self._premises.workshop.open(find()),
            self,
            self._show,
            self.refused.emit,
            lane=Lane.LONG,
            title=_("打开场景"),
        )

    def _show(self, draft: Draft) -> None:
        dialog = AuthoringDialog(self._premises.workshop, self._tasks, draft, self._over)
        dialog.finished.connect(lambda _result: self.changed.emit(draft.id))
        dialog.open()
