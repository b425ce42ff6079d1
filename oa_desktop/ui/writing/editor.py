"""The editor (拟稿台): elements, text and page side by side; what is typed is kept without being asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.document import complete
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.particulars import Attachment
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office import queries as q
from oa_desktop.office.changes import Changed
from oa_desktop.office.session import Session
from oa_desktop.ui.tasks import Progress
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.autosave import Autosave
from oa_desktop.ui.writing.body_editor import BodyEditor
from oa_desktop.ui.writing.elements_form import ElementsForm
from oa_desktop.ui.writing.subject import Subject, new_subject, revision_of, subject_of


class Editor(QWidget):
    """One text at a time.

    Signals:
        closed: The writer has gone back to the desk; what was typed is kept.
        handed_in: The text has become part of a document (``DossierId``).
        kept: What was typed has been kept.
    """

    closed = Signal()
    handed_in = Signal(object)
    kept = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._subject: Subject | None = None
        self._autosave: Autosave | None = None
        self._attachments: tuple[Attachment, ...] = ()
        self._base = Manuscript()
        self.form = ElementsForm(self)
        self.body = BodyEditor(self)
        self._heading = QLabel(self)
        self._hand_in = QPushButton(_("保存到公文"), self)
        self._send = QPushButton(_("保存并送审"), self)
        self._lay_out()
        self.form.changed.connect(self._note)
        self.body.changed.connect(self._note)

    def _lay_out(self) -> None:
        back = QPushButton(_("返回办公桌"), self)
        back.setShortcut(Qt.Key.Key_Escape)
        back.clicked.connect(self.leave)
        self._hand_in.setObjectName("hand-in")
        self._hand_in.clicked.connect(lambda: self.hand_in(submit=False))
        self._send.setObjectName("send")
        self._send.setProperty("tone", "main")
        self._send.clicked.connect(lambda: self.hand_in(submit=True))
        above = QHBoxLayout()
        for part in (back, self._heading, None, self._hand_in, self._send):
            above.addWidget(part) if part else above.addStretch(1)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        for place, pane in enumerate((self.form, self.body)):
            self.panes.addWidget(pane)
            self.panes.setStretchFactor(place, place + 1)
        column = QVBoxLayout(self)
        column.addLayout(above)
        column.addWidget(self.panes, 1)

    # --- what is written -----------------------------------------------------------------------------------------

    def new(self) -> None:
        """Begin a new document."""
        self._begin(new_subject(QDateTime.currentDateTime().toString("yyyyMMddHHmmsszzz")), Manuscript(), ())

    def revise(self, document: DossierId) -> None:
        """Write the next text of a document."""
        self._workplace.read(lambda session: _present(session, document), self, self._revise)

    def _revise(self, present: _Present) -> None:
        self._begin(revision_of(present.document), present.text, present.attachments)
        self._send.setVisible(present.submits)

    def take_up(self, key: str, text: Manuscript) -> None:
        """Go on with a text that was typed and not handed in."""
        self._begin(subject_of(key), text, ())

    def manuscript(self) -> Manuscript:
        """Return what stands there."""
        return self.form.fill(_with_text(self._base, self.body))

    def _begin(self, subject: Subject, text: Manuscript, attachments: tuple[Attachment, ...]) -> None:
        self._subject, self._base, self._attachments = subject, text, attachments
        self._heading.setText(_("修改") if subject.document else _("拟稿"))
        self._send.setVisible(True)
        self.form.show_manuscript(text)
        self.body.show_text(text.body, text.annexes)
        self._autosave = Autosave(self._workplace, subject.key, self.manuscript, self)
        self._autosave.kept.connect(self.kept)
        self._autosave.failed.connect(self._workplace.problem)
        self._remark()

    def _note(self) -> None:
        if self._autosave is not None:
            self._autosave.note()
        self._remark()

    def _remark(self) -> None:
        found = complete(self.manuscript()).findings
        self.form.remark((one, say(one.rule, one.params).what) for one in found)

    # --- what becomes of it --------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Go back to the desk; what was typed stays."""
        if self._autosave is not None:
            self._autosave.save()
        self.closed.emit()

    def hand_in(self, *, submit: bool) -> None:
        """Make the text part of its document, and send that on where it is wished."""
        subject, text, attachments = self._subject, self.manuscript(), self._attachments
        if subject is None:
            return
        self._enable(on=False)

        def work(session: Session, _: Progress) -> Changed:
            return _hand_in(session, subject, text, attachments, submit=submit)

        self._workplace.write(work, self, self._handed_in, self._refused)

    def _handed_in(self, changed: Changed) -> None:
        self._enable(on=True)
        if self._autosave is not None:
            self._autosave.stop()
        self._autosave = self._subject = None
        self.handed_in.emit(changed.dossiers[0])

    def _refused(self, error: Exception) -> None:
        self._enable(on=True)
        self._workplace.problem.emit(error)

    def _enable(self, *, on: bool) -> None:
        self._hand_in.setEnabled(on)
        self._send.setEnabled(on)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Present:
    """A document as it stands before it is revised.

    Attributes:
        submits: Whether who revises it may also send it on.
    """

    document: DossierId
    text: Manuscript
    attachments: tuple[Attachment, ...]
    submits: bool


def _present(session: Session, document: DossierId) -> _Present:
    acts = session.ask(q.PossibleActs(dossier=document))
    return _Present(
        document=document,
        text=session.text(document),
        attachments=session.dossier(document).attachments,
        submits=any(one.kind == "submit" for one in acts),
    )


def _with_text(base: Manuscript, text: BodyEditor) -> Manuscript:
    return replace(base, body=text.body(), annexes=text.annexes())


def _hand_in(
    session: Session, subject: Subject, text: Manuscript, attachments: tuple[Attachment, ...], *, submit: bool
) -> Changed:
    """Record the text, forget the draft, and send the document on."""
    changed = session.perform(subject.handed_in(session, text, attachments))
    session.drop_draft(subject.key)
    return session.perform(act.SubmitForReview(dossier=changed.dossiers[0])) if submit else changed
