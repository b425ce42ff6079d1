"""What the office adds to a wish before it is judged and recorded: an id, the present text, a number, a page.

An action as recorded is complete; as wished it may leave open what only the office can know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from oa_desktop.domain.actions import Action, declaration_of, numbers
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.classification import refuse_above
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.document import complete
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import NO_TASK, TaskId
from oa_desktop.domain.manuscript import Manuscript, Picture, blocks_of
from oa_desktop.domain.numbering import DocumentNumber, NumberRegister, NumberState, read_number
from oa_desktop.domain.particulars import Attachment, Particulars, particulars_of
from oa_desktop.domain.proofs import next_round
from oa_desktop.domain.slots import fill
from oa_desktop.domain.tasks import held_by, open_ones
from oa_desktop.office.copies import refuse_misfit
from oa_desktop.office.desk import Desk
from oa_desktop.office.ink import refuse_unkept_ink

EARLIEST = timedelta(days=366)
"""How long before it was drafted a document may be dated: a year, also over 29 February."""
LATEST = timedelta(days=31)
"""How long after it was issued (签发) a document may be dated; the number is seldom given on the same day."""


_PNG = b"\x89PNG"
"""How a kept picture begins that is no JPEG."""


def prepare(desk: Desk, action: Action) -> Action:
    """Return an action with what the office adds to it.

    Raises:
        Refused: What the office would have to add cannot be.
    """
    if isinstance(action, act.DossierAction) and not isinstance(action, act.Draft):
        action = _with_present_text(desk, action)
    if isinstance(action, act.WrittenAction) and action.ink:
        refuse_unkept_ink(desk.store.blobs, action.ink)
    add = _ADDITIONS.get(type(action))
    return add(desk, action) if add else action


def companions(action: Action) -> tuple[Action, ...]:
    """Return the actions in other journals that belong to an act: an assigned number is taken in its register."""
    if not isinstance(action, act.AssignNumber):
        return ()
    taken = numbers.TakeNumber(
        code=action.code,
        year=date.fromisoformat(action.date).year,
        serial=action.serial,
        dossier=action.dossier,
        title=action.particulars.title,
    )
    return (taken,)


def _with_present_text(desk: Desk, action: act.DossierAction) -> act.DossierAction:
    """Return an action with the text that it is about, and the task where several are open."""
    state = desk.dossier(action.dossier)
    source = action.source or state.source
    task = action.task or (_own_task(desk, state, action) if len(open_ones(state.tasks)) > 1 else NO_TASK)
    return replace(action, source=source, task=task)


def _own_task(desk: Desk, state: Dossier, action: act.DossierAction) -> TaskId:
    """Return the first task in the actor's hands that the act completes."""
    kind = declaration_of(action).kind
    mine = (task.id for task in held_by(state.tasks, desk.standing) if task.act == kind)
    return next(mine, NO_TASK)


def _draft(desk: Desk, action: act.Draft) -> act.Draft:
    if desk.flows.get(action.flow.id) != action.flow:
        raise Refused("flow.unknown", flow=action.flow.id, known="、".join(desk.flows))
    text = desk.manuscript(action.source)
    particulars = particulars_of(text)
    _refuse_secret(desk, particulars)
    _refuse_unkept(desk, action.attachments)
    return replace(
        action,
        dossier=action.dossier or desk.new_dossier(),
        department=desk.standing.department,
        particulars=particulars,
        pictures=_pictures(desk, text),
    )


def _revise(desk: Desk, action: act.Revise) -> act.Revise:
    text = desk.manuscript(action.source)
    revised = replace(action, particulars=particulars_of(text), pictures=_pictures(desk, text))
    _refuse_secret(desk, revised.particulars)
    _refuse_unkept(desk, revised.attachments)
    return revised


def _refuse_secret(desk: Desk, particulars: Particulars) -> None:
    refuse_above(desk.grade, particulars.classification)
    if particulars.secrecy > desk.standing.clearance:
        raise Refused("classification.above-clearance", level=particulars.secrecy.label)


def _refuse_unkept(desk: Desk, attachments: tuple[Attachment, ...]) -> None:
    for one in attachments:
        if not desk.store.blobs.has(one.digest):
            raise Refused("attachment.not-kept", name=one.name)


def _pictures(desk: Desk, text: Manuscript) -> tuple[Attachment, ...]:
    """Return the pictures of a text as files, numbered in its order."""
    for block in blocks_of(text):
        if isinstance(block, Picture) and block.digest and not desk.store.blobs.has(block.digest):
            raise Refused("picture.not-kept", name=block.name)
    return tuple(
        Attachment(name=f"{count}.{_ending(data)}", size=len(data), digest=digest)
        for count, (digest, data) in enumerate(desk.pictures_of(text).items(), start=1)
    )


def _ending(data: bytes) -> str:
    return "png" if data.startswith(_PNG) else "jpg"


def _issue(desk: Desk, action: act.Issue) -> act.Issue:
    dossier = desk.dossier(action.dossier)
    template = desk.adopted(dossier.signed)
    _refuse_incomplete(desk.manuscript(dossier.source))
    page = desk.shown.get((dossier.source, action.rendering, template))
    if page is None:
        raise Refused("issue.nothing-shown")
    desk.store.blobs.keep(page)
    return replace(action, template=template)


def _refuse_incomplete(manuscript: Manuscript) -> None:
    completion = complete(manuscript)
    if completion.document is None:
        places = "、".join(dict.fromkeys(finding.place.name for finding in completion.findings))
        raise Refused("document.incomplete", places=places)


def _number(desk: Desk, action: act.AssignNumber) -> act.AssignNumber:
    dossier = desk.dossier(action.dossier)
    if dossier.issued is None:
        return action
    day = _day(action.date, dossier.drafted, dossier.issued.time)
    signed = desk.manuscript(dossier.issued.source)
    _refuse_code(desk, action.code, day, signed.issuing_organs)
    serial = _serial(desk.register(action.code, day.year), action.serial)
    number = DocumentNumber(code=action.code, year=day.year, serial=serial)
    if action.copy_number:
        refuse_misfit(action.copy_number, signed)
    final = fill(signed, number, day, action.copy_number)
    return replace(
        action,
        serial=serial,
        date=day.isoformat(),
        source=desk.keep(final),
        rendering=desk.page(final, signed=dossier.issued),
        particulars=particulars_of(final),
    )


def _day(wanted: str, drafted: str, issued: str) -> date:
    """Return 成文日期: the day wished for, or that of 签发; both times are claimed, and either may be the earlier."""
    day = read_iso(wanted or issued[:10])
    if day is None:
        raise Refused("date.form", text=wanted)
    first, signed = date.fromisoformat(min(drafted, issued)[:10]), date.fromisoformat(issued[:10])
    earliest, latest = first - EARLIEST, signed + LATEST
    if not earliest <= day <= latest:
        raise Refused("date.out-of-range", text=wanted, earliest=earliest.isoformat(), latest=latest.isoformat())
    return day


def _refuse_code(desk: Desk, code: str, day: date, issuing: tuple[str, ...]) -> None:
    """Refuse a code that is none, is no more, or is another organ's than those that issue the document.

    Where the unit has registered none of the organs that issue, which code they have is not known and any is taken.
    """
    organ = desk.organisation().organ_of_code(code)
    if organ is None:
        raise Refused("number.unknown-code", code=code)
    if not organ.in_force(day.isoformat()):
        raise Refused("organ.not-in-force", organ=organ.name, successor=organ.successor or "—")
    registered = {one.name for one in desk.organisation().organs}
    if organ.name not in issuing and not registered.isdisjoint(issuing):
        raise Refused("number.other-organ", code=code, organ=organ.name, issuing="、".join(issuing))


def _serial(register: NumberRegister, wanted: int) -> int:
    serial = wanted or register.next_serial
    if any(line.serial == serial for line in register.lines):
        number = DocumentNumber(code=register.code, year=register.year, serial=serial)
        raise Refused("number.taken", number=str(number))
    return serial


def _proof(desk: Desk, action: act.SignProof) -> act.SignProof:
    dossier = desk.dossier(action.dossier)
    if dossier.numbered is None:
        return action
    rendering = action.rendering or dossier.numbered.rendering
    return replace(action, rendering=rendering, round=action.round or next_round(dossier.proofs, rendering))


def _seal(desk: Desk, action: act.ApplySeal) -> act.ApplySeal:
    dossier = desk.dossier(action.dossier)
    if dossier.numbered is None:
        return action
    _refuse_void(desk, read_number(dossier.number))
    manuscript = desk.manuscript(action.source)
    seal = action.seal or "、".join(manuscript.signatories)
    return replace(action, seal=seal, rendering=desk.page(manuscript, seal, dossier.issued))


def _refuse_void(desk: Desk, number: DocumentNumber) -> None:
    line = desk.register(number.code, number.year).line(number.serial)
    if line is None or line.state is not NumberState.USED:
        raise Refused("number.void", number=str(number))


def _return(desk: Desk, action: act.Return) -> act.Return:
    dossier = desk.dossier(action.dossier)
    if action.to or dossier.flow is None or not dossier.flow.has(dossier.step):
        return action
    usual = dossier.flow.step(dossier.step).returns_to[:1]
    return replace(action, to=usual[0] if usual else "")


_ADDITIONS: Mapping[type[Action], Callable[[Desk, Any], Action]] = {
    act.Draft: _draft,
    act.Revise: _revise,
    act.Issue: _issue,
    act.AssignNumber: _number,
    act.SignProof: _proof,
    act.ApplySeal: _seal,
    act.Return: _return,
}
