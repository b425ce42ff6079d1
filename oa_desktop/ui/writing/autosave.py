"""Autosave (自动保存): what is typed is kept, encrypted, two seconds later at the latest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.ui.workplace import Workplace

EVERY_MS = 1500
"""Milliseconds from the first key after a save to the next; the save itself is to be over within two seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """Somebody who goes on once everything is kept."""

    landed: Callable[[], object]
    refused: Callable[[Exception], object]


class Autosave(QObject):
    """Keeps one draft.

    Attributes:
        key: Name of the draft among the person's drafts.

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
        self._typed = self._failing = self._under_way = self._soon = False
        self._waiting: _Waiting | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.save)

    @property
    def pending(self) -> bool:
        """Whether anything that was typed is not kept yet."""
        return self._typed or self._under_way

    def note(self) -> None:
        """Note that something was typed; the first key starts the time, further ones do not put it off."""
        self._typed = True
        if not self._timer.isActive():
            self._timer.start()

    def save(self) -> None:
        """Keep what stands there now; while the last save is under way, after it."""
        self._timer.stop()
        if self._under_way:
            self._soon = True
        else:
            self._save()

    def land(self, landed: Callable[[], object], refused: Callable[[Exception], object]) -> None:
        """Keep what stands there, at once, for a writer who wants to go on to something else.

        Args:
            landed: Called once everything is kept, where there is nothing to keep at once.
            refused: Called with what the next save raised; it is tried again, but nobody waits for it any more.
        """
        if not self.pending:
            landed()
            return
        self._waiting = _Waiting(landed=landed, refused=refused)
        self.save()

    def stop(self) -> None:
        """Keep nothing any more: the text was handed in or thrown away."""
        self._timer.stop()
        self._typed = self._failing = self._soon = False
        self._waiting = None

    def _save(self) -> None:
        self._under_way, self._typed, self._soon = True, False, False
        key, draft = self.key, self._draft()
        self._workplace.write(lambda session, _: session.drafts.keep(key, draft), self, self._succeed, self._fail)

    def _succeed(self, _: None) -> None:
        self._under_way = self._failing = False
        self.kept.emit()
        if self._soon and self._typed:
            self.save()
        elif self._waiting is not None and not self.pending:
            waiting, self._waiting = self._waiting, None
            waiting.landed()

    def _fail(self, error: Exception) -> None:
        self._under_way = False
        self.note()
        if not self._failing:
            self._failing = True
            self.failed.emit(error)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.refused(error)
