"""The recovery code (恢复码) and the fingerprint (指纹) of a new unit: shown once, copied out by hand or printed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.i18n import _
from oa_desktop.office.founding import Founded
from oa_desktop.ui.leaving.printer_dialog import PrinterDialog

_ADVICE = (
    "请现在抄写或者打印，放进保险柜。恢复码只显示这一次，别处不再保存；"
    "系统管理员忘了口令时，凭它才能进来。指纹用来核对本单位的记录没有被整个换掉。"
)


class RecoveryCode(QWidget):
    """What founding yields once.

    Attributes:
        heading: What the page says.

    Signals:
        changed: Somebody says that it is copied out, or not yet.
    """

    changed = Signal()
    heading = "单位已经建立：请抄存恢复码"

    def __init__(self, unit: str, founded: Founded, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recovery")
        self._unit = unit
        self._rows = {
            "恢复码": founded.recovery.code if founded.recovery else "",
            "指纹": str(founded.fingerprint),
        }
        self._done = QCheckBox(_("已经抄存(&W)"), self)
        self._done.setObjectName("copied-out")
        self._done.toggled.connect(self.changed)
        self._lay_out()

    @property
    def is_copied_out(self) -> bool:
        """Whether somebody says that it is copied out."""
        return self._done.isChecked()

    def _lay_out(self) -> None:
        advice = QLabel(_(_ADVICE), self)
        advice.setWordWrap(True)
        advice.setProperty("tone", "warning")
        form = QFormLayout()
        for label, value in self._rows.items():
            form.addRow(_(label), _value(label, value, self))
        row = QHBoxLayout()
        row.addWidget(self._done)
        row.addStretch(1)
        for words, name, act in ((_("打印…"), "print", self._print), (_("复制"), "copy", self._copy)):
            button = QPushButton(words, self)
            button.setObjectName(name)
            button.clicked.connect(act)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(advice)
        column.addLayout(form)
        column.addLayout(row)

    def text(self) -> str:
        """Return everything as it is printed."""
        lines = "".join(f"{label}：{value}\n" for label, value in self._rows.items())
        return f"{self._unit}\n{_('公文办公桌　恢复码和指纹，请锁存')}\n\n{lines}"

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    def _print(self) -> None:
        dialog = PrinterDialog(self)
        dialog.accepted.connect(lambda: QTextDocument(self.text(), dialog).print_(dialog.printer()))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()


def _value(label: str, value: str, parent: QWidget) -> QLineEdit:
    line = QLineEdit(value, parent)
    line.setReadOnly(True)
    line.setCursorPosition(0)
    line.setObjectName({"恢复码": "code"}.get(label, "fingerprint"))
    line.setAccessibleName(_(label))
    return line
