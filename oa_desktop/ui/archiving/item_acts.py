"""What is done with an item of the archive (办理): each act asks for what it needs, and is done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from oa_desktop.i18n import _
from oa_desktop.office.books.ledger_acts import LedgerAct, Said
from oa_desktop.office.queries import ArchiveItemRow, FieldRow
from oa_desktop.ui.acting.fields_dialog import FieldsDialog
from oa_desktop.ui.workplace import Workplace

TOPIC = "归档.md"


class ItemActs(QObject):
    """Asks for what an act on an item needs, and does it.

    Signals:
        done: It is done, in a sentence (``str``).
    """

    done = Signal(str)

    def __init__(self, workplace: Workplace, over: QWidget) -> None:
        super().__init__(over)
        self._workplace = workplace
        self._over = over

    def ask(self, act: LedgerAct, row: ArchiveItemRow) -> None:
        """Ask for what an act needs."""
        self._workplace.read(lambda session: act.fields(session, row), self, partial(self._show_fields, act, row))

    def _show_fields(self, act: LedgerAct, row: ArchiveItemRow, fields: tuple[FieldRow, ...]) -> None:
        dialog = FieldsDialog(f"ask-{act.name}", _(act.term), fields, self._over, topic=TOPIC, leave=_("取消"))
        dialog.put_first(_("档号"), row.code)
        dialog.say(_(act.advice))
        dialog.agreed.connect(lambda said: self._perform(dialog, act, row, said))
        dialog.open()

    def _perform(self, dialog: FieldsDialog, act: LedgerAct, row: ArchiveItemRow, said: Said) -> None:
        """Do it; what was typed stays before the person where it is refused."""
        self._workplace.perform(
            lambda session: act.wish(session, row, said), self, lambda _changed: self._come_off(dialog, act)
        )

    def _come_off(self, dialog: FieldsDialog, act: LedgerAct) -> None:
        dialog.accept()
        self.done.emit(_(act.done))
