"""补登: what is registered of a document that came is made right, as once an envelope was opened (启封)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office.changes import Changed
from oa_desktop.office.incoming.receiving import RECEIVING, Registration, registered
from oa_desktop.office.session import Session
from oa_desktop.ui.look.tones import give_tone
from oa_desktop.ui.receiving.registration_dialog import RegistrationDialog
from oa_desktop.ui.receiving.registration_form import Offers, offers_of
from oa_desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """What the dialog needs before the first key: what it offers, what is registered, and what was typed before."""

    offers: Offers
    stands: Registration
    kept: Registration | None


class CorrectionDialog(RegistrationDialog):
    """Asks what is to be registered of a document that was signed for.

    Signals:
        corrected: It is registered so (``DossierId``).
        told: What was done, in words (``str``).
    """

    corrected = Signal(object)
    told = Signal(str)

    def __init__(self, workplace: Workplace, document: DossierId, parent: QWidget) -> None:
        self._row = f"{RECEIVING}/{document}"
        super().__init__("correct", _("修改来文登记"), parent, workplace, topic="窗口.md#收文", row=self._row)
        self._own = self._document = document
        self.form.fix_what_was_signed_for()
        self._enable(on=False)
        workplace.read(lambda session: _begun(session, document, self._row), self, self._begin)

    def _buttons(self) -> QHBoxLayout:
        keep = self.button("agree", _("改好"), self._hand_in)
        keep.setDefault(True)
        give_tone(keep, "main")
        self._firm = (keep,)
        row = QHBoxLayout()
        row.addWidget(self.button("clear", _("改回原样"), self._clear))
        row.addStretch(1)
        row.addWidget(keep)
        row.addWidget(self.button("cancel", _("以后再改"), self.reject))
        return row

    def _may_be_read(self) -> bool:
        return True

    def _begin(self, begun: _Begun) -> None:
        self._stands = begun.stands
        self.form.offer(begun.offers)
        self._show(begun.kept or begun.stands)
        if begun.kept:
            self._said.tell(_("这是上次没有改完的，接着改；不要的请按“改回原样”。"), "faint")
        self._autosave.stop()
        self._enable(on=True)
        self.form.organ.setFocus()

    def _clear(self) -> None:
        self._show(self._stands)
        self._autosave.stop()
        self._drop()
        self._said.tell("", "faint")

    def _drop(self) -> None:
        row = self._row
        self._workplace.write(lambda session, _progress: session.drafts.drop(row), self, lambda _none: None)

    def _hand_in(self) -> None:
        written, document = self.registration(), self._document
        self._autosave.stop()
        self._enable(on=False)
        self._workplace.perform(lambda session: written.correction(session, document), self, self._end, self._refuse)

    def _end(self, changed: Changed) -> None:
        self._drop()
        self.corrected.emit(changed.dossiers[0])
        self.told.emit(_("已改好来文登记：{title}").format(title=self.registration().text().title))
        self.accept()


def _begun(session: Session, document: DossierId, row: str) -> _Begun:
    kept = session.drafts.of(row)
    return _Begun(
        offers=offers_of(session),
        stands=registered(session, document),
        kept=Registration.of(kept) if kept else None,
    )
