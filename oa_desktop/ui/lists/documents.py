"""The documents (公文) of a folder."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QWidget

from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.lists.folders import FOLDERS, Folder
from oa_desktop.ui.workplace import Workplace


class Documents(QListWidget):
    """One line per document.

    Signals:
        chosen: The document under the cursor (``DossierId`` or None).
        opened: A document that is to be read now (``DossierId``).
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, workplace: Workplace, _commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._rows: tuple[q.DossierRow, ...] = ()
        self._folder = FOLDERS[0]
        self.setAccessibleName(_("公文"))
        self.currentRowChanged.connect(lambda row: self.chosen.emit(self._rows[row].dossier if row >= 0 else None))
        workplace.changed.connect(lambda _: self.show_folder(self._folder))

    def show_folder(self, folder: Folder) -> None:
        """Show what lies in a folder."""
        self._folder = folder
        self._workplace.ask(folder.query(), self, self._show, instead_of="folder")

    def _show(self, rows: tuple[q.DossierRow, ...]) -> None:
        self.clear()
        self._rows = rows
        for row in rows:
            self.addItem(f"{row.title}　{row.number}　{row.step}")

    def choose_next(self) -> None:
        """Choose the document behind the present one."""
        self.setCurrentRow(min(self.currentRow() + 1, self.count() - 1))
