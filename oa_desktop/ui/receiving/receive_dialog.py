"""签收: signing for documents, one envelope after the other; what is typed is kept without being asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from oa_desktop.domain.drafts import KeptDraft
from oa_desktop.domain.flow import Flow, fitting_first
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.particulars import particulars_of
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.envelopes import Check, Envelope
from oa_desktop.office.ports.pages import Reading
from oa_desktop.office.receiving import RECEIVING, Registration, addressees, read_off, registered_before
from oa_desktop.office.session import Session
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.filling.filling_dialog import FillingDialog
from oa_desktop.ui.look.tones import give_tone
from oa_desktop.ui.receiving.registration_form import RegistrationForm
from oa_desktop.ui.telling.sentence import Sentence
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.beginning import marks_of
from oa_desktop.ui.writing.files.file_drop import FileDrop
from oa_desktop.ui.writing.files.incoming import read_source, source_bytes

_ACROSS = 46
"""Chinese characters that the dialog has across at the most."""
_MOST_SENTENCES = 12
"""Sentences on a list of envelopes that are said at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """What the dialog needs of the office before the first key: what it offers, and what was typed before."""

    organs: tuple[str, ...]
    marks: tuple[str, ...]
    flows: Mapping[str, Flow]
    people: tuple[tuple[str, str], ...]
    kept: KeptDraft | None


class ReceiveDialog(FillingDialog):
    """Asks what came, and signs for it.

    Attributes:
        form: What is written down.

    Signals:
        received: A document was signed for (``DossierId``).
        told: What was done, in words (``str``).
    """

    received = Signal(object)
    told = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("receive", _("签收来文"), parent, workplace, topic="窗口.md#收文", row=RECEIVING)
        self.form = RegistrationForm(self)
        self._before = Sentence("receive-before", self)
        self._listed: Mapping[str, Envelope] = {}
        self._flows: Mapping[str, Flow] = {}
        self._lay_out()
        self._bind()
        self._fetch()

    def _lay_out(self) -> None:
        inside = QWidget(self)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 6, 0)
        for part in (self._said, self.form, self._before, self.files):
            rows.addWidget(part)
        rows.addStretch(1)
        scrolling = QScrollArea(self)
        scrolling.setWidgetResizable(True)
        scrolling.setFrameShape(QScrollArea.Shape.NoFrame)
        scrolling.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolling.setWidget(inside)
        scrolling.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.addWidget(scrolling, 1)
        column.addLayout(self._buttons())
        room = self._over.window().size()
        wanted = self.fontMetrics().horizontalAdvance("公") * _ACROSS
        height = inside.sizeHint().height() + 2 * self._sign.sizeHint().height() + self._room_for_words()
        self.resize(min(wanted, room.width() - 40), min(height, room.height() - 60))

    def _room_for_words(self) -> int:
        """Return the height of what is said now and then, and of a few files."""
        return 6 * self.fontMetrics().lineSpacing()

    def _buttons(self) -> QHBoxLayout:
        self._sign = self.button("agree", _("签收"), lambda: self._receive(go_on=False))
        self._go_on = self.button("agree-on", _("签收并继续"), lambda: self._receive(go_on=True))
        self._sign.setDefault(True)
        give_tone(self._sign, "main")
        row = QHBoxLayout()
        row.addWidget(self.button("clear", _("清空"), self._clear))
        row.addWidget(self.button("envelopes", _("对封套清单…"), self._choose_list))
        row.addStretch(1)
        for button in (self._go_on, self._sign, self.button("cancel", _("以后再签"), self.reject)):
            row.addWidget(button)
        return row

    def _bind(self) -> None:
        self.form.changed.connect(self._autosave.note)
        self.form.changed.connect(self._fit)
        self.form.named.connect(self._look_before)
        self.form.enclosed.connect(self._look_up)
        self.files.changed.connect(self._autosave.note)
        self.files.brought.connect(self._read)
        self.files.busy_changed.connect(lambda busy: self._enable(on=not busy))
        FileDrop(self, lambda _part, _paths: False).dropped.connect(self.files.offer)

    # --- what stands there ---------------------------------------------------------------------------------------

    def _fetch(self) -> None:
        self._enable(on=False)
        self._workplace.read(_begun, self, self._begin)

    def _begin(self, begun: _Begun) -> None:
        self._flows = begun.flows
        flows = ((flow.id, flow.name) for flow in begun.flows.values())
        self.form.offer(begun.organs, begun.marks, flows, begun.people)
        self._fit()
        if begun.kept is not None:
            self._show(Registration.of(begun.kept))
            self._said.tell(_("这是上次没有签收的，接着写；不要的请按“清空”。"), "faint")
        self._autosave.stop()
        self._enable(on=True)
        self.form.organ.setFocus()

    def _show(self, written: Registration) -> None:
        self.form.show_registration(written)
        if written.attachments != self.files.files():
            self.files.show_files(written.attachments)

    def registration(self) -> Registration:
        """Return everything that stands there."""
        return replace(self.form.registration(), attachments=self.files.files())

    def _fit(self) -> None:
        """Say which flow suits what is written so far."""
        suiting = fitting_first(self._flows, particulars_of(self.form.registration().text()))
        self.form.say_suiting(next((flow.name for flow in suiting.values()), ""))

    def _draft(self) -> KeptDraft:
        return self.registration().draft()

    def _enable(self, *, on: bool) -> None:
        for button in (self._sign, self._go_on):
            button.setEnabled(on)

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

    # --- what is known of it -------------------------------------------------------------------------------------

    def _read(self, path: Path) -> None:
        """Offer what stands in a file that came; what nobody can read is kept all the same, and nothing is said."""
        if not self.form.registration().incoming.personal:
            self._workplace.read(lambda session: read_source(session, path), self, self._offer, lambda _error: None)

    def _offer(self, reading: Reading) -> None:
        before = self.registration()
        found = read_off(reading.manuscript, before)
        if found != before:
            self._show(found)
            self._said.tell(_("空着的几栏照附件写上了，请与原件核对。"), "warning")
            self._look_before()

    def _look_before(self) -> None:
        incoming = self.form.registration().incoming
        self._workplace.read(
            lambda session: registered_before(session, incoming), self, self._warn, instead_of="registered-before"
        )

    def _warn(self, rows: tuple[q.DossierRow, ...]) -> None:
        said = _("可能已经登记过：{number}《{title}》，{day} 签收。")
        lines = (said.format(number=row.number, title=row.title, day=row.received_on) for row in rows)
        self._before.tell("\n".join(lines), "warning")

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
        found = self._listed.get(came.envelope)
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
            lambda session, _progress: _sign_for(session, written),
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

    def _refuse(self, error: Exception) -> None:
        """Say what hinders it; nothing that was typed is lost."""
        self._hinder(error, lambda: self._enable(on=True))


_EMPTY = Registration.of(KeptDraft())


def _begun(session: Session) -> _Begun:
    return _Begun(
        organs=session.addressees.organs,
        marks=marks_of(session.organisation()),
        flows=session.routes.for_incoming(Manuscript()),
        people=tuple(addressees(session)),
        kept=session.drafts.of(RECEIVING),
    )


def _compared(session: Session, path: Path) -> tuple[Mapping[str, Envelope], Check]:
    listed = session.envelopes.read(source_bytes(path), path.name)
    return {one.envelope: one for one in listed}, session.envelopes.check(listed)


def _sign_for(session: Session, written: Registration) -> DossierId:
    """Sign for a document and forget what was typed of it."""
    document = session.perform(written.act(session)).dossiers[0]
    session.drafts.drop(RECEIVING)
    return document
