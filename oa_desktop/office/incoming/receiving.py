"""Signing for what came (签收): what the registrar writes down, made into the act; and what was registered before.

What a reader finds in a file that came is offered to the registrar, who compares it with the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from oa_desktop.domain.actions.handling import Revise
from oa_desktop.domain.actions.incoming import Receive
from oa_desktop.domain.dates import read_date, read_iso, written_date
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.documents.kinds import kind_of_title
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId, PersonId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.numbers.numbering import as_compared
from oa_desktop.domain.policy import HANDLERS
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.office import queries as q
from oa_desktop.office.drafting.phrases import OWN_ROWS

if TYPE_CHECKING:
    from oa_desktop.office.drafting.writing import Writing
    from oa_desktop.office.session import Session

RECEIVING = OWN_ROWS + "receiving"
"""Key of the row that keeps what is typed of a document that came; it is no draft of a paper."""
UNOPENED = "亲启件"
"""Title of what is registered unopened (亲启)."""
_NOTHING = Manuscript()


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What is written down of a document that came.

    Attributes:
        incoming: From whom, how and when it came.
        title: 标题; of what is unopened :data:`UNOPENED` where nothing is written.
        kind: 文种; that of the title where nothing is written.
        classification: 密级和保密期限.
        urgency: 紧急程度.
        recipients: 主送机关.
        attachments: Its files, kept exactly as they came.
        flow: Id of the flow; the one that suits the document where nothing is written.
    """

    incoming: Incoming
    title: str = ""
    kind: str = ""
    classification: str = ""
    urgency: str = ""
    recipients: str = ""
    attachments: tuple[Attachment, ...] = ()
    flow: str = ""

    def text(self, before: Manuscript = _NOTHING) -> Manuscript:
        """Return the elements as a text, by whose words the document is found again; what else it had stays."""
        came, dated = self.incoming, read_iso(self.incoming.dated)
        title = self.title.strip() or (UNOPENED if came.personal else "")
        return replace(
            before,
            title=title,
            kind=self.kind or (kind_of_title(title) or ""),
            classification=self.classification,
            urgency=self.urgency,
            recipients=self.recipients or before.recipients,
            document_number=came.number,
            issuing_organs=(came.sender,) if came.sender else (),
            signatories=(came.sender,) if came.sender else (),
            copy_number=came.copy_numbers,
            date=written_date(dated) if dated else "",
        )

    @classmethod
    def of(cls, draft: KeptDraft) -> Registration:
        """Return what was typed before and not signed for."""
        text = draft.text
        return cls(
            incoming=draft.incoming or Incoming(sender=""),
            title=text.title,
            kind=text.kind,
            classification=text.classification,
            urgency=text.urgency,
            recipients=text.recipients,
            attachments=draft.attachments,
            flow=draft.flow,
        )

    def draft(self) -> KeptDraft:
        """Return it as it is kept while somebody types it."""
        return KeptDraft(text=self.text(), attachments=self.attachments, flow=self.flow, incoming=self.incoming)

    def act(self, session: Session, writing: Writing | None = None) -> Receive:
        """Keep the elements and return the act that signs for the document.

        Args:
            session: Who signs.
            writing: What keeps them; that of the session where none is given.

        Raises:
            Refused: ``flow.unknown``, ``classification.above-grade``.
        """
        flows = session.routes.for_incoming(self.text())
        flow = flows.get(self.flow or next(iter(flows), ""))
        if flow is None:
            raise Refused("flow.unknown", flow=self.flow, known="、".join(flows))
        kept = (writing or session.writing).keep_text(self.text())
        return Receive(flow=flow, incoming=self.incoming, source=kept.source, attachments=self.attachments)

    def correction(self, session: Session, document: DossierId) -> Revise:
        """Keep the elements and return the act by which a document that was signed for is registered so (补登).

        Raises:
            Refused: ``dossier.unknown``, ``classification.above-grade``.
        """
        kept = session.writing.keep_text(self.text(session.text(document)))
        return Revise(
            dossier=document,
            source=kept.source,
            particulars=kept.particulars,
            attachments=self.attachments,
            incoming=self.incoming,
        )


def registered(session: Session, document: DossierId) -> Registration:
    """Return what is registered of a document that came; what its title says by itself is left out.

    Raises:
        Refused: ``dossier.unknown``, ``answer.not-incoming``.
    """
    state, text = session.dossier(document), session.text(document)
    if state.incoming is None:
        raise Refused("answer.not-incoming", title=state.particulars.title)
    title = text.title.replace("\n", "")
    return Registration(
        incoming=state.incoming,
        title="" if title == UNOPENED else title,
        kind="" if text.kind == kind_of_title(title) else text.kind,
        classification=text.classification,
        urgency=text.urgency,
        recipients=text.recipients,
        attachments=state.attachments,
        flow=state.flow.id if state.flow else "",
    )


def read_off(text: Manuscript, written: Registration) -> Registration:
    """Return a registration with what a reader found wherever nothing is written yet."""
    came, dated = written.incoming, read_date(text.date)
    return replace(
        written,
        incoming=replace(
            came,
            sender=came.sender or next(iter((*text.issuing_organs, *text.signatories)), ""),
            number=came.number or text.document_number,
            dated=came.dated or (dated.isoformat() if dated else ""),
            copy_numbers=came.copy_numbers or text.copy_number,
        ),
        title=written.title or text.title.replace("\n", ""),
        kind=written.kind or text.kind,
        classification=written.classification or text.classification,
        urgency=written.urgency or text.urgency,
        recipients=written.recipients or text.recipients,
    )


def addressees(session: Session) -> Iterator[tuple[PersonId, str]]:
    """Yield for whom an envelope may be alone (亲启人): who handles documents, by rank, with their titles."""
    rows = session.ask(q.People())
    handling = {one.value for one in HANDLERS}
    named = {row.person: f"{row.title} {row.name}".strip() for row in reversed(rows) if handling & set(row.roles)}
    yield from reversed(named.items())


def registered_before(session: Session, incoming: Incoming) -> tuple[q.DossierRow, ...]:
    """Return the documents of the same sender and number that the person may know (重复登记)."""
    if not (incoming.sender and incoming.number):
        return ()
    found = session.ask(q.Search(text=incoming.number))
    rows = (one.document for one in found if one.document.organ == incoming.sender)
    return tuple(row for row in rows if as_compared(row.came_number) == as_compared(incoming.number))
