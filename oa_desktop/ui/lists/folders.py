"""The folders (文件夹) of the desk."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QWidget

from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder: its name and the list that lies in it."""

    id: str
    label: str
    query: type[q.DossierList]


FOLDERS = (
    Folder(id="to-do", label="待办", query=q.ToDo),
    Folder(id="in-hand", label="在办", query=q.InHand),
    Folder(id="done", label="已办", query=q.Done),
    Folder(id="register", label="发文登记", query=q.OutgoingRegister),
)


class Folders(QListWidget):
    """The folders.

    Signals:
        chosen: A folder (``Folder``).
    """

    chosen = Signal(object)

    def __init__(self, _workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("文件夹"))
        for folder in FOLDERS:
            self.addItem(_(folder.label))
        self.currentRowChanged.connect(lambda row: self.chosen.emit(FOLDERS[row]))
