"""What a flow (流程) must hold beyond its shape, so that no document is ever stranded in it.

The order of the acts: 党政机关公文处理工作条例 (2012) Art. 18-27; that 复核 comes before 印发: Art. 25.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from oa_desktop.catalogue.faults import fault, in_order
from oa_desktop.catalogue.flow_parties import PARTY_RULES
from oa_desktop.catalogue.flow_steps import ONWARD, TypedStep, parties_of
from oa_desktop.catalogue.yaml_source import Source
from oa_desktop.domain.actions import BY_KIND, handling
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.flows.flow import FlowSort, Reach, Together
from oa_desktop.domain.flows.orders import ANSWERING, ORDERS, TOGETHER, Order
from oa_desktop.domain.policy import PERMITS
from oa_desktop.domain.units.roles import Role

CHOOSING = ("submit", "propose", "instruct", "assign")
"""Acts with which somebody says who acts in later steps."""


def flow_faults(source: Source) -> tuple[Finding, ...]:
    """Return what would strand a document in a flow whose shape is right."""
    steps = _steps(source)
    return in_order(finding for rule in _RULES for finding in rule(source, steps))


def _steps(source: Source) -> list[TypedStep]:
    value: Any = source.value
    return [TypedStep(index=index, fields=fields) for index, fields in enumerate(value["steps"])]


def _fault(source: Source, step: TypedStep, field: str, rule: str, **params: object) -> Finding:
    return fault(rule, source.spot(("steps", step.index, field)), **params)


def _repeated_ids(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    seen: set[str] = set()
    for step in steps:
        if step.id in seen:
            yield _fault(source, step, "id", "flow-file.repeated-id", id=step.id)
        seen.add(step.id)


def _repeated_names(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    seen: set[str] = set()
    for step in steps:
        name = step.fields["name"].strip()
        if name in seen:
            yield _fault(source, step, "name", "flow-file.repeated-name", name=name)
        seen.add(name)


def _order(source: Source) -> Order:
    value: Any = source.value
    return ORDERS[value.get("sort", FlowSort.OUTGOING)]


def _is_outgoing(source: Source) -> bool:
    return _order(source) is ORDERS[FlowSort.OUTGOING]


def _unknown_acts(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    acts = _order(source).acts
    for step in steps:
        if step.act not in acts:
            choices = "、".join(f"{kind}（{ONWARD[kind]}）" for kind in acts)
            yield _fault(source, step, "act", "flow-file.unknown-act", act=step.act, choices=choices)


def _unpermitted_roles(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    for step in steps:
        allowed = _allowed_roles(step.act)
        if allowed and step.fields["role"] not in allowed:
            named = {"role": step.fields["role"], "act": step.words, "allowed": "、".join(allowed)}
            yield _fault(source, step, "role", "flow-file.role", **named)


def _unpermitted_parties(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    for step in steps:
        allowed = _allowed_roles(step.act)
        for where, party in parties_of(step):
            role = party.get("role", step.fields["role"])
            if allowed and role not in allowed:
                named = {"role": role, "act": step.words, "allowed": "、".join(allowed)}
                yield fault("flow-file.role", source.spot((*where, "role")), **named)


def _drafter_may(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    """Whoever begins a document is sure of one role alone: of any other the step might find nobody."""
    beginning = arrival.Receive if _order(source) is ORDERS[FlowSort.INCOMING] else handling.Draft
    sure = [role.value for role in PERMITS[beginning].roles]
    for step in steps:
        asked = [(("steps", step.index), step.fields), *parties_of(step)]
        for where, one in asked:
            role = one.get("role", step.fields["role"])
            if one.get("reach") == Reach.DRAFTER and role not in sure:
                yield fault(
                    "flow-file.drafter-role", source.spot((*where, "reach")), role=role, allowed="、".join(sure)
                )


def _several_only_where_all_agree(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    for step in steps:
        stages = step.fields.get("stages", ())
        alone = len(stages) == 1 and stages[0].get("together") == Together.FIRST
        if stages and not alone and step.act in ONWARD and step.act not in TOGETHER:
            choices = "、".join(f"{kind}（{ONWARD[kind]}）" for kind in TOGETHER)
            yield _fault(source, step, "stages", "flow-file.stages", act=step.words, choices=choices)


def _always_taken(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    for step in steps:
        if step.fields.get("when") and step.act in (*_order(source).once, "submit"):
            yield _fault(source, step, "when", "flow-file.when", act=step.words)


def _allowed_roles(act: str) -> list[str]:
    permit = PERMITS.get(BY_KIND[act]) if act in ONWARD else None
    return [role.value for role in Role if permit and role in permit.roles]


def _begins_with_the_drafter(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    first = steps[0]
    if "submit" not in _order(source).acts:
        return
    if first.act != "submit":
        yield _fault(source, first, "act", "flow-file.first-act")
    if first.fields.get("reach") != Reach.DRAFTER:
        yield _fault(source, first, "reach", "flow-file.first-reach")


def _ends_as_it_must(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    last, acts = steps[-1], _order(source).last
    if last.act not in acts:
        choices = "、".join(f"{kind}（{ONWARD[kind]}）" for kind in acts)
        yield _fault(source, last, "act", "flow-file.last-act", choices=choices)


def _once(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    order = _order(source)
    for act in dict.fromkeys((*order.once, *order.last)):
        found = [step for step in steps if step.act == act]
        named = {"name": ONWARD[act], "act": act}
        if not found and act in order.once:
            spot = source.key_spot(("steps",))
            yield fault("flow-file.lacking-act", spot, **named)
        for extra in found[1:]:
            yield _fault(source, extra, "act", "flow-file.repeated-act", name=named["name"])


def _in_order(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    order = _order(source)
    ranked = [step for step in steps if step.act in order.acts]
    for before, step in pairwise(ranked):
        if order.rank(step.act) < order.rank(before.act):
            yield _fault(source, step, "act", "flow-file.order", late=step.words, early=before.words)


def _chosen_by_somebody(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    """A step whose people are to be chosen needs an earlier one that chooses, or people of its own."""
    for step in steps:
        chooses = any(other.act in CHOOSING for other in steps[: step.index])
        if step.fields.get("chosen") == "是" and (step.act not in TOGETHER or not chooses):
            choices = "、".join(ONWARD[kind] for kind in TOGETHER)
            yield _fault(source, step, "chosen", "flow-file.chosen", choices=choices)


def _objects_where_one_answers(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    for step in steps:
        said = step.fields.get("objection")
        if said and (step.act not in ANSWERING or (said != "noted" and not step.returns_to)):
            yield _fault(source, step, "objection", "flow-file.objection")


_NEEDS_APPROVAL = ("record-sealing", "publish")
"""Acts on what somebody approved before."""


def _approved_first(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    """Nothing goes on that a leader did not agree to, and nothing is sealed or published unsigned."""
    for step in steps:
        if step.act == "approve" and step.fields.get("objection", "noted") == "noted":
            yield _fault(source, step, "act", "flow-file.approval-unheard", name=step.words)
        earlier = [other.act for other in steps[: step.index] if not other.fields.get("when")]
        if step.act in _NEEDS_APPROVAL and "approve" not in earlier:
            yield _fault(source, step, "act", "flow-file.unapproved", act=step.words)


def _returns_backwards(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    for step in steps:
        earlier = [other.id for other in steps[: step.index]]
        for place, target in enumerate(step.returns_to):
            if target not in earlier:
                spot = source.spot(("steps", step.index, "returns_to", place))
                rule = "flow-file.return-target" if earlier else "flow-file.return-from-first"
                yield fault(rule, spot, target=target, earlier="、".join(earlier))


def _returns_not_across(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    """A number is not taken twice, and what is public is not handled as though it were not."""
    for act, rule in _CROSSED.items():
        place = next((step.index for step in steps if step.act == act), len(steps))
        before = [step.id for step in steps[: place + 1]]
        for step in steps[place + 1 :]:
            for number, target in enumerate(step.returns_to):
                if target in before:
                    yield fault(rule, source.spot(("steps", step.index, "returns_to", number)))


_CROSSED = {"assign-number": "flow-file.return-across-number", "publish": "flow-file.return-across-publishing"}
"""Acts behind which no step returns, nor to them."""


def _rechecks(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    if _is_outgoing(source) and all(step.act != "recheck" for step in steps):
        yield fault("flow-file.no-recheck", source.key_spot(("steps",)))


_RULES: tuple[Callable[[Source, list[TypedStep]], Iterator[Finding]], ...] = (
    _repeated_ids,
    _repeated_names,
    _unknown_acts,
    _unpermitted_roles,
    _unpermitted_parties,
    _drafter_may,
    _several_only_where_all_agree,
    _always_taken,
    _begins_with_the_drafter,
    _ends_as_it_must,
    _once,
    _in_order,
    _returns_backwards,
    _returns_not_across,
    _rechecks,
    _chosen_by_somebody,
    _objects_where_one_answers,
    _approved_first,
    *PARTY_RULES,
)
