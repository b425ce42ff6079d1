"""What the parties (办理人) and conditions (条件) of a flow must keep, so that every document finds who acts on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from oa_desktop.catalogue.faults import fault
from oa_desktop.catalogue.flow_steps import TypedStep, parties_of, stages_of
from oa_desktop.catalogue.yaml_source import Source, Where
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.flows.conditions import Condition, Subject, known_values, may_hold
from oa_desktop.domain.flows.flow import Together

_NAMES = frozenset({"person", "department", "post"})


def _names_somebody(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    for step in steps:
        for where, party in parties_of(step):
            named = _NAMES & party.keys()
            if not named and "role" not in party:
                yield fault("flow-file.party", source.spot(where))
            if ("person" in named and len(named) > 1) or (named and "reach" in party):
                yield fault("flow-file.party-twice", source.spot(where))


def _names_nobody_twice(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    for step in steps:
        seen: dict[Where, list[Any]] = {}
        for where, party in parties_of(step):
            before = seen.setdefault(where[:-1], [])
            if party in before:
                yield fault("flow-file.party-repeated", source.spot(where))
            before.append(party)


def _one_who_always_acts(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    """Of those of whom the first that fits acts, the last fits always, and those before it not."""
    for step in steps:
        for where, stage in stages_of(step):
            bound = ["when" in party for party in stage["parties"]]
            if stage.get("together") == Together.FIRST and bound != [True] * (len(bound) - 1) + [False]:
                yield fault("flow-file.first", source.spot(where))


def _asks_what_may_be(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    for where, conditions in _conditions(source, steps):
        for place, one in enumerate(conditions):
            known = known_values(Subject(one["ask"]))
            for number, value in enumerate(one["is"]):
                if value not in known:
                    spot = source.spot((*where, place, "is", number))
                    yield fault("flow-file.value", spot, typed=value, ask=one["ask"], known="、".join(known))


def _may_be_met(source: Source, steps: list[TypedStep]) -> Iterator[Finding]:
    for where, conditions in _conditions(source, steps):
        asked = [Condition(subject=Subject(one["ask"]), among=tuple(one["is"])) for one in conditions]
        if all(set(one.among) <= set(known_values(one.subject)) for one in asked) and not may_hold(asked):
            yield fault("flow-file.never", source.key_spot(where))


def _conditions(source: Source, steps: list[TypedStep]) -> Iterator[tuple[Where, list[Any]]]:
    content: Any = source.value
    yield ("suits",), content.get("suits", [])
    for step in steps:
        yield ("steps", step.index, "when"), step.fields.get("when", [])
        for where, party in parties_of(step):
            yield (*where, "when"), party.get("when", [])


PARTY_RULES: tuple[Callable[[Source, list[TypedStep]], Iterator[Finding]], ...] = (
    _names_somebody,
    _names_nobody_twice,
    _one_who_always_acts,
    _asks_what_may_be,
    _may_be_met,
)
