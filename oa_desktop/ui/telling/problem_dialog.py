"""A problem (问题): what happened, why, and what to do; its title blames nobody."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.i18n.problems import ProblemText
from oa_desktop.ui.look.snug import SnugDialog


class ProblemDialog(SnugDialog):
    """Shows a problem until it has been read."""

    def __init__(self, text: ProblemText, parent: QWidget | None = None) -> None:
        super().__init__("problem", _("没有办成"), parent, characters=28)
        self.setAccessibleName(_("没有办成"))
        self.setAccessibleDescription(str(text))
        layout = QVBoxLayout(self)
        for words, tone in ((text.what, "danger"), (text.why, ""), (text.do, "")):
            layout.addWidget(_line(words, tone))
        layout.addStretch(1)
        layout.addWidget(self._buttons(text))

    def _buttons(self, text: ProblemText) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        close = buttons.addButton(_("知道了"), QDialogButtonBox.ButtonRole.AcceptRole)
        copy = buttons.addButton(_("复制"), QDialogButtonBox.ButtonRole.ActionRole)
        close.clicked.connect(self.accept)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(str(text)))
        close.setDefault(True)
        return buttons


def _line(words: str, tone: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setProperty("tone", tone)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setVisible(bool(words))
    return label
