"""Files of packages and cards: how they are called, which one is meant, and its bytes; none is ever written to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.i18n import _
from oa_desktop.ui.file_dialog import FileDialog

PACKAGES = "交换包（*.oapkg）"
CARDS = "单位名片（*.oacard）"
LARGEST_CARD = 64 * 1024
"""Bytes."""


def ask_for_package(over: QWidget, take: Callable[[Path], object], kind: str = PACKAGES) -> None:
    """Ask which file is meant, by what it is, and take it."""
    dialog = FileDialog(_("选择{what}").format(what=_(kind).partition("（")[0]), over)
    dialog.setObjectName("choose-package")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(_(kind))
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("打开"))
    dialog.fileSelected.connect(lambda path: take(Path(path)))
    dialog.open()


def ask_for_folder(over: QWidget, take: Callable[[Path], object]) -> None:
    """Ask which folder is meant, and take it."""
    dialog = FileDialog(_("选择文件夹"), over)
    dialog.setObjectName("choose-folder")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("选定"))
    dialog.fileSelected.connect(lambda path: take(Path(path)))
    dialog.open()


def read_package(path: Path, largest: int) -> bytes:
    """Return the bytes of a file.

    Raises:
        Refused: ``source.too-large``.
        Unavailable: ``source.unreadable``, also a folder and what may never end.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise Unavailable("source.unreadable", name=path.name, reason=_("不是普通文件"))
        if size > largest:
            raise Refused("source.too-large", name=path.name, limit=largest, size=size)
        return path.read_bytes()
    except OSError as error:
        raise Unavailable("source.unreadable", name=path.name, reason=error.strerror or str(error)) from error
