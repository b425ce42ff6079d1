"""Before printing (打印预览): the very pages, how many, on which paper; the system's own dialog asks for the rest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.ports.pages import Leaf
from oa_desktop.office.ports.printing import Folding
from oa_desktop.ui.leaving.print_options import Printable, PrintOptions
from oa_desktop.ui.leaving.print_order import Offsets, PrintOrder, Turning
from oa_desktop.ui.leaving.printer_dialog import PrinterDialog
from oa_desktop.ui.leaving.printing import suit_paper
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.tones import give_tone
from oa_desktop.ui.reading.page_pane import PagePane
from oa_desktop.ui.reading.sheets import Fit
from oa_desktop.ui.workplace import Workplace

_CHARACTERS = 34
"""Chinese characters across that it has where the window is wide enough."""


class PrintPreview(Dialog):
    """Shows what would be printed.

    Attributes:
        printer: What it would be printed by.
        order: How.

    Signals:
        ordered: It is to be printed otherwise, so that other pages are to be shown (``PrintOrder``).
        calibrate: The page for calibration is to be printed; the printer has been chosen.
        agreed: It is to be printed; the printer has been chosen.
    """

    ordered = Signal(object)
    calibrate = Signal()
    agreed = Signal()

    def __init__(self, workplace: Workplace, about: Printable, offsets: Offsets, parent: QWidget) -> None:
        super().__init__("print-preview", _("打印"), parent)
        self._about, self._offsets = about, offsets
        self.order = PrintOrder(printer=QPrinterInfo.defaultPrinterName())
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setDocName(_("公文"))  # a queue is seen by others
        self._leaf = Leaf(width_mm=210.0, height_mm=297.0)
        self._pages = PagePane(workplace, None, self)
        self._pages.view.fit_to(Fit.PAGE)
        self._lay_out(printers=bool(about.printers))
        self._behind = parent.window()
        room = self._behind.size()
        wanted = max(room.width() * 3 // 5, self.fontMetrics().horizontalAdvance("公") * _CHARACTERS)
        self.resize(min(wanted, room.width() * 9 // 10), room.height() * 9 // 10)

    def show_pages(self, pdf: bytes, leaves: tuple[Leaf, ...]) -> None:
        """Show what would be printed."""
        self._leaf = leaves[0]
        suit_paper(self.printer, self._leaf)
        self._pages.show_pdf(pdf, _caption(leaves, self.order.words))

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
        go.clicked.connect(lambda: self._choose(self._agree))
        options = buttons.addButton(_("印制方式…"), QDialogButtonBox.ButtonRole.ActionRole)
        options.setObjectName("options")
        options.clicked.connect(self._ask_how)
        buttons.addButton(_("关闭"), QDialogButtonBox.ButtonRole.RejectRole).clicked.connect(self.reject)
        return buttons

    def _ask_how(self) -> None:
        dialog = PrintOptions(self.order, self._about, self._offsets, self)
        dialog.agreed.connect(self._take)
        dialog.calibrate.connect(self._choose_for_calibration)
        dialog.open()

    def _take(self, order: PrintOrder) -> None:
        """Print by another order; the pages that belong to it are shown as soon as they are there."""
        self.order = order
        self._name_printer(order.printer)
        self.printer.setDuplex(duplex_of(order))
        self.ordered.emit(order)

    def _name_printer(self, name: str) -> None:
        if name in self._about.printers:
            self.printer.setPrinterName(name)

    def _choose(self, agreed: Callable[[], object]) -> None:
        dialog = PrinterDialog(self, self.printer)
        dialog.accepted.connect(agreed)
        QDialog.open(dialog)

    def _choose_for_calibration(self, name: str) -> None:
        self._name_printer(name)
        self._choose(self._calibrate)

    def _calibrate(self) -> None:
        suit_paper(self.printer, Leaf(width_mm=210.0, height_mm=297.0))
        self.calibrate.emit()

    def _agree(self) -> None:
        """Go on, on paper of the page's size: choosing a printer has chosen that printer's usual paper too."""
        suit_paper(self.printer, self._leaf)
        self.order = self._offsets.suited(self.order, self.printer.printerName() or self.order.printer)
        self.agreed.emit()
        self.accept()
        self._behind.activateWindow()  # two dialogs close at once: not every desktop finds back


def duplex_of(order: PrintOrder) -> QPrinter.DuplexMode:
    """Return how the printer turns sheets; those that are folded lie, and are turned about their short side."""
    if order.turning is not Turning.DUPLEX:
        return QPrinter.DuplexMode.DuplexNone
    stands = order.work.folding is Folding.PAGES
    return QPrinter.DuplexMode.DuplexLongSide if stands else QPrinter.DuplexMode.DuplexShortSide


def _caption(leaves: tuple[Leaf, ...], order: str) -> str:
    """Return how many pages of which paper it takes, and how they are printed."""
    sizes = dict.fromkeys(f"{leaf.width_mm:.0f}×{leaf.height_mm:.0f} 毫米" for leaf in leaves)
    words = _("共{pages}页，纸张 {sizes}，按实际大小打印；打印以前先登记。").format(
        pages=len(leaves), sizes="、".join(sizes)
    )
    return words + (_("印制方式：{order}。").format(order=order) if order else "")


def _no_printer(*, shown: bool) -> QLabel:
    label = QLabel(_("这台计算机还没有装打印机。请装好打印机再打印，或者关闭以后另存为 PDF，到别处打印。"))
    label.setObjectName("no-printer")
    label.setWordWrap(True)
    label.setProperty("tone", "warning")
    label.setVisible(shown)
    return label
