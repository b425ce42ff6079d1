"""What the flow allows now: the rules that an act on a document must meet when it is performed.

They are asked once, when the act is done. The fold never asks them again: an entry of yesterday is not judged by the
rules of today.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS, Action, Declaration, on_paper, together, validity
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.clearing_rules import CLEARING_RULES
from oa_desktop.domain.conditions import all_hold
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.deadlines import refuse_deadline_before
from oa_desktop.domain.dossier import Dossier, Phase, recallable, returns_from
from oa_desktop.domain.dossier.moving import others_agreed, own_task
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flow import Step
from oa_desktop.domain.history import declaration_of_act
from oa_desktop.domain.ids import NOTHING, Digest
from oa_desktop.domain.internal_rules import INTERNAL_RULES, refuse_while_public
from oa_desktop.domain.operations import Operation, Says, operation_of
from oa_desktop.domain.proofs import MOST_ROUNDS, round_name, rounds_signed
from oa_desktop.domain.supervising_rules import SUPERVISING_RULES, refuse_unsettled
from oa_desktop.domain.tasks import of_the_step, out_with_readers


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
    if dossier.is_sealed_up and declaration.onward and not isinstance(action, arrival.RegisterIncoming):
        raise Refused("incoming.sealed-up", title=dossier.particulars.title, act=declaration.term)
    if declaration.onward and isinstance(action, act.DossierAction):
        _refuse_wrong_task(dossier, action, declaration)
    if operation.after_all:
        _refuse_unended(dossier)
    rule = _RULES.get(type(action))
    if rule is not None:
        rule(dossier, action)
    _refuse_step(dossier, action, operation)


def _refuse_unended(dossier: Dossier) -> None:
    """Refuse to end what is supervised (督办) or out with readers (传阅)."""
    refuse_unsettled(dossier.supervisions, dossier.particulars.title)
    _refuse_readers(dossier)


def _unseal(dossier: Dossier, action: arrival.Unseal) -> None:
    if action.kept:
        _refuse_unended(dossier)


def current_step(dossier: Dossier) -> Step:
    """Return the step that the document is in.

    Raises:
        Refused: The document is in no step.
    """
    if dossier.flow is None or not dossier.flow.has(dossier.step):
        raise Refused("dossier.unknown", dossier=dossier.id)
    return dossier.flow.step(dossier.step)


def _refuse_phase(dossier: Dossier, action: Action, operation: Operation) -> None:
    if dossier.phase in operation.phases:
        return
    raise Refused(
        "dossier.unknown" if isinstance(action, arrival.BEGINNINGS) else _PHASE_RULES[dossier.phase],
        dossier=dossier.id,
        title=dossier.particulars.title,
    )


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


def _refuse_unsaid(dossier: Dossier, says: Says) -> None:
    step = current_step(dossier)
    if not getattr(step, says.value):
        raise Refused(_UNSAID[says], step=step.name)


_UNSAID = {Says.RETURNS_TO: "return.nowhere", Says.REVISES: "flow.no-revision"}


def _refuse_step(dossier: Dossier, action: Action, operation: Operation) -> None:
    allowed = operation.steps
    if allowed is None:
        return
    step = current_step(dossier)
    if step.act not in allowed:
        names = "、".join(one.term for one in DECLARATIONS.values() if one.kind in allowed)
        raise Refused("flow.not-in-this-step", act=declaration_of_act(action).term, step=step.name, allowed=names)


def _refuse_wrong_task(dossier: Dossier, action: act.DossierAction, declaration: Declaration) -> None:
    task = own_task(dossier, action.task)
    if task is None or task.act != declaration.kind:
        step = current_step(dossier)
        wanted = task.act if task else step.act
        expected = next(one.term for one in DECLARATIONS.values() if one.kind == wanted)
        raise Refused("flow.wrong-step", act=declaration.term, step=step.name, expected=expected)


def _same_text(dossier: Dossier, action: Action) -> None:
    """Refuse an act on another text than the present one: nobody signs for what was not before them."""
    if isinstance(action, _BRING_A_TEXT) or not isinstance(action, act.DossierAction):
        return
    if action.source != dossier.source:
        raise Refused("flow.text-changed", title=dossier.particulars.title)


_ISSUE, _COSIGN = (DECLARATIONS[one].kind for one in (act.Issue, together.Cosign))
_BRING_A_TEXT = (*arrival.BEGINNINGS, act.Revise, act.AssignNumber, arrival.LinkReply)


def _revise(dossier: Dossier, action: act.Revise) -> None:
    """Let no text change behind those who agreed to it and have it before them no more."""
    own = own_task(dossier, action.task)
    if own and others_agreed(dossier, own):
        raise Refused("revise.others-agreed", title=dossier.particulars.title, step=current_step(dossier).name)


def _issue(dossier: Dossier, _: act.Issue | on_paper.RecordIssue) -> None:
    """Let nobody sign a text that the leaders of the other organs have not (Art. 22)."""
    flow, step = dossier.flow, current_step(dossier)
    if flow is None or step.act != _ISSUE or dossier.cosigned in (NOTHING, dossier.source):
        return
    passed = flow.steps[: flow.steps.index(step)]
    here = (one for one in passed if all_hold(one.when, dossier.particulars) and dossier.stages(one))
    cosigning = next((one.name for one in here if one.act == _COSIGN), "")
    if cosigning:
        raise Refused("issue.changed-after-cosigning", title=dossier.particulars.title, step=cosigning)


def _recheck(dossier: Dossier, _: act.Recheck) -> None:
    if dossier.issued is None or dossier.issued.source != dossier.source:
        raise Refused("recheck.changed-after-issue", title=dossier.particulars.title)


def _number(dossier: Dossier, action: act.AssignNumber) -> None:
    if dossier.issued is None:
        raise Refused("number.before-issue", title=dossier.particulars.title)
    if action.date and read_iso(action.date) is None:
        raise Refused("date.form", text=action.date)


def may_be_proofed(dossier: Dossier) -> bool:
    """Tell whether proofs are read now: after 登记, and until 用印 is done."""
    sealed = dossier.sealed is not None and current_step(dossier).act != DECLARATIONS[act.ApplySeal].kind
    return dossier.phase is Phase.IN_HAND and dossier.numbered is not None and not sealed


def _proof(dossier: Dossier, action: act.SignProof) -> None:
    title = dossier.particulars.title
    if dossier.numbered is None:
        raise Refused("proof.before-number", title=title)
    if not may_be_proofed(dossier):
        raise Refused("proof.after-seal", title=title)
    if action.rendering != dossier.numbered.rendering:
        raise Refused("proof.other-page", title=title)
    if not 1 <= action.round <= MOST_ROUNDS:
        raise Refused("proof.round", round=action.round, most=MOST_ROUNDS)


def _refuse_unread(dossier: Dossier, rendering: Digest) -> None:
    """Refuse to seal a page that was not proof-read as often as the flow demands."""
    demanded = dossier.flow.proofs if dossier.flow else 0
    signed = rounds_signed(dossier.proofs, rendering)
    if len(signed) < demanded:
        names = "、".join(round_name(one) for one in sorted(signed)) or "没有校对记录"
        raise Refused("seal.proofs-lacking", title=dossier.particulars.title, demanded=demanded, signed=names)


def _seal(dossier: Dossier, action: act.ApplySeal) -> None:
    if dossier.numbered is None:
        raise Refused("seal.before-number", title=dossier.particulars.title)
    if action.copies < 1:
        raise Refused("seal.no-copies")
    _refuse_unread(dossier, dossier.numbered.rendering)


def _file(_: Dossier, action: act.File) -> None:
    if action.retention not in RETENTION_PERIODS:
        raise Refused("file.retention", text=action.retention, periods="、".join(RETENTION_PERIODS))


def _refuse_readers(dossier: Dossier) -> None:
    """Refuse to conclude while the paper is with readers: somebody always knows where it is (Art. 24)."""
    waiting = out_with_readers(dossier.tasks)
    if waiting:
        raise Refused("circulate.still-out", title=dossier.particulars.title, count=len(waiting))


def _return(dossier: Dossier, action: act.Return) -> None:
    step, allowed = current_step(dossier), returns_from(dossier)
    if action.to not in allowed:
        names = "、".join(dossier.flow.step(one).name for one in allowed) if dossier.flow else ""
        raise Refused("return.not-there", to=action.to, step=step.name, allowed=names)
    if not (action.reason.strip() or action.ink):
        raise Refused("return.no-reason")


def _recall(dossier: Dossier, action: act.Recall) -> None:
    wanted = next((one for one in dossier.done if one.entry == action.entry), None)
    if wanted is None:
        kind = dossier.last.kind if dossier.last else ""
        raise Refused("recall.not-recallable", act=_term(kind))
    if not recallable(dossier, wanted):
        known = DECLARATIONS[BY_KIND[wanted.kind]]
        raise Refused("recall.acted-upon" if known.recallable else "recall.not-recallable", act=known.term)


def _term(kind: str) -> str:
    return DECLARATIONS[BY_KIND[kind]].term if kind in BY_KIND else ""


def _settle(dossier: Dossier, action: act.SettleConflict) -> None:
    if action.upheld not in dossier.contenders:
        raise Refused("settle.no-contender", entry=action.upheld)


def _countersign(_: Dossier, action: together.Countersign | together.Cosign) -> None:
    if action.stance is not together.Stance.AGREE and not (action.opinion.strip() or action.ink):
        raise Refused("countersign.no-words", stance=action.stance.value)


def _record_issue(dossier: Dossier, action: on_paper.RecordIssue) -> None:
    _on_paper(dossier, action)
    _issue(dossier, action)


def _on_paper(dossier: Dossier, action: on_paper.PaperAction) -> None:
    """Refuse a record that says nothing; a signature alone is consent only to what is signed (Art. 22)."""
    if not (isinstance(action, on_paper.RecordIssue) or action.opinion.strip()):
        raise Refused("paper-act.no-words", title=dossier.particulars.title)
    if action.stance is not together.Stance.AGREE and not action.opinion.strip():
        raise Refused("countersign.no-words", stance=action.stance.value)


def _invite(dossier: Dossier, action: together.AddSigners | together.Circulate) -> None:
    people = action.people if isinstance(action, together.AddSigners) else action.readers
    term = declaration_of_act(action).term
    if not people:
        raise Refused("people.none", act=term)
    if len(set(people)) < len(people):
        raise Refused("people.twice", act=term)
    if len(people) > together.MOST_AT_ONCE:
        raise Refused("people.too-many", act=term, most=together.MOST_AT_ONCE, count=len(people))
    if action.due:
        refuse_deadline_before(action.due, dossier.drafted)


def _take_out(_: Dossier, action: together.WithdrawSigners | together.RecallCirculation) -> None:
    if not action.tasks:
        raise Refused("people.nobody-left", act=declaration_of_act(action).term)


def _hand_over(dossier: Dossier, action: together.HandOver) -> None:
    if own_task(dossier, action.task) is None:
        raise Refused("policy.holder", act=declaration_of_act(action).term, name="")
    if action.due:
        refuse_deadline_before(action.due, dossier.drafted)


def _reassign(dossier: Dossier, action: together.Reassign) -> None:
    if action.due:
        refuse_deadline_before(action.due, dossier.drafted)


def _state_validity(dossier: Dossier, action: validity.SetValidity) -> None:
    if dossier.numbered is None:
        raise Refused("validity.before-number", title=dossier.particulars.title)
    if action.until and read_iso(action.until) is None:
        raise Refused("date.form", text=action.until)
    if action.until and dossier.numbered.date and action.until < dossier.numbered.date:
        raise Refused("validity.before-document", title=dossier.particulars.title, day=action.until)


def _pass_on(dossier: Dossier, action: together.PassOn) -> None:
    if not any(one.id == action.task for one in dossier.tasks):
        raise Refused("circulate.not-back", title=dossier.particulars.title)


def _urge(dossier: Dossier, action: together.Urge) -> None:
    if not action.tasks:
        raise Refused("urge.nobody", title=dossier.particulars.title)


def _handle(dossier: Dossier, action: arrival.Handle) -> None:
    """Let the lead (主办) say last what was done: what the assistants did goes into it."""
    chosen = dossier.chosen_for(current_step(dossier))
    own = own_task(dossier, action.task)
    leads = own and chosen and chosen.lead and chosen.lead in (own.holder.person, own.holder.department)
    others = len(of_the_step(dossier.tasks)) - 1
    if leads and others:
        raise Refused("handle.assistants-first", title=dossier.particulars.title, count=others)


def _reason(_: Dossier, action: together.Suspend | together.Void | arrival.Reject) -> None:
    if not action.reason.strip():
        raise Refused("act.no-reason", act=declaration_of_act(action).term)


def _void(dossier: Dossier, action: together.Void) -> None:
    _reason(dossier, action)
    refuse_while_public(dossier)


RETENTION_PERIODS = ("永久", "30年", "10年")
"""国家档案局令第8号 (2006): 永久 or 定期, 定期 normally 30 or 10 years (secondary source)."""

_RULES: Mapping[type[Action], Callable[[Dossier, Any], None]] = {
    act.Revise: _revise,
    act.Issue: _issue,
    act.Recheck: _recheck,
    act.AssignNumber: _number,
    act.SignProof: _proof,
    act.ApplySeal: _seal,
    act.File: _file,
    act.Return: _return,
    act.Recall: _recall,
    act.SettleConflict: _settle,
    arrival.Unseal: _unseal,
    arrival.Reject: _reason,
    arrival.Handle: _handle,
    on_paper.RecordInstruction: _on_paper,
    on_paper.RecordIssue: _record_issue,
    together.Countersign: _countersign,
    together.Cosign: _countersign,
    together.AddSigners: _invite,
    together.Circulate: _invite,
    together.WithdrawSigners: _take_out,
    together.RecallCirculation: _take_out,
    together.HandOver: _hand_over,
    together.Reassign: _reassign,
    validity.SetValidity: _state_validity,
    together.PassOn: _pass_on,
    together.Urge: _urge,
    together.Suspend: _reason,
    together.Void: _void,
    **INTERNAL_RULES,
    **CLEARING_RULES,
    **SUPERVISING_RULES,
}
