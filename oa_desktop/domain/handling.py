"""What the flow allows now: the rules that an act on a document must meet when it is performed.

They are asked once, when the act is done. The fold never asks them again: an entry of yesterday is not judged by the
rules of today.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oa_desktop.domain.actions import DECLARATIONS, Action, Merge
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.dossier import Dossier, Phase
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flow import Step
from oa_desktop.domain.history import declaration_of_act
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.proofs import MOST_ROUNDS, round_name, rounds_signed


def refuse_out_of_order(dossier: Dossier, action: Action) -> None:
    """Refuse an act that the document's state or its flow does not allow.

    Raises:
        Refused: With the rule, such as ``flow.wrong-step`` or ``issue.text-changed``.
    """
    declaration = declaration_of_act(action)
    if declaration.merge is Merge.MERGEABLE:
        _refuse_empty(dossier)
        _same_text(dossier, action)
    else:
        _refuse_phase(dossier, action)
    if declaration.onward:
        _refuse_wrong_step(dossier, declaration.kind, declaration.term)
    rule = _RULES.get(type(action))
    if rule is not None:
        rule(dossier, action)


def current_step(dossier: Dossier) -> Step:
    """Return the step that the document is in.

    Raises:
        Refused: The document is in no step.
    """
    if dossier.flow is None or not dossier.flow.has(dossier.step):
        raise Refused("dossier.unknown", dossier=dossier.id)
    return dossier.flow.step(dossier.step)


def _refuse_empty(dossier: Dossier) -> None:
    if dossier.phase is Phase.EMPTY:
        raise Refused("dossier.unknown", dossier=dossier.id)


def _refuse_phase(dossier: Dossier, action: Action) -> None:
    expected = {act.Draft: Phase.EMPTY, act.SettleConflict: Phase.CONFLICT}.get(type(action), Phase.IN_HAND)
    if dossier.phase is expected:
        return
    raise Refused(
        "dossier.unknown" if expected is Phase.EMPTY else _PHASE_RULES[dossier.phase],
        dossier=dossier.id,
        title=dossier.particulars.title,
    )


_PHASE_RULES = {
    Phase.EMPTY: "dossier.unknown",
    Phase.IN_HAND: "dossier.no-conflict",
    Phase.CONCLUDED: "dossier.concluded",
    Phase.CONFLICT: "dossier.conflict",
    Phase.UNKNOWN: "dossier.newer-program",
}


def _refuse_wrong_step(dossier: Dossier, kind: str, term: str) -> None:
    step = current_step(dossier)
    if step.act != kind:
        expected = next(one.term for one in DECLARATIONS.values() if one.kind == step.act)
        raise Refused("flow.wrong-step", act=term, step=step.name, expected=expected)


def _revise(dossier: Dossier, _: act.Revise) -> None:
    step = current_step(dossier)
    if not step.revises:
        raise Refused("flow.no-revision", step=step.name)


def _same_text(dossier: Dossier, action: Action) -> None:
    """Refuse an act on another text than the present one: nobody signs for what was not before them."""
    if isinstance(action, act.DossierAction) and action.source != dossier.source:
        raise Refused("flow.text-changed", title=dossier.particulars.title)


def _recheck(dossier: Dossier, action: act.Recheck) -> None:
    _same_text(dossier, action)
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
    _same_text(dossier, action)
    if dossier.numbered is None:
        raise Refused("seal.before-number", title=dossier.particulars.title)
    if action.copies < 1:
        raise Refused("seal.no-copies")
    _refuse_unread(dossier, dossier.numbered.rendering)


def _file(_: Dossier, action: act.File) -> None:
    if action.retention not in RETENTION_PERIODS:
        raise Refused("file.retention", text=action.retention, periods="、".join(RETENTION_PERIODS))


def _return(dossier: Dossier, action: act.Return) -> None:
    _same_text(dossier, action)
    step = current_step(dossier)
    if not step.returns_to:
        raise Refused("return.nowhere", step=step.name)
    if action.to not in step.returns_to:
        names = "、".join(dossier.flow.step(one).name for one in step.returns_to) if dossier.flow else ""
        raise Refused("return.not-there", to=action.to, step=step.name, allowed=names)
    if not (action.reason.strip() or action.ink):
        raise Refused("return.no-reason")


def _recall(dossier: Dossier, action: act.Recall) -> None:
    _same_text(dossier, action)
    last = dossier.last
    declaration = next((one for one in DECLARATIONS.values() if last and one.kind == last.kind), None)
    if declaration is None or not declaration.recallable:
        raise Refused("recall.not-recallable", act=declaration.term if declaration else "")


def _settle(dossier: Dossier, action: act.SettleConflict) -> None:
    _same_text(dossier, action)
    if action.upheld not in dossier.contenders:
        raise Refused("settle.no-contender", entry=action.upheld)


RETENTION_PERIODS = ("永久", "30年", "10年")
"""国家档案局令第8号 (2006): 永久 or 定期, 定期 normally 30 or 10 years (secondary source)."""

_RULES: Mapping[type[Action], Callable[[Dossier, Any], None]] = {
    act.Revise: _revise,
    act.SubmitForReview: _same_text,
    act.Review: _same_text,
    act.Issue: _same_text,
    act.Recheck: _recheck,
    act.AssignNumber: _number,
    act.SignProof: _proof,
    act.ApplySeal: _seal,
    act.Dispatch: _same_text,
    act.File: _file,
    act.Return: _return,
    act.Recall: _recall,
    act.SettleConflict: _settle,
}
