"""移交与接收登记表: how many items, pages and bytes are handed over, and what both sides sign for.

Its cells are as secondary sources give them; the form is a resource that an office may edit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from oa_desktop.domain.archives.register import ArchivalItem
from oa_desktop.domain.archives.scheme import Scheme
from oa_desktop.domain.forms import Form
from oa_desktop.office.archiving.surveying import all_parts
from oa_desktop.office.ports import tables
from oa_desktop.office.ports.store import Blobs

REGISTRATION_FORM: Final = "移交与接收登记表"
_GIGABYTE = 1_000_000_000
_DIGESTS = "SM3"
_WIDTHS = {"栏目": 20, "内容": 80}


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """The form as it is written out now.

    Attributes:
        blank: The empty form.
        values: What stands in its cells.
    """

    blank: Form
    values: Mapping[str, str]

    def form(self, organ: str, day: str) -> Form:
        """Return it filled in; the day of the hand-over is written by hand."""
        del day
        return self.blank.filled(organ, self.values)

    def tables(self) -> Sequence[tables.Table]:
        """Return its cells as a table of two columns."""
        columns = tuple(tables.Column(title=title, width=width) for title, width in _WIDTHS.items())
        rows = tuple((label, self.values.get(label, "")) for label in self.blank.labels)
        return (tables.Table(title=self.blank.title, columns=columns, rows=rows),)


def size_kept(items: Sequence[ArchivalItem], blobs: Blobs) -> int:
    """Return how many bytes the parts of items have, as they are kept: what no package was made of has no other size.

    Raises:
        Unavailable: ``blob.missing``, ``blob.damaged``: the list of parts of an item is lost.
    """
    parts = (part for one in items for part in all_parts(blobs, one.act.parts, one.act.contents))
    return sum(part.size for part in parts if part.digest)


def registration_of(blank: Form, scheme: Scheme, year: int, items: Sequence[ArchivalItem], size: int) -> Registration:
    """Return the form for items, at least one, in the order of the catalogue, and of so many bytes."""
    whose = f"{scheme.fonds_name}（{scheme.fonds}）{year}年度"
    values = {
        "交接工作名称": f"{whose}归档文件移交",
        "内容描述": f"{whose}归档文件，按件整理",
        "移交件数": f"{len(items)}件",
        "移交页数": f"{sum(one.pages for one in items)}页",
        "移交数据量": f"{size}字节（{size / _GIGABYTE:.3f} GB）",
        "起止档号": f"{items[0].code}至{items[-1].code}",
        "移交数字摘要": _DIGESTS,
    }
    return Registration(blank=blank, values=values)
