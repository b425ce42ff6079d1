"""Files of workbooks: how they are called, and where one is to be kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.file_dialog import FileDialog

WORKBOOKS = "表格（*.xlsx）"


def ask_where(name: str, over: QWidget, keep: Callable[[Path], object]) -> None:
    """Ask where a workbook is to be kept, and keep it there."""
    dialog = FileDialog(_("存在哪里"), over)
    dialog.setObjectName("keep-workbook")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(_(WORKBOOKS))
    dialog.setDefaultSuffix("xlsx")
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("保存"))
    dialog.selectFile(f"{name}.xlsx")
    dialog.fileSelected.connect(lambda path: keep(Path(path)))
    dialog.open()
