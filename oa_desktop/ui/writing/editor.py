"""The editor (拟稿台): elements, text and page side by side; what is typed is kept without being asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.ids import Digest, DossierId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.i18n import _
from oa_desktop.office.session import Session
from oa_desktop.ui.acting.written import Written
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.beginning import Beginning, of_answer, of_draft, of_new, of_revision
from oa_desktop.ui.writing.handing_in import HandedIn, HandingIn
from oa_desktop.ui.writing.keeping import Keeping
from oa_desktop.ui.writing.opening import Opened, Opening, opened_from
from oa_desktop.ui.writing.remarks import remarking
from oa_desktop.ui.writing.sheet import Sheet
from oa_desktop.ui.writing.sorting import Sorting
from oa_desktop.ui.writing.starting import Starting, started
from oa_desktop.ui.writing.subject import fresh_name, new_subject


class Editor(Sheet):
    """One text at a time.

    Attributes:
        keeping: Keeps what is typed; whoever goes on to something else is held by it.

    Signals:
        closed: The writer has gone back to the desk; what was typed is kept.
        handed_in: The text has become part of a document (``DossierId``).
        kept: What was typed has been kept.
        begun: A text stands there and can be written.
    """

    closed = Signal()
    handed_in = Signal(object)
    kept = Signal()
    begun = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self.setObjectName("editor")
        self._workplace = workplace
        self._beginning: Beginning | None = None
        self.opening = Opening(workplace, self._is_written, self)
        self._sorting = Sorting(workplace, self.body, self)
        self._starting = Starting(workplace, self.body, self)
        self._remarks = remarking(workplace, self.manuscript, self.form.remark, self)
        self._handing_in = HandingIn(workplace, self)
        self.keeping = Keeping(workplace, self.files, self._handing_in, self)
        self._bind()

    def _bind(self) -> None:
        self.bar.left.connect(self.leave)
        self.bar.open_wanted.connect(self.opening.choose)
        self.bar.hand_in_wanted.connect(lambda: self.hand_in(submit=False))
        self.bar.send_wanted.connect(lambda: self.hand_in(submit=True))
        self.opening.taken.connect(self._take)
        self.opening.beside.connect(self._begin_beside)
        self.body.pasted.connect(lambda: self._sorting.look_at(self.manuscript()))
        self._sorting.sorted.connect(lambda reading: self._sort(opened_from(Path(_("粘贴的文字")), reading)))
        self.form.kind_chosen.connect(self._kind_chosen)
        self._starting.started.connect(self._start)
        self.files.busy_changed.connect(lambda busy: self.bar.enable(on=not busy))
        self._handing_in.done.connect(self._handed_in)
        self._handing_in.refused.connect(self._refused)
        self._handing_in.led.connect(self.lead_to_finding)
        self.keeping.held.connect(lambda held: self.pause(on=held))
        self.keeping.kept.connect(self.kept)
        self.form.shown.connect(self._look_again)
        self.written.connect(self._note)

    # --- what is written -----------------------------------------------------------------------------------------

    def new(self) -> None:
        """Begin a new document."""
        name = fresh_name()
        self._fetch(lambda session: of_new(session, name))

    def revise(self, document: DossierId) -> None:
        """Write the next text of a document; what was typed of it before stands there again."""
        name = fresh_name()
        self._fetch(lambda session: of_revision(session, document, name))

    def answer(self, document: DossierId) -> None:
        """Begin a document that answers one that came."""
        name = fresh_name()
        self._fetch(lambda session: of_answer(session, document, name))

    def take_up(self, key: str) -> None:
        """Go on with a text that was typed and not handed in."""
        name = fresh_name()
        self._fetch(lambda session: of_draft(session, key, name))

    def _fetch(self, begin: Callable[[Session], Beginning], opened: Opened | None = None) -> None:
        """Fetch a beginning, once whatever was typed before it is kept."""
        self.keeping.part(lambda: self._fetch_now(begin, opened))

    def _fetch_now(self, begin: Callable[[Session], Beginning], opened: Opened | None) -> None:
        self.put_away()
        self.pause(on=True)
        self._workplace.write(
            lambda session, _progress: _fetched(session, begin),
            self,
            lambda found: self._begin(found, opened),
            self._give_up,
        )

    def _give_up(self, error: Exception) -> None:
        self.pause(on=False)
        self._workplace.problem.emit(error)
        self.closed.emit()

    def _begin(self, beginning: Beginning, opened: Opened | None) -> None:
        self._beginning = beginning
        self.keeping.begin(beginning.subject.key, self.draft)
        heading = _("修改") if beginning.subject.document else _("拟稿答复") if beginning.draft.answers else _("拟稿")
        self.bar.begin(
            heading, beginning.suiting(beginning.draft.text), beginning.draft.flow, sends=bool(beginning.sends)
        )
        self.notes.hide()
        self.form.offer(beginning.organs, beginning.marks, beginning.addressees)
        self.show_draft(beginning.draft)
        self.preview.begin()
        self.checking.begin(beginning.subject.document)
        self.pause(on=False)
        if opened is not None:
            self._show_opened(opened)
        self.body.setFocus() if beginning.draft.text.title else self.form.go_to("title")
        self.begun.emit()

    def _note(self) -> None:
        self.keeping.note()
        self._look_again()

    def _look_again(self) -> None:
        self._remarks.note()
        self.preview.follow()
        self.checking.follow()

    # --- a file that is opened -----------------------------------------------------------------------------------

    def _is_written(self) -> bool:
        text = self.manuscript()
        return bool(text.title or text.body or text.annexes or self.files.files())

    def _begin_beside(self, opened: Opened) -> None:
        name = fresh_name()
        self._fetch(lambda session: of_new(session, name), opened)

    def _take(self, opened: Opened) -> None:
        """Put a text in the place of what stands there, which is kept as a draft of its own."""
        if not self._is_written():
            self._show_opened(opened)
            return
        aside, draft = new_subject(fresh_name()), replace(self.draft(), based_on=Digest(""), attachments=())
        self.pause(on=True)
        self._workplace.write(
            lambda session, _progress: session.drafts.keep(aside.key, draft),
            self,
            lambda _none: self._take_instead(opened),
            self._stay,
        )

    def _take_instead(self, opened: Opened) -> None:
        self.pause(on=False)
        self._show_opened(opened)

    def _sort(self, opened: Opened) -> None:
        """Put what was pasted where it belongs; it is there again, as it was, when the writer wants it so."""
        before = self.manuscript()
        self._show_opened(opened)
        self.body.line.tell(_("已分到各栏。"), lambda: self._unsort(before))
        self.body.setFocus()

    def _start(self, beginning: Manuscript) -> None:
        """Put the beginning of a kind where nothing is written; it is taken away again when the writer wants it so."""
        before = self.manuscript()
        self.show_text(started(before, beginning))
        self._note()
        self.body.line.tell(_("已写上起稿样式。"), lambda: self._unsort(before))
        self.body.setFocus()

    def _kind_chosen(self, kind: DocumentKind | None) -> None:
        """Offer what a paper of a kind begins with, and the flow that suits it."""
        text = self.manuscript()
        self._starting.look_at(kind, text)
        if self._beginning is not None and self._beginning.flows:
            self.bar.suit(self._beginning.suiting(text)[0].id)

    def _unsort(self, before: Manuscript) -> None:
        self.notes.hide()
        self.show_text(before)
        self._note()

    def _stay(self, error: Exception) -> None:
        self.pause(on=False)
        self._workplace.problem.emit(error)

    def _show_opened(self, opened: Opened) -> None:
        if self._beginning is not None:
            first = self._beginning.organs[:1]
            text = opened.text if opened.text.issuing_organs else replace(opened.text, issuing_organs=first)
            self.show_text(text)
            if opened.unread:
                self.files.bring(opened.path)
            else:
                self.notes.tell(opened.path, opened.findings)
            self._note()

    # --- what becomes of it --------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Go back to the desk once everything is kept."""
        self.keeping.part(self._leave)

    def _leave(self) -> None:
        self.put_away()
        self.closed.emit()

    def put_away(self) -> None:
        """Follow what stands here no longer."""
        self.keeping.stop()
        self._remarks.stop()
        self.preview.rest()
        self.checking.rest()

    def hand_in(self, *, submit: bool) -> None:
        """Make the text part of its document; where it is to be sent on, ask for the words that go with it."""
        if self._beginning is None:
            return
        sends, subject = self._beginning.sends, self._beginning.subject
        form = sends.get("" if subject.document else self.bar.flow())
        if submit and form is not None:
            self._handing_in.ask(form, subject, self.draft(), self._hand_in)
        else:
            self._hand_in(None)

    def _hand_in(self, written: Written | None) -> None:
        if self._beginning is not None:
            self.keeping.pause()
            self.pause(on=True)
            self._handing_in.go(self._beginning.subject, self.draft(), written)

    def _handed_in(self, done: HandedIn) -> None:
        self.pause(on=False)
        self.put_away()
        self._beginning = None
        if done.unsent is not None:
            self._workplace.problem.emit(done.unsent)
            self.revise(done.document)
        else:
            self.handed_in.emit(done.document)

    def _refused(self, error: Exception) -> None:
        self._stay(error)
        self.keeping.note()


def _fetched(session: Session, begin: Callable[[Session], Beginning]) -> Beginning:
    """Fetch a beginning where what is written can be kept.

    Raises:
        Unavailable: ``store.read-only``, ``store.unlockable``.
    """
    session.refuse_reader()
    return begin(session)
