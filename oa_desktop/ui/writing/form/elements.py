"""The elements of a document (公文要素) as fields of a form, in data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.documents.kinds import Direction, DocumentKind, PageFormat
from oa_desktop.domain.documents.values import Publicity, Urgency


class Sort(StrEnum):
    """How an element is filled in."""

    LINE = "line"
    """One line."""
    TEXT = "text"
    """A few lines; in the title a line feed where the writer breaks it."""
    NAMES = "names"
    """Several names on one line, 、 between them."""
    LINES = "lines"
    """Several names, one a line."""
    GROUPS = "groups"
    """A few lines, with usual groups to choose from."""
    CHOICE = "choice"
    """One of some words, or a word of one's own."""


class Group(StrEnum):
    """The parts of the form, in their order."""

    MAIN = "文种、机关和标题"
    TO = "主送和抄送"
    END = "落款和附件说明"
    MARKS = "密级、紧急程度和公开属性"
    PRINT = "印制"


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementField:
    """One element.

    Attributes:
        name: Field of the manuscript.
        label: Its name in the standard (公文要素).
        group: The part of the form that it stands in.
        sort: How it is filled in.
        options: Words to choose from.
        hint: What an empty field shows.
        directions: Directions of documents that have it; all if empty.
        without: Page formats that have no such element.
        only: Page formats that alone have it; all if empty.
    """

    name: str
    label: str
    group: Group
    sort: Sort = Sort.LINE
    options: tuple[str, ...] = ()
    hint: str = ""
    directions: frozenset[Direction] = frozenset()
    without: frozenset[PageFormat] = frozenset()
    only: frozenset[PageFormat] = frozenset()

    def belongs_to(self, kind: DocumentKind | None, page_format: PageFormat) -> bool:
        """Whether a document of a kind in a format commonly has this element; without a kind all formats share."""
        if self.only and page_format not in self.only:
            return False
        if kind is None:
            return True
        fits = not self.directions or kind.usual_direction in self.directions
        return fits and page_format not in self.without


_ORDERS = frozenset({PageFormat.ORDER})
_MINUTES = frozenset({PageFormat.MINUTES})
_LETTERS = frozenset({PageFormat.LETTER})

ELEMENTS = (
    ElementField(
        name="kind",
        label="文种",
        group=Group.MAIN,
        sort=Sort.CHOICE,
        options=("", *(kind.value for kind in DocumentKind)),
        hint="不选则按标题末尾的文种",
    ),
    ElementField(
        name="page_format",
        label="公文格式",
        group=Group.MAIN,
        sort=Sort.CHOICE,
        options=("", *(one.value for one in PageFormat)),
        hint="不选则按文种",
    ),
    ElementField(
        name="issuing_organs", label="发文机关", group=Group.MAIN, sort=Sort.NAMES, hint="联合行文的，主办机关排在前面"
    ),
    ElementField(
        name="title", label="标题", group=Group.MAIN, sort=Sort.TEXT, hint="发文机关名称、事由和文种；换行处即断行处"
    ),
    ElementField(
        name="signers",
        label="签发人",
        group=Group.MAIN,
        sort=Sort.NAMES,
        hint="上行文标注",
        directions=frozenset({Direction.UPWARD}),
    ),
    ElementField(
        name="recipients",
        label="主送机关",
        group=Group.TO,
        sort=Sort.GROUPS,
        hint="各乡镇人民政府，县政府各部门、各直属机构",
        directions=frozenset({Direction.UPWARD, Direction.LEVEL, Direction.DOWNWARD}),
        without=_ORDERS | _MINUTES,
    ),
    ElementField(name="copied_to", label="抄送机关", group=Group.TO, sort=Sort.GROUPS, hint="没有则不写"),
    ElementField(
        name="attachment_notes", label="附件说明", group=Group.END, sort=Sort.LINES, hint="一行一个附件名称，不写序号"
    ),
    ElementField(name="attendees", label="出席", group=Group.END, sort=Sort.TEXT, hint="单位和姓名", only=_MINUTES),
    ElementField(name="excused", label="请假", group=Group.END, hint="单位和姓名", only=_MINUTES),
    ElementField(name="observers", label="列席", group=Group.END, sort=Sort.TEXT, hint="单位和姓名", only=_MINUTES),
    ElementField(name="signatories", label="发文机关署名", group=Group.END, sort=Sort.NAMES),
    ElementField(name="date", label="成文日期", group=Group.END, hint="登记编号时填；可写2026年4月16日"),
    ElementField(name="note", label="附注", group=Group.END, hint="联系人、电话，此件公开发布等"),
    ElementField(
        name="classification",
        label="密级和保密期限",
        group=Group.MARKS,
        sort=Sort.CHOICE,
        options=("",),
        hint="没有则不写",
    ),
    ElementField(name="copy_number", label="份号", group=Group.MARKS, hint="涉密公文标注，六位数字"),
    ElementField(
        name="urgency",
        label="紧急程度",
        group=Group.MARKS,
        sort=Sort.CHOICE,
        options=tuple(one.value for one in Urgency),
    ),
    ElementField(
        name="publicity",
        label="公开属性",
        group=Group.MARKS,
        sort=Sort.CHOICE,
        options=tuple(one.value for one in Publicity),
    ),
    ElementField(name="secrecy_basis", label="定密依据", group=Group.MARKS, hint="涉密公文填写：保密事项范围的哪一条"),
    ElementField(name="printed_by", label="印发机关", group=Group.PRINT, without=_LETTERS),
    ElementField(name="printed_on", label="印发日期", group=Group.PRINT, hint="2026年4月16日", without=_LETTERS),
    ElementField(name="copies", label="印数", group=Group.PRINT, hint="份数"),
)
