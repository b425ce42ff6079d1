"""Before files are taken in (附件入库前): what each is called, what it is, how large, and what is not taken and why."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.i18n import _
from oa_desktop.ui.look.snug import SnugDialog
from oa_desktop.ui.reading.attachments import size_of, sort_of
from oa_desktop.ui.writing.files.incoming import Incoming

_COLUMNS = ("名称", "类型", "大小")
_SENTENCES = 3
"""Refusals that are shown before they scroll."""
_LINES = 6
"""Files that are seen together without scrolling."""


class AttachDialog(SnugDialog):
    """Asks whether some files are to become attachments.

    Signals:
        agreed: The files that are to be taken (``tuple`` of ``Incoming``).
    """

    agreed = Signal(object)

    def __init__(self, files: Iterable[Incoming], parent: QWidget | None = None) -> None:
        super().__init__("attach", _("添加附件文件"), parent, characters=34)
        self._files = tuple(files)
        self._taken = tuple(one for one in self._files if not one.refusal)
        column = QVBoxLayout(self)
        column.addWidget(self._list())
        column.addWidget(self._refusals())
        column.addWidget(self._buttons())

    def _list(self) -> QTreeWidget:
        listed = QTreeWidget(self)
        listed.setObjectName("incoming")
        listed.setAccessibleName(_("要添加的文件"))
        listed.setRootIsDecorated(False)
        listed.setHeaderLabels([_(one) for one in _COLUMNS])
        for one in self._files:
            size = size_of(one.size) if one.size or not one.refusal else ""
            words = [one.name, _("不添加") if one.refusal else sort_of(one.name), size]
            item = QTreeWidgetItem(words)
            item.setDisabled(bool(one.refusal))
            listed.addTopLevelItem(item)
        listed.header().setStretchLastSection(False)
        listed.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        listed.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        lines = min(len(self._files), _LINES) + 1
        listed.setMinimumHeight(round(self.fontMetrics().height() * 1.4) * lines)
        return listed

    def _refusals(self) -> QWidget:
        """Return a sentence for each file that is not taken; many of them scroll."""
        said = [_refusal(one.refusal) for one in self._files if one.refusal]
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        for sentence in said:
            column.addWidget(sentence)
        if len(said) <= _SENTENCES:
            return whole
        scrolling = QScrollArea(self)
        scrolling.setObjectName("refusals")
        scrolling.setAccessibleName(_("不添加的文件和原因"))
        scrolling.setWidgetResizable(True)
        scrolling.setFixedHeight(self.fontMetrics().lineSpacing() * 3 * _SENTENCES)
        scrolling.setWidget(whole)
        return scrolling

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        agree = buttons.addButton(
            _("添加 {count} 个文件").format(count=len(self._taken)), QDialogButtonBox.ButtonRole.AcceptRole
        )
        agree.setObjectName("agree")
        agree.setProperty("tone", "main")
        agree.setEnabled(bool(self._taken))
        agree.clicked.connect(self._agree)
        cancel = buttons.addButton(_("不添加"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self.reject)
        return buttons

    def _agree(self) -> None:
        self.agreed.emit(self._taken)
        self.accept()


def _refusal(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setProperty("tone", "danger")
    return label
