"""文号登记 in the window: a register of a year, every number of it, and what the registrar may do with them."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.domain.actions import BY_KIND, Action
from oa_desktop.domain.ids import RegisterName
from oa_desktop.domain.numbers.numbering import NumberState, runs_of, start_of
from oa_desktop.i18n import _
from oa_desktop.office.queries import (
    NumberActRow,
    NumberActs,
    NumberLedger,
    NumberRegisterRow,
    NumberRegisters,
    NumberRow,
)
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.tones import give_tone
from oa_desktop.ui.numbers.number_act_dialog import NumberActDialog
from oa_desktop.ui.numbers.number_lines import NumberLines
from oa_desktop.ui.workplace import Workplace

_YEARS = (1949, 2099)
_STATES = ("", *(one.value for one in NumberState), "未说明")


class NumberBookDialog(Dialog):
    """The number registers of the unit.

    Signals:
        document_wanted: A number's document is to be before the reader (``DossierId``).
        print_wanted: A register is to be printed (``RegisterName``).
        save_wanted: A register is to be kept as a file (``RegisterName``).
    """

    document_wanted = Signal(object)
    print_wanted = Signal(object)
    save_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("number-book", _("文号登记"), parent, topic="窗口.md#文号登记")
        self._workplace = workplace
        self._behind = parent
        self.year = QSpinBox(self)
        self.registers = _named(QComboBox(self), "registers", _("登记簿"))
        self.states = _named(QComboBox(self), "states", _("状态"))
        self.lines = NumberLines(self)
        self._sum = _sentence(self, "sum")
        self._gaps = _sentence(self, "gaps")
        self._menu = QMenu(self)
        self._acts = self.button("number-acts", _("登记"))
        self._open = self.button("open-document", _("打开公文"), lambda: self._go(self.lines.rows[0]))
        self._print = self.button("print-book", _("打印…"), lambda: self.print_wanted.emit(self.register))
        self._save = self.button("save-book", _("另存为…"), lambda: self.save_wanted.emit(self.register))
        self._prepare()
        self._lay_out()
        self._bind()
        self._fetch_registers()

    # --- how it is made ----------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        _named(self.year, "year", _("年份"))
        self.year.setRange(*_YEARS)
        self.year.setValue(QDate.currentDate().year())
        self.year.setSuffix(_("年"))
        for state in _STATES:
            self.states.addItem(_(state) if state else _("全部号"), state)
        self.registers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for one in (self._acts, self._open, self._print, self._save):
            one.setEnabled(False)
        self._acts.setMenu(self._menu)
        give_tone(self._gaps, "danger")
        self.fill(self._behind, 90)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self.year)
        above.addStretch(1)
        above.addWidget(self.states)
        column = QVBoxLayout(self)
        column.addLayout(above)
        column.addWidget(self.registers)
        for part in (self._sum, self._gaps):
            column.addWidget(part)
        column.addWidget(self.lines, 1)
        column.addLayout(self.row_below(self._acts, self._open, self._print, self._save))

    def _bind(self) -> None:
        self.year.valueChanged.connect(lambda _year: self._fetch_registers())
        self.registers.currentIndexChanged.connect(lambda _place: self._fetch())
        self.states.currentIndexChanged.connect(lambda _place: self._narrow())
        self.lines.picked.connect(self._pick)
        self.lines.meant.connect(self._go)
        self._workplace.changed.connect(self._heed)

    # --- what stands in it -------------------------------------------------------------------------------------

    @property
    def register(self) -> RegisterName | None:
        """The register that is shown."""
        row: NumberRegisterRow | None = self.registers.currentData()
        return row.register if row else None

    @property
    def _organ(self) -> str:
        row: NumberRegisterRow | None = self.registers.currentData()
        return row.organ if row else ""

    def _heed(self, _changed: object) -> None:
        """Show what changed; a slot of its own ends with the dialog."""
        self._fetch_registers()

    def _fetch_registers(self) -> None:
        wanted = NumberRegisters(year=self.year.value())
        self._workplace.ask(wanted, self, self._show_registers, instead_of="number-registers")

    def _show_registers(self, rows: tuple[NumberRegisterRow, ...]) -> None:
        before = self.registers.currentText()
        self.registers.blockSignals(True)
        self.registers.clear()
        for row in rows:
            self.registers.addItem(_line(row), row)
        same = self.registers.findText(before)
        self.registers.setCurrentIndex(same if same >= 0 else _first_written_in(rows))
        self.registers.blockSignals(False)
        self._fetch()

    def _fetch(self) -> None:
        row: NumberRegisterRow | None = self.registers.currentData()
        self._sum.setText(_summed(row) if row else _("这一年没有登记簿。"))
        for one in (self._print, self._save):
            one.setEnabled(row is not None)
        unsaid = runs_of(row.unsaid) if row else ""
        self._gaps.setText(_("这些号空着没有说明：{serials}。请查明后选中，登记断号。").format(serials=unsaid))
        self._gaps.setVisible(bool(unsaid))
        if row:
            wanted = NumberLedger(register=row.register)
            self._workplace.ask(wanted, self, self._show_lines, instead_of="number-ledger")

    def _show_lines(self, rows: tuple[NumberRow, ...]) -> None:
        self.lines.show_rows(rows, self._organ)
        self._narrow()

    def _narrow(self) -> None:
        self.lines.keep_only(str(self.states.currentData()))

    # --- what is done with it ----------------------------------------------------------------------------------

    def _pick(self, rows: tuple[NumberRow, ...]) -> None:
        self._open.setEnabled(len(rows) == 1 and bool(rows[0].dossier))
        if self.register is not None:
            wanted = NumberActs(register=self.register, serials=tuple(row.serial for row in rows))
            self._workplace.ask(wanted, self, self._offer, instead_of="number-acts")

    def _offer(self, rows: tuple[NumberActRow, ...]) -> None:
        self._menu.clear()
        for row in rows:
            action = self._menu.addAction(_("{act}…").format(act=row.term), partial(self._ask, row))
            action.setObjectName(row.kind)
        self._acts.setEnabled(bool(rows))

    def _ask(self, row: NumberActRow) -> None:
        name = self.register
        if name is not None:
            dialog = NumberActDialog(row, start_of(name), self)
            dialog.agreed.connect(lambda said: self._perform(dialog, row.kind, name, said))
            dialog.open()

    def _perform(self, dialog: NumberActDialog, kind: str, name: RegisterName, said: dict[str, Any]) -> None:
        """Perform an act; what was typed stays before the person where it is refused."""
        made: type[Any] = BY_KIND[kind]
        action: Action = made(code=name.code, year=name.year, series=name.series, **said)
        self._workplace.perform(lambda _session: action, self, lambda _changed: dialog.accept())

    def _go(self, row: NumberRow) -> None:
        if row.dossier:
            self.accept()
            self.document_wanted.emit(row.dossier)


def _first_written_in(rows: tuple[NumberRegisterRow, ...]) -> int:
    """Return the place of the first register in which something stands."""
    written = (row.used or row.void or row.reserved or row.skipped or row.unsaid for row in rows)
    return next((place for place, one in enumerate(written) if one), 0)


def _line(row: NumberRegisterRow) -> str:
    return "　".join(part for part in (f"{start_of(row.register)}……号", row.organ) if part)


def _summed(row: NumberRegisterRow) -> str:
    return _("已用 {used}，作废 {void}，预留 {reserved}，断号 {skipped}，未说明 {unsaid}。下一个号：{next}。").format(
        used=row.used,
        void=row.void,
        reserved=row.reserved,
        skipped=row.skipped,
        unsaid=len(row.unsaid),
        next=row.next,
    )


def _named(widget: Any, name: str, words: str) -> Any:
    widget.setObjectName(name)
    widget.setAccessibleName(words)
    widget.setToolTip(words)
    return widget


def _sentence(parent: QWidget, name: str) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label
