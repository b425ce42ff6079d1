"""A dialog that is filled in (填写): what is typed is kept without being asked, and no refusal loses any of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.telling.sentence import Sentence
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.autosave import Autosave
from oa_desktop.ui.writing.files.files_panel import FilesPanel


class FillingDialog(Dialog):
    """Fields and files that become an act.

    Attributes:
        files: The files that belong to it.
    """

    def __init__(self, name: str, title: str, parent: QWidget, workplace: Workplace, *, topic: str, row: str) -> None:
        """Begin a dialog.

        Args:
            name: By which it is found.
            title: What stands above it.
            parent: What it lies over.
            workplace: How it reaches the office.
            topic: What F1 opens.
            row: Under which key what is typed is kept.
        """
        super().__init__(name, title, parent, topic=topic)
        self._workplace, self._over = workplace, parent
        self.files = FilesPanel(workplace, self)
        files = self.files.layout()
        if files is not None:
            files.setContentsMargins(0, 0, 0, 0)
        self._said = Sentence(f"{name}-said", self)
        self._autosave = Autosave(workplace, row, self._draft, self)

    def _draft(self) -> KeptDraft:
        """Return what is to be kept of what stands there."""
        raise NotImplementedError

    def _hinder(self, error: Exception, again: Callable[[], object]) -> None:
        """Say what hinders the act; what was typed is kept, and the act may be tried again."""
        again()
        self._autosave.note()
        if isinstance(error, OfficeError):
            self._said.refuse(error)
        else:
            self._workplace.problem.emit(error)

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """Keep what was typed before going; files on their way in are called off."""
        self.files.call_off()
        if self._autosave.pending:
            self._autosave.land(lambda: self._go(result), lambda _error: self._go(result))
        else:
            self._go(result)

    def _go(self, result: int) -> None:
        self._autosave.stop()
        super().done(result)
