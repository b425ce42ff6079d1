"""One's own phrases (我的常用语): a line each; written, changed, moved and taken away in one place."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from oa_desktop.domain.texts.own_phrases import LONGEST_PHRASE, MOST_PHRASES
from oa_desktop.i18n import _
from oa_desktop.ui.look.snug import SnugDialog
from oa_desktop.ui.look.tones import give_tone

_WIDE, _HIGH = 32, 8
"""Of the lines, in characters across and in lines down."""


class PhrasesDialog(SnugDialog):
    """Asks for one's own phrases.

    Signals:
        arranged: The lines that are to be kept (``tuple`` of ``str``).
    """

    arranged = Signal(object)

    def __init__(self, phrases: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__("own-phrases", _("我的常用语"), parent)
        self._lines = QPlainTextEdit("\n".join(phrases), self)
        self._lines.setObjectName("own-phrase-lines")
        self._lines.setTabChangesFocus(True)
        self._lines.setMinimumSize(
            self.fontMetrics().horizontalAdvance("公") * _WIDE, self.fontMetrics().lineSpacing() * _HIGH
        )
        told = QLabel(_("一行一句，写在前面的排在前面，用得多的自动往前排。"), self)
        told.setBuddy(self._lines)
        limits = QLabel(
            _("最多 {most} 句，每句 {longest} 字以内；单位的常用语不用写在这里。").format(
                most=MOST_PHRASES, longest=LONGEST_PHRASE
            ),
            self,
        )
        give_tone(limits, "faint")
        for label in (told, limits):
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        for part in (told, self._lines, limits, self._buttons()):
            column.addWidget(part)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        keep = buttons.addButton(_("保存"), QDialogButtonBox.ButtonRole.ActionRole)
        keep.setObjectName("keep-phrases")
        give_tone(keep, "main")
        keep.clicked.connect(self._keep)
        cancel = buttons.addButton(_("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self.reject)
        return buttons

    def _keep(self) -> None:
        self.accept()
        self.arranged.emit(tuple(self._lines.toPlainText().splitlines()))
