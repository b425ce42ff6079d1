"""Flows (流程) from ``resources/flows/*.yaml``: one file a flow, that an office may edit or copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from oa_desktop.catalogue.faults import Faulty, fault, in_order, refuse_faulty
from oa_desktop.catalogue.flow_rules import flow_faults
from oa_desktop.catalogue.schema import schema_faults
from oa_desktop.catalogue.yaml_source import Source, Value, read_yaml
from oa_desktop.domain.documents.findings import Finding, Severity
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.flows.conditions import Condition, Subject
from oa_desktop.domain.flows.flow import Flow, FlowSort, Named, Objection, Party, Reach, Stage, Step, Together
from oa_desktop.domain.flows.limits import limit_of
from oa_desktop.domain.units.roles import Role


def load_flows(directory: Path) -> dict[str, Flow]:
    """Return the flows of a directory by their ids, in the order of the file names.

    Raises:
        Refused: ``resource.faulty``: a file holds a fault; the first one is said with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    flows: dict[str, Flow] = {}
    refuse_faulty(_examine(directory, flows))
    return flows


def read_flow(path: Path) -> Flow:
    """Return the flow of one file.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    found = check_flow(path)
    refuse_faulty(found)
    return _flow(read_yaml(path).value)


def check_flow(path: Path) -> tuple[Finding, ...]:
    """Return everything that is wrong with, or worth saying about, the flow of one file."""
    try:
        return _faults(read_yaml(path), {})
    except Faulty as faulty:
        return (faulty.finding,)


def check_flows(directory: Path) -> tuple[Finding, ...]:
    """Return everything that is wrong with, or worth saying about, the flows of a directory."""
    return tuple(_examine(directory, {}))


def _examine(directory: Path, flows: dict[str, Flow]) -> Iterator[Finding]:
    """Yield what is wrong and enter what is right."""
    if not directory.is_dir():
        raise Unavailable("resource.unreadable", file=directory.name)
    for path in sorted(directory.glob("*.yaml")):
        try:
            source = read_yaml(path)
        except Faulty as faulty:
            yield faulty.finding
            continue
        findings = _faults(source, flows)
        yield from findings
        if not any(one.severity is Severity.FAULT for one in findings):
            flow = _flow(source.value)
            flows[flow.id] = flow


def _faults(source: Source, flows: dict[str, Flow]) -> tuple[Finding, ...]:
    shape = schema_faults(source, "flow")
    return shape or in_order((*_same_id(source, flows), *flow_faults(source)))


def _same_id(source: Source, flows: dict[str, Flow]) -> Iterator[Finding]:
    content: Any = source.value
    if content["id"] in flows:
        spot = source.spot(("id",))
        yield fault("flow-file.taken-id", spot, id=content["id"])


def _flow(value: Value) -> Flow:
    content: Any = value
    steps = tuple(_step(fields) for fields in content["steps"])
    return Flow(
        id=content["id"],
        version=int(content["version"]),
        name=content["name"],
        steps=steps,
        proofs=int(content.get("proofs", 0)),
        sort=FlowSort(content.get("sort", FlowSort.OUTGOING)),
        suits=tuple(map(_condition, content.get("suits", ()))),
    )


def _step(fields: dict[str, Any]) -> Step:
    return Step(
        id=fields["id"],
        name=fields["name"],
        act=fields["act"],
        role=Role(fields["role"]),
        reach=Reach(fields.get("reach", Reach.UNIT)),
        returns_to=tuple(fields.get("returns_to", ())),
        revises=fields.get("revises") == "是",
        opinion_area=fields.get("opinion_area", ""),
        stages=tuple(_stage(one, fields["role"]) for one in fields.get("stages", ())),
        when=tuple(_condition(one) for one in fields.get("when", ())),
        chosen=fields.get("chosen") == "是",
        objection=Objection(fields["objection"]) if "objection" in fields else None,
        limit=limit_of(fields["limit"]) if "limit" in fields else None,
    )


def _stage(fields: dict[str, Any], role: str) -> Stage:
    parties = tuple(_party(one, role) for one in fields["parties"])
    return Stage(parties=parties, together=Together(fields.get("together", Together.ALL)))


def _party(fields: dict[str, Any], role: str) -> Party:
    """Return a party; a department alone acts by those who have the role of the step."""
    named = {name: fields[name] for name in _NAMES if name in fields}
    by_role = fields.get("role", "" if {"person", "post"} & named.keys() else role)
    return Party(
        role=Role(by_role) if by_role else None,
        reach=Reach(fields.get("reach", Reach.UNIT)),
        named=Named(**named) if named else None,
        when=tuple(map(_condition, fields.get("when", ()))),
    )


_NAMES = ("person", "department", "post")


def _condition(fields: dict[str, Any]) -> Condition:
    return Condition(subject=Subject(fields["ask"]), among=tuple(fields["is"]))
