"""印章登记 in the window: the seals of the unit, what was done with each, and what its administrator may do."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from oa_desktop.domain.trust.seals import EnrolledSeal, SealState
from oa_desktop.i18n import _
from oa_desktop.office.seals.book import SealLine, keeper_name, state_of
from oa_desktop.office.session import Session
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.rolls.roll_lines import RollLine, RollLines
from oa_desktop.ui.sealing.seal_acts import TOPIC, SealActs
from oa_desktop.ui.workplace import Workplace

_SEALS = ("印章", "状态", "机关", "保管人", "有效期至", "制章人")
_NEAR = (0, 1, 4)
"""The seal, how it stands, and until when: seen first where there is no room for all."""
_LINES = ("时间", "事项", "经办人", "用印文件", "批准（签发）", "份数", "保管人、原因")
_MARKS = {SealState.IN_USE: "seal", SealState.SUSPENDED: "hourglass", SealState.DESTROYED: "close"}
_EMPTY = "本单位还没有电子印章。制发机关发下来的印章，由安全保密管理员按“启用印章”启用，见帮助“用印”。"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What stands in the dialog.

    Attributes:
        keepers: Who keeps each seal.
        states: How each stands, in words.
    """

    seals: tuple[EnrolledSeal, ...]
    lines: tuple[SealLine, ...]
    keepers: tuple[str, ...]
    states: tuple[str, ...]


class SealBookDialog(Dialog):
    """The seals of the unit, and what was done with them.

    Signals:
        told: What was done, in a sentence (``str``).
        print_wanted: The book is to be printed.
        save_wanted: The book is to be kept as a file.
    """

    told = Signal(str)
    print_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("seal-book", _("印章登记"), parent, topic=TOPIC)
        self._workplace = workplace
        self._book = _Book(seals=(), lines=(), keepers=(), states=())
        self.seals = RollLines("seals", _("印章"), self)
        self.lines = RollLines("seal-lines", _("登记"), self)
        self._sum = QLabel(self)
        self._menu = QMenu(self)
        self._doing = SealActs(workplace, self)
        self._doing.told.connect(self.told)
        self._acts = self.button("seal-acts", _("办理"))
        self._further = self._further_seals()
        self._print = self.button("print-book", _("打印…"), self.print_wanted.emit)
        self._save = self.button("save-book", _("另存为…"), self.save_wanted.emit)
        self._lay_out()
        self.fill(parent, 90)
        self.seals.picked.connect(self._pick)
        workplace.changed.connect(self._heed)
        self._fetch()

    def _lay_out(self) -> None:
        self._sum.setObjectName("seal-sum")
        self._sum.setWordWrap(True)
        self._acts.setMenu(self._menu)
        self._acts.setEnabled(False)
        column = QVBoxLayout(self)
        column.addWidget(self._sum)
        column.addWidget(self.seals, 1)
        column.addWidget(self.lines, 2)
        column.addLayout(self.row_below(self._acts, *self._further, self._print, self._save))

    def _further_seals(self) -> list[QPushButton]:
        """Return the buttons by which another seal comes in, for whoever administers them."""
        if not self._doing.administers:
            return []
        enrol = self.button("enrol-seal", _("启用印章…"), self._doing.enrol)
        made = self._doing.caption
        make = [self.button("make-seal", _("制作{made}…").format(made=made), self._doing.make)] if made else []
        return [enrol, *make]

    # --- what stands in it ---------------------------------------------------------------------------------------

    def _heed(self, _changed: object) -> None:
        """Show what changed; a slot of its own ends with the dialog."""
        self._fetch()

    def _fetch(self) -> None:
        self._workplace.read(_read, self, self._show, instead_of="seal-book")

    def _show(self, book: _Book) -> None:
        self._book = book
        rows = zip(book.seals, book.keepers, book.states, strict=True)
        self.seals.show_lines([_(one) for one in _SEALS], [_seal_line(*row) for row in rows], _NEAR)
        in_use = sum(one.state is SealState.IN_USE for one in book.seals)
        said = _("共 {count} 枚，在用 {used} 枚。选一枚，下面只列它的登记。")
        self._sum.setText(said.format(count=len(book.seals), used=in_use) if book.seals else _(_EMPTY))
        for one in (self._print, self._save):
            one.setEnabled(bool(book.seals))
        self._pick(None)

    def _pick(self, seal: EnrolledSeal | None) -> None:
        lines = [line for line in self._book.lines if seal is None or line.data == seal.data]
        titles = _LINES if seal else ("印章", *_LINES)
        self.lines.show_lines([_(one) for one in titles], [_line(one, named=seal is None) for one in lines])
        self._menu.clear()
        for one in self._doing.offered(seal) if seal else ():
            self._menu.addAction(_("{act}…").format(act=_(one.term)), one.do).setObjectName(one.kind)
        self._acts.setEnabled(not self._menu.isEmpty())


def _read(session: Session) -> _Book:
    unit, seals = session.organisation(), session.seals.all
    return _Book(
        seals=seals,
        lines=tuple(session.seal_book.ledger().rows),
        keepers=tuple(keeper_name(unit, one.keeper) for one in seals),
        states=tuple(state_of(unit, one) for one in seals),
    )


def _seal_line(seal: EnrolledSeal, keeper: str, state: str) -> RollLine:
    cells = (seal.name, state, seal.organ, keeper, seal.valid_until, seal.maker)
    return RollLine(cells=cells, record=seal, mark=_MARKS[seal.state])


def _line(line: SealLine, *, named: bool) -> RollLine:
    copies = str(line.copies or "")
    cells = (line.time, line.what, line.person, line.document, line.approved, copies, line.remark)
    return RollLine(cells=(line.seal, *cells) if named else cells)
