"""What must be so before a classification is proposed, decided, changed or lifted, and before a document is signed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import classifying as act
from oa_desktop.domain.documents.supervision import Answer
from oa_desktop.domain.documents.values import Publicity
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import FlowSort
from oa_desktop.domain.secrecy.classification import Secrecy, read_classification


def refuse_undecided(dossier: Dossier) -> None:
    """Let nobody sign what is to be classified, carries another mark than was decided, or is secret and to be public.

    Raises:
        Refused: ``classify.pending``, ``classify.undecided``, ``classify.public``.
    """
    said = dossier.particulars
    if said.secrecy > Secrecy.OPEN and said.publicity == Publicity.OPEN.value:
        raise Refused("classify.public", title=said.title, mark=said.classification)
    if dossier.proposed:
        raise Refused("classify.pending", title=said.title, mark=dossier.proposed.mark)
    decided = dossier.markings[-1].mark if dossier.markings else ""
    if said.classification != decided and (decided or said.secrecy >= Secrecy.SECRET):
        raise Refused("classify.undecided", title=said.title, mark=said.classification or "无", decided=decided or "无")


def _propose(dossier: Dossier, action: act.ProposeClassification) -> None:
    if dossier.flow is None or dossier.flow.sort is not FlowSort.OUTGOING:
        raise Refused("classify.outgoing-only", title=dossier.particulars.title)
    _refuse_unmarked(action.mark, action.basis)


def _classify(dossier: Dossier, action: act.Classify) -> None:
    if dossier.proposed is None:
        raise Refused("classify.nothing-proposed", title=dossier.particulars.title)
    if action.answer is Answer.AGREE:
        _refuse_unmarked(action.mark, action.basis)
    elif not action.opinion.strip():
        raise Refused("classify.no-reason", act="定密")


def _refuse_unmarked(mark: str, basis: str) -> None:
    if read_classification(mark).level is Secrecy.OPEN:
        raise Refused("classification.form", text=mark)
    if not basis.strip():
        raise Refused("classify.no-basis", mark=mark)


def _reclassify(dossier: Dossier, action: act.Reclassify) -> None:
    _refuse_unclassified(dossier)
    _refuse_unmarked(action.mark, action.basis)
    _refuse_unsaid(action.reason, "变更密级")


def _declassify(dossier: Dossier, action: act.Declassify) -> None:
    _refuse_unclassified(dossier)
    _refuse_unsaid(action.reason, "解除密级")


def _refuse_unclassified(dossier: Dossier) -> None:
    if not dossier.markings or not dossier.particulars.classification:
        raise Refused("classify.not-classified", title=dossier.particulars.title)


def _adjust(dossier: Dossier, action: act.AdjustAudience) -> None:
    if dossier.particulars.secrecy > Secrecy.OPEN and not (action.people or action.departments):
        raise Refused("audience.nobody", title=dossier.particulars.title)
    _refuse_unsaid(action.reason, "调整知悉范围")


def _refuse_unsaid(reason: str, term: str) -> None:
    if not reason.strip():
        raise Refused("classify.no-reason", act=term)


CLASSIFYING_RULES: Mapping[type[Action], Callable[[Dossier, Any], None]] = {
    act.ProposeClassification: _propose,
    act.Classify: _classify,
    act.Reclassify: _reclassify,
    act.Declassify: _declassify,
    act.AdjustAudience: _adjust,
}
