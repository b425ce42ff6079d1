"""What is being written (所拟): a new document or the next text of one in hand, and the draft row that keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QDateTime

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.ids import DepartmentId, DossierId
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.office.session import Session

_NEW, _REVISION = "new", "revision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A text on its way into a journal.

    Attributes:
        key: Name of the draft row that keeps it while it is typed.
        document: The document that it is the next text of, None for a new one.
    """

    key: str
    document: DossierId | None = None

    def handed_in(self, session: Session, draft: KeptDraft) -> Action:
        """Keep the text and return the act that hands it in.

        Args:
            session: Who hands it in.
            draft: What was written, with its files; a new document goes by its flow, or else the first of the unit.
        """
        kept = session.writing.keep_text(draft.text)
        if self.document is not None:
            return act.Revise(
                dossier=self.document,
                source=kept.source,
                particulars=kept.particulars,
                attachments=draft.attachments,
            )
        flows = session.routes.outgoing
        return act.Draft(
            flow=flows[draft.flow or next(iter(flows))],
            department=DepartmentId(""),
            source=kept.source,
            particulars=kept.particulars,
            attachments=draft.attachments,
            answers=draft.answers,
        )


def fresh_name() -> str:
    """Return what tells a new draft from a person's others: when it was begun, to the millisecond."""
    return QDateTime.currentDateTime().toString("yyyyMMddHHmmsszzz")


def new_subject(name: str) -> Subject:
    """Return the subject of a new document.

    Args:
        name: What tells it from the person's other drafts.
    """
    return Subject(key=f"{_NEW}/{name}")


def revision_of(document: DossierId) -> Subject:
    """Return the subject of the next text of a document."""
    return Subject(key=f"{_REVISION}/{document}", document=document)


def subject_of(key: str) -> Subject:
    """Return the subject that a draft row is of."""
    sort, _, name = key.partition("/")
    return Subject(key=key, document=DossierId(name) if sort == _REVISION else None)
