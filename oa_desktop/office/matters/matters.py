"""Internal matters at the office (内部事项): begun on a blank, filled in, sent on, printed, taken in as incoming."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from oa_desktop.domain.actions import Action, internal
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.documents.matters import Matter, filled_in, refuse_unfit_filling, values_in
from oa_desktop.domain.documents.particulars import Attachment, particulars_of
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import Flow, FlowSort
from oa_desktop.domain.ids import NOTHING, DepartmentId, DossierId
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting.drafts import Drafts
from oa_desktop.office.drafting.writing import keep_text
from oa_desktop.office.filing import form_page
from oa_desktop.office.incoming import arriving
from oa_desktop.office.matters.filling import Filling, resumed, row_of
from oa_desktop.office.secrecy.publishing import makes_public, refuse_secret_publication

Passing = TypeVar("Passing", bound=act.DossierAction)


class Matters:
    """The blanks of the unit, and what somebody fills into them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def known(self) -> Mapping[str, Matter]:
        """The blanks, by id, in the order of the office."""
        return self._desk.matters

    def named(self, said: str) -> Matter:
        """Return a blank by its id or its name.

        Raises:
            Refused: ``matter.unknown``.
        """
        found = next((one for one in self.known.values() if said in (one.id, one.name)), None)
        if found is None:
            raise Refused("matter.unknown", name=said, known="、".join(one.name for one in self.known.values()))
        return found

    def begun(self, matter: Matter, values: Mapping[str, str], files: tuple[Attachment, ...] = ()) -> act.Draft:
        """Return 拟稿 of a matter, its form kept, durably, as it is.

        Raises:
            Refused: ``flow.unknown``, ``classification.above-grade``.
        """
        flow = self._desk.flows.get(matter.flow)
        if flow is None:
            raise Refused("flow.unknown", flow=matter.flow, known="、".join(self._desk.flows))
        text = filled_in(matter, values)
        return act.Draft(
            flow=flow,
            department=DepartmentId(""),
            source=keep_text(self._desk, text),
            particulars=particulars_of(text),
            attachments=files,
            matter=matter,
        )

    def revised(
        self, dossier: DossierId, values: Mapping[str, str], files: tuple[Attachment, ...] | None = None
    ) -> act.Revise:
        """Return 修改 of a matter with other values; its files stay where none are said.

        Raises:
            Refused: ``dossier.unknown``, ``matter.none``, ``classification.above-grade``.
        """
        state = self._desk.known(dossier)
        text = filled_in(_blank(state), values)
        particulars = particulars_of(text)
        attachments = state.attachments if files is None else files
        source = keep_text(self._desk, text)
        return act.Revise(dossier=dossier, source=source, particulars=particulars, attachments=attachments)

    def resumed(self, document: DossierId | None) -> Filling | None:
        """Return the form with which somebody goes on: as they left it, else as it stands; None for an empty one.

        Raises:
            Refused: ``dossier.unknown``, ``matter.none``.
        """
        kept = Drafts(self._desk).of(row_of(document))
        if document is not None:
            blank = self.blank(document)
            return resumed(kept, blank) if kept else self._as_it_stands(document, blank)
        matter = next((one for one in self.known.values() if kept and one.name == kept.text.kind), None)
        return resumed(kept, matter) if kept and matter else None

    def _as_it_stands(self, document: DossierId, blank: Matter) -> Filling:
        return Filling(matter=blank, values=self.values(document), files=self._desk.known(document).attachments)

    def blank(self, dossier: DossierId) -> Matter:
        """Return the blank on which a matter was begun.

        Raises:
            Refused: ``dossier.unknown``, ``matter.none``.
        """
        return _blank(self._desk.known(dossier))

    def values(self, dossier: DossierId) -> dict[str, str]:
        """Return what stands in the form of a matter, by the ids of its fields.

        Raises:
            Refused: ``dossier.unknown``.
        """
        return values_in(self._desk.manuscript(self._desk.known(dossier).source))


def _blank(state: Dossier) -> Matter:
    if state.matter is None:
        raise Refused("matter.none", title=state.particulars.title)
    return state.matter


def refuse_foreign(desk: Desk, action: act.Draft) -> None:
    """Refuse a draft under a flow or a blank that is not the unit's for it.

    Raises:
        Refused: ``flow.unknown``, ``matter.unknown``.
    """
    matter = action.matter
    if matter is None:
        arriving.refuse_foreign_flow(desk, action.flow, FlowSort.OUTGOING)
        return
    arriving.refuse_foreign_flow(desk, action.flow, FlowSort.INTERNAL)
    if desk.matters.get(matter.id) != matter or matter.flow != action.flow.id:
        raise Refused("matter.unknown", name=matter.name, known="、".join(one.name for one in desk.matters.values()))


def refuse_unfilled(desk: Desk, action: act.SubmitForReview) -> None:
    """Refuse to send on a form that lacks what it needs.

    Raises:
        Refused: As :func:`refuse_unfit_filling`.
    """
    state = desk.dossier(action.dossier)
    if state.matter is not None:
        refuse_unfit_filling(state.matter, desk.manuscript(action.source))


def publish(desk: Desk, action: internal.Publish) -> internal.Publish:
    """Return 发布 with its first day, of what holds nothing secret: also not what became so since it was approved.

    Raises:
        Refused: ``publish.classified``.
    """
    return replace(_looked_at(desk, action), since=action.since or _today(desk))


def _looked_at(desk: Desk, action: Passing) -> Passing:
    """Return an act that passes a matter on, once whoever does it knows of nothing secret in what is to be public.

    Raises:
        Refused: ``publish.classified``.
    """
    state = desk.dossier(action.dossier)
    if makes_public(state.flow):
        text = desk.manuscript(state.source)
        refuse_secret_publication(desk, state.flow, text, state.attachments, state.answers)
    return action


def take_down(desk: Desk, action: internal.TakeDown) -> internal.TakeDown:
    """Return 撤下 with the day that it is."""
    return replace(action, day=_today(desk))


def take_in(desk: Desk, action: internal.TakeIn) -> internal.TakeIn:
    """Return 转为收文 with the id of what it becomes.

    Raises:
        Refused: ``flow.unknown``.
    """
    return replace(action, flow=_receiving_flow(desk, action.flow).id, received=desk.new_dossier())


def _receiving_flow(desk: Desk, wanted: str) -> Flow:
    flows = arriving.flows_for(desk.flows, FlowSort.INCOMING)
    found = flows.get(wanted) if wanted else next(iter(flows.values()), None)
    if found is None:
        raise Refused("flow.unknown", flow=wanted, known="、".join(flows))
    return found


def companions(desk: Desk, action: Action) -> Iterator[Action]:
    """Yield 签收 of what a matter becomes."""
    if isinstance(action, internal.TakeIn):
        yield _received(desk, action)


def _received(desk: Desk, action: internal.TakeIn) -> arrival.Receive:
    state = desk.dossier(action.dossier)
    becoming = _blank(state).becomes
    if becoming is None:
        raise Refused("matter.not-incoming", title=state.particulars.title)
    said = desk.manuscript(state.source)
    values = values_in(said)
    sender = values.get(becoming.sender, "")
    lines = values.get(becoming.text, "").splitlines()
    text = Manuscript(
        title=said.title,
        classification=said.classification,
        issuing_organs=(sender,),
        body=tuple(Paragraph(spans=(Span(text=line),)) for line in lines if line.strip()),
    )
    received = arrival.Receive(
        dossier=action.received,
        flow=_receiving_flow(desk, action.flow),
        incoming=Incoming(sender=sender, copies=0, medium=becoming.medium),
        source=desk.keep(text),
        attachments=state.attachments,
        origin=action.dossier,
    )
    return arriving.receive(desk, received)


def file(desk: Desk, action: act.File) -> act.File:
    """Return 归档 of a matter with its filled form, fixed as it stands: that is its 正本 from now on."""
    is_form = desk.dossier(action.dossier).matter is not None
    return replace(action, sheet=desk.store.blobs.keep(form_page(desk, action.dossier)) if is_form else NOTHING)


def _today(desk: Desk) -> str:
    return desk.clock.now().date().isoformat()


ADDITIONS: Mapping[type[Action], Callable[[Desk, Any], Action]] = {
    act.Review: _looked_at,
    internal.Approve: _looked_at,
    internal.Publish: publish,
    internal.TakeDown: take_down,
    internal.TakeIn: take_in,
    act.File: file,
}
