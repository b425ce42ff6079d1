"""The desk (办公桌): folders, documents, and the document before the reader, side by side."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.office.changes import Changed
from oa_desktop.ui.acting.act_bar import ActBar
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.lists.documents import Documents
from oa_desktop.ui.lists.folders import Folders
from oa_desktop.ui.reading.document_pane import DocumentPane
from oa_desktop.ui.workplace import Workplace

_SHARES = (2, 5, 7)
"""How the three panes share the width where nobody has arranged them."""


class Desk(QSplitter):
    """The three panes of one workplace.

    Signals:
        chosen: The document before the reader (``DossierId`` or None).
        acts_known: Kinds of the acts that are possible with it now (``frozenset``).
        acted: What an act changed (``Changed``).
    """

    chosen = Signal(object)
    acts_known = Signal(object)
    acted = Signal(object)

    def __init__(self, workplace: Workplace, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.folders = Folders(workplace, self)
        self.documents = Documents(workplace, commands, self)
        self.document = DocumentPane(workplace, commands, self)
        self.acts = ActBar(workplace, self)
        self._lay_out()
        self.folders.chosen.connect(self.documents.show_folder)
        self.documents.chosen.connect(self._show)
        self.acts.acts_known.connect(self.acts_known)
        self.acts.acted.connect(self._after_act)
        workplace.changed.connect(self._refresh)
        self._shown: DossierId | None = None

    def _lay_out(self) -> None:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.document, 1)
        column.addWidget(self.acts)
        for place, part in enumerate((self.folders, self.documents, right)):
            self.addWidget(part)
            self.setStretchFactor(place, _SHARES[place])
        self.setChildrenCollapsible(False)

    def restore(self, state: QByteArray) -> None:
        """Take an arrangement up again."""
        if not state.isEmpty():
            self.restoreState(state)

    def _show(self, document: DossierId | None) -> None:
        self._shown = document
        self.document.show_document(document)
        self.acts.show_document(document)
        self.chosen.emit(document)

    def _refresh(self, changed: Changed) -> None:
        """Show a document anew that somebody has changed."""
        if self._shown in changed.dossiers:
            self.document.show_document(self._shown)
            self.acts.show_document(self._shown)

    def _after_act(self, changed: Changed) -> None:
        self.acted.emit(changed)
