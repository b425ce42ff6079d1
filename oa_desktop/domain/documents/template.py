"""版式模板: what an office chooses about its pages where the standard leaves it open, and within which limits.

A template is whole numbers and words, so that the unit's journal can carry it: lengths and sizes are hundredths of
their unit. What GB/T 9704-2012 fixes (places, red, 三号 仿宋) is no choice and stands in ``docs.figures``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from oa_desktop.domain import codec
from oa_desktop.domain.documents.kinds import PageFormat
from oa_desktop.domain.errors import Refused

Chosen: TypeAlias = int | bool
"""A figure in hundredths of its unit, or one of two words."""
UNIT: Final = 100
"""Hundredths in a unit."""
MM, PT, TIMES = "毫米", "磅", "倍"
YES_NO: Final = MappingProxyType({"是": True, "否": False})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing that an office may choose.

    Attributes:
        name: What the file of a template calls it.
        usual: What it is when nobody chose.
        unit: 毫米, 磅, 行 or 倍 (of the type size); empty where only words are chosen.
        least: The smallest figure, in hundredths.
        most: The largest.
        words: Words that may stand instead of a figure, and what they come to.
        clause: The clause that says something about it; without one the limits are this program's own.
        wants: Whether the clause asks for the usual value (一般, 推荐, 宜), so that another one is worth a word.
        excuses: Rules on pages that do not speak of what was chosen otherwise.
    """

    name: str
    usual: Chosen
    unit: str = ""
    least: int = 0
    most: int = 0
    words: Mapping[str, Chosen] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    clause: str = ""
    wants: bool = False
    excuses: tuple[str, ...] = ()

    @property
    def range(self) -> str:
        """What may be written, in words."""
        figures = f"{self.least / UNIT:g}到{self.most / UNIT:g}{self.unit}" if self.unit else ""
        return "，或者".join(part for part in (figures, "、".join(self.words)) if part)

    def allows(self, value: Chosen) -> bool:
        """Tell whether a value is one of the words or within the limits."""
        return value in self.words.values() or self.least <= value <= self.most

    def says(self, chosen: Chosen) -> str:
        """Return a value as the file of a template writes it."""
        word = next((word for word, value in self.words.items() if value is chosen or value == chosen), "")
        return word or f"{chosen / UNIT:g}"


def _choice(name: str, usual: Chosen, *, later: bool = False, **about: Any) -> Any:
    """Return the field of a choice; one that came after the first release is recorded only where it was chosen."""
    return field(default=usual, metadata={"choice": Choice(name=name, usual=usual, **about), codec.LATER: later})


def _figure(name: str, usual: int, limits: tuple[int, int], unit: str, **about: Any) -> Any:
    return _choice(name, usual, unit=unit, least=limits[0], most=limits[1], **about)


def _mark(name: str) -> Any:
    """Return the type size of a mark; by itself it is as large as the lines of the grid allow."""
    return _figure(name, 0, (2400, 7200), PT, words=MappingProxyType({"自动": 0}))


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkWords:
    """What 发文机关标志 of an organ says in a format, where it is not made of the organ's name by itself."""

    organ: str
    format: PageFormat
    text: str


_IMPRINT = "GB/T 9704-2012 7.4.1"
_JOINT = MappingProxyType({"并用": False, "单用主办机关": True})
_COLOURS = MappingProxyType({"红色": False, "黑色": True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """版式模板; the names of its choices, their units and limits stand behind each."""

    name: str = "国家标准"
    marks: tuple[MarkWords, ...] = ()
    lead_mark_only: bool = _choice("联合行文标志", False, words=_JOINT, clause="GB/T 9704-2012 7.2.4")
    document_mark: int = _mark("文件标志字号")
    letter_mark: int = _mark("信函标志字号")
    order_mark: int = _mark("命令标志字号")
    minutes_mark: int = _mark("纪要标志字号")
    mark_spread: int = _figure("标志撑开宽度", 12000, (6000, 15000), MM)
    stack_pitch: int = _figure("并列标志行距", 125, (110, 160), TIMES)
    suffix_gap: int = _figure("并列标志与文件二字间距", 35, (10, 100), TIMES)
    red_rule: int = _figure("红色分隔线粗细", 50, (30, 200), MM)
    letter_thick: int = _figure("信函双线粗线", 100, (50, 200), MM)
    letter_thin: int = _figure("信函双线细线", 35, (15, 100), MM)
    letter_white: int = _figure("信函双线间隔", 55, (20, 150), MM)
    imprint_on_even_page: bool = _choice(
        "版记排在偶数页",
        True,
        words=YES_NO,
        clause="GB/T 33476.2-2016 7.3.1",
        wants=True,
        excuses=("imprint.even-page",),
    )
    imprint_thick: int = _figure("版记粗线", 35, (20, 100), MM, clause=_IMPRINT, wants=True)
    imprint_thin: int = _figure("版记细线", 25, (10, 70), MM, clause=_IMPRINT, wants=True)
    document_code: bool = _choice("二维条码", False, words=YES_NO, later=True)
    hanging_marks: bool = _choice("标点悬挂", False, words=YES_NO, later=True)
    few_columns: int = _figure("表格字号四栏以内", 1400, (900, 1600), PT)
    some_columns: int = _figure("表格字号五六栏", 1200, (900, 1600), PT)
    many_columns: int = _figure("表格字号七栏以上", 1050, (750, 1600), PT)
    table_rule: int = _figure("表格线粗细", 25, (10, 100), MM)
    note_size: int = _figure("脚注字号", 900, (900, 1200), PT, later=True)
    seal_diameter: int = _figure("印章直径", 4200, (3800, 4500), MM)
    seal_lines: int = _figure("盖章署名上空行", 200, (100, 200), "行", later=True)
    stamp_size: int = _figure("签名章字号", 2200, (1600, 3600), PT)
    black_stamp: bool = _choice(
        "签名章颜色",
        False,
        words=_COLOURS,
        clause="GB/T 9704-2012 7.3.5.3",
        wants=True,
        excuses=("signature.type", "date.line"),
    )

    def mark_words(self, organ: str, page_format: PageFormat) -> str:
        """Return what the mark of an organ says, empty where it follows from the name."""
        return next((one.text for one in self.marks if (one.organ, one.format) == (organ, page_format)), "")

    def mark_pt(self, page_format: PageFormat) -> float:
        """Return the type size of the marks of a format in pt, 0 where they are as large as the grid allows."""
        return float(getattr(self, _MARKS[page_format])) / UNIT

    @property
    def excused(self) -> frozenset[str]:
        """Rules on pages that do not speak of what this office has chosen."""
        chosen = (choice for name, choice in CHOICES.items() if getattr(self, name) != choice.usual)
        return frozenset(rule for choice in chosen for rule in choice.excuses)


def in_unit(hundredths: int) -> float:
    """Return a figure in its own unit: mm, pt or times."""
    return hundredths / UNIT


_MARKS: Final = MappingProxyType(
    {
        PageFormat.DOCUMENT: "document_mark",
        PageFormat.LETTER: "letter_mark",
        PageFormat.ORDER: "order_mark",
        PageFormat.MINUTES: "minutes_mark",
    }
)

CHOICES: Mapping[str, Choice] = MappingProxyType(
    {one.name: one.metadata["choice"] for one in fields(Template) if "choice" in one.metadata}
)
"""Every choice by the name of its field."""
THICK_AND_THIN: Final = (("letter_thick", "letter_thin"), ("imprint_thick", "imprint_thin"))
"""Choices of which the first must be the thicker line. GB/T 9704-2012 10.1, 7.4.1, V."""
MARK_ENDS: Mapping[PageFormat, tuple[str, ...]] = MappingProxyType(
    {PageFormat.ORDER: ("命令", "令"), PageFormat.MINUTES: ("纪要",)}
)
"""What the mark of a format must end with. GB/T 9704-2012 10.2, 10.3, V."""
MOST_MARKS: Final = 30
"""Words of marks in one template: it must fit an entry of a journal."""
LONGEST_WORDS: Final = 40
"""Characters of a name, and of the words of a mark."""
NATIONAL: Final = Template()
"""What the standard says, and where it says nothing, what this program does by itself."""


def refuse_template(template: Template) -> None:
    """Refuse a template that chooses beyond the limits; a file that was checked never does.

    Raises:
        Refused: ``template.limits`` with the name of the choice, ``template.too-long``.
    """
    for name, choice in CHOICES.items():
        if not choice.allows(getattr(template, name)):
            raise Refused("template.limits", name=choice.name, wanted=choice.range)
    texts = [template.name, *(text for one in template.marks for text in (one.organ, one.text))]
    if len(template.marks) > MOST_MARKS or max(map(len, texts)) > LONGEST_WORDS:
        raise Refused("template.too-long", most=MOST_MARKS, longest=LONGEST_WORDS)
