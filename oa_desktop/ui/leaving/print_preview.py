"""Before printing (打印预览): the very pages, how many, on which paper; the system's own dialog asks for the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.ports.pages import Leaf
from oa_desktop.ui.leaving.printing import suit_paper
from oa_desktop.ui.look.tones import give_tone
from oa_desktop.ui.reading.page_pane import PagePane
from oa_desktop.ui.reading.sheets import Fit
from oa_desktop.ui.workplace import Workplace

_CHARACTERS = 34
"""Chinese characters across that it has where the window is wide enough."""


class PrintPreview(QDialog):
    """Shows what would be printed.

    Attributes:
        printer: What it would be printed by.

    Signals:
        agreed: It is to be printed; the printer has been chosen.
    """

    agreed = Signal()

    def __init__(
        self, workplace: Workplace, pdf: bytes, leaves: tuple[Leaf, ...], printers: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setDocName(_("公文"))  # a queue is seen by others
        self._leaf = leaves[0]
        suit_paper(self.printer, self._leaf)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("print-preview")
        self.setWindowTitle(_("打印"))
        self._pages = PagePane(workplace, None, self)
        self._pages.view.fit_to(Fit.PAGE)
        self._pages.show_pdf(pdf, _about(leaves))
        self._lay_out(printers=printers)
        self._behind = parent.window()
        room = self._behind.size()
        wanted = max(room.width() * 3 // 5, self.fontMetrics().horizontalAdvance("公") * _CHARACTERS)
        self.resize(min(wanted, room.width() * 9 // 10), room.height() * 9 // 10)

    def _lay_out(self, *, printers: bool) -> None:
        column = QVBoxLayout(self)
        column.addWidget(self._pages, 1)
        column.addWidget(_no_printer(shown=not printers))
        column.addWidget(self._buttons(printers=printers))

    def _buttons(self, *, printers: bool) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        go = buttons.addButton(_("选打印机并打印…"), QDialogButtonBox.ButtonRole.ActionRole)
        go.setObjectName("print")
        give_tone(go, "main")
        go.setDefault(True)
        go.setEnabled(printers)
        go.clicked.connect(self._choose)
        buttons.addButton(_("关闭"), QDialogButtonBox.ButtonRole.RejectRole).clicked.connect(self.reject)
        return buttons

    def _choose(self) -> None:
        dialog = QPrintDialog(self.printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setObjectName("choose-printer")
        dialog.accepted.connect(self._agree)
        QDialog.open(dialog)

    def _agree(self) -> None:
        """Go on, on paper of the page's size: choosing a printer has chosen that printer's usual paper too."""
        suit_paper(self.printer, self._leaf)
        self.agreed.emit()
        self.accept()
        self._behind.activateWindow()  # two dialogs close at once: not every desktop finds back


def _about(leaves: tuple[Leaf, ...]) -> str:
    """Return how many sheets of which paper it takes."""
    sizes = dict.fromkeys(f"{leaf.width_mm:.0f}×{leaf.height_mm:.0f} 毫米" for leaf in leaves)
    return _("共{pages}页，纸张 {sizes}，按实际大小打印；打印以前先登记。").format(
        pages=len(leaves), sizes="、".join(sizes)
    )


def _no_printer(*, shown: bool) -> QLabel:
    label = QLabel(_("这台计算机还没有装打印机。请装好打印机再打印，或者关闭以后按 Ctrl+S 另存为 PDF，到别处打印。"))
    label.setObjectName("no-printer")
    label.setWordWrap(True)
    label.setProperty("tone", "warning")
    label.setVisible(shown)
    return label
