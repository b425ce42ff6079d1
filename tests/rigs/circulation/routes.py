"""Random routes that the catalogue would take: serial, parallel, one for all, mixed, chosen, with conditions and objections."""

from __future__ import annotations

import random

from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.flows.conditions import Condition, Subject
from oa_desktop.domain.flows.flow import Flow, FlowSort, Objection, Party, Reach, Stage, Step, Together
from oa_desktop.domain.flows.orders import ANSWERING, ORDERS, TOGETHER
from oa_desktop.domain.policy import PERMITS
from oa_desktop.domain.units.roles import Role
from tests.fakes.crowd import EVERYBODY, someone

_REVISING = ("submit", "review", "issue", "recheck", "register-incoming", "first-check")
_CHOOSABLE = ("countersign", "review", "instruct", "handle")


def random_flow(rng: random.Random, name: str) -> Flow:
    """A route of either sort."""
    sort = rng.choice(list(FlowSort))
    acts = _acts(rng, sort)
    steps: list[Step] = []
    for number, kind in enumerate(acts):
        steps.append(_step(rng, sort, kind, number, steps))
    return Flow(id=name, version=1, name=name, sort=sort, steps=tuple(steps))


def _acts(rng: random.Random, sort: FlowSort) -> list[str]:
    order = ORDERS[sort]
    acts: list[str] = []
    for rank in order.ranks:
        several = len(rank) > 1 or rank[0] == "cosign"
        wanted = [one for one in rank if one in order.once or one in ("submit", "approve", "recheck")]
        more = rng.choices(rank, k=rng.randint(0, 3 if len(rank) > 1 else 1)) if several else rank
        acts += wanted or [one for one in more if several or rng.random() < 0.8]
    return acts


def _step(rng: random.Random, sort: FlowSort, kind: str, number: int, before: list[Step]) -> Step:
    first = "submit" if sort is not FlowSort.INCOMING else ""
    back = _returns(before)
    objection = rng.choice([None, *Objection]) if kind in ANSWERING else None
    when = rng.random() < 0.15 and kind not in (*ORDERS[sort].once, "submit", "approve", "recheck")
    return Step(
        id=f"s{number}",
        name=f"{number}{kind}",
        act=kind,
        role=_role(rng, kind),
        reach=Reach.DRAFTER if kind == first else Reach.UNIT,
        returns_to=tuple(rng.sample(back, rng.randint(1, len(back)))) if back and rng.random() < 0.9 else (),
        revises=kind in _REVISING and rng.random() < 0.5,
        stages=_stages(rng, kind) if kind in TOGETHER and rng.random() < 0.8 else (),
        chosen=kind in _CHOOSABLE and rng.random() < 0.4,
        when=(Condition(subject=Subject.KIND, among=("请示",)),) if when else (),
        objection=objection,
    )


def _returns(before: list[Step]) -> list[str]:
    numbered = next((place for place, one in enumerate(before) if one.act in ("assign-number", "publish")), -1)
    return [one.id for one in before[numbered + 1 :]]


def _role(rng: random.Random, kind: str) -> Role:
    return rng.choice(sorted(PERMITS[BY_KIND[kind]].roles))


def _stages(rng: random.Random, kind: str) -> tuple[Stage, ...]:
    return tuple(
        Stage(parties=tuple(_party(rng, kind) for _ in range(rng.randint(1, 3))), together=rng.choice(list(Together)))
        for _ in range(rng.randint(1, 3))
    )


def _party(rng: random.Random, kind: str) -> Party:
    if rng.random() < 0.6:
        return Party(person=someone(rng.choice(EVERYBODY)))
    return Party(role=_role(rng, kind))
