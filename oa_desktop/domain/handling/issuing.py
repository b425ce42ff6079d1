"""What must be so before a paper is changed, signed, numbered, proof-read, sealed, filed, or its 效力 is stated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oa_desktop.domain.actions import DECLARATIONS, Action, on_paper, together, validity
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.archives.retention import Retention
from oa_desktop.domain.copies.proofs import MOST_ROUNDS, round_name, rounds_signed
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.dossier import AgreedText, Dossier, Phase
from oa_desktop.domain.dossier.moving import others_agreed, own_task
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.conditions import all_hold
from oa_desktop.domain.handling.classifying import refuse_undecided
from oa_desktop.domain.handling.steps import current_step
from oa_desktop.domain.ids import Digest

RETENTION_PERIODS = tuple(one.value for one in Retention)
"""国家档案局令第8号 (2006): 永久 or 定期, 定期 normally 30 or 10 years (secondary source)."""

_ISSUE, _COSIGN = (DECLARATIONS[one].kind for one in (act.Issue, together.Cosign))


def _revise(dossier: Dossier, action: act.Revise) -> None:
    """Let no text change behind those who agreed to it and have it before them no more."""
    own = own_task(dossier, action.task)
    if own and others_agreed(dossier, own):
        raise Refused("revise.others-agreed", title=dossier.particulars.title, step=current_step(dossier).name)


def refuse_uncosigned(dossier: Dossier, _: act.Issue | on_paper.RecordIssue) -> None:
    """Let nobody sign what the leaders of the other organs have not, text or attachments (Art. 22), or unmarked."""
    refuse_undecided(dossier)
    flow, step = dossier.flow, current_step(dossier)
    if flow is None or step.act != _ISSUE or dossier.cosigned is None or dossier.stands_as(dossier.cosigned):
        return
    passed = flow.steps[: flow.steps.index(step)]
    here = (one for one in passed if all_hold(one.when, dossier.particulars) and dossier.stages(one))
    cosigning = next((one.name for one in here if one.act == _COSIGN), "")
    if cosigning:
        said = {"title": dossier.particulars.title, "changed": _changed(dossier, dossier.cosigned)}
        raise Refused("issue.changed-after-cosigning", step=cosigning, **said)


def _recheck(dossier: Dossier, _: act.Recheck) -> None:
    if not dossier.stands_as(dossier.issued):
        changed = _changed(dossier, dossier.issued)
        raise Refused("recheck.changed-after-issue", title=dossier.particulars.title, changed=changed)


def _changed(dossier: Dossier, agreed: AgreedText | None) -> str:
    """Return in words what is not as somebody agreed to it: 文稿, 附件, or both."""
    return "、".join(agreed.changed_in(dossier.text)) if agreed else ""


def _number(dossier: Dossier, action: act.AssignNumber) -> None:
    if dossier.issued is None:
        raise Refused("number.before-issue", title=dossier.particulars.title)
    if action.date and read_iso(action.date) is None:
        raise Refused("date.form", text=action.date)


def _may_be_proofed(dossier: Dossier) -> bool:
    """Tell whether proofs are read now: after 登记, and until 用印 is done."""
    sealed = dossier.sealed is not None and current_step(dossier).act != DECLARATIONS[act.ApplySeal].kind
    return dossier.phase is Phase.IN_HAND and dossier.numbered is not None and not sealed


def _proof(dossier: Dossier, action: act.SignProof) -> None:
    title = dossier.particulars.title
    if dossier.numbered is None:
        raise Refused("proof.before-number", title=title)
    if not _may_be_proofed(dossier):
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
    _refuse_sealing(dossier, action)
    _refuse_unread(dossier, dossier.numbered.rendering)


def _refuse_sealing(dossier: Dossier, action: act.ApplySeal) -> None:
    """Refuse a second seal of one organ, and paper where others have sealed electronically."""
    title = dossier.particulars.title
    if dossier.seals and not action.electronic:
        raise Refused("seal.begun", title=title, seals="、".join(one.name for one in dossier.seals))
    if action.organ and action.organ in {one.organ for one in dossier.seals}:
        raise Refused("seal.twice", title=title, organ=action.organ)


def _file(_: Dossier, action: act.File) -> None:
    if action.retention not in RETENTION_PERIODS:
        raise Refused("file.retention", text=action.retention, periods="、".join(RETENTION_PERIODS))


def _state_validity(dossier: Dossier, action: validity.SetValidity) -> None:
    if dossier.numbered is None:
        raise Refused("validity.before-number", title=dossier.particulars.title)
    if action.until and read_iso(action.until) is None:
        raise Refused("date.no-day", text=action.until)
    if action.until and dossier.numbered.date and action.until < dossier.numbered.date:
        raise Refused("validity.before-document", title=dossier.particulars.title, day=action.until)


def _leave_opinion(dossier: Dossier, action: act.LeaveOpinion) -> None:
    if not (action.opinion.strip() or action.ink):
        raise Refused("act.no-words", title=dossier.particulars.title)


ISSUING_RULES: Mapping[type[Action], Callable[[Dossier, Any], None]] = {
    act.Revise: _revise,
    act.Issue: refuse_uncosigned,
    act.Recheck: _recheck,
    act.AssignNumber: _number,
    act.SignProof: _proof,
    act.ApplySeal: _seal,
    act.File: _file,
    act.LeaveOpinion: _leave_opinion,
    validity.SetValidity: _state_validity,
}
