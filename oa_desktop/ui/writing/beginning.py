"""What the editor begins with (拟稿的起点): the text, its draft row, and what the unit suggests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from oa_desktop.domain.documents.particulars import particulars_of
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import Flow, fitting_first
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.secrecy.classification import Classification, Secrecy
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.domain.units.addressees import UsualAddressees
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.office import queries as q
from oa_desktop.office.drafting.beginnings import organs_of
from oa_desktop.office.session import Session
from oa_desktop.ui.writing.subject import Subject, new_subject, revision_of, subject_of

_PERIODS = {
    Secrecy.WORK: ("",),
    Secrecy.SECRET: ("1年", "3年", "5年", "10年"),
    Secrecy.CONFIDENTIAL: ("5年", "10年", "20年"),
    Secrecy.TOP: ("20年", "30年"),
}
"""Periods that are usual for a level (保守国家秘密法 Art. 20 has the longest)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """Everything that the editor needs of the office before the first key.

    Attributes:
        subject: What is written.
        draft: Text and files as they stand.
        typed: Whether it was typed before and not handed in.
        flows: The flows of a new document, the usual one first.
        sends: What sending it on asks for, by the id of the flow; without id for one that is drafted already.
        organs: Names of the unit's issuing organs, that of a new draft first.
        marks: Classifications that this installation may hold.
        addressees: To whom papers usually go.
    """

    subject: Subject
    draft: KeptDraft
    typed: bool = False
    flows: tuple[Flow, ...] = ()
    sends: Mapping[str, q.ActFormRow] = field(default_factory=dict)
    organs: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    addressees: UsualAddressees = field(default_factory=UsualAddressees)

    def suiting(self, text: Manuscript) -> tuple[Flow, ...]:
        """Return the flows of a new document, those that suit a text first."""
        return tuple(fitting_first({one.id: one for one in self.flows}, particulars_of(text)).values())


def of_new(session: Session, name: str) -> Beginning:
    """Return the beginning of a new document, issued and signed by the unit's first organ."""
    first = organs_of(session.organisation())[:1]
    text = Manuscript(issuing_organs=first, signatories=first)
    return _beginning(session, new_subject(name), KeptDraft(text=text), typed=False)


def of_answer(session: Session, document: DossierId, name: str) -> Beginning:
    """Return the beginning of an answer to a document that came (拟稿答复).

    Raises:
        Refused: ``dossier.unknown``, ``answer.not-incoming``, ``beginning.none``.
    """
    draft = KeptDraft(text=session.writing.begun_answer(document), answers=document)
    return _beginning(session, new_subject(name), draft, typed=False)


def of_revision(session: Session, document: DossierId, name: str) -> Beginning:
    """Return the beginning of a document's next text: what was typed of it before, where it still fits.

    A draft that no longer fits becomes a new one of its own under ``name``; nothing typed is lost.
    """
    subject = revision_of(document)
    typed = session.drafts.all().get(subject.key)
    if typed is not None and not overtaken(session, subject, typed):
        return _beginning(session, subject, typed, typed=True)
    if typed is not None:
        _set_aside(session, subject, typed, name)
    state = session.dossier(document)
    draft = KeptDraft(text=session.text(document), attachments=state.attachments, based_on=state.source)
    return _beginning(session, subject, draft, typed=False)


def of_draft(session: Session, key: str, name: str) -> Beginning:
    """Return the beginning where somebody stopped; a draft that was overtaken goes on as a new one.

    Raises:
        Refused: ``draft.gone``: it was handed in or thrown away meanwhile.
    """
    typed = session.drafts.all().get(key)
    if typed is None:
        raise Refused("draft.gone")
    subject = subject_of(key)
    if overtaken(session, subject, typed):
        subject, typed = _set_aside(session, subject, typed, name)
    return _beginning(session, subject, typed, typed=True)


def overtaken(session: Session, subject: Subject, draft: KeptDraft) -> bool:
    """Whether the document of a draft has moved on, so that the draft cannot become its next text."""
    if subject.document is None:
        return False
    try:
        state = session.dossier(subject.document)
    except Refused:
        return True
    revises = any(one.kind == "revise" for one in session.ask(q.PossibleActs(dossier=state.id)))
    return not revises or draft.based_on not in ("", state.source)


def marks_of(organisation: Organisation) -> tuple[str, ...]:
    """Return the classifications with their usual periods that an installation of this grade may hold."""
    levels = [level for level in _PERIODS if level <= organisation.grade.ceiling]
    return tuple(str(Classification(level=level, period=period)) for level in levels for period in _PERIODS[level])


def _set_aside(session: Session, subject: Subject, draft: KeptDraft, name: str) -> tuple[Subject, KeptDraft]:
    """Make a new draft of one whose document has moved on."""
    aside, alone = new_subject(name), replace(draft, based_on=KeptDraft().based_on)
    session.drafts.keep(aside.key, alone)
    session.drafts.drop(subject.key)
    return aside, alone


def _beginning(session: Session, subject: Subject, draft: KeptDraft, *, typed: bool) -> Beginning:
    organisation = session.organisation()
    return Beginning(
        subject=subject,
        draft=draft,
        typed=typed,
        flows=tuple(session.routes.outgoing.values()) if subject.document is None else (),
        sends=dict(_sends(session, subject)),
        organs=organs_of(organisation),
        marks=marks_of(organisation),
        addressees=session.addressees,
    )


def _sends(session: Session, subject: Subject) -> Iterator[tuple[str, q.ActFormRow]]:
    if subject.document is None:
        forms = [(flow, form) for flow in session.routes.outgoing for form in session.ask(q.FirstActForm(flow=flow))]
    else:
        forms = [("", form) for form in session.ask(q.ActForms(dossier=subject.document))]
    return ((flow, form) for flow, form in forms if form.kind == "submit")
