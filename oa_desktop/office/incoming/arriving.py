"""What the office adds to acts on incoming documents (收文): the elements, the 收文编号, the link with the reply."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from oa_desktop.domain.actions import DECLARATIONS, Action, numbers
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.dates import read_date, read_iso
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.dossier import Dossier, Phase
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import Flow, FlowSort
from oa_desktop.domain.ids import DossierId, PersonId, RegisterName
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.numbers.numbering import INCOMING, number_in
from oa_desktop.domain.policy import HANDLERS, RECORDERS
from oa_desktop.office.circulating.inviting import with_chosen
from oa_desktop.office.contents import begun
from oa_desktop.office.desk import Desk
from oa_desktop.office.numbers.numbering import by_hand, chosen_serial, out_of_turn

_UNSEAL = DECLARATIONS[arrival.Unseal].kind


def flows_for(flows: Mapping[str, Flow], sort: FlowSort) -> dict[str, Flow]:
    """Return the flows of a sort, by id, the usual one first."""
    return {name: flow for name, flow in flows.items() if flow.sort is sort}


def refuse_foreign_flow(desk: Desk, flow: Flow, sort: FlowSort) -> None:
    """Refuse a flow that is not one of the unit's for such documents.

    Raises:
        Refused: ``flow.unknown``.
    """
    known = flows_for(desk.flows, sort)
    if known.get(flow.id) != flow:
        raise Refused("flow.unknown", flow=flow.id, known="、".join(known))


def receive(desk: Desk, action: arrival.Receive) -> arrival.Receive:
    """Return 签收 with what the office knows of the document.

    Raises:
        Refused: ``flow.unknown``, ``incoming.no-sender``, ``incoming.no-title``, ``date.no-day``, ``incoming.not-yet``,
            ``incoming.addressee``, ``attachment.not-kept``, ``classification.above-grade``,
            ``classification.above-clearance``.
    """
    refuse_foreign_flow(desk, action.flow, FlowSort.INCOMING)
    today = desk.clock.now().date().isoformat()
    incoming = replace(action.incoming, received=action.incoming.received or today, register="")
    if incoming.addressee:
        _refuse_addressee(desk, incoming)
    received = begun(desk, replace(action, incoming=incoming))
    _refuse_unfit(incoming, received.particulars.title, today)
    return received


def completed(desk: Desk, action: act.Revise, text: Manuscript) -> act.Revise:
    """Return 修改 of a document that came with what is registered of it (补登): what its text says, else what was.

    When it was signed for, and for whom alone it came, stays.

    Raises:
        Refused: ``incoming.no-sender``, ``incoming.no-title``, ``date.no-day``, ``incoming.not-yet``.
    """
    came = desk.dossier(action.dossier).incoming
    if came is None:
        return replace(action, incoming=None)
    said, dated = action.incoming or came, read_date(text.date)
    incoming = replace(
        said,
        sender="、".join(text.issuing_organs) or said.sender,
        number=text.document_number or said.number,
        dated=dated.isoformat() if dated else said.dated,
        copy_numbers=text.copy_number or said.copy_numbers,
        received=came.received,
        personal=came.personal,
        addressee=came.addressee,
        register=came.register,
    )
    _refuse_unfit(incoming, action.particulars.title, desk.clock.now().date().isoformat())
    return replace(action, incoming=incoming)


def _refuse_unfit(incoming: Incoming, title: str, today: str) -> None:
    if not incoming.sender.strip():
        raise Refused("incoming.no-sender")
    for day in (incoming.dated, incoming.received):
        _refuse_day(day, today)
    if not title.strip():
        raise Refused("incoming.no-title", sender=incoming.sender)


def _refuse_addressee(desk: Desk, incoming: Incoming) -> None:
    known = next((one for one in desk.organisation().people if one.id == incoming.addressee), None)
    may = known and any(HANDLERS & frozenset(post.roles) for post in desk.organisation().posts_of(known.id))
    if not (incoming.personal and may):
        raise Refused("incoming.addressee", name=known.name if known else incoming.addressee)


def _refuse_day(day: str, today: str) -> None:
    if day and read_iso(day) is None:
        raise Refused("date.no-day", text=day)
    if day > today:
        raise Refused("incoming.not-yet", day=day)


def register(desk: Desk, action: arrival.RegisterIncoming) -> arrival.RegisterIncoming:
    """Return 登记 with the number that is taken: the next one of its series in the year of 签收, where none is named.

    The opinion says why it is one out of turn.

    Raises:
        Refused: ``number.taken``, ``number.by-hand``, ``number.no-reason``, ``number.form``.
    """
    state = desk.dossier(action.dossier)
    received = state.incoming.received if state.incoming else ""
    year = int((received or desk.clock.now().date().isoformat())[:4])
    register = desk.register(RegisterName(code=INCOMING, year=year, series=action.series))
    serial = chosen_serial(desk, register, action.serial, action.opinion)
    number_in(register.name, serial)
    return replace(action, year=year, serial=serial)


def may_open(desk: Desk, state: Dossier) -> bool:
    """Whether the person may open what came unopened (启封): its addressee, whom it was given to, or who records."""
    given = {one.holder.person for one in state.tasks if one.act == _UNSEAL}
    named = {state.incoming.addressee, *given} if state.incoming else given
    return state.is_sealed_up and bool(desk.standing.person in named or RECORDERS & desk.standing.roles)


def unseal(desk: Desk, action: arrival.Unseal) -> arrival.Unseal:
    """Return 启封 by the addressee; somebody else says on whose word, and keeps nothing.

    Raises:
        Refused: ``unseal.not-sealed``, ``unseal.not-yours``, ``unseal.no-word``, ``unseal.kept``.
    """
    state = desk.dossier(action.dossier)
    title, addressee = state.particulars.title, state.incoming.addressee if state.incoming else PersonId("")
    name = desk.organisation().person(addressee).name if addressee else ""
    if not state.is_sealed_up:
        raise Refused("unseal.not-sealed", title=title)
    if not may_open(desk, state):
        raise Refused("unseal.not-yours", title=title, name=name)
    if addressee == desk.standing.person:
        return action
    if action.kept:
        raise Refused("unseal.kept", title=title)
    if addressee and not action.reason.strip():
        raise Refused("unseal.no-word", title=title, name=name)
    return action


def conclude(desk: Desk, action: arrival.Conclude) -> arrival.Conclude:
    """Return 办结 of what was answered where it asks for an answer (答复): a reply that is sent out, or words.

    Raises:
        Refused: ``conclude.reply-under-way``, ``conclude.unanswered``.
    """
    state = desk.dossier(action.dossier)
    title = state.particulars.title
    replies = [desk.dossier(one) for one in state.replies]
    if any(one.phase is Phase.IN_HAND and one.dispatched is None for one in replies):
        raise Refused("conclude.reply-under-way", title=title)
    answered = any(one.dispatched for one in replies) or action.answered.strip() or action.opinion.strip()
    if state.particulars.kind == DocumentKind.REQUEST.value and not answered:
        raise Refused("conclude.unanswered", title=title)
    return action


def refuse_unanswerable(desk: Desk, answers: DossierId) -> None:
    """Refuse to draft an answer to what did not come, or may not be known.

    Raises:
        Refused: ``dossier.unknown``, ``answer.not-incoming``.
    """
    if answers and desk.known(answers).incoming is None:
        raise Refused("answer.not-incoming", title=desk.known(answers).particulars.title)


def companions(desk: Desk, action: Action) -> Iterator[Action]:
    """Yield the actions in other journals that belong to an act on, or in answer to, an incoming document."""
    if isinstance(action, arrival.RegisterIncoming):
        yield _taking(desk, action)
    if isinstance(action, act.Draft) and action.answers:
        answered = desk.dossier(action.answers)
        yield arrival.LinkReply(dossier=action.answers, source=answered.source, reply=action.dossier)


def _taking(desk: Desk, action: arrival.RegisterIncoming) -> numbers.TakeNumber:
    taken = numbers.TakeNumber(
        code=INCOMING,
        year=action.year,
        series=action.series,
        serial=action.serial,
        dossier=action.dossier,
        title=desk.dossier(action.dossier).particulars.title,
    )
    return by_hand(taken, action.opinion) if out_of_turn(desk.register(taken.register), taken.serial) else taken


ADDITIONS: Mapping[type[Action], Callable[[Desk, Any], Action]] = {
    arrival.Receive: receive,
    arrival.RegisterIncoming: register,
    arrival.Unseal: unseal,
    arrival.Propose: with_chosen,
    arrival.Instruct: with_chosen,
    arrival.Assign: with_chosen,
    arrival.Conclude: conclude,
}
