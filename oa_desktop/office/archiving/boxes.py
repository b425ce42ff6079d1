"""Archival boxes (档案盒): which items lie in each, and what is said on and in them: 备考表, cover and spine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from oa_desktop.domain.archives.printed import BoxLabel
from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.archives.scheme import Scheme
from oa_desktop.domain.dates import written_day
from oa_desktop.domain.ids import PersonId
from oa_desktop.office.books.ledgers import Column, Ledger
from oa_desktop.office.queries import ArchiveItemRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """档案盒.

    Attributes:
        rows: The items in it, by their numbers; at least one.
        division: Name of 机构 or 问题; empty where there is none.
    """

    scheme: Scheme
    division: str
    rows: Sequence[ArchiveItemRow]

    @property
    def first(self) -> str:
        """The first 件号, as written."""
        return f"{self.rows[0].number:0{self.scheme.digits}}"

    @property
    def last(self) -> str:
        """The last 件号, as written."""
        return f"{self.rows[-1].number:0{self.scheme.digits}}"

    @property
    def span(self) -> str:
        """起止件号."""
        return self.first if self.first == self.last else f"{self.first}—{self.last}"

    @property
    def pages(self) -> int:
        """Pages of all its items, as far as they were counted."""
        return sum(row.pages for row in self.rows)

    def label(self, spine_mm: int) -> BoxLabel:
        """Return what is said on it."""
        one = self.rows[0]
        return BoxLabel(
            fonds=self.scheme.fonds,
            fonds_name=self.scheme.fonds_name,
            year=str(one.year),
            retention=one.retention,
            division=self.division,
            first=self.first,
            last=self.last,
            box=one.box,
            spine_mm=spine_mm,
        )

    @property
    def situation(self) -> str:
        """盒内文件情况: how much there is, on what, and what a reader should know of it."""
        lines = [f"本盒共{len(self.rows)}件，{self.pages}页，件号{self.span}。"]
        for carrier, count in self._carriers():
            lines.append(f"{carrier}的{count}件。")
        uncounted = [row.code for row in self.rows if not row.pages]
        if uncounted:
            lines.append("没有清点页数的：" + "、".join(uncounted))
        lines += [f"{row.code}修改过著录：{row.reason}" for row in self.rows if row.reason]
        return "\n".join(lines)

    def _carriers(self) -> Sequence[tuple[str, int]]:
        named = sorted(row.carrier for row in self.rows)
        return [(carrier, len(list(same))) for carrier, same in groupby(named)]


_COLUMNS: Sequence[Column[Box]] = (
    Column(label="盒号", text=lambda box: box.rows[0].box, width=4),
    Column(label="全宗号", text=lambda box: box.scheme.fonds, width=4),
    Column(label="全宗名称", text=lambda box: box.scheme.fonds_name, width=12),
    Column(label="年度", text=lambda box: str(box.rows[0].year), width=4),
    Column(label="保管期限", text=lambda box: box.rows[0].retention, width=5),
    Column(label="机构（问题）", text=lambda box: box.division, width=8),
    Column(label="起止件号", text=lambda box: box.span, width=8),
    Column(label="件数", text=lambda box: str(len(box.rows)), width=4),
    Column(label="页数", text=lambda box: str(box.pages), width=4),
    Column(label="存放位置", text=lambda box: box.rows[0].place, width=8),
)


def boxes_of(rows: Sequence[ArchiveItemRow], scheme: Scheme) -> tuple[Box, ...]:
    """Return the boxes in which items lie, in the order of their items; what lies in none is passed over."""
    boxed: dict[tuple[str, str, str], list[ArchiveItemRow]] = {}
    for row in rows:
        if row.box:
            boxed.setdefault((row.retention, row.division, row.box), []).append(row)
    return tuple(
        Box(scheme=scheme, division=known.name if (known := scheme.division(division)) else division, rows=held)
        for (_, division, _), held in boxed.items()
    )


def boxes_listed(boxes: Sequence[Box]) -> Ledger[Box]:
    """Return boxes as a ledger."""
    return Ledger(title="档案盒清单", columns=_COLUMNS, rows=boxes, note=f"共{len(boxes)}盒")


def notes_of(box: Box, register: ArchiveRegister, name_of: Callable[[PersonId], str]) -> Mapping[str, str]:
    """Return what stands in the cells of the 备考表 of a box.

    Args:
        box: The box.
        register: Says who arranged its items, and when.
        name_of: Returns what somebody is called.
    """
    arranged = [register.items[row.item] for row in box.rows]
    return {
        **{column.label: column.text(box) for column in _COLUMNS},
        "件号": box.span,
        "盒内文件情况说明": box.situation,
        "整理人": "、".join(dict.fromkeys(name_of(one.person) for one in arranged)),
        "整理日期": written_day(max(one.time for one in arranged)),
    }
