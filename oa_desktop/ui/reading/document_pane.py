"""The document before the reader (公文): page, handling form, handling, attachments."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.reading.timeline import Timeline
from oa_desktop.ui.workplace import Workplace


class DocumentPane(QWidget):
    """Everything that can be read of one document.

    Signals:
        page_shown: A page lies before the reader: whose, and its digest (``DossierId``, ``Digest``).
    """

    page_shown = Signal(object, object)

    def __init__(self, workplace: Workplace, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._commands = commands
        self._timeline = Timeline(workplace, self)
        self.tabs = QTabWidget(self)
        self.tabs.addTab(self._timeline, _("流程"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)

    def show_document(self, document: DossierId | None) -> None:
        """Show a document, or that none is chosen."""
        self._timeline.show_document(document)
        if document is not None:
            self._workplace.read(
                lambda session: session.page(document)[0],
                self,
                lambda page: self.page_shown.emit(document, page),
                instead_of="page",
            )
