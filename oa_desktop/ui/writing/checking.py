"""Checking what is written (检查): looked for behind the window each time the writer pauses, while somebody looks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.ui.inspecting.findings_panel import FindingsPanel
from oa_desktop.ui.reading.faults import sentence_for
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.lagging import Follower, Lagging

PAUSE_MS = 1000
"""Milliseconds without a key before the text is looked over: the page comes first."""


class Checking(FindingsPanel):
    """The findings of a text that is being written."""

    def __init__(
        self,
        workplace: Workplace,
        draft: Callable[[], KeptDraft],
        mendable: Callable[[Finding], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, mendable=mendable)
        self._stale = True
        self._document: DossierId | None = None
        follower: Follower[tuple[KeptDraft, DossierId | None], tuple[Finding, ...]] = Follower(
            pause_ms=PAUSE_MS,
            work=lambda session, seen: session.writing.findings_in(*seen),
            done=self.show_findings,
            failed=lambda error: self.fail(sentence_for(error, workplace)),
        )
        self._looking = Lagging(workplace, lambda: (draft(), self._document), follower, self)

    def begin(self, document: DossierId | None) -> None:
        """Take another text up, of a document or of none yet."""
        self._document = document
        self._looking.stop()
        self.wait()
        self.follow(at_once=True)

    def follow(self, *, at_once: bool = False) -> None:
        """Follow a change of the text; while nobody can see what is found nothing is looked for."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        self._looking.go() if at_once else self._looking.note()

    def rest(self) -> None:
        """Follow nothing any more."""
        self._looking.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Look at what has changed while nobody could see it."""
        super().showEvent(event)
        if self._stale:
            self.follow(at_once=True)
