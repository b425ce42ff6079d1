"""The steps of a flow as an office typed them: what the rules of flows look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from oa_desktop.catalogue.yaml_source import Where
from oa_desktop.domain.actions import DECLARATIONS

ONWARD = {one.kind: one.term for one in DECLARATIONS.values() if one.onward or one.kind == "circulate"}
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
        return ONWARD.get(self.act, self.act)


def stages_of(step: TypedStep) -> Iterator[tuple[Where, dict[str, Any]]]:
    """Yield each stage as typed, with where it stands."""
    for number, stage in enumerate(step.fields.get("stages", ())):
        yield ("steps", step.index, "stages", number), stage


def parties_of(step: TypedStep) -> Iterator[tuple[Where, dict[str, Any]]]:
    """Yield each party as typed, with where it stands."""
    for where, stage in stages_of(step):
        for place, party in enumerate(stage["parties"]):
            yield (*where, "parties", place), party
