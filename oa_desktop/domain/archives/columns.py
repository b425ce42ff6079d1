"""接收目录: the columns that a receiving archive wants of a catalogue, each with what stands in it, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.dates import written_day


class DayForm(StrEnum):
    """How a day is written."""

    EIGHT = "八位数字"
    ISO = "年-月-日"
    WORDS = "年月日"


_WRITTEN: Mapping[DayForm, Callable[[str], str]] = {
    DayForm.EIGHT: lambda day: day.replace("-", ""),
    DayForm.ISO: lambda day: day,
    DayForm.WORDS: lambda day: written_day(day) if day else "",
}

FIELDS = (
    *("序号", "档号", "全宗号", "全宗名称", "门类", "年度", "保管期限", "机构（问题）代号", "机构（问题）", "件号"),
    *("文号", "责任者", "题名", "日期", "密级", "页数", "载体", "盒号", "存放位置", "备注"),
)
"""What is known of an item, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivingColumn:
    """A column.

    Attributes:
        title: What stands above it, and how its element is called in XML.
        field: Which of :data:`FIELDS` stands in it; empty where every line says the same.
        constant: What every line says where no field stands in it.
        days: How days are written.
        instead: Words of the archive for ours.
        width: In Chinese characters.
    """

    title: str
    field: str = ""
    constant: str = ""
    days: DayForm = DayForm.EIGHT
    instead: Mapping[str, str]
    width: int = 8

    def text(self, known: Mapping[str, str]) -> str:
        """Return what stands in it of an item.

        Args:
            known: By the names of :data:`FIELDS`; days ISO.
        """
        if not self.field:
            return self.constant
        said = known[self.field]
        said = _WRITTEN[self.days](said) if self.field == "日期" else said
        return self.instead.get(said, said)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivingCatalogue:
    """A catalogue as an archive wants it.

    Attributes:
        name: Its title.
        root: The element that holds all lines in XML.
        line: The element of a line.
    """

    name: str
    root: str
    line: str
    columns: tuple[ReceivingColumn, ...]
