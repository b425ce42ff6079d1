"""What the office adds to a wish before it is judged and recorded: an id, the present text, a number, a page.

An action as recorded is complete; as wished it may leave open what only the office can know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any, TypeVar

from oa_desktop.domain.actions import Action, declaration_of, delegating, on_paper, seconding, together
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.incoming import BEGINNINGS
from oa_desktop.domain.actions.sealing import EnrolSeal
from oa_desktop.domain.copies.proofs import next_round
from oa_desktop.domain.documents.document import complete
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.documents.particulars import particulars_of
from oa_desktop.domain.dossier import Dossier, returns_from
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.tasks import held_by
from oa_desktop.domain.ids import NO_ENTRY, NO_TASK, NOTHING, TaskId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.names import without_unseen
from oa_desktop.domain.units.delegating import with_id
from oa_desktop.domain.units.roles import Role
from oa_desktop.domain.units.seconding import pending
from oa_desktop.office.archiving import acts as archiving
from oa_desktop.office.archiving import disposing, granting
from oa_desktop.office.circulating import inviting
from oa_desktop.office.circulating import on_paper as paper
from oa_desktop.office.clearing import copies as clearing_copies
from oa_desktop.office.contents import begun, pictures_in, refuse_secret, refuse_unkept
from oa_desktop.office.custody import acts as custody
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting.ink import refuse_unkept_ink
from oa_desktop.office.incoming import arriving
from oa_desktop.office.matters import matters
from oa_desktop.office.numbers.numbering import refuse_void, taking, voiding, with_number
from oa_desktop.office.seals import sealing
from oa_desktop.office.secrecy import classifying
from oa_desktop.office.secrecy.publishing import refuse_secret_publication
from oa_desktop.office.seeing import with_seen
from oa_desktop.office.supervising import supervising
from oa_desktop.office.teaching import acts as teaching
from oa_desktop.office.trust import certified

Typed = TypeVar("Typed", bound="act.DossierAction | Incoming")
Answered = TypeVar("Answered", bound=seconding.AnyAnswer)
Signing = TypeVar("Signing", act.Issue, together.Cosign, on_paper.RecordIssue)


def prepare(desk: Desk, action: Action) -> Action:
    """Return an action with what the office adds to it.

    Raises:
        Refused: What the office would have to add cannot be.
    """
    desk.guard.refuse_words(action)
    if isinstance(action, act.DossierAction):
        action = _as_it_looks(action)
    if isinstance(action, act.DossierAction) and not isinstance(action, BEGINNINGS):
        action = _with_present_text(desk, action)
    if isinstance(action, act.WrittenAction) and action.ink:
        refuse_unkept_ink(desk.store.blobs, action.ink)
    if isinstance(action, act.SubmitForReview):
        matters.refuse_unfilled(desk, action)
    add = _ADDITIONS.get(type(action))
    return add(desk, action) if add else action


def _as_it_looks(said: Typed) -> Typed:
    """Return what was said without signs that nobody sees: whoever signs it signs what they read."""
    words: dict[str, Any] = {one.name: getattr(said, one.name) for one in fields(said)}
    seen: dict[str, Any] = {name: _seen(one) for name, one in words.items() if isinstance(one, str | Incoming)}
    return replace(said, **{name: value for name, value in seen.items() if value != words[name]})


def _seen(value: str | Incoming) -> str | Incoming:
    if isinstance(value, Incoming):
        return _as_it_looks(value)
    return value if isinstance(value, StrEnum) else without_unseen(value)


def companions(desk: Desk, action: Action) -> tuple[Action, ...]:
    """Return the actions in other journals that belong to an act: a number is taken, or void with its document."""
    if isinstance(action, together.Void):
        return voiding(desk.dossier(action.dossier), action.reason)
    if isinstance(action, act.AssignNumber):
        return (taking(action),)
    return (*arriving.companions(desk, action), *matters.companions(desk, action))


def _with_present_text(desk: Desk, action: act.DossierAction) -> act.DossierAction:
    """Return an action with the text that it is about, the task, and what lay before whoever decides."""
    state = desk.dossier(action.dossier)
    source = action.source or state.source
    named = replace(action, source=source, task=_own_task(desk, state, action))
    return with_seen(desk, state, named)


def _own_task(desk: Desk, state: Dossier, action: act.DossierAction) -> TaskId:
    """Return the task in the actor's hands that an act is about: the one it completes, or any that it may change.

    Raises:
        Refused: ``policy.holder``: the task that is named is not theirs.
    """
    mine = held_by(state.tasks, desk.standing)
    kind = declaration_of(action).kind
    if action.task:
        if action.task not in {task.id for task in mine}:
            raise Refused("policy.holder", act=declaration_of(action).term, name=desk.standing.name)
        return action.task
    completed = (task.id for task in mine if task.act == kind)
    changed = (task.id for task in mine if not task.beside and isinstance(action, _ON_A_TASK))
    return next(completed, next(changed, NO_TASK))


_ON_A_TASK = (act.Revise, act.Return, together.AddSigners, together.HandOver)


def _draft(desk: Desk, action: act.Draft) -> act.Draft:
    matters.refuse_foreign(desk, action)
    arriving.refuse_unanswerable(desk, action.answers)
    refuse_secret_publication(desk, action.flow, desk.manuscript(action.source), action.attachments, action.answers)
    return begun(desk, action)


def _revise(desk: Desk, action: act.Revise) -> act.Revise:
    text = desk.manuscript(action.source)
    refuse_secret_publication(desk, desk.dossier(action.dossier).flow, text, action.attachments)
    revised = replace(action, particulars=particulars_of(text), pictures=pictures_in(desk, text))
    refuse_secret(desk, revised.particulars)
    refuse_unkept(desk, revised.attachments)
    return arriving.completed(desk, revised, text)


def _issue(desk: Desk, action: Signing) -> Signing:
    dossier = desk.dossier(action.dossier)
    template = desk.adopted(dossier.signed)
    _refuse_incomplete(desk.manuscript(dossier.source))
    seen = action.seen or dossier.seen
    rendering = action.rendering or seen.page
    page = desk.shown.get((dossier.source, rendering, template))
    if page is None and action.source == dossier.source:  # an act on another text is refused as such
        raise Refused("issue.nothing-shown")
    if page:
        desk.store.blobs.keep(page)
    return replace(action, template=template, rendering=rendering, seen=replace(seen, page=NOTHING))


def _record_instruction(desk: Desk, action: on_paper.RecordInstruction) -> on_paper.RecordInstruction:
    return inviting.with_chosen(desk, paper.recorded(desk, action))


def _record_issue(desk: Desk, action: on_paper.RecordIssue) -> on_paper.RecordIssue:
    return _issue(desk, paper.recorded(desk, action))


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
    if action.electronic:
        return sealing.sealed(desk, dossier, dossier.numbered, action)
    manuscript = desk.manuscript(action.source)
    seal = action.seal or "、".join(manuscript.signatories)
    return replace(action, seal=seal, rendering=desk.page(manuscript, seal, dossier.issued))


def _void(desk: Desk, action: together.Void) -> together.Void:
    """Return 作废; a drafter makes void only what they drafted themselves and nobody has signed.

    Raises:
        Refused: ``void.not-own``.
    """
    state, standing = desk.dossier(action.dossier), desk.standing
    own = state.drafter == standing.person and state.issued is None
    if Role.OFFICE_REVIEWER not in standing.roles and not own:
        raise Refused("void.not-own", title=state.particulars.title)
    return action


def _return(desk: Desk, action: act.Return) -> act.Return:
    dossier = desk.dossier(action.dossier)
    return replace(action, to=action.to or next(iter(returns_from(dossier)), ""))


def _delegate(desk: Desk, action: delegating.Delegate) -> delegating.Delegate:
    return with_id(action, desk.standing.person, desk.ids.new(), desk.clock.now().isoformat(timespec="minutes"))


def _answer(desk: Desk, action: Answered) -> Answered:
    """Return what a second person says with the digest of what was asked, as it lies in the journal.

    Raises:
        Refused: ``second.nothing-asked``; ``second.other-entry``: something else was before them.
    """
    return _of_waiting(desk, desk.organisation().asked, action)


def _confirm(desk: Desk, action: seconding.Confirm) -> seconding.Confirm:
    """Return the same of what can still be done.

    Raises:
        Refused: As :func:`_answer`; ``custody.*``.
    """
    found = pending(desk.organisation().asked, action.asked)
    if found is not None:
        custody.refuse_confirming_destruction(desk, found)
        disposing.refuse_confirming_disposal(desk, found)
    return _answer(desk, action)


def _answer_second(desk: Desk, action: seconding.AnswerSecond) -> seconding.AnswerSecond:
    """Return the same of what was asked for of a document; where one thing alone waits, it is meant.

    Raises:
        Refused: ``second.nothing-asked``, ``second.other-entry``, ``clearing.lent``.
    """
    waiting = desk.dossier(action.dossier).asked
    only = waiting[0].id if len(waiting) == 1 else NO_ENTRY
    said = replace(action, asked=action.asked or only)
    found = pending(waiting, said.asked)
    if found is not None and action.word is seconding.Word.CONFIRMED:
        clearing_copies.refuse_confirming_destruction(desk, action.dossier, found)
    return _of_waiting(desk, waiting, said)


def _of_waiting(desk: Desk, waiting: Iterable[Entry], action: Answered) -> Answered:
    found = pending(waiting, action.asked)
    if found is None:
        raise Refused("second.nothing-asked")
    digest = desk.crypto.digest(found.asked.encode())
    if action.digest not in (NOTHING, digest):
        raise Refused("second.other-entry", act=found.term)
    return replace(action, digest=digest)


_ADDITIONS: Mapping[type[Action], Callable[[Desk, Any], Action]] = {
    act.Draft: _draft,
    act.Revise: _revise,
    act.Issue: _issue,
    together.Cosign: _issue,
    on_paper.RecordInstruction: _record_instruction,
    on_paper.RecordIssue: _record_issue,
    act.AssignNumber: with_number,
    act.SignProof: _proof,
    act.ApplySeal: _seal,
    act.Return: _return,
    together.Void: _void,
    delegating.Delegate: _delegate,
    delegating.DelegateFor: _delegate,
    seconding.Confirm: _confirm,
    seconding.Decline: _answer,
    seconding.Withdraw: _answer,
    seconding.AnswerSecond: _answer_second,
    **inviting.ADDITIONS,
    **arriving.ADDITIONS,
    **matters.ADDITIONS,
    **classifying.ADDITIONS,
    **clearing_copies.ADDITIONS,
    **supervising.ADDITIONS,
    **certified.ADDITIONS,
    **custody.ADDITIONS,
    **teaching.ADDITIONS,
    **archiving.ADDITIONS,
    **disposing.ADDITIONS,
    **granting.ADDITIONS,
    EnrolSeal: sealing.enrolled,
}
