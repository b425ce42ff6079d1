"""销毁 in the window: what a list names is destroyed, after it is said what that promises and what it cannot."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.archiving.destroying import Destroyed
from oa_desktop.office.archiving.disposal_book import DisposalLine
from oa_desktop.ui.archiving.work_dialog import WorkDialog
from oa_desktop.ui.workplace import Workplace

_PROMISED = (
    "能保证的：这台计算机的库里，这些件独有的文件连同密钥都删除，磁盘上剩下的是打不开的密文，固态硬盘也一样；"
    "检索不再找到正文。别的公文也在用的文件留着；目录里的那一行、销毁清册、办理记录永久保存。"
)
_NOT_PROMISED = (
    "不能保证的：以前做的备份里密钥和文件都在，要把那些备份也销毁，或者换存储密钥以后重新备份；"
    "别的工作台要各自再销毁一次；导出的包、打印的纸、发给别的单位的份另外处理；涉密的介质照保密规定送销。"
)
_WIDTH = 60
"""In characters."""


class DestroyDialog(WorkDialog):
    """The destruction of what one list names.

    Attributes:
        compared: Whether the list was compared once more; nothing is destroyed before.

    Signals:
        told: What was done, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(self, workplace: Workplace, line: DisposalLine, parent: QWidget) -> None:
        called_off = _("已停止；已经销毁的不能恢复，再来一次就接着销毁。")
        super().__init__("destroy", _("销毁"), workplace, parent, topic="归档.md#鉴定和销毁", called_off=called_off)
        self._line = line
        self.compared = QCheckBox(_("销毁以后不能恢复；我已照清册核对(&Y)"), self)
        self._destroy = self.button("destroy-now", _("销毁"), self._start)
        self._lay_out()
        self.fill(parent, _WIDTH)
        self.compared.toggled.connect(lambda _on: self.allow())
        self.allow()

    def _lay_out(self) -> None:
        self.compared.setObjectName("compared")
        self.sum.setObjectName("destroy-said")
        column = QVBoxLayout(self)
        column.addWidget(self._words(), 1)
        for widget in (self.compared, self.sum, self.bar):
            column.addWidget(widget)
        column.addLayout(self.row_below(self._destroy, self.stop))

    def _words(self) -> QScrollArea:
        """Return what is to be read before: it may be more than a small screen has room for."""
        scrolling, inside = QScrollArea(self), QWidget(self)
        column = QVBoxLayout(inside)
        signed = (_("{label}：{words}").format(label=_(label), words=words) for label, words in self._line.signed)
        for words in (self._line.named, "\n".join(signed), _(_PROMISED), _(_NOT_PROMISED)):
            label = QLabel(words, inside)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(1)
        scrolling.setFrameShape(QScrollArea.Shape.NoFrame)
        scrolling.setWidgetResizable(True)
        scrolling.setAccessibleName(_("清册，和能保证、不能保证的"))
        scrolling.setWidget(inside)
        return scrolling

    def allow(self) -> None:
        """Let nothing be destroyed before the list was compared."""
        super().allow()
        self.compared.setEnabled(not self.is_busy)
        self._destroy.setEnabled(self.compared.isChecked() and not self.is_busy)

    def _start(self) -> None:
        disposal = self._line.disposal
        self.begin(
            lambda session, progress: session.archive.keeping.destroy(disposal, progress.step),
            self._done,
            title=_("销毁"),
        )

    def _done(self, destroyed: Destroyed) -> None:
        said = _("清册里的{items}件都已销毁，这次删除了{contents}个文件和它们的密钥。")
        self.told.emit(said.format(items=destroyed.items, contents=destroyed.contents))
        self.accept()
