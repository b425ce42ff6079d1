"""What the office adds to a wish before it is judged and recorded: an id, the present text, a number, a page.

An action as recorded is complete; as wished it may leave open what only the office can know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from oa_desktop.domain.actions import Action, declaration_of
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.classification import refuse_above
from oa_desktop.domain.document import complete
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import NO_TASK, TaskId
from oa_desktop.domain.manuscript import Manuscript, Picture, blocks_of
from oa_desktop.domain.particulars import Attachment, Particulars, particulars_of
from oa_desktop.domain.proofs import next_round
from oa_desktop.domain.tasks import held_by, open_ones
from oa_desktop.office.desk import Desk
from oa_desktop.office.ink import refuse_unkept_ink
from oa_desktop.office.numbering import refuse_void, taking, with_number

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
    return (taking(action),)


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
    refuse_void(desk, dossier)
    manuscript = desk.manuscript(action.source)
    seal = action.seal or "、".join(manuscript.signatories)
    return replace(action, seal=seal, rendering=desk.page(manuscript, seal, dossier.issued))


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
    act.AssignNumber: with_number,
    act.SignProof: _proof,
    act.ApplySeal: _seal,
    act.Return: _return,
}
