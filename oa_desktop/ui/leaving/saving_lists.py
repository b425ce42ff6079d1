"""Keeping a list or a book (登记簿) as a file: which kinds there are, and the dialog that asks where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.leaving.saving import SAVE_LABELS, ended

File = TypeVar("File")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSort(Generic[File]):
    """A list as a file.

    Attributes:
        file: What it is, for whoever hands it out.
        words: What people call it.
        ending: How its name ends, with the point.
    """

    file: File
    words: str
    ending: str

    @property
    def line(self) -> str:
        """The line of the dialog in which it is chosen."""
        return f"{_(self.words)} (*{self.ending})"


LIST_SORTS = (
    ListSort(file=BookFile.WORKBOOK, words="电子表格，用 WPS 或 Excel 打开", ending=".xlsx"),
    ListSort(file=BookFile.PRINT, words="页面，横排，与印出来的一样", ending=".pdf"),
    ListSort(file=BookFile.CSV, words="文本表格", ending=".csv"),
)


class SaveListDialog(FileDialog):
    """Asks as what a list is to be kept, and where.

    Signals:
        agreed: What and where (``ListSort.file``, ``Path``).
    """

    agreed = Signal(object, object)

    def __init__(self, title: str, folder: Path, parent: QWidget, sorts: Sequence[ListSort[Any]] = LIST_SORTS) -> None:
        super().__init__(_("另存清单"), parent)
        self.setDirectory(str(folder))
        self.setObjectName("save-list")
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        for label, words in SAVE_LABELS:
            self.setLabelText(label, _(words))
        self.setNameFilters([one.line for one in sorts])
        self._sorts, self._sort = sorts, sorts[0]
        self._title = title
        self._suggest()
        self.filterSelected.connect(self._turn, Qt.ConnectionType.QueuedConnection)
        self.fileSelected.connect(lambda path: self.agreed.emit(self._sort.file, ended(Path(path), self._sort.ending)))

    def _turn(self, line: str) -> None:
        self._sort = next(one for one in self._sorts if one.line == line)
        self._suggest()

    def _suggest(self) -> None:
        self.setDefaultSuffix(self._sort.ending)
        self.selectFile(self._title + self._sort.ending)
