"""The way to authoring (编场景) from the list of exercises: a copy is made, one of one's own changed, one taken in."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton, QWidget

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.training.exercise import Exercise
from oa_desktop.i18n import _
from oa_desktop.training.authoring import Draft
from oa_desktop.ui.exchanging.package_files import ask_for_package
from oa_desktop.ui.look.dialogs import MessageBox
from oa_desktop.ui.premises import Premises
from oa_desktop.ui.tasks import Lane, Tasks
from oa_desktop.ui.training.authoring_dialog import EXERCISES, AuthoringDialog
from oa_desktop.ui.training.words import name_of

Result = TypeVar("Result")


class Wish(Enum):
    """What is to be done with the chosen exercise."""

    CHANGE = auto()
    COPY = auto()
    DROP = auto()


_OFFERED = (
    (Wish.CHANGE, "author-chosen", "改选中的场景，自带的先复制一份(&C)"),
    (Wish.COPY, "author-copy", "复制选中的场景来改(&Y)"),
    (Wish.DROP, "drop-exercise", "删除选中的场景，自带的不能删(&D)…"),
)


class Authoring(QObject):
    """What an instructor does with the chosen exercise, and with files.

    Signals:
        wanted: Something is to be done with the chosen exercise (``Wish``).
        changed: There may be another exercise, or one in another state (``str``, its id).
        refused: Why it is not (``Exception``).
    """

    wanted = Signal(object)
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
        for wish, name, words in _OFFERED:
            menu.addAction(_(words), partial(self.wanted.emit, wish)).setObjectName(name)
        menu.addAction(_("装入场景文件(&I)…"), self._ask_for_file).setObjectName("take-in-exercise")
        button.setMenu(menu)
        return button

    def go_on(self, chosen: Exercise | None, wish: Wish) -> None:
        """Change an exercise, or a copy of it, or throw it away; one that is shipped stays as it is."""
        own = chosen is not None and self._premises.workshop.is_own(chosen.id)
        if chosen is None or (wish is Wish.DROP and not own):
            return
        if wish is Wish.DROP:
            self._ask_to_drop(chosen)
        else:
            anew = wish is Wish.COPY or not own
            source = chosen.id if anew else ""
            self._carry(lambda: self._opened(chosen.id, anew=anew), partial(self._show, source=source), _("打开场景"))

    def _opened(self, exercise: str, *, anew: bool) -> Draft:
        """Return an exercise that may be changed here, or a copy of it; a trainee's seat shows nobody what is right.

        Raises:
            Refused: ``training.at-a-seat``.
        """
        joined, workshop = self._premises.ground.joined(), self._premises.workshop
        if joined is not None and not self._premises.founded(Realm.TRAINING):
            raise Refused("training.at-a-seat", name=joined.name)
        return workshop.open(workshop.copy(exercise) if anew else exercise)

    def _ask_to_drop(self, chosen: Exercise) -> None:
        box = MessageBox("ask-drop-exercise", _("删除场景"), self._over)
        box.setText(_("删除“{title}”吗？").format(title=name_of(chosen)))
        box.setInformativeText(_("删除了不能恢复，考过这个场景的卷子也收不进来；要留底的，先写成文件。"))
        agree = box.addButton(_("删除"), QMessageBox.ButtonRole.AcceptRole)
        agree.setObjectName("agree")
        agree.clicked.connect(lambda _checked: self._drop(chosen.id))
        box.addButton(_("取消"), QMessageBox.ButtonRole.RejectRole)
        box.open()

    def _drop(self, exercise: str, then: str = "") -> None:
        """Throw an exercise away, and choose another."""
        done = partial(self._chosen_now, then)
        self._carry(lambda: self._premises.workshop.drop(exercise), done, _("删除场景"))

    def _chosen_now(self, exercise: str, _none: None) -> None:
        self.changed.emit(exercise)

    def _ask_for_file(self) -> None:
        ask_for_package(self._over, self.take_in, EXERCISES)

    def take_in(self, file: Path) -> None:
        """Take in a packed exercise, and choose it on the list; what is right in it is shown to nobody by that."""
        self._carry(lambda: self._premises.workshop.take_in(file), self.changed.emit, _("装入场景"))

    def _carry(self, work: Callable[[], Result], done: Callable[[Result], object], title: str) -> None:
        self._tasks.run(lambda _: work(), self, done, self.refused.emit, lane=Lane.LONG, title=title)

    def _show(self, draft: Draft, *, source: str) -> None:
        """Open the form; a copy in which nothing was changed is thrown away with it.

        Args:
            draft: What is to be changed.
            source: What it is a copy of that was made just now; empty where it is none.
        """
        dialog = AuthoringDialog(self._premises.workshop, self._tasks, draft, self._over)

        def leave(_result: int) -> None:
            if source and dialog.is_untouched:
                self._drop(draft.id, source)
            else:
                self.changed.emit(draft.id)

        dialog.finished.connect(leave)
        dialog.open()
