"""A flow in words (流程的写法): its steps with who acts in them, for whoever chooses or edits one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS
from oa_desktop.domain.flows.conditions import Condition
from oa_desktop.domain.flows.flow import Flow, Objection, Party, Reach, Stage, Step, Together

_REACHES: Mapping[Reach, str] = {
    Reach.DRAFTER: "拟稿人本人",
    Reach.DEPARTMENT: "本科室的",
    Reach.UNIT: "",
    Reach.PRINCIPAL: "主要负责人",
}
_BETWEEN: Mapping[Together, str] = {Together.ALL: "和", Together.ANY: "或者", Together.FIRST: "，其他公文"}
_OBJECTIONS: Mapping[Objection, str] = {
    Objection.NOTED: "不同意的记下来",
    Objection.HOLDS: "不同意的都答完再退回",
    Objection.RETURNS: "不同意的当即退回",
}


def route_rows(flow: Flow) -> Iterator[tuple[str, ...]]:
    """Yield a row for each step: its name, its act, who acts, its time limit, where it returns to, and what is said."""
    for step in flow.steps:
        yield (
            step.name,
            DECLARATIONS[BY_KIND[step.act]].term,
            _who(step),
            step.limit.words if step.limit else "—",
            "、".join(flow.step(one).name for one in step.returns_to) or "—",
            "；".join(_notes(step)) or "—",
        )


def conditions_in_words(conditions: Iterable[Condition]) -> str:
    """Return conditions as one says them: 行文方向是上行文."""
    return "，".join(f"{one.subject.value}是{'或者'.join(one.among)}" for one in conditions)


def _who(step: Step) -> str:
    if step.chosen:
        return "选定的人" + (f"，没有选的由{_stages(step.stages)}" if step.stages else "，没有选的跳过")
    return _stages(step.parties)


def _stages(stages: Iterable[Stage]) -> str:
    return "，再由".join(_BETWEEN[stage.together].join(map(_party, stage.parties)) for stage in stages)


def _party(party: Party) -> str:
    role = f"“{party.role.value}”" if party.role else ""
    named = "".join((party.named.department, party.named.post, party.named.person)) if party.named else ""
    who = named + (f"的{role}" if named and role else "") if named else _REACHES[party.reach] + role
    return f"{who}（{conditions_in_words(party.when)}）" if party.when else who


def _notes(step: Step) -> Iterator[str]:
    if step.when:
        yield f"{conditions_in_words(step.when)}才走"
    if step.revises:
        yield "可以改稿"
    if step.objection:
        yield _OBJECTIONS[step.objection]
