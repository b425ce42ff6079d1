"""Choosing a file (选择文件): Qt's own dialog, with the words that its Chinese translation leaves in English."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from oa_desktop.i18n import _

_LABELS = {
    QFileDialog.DialogLabel.LookIn: "所在文件夹(&I)：",
    QFileDialog.DialogLabel.FileName: "文件名(&N)：",
    QFileDialog.DialogLabel.FileType: "文件类型(&T)：",
}


class FileDialog(QFileDialog):
    """Asks for files; it is gone once it is closed."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for label, words in _LABELS.items():
            self.setLabelText(label, _(words))
