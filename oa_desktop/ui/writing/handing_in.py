"""Handing a text in (保存到公文、送审): one act or two; a text that was kept is never handed in twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.documents.document import complete
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.office.queries import ActFormRow
from oa_desktop.office.session import Session
from oa_desktop.ui.acting.act_dialog import ActDialog
from oa_desktop.ui.acting.wishes import done, wish
from oa_desktop.ui.acting.written import NOTHING_WRITTEN, Written
from oa_desktop.ui.workplace import Beside, Workplace
from oa_desktop.ui.writing.lacking import Lacking
from oa_desktop.ui.writing.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """What became of a text.

    Attributes:
        document: The document that it is the text of now.
        unsent: Why it was not sent on though that was wished; None where it was, or was not wished.
    """

    document: DossierId
    unsent: OfficeError | None = None


def hand_in(
    session: Session, subject: Subject, draft: KeptDraft, written: Written | None, beside: Beside = lambda _action: ()
) -> HandedIn:
    """Keep a draft once more, make it part of its document, forget it, and send the document on.

    Args:
        session: Who hands it in.
        subject: What was written.
        draft: Text, files and flow.
        written: The opinion that goes with sending it on; None where it stays with the writer.
        beside: Returns what is recorded beside the act.

    Raises:
        Refused: The text may not be kept, or the document has moved on; the draft stays.
        Unavailable: Disk or keys do not allow it now; the draft stays.
    """
    session.drafts.keep(subject.key, draft)
    action = subject.handed_in(session, draft)
    changed = session.perform(action, *beside(action))
    document = next(one for one in changed.dossiers if one != draft.answers)
    session.drafts.drop(subject.key)
    if written is None:
        return HandedIn(document=document)
    try:
        done(session, wish(DECLARATIONS[act.SubmitForReview].kind, document, written))
    except OfficeError as error:
        return HandedIn(document=document, unsent=error)
    return HandedIn(document=document)


def _unmended(session: Session, subject: Subject, draft: KeptDraft) -> tuple[Finding, ...]:
    """Return what the office has mended in a text before it is sent on."""
    return tuple(one for one in session.writing.findings_in(draft, subject.document) if one.blocks)


class HandingIn(QObject):
    """Hands a text in behind the window.

    Attributes:
        under_way: Whether a text is being handed in.

    Signals:
        done: It is handed in (``HandedIn``).
        refused: It is not, and stays a draft (``Exception``).
        led: The writer wants to mend something first (``Finding``).
    """

    done = Signal(object)
    refused = Signal(object)
    led = Signal(object)

    def __init__(self, workplace: Workplace, over: QWidget) -> None:
        super().__init__(over)
        self._workplace = workplace
        self._over = over
        self.under_way = False

    def ask(self, form: ActFormRow, subject: Subject, draft: KeptDraft, agreed: Callable[[Written], object]) -> None:
        """Ask for the words that go with sending a text on; before that say what it lacks, or is to be mended first."""
        if not form.cautioned:
            self._tell(form, draft.text, agreed, ())
            return
        self._workplace.read(
            lambda session: _unmended(session, subject, draft),
            self._over,
            lambda stops: self._tell(form, draft.text, agreed, stops),
        )

    def _tell(
        self, form: ActFormRow, text: Manuscript, agreed: Callable[[Written], object], stops: tuple[Finding, ...]
    ) -> None:
        title, lacks = text.title.replace("\n", ""), complete(text).findings
        if not lacks and not stops:
            self._ask_words(form, title, agreed)
            return
        lacking = Lacking(lacks, self._over, stops=stops)
        lacking.chosen.connect(self.led)
        lacking.agreed.connect(lambda: self._ask_words(form, title, agreed))
        lacking.open()

    def _ask_words(self, form: ActFormRow, title: str, agreed: Callable[[Written], object]) -> None:
        asked = ActDialog(replace(form, cautioned=False), title, NOTHING_WRITTEN, self._over)
        asked.agreed.connect(lambda written, _said: agreed(written))
        asked.open()

    def go(self, subject: Subject, draft: KeptDraft, written: Written | None) -> None:
        """Hand a text in, and send it on where something was written for that, be it empty."""
        self.under_way = True
        self._workplace.write(
            lambda session, _progress: hand_in(session, subject, draft, written, self._workplace.beside),
            self,
            lambda done: self._end(self.done, done),
            lambda error: self._end(self.refused, error),
        )

    def _end(self, how: SignalInstance, outcome: HandedIn | Exception) -> None:
        self.under_way = False
        how.emit(outcome)
