"""The act bar (办理栏): an opinion, and a button for each act that this person may do now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.changes import Changed
from oa_desktop.ui.acting.wishes import wish
from oa_desktop.ui.workplace import Workplace


class ActBar(QWidget):
    """What may be done with one document.

    Signals:
        acted: What an act changed (``Changed``).
        acts_known: Kinds of the acts that are possible now (``frozenset``).
    """

    acted = Signal(object)
    acts_known = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._document: DossierId | None = None
        self._opinion = QLineEdit(self)
        self._opinion.setObjectName("opinion")
        self._opinion.setPlaceholderText(_("意见"))
        self._opinion.setAccessibleName(_("意见"))
        self._buttons = QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.addWidget(self._opinion)
        layout.addLayout(self._buttons)

    def show_document(self, document: DossierId | None) -> None:
        """Offer what may be done with a document."""
        self._document = document
        self._offer(())
        if document is not None:
            self._workplace.ask(q.PossibleActs(dossier=document), self, self._offer, instead_of="acts")

    def _offer(self, rows: tuple[q.ActRow, ...]) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.deleteLater()
        for row in rows:
            button = QPushButton(row.term, self)
            button.setObjectName(f"act-{row.kind}")
            button.clicked.connect(lambda _checked=False, kind=row.kind: self._do(kind))
            self._buttons.addWidget(button)
        self.acts_known.emit(frozenset(row.kind for row in rows))

    def _do(self, kind: str) -> None:
        if self._document is not None:
            self._workplace.perform(wish(kind, self._document, self._opinion.text()), self, self._done)

    def _done(self, changed: Changed) -> None:
        self._opinion.clear()
        self.acted.emit(changed)
