"""Choosing a file: what Qt's own dialog leaves in English is said in Chinese too."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QTreeView, QWidget

from oa_desktop.ui.file_dialog import FileDialog, usual_folder

_NAME, _KIND = 0, 2


def kinds(view: QTreeView) -> dict[str, str]:
    """Return what the files of the folder that is shown are called, by name."""
    model, folder = view.model(), view.rootIndex()
    rows = [
        (_word(model.index(row, _NAME, folder)), _word(model.index(row, _KIND, folder)))
        for row in range(model.rowCount(folder))
    ]
    return dict(rows)


def _word(index: QModelIndex) -> str:
    return str(index.data())


def test_folders_and_files_are_called_what_the_office_calls_them(qtbot, tmp_path: Path):
    (tmp_path / "附件").mkdir()
    (tmp_path / "通知.docx").touch()
    (tmp_path / "说明").touch()
    over = QWidget()
    qtbot.addWidget(over)
    dialog = FileDialog("打开稿子", over)
    dialog.setDirectory(str(tmp_path))
    dialog.show()
    wanted = {"附件": "文件夹", "通知.docx": "DOCX 文件", "说明": "文件"}
    qtbot.waitUntil(lambda: kinds(dialog.findChild(QTreeView)) == wanted)
    dialog.close()


def test_the_first_file_is_looked_for_where_people_keep_theirs_and_not_where_the_program_lies(
    qtbot, tmp_path: Path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    over = QWidget()
    qtbot.addWidget(over)
    FileDialog("打开稿子", over).setDirectory(str(tmp_path))  # Qt remembers the last folder of the whole process
    assert Path(FileDialog("打开稿子", over).directory().path()) == usual_folder()
