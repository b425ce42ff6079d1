"""What a roll (名册) is: its columns, how a row is read, and what a unit has of it already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import ClassVar, Protocol, TypeVar

from oa_desktop.domain.actions import Action
from oa_desktop.office.ports.tables import Column

Record = TypeVar("Record")

Texts = Mapping[str, str]
"""What stands in a row, by the title of the column; a column that the workbook lacks is missing."""


class RollKind(StrEnum):
    """名册: which of them."""

    PEOPLE = "人员"
    CORRESPONDENTS = "往来机关"


class Roll(Protocol[Record]):
    """A roll of one unit.

    Attributes:
        columns: As it is written.
        needed: Titles that a workbook must have to be taken for this roll.
        advice: 填写说明, a paragraph each.
        action: What somebody must be allowed to do who takes one in.
    """

    columns: ClassVar[tuple[Column, ...]]
    needed: ClassVar[tuple[str, ...]]
    advice: ClassVar[tuple[str, ...]]
    action: ClassVar[type[Action]]

    def listed(self) -> Sequence[Record]:
        """Return what the unit has."""

    def written(self, record: Record, /) -> tuple[str, ...]:
        """Return the cells of a record, a text for each column."""

    def read(self, texts: Texts) -> Record:
        """Return the record that a row stands for, with what the unit has where the workbook lacks a column.

        Raises:
            Refused: The row stands for none.
        """

    def known(self, record: Record, /) -> Record | None:
        """Return what the unit has in the place of a record; None for a new one."""

    def key(self, record: Record, /) -> str:
        """Return by what no two rows may be the same."""

    def refusing(self, together: Iterable[Record], /) -> Callable[[Record], None]:
        """Return what refuses a record that does not fit into the unit with all of them."""
