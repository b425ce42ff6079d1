"""印制方式: asked before the system's own dialog, because no system knows red heads, booklets or 份号."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.i18n import _
from oa_desktop.office.copies import MOST_COPIES, CopyRun
from oa_desktop.office.ports.printing import Folding, Presswork
from oa_desktop.ui.leaving.print_order import Offsets, PrintOrder, Turning
from oa_desktop.ui.look.snug import SnugDialog
from oa_desktop.ui.look.tones import give_tone

_FARTHEST_MM = 30.0
_TENTHS = 10
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
        super().__init__(parent)
        self._offsets = offsets
        self._numbered = about.run is not None
        self._turns = about.turns
        self._cannot_turn = _small(_("这台打印机不会自己翻面，请选“双面，手工翻面”。"))
        self._cannot_turn.setObjectName("cannot-turn")
        self._cannot_turn.setProperty("tone", "warning")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("print-options")
        self.setWindowTitle(_("印制方式"))
        self.setProperty("topic", "窗口.md#印制方式")
        self._printer = _choices("printer", about.printers, order.printer)
        self._turning = _choices("turning", [_(one.value) for one in Turning], _(order.turning.value))
        self._folding = _choices("folding", [_(word) for word in _FOLDINGS.values()], _(_FOLDINGS[order.work.folding]))
        self._overprinted = _tick("overprinted", _("纸上已有红头，不印红头和红线"), on=order.work.overprinted)
        self._no_seals = _tick("no-seals", _("印章的位置也不印"), on=not order.work.seals)
        self._right, self._down = _millimetres("right", _("向右")), _millimetres("down", _("向下"))
        self._calibrate = QPushButton(_("印校准页…"))
        self._calibrate.setObjectName("calibrate")
        self._numbers = _tick("numbers", _("每份印各自的份号"), on=order.run is not None)
        run = order.run or about.run or CopyRun(first=1, count=1)
        self._first = _number("first", (_("从第 "), _(" 号起")), run.first, 999_999)
        self._count = _number("count", (_("印 "), _(" 份")), run.count, MOST_COPIES)
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
            (_("移动"), _beside(self._right, self._down, self._calibrate)),
            (_("份号"), self._numbers),
            ("", _beside(self._first, self._count)),
        )
        for label, widget in rows:
            form.addRow(label, widget)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self._cannot_turn)
        column.addWidget(_small(_("移动多少，印一张校准页就量得出来；每台打印机各记各的。")))
        column.addWidget(_small("" if self._numbered else _NO_NUMBERS))
        column.addStretch(1)
        column.addWidget(self._buttons())
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("公") * 34)

    def _bind(self) -> None:
        self._printer.currentIndexChanged.connect(self._recall)
        self._printer.currentIndexChanged.connect(self._suit)
        self._turning.currentIndexChanged.connect(self._suit)
        self._overprinted.toggled.connect(self._suit)
        self._numbers.toggled.connect(self._suit)
        self._calibrate.clicked.connect(lambda: self.calibrate.emit(self._chosen_printer))
        self._recall()
        self._suit()

    def _recall(self) -> None:
        """Show the offset of the printer that is chosen."""
        for spin, tenths in zip((self._right, self._down), self._offsets.of(self._chosen_printer), strict=True):
            spin.setValue(tenths / _TENTHS)

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

    def order(self) -> PrintOrder:
        """Return what is asked for."""
        overprinted, turning = self._overprinted.isChecked(), self._chosen_turning
        folding = tuple(_FOLDINGS)[self._folding.currentIndex()]
        right, down = (round(spin.value() * _TENTHS) if overprinted else 0 for spin in (self._right, self._down))
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


def _choices(name: str, words: Sequence[str], chosen: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.addItems(words)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.setPlaceholderText(_("没有打印机"))
    box.setCurrentIndex(max(0, box.findText(chosen)) if words else -1)
    box.setEnabled(bool(words))
    return box


def _tick(name: str, words: str, *, on: bool) -> QCheckBox:
    box = QCheckBox(words)
    box.setObjectName(name)
    box.setAccessibleName(words)
    box.setChecked(on)
    return box


def _beside(*widgets: QWidget) -> QWidget:
    """Return widgets on one line."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return line


def _millimetres(name: str, words: str) -> QDoubleSpinBox:
    spin = QDoubleSpinBox()
    spin.setObjectName(name)
    spin.setAccessibleName(_("{where}移动多少毫米").format(where=words))
    spin.setPrefix(f"{words} ")
    spin.setRange(-_FARTHEST_MM, _FARTHEST_MM)
    spin.setDecimals(1)
    spin.setSingleStep(1 / _TENTHS)
    spin.setSuffix(_(" 毫米"))
    return spin


def _number(name: str, words: tuple[str, str], value: int, most: int) -> QSpinBox:
    spin = QSpinBox()
    spin.setObjectName(name)
    spin.setAccessibleName("".join(words))
    spin.setPrefix(words[0])
    spin.setSuffix(words[1])
    spin.setRange(1, most)
    spin.setValue(value)
    return spin


def _small(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setVisible(bool(words))
    return label
