"""The timeline (办理过程): who did what when, and with which words."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget, QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.ui.workplace import Workplace


class Timeline(QListWidget):
    """Every act on one document, in its order."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.setAccessibleName(_("办理过程"))
        self.setWordWrap(True)

    def show_document(self, document: DossierId | None) -> None:
        """Show a document's handling."""
        self.clear()
        if document is not None:
            self._workplace.ask(q.Timeline(dossier=document), self, self._show, instead_of="timeline")

    def _show(self, rows: tuple[q.TimelineRow, ...]) -> None:
        self.clear()
        for one in rows:
            self.addItem(f"{one.time[:16].replace('T', ' ')}　{one.step}　{one.person}　{one.act}　{one.words}")
