"""What the flow allows now: the rules that an act on a document must meet when it is performed.

They are asked once, when the act is done. The fold never asks them again: an entry of yesterday is not judged by the
rules of today.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oa_desktop.domain.actions import DECLARATIONS, Action, Declaration, classifying
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.actions.seconding import AnswerSecond, Word
from oa_desktop.domain.dossier import AgreedText, Dossier, Phase
from oa_desktop.domain.dossier.moving import own_task
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.operations import Operation, Says, operation_of
from oa_desktop.domain.handling.classifying import CLASSIFYING_RULES
from oa_desktop.domain.handling.clearing import CLEARING_RULES
from oa_desktop.domain.handling.ending import refuse_unended
from oa_desktop.domain.handling.internal import INTERNAL_RULES
from oa_desktop.domain.handling.issuing import ISSUING_RULES
from oa_desktop.domain.handling.on_paper import PAPER_RULES
from oa_desktop.domain.handling.receiving import RECEIVING_RULES
from oa_desktop.domain.handling.returning import RETURNING_RULES
from oa_desktop.domain.handling.steps import current_step
from oa_desktop.domain.handling.supervising import SUPERVISING_RULES
from oa_desktop.domain.handling.together import TOGETHER_RULES
from oa_desktop.domain.history import declaration_of_act
from oa_desktop.domain.units.seconding import asks, pending, refuse_asking


def refuse_out_of_order(dossier: Dossier, action: Action) -> None:
    """Refuse an act that the document's state or its flow does not allow.

    Raises:
        Refused: With the rule, such as ``flow.wrong-step`` or ``issue.text-changed``.
    """
    operation = operation_of(type(action))
    _refuse_phase(dossier, action, operation)
    if operation.says:
        _refuse_unsaid(dossier, operation.says)
    _same_text(dossier, action)
    declaration = declaration_of_act(action)
    if declaration.onward:
        _refuse_sealed_up(dossier, action, declaration)
        _refuse_wrong_task(dossier, action, declaration)
    if operation.after_all:
        refuse_unended(dossier)
    rule = _RULES.get(type(action))
    if rule is not None:
        rule(dossier, action)
    if asks(type(action)):
        refuse_asking(dossier.asked, action)
    _refuse_step(dossier, action, operation)


def _seconded(dossier: Dossier, action: AnswerSecond) -> None:
    """Refuse to confirm what could not be done any more."""
    found = pending(dossier.asked, action.asked)
    if found is None:
        raise Refused("second.nothing-asked")
    if action.word is Word.CONFIRMED:
        _RULES[type(found.action)](dossier, found.action)


def _refuse_phase(dossier: Dossier, action: Action, operation: Operation) -> None:
    if dossier.phase in operation.phases:
        return
    raise Refused(
        "dossier.unknown" if isinstance(action, arrival.BEGINNINGS) else _PHASE_RULES[dossier.phase],
        dossier=dossier.id,
        title=dossier.particulars.title,
    )


def _refuse_unsaid(dossier: Dossier, says: Says) -> None:
    step = current_step(dossier)
    if not getattr(step, says.value):
        raise Refused(_UNSAID[says], step=step.name)


def _refuse_step(dossier: Dossier, action: Action, operation: Operation) -> None:
    allowed = operation.steps
    if allowed is None:
        return
    step = current_step(dossier)
    if step.act not in allowed:
        names = "、".join(one.term for one in DECLARATIONS.values() if one.kind in allowed)
        raise Refused("flow.not-in-this-step", act=declaration_of_act(action).term, step=step.name, allowed=names)


def _refuse_sealed_up(dossier: Dossier, action: Action, declaration: Declaration) -> None:
    """Let nothing but 登记 be done with what came for somebody alone (亲启) before it was opened."""
    if dossier.is_sealed_up and not isinstance(action, arrival.RegisterIncoming):
        raise Refused("incoming.sealed-up", title=dossier.particulars.title, act=declaration.term)


def _refuse_wrong_task(dossier: Dossier, action: Action, declaration: Declaration) -> None:
    if not isinstance(action, act.DossierAction):
        return
    task = own_task(dossier, action.task)
    if task is None or task.act != declaration.kind:
        step = current_step(dossier)
        wanted = task.act if task else step.act
        expected = next(one.term for one in DECLARATIONS.values() if one.kind == wanted)
        raise Refused("flow.wrong-step", act=declaration.term, step=step.name, expected=expected)


def _same_text(dossier: Dossier, action: Action) -> None:
    """Refuse an act on another text, or other attachments, than the present: nobody signs for what was not before them.

    What brings a text is judged by what lay before whoever brings it.
    """
    if not isinstance(action, act.DossierAction):
        return
    seen = action.seen or dossier.seen
    brings = isinstance(action, _BRING_A_TEXT) and seen.revision == dossier.revision
    before = AgreedText(source=dossier.source if brings else action.source, attachments=seen.attachments)
    changed = before.changed_in(dossier.text)
    if changed:
        raise Refused("flow.text-changed", title=dossier.particulars.title, changed="、".join(changed))


_PHASE_RULES = {
    Phase.EMPTY: "dossier.unknown",
    Phase.IN_HAND: "dossier.in-hand",
    Phase.SUSPENDED: "dossier.suspended",
    Phase.CONCLUDED: "dossier.concluded",
    Phase.VOID: "dossier.void",
    Phase.REJECTED: "dossier.rejected",
    Phase.CONFLICT: "dossier.conflict",
    Phase.UNKNOWN: "dossier.newer-program",
}
_UNSAID = {Says.RETURNS_TO: "return.nowhere", Says.REVISES: "flow.no-revision"}
_BRING_A_TEXT = (*arrival.BEGINNINGS, act.Revise, act.AssignNumber, arrival.LinkReply, classifying.Classify)

_RULES: Mapping[type[Action], Callable[[Dossier, Any], None]] = {
    **ISSUING_RULES,
    **RETURNING_RULES,
    **RECEIVING_RULES,
    **PAPER_RULES,
    **TOGETHER_RULES,
    **INTERNAL_RULES,
    **CLASSIFYING_RULES,
    **CLEARING_RULES,
    **SUPERVISING_RULES,
    AnswerSecond: _seconded,
}
