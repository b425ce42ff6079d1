"""After an act (办后): what was done is said, and for some seconds it can be taken back, while nobody has acted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.ids import ActId, DossierId
from oa_desktop.office.changes import Changed
from oa_desktop.office.queries import ActFormRow
from oa_desktop.ui.acting.act_bar import ActBar
from oa_desktop.ui.acting.done_words import done_words
from oa_desktop.ui.telling.toast import Toast
from oa_desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """The act that was done last here."""

    document: DossierId
    act: ActId


class Afterwards(QObject):
    """Says over a widget what was done with the acts of a bar.

    Attributes:
        toast: Where it is said.

    Signals:
        taken_back: What was done with a document is being taken back (``DossierId``).
    """

    taken_back = Signal(object)

    def __init__(self, workplace: Workplace, acts: ActBar, over: QWidget, *otherwise: QWidget) -> None:
        super().__init__(over)
        self.toast = Toast(over, *otherwise)
        self._workplace = workplace
        self._acts = acts
        self._done: _Done | None = None
        acts.acted.connect(self._after_act)
        workplace.changed.connect(self._heed)

    def _after_act(self, document: DossierId, form: ActFormRow, changed: Changed) -> None:
        self._done = _Done(document=document, act=changed.act)
        self._workplace.read(lambda session: session.dossier(document), self, lambda state: self._say(form, state))

    def _say(self, form: ActFormRow, state: Dossier) -> None:
        """Say where the document has gone, and offer to take that back where it can be."""
        self.toast.say(done_words(form, state), (lambda: self._take_back(state.id)) if form.recallable else None)

    def _take_back(self, document: DossierId) -> None:
        self._acts.undo(document)
        self.taken_back.emit(document)

    def _heed(self, changed: Changed) -> None:
        """Offer nothing any more when somebody else has acted."""
        if self._done is not None and self._done.document in changed.dossiers and changed.act != self._done.act:
            self.toast.withdraw_offer()
