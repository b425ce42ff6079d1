"""Choosing a file (选择文件): Qt's own dialog, with the words that its Chinese translation leaves in English."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QFileInfo, QSettings, QStandardPaths, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.look.dialogs import lie_below_banner

_LABELS = {
    QFileDialog.DialogLabel.LookIn: "所在文件夹(&I)：",
    QFileDialog.DialogLabel.FileName: "文件名(&N)：",
    QFileDialog.DialogLabel.FileType: "文件类型(&T)：",
}


def usual_folder() -> Path:
    """Return where people keep their files: their documents, or all that is theirs."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()


def _leave_no_folders() -> None:
    """Take away what Qt writes of every dialog into a file of its own: the folders that somebody has been to."""
    QSettings(QSettings.Scope.UserScope, "QtProject").remove("FileDialog")


class _Kinds(QFileIconProvider):
    """What kinds of files are called."""

    def type(self, info: QFileInfo) -> str:
        """Return what a folder or a file of its ending is called."""
        if info.isDir():
            return _("文件夹")
        return _("{ending} 文件").format(ending=info.suffix().upper()).strip()


class FileDialog(QFileDialog):
    """Asks for files; it is gone once it is closed."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kinds = _Kinds()
        self.setIconProvider(self._kinds)
        if self.directory() == QDir.current():  # nobody has chosen a file before
            self.setDirectory(str(usual_folder()))
        for label, words in _LABELS.items():
            self.setLabelText(label, _(words))
        self.destroyed.connect(_leave_no_folders)

    # --- Qt's own

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Lie below what the window says of its realm."""
        super().showEvent(event)
        lie_below_banner(self)
