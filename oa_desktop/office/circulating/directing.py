"""What an act is called where it is done, and to whom it directs a document (办给谁)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from oa_desktop.domain.actions import Action, supervising, together
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.incoming import Assign, Handle, Instruct, Propose, Receive
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.history import declaration_of_act
from oa_desktop.domain.ids import TaskId
from oa_desktop.domain.units.organisation import Organisation

Choosing = act.SubmitForReview | Propose | Instruct | Assign


def directed_to(organisation: Organisation, state: Dossier, action: Action) -> str:
    """Return in the office's words to whom an act directs a document; empty where it goes where its flow says.

    Args:
        organisation: Who is who.
        state: The document before the act.
        action: What was done.
    """
    words = _WORDS.get(type(action))
    return words(organisation, state, action) if words else ""


def sent_back(before: Dossier, after: Dossier, action: Action) -> str:
    """Return in the office's words where an objection sends a document; empty for every other act.

    Args:
        before: The document before the act.
        after: The document after it.
        action: What was done.
    """
    flow, is_answer = before.flow, isinstance(action, together.Countersign | together.Cosign)
    if not is_answer or not flow or not flow.has(before.step) or after.step not in flow.step(before.step).returns_to:
        return ""
    return f"因有不同意见回到{flow.step(after.step).name}"


def called(state: Dossier, action: Action) -> str:
    """Return what an act is called where it is done: what a lead and its assistants handle is handled together (会办).

    Args:
        state: The document before the act.
        action: What was done.
    """
    return "会办" if isinstance(action, Handle) and _handled_together(state) else declaration_of_act(action).term


def _handled_together(state: Dossier) -> bool:
    step = state.flow.step(state.step) if state.flow and state.flow.has(state.step) else None
    chosen = state.chosen_for(step) if step else None
    return bool(chosen and len((*chosen.departments, *chosen.people)) > 1)


def _names(organisation: Organisation, ids: Iterable[str]) -> str:
    known: dict[str, str] = {one.id: one.name for one in organisation.people}
    known |= {one.id: one.name for one in organisation.departments}
    return "、".join(known.get(str(one), str(one)) for one in ids)


def _chosen(organisation: Organisation, state: Dossier, action: Choosing) -> str:
    return "；".join(_step_and_names(organisation, state, action.chosen))


def _step_and_names(organisation: Organisation, state: Dossier, chosen: Iterable[act.ChosenParties]) -> Iterator[str]:
    for one in chosen:
        lead = [one.lead] if one.lead else []
        others = [each for each in (*one.departments, *one.people) if each != one.lead]
        named = [f"{_names(organisation, lead)}（主办）"] if lead and state.flow and _leads(state, one.step) else []
        rest = _names(organisation, others if named else (*lead, *others))
        step = state.flow.step(one.step).name if state.flow and state.flow.has(one.step) else one.step
        yield f"{step}由{'、'.join((*named, rest) if rest else named)}{'会' if named and rest else ''}办"


def _seen_to(organisation: Organisation, _: Dossier, action: supervising.Supervise) -> str:
    others = (one for one in (*action.departments, *action.people) if one != action.lead)
    lead = f"{_names(organisation, (action.lead,))}（主办）"
    return "、".join(one for one in (lead, _names(organisation, others)) if one)


def _matter(_: Organisation, state: Dossier, action: Any) -> str:
    """Return the matter that an act is about, where the document has several (督办)."""
    several = len(state.supervisions) > 1
    return next((f"“{one.matter}”" for one in state.supervisions if several and one.id == action.item), "")


def _leads(state: Dossier, step: str) -> bool:
    return bool(state.flow and state.flow.has(step) and state.flow.step(step).act == "handle")


def _added(organisation: Organisation, _: Dossier, action: together.AddSigners) -> str:
    turn = "，依次" if action.in_turn else ""
    return f"{_names(organisation, action.people)}（{action.beside}{turn}）"


def _read_by(organisation: Organisation, _: Dossier, action: together.Circulate) -> str:
    return f"{_names(organisation, action.readers)}（{action.manner}）"


def _of_tasks(organisation: Organisation, state: Dossier, action: Any) -> str:
    tasks: tuple[TaskId, ...] = action.tasks
    holders = (one.holder for one in state.tasks if one.id in tasks)
    return _names(organisation, (one.person or one.department or one.role or "" for one in holders))


def _back_to(_: Organisation, state: Dossier, action: act.Return) -> str:
    step = state.flow.step(action.to).name if state.flow and state.flow.has(action.to) else action.to
    return f"{step}（改后直接送回）" if action.straight_back else step


def _addressed(organisation: Organisation, _: Dossier, action: Receive) -> str:
    return f"{_names(organisation, (action.incoming.addressee,))}（亲启）" if action.incoming.addressee else ""


_WORDS: Mapping[type[Action], Callable[[Organisation, Dossier, Any], str]] = {
    Receive: _addressed,
    act.SubmitForReview: _chosen,
    Propose: _chosen,
    Instruct: _chosen,
    Assign: _chosen,
    act.Return: _back_to,
    act.Dispatch: lambda _organisation, _state, action: "、".join(action.recipients),
    together.AddSigners: _added,
    together.WithdrawSigners: _of_tasks,
    together.HandOver: lambda organisation, _, action: _names(organisation, (action.person,)),
    together.Circulate: _read_by,
    together.RecallCirculation: _of_tasks,
    together.Urge: _of_tasks,
    supervising.Supervise: _seen_to,
    **dict.fromkeys(supervising.ON_AN_ITEM, _matter),
}
