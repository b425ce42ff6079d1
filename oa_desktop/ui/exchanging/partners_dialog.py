"""交换单位 in the window: whom packages are exchanged with, this unit's card for others, and theirs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from oa_desktop.domain.exchange.partners import UnitCard
from oa_desktop.i18n import _
from oa_desktop.i18n.fingerprints import spaced
from oa_desktop.office.changes import Changed
from oa_desktop.office.exchanging.partners import ENDING
from oa_desktop.office.leaving import write_file
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.office.session import Session
from oa_desktop.ui.acting.asked_acts import AskedActs
from oa_desktop.ui.exchanging.package_files import CARDS, LARGEST_CARD, ask_for_package, read_package
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.small_dialogs import advice
from oa_desktop.ui.look.tones import give_tone
from oa_desktop.ui.rolls.roll_lines import RollLine, RollLines
from oa_desktop.ui.workplace import Workplace

_TOPIC = "窗口.md#交换包"
_COMPARED = FieldRow(name="compared", label="与谁、怎样核对的", sort=FieldSort.TEXT)
_REASON = FieldRow(name="reason", label="原因", sort=FieldSort.TEXT)


class PartnersDialog(Dialog):
    """The units that packages are exchanged with."""

    def __init__(self, workplace: Workplace, parent: QWidget, notice: str = "") -> None:
        """Show them.

        Args:
            workplace: How it reaches the office.
            parent: What it lies over.
            notice: Why somebody was led here; empty where they came by themselves.
        """
        super().__init__("partners-list", _("交换单位"), parent, topic=_TOPIC)
        self._workplace = workplace
        self._asked = AskedActs(workplace, self, _TOPIC)
        self.lines = RollLines("partner-lines", _("交换单位"), self, widest=80)
        self._card = self.button("own-card", _("导出本单位名片…"), self._ask_where)
        self._add = self.button("add-partner", _("登记名片…"), lambda: ask_for_package(self, self._look_at, CARDS))
        self._drop = self.button("drop-partner", _("停止交换…"), self._ask_why)
        words = _("交换单位由双方的安全保密管理员登记：互相交换名片，用电话或者当面核对指纹，一致的才登记。")
        column = QVBoxLayout(self)
        column.addWidget(_led_here(notice, self))
        column.addWidget(advice(words, self))
        column.addWidget(self.lines, 1)
        column.addLayout(self.row_below(self._card, self._add, self._drop))
        self.lines.picked.connect(lambda card: self._drop.setEnabled(card is not None))
        self._workplace.changed.connect(self._heed)
        self.resize(parent.size() * 3 / 4)
        self._fetch()

    def _heed(self, changed: Changed) -> None:
        """Show what changed; a slot of its own ends with the dialog."""
        if changed.organisation:
            self._fetch()

    def _fetch(self) -> None:
        self._workplace.read(_listed, self, self._show, instead_of="partners")

    def _show(self, listed: tuple[tuple[UnitCard, str], ...]) -> None:
        titles = (_("单位"), _("系统等级"), _("名片指纹"))
        lines = [RollLine(cells=(card.name, card.grade.value, print_), record=card) for card, print_ in listed]
        self.lines.show_lines(titles, lines)

    # --- this unit's card ----------------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        dialog = FileDialog(_("名片写到哪里"), self)
        dialog.setObjectName("keep-card")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_(CARDS))
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("写出"))
        dialog.selectFile(_("本单位名片") + ENDING)
        dialog.fileSelected.connect(lambda path: self._write(Path(path)))
        dialog.open()

    def _write(self, path: Path) -> None:
        self._workplace.carry(
            lambda session, _progress: write_file(path, session.partners.card()),
            self,
            lambda _none: None,
            title=_("写出单位名片"),
        )

    # --- theirs --------------------------------------------------------------------------------------------------

    def _look_at(self, path: Path) -> None:
        self._workplace.read(lambda session: _looked_at(session, path), self, lambda said: self._ask(path, said))

    def _ask(self, path: Path, said: str) -> None:
        self._asked.ask(
            "register-partner",
            _("登记"),
            lambda _session: (_COMPARED,),
            lambda session, typed: session.partners.register(read_package(path, LARGEST_CARD), typed["compared"]),
            said,
        )

    def _ask_why(self) -> None:
        card: UnitCard | None = self.lines.record
        if card is None:
            return
        self._asked.ask(
            "stop-exchange",
            _("停止交换"),
            lambda _session: (_REASON,),
            lambda session, typed: session.partners.drop(card, typed["reason"]),
            _("单位：{name}").format(name=card.name),
        )


def _led_here(notice: str, parent: QWidget) -> QLabel:
    label = QLabel(notice, parent)
    label.setObjectName("notice")
    label.setWordWrap(True)
    give_tone(label, "warning")
    label.setVisible(bool(notice))
    return label


def _listed(session: Session) -> tuple[tuple[UnitCard, str], ...]:
    return tuple((one, spaced(session.partners.fingerprint(one))) for one in session.partners.known)


def _looked_at(session: Session, path: Path) -> str:
    card = session.partners.read_card(read_package(path, LARGEST_CARD))
    words = _("{name}（{grade}）的名片，指纹：\n{print}\n请与对方用电话或者当面逐组核对，一致的才登记。")
    print_ = spaced(session.partners.fingerprint(card))
    return words.format(name=card.name, grade=card.grade.value, print=print_)
