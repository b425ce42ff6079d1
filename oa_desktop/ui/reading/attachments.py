"""The attachments (附件) of a document: what they are, and a copy outside, which is recorded."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office.leaving import fill_file
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.leaving.words import copy_words
from oa_desktop.ui.workplace import Workplace

_KINDS = {
    ".pdf": "PDF 文件",
    ".ofd": "OFD 版式文件",
    ".doc": "文字文稿",
    ".docx": "文字文稿",
    ".wps": "文字文稿",
    ".xls": "表格",
    ".xlsx": "表格",
    ".et": "表格",
    ".ppt": "演示文稿",
    ".pptx": "演示文稿",
    ".txt": "纯文本",
    ".md": "纯文本",
    ".jpg": "图片",
    ".jpeg": "图片",
    ".png": "图片",
    ".zip": "压缩包",
    ".rar": "压缩包",
    ".7z": "压缩包",
}
_RUNS = frozenset(
    {".exe", ".com", ".bat", ".cmd", ".msi", ".scr", ".ps1", ".vbs", ".js", ".sh", ".deb", ".rpm", ".lnk"}
)
_COLUMNS = ("名称", "类型", "大小", "指纹")


def sort_of(name: str) -> str:
    """Return what a file is by its name, in words."""
    ending = Path(name).suffix.lower()
    if ending in _RUNS:
        return _("程序（打开前请核实来源）")
    return _(_KINDS.get(ending, "其他文件"))


def size_of(size: int) -> str:
    """Return a number of bytes in words."""
    for unit, large in (("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000)):
        if size >= large:
            return f"{size / large:.1f} {unit}"
    return _("{size} 字节").format(size=size)


class Attachments(QWidget):
    """The files of one document.

    Signals:
        counted: How many there are.
        selected: Another file is chosen, or none.
    """

    counted = Signal(int)
    selected = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._document: DossierId | None = None
        self._files: tuple[Attachment, ...] = ()
        self._list = QTreeWidget(self)
        self._list.setAccessibleName(_("附件"))
        self._list.setHeaderLabels([_(one) for one in _COLUMNS])
        self._list.setRootIsDecorated(False)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.currentItemChanged.connect(lambda _now, _before: self.selected.emit())
        self._list.itemActivated.connect(lambda _item: self._save())
        self._none = QLabel(_("这份公文没有附带文件。"), self)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._save_as = QPushButton(_("另存为…"), self)
        self._save_as.clicked.connect(self._save)
        column = QVBoxLayout(self)
        column.addWidget(self._none, 1)
        column.addWidget(self._list, 1)
        column.addWidget(self._save_as, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(())

    def show_document(self, document: DossierId | None) -> None:
        """Show a document's files."""
        self._document = document
        self._show(())
        if document is not None:
            self._workplace.read(
                lambda session: session.dossier(document).attachments, self, self._show, instead_of="attachments"
            )

    @property
    def has_selection(self) -> bool:
        """Whether a file is chosen."""
        return self._list.currentItem() is not None

    def copy(self) -> None:
        """Copy the name of the file that is chosen."""
        chosen = self._list.currentItem()
        if chosen is not None:
            copy_words(self._workplace, self, self._document, chosen.text(0))

    def _show(self, files: tuple[Attachment, ...]) -> None:
        self._files = files
        self._list.clear()
        for one in files:
            self._list.addTopLevelItem(_line(one))
        self._none.setVisible(not files)
        self._list.setVisible(bool(files))
        self._save_as.setVisible(bool(files))
        self.counted.emit(len(files))
        self.selected.emit()

    def _save(self) -> None:
        chosen = self._list.currentItem() or self._list.topLevelItem(0)
        if chosen is None:
            return
        row = self._list.indexOfTopLevelItem(chosen)
        dialog = FileDialog(_("附件另存为"), self)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self._files[row].name)
        dialog.fileSelected.connect(lambda path: self._write(self._files[row], Path(path)))
        dialog.open()

    def _write(self, one: Attachment, path: Path) -> None:
        document = self._document
        if document is not None:
            self._workplace.carry(
                lambda session, _: fill_file(path, lambda out: session.papers.hand_out_attachment(document, one, out)),
                self,
                lambda _: None,
                title=_("附件另存为"),
            )


def _line(file: Attachment) -> QTreeWidgetItem:
    line = QTreeWidgetItem([file.name, sort_of(file.name), size_of(file.size), file.digest[:8]])
    line.setToolTip(0, file.name)
    return line
