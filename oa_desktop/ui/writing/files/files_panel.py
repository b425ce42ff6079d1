"""The files of a text that is being written (附件文件): added by button or by dropping them, listed, removed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.i18n import _
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.reading.attachments import size_of, sort_of
from oa_desktop.ui.tasks import Task
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.files.attach_dialog import AttachDialog
from oa_desktop.ui.writing.files.incoming import Incoming, keep, look_at
from oa_desktop.ui.writing.undo.journal import Place

_LINES = 4
"""Files that are shown before the list scrolls."""


class FilesPanel(QWidget):
    """The attached files of one text.

    Signals:
        changed: A file was added or removed by the user.
        brought: A file has come in that lies there (``Path``).
        busy_changed: Whether files are on their way in now (``bool``).
    """

    changed = Signal()
    brought = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("files-panel")
        self._workplace = workplace
        self._files: tuple[Attachment, ...] = ()
        self._coming: deque[tuple[Incoming, int]] = deque()
        self._task: Task[Attachment] | None = None
        self._text = 0
        self._heading = QLabel(self)
        self._none = QLabel(_("没有。可以把文件拖进来。"), self)
        self._none.setProperty("tone", "faint")
        self._none.setWordWrap(True)
        self._list = self._make_list()
        self._add = QPushButton(_("添加文件…"), self)
        self._add.setObjectName("add-file")
        self._add.clicked.connect(self._choose)
        self._remove = QPushButton(_("移除"), self)
        self._remove.setObjectName("remove-file")
        self._remove.clicked.connect(self._take_out)
        self._lay_out()
        self.show_files(())

    def _make_list(self) -> QTreeWidget:
        listed = QTreeWidget(self)
        listed.setObjectName("files")
        listed.setAccessibleName(_("附件文件"))
        listed.setRootIsDecorated(False)
        listed.setHeaderHidden(True)
        listed.setColumnCount(3)
        listed.header().setStretchLastSection(False)
        listed.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        listed.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        listed.itemSelectionChanged.connect(self._enable)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), listed)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._take_out)
        return listed

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self._heading, 1)
        above.addWidget(self._remove)
        above.addWidget(self._add)
        column = QVBoxLayout(self)
        column.addLayout(above)
        column.addWidget(self._none)
        column.addWidget(self._list)

    def files(self) -> tuple[Attachment, ...]:
        """Return the files as they stand."""
        return self._files

    def show_files(self, files: tuple[Attachment, ...]) -> None:
        """Show the files of another text; what is still on its way in for the one before is not added."""
        self._text += 1
        self._show(files)

    def _show(self, files: tuple[Attachment, ...]) -> None:
        self._files = files
        self._list.clear()
        for one in files:
            item = QTreeWidgetItem([one.name, sort_of(one.name), size_of(one.size)])
            item.setToolTip(0, one.name)
            self._list.addTopLevelItem(item)
        line = self._list.sizeHintForRow(0) if files else 0
        self._list.setFixedHeight(line * min(_LINES, len(files)) + 2 * self._list.frameWidth() + 2)
        self._list.setVisible(bool(files))
        self._none.setVisible(not files)
        count = _("附件文件（{count}）").format(count=len(files)) if files else _("附件文件")
        self._heading.setText(count)
        self._enable()

    def _enable(self) -> None:
        self._remove.setVisible(bool(self._files))
        self._remove.setEnabled(bool(self._list.selectedItems()))

    # --- coming in -----------------------------------------------------------------------------------------------

    def offer(self, paths: Iterable[Path]) -> None:
        """Look at some files, show what they are, and ask whether they are to be added."""
        wanted = tuple(paths)
        self._workplace.read(lambda session: look_at(session, wanted), self, self._ask)

    def bring(self, path: Path) -> None:
        """Take in a file that somebody has agreed to; ask only where it is not taken, and say why."""
        self._workplace.read(lambda session: look_at(session, (path,)), self, self._bring)

    def _bring(self, files: tuple[Incoming, ...]) -> None:
        self._ask(files) if any(one.refusal for one in files) else self._take(files)

    def _ask(self, files: tuple[Incoming, ...]) -> None:
        dialog = AttachDialog(files, self)
        dialog.agreed.connect(self._take)
        dialog.open()

    def _take(self, files: tuple[Incoming, ...]) -> None:
        """Take files in, one after the other; what is typed meanwhile is kept beside it."""
        idle = not self._coming
        self._coming.extend((one, self._text) for one in files)
        if idle and self._coming:
            self.busy_changed.emit(True)
            self._take_first()

    def _take_first(self) -> None:
        one, text = self._coming[0]
        self._task = self._workplace.carry(
            lambda session, progress: keep(session, one, progress),
            self,
            lambda kept: self._arrive(kept, one.path, text),
            title=_("添加附件 {name}").format(name=one.name),
        )
        self._task.ended.connect(self._go_on)

    def _arrive(self, kept: Attachment, path: Path, text: int) -> None:
        if text == self._text and kept not in self._files:
            self._change((*self._files, kept))
            self.brought.emit(path)

    def _go_on(self) -> None:
        self._coming.popleft()
        self._task = None
        if self._coming:
            self._take_first()
        else:
            self.busy_changed.emit(False)

    @property
    def busy(self) -> bool:
        """Whether files are on their way in now."""
        return self._task is not None

    def call_off(self) -> None:
        """Take no more files in; nothing is kept of the one that is on its way."""
        task, self._task = self._task, None
        if task is not None:
            task.ended.disconnect(self._go_on)
            task.cancel()
            self._coming.clear()
            self.busy_changed.emit(False)

    def _choose(self) -> None:
        dialog = FileDialog(_("选择附件文件"), self)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.offer(Path(name) for name in names))
        dialog.open()

    def place(self) -> Place:
        """Return what can be undone here: which files there are."""
        return Place(widget=self._add, state=self.files, take=self._change, changed=self.changed)

    def _change(self, files: tuple[Attachment, ...]) -> None:
        self._show(files)
        self.changed.emit()

    # --- going ---------------------------------------------------------------------------------------------------

    def _take_out(self) -> None:
        gone = {self._list.indexOfTopLevelItem(item) for item in self._list.selectedItems()}
        if gone:
            self._change(tuple(one for place, one in enumerate(self._files) if place not in gone))
