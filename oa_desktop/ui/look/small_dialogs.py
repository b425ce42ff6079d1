"""What small dialogs have in common: a line of advice, and the two buttons that agree and cancel."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QWidget

from oa_desktop.i18n import _


def advice(words: str, parent: QWidget) -> QLabel:
    """Return a quiet line that says what is good to know."""
    label = QLabel(words, parent)
    label.setWordWrap(True)
    label.setProperty("tone", "faint")
    return label


def agree_or_cancel(dialog: QDialog) -> QDialogButtonBox:
    """Return the buttons with which a dialog is accepted or rejected."""
    box = QDialogButtonBox(dialog)
    box.addButton(_("确定"), QDialogButtonBox.ButtonRole.AcceptRole).setObjectName("agree")
    box.addButton(_("取消"), QDialogButtonBox.ButtonRole.RejectRole).setObjectName("cancel")
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box
