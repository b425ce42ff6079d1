"""What a flow (流程) must hold beyond its shape, so that no document is ever stranded in it.

The order of the acts: 党政机关公文处理工作条例 (2012) Art. 18-27; that 复核 comes before 印发: Art. 25.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from oa_desktop.catalogue.faults import fault, in_order
from oa_desktop.catalogue.yaml_source import Source
from oa_desktop.domain.actions import BY_KIND, DECLARATIONS
from oa_desktop.domain.findings import Finding, Severity
from oa_desktop.domain.flow import Reach
from oa_desktop.domain.organisation import Role
from oa_desktop.domain.policy import PERMITS
from oa_desktop.i18n import _

ACTS_IN_ORDER = ("submit", "review", "issue", "recheck", "assign-number", "apply-seal", "dispatch", "file")
"""The acts that complete a step, in the order of the regulation; an act may be left out or come in several steps."""
ONCE = ("issue", "assign-number", "file")
"""Acts that a flow has exactly once."""
ONWARD = {one.kind: one.term for one in DECLARATIONS.values() if one.onward}
"""Acts that complete a step, with the office's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedStep:
    """A step as typed: its fields, all text, and where it stands."""

    index: int
    fields: dict[str, Any]

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.fields["id"])

    @property
    def act(self) -> str:
        """The kind of act that completes it."""
        return str(self.fields["act"])

    @property
    def returns_to(self) -> list[str]:
        """The ids of the steps that it returns to."""
        return list(self.fields.get("returns_to", []))

    @property
    def words(self) -> str:
        """Its act in the office's word."""
        return _(ONWARD.get(self.act, self.act))


def flow_faults(source: Source) -> tuple[Finding, ...]:
    """Return what would strand a document in a flow whose shape is right."""
    steps = _steps(source)
    return in_order(finding for rule in _RULES for finding in rule(source, steps))


def _steps(source: Source) -> list[TypedStep]:
    value: Any = source.value
    return [TypedStep(index=index, fields=fields) for index, fields in enumerate(value["steps"])]


def _fault(source: Source, step: TypedStep, field: str, why: str, remedy: str, **params: object) -> Finding:
    return fault("resource.flow", source.spot(("steps", step.index, field)), why, remedy, **params)


def _repeated_ids(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    seen: set[str] = set()
    for step in steps:
        if step.id in seen:
            yield _fault(source, step, "id", "环节代号“{id}”用了两次。", "请给每个环节一个自己的代号。", id=step.id)
        seen.add(step.id)


def _unknown_acts(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    for step in steps:
        if step.act not in ONWARD:
            choices = "、".join(f"{kind}（{_(ONWARD[kind])}）" for kind in ACTS_IN_ORDER)
            why, remedy = "动作“{act}”不能办结一个环节。", "请从这些当中选一个：{choices}。"
            yield _fault(source, step, "act", why, remedy, act=step.act, choices=choices)


def _unpermitted_roles(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    for step in steps:
        allowed = _allowed_roles(step.act)
        if allowed and step.fields["role"] not in allowed:
            named = {"role": step.fields["role"], "act": step.words, "allowed": "、".join(allowed)}
            why, remedy = "角色“{role}”不能{act}，公文会停在这里。", "可以写的角色：{allowed}。"
            yield _fault(source, step, "role", why, remedy, **named)


def _allowed_roles(act: str) -> list[str]:
    permit = PERMITS.get(BY_KIND[act]) if act in ONWARD else None
    return [role.value for role in Role if permit and role in permit.roles]


def _begins_with_the_drafter(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    first = steps[0]
    if first.act != "submit":
        yield _fault(source, first, "act", "第一个环节应当由拟稿人送审。", "请把第一个环节的 act 写成 submit。")
    if first.fields.get("reach") != Reach.DRAFTER:
        yield _fault(source, first, "reach", "第一个环节应当由拟稿人本人办理。", "请写 reach: drafter。")


def _ends_with_filing(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    last = steps[-1]
    if last.act != "file":
        yield _fault(source, last, "act", "最后一个环节应当是归档。", "请在最后加上 act 为 file 的环节。")


def _once(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    for act in ONCE:
        found = [step for step in steps if step.act == act]
        named = {"name": _(ONWARD[act]), "act": act}
        if not found:
            spot = source.key_spot(("steps",))
            yield fault("resource.flow", spot, "流程里没有{name}。", "请加上 act 为 {act} 的环节。", **named)
        for extra in found[1:]:
            yield _fault(source, extra, "act", "{name}只能有一个环节。", "请删去多余的环节。", **named)


def _in_order(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    ranked = [step for step in steps if step.act in ACTS_IN_ORDER]
    for before, step in pairwise(ranked):
        if ACTS_IN_ORDER.index(step.act) < ACTS_IN_ORDER.index(before.act):
            why, remedy = (
                "{late}不能排在{early}后面。",
                "请按起草、审核、签发、复核、登记、印制、核发、归档的先后排列。",
            )
            yield _fault(source, step, "act", why, remedy, late=step.words, early=before.words)


def _returns_backwards(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    for step in steps:
        earlier = [other.id for other in steps[: step.index]]
        for place, target in enumerate(step.returns_to):
            if target not in earlier:
                spot = source.spot(("steps", step.index, "returns_to", place))
                why = "“{target}”不是前面的环节，不能退回到那里。"
                remedy = "可以写的环节：{earlier}。" if earlier else "第一个环节没有可以退回的地方，请删去这一行。"
                yield fault("resource.flow", spot, why, remedy, target=target, earlier="、".join(earlier))


def _returns_not_across_numbering(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    numbering = next((step.index for step in steps if step.act == "assign-number"), len(steps))
    numbered = [step.id for step in steps[: numbering + 1]]
    for step in steps[numbering + 1 :]:
        for place, target in enumerate(step.returns_to):
            if target in numbered:
                spot = source.spot(("steps", step.index, "returns_to", place))
                why = "登记编号之后正文不再改动，不能退回到编号或者编号以前的环节。"
                yield fault("resource.flow", spot, why, "请删去这一项；编号以前的环节可以互相退回。")


def _rechecks(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    if all(step.act != "recheck" for step in steps):
        found = fault(
            "resource.flow", source.key_spot(("steps",)), "流程里没有复核。", "请在签发之后加上 act 为 recheck 的环节。"
        )
        yield replace(found, severity=Severity.WARNING, clause="党政机关公文处理工作条例第二十五条")


_RULES: tuple[Callable[[Source, list[TypedStep]], Iterator[Finding]], ...] = (
    _repeated_ids,
    _unknown_acts,
    _unpermitted_roles,
    _begins_with_the_drafter,
    _ends_with_filing,
    _once,
    _in_order,
    _returns_backwards,
    _returns_not_across_numbering,
    _rechecks,
)
