"""Questions on number registers (文号登记)."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.office.queries.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """One line of a number register."""

    number: str
    serial: int
    state: str
    dossier: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers(Query[NumberRow]):
    """文号登记: how every number of one code (机关代字) and year stands; titles only of documents that one may know."""

    code: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberGapRow:
    """A number register that does not say everything.

    Attributes:
        serials: The serials that stand empty and of which nothing is said.
    """

    code: str
    year: int
    serials: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberGaps(Query[NumberGapRow]):
    """空号: the registers of one year that have numbers of which nothing is said; of all codes if none is named."""

    year: int
    code: str = ""
