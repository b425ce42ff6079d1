"""Most fields of an entry are plain; they are taken as they are, and only when they are of their very type."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from oa_desktop.domain import codec
from oa_desktop.domain.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    person: PersonId
    copies: int = 1
    urgent: bool = False
    note: str | None = None


def test_plain_fields_come_back_as_they_were_written():
    slip = Slip(person=PersonId("周玥"), copies=3, urgent=True, note="急")
    assert codec.from_json(Slip, codec.to_json(slip)) == slip


@pytest.mark.parametrize(
    "garbled",
    [
        {"person": 7},
        {"person": None},
        {"person": "周玥", "copies": True},
        {"person": "周玥", "copies": "3"},
        {"person": "周玥", "urgent": 1},
        {"person": "周玥", "note": 3},
        {"person": "周玥", "colour": "red"},
        {},
    ],
    ids=["number-for-name", "nothing-for-name", "truth-for-number", "text-for-number", "number-for-truth",
         "number-for-note", "unknown-field", "lacking-field"],
)  # fmt: skip
def test_a_plain_field_of_another_type_is_refused(garbled):
    with pytest.raises(codec.Undecodable):
        codec.from_json(Slip, garbled)
