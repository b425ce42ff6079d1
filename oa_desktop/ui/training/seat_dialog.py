"""The check of a seat in the window (机房检查): what it can do and what to do about it, its sheet, and clearing it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QTextBrowser, QVBoxLayout, QWidget

from oa_desktop.domain.errors import OfficeError
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.leaving import write_file
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.look.dialogs import Dialog, MessageBox
from oa_desktop.ui.premises import Premises, SeatCheck
from oa_desktop.ui.tasks import Lane, Tasks

_WIDE, _HIGH = 34, 12
"""Chinese characters across, and lines."""
_SHEET = "机房检查.pdf"


class SeatDialog(Dialog):
    """Looks at the seat when it opens, and again once it is cleared.

    Attributes:
        words: What came of it, line by line.
    """

    def __init__(self, premises: Premises, tasks: Tasks, parent: QWidget) -> None:
        super().__init__("seat-check", _("机房检查"), parent, topic="窗口.md#培训班", characters=_WIDE)
        self._premises, self._tasks = premises, tasks
        self._found: SeatCheck | None = None
        self.words = QTextBrowser(self)
        self.words.setObjectName("seat-words")
        self.words.setAccessibleName(self.windowTitle())
        self.words.setMinimumHeight(self.fontMetrics().lineSpacing() * _HIGH)
        self._keep = self.button("keep-sheet", _("存检查表…"), self._ask_where)
        self._clear = self.button("reset-seat", _("重置座位…"), self._ask_to_clear)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addLayout(self.row_below(self._keep, self._clear))
        self.look()

    def look(self) -> None:
        """Look at the seat, behind the window."""
        self.words.setPlainText(_("正在检查，要几秒钟…"))
        for button in (self._keep, self._clear):
            button.setEnabled(False)
        self._tasks.run(lambda _progress: self._premises.check_seat(), self, self._show, self._fail, lane=Lane.LONG)

    def _show(self, found: SeatCheck) -> None:
        self._found = found
        self.words.setHtml("".join(_pieces(found)))
        for button in (self._keep, self._clear):
            button.setEnabled(True)

    def _fail(self, error: Exception) -> None:
        told = str(say(error.code, error.params)) if isinstance(error, OfficeError) else str(error)
        self.words.setPlainText(told)
        self._clear.setEnabled(True)

    def _ask_where(self) -> None:
        dialog = FileDialog(_("存检查表"), self)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(_SHEET)
        dialog.fileSelected.connect(lambda path: self.keep(Path(path)))
        dialog.open()

    def keep(self, file: Path) -> None:
        """Write the sheet, to be signed and filed for the room."""
        found = self._found
        if found is not None:
            self._tasks.run(lambda _progress: write_file(file, found.sheet), self, lambda _none: None, self._fail)

    def _ask_to_clear(self) -> None:
        box = MessageBox("ask-reset", _("重置座位"), self)
        box.setText(_("这台机器上以前的练习全部清掉；成绩文件和加入的培训班留着，还要看成绩单。现在重置吗？"))
        agree = box.addButton(_("重置"), QMessageBox.ButtonRole.AcceptRole)
        agree.setObjectName("agree")
        box.addButton(_("先不"), QMessageBox.ButtonRole.RejectRole)
        agree.clicked.connect(self._reset)
        box.open()

    def _reset(self) -> None:
        ground = self._premises.ground
        self._tasks.run(
            lambda _progress: ground.reset_seat(), self, lambda _count: self.look(), self._fail, lane=Lane.LONG
        )


def _pieces(found: SeatCheck) -> Iterator[str]:
    told = _("这个座位可以上课。") if found.is_fit else _("这个座位先处理“不行”的各项。")
    yield f"<p><b>{told}</b></p>"
    for one in found.lines:
        remedy = f"<br>{_('怎么办：')}{escape(one.remedy)}" if one.remedy else ""
        yield f"<p><b>{escape(one.subject)}　{escape(_(one.state))}</b><br>{escape(one.what)}{remedy}</p>"
