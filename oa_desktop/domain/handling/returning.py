"""What must be so before a document goes back (退回), an act is taken back (撤回), or a conflict is settled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS, Action
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.dossier import Dossier, recallable, returns_from
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.handling.steps import current_step


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


RETURNING_RULES: Mapping[type[Action], Callable[[Dossier, Any], None]] = {
    act.Return: _return,
    act.Recall: _recall,
    act.SettleConflict: _settle,
}
