"""Autosave (自动保存): what is typed is kept, encrypted, two seconds later at the latest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from oa_desktop.domain.drafts import KeptDraft
from oa_desktop.ui.workplace import Workplace

EVERY_MS = 1500
"""Milliseconds from the first key after a save to the next; the save itself is to be over within two seconds."""


class Autosave(QObject):
    """Keeps one draft.

    Attributes:
        key: Name of the draft among the person's drafts.
        failing: Whether it could not be kept the last time.

    Signals:
        kept: What was typed is kept.
        failed: It could not be kept (``Exception``); it is tried again. Said once until a save succeeds.
    """

    kept = Signal()
    failed = Signal(object)

    def __init__(self, workplace: Workplace, key: str, draft: Callable[[], KeptDraft], parent: QObject) -> None:
        super().__init__(parent)
        self.key = key
        self._workplace = workplace
        self._draft = draft
        self.failing = False
        self._under_way = False
        self._again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.save)

    def note(self) -> None:
        """Note that something was typed; the first key starts the time, further ones do not put it off."""
        if not self._timer.isActive():
            self._timer.start()

    def save(self) -> None:
        """Keep what stands there now; while the last save is under way, after it."""
        self._timer.stop()
        if self._under_way:
            self._again = True
        else:
            self._save()

    def finish(self) -> None:
        """Keep what stands there now, at once and for good: the writer goes on to something else."""
        draft = self._draft()
        self._draft = lambda: draft
        self.stop()
        self._save()

    def stop(self) -> None:
        """Keep nothing any more: the text was handed in or thrown away."""
        self._timer.stop()
        self._again = self.failing = False

    def _save(self) -> None:
        self._under_way = True
        key, draft = self.key, self._draft()
        self._workplace.write(lambda session, _: session.save_draft(key, draft), self, self._succeed, self._fail)

    def _succeed(self, _: None) -> None:
        self._under_way = self.failing = False
        self.kept.emit()
        self._once_more()

    def _fail(self, error: Exception) -> None:
        self._under_way = False
        if not self.failing:
            self.failed.emit(error)
        self.failing = True
        self.note()

    def _once_more(self) -> None:
        if self._again:
            self._again = False
            self.save()
