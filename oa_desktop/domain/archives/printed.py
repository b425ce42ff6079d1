"""What stands on archival boxes and on the first page of an item's archival copy: 档案盒封面, 盒脊 and 归档章."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BoxSide(StrEnum):
    """Which side of a box a label is for."""

    COVER = "档案盒封面"
    SPINE = "档案盒盒脊"


COPY = "归档章副本"
"""What a copy with 归档章 says that it is; its value is the digest of the original (SM3)."""
SPINES_MM = (20, 30, 40, 50)
"""How wide the spine of a box may be (盒脊厚度)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxLabel:
    """What is said on a box.

    Attributes:
        fonds: 全宗号.
        fonds_name: 全宗名称; all that stands on the cover.
        year: 年度.
        retention: 保管期限.
        division: Name of 机构 or 问题; empty where the unit divides by neither.
        first: The first 件号 in it, as written.
        last: The last.
        box: 盒号.
        spine_mm: How wide its spine is.
    """

    fonds: str
    fonds_name: str
    year: str
    retention: str
    division: str
    first: str
    last: str
    box: str
    spine_mm: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveStamp:
    """归档章: two rows of three cells.

    Attributes:
        fonds: 全宗号.
        year: 年度.
        number: 件号, as written.
        division: 机构 or 问题, by its code or name; may be empty.
        retention: 保管期限.
        pages: 页数; empty where nobody counted.
    """

    fonds: str
    year: str
    number: str
    division: str
    retention: str
    pages: str

    @property
    def rows(self) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
        """What stands in its cells, from top to bottom."""
        return (self.fonds, self.year, self.number), (self.division, self.retention, self.pages)
