"""The operation matrix (操作矩阵) in the words of the office, for the help and the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypedDict

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS
from oa_desktop.domain.flows.matrix import (
    NEVER,
    OPERATED,
    PHASES,
    STEPS,
    WITH_ANOTHER,
    Cell,
    Situation,
    StepKind,
    matrix,
)
from oa_desktop.domain.flows.operations import Fate, Fates
from oa_desktop.domain.policy import HANDLERS, PERMITS
from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n.problems import name_of

ALLOWED, REFUSED, ABSENT = "可以", "不可以", "—"


class Row(TypedDict):
    """A cell in words; the keys never change."""

    operation: str
    step: str
    state: str
    allowed: bool
    who: str
    own: str
    beside: str
    behind: str
    readers: str
    why: str


def rows() -> list[Row]:
    """Return every cell in words."""
    return [row_of(cell) for cell in matrix()]


def row_of(cell: Cell) -> Row:
    """Return a cell in words."""
    own, others, behind, readers = (name_of("matrix_fate", one) for one in _said(cell.fates))
    return Row(
        operation=term(cell.operation),
        step=step_name(cell.step),
        state=name_of("matrix_state", cell.state),
        allowed=cell.allowed,
        who=who_may(cell) if cell.allowed else ABSENT,
        own=own,
        beside=others,
        behind=behind,
        readers=readers,
        why=name_of("matrix_why", cell.why) if cell.why else "",
    )


def _said(fates: Fates) -> tuple[Fate, Fate, Fate, Fate]:
    """Return what becomes of one's own, of those at the same time, of those behind, and of those beside the step."""
    beside = fates.rivals if fates.beside is Fate.NONE else fates.beside
    aside = fates.supervised if fates.readers is Fate.NONE else fates.readers
    return fates.own, beside, fates.behind, aside


def term(kind: str) -> str:
    """Return the office's word for an act."""
    return DECLARATIONS[BY_KIND[kind]].term


def step_name(step: StepKind) -> str:
    """Return the office's words for a kind of step."""
    return f"{step.sort.value}·{term(step.act)}"


def who_may(cell: Cell) -> str:
    """Return who may do an act: how they stand to the document, and by which roles."""
    action = BY_KIND[cell.operation]
    if action in WITH_ANOTHER:
        return name_of("matrix_who", "program")
    roles = PERMITS[action].roles
    names = "、".join(role.value for role in Role if role in roles)
    return name_of("matrix_who", cell.who) + ("" if roles == HANDLERS else f"（{names}）")


# --- the page of the help -----------------------------------------------------------------------------------------


def page() -> Iterator[str]:
    """Yield the lines of the generated part of the help page: first each act, then each kind of step."""
    yield from ("", "## 每个动作", "", "| 动作 | 由谁办 | 在哪些环节 | 什么时候 |", "|---|---|---|---|")
    found = {kind: list(cells) for kind, cells in groupby(matrix(), key=lambda one: one.operation)}
    for cells in found.values():
        yield from _act(cells)
    yield from ("", "## 办了以后，各人手里的怎么样", "", "这里没有的动作，各人手里的都照旧。")
    for kind, cells in found.items():
        yield from _fates(kind, [one for one in cells if one.allowed])
    yield from ("", "## 逐个环节")
    for step in STEPS:
        yield from _step(step, [one for cells in found.values() for one in cells if one.step == step])


def _act(cells: Sequence[Cell]) -> Iterator[str]:
    allowed = [one for one in cells if one.allowed]
    name = term(cells[0].operation)
    if not allowed:
        yield f"| {name} | 开始一件公文的人 | — | 公文还没有的时候 |"
        return
    yield f"| {name} | {who_may(allowed[0])} | {_steps(allowed)} | {_states({one.state for one in allowed})} |"


def _states(found: set[Situation]) -> str:
    """Return states in words; all of 在办 are one word."""
    in_hand = [one for one in Situation if one not in PHASES]
    whole = found.issuperset(in_hand)
    named = [name_of("matrix_state", one) for one in Situation if one in found and not (whole and one in in_hand)]
    return "、".join([*(["在办"] if whole else ()), *named])


def _steps(cells: Sequence[Cell]) -> str:
    found = [one for one in STEPS if one in {cell.step for cell in cells}]
    if len(found) == len(STEPS):
        return "各环节"
    parts = []
    for sort, steps in groupby(found, key=lambda one: one.sort):
        named = [term(one.act) for one in steps]
        whole = len(named) == sum(one.sort is sort for one in STEPS)
        parts.append(f"{sort.value}各环节" if whole else f"{sort.value}的{'、'.join(named)}")
    return "；".join(parts)


def _fates(kind: str, cells: Sequence[Cell]) -> Iterator[str]:
    """Yield a table of what becomes of the tasks; states in which the same becomes of them share a line."""
    if all(one in _AS_BEFORE for cell in cells for one in _said(cell.fates)):
        return
    lines: dict[tuple[str, str, str, str], list[str]] = {}
    for cell in sorted(cells, key=lambda one: list(Situation).index(one.state)):
        row = row_of(cell)
        states = lines.setdefault((row["own"], row["beside"], row["behind"], row["readers"]), [])
        states.extend([row["state"]] if row["state"] not in states else [])
    yield from ("", f"### {term(kind)}", "", "| 情形 | 自己的 | 同时在办的 | 排在后面的 | 传阅、督办的人 |")
    yield "|---|---|---|---|---|"
    yield from (f"| {'、'.join(states)} | {' | '.join(fates)} |" for fates, states in lines.items())


_AS_BEFORE = frozenset({Fate.NONE, Fate.KEPT})


def _step(step: StepKind, cells: Sequence[Cell]) -> Iterator[str]:
    states = [one for one in Situation if any(cell.state is one and cell.why != NEVER for cell in cells)]
    names = (_short(name_of("matrix_state", one)) for one in states)
    yield from ("", f"### {step_name(step)}", "", f"| 动作 | {' | '.join(names)} |", "|---" * (len(states) + 1) + "|")
    for kind in (one.kind for one in OPERATED.values()):
        said = {cell.state: cell for cell in cells if cell.operation == kind}
        if any(cell.allowed for cell in said.values()):
            marks = ("●" if said[one].allowed else "·" for one in states)
            yield f"| {term(kind)} | {' | '.join(marks)} |"


def _short(state: str) -> str:
    """Return a state in the head of a column: 在办（并行） is 并行 there."""
    return state.partition("（")[2].rstrip("）") or state
