"""The way of a document in words (流程图的文字): for the command line, and for whoever hears the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from oa_desktop.office import queries as q

STEP_SIGNS: Mapping[q.StepStand, str] = {
    q.StepStand.DONE: "✓",
    q.StepStand.NOW: "●",
    q.StepStand.COMING: "○",
    q.StepStand.PASSED_OVER: "－",
}
"""By which sign each stand of a step is known, beside its word and its colour."""
PARTY_SIGNS: Mapping[q.PartyStand, str] = {
    q.PartyStand.DONE: "✓",
    q.PartyStand.OPEN: "●",
    q.PartyStand.WAITING: "…",
    q.PartyStand.DROPPED: "－",
    q.PartyStand.COMING: "○",
}
BACK_SIGN = "↩"


def flow_in_lines(picture: q.FlowPictureRow) -> Iterator[str]:
    """Give the way of a document line by line, from the first step to the last; then what came back."""
    for step in picture.steps:
        yield f"{STEP_SIGNS[step.stand]} {step_in_words(step)}"
        yield from (f"    {line}" for line in _parties(step.parties))
    if picture.circulation:
        yield "传阅"
        yield from (f"    {line}" for line in _parties(picture.circulation))
    names = {step.id: step.name for step in picture.steps}
    yield from (f"{BACK_SIGN} {back_in_words(one, names)}" for one in picture.backwards)


def step_in_words(step: q.StepRow) -> str:
    """Return how a step stands."""
    said = [f"{step.name}（{step.stand.value}）"]
    said += [f"时限{step.limit}"] if step.limit and step.stand is not q.StepStand.PASSED_OVER else []
    said += [f"第{step.times}次"] if step.times > 1 and step.stand is q.StepStand.NOW else []
    said += [f"到过{step.times}次"] if step.times > 1 and step.stand is q.StepStand.DONE else []
    said += ["曾经办过，退回以后要再办"] if step.times and step.stand is q.StepStand.COMING else []
    return "，".join(said)


def _parties(parties: tuple[q.PartyRow, ...]) -> Iterator[str]:
    for _level, group in groupby(parties, key=lambda one: one.level):
        side_by_side = list(group)
        mark = "┃" if len(side_by_side) > 1 else " "
        yield from (f"{mark} {PARTY_SIGNS[one.stand]} {party_in_words(one)}" for one in side_by_side)


def who_in_words(party: q.PartyRow) -> str:
    """Return who has a part, behind the department."""
    return f"{party.department} {party.who}" if party.department else party.who


def when_in_words(party: q.PartyRow) -> str:
    """Return since when somebody has a part or when it was done, and how it stands to its time limit."""
    said = _WHEN[party.stand](party)
    said += [f"催办{party.urged}次"] if party.urged else []
    return "，".join(said)


def _done(party: q.PartyRow) -> list[str]:
    return [f"{_short(party.ended)} {party.act}", *([f"用{party.held}"] if party.held else [])]


def _open(party: q.PartyRow) -> list[str]:
    since = [f"{_short(party.opened)} 起"] if party.opened else []
    so_long = [f"已{party.held}"] if party.held else []
    due = [f"{party.timing.words}，{party.timing.until} 到期"] if party.timing else []
    return [f"等待{party.act}", *since, *so_long, *due]


_WHEN: Mapping[q.PartyStand, Callable[[q.PartyRow], list[str]]] = {
    q.PartyStand.DONE: _done,
    q.PartyStand.OPEN: _open,
    q.PartyStand.WAITING: lambda party: [f"前面的人办了再{party.act}"],
    q.PartyStand.DROPPED: lambda party: [f"{_short(party.ended)} 起不用办了"],
    q.PartyStand.COMING: lambda party: [party.act],
}


def party_in_words(party: q.PartyRow) -> str:
    """Return everything of somebody's part in one line."""
    words = f"：{party.words}" if party.words else ""
    return f"{who_in_words(party)}　{when_in_words(party)}{words}"


def back_in_words(back: q.BackRow, names: Mapping[str, str]) -> str:
    """Return a way back in one line."""
    words = f"：{back.words}" if back.words else ""
    return f"{_short(back.time)} {back.person}从{names[back.origin]}{back.act}到{names[back.to]}{words}"


def _short(time: str) -> str:
    return time[5:16].replace("T", " ")
