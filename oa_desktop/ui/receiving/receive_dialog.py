"""签收: signing for documents, one envelope after the other; what is typed is kept without being asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from oa_desktop.domain.documents.particulars import particulars_of
from oa_desktop.domain.flows.flow import Flow, fitting_first
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.i18n import _
from oa_desktop.office.incoming.envelopes import Check, Envelope, as_enclosed
from oa_desktop.office.incoming.receiving import RECEIVING, Registration
from oa_desktop.office.session import Session
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.look.tones import give_tone
from oa_desktop.ui.receiving.registration_dialog import RegistrationDialog
from oa_desktop.ui.receiving.registration_form import Offers, offers_of
from oa_desktop.ui.workplace import Beside, Workplace
from oa_desktop.ui.writing.files.incoming import source_bytes

_MOST_SENTENCES = 12
"""Sentences on a list of envelopes that are said at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """What the dialog needs of the office before the first key: what it offers, and what was typed before."""

    offers: Offers
    kept: KeptDraft | None


class ReceiveDialog(RegistrationDialog):
    """Asks what came, and signs for it.

    Signals:
        received: A document was signed for (``DossierId``).
        told: What was done, in words (``str``).
    """

    received = Signal(object)
    told = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("receive", _("签收来文"), parent, workplace, topic="窗口.md#收文", row=RECEIVING)
        self._listed: Mapping[str, Envelope] = {}
        self._flows: Mapping[str, Flow] = {}
        self.form.changed.connect(self._fit)
        self.form.enclosed.connect(self._look_up)
        self._fetch()

    def _buttons(self) -> QHBoxLayout:
        sign = self.button("agree", _("签收"), lambda: self._receive(go_on=False))
        go_on = self.button("agree-on", _("签收并继续"), lambda: self._receive(go_on=True))
        sign.setDefault(True)
        give_tone(sign, "main")
        self._firm = (sign, go_on)
        row = QHBoxLayout()
        row.addWidget(self.button("clear", _("清空"), self._clear))
        row.addWidget(self.button("envelopes", _("对封套清单…"), self._choose_list))
        row.addStretch(1)
        for button in (go_on, sign, self.button("cancel", _("以后再签"), self.reject)):
            row.addWidget(button)
        return row

    # --- what stands there ---------------------------------------------------------------------------------------

    def _fetch(self) -> None:
        self._enable(on=False)
        self._workplace.read(_begun, self, self._begin)

    def _begin(self, begun: _Begun) -> None:
        self._flows = begun.offers.flows
        self.form.offer(begun.offers)
        self._fit()
        if begun.kept is not None:
            self._show(Registration.of(begun.kept))
            self._said.tell(_("这是上次没有签收的，接着写；不要的请按“清空”。"), "faint")
        self._autosave.stop()
        self._enable(on=True)
        self.form.organ.setFocus()

    def _fit(self) -> None:
        """Say which flow suits what is written so far."""
        suiting = fitting_first(self._flows, particulars_of(self.form.registration().text()))
        self.form.say_suiting(next((flow.name for flow in suiting.values()), ""))

    def _clear(self) -> None:
        """Begin with an empty form; the flow and the way in which it came stay for the next envelope."""
        before = self.form.registration()
        after = replace(_EMPTY, flow=before.flow)
        self._show(replace(after, incoming=replace(after.incoming, medium=before.incoming.medium)))
        self._autosave.stop()
        self._workplace.write(lambda session, _progress: session.drafts.drop(RECEIVING), self, lambda _none: None)
        self._said.tell("", "faint")
        self._before.hide()
        self.form.organ.setFocus()

    # --- the list of envelopes -----------------------------------------------------------------------------------

    def _choose_list(self) -> None:
        dialog = FileDialog(_("选择封套清单"), self)
        dialog.setNameFilter(_("表格 (*.xlsx *.csv)"))
        dialog.fileSelected.connect(lambda path: self.compare(Path(path)))
        dialog.open()

    def compare(self, path: Path) -> None:
        """Compare a list with what was signed for; what it says of an envelope is filled in from now on."""
        self._workplace.read(lambda session: _compared(session, path), self, self._show_compared, self._refuse)

    def _show_compared(self, compared: tuple[Mapping[str, Envelope], Check]) -> None:
        self._listed, check = compared
        self._said.tell("\n".join(islice(check.words(), _MOST_SENTENCES)), "warning" if check.missing else "faint")

    def _look_up(self) -> None:
        """Fill in what the list says of the envelope that stands there, or say that it does not name it."""
        written = self.registration()
        came = written.incoming
        found = self._listed.get(as_enclosed(came.envelope))
        if found is not None:
            filled = replace(came, sender=came.sender or found.sender, number=came.number or found.number)
            self._show(replace(written, incoming=filled))
        elif self._listed and came.envelope:
            self._said.tell(_("封套 {envelope} 不在清单上。").format(envelope=came.envelope), "warning")

    # --- signing -------------------------------------------------------------------------------------------------

    def _receive(self, *, go_on: bool) -> None:
        written = self.registration()
        self._autosave.stop()
        self._enable(on=False)
        self._workplace.write(
            lambda session, _progress: _sign_for(session, written, self._workplace.beside),
            self,
            lambda document: self._end(document, written, go_on=go_on),
            self._refuse,
        )

    def _end(self, document: DossierId, written: Registration, *, go_on: bool) -> None:
        words = _("已签收：{title}").format(title=written.text().title)
        self._enable(on=True)
        self.received.emit(document)
        if go_on:
            self._clear()
            self._said.tell(words, "faint")
        else:
            self.told.emit(words)
            self.accept()


_EMPTY = Registration.of(KeptDraft())


def _begun(session: Session) -> _Begun:
    return _Begun(offers=offers_of(session), kept=session.drafts.of(RECEIVING))


def _compared(session: Session, path: Path) -> tuple[Mapping[str, Envelope], Check]:
    listed = session.envelopes.read(source_bytes(path), path.name)
    return {as_enclosed(one.envelope): one for one in listed}, session.envelopes.check(listed)


def _sign_for(session: Session, written: Registration, beside: Beside) -> DossierId:
    """Sign for a document and forget what was typed of it."""
    action = written.act(session)
    document = session.perform(action, *beside(action)).dossiers[0]
    session.drafts.drop(RECEIVING)
    return document
