"""印制方式: asked before the system's own dialog, because no system knows red heads, booklets or 份号."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.i18n import _
from oa_desktop.office.clearing.counted import MOST_COPIES, CopyRun
from oa_desktop.office.ports.printing import Folding, Presswork
from oa_desktop.ui.leaving.print_controls import TENTHS, beside, choices, millimetres, number, small, tick
from oa_desktop.ui.leaving.print_order import Offsets, PrintOrder, Turning
from oa_desktop.ui.look.snug import SnugDialog
from oa_desktop.ui.look.tones import give_tone

_FOLDINGS = {
    Folding.PAGES: "逐页，每面一页",
    Folding.BOOKLET: "A3 骑马订：各张套在一起，在折缝上订",
    Folding.FOLDED: "A3 对折：每张各自对折，一张接一张",
}


def turns_sheets(printer: str) -> bool:
    """Tell whether a printer turns sheets by itself; of an unknown one nobody can say that it does not."""
    info = QPrinterInfo.printerInfo(printer)
    return info.isNull() or QPrinter.DuplexMode.DuplexLongSide in info.supportedDuplexModes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Printable:
    """What the options depend on.

    Attributes:
        printers: Names of the printers of this machine.
        run: The 份号 that copies usually carry; None where they may carry none.
        turns: Tells whether a printer turns sheets by itself.
    """

    printers: Sequence[str] = ()
    run: CopyRun | None = None
    turns: Callable[[str], bool] = turns_sheets


class PrintOptions(SnugDialog):
    """Asks how something is to be printed.

    Signals:
        agreed: The order (``PrintOrder``).
        calibrate: The page for calibration is to be printed by this printer (``str``).
    """

    agreed = Signal(object)
    calibrate = Signal(str)

    def __init__(self, order: PrintOrder, about: Printable, offsets: Offsets, parent: QWidget) -> None:
        super().__init__("print-options", _("印制方式"), parent, topic="窗口.md#印制方式", characters=34)
        self._offsets = offsets
        self._numbered = about.run is not None
        self._turns = about.turns
        self._cannot_turn = small(_("这台打印机不会自己翻面，请选“双面，手工翻面”。"))
        self._cannot_turn.setObjectName("cannot-turn")
        self._cannot_turn.setProperty("tone", "warning")
        self._printer = choices("printer", about.printers, order.printer)
        self._turning = choices("turning", [_(one.value) for one in Turning], _(order.turning.value))
        self._folding = choices("folding", [_(word) for word in _FOLDINGS.values()], _(_FOLDINGS[order.work.folding]))
        self._overprinted = tick("overprinted", _("纸上已有红头，不印红头和红线"), on=order.work.overprinted)
        self._no_seals = tick("no-seals", _("印章的位置也不印"), on=not order.work.seals)
        self._right, self._down = millimetres("right", _("向右")), millimetres("down", _("向下"))
        self._calibrate = QPushButton(_("印校准页…"))
        self._calibrate.setObjectName("calibrate")
        self._numbers = tick("numbers", _("每份印各自的份号"), on=order.run is not None)
        run = order.run or about.run or CopyRun(first=1, count=1)
        self._first = number("first", (_("从第 "), _(" 号起")), run.first, 999_999)
        self._count = number("count", (_("印 "), _(" 份")), run.count, MOST_COPIES)
        self._lay_out()
        self._bind()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows = (
            (_("打印机"), self._printer),
            (_("单双面"), self._turning),
            (_("拼版"), self._folding),
            (_("红头纸套打"), self._overprinted),
            ("", self._no_seals),
            (_("移动"), beside(self._right, self._down, self._calibrate)),
            (_("份号"), self._numbers),
            ("", beside(self._first, self._count)),
        )
        for label, widget in rows:
            form.addRow(label, widget)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self._cannot_turn)
        column.addWidget(small(_("移动多少，印一张校准页就量得出来；每台打印机各记各的。")))
        column.addWidget(small("" if self._numbered else _NO_NUMBERS))
        column.addStretch(1)
        column.addWidget(self._buttons())

    def _bind(self) -> None:
        self._printer.currentIndexChanged.connect(self._recall)
        self._printer.currentIndexChanged.connect(self._suit)
        self._turning.currentIndexChanged.connect(self._suit)
        self._folding.currentIndexChanged.connect(self._fold)
        self._overprinted.toggled.connect(self._suit)
        self._numbers.toggled.connect(self._suit)
        self._calibrate.clicked.connect(lambda: self.calibrate.emit(self._chosen_printer))
        self._recall()
        self._suit()

    def _recall(self) -> None:
        """Show the offset of the printer that is chosen."""
        for spin, tenths in zip((self._right, self._down), self._offsets.of(self._chosen_printer), strict=True):
            spin.setValue(tenths / TENTHS)

    def _fold(self) -> None:
        """Print sheets that are folded on both sides, unless somebody says otherwise after that."""
        if self._chosen_folding is not Folding.PAGES and self._chosen_turning is Turning.ONE_SIDED:
            both = Turning.DUPLEX if self._turns(self._chosen_printer) else Turning.BY_HAND
            self._turning.setCurrentIndex(tuple(Turning).index(both))

    def _suit(self) -> None:
        """Leave open only what goes together: sheets that are turned by hand would mix up numbered copies."""
        self._numbers.setEnabled(self._numbered and self._chosen_turning is not Turning.BY_HAND)
        for widget in (self._right, self._down):
            widget.setEnabled(self._overprinted.isChecked())
        for spin in (self._first, self._count):
            spin.setEnabled(self._numbers.isEnabled() and self._numbers.isChecked())
        self._calibrate.setEnabled(self._printer.count() > 0)
        by_itself = self._chosen_turning is Turning.DUPLEX
        self._cannot_turn.setVisible(by_itself and not self._turns(self._chosen_printer))
        self.fit()

    @property
    def _chosen_printer(self) -> str:
        return self._printer.currentText()

    @property
    def _chosen_turning(self) -> Turning:
        return tuple(Turning)[self._turning.currentIndex()]

    @property
    def _chosen_folding(self) -> Folding:
        return tuple(_FOLDINGS)[self._folding.currentIndex()]

    def order(self) -> PrintOrder:
        """Return what is asked for."""
        overprinted, turning = self._overprinted.isChecked(), self._chosen_turning
        folding = self._chosen_folding
        right, down = (round(spin.value() * TENTHS) if overprinted else 0 for spin in (self._right, self._down))
        work = Presswork(
            overprinted=overprinted,
            seals=not self._no_seals.isChecked(),
            right_tenths=right,
            down_tenths=down,
            folding=folding,
            backs=turning is not Turning.ONE_SIDED and folding is Folding.PAGES,
        )
        run = CopyRun(first=self._first.value(), count=self._count.value()) if self._first.isEnabled() else None
        return PrintOrder(printer=self._chosen_printer, turning=turning, work=work, run=run)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        agree = buttons.addButton(_("就这样印"), QDialogButtonBox.ButtonRole.ActionRole)
        agree.setObjectName("agree")
        give_tone(agree, "main")
        agree.setDefault(True)
        agree.clicked.connect(self._agree)
        buttons.addButton(_("不改了"), QDialogButtonBox.ButtonRole.RejectRole).clicked.connect(self.reject)
        return buttons

    def _agree(self) -> None:
        order = self.order()
        if order.work.overprinted:
            self._offsets.keep(order.printer, order.work.right_tenths, order.work.down_tenths)
        self.agreed.emit(order)
        self.accept()


_NO_NUMBERS = "登记编号以后，涉密的或者稿子里写了份号的公文，才能每份印各自的份号。"
