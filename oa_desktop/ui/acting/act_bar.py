"""The act bar (办理栏): words, and a button for each act that this person may do now; the one that moves on first."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.changes import Changed
from oa_desktop.office.seals.form import OPENING
from oa_desktop.office.seeing import LaidBefore
from oa_desktop.office.session import Session
from oa_desktop.ui.acting.act_buttons import ActButtons
from oa_desktop.ui.acting.act_dialog import ActDialog
from oa_desktop.ui.acting.manner import DESK, Manner
from oa_desktop.ui.acting.phrases_dialog import PhrasesDialog
from oa_desktop.ui.acting.wishes import Wish, done, wish
from oa_desktop.ui.acting.words_edit import WordsEdit
from oa_desktop.ui.acting.written import NOTHING_WRITTEN, Written
from oa_desktop.ui.look.beside import Beside
from oa_desktop.ui.workplace import Workplace

REVISE = "revise"
_NEEDS_PAGE = frozenset({"issue", "cosign", "record-issue"})
"""Acts that name the page that was before the actor."""
_MOST_SAID = 5
"""The person's own last words that are at hand for the rest of the sitting."""


class ActBar(QWidget):
    """What may be done with one document.

    Attributes:
        and_next: Whether the next document is chosen after an act.

    Signals:
        acted: An act was done: the document, the act and what changed
            (``DossierId``, ``ActFormRow``, ``Changed``).
        acts_known: Kinds of the acts that are possible now (``frozenset``).
        revise_wanted: The text is to be changed (``DossierId``).
        findings_wanted: What is wrong with the document is to be shown.
    """

    acted = Signal(object, object, object)
    acts_known = Signal(object)
    revise_wanted = Signal(object)
    findings_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None, manner: Manner = DESK) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._manner = manner
        self._document: DossierId | None = None
        self._title = ""
        self._forms: dict[str, q.ActFormRow] = {}
        self._laid: LaidBefore | None = None
        self._waiting: ActDialog | None = None
        self._unsent: dict[DossierId, Written] = {}
        self._words = WordsEdit(self, manner, arranges=True)
        self._words.arranging.connect(self._arrange_phrases)
        self._words.entered.connect(self.move_on)
        self.and_next = QCheckBox(_("接着办下一件"), self)
        self.and_next.setToolTip(_("办理后打开下一件"))
        self.and_next.setObjectName("and-next")
        self._buttons = ActButtons(self, manner)
        self._buttons.chosen.connect(self.do)
        self._under_way = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._enable_again)
        workplace.hindrance.changed.connect(self._enable_again)
        self._said: tuple[str, ...] = ()
        self._lay_out()

    def _lay_out(self) -> None:
        below = Beside(self)
        below.add(self._buttons, 1)
        below.add(self.and_next)
        column = QVBoxLayout(self)
        column.addWidget(self._words)
        column.addWidget(below)
        self.setVisible(False)

    # --- what is before it ---------------------------------------------------------------------------------------

    def show_document(self, document: DossierId | None) -> None:
        """Offer what may be done with a document; words that were written and not sent wait for it."""
        if document != self._document:
            self._keep_words()
            self._laid = None
            if self._manner.pause_ms:
                self._pause.start(self._manner.pause_ms)
            self._words.write(self._unsent.pop(document, NOTHING_WRITTEN) if document else NOTHING_WRITTEN)
        self._document = document
        self._offer(("", ()))
        self._offer_again()

    def limit_rows(self, most: int) -> None:
        """Take no more rows than these for phrases at one touch."""
        self._words.taps.limit(most)

    @property
    def pausing(self) -> bool:
        """Whether a document has come only now, so that no click is meant for it yet."""
        return self._pause.isActive()

    def page_shown(self, document: DossierId, laid: LaidBefore) -> None:
        """Take note that a page lies before the person: it is what every act from here on is about."""
        if document == self._document:
            self._laid = laid
            self._enable()

    def do(self, kind: str) -> None:
        """Do an act, or ask first for what it needs; nothing happens for one that is not possible now."""
        form = self._forms.get(kind)
        if form is None or self._document is None or not self._possible(kind):
            return
        if kind == REVISE:
            self.revise_wanted.emit(self._document)
        elif form.grave or form.cautioned or form.fields or not self._words.written().suffices(form):
            self._ask(form, self._document)
        else:
            self._perform(form, self._document, self._words.written(), {})

    def move_on(self) -> None:
        """Do the act that completes the step, where there is one."""
        onward = next((form for form in self._forms.values() if form.onward), None)
        if onward is not None:
            self.do(onward.kind)

    def undo(self, document: DossierId) -> None:
        """Take one's own last act on a document back; that is an act too."""
        self._workplace.perform(wish("recall", document, Written(words=_("办理后即时撤回"))), self, lambda _: None)

    def _keep_words(self) -> None:
        written = self._words.written()
        if self._document is not None and not written.is_empty:
            self._unsent[self._document] = written

    # --- the buttons ---------------------------------------------------------------------------------------------

    def _offer(self, offered: tuple[str, tuple[q.ActFormRow, ...]]) -> None:
        self._title, forms = offered
        self._forms = {form.kind: form for form in forms}
        self._buttons.offer(forms)
        first = forms[0] if forms else None
        phrases = first.phrases if first else ()
        by_hand, circles = any(form.by_hand for form in forms), any(form.circles for form in forms)
        self._words.offer(
            (first.words if first else "") or _("意见"), phrases, self._said, by_hand=by_hand, circles=circles
        )
        self.setVisible(bool(forms))
        self._enable()
        self.acts_known.emit(frozenset(self._forms))

    def _enable(self, *, under_way: bool = False) -> None:
        self._under_way = under_way
        self._buttons.enable(self._possible, self._workplace.hindrance.words)
        self._words.setEnabled(not under_way)

    def _enable_again(self) -> None:
        self._enable(under_way=self._under_way)

    def _possible(self, kind: str) -> bool:
        form = self._forms.get(kind)
        return form is not None and self._ready(form) and not (self._under_way or self._workplace.hindrance.stands)

    def _ready(self, form: q.ActFormRow) -> bool:
        """Return whether the page lies there, where that is needed, and has lain there for a moment."""
        seen = self._laid is not None or not (self._manner.page_first or form.kind in _NEEDS_PAGE)
        return seen and not self.pausing

    # --- doing ---------------------------------------------------------------------------------------------------

    def _ask(self, form: q.ActFormRow, document: DossierId) -> None:
        dialog = ActDialog(form, self._title, self._words.written(), self, said=self._said, manner=self._manner)
        dialog.left.connect(lambda written: self._leave(document, written))
        dialog.agreed.connect(lambda written, said: self._perform(form, document, written, said))
        self._waiting = dialog if dialog.waits else None
        dialog.open()
        if form.cautioned:
            self._look_over(dialog, document, form.kind)

    def _leave(self, document: DossierId, written: Written) -> None:
        """Keep what was written in a dialog that is closed."""
        self._waiting = None
        self._write(document, written)

    def _look_over(self, dialog: ActDialog, document: DossierId, kind: str) -> None:
        """Have what is wrong with the paper said in the dialog, which is open meanwhile."""
        dialog.cautions.wanted.connect(lambda: self._look_first(dialog))
        self._workplace.ask(
            q.Cautions(dossier=document, kind=kind),
            dialog,
            lambda rows: dialog.caution(rows[0]),
            lambda _error: dialog.cautions.fail(),
        )

    def _look_first(self, dialog: ActDialog) -> None:
        """Close the dialog, whose words stay, and have the places shown."""
        dialog.reject()
        self.findings_wanted.emit()

    def _write(self, document: DossierId, written: Written) -> None:
        """Keep what was written elsewhere for a document: at the bar while it is there, else until it is."""
        if document == self._document:
            self._words.write(written)
        else:
            self._unsent[document] = written

    def _perform(self, form: q.ActFormRow, document: DossierId, written: Written, said: dict[str, Any]) -> None:
        self._enable(under_way=True)
        secret = str(said.pop(OPENING, ""))
        made = self._wish(form, document, written, said)
        self._workplace.write(
            lambda session, _progress: done(session, made, secret),
            self,
            lambda changed: self._done(document, form, written, changed),
            self._refused,
        )

    def _wish(self, form: q.ActFormRow, document: DossierId, written: Written, said: dict[str, Any]) -> Wish:
        before = {"source": self._laid.source, "seen": self._laid.seen} if self._laid else {}
        return wish(form.kind, document, written, **said, **before)

    def _done(self, document: DossierId, form: q.ActFormRow, written: Written, changed: Changed) -> None:
        self._close_waiting()
        self._write(document, written.left_by(form))
        if written.words:
            self._workplace.write(lambda session, _: session.phrases.note(written.words), self, lambda _: None)
            self._said = tuple(dict.fromkeys((written.words, *self._said)))[:_MOST_SAID]
        self._enable()
        self.acted.emit(document, form, changed)

    # --- one's own phrases ---------------------------------------------------------------------------------------

    def _arrange_phrases(self) -> None:
        self._workplace.read(lambda session: session.phrases.own().phrases, self, self._ask_phrases)

    def _ask_phrases(self, phrases: tuple[str, ...]) -> None:
        dialog = PhrasesDialog(phrases, self)
        dialog.arranged.connect(self._keep_phrases)
        dialog.open()

    def _keep_phrases(self, phrases: tuple[str, ...]) -> None:
        self._workplace.write(lambda session, _: session.phrases.keep(phrases), self, lambda _: self._offer_again())

    def _offer_again(self) -> None:
        """Offer what may be done anew, with the phrases that there are now."""
        document = self._document
        if document is not None:
            self._workplace.read(lambda session: _offered(session, document), self, self._offer, instead_of="acts")

    def _refused(self, error: Exception) -> None:
        """Say why nothing was done: in the dialog that waits for it, else where the window says it."""
        self._enable()
        if self._waiting is not None and isinstance(error, OfficeError):
            self._waiting.refuse(error)
        else:
            self._close_waiting()
            self._workplace.problem.emit(error)

    def _close_waiting(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.let_go()
            waiting.accept()


def _offered(session: Session, document: DossierId) -> tuple[str, tuple[q.ActFormRow, ...]]:
    """Return a document's title and what may be done with it now."""
    return session.dossier(document).particulars.title, session.ask(q.ActForms(dossier=document))
