"""What is written down of a document that came, as a dialog: its elements, its files, and what a file says of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office import queries as q
from oa_desktop.office.incoming.receiving import Registration, read_off, registered_before
from oa_desktop.office.incoming.unshown import unshown
from oa_desktop.office.ports.pages import Reading
from oa_desktop.ui.filling.filling_dialog import FillingDialog
from oa_desktop.ui.receiving.registration_form import RegistrationForm
from oa_desktop.ui.telling.sentence import Sentence
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.files.file_drop import FileDrop
from oa_desktop.ui.writing.files.incoming import read_source, source_bytes

_ACROSS = 46
"""Chinese characters that the dialog has across at the most."""


class RegistrationDialog(FillingDialog):
    """Asks what came, and reads what stands in its files.

    Attributes:
        form: What is written down.
    """

    def __init__(self, name: str, title: str, parent: QWidget, workplace: Workplace, *, topic: str, row: str) -> None:
        super().__init__(name, title, parent, workplace, topic=topic, row=row)
        self.form = RegistrationForm(self)
        self._before = Sentence("receive-before", self)
        self._unshown = Sentence("receive-unshown", self)
        self._broken: dict[str, str] = {}
        self._firm: tuple[QPushButton, ...] = ()
        self._own: DossierId | None = None
        self._lay_out()
        self._bind()

    def _lay_out(self) -> None:
        inside = QWidget(self)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 6, 0)
        for part in (self._said, self.form, self._before, self.files, self._unshown):
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
        height = inside.sizeHint().height() + 2 * self._firm[0].sizeHint().height() + self._room_for_words()
        self.resize(min(wanted, room.width() - 40), min(height, room.height() - 60))

    def _room_for_words(self) -> int:
        """Return the height of what is said now and then, and of a few files."""
        return 6 * self.fontMetrics().lineSpacing()

    def _buttons(self) -> QHBoxLayout:
        """Return the row of buttons, and note those that hand in, the usual one first."""
        raise NotImplementedError

    def _bind(self) -> None:
        self.form.changed.connect(self._autosave.note)
        self.form.named.connect(self._look_before)
        self.files.changed.connect(self._autosave.note)
        self.files.changed.connect(self._say_unshown)
        self.files.brought.connect(self._look_into)
        self.files.brought.connect(self._read)
        self.files.busy_changed.connect(lambda busy: self._enable(on=not busy))
        FileDrop(self, lambda _part, _paths: False).dropped.connect(self.files.offer)

    def _show(self, written: Registration) -> None:
        self.form.show_registration(written)
        if written.attachments != self.files.files():
            self.files.show_files(written.attachments)
            self._say_unshown()

    def registration(self) -> Registration:
        """Return everything that stands there."""
        return replace(self.form.registration(), attachments=self.files.files())

    def _draft(self) -> KeptDraft:
        return self.registration().draft()

    def _enable(self, *, on: bool) -> None:
        for button in self._firm:
            button.setEnabled(on)

    # --- what is known of it -------------------------------------------------------------------------------------

    def _look_into(self, path: Path) -> None:
        """Say of a file that is kept as it came that it cannot be shown."""
        self._workplace.read(
            lambda session: unshown(session, path.name, source_bytes(path)), self, self._note, lambda _error: None
        )

    def _note(self, refused: Refused | None) -> None:
        if refused:
            said = say(refused.code, refused.params)
            self._broken[str(refused.params["name"])] = said.what + said.why + said.do
            self._say_unshown()

    def _say_unshown(self) -> None:
        there = (self._broken.get(one.name, "") for one in self.files.files())
        self._unshown.tell("\n".join(filter(None, there)), "warning")

    def _read(self, path: Path) -> None:
        """Offer what stands in a file that came; what nobody can read is kept all the same."""
        if self._may_be_read():
            self._workplace.read(lambda session: read_source(session, path), self, self._offer, lambda _error: None)

    def _may_be_read(self) -> bool:
        return not self.form.registration().incoming.personal

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
        others = (row for row in rows if row.dossier != self._own)
        lines = (said.format(number=row.number, title=row.title, day=row.received_on) for row in others)
        self._before.tell("\n".join(lines), "warning")

    # --- handing in ----------------------------------------------------------------------------------------------

    def _refuse(self, error: Exception) -> None:
        """Say what hinders it; nothing that was typed is lost."""
        self._hinder(error, lambda: self._enable(on=True))
