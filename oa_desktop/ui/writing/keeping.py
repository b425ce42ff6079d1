"""Keeping (存稿): a text is kept while it is written, and who goes on to something else is held until all of it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.autosave import Autosave
from oa_desktop.ui.writing.files.files_panel import FilesPanel
from oa_desktop.ui.writing.handing_in import HandingIn
from oa_desktop.ui.writing.losing import Go, Loss, ask_before, coming_files, unkept_words


class Keeping(QObject):
    """Keeps one text after the other; nobody leaves one without its last words or without having been asked.

    Attributes:
        autosave: What keeps the text that is written now; None where there is none.

    Signals:
        kept: What was typed is kept.
        unkept: It cannot be kept (``Exception``), which is tried again; None where nobody wants it any more.
        held: The writer waits for the last save (``bool``).
    """

    kept = Signal()
    unkept = Signal(object)
    held = Signal(bool)

    def __init__(self, workplace: Workplace, files: FilesPanel, handing_in: HandingIn, over: QWidget) -> None:
        super().__init__(over)
        self.autosave: Autosave | None = None
        self._workplace = workplace
        self._files = files
        self._handing_in = handing_in
        self._over = over
        self._waiting = False
        self._after: Go | None = None
        handing_in.done.connect(self._go_after, Qt.ConnectionType.QueuedConnection)
        handing_in.refused.connect(self._stay)

    @property
    def pending(self) -> bool:
        """Whether something that was written or brought is not kept yet, so that who goes is held for a moment."""
        unkept = self.autosave is not None and self.autosave.pending
        return unkept or self._files.busy or self._handing_in.under_way

    def begin(self, key: str, draft: Callable[[], KeptDraft]) -> None:
        """Keep another text from now on."""
        self.stop()
        self.autosave = Autosave(self._workplace, key, draft, self)
        self.autosave.kept.connect(self.kept)
        self.autosave.failed.connect(self._tell)

    def note(self) -> None:
        """Note that something was typed."""
        if self.autosave is not None:
            self.autosave.note()

    def pause(self) -> None:
        """Keep nothing for the moment: the text is being handed in, which keeps it first of all."""
        if self.autosave is not None:
            self.autosave.stop()

    def stop(self) -> None:
        """Follow the text no longer."""
        if self.autosave is not None:
            self.autosave.stop()
            self.autosave.deleteLater()
        self.autosave = None

    def _tell(self, error: Exception) -> None:
        """Tell that words are not kept; a writer who is just leaving is asked instead."""
        self.unkept.emit(error)
        if not self._waiting:
            self._workplace.problem.emit(error)

    # --- going on to something else ------------------------------------------------------------------------------

    def part(self, go: Go) -> None:
        """Go as soon as everything is kept; where it cannot be the writer is asked, and may stay.

        Args:
            go: What comes then; called at once where there is nothing to wait for.
        """
        if self._handing_in.under_way:
            self._after = go
        elif self._files.busy:
            self._ask(coming_files(), self._files.busy_changed, self._files.call_off, go)
        elif self.autosave is not None:
            self._land(self.autosave, go)
        else:
            go()

    def _land(self, autosave: Autosave, go: Go) -> None:
        self._hold(on=autosave.pending)
        autosave.land(lambda: self._let_go(go), lambda error: self._keep_here(autosave, error, go))

    def _hold(self, *, on: bool) -> None:
        if on is not self._waiting:
            self._waiting = on
            self.held.emit(on)

    def _let_go(self, go: Go) -> None:
        self._hold(on=False)
        go()

    def _keep_here(self, autosave: Autosave, error: Exception, go: Go) -> None:
        self._hold(on=False)
        self._ask(unkept_words(error), autosave.kept, self._drop, go)

    def _ask(self, loss: Loss, spared: SignalInstance, lose: Go, go: Go) -> None:
        """Ask; where there is nothing to lose any more the writer goes, as was wished."""
        ask_before(loss, self._over, spared, lose, lambda: self.part(go))

    def _drop(self) -> None:
        self.stop()
        self.unkept.emit(None)

    def _go_after(self) -> None:
        """Go where the writer wanted to go while the text was being handed in."""
        after, self._after = self._after, None
        if after is not None:
            self.part(after)

    def _stay(self) -> None:
        self._after = None
