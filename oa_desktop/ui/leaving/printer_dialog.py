"""Choosing a printer (选打印机): the system's own dialog, which leaves what the window says of its realm in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from oa_desktop.ui.look.dialogs import lie_below_banner


class PrinterDialog(QPrintDialog):
    """Asks on which printer; it is gone once it is closed."""

    def __init__(self, parent: QWidget, printer: QPrinter | None = None) -> None:
        """Begin it, for a printer of its own if none is given."""
        if printer is None:
            super().__init__(parent)
        else:
            super().__init__(printer, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("choose-printer")

    # --- Qt's own

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Lie below what the window says of its realm."""
        super().showEvent(event)
        lie_below_banner(self)
