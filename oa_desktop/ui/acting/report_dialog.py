"""What has become of each of several documents (逐件结果): done, or refused and why; all that can be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.several import Outcome
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.icons import icon

_ACROSS, _LINES = 40, 14
"""Chinese characters and lines of the list."""


class ReportDialog(Dialog):
    """A line for each document, those that were refused first.

    Attributes:
        lines: The documents.

    Signals:
        undo: All that was done is to be taken back.
    """

    undo = Signal()

    def __init__(self, term: str, outcomes: Sequence[Outcome], parent: QWidget, *, undoable: bool = False) -> None:
        super().__init__("report", _("{act}的结果").format(act=term), parent)
        done = sum(one.problem is None for one in outcomes)
        self._head = QLabel(_summary(term, done, len(outcomes) - done), self)
        self._head.setWordWrap(True)
        self.lines = QListWidget(self)
        self.lines.setWordWrap(True)
        self.lines.setAccessibleName(_("每一件的结果"))
        for one in sorted(outcomes, key=lambda outcome: outcome.problem is None):
            self.lines.addItem(_line(one))
        column = QVBoxLayout(self)
        column.addWidget(self._head)
        column.addWidget(self.lines, 1)
        column.addWidget(self._buttons(undoable=undoable and done > 0))
        metrics = self.fontMetrics()
        self.lines.setIconSize(QSize(metrics.height(), metrics.height()))
        room = parent.window().width() * 9 // 10
        self.resize(min(room, metrics.horizontalAdvance("公") * _ACROSS), metrics.lineSpacing() * _LINES)

    def _buttons(self, *, undoable: bool) -> QDialogButtonBox:
        box = QDialogButtonBox(self)
        close = box.addButton(_("关闭"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.clicked.connect(self.accept)
        if undoable:
            back = box.addButton(_("全部撤回(&Z)"), QDialogButtonBox.ButtonRole.ActionRole)
            back.setObjectName("take-back")
            back.clicked.connect(self._take_back)
        return box

    def _take_back(self) -> None:
        self.accept()
        self.undo.emit()


def _summary(term: str, done: int, refused: int) -> str:
    if not refused:
        return _("{act}：{done} 件都办好了。").format(act=term, done=done)
    return _("{act}：办好 {done} 件，没有办成 {refused} 件。").format(act=term, done=done, refused=refused)


def _line(one: Outcome) -> QListWidgetItem:
    if one.problem is None:
        return QListWidgetItem(icon("check"), _("{named}　办好了").format(named=one.named))
    said = say(one.problem.code, one.problem.params)
    words = _("{named}　没有办成：{what}").format(named=one.named, what=said.what)
    return QListWidgetItem(icon("fault"), "\n".join(part for part in (words, said.why, said.do) if part))
