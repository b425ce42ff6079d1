"""Books (登记簿): which columns each has, which documents stand in it and in which order, is data; office practice.

A book is made of an outline, as a list on the screen is, and of the lines that it names: never of a journal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice

from oa_desktop.domain.forms import Form, Row, form_row
from oa_desktop.domain.ids import DossierId
from oa_desktop.office import queries as q
from oa_desktop.office.lists.columns import COLUMNS
from oa_desktop.office.lists.outlines import Grouping, Lines, Outline, OutlineGroup, Sorting, in_words
from oa_desktop.office.ports import tables

LISTS: Mapping[str, type[q.DossierList]] = {
    "待办": q.ToDo,
    "待阅": q.ToRead,
    "在办": q.InHand,
    "已办": q.Done,
    "登记": q.OutgoingRegister,
    "收文": q.IncomingRegister,
    "传阅": q.Circulated,
    "督办": q.Supervised,
    "内部": q.InternalMatters,
    "全部": q.Everything,
}
"""The lists by the words that files and commands know them by."""
ORDINAL, BY_HAND = "序号", "手填"
"""What a column says beside what :data:`COLUMNS` knows: the count of the lines, and nothing, for the pen."""
USUAL_COLUMNS = ("文号", "标题", "密级", "紧急程度", "状态", "环节", "办理人", "时限", "拟稿部门", "拟稿人", "办理日期")
"""What is taken along of a list that is no book."""
_AT_ONCE = 500
_LINE_MM = 9.0
_ROOM = 12
"""Shares of a row that goes across the whole form."""

READER_COLUMNS = ("阅件人", "职务", "送阅人", "送阅时间", "阅毕时间", "收回时间", "阅读情况")
"""What a book of what was circulated says of each reader; each has a line."""
MATTER_COLUMNS = (
    *("督办事项", "立项日期", "立项人", "主办", "协办", "限办日期", "督办状态", "催办次数", "延期次数", "反馈次数"),
    *("最近反馈", "反馈人", "反馈日期", "销号日期", "销号意见"),
)
"""What the ledger of supervision (督办台账) says of each matter; each has a line."""
DETAILS: Mapping[type[q.DossierList], tuple[str, ...]] = {q.Circulated: READER_COLUMNS, q.Supervised: MATTER_COLUMNS}
"""The columns of books whose documents have several lines each, by their lists."""
_COUNTED: Mapping[type[q.DossierList], str] = {q.Circulated: "人次", q.Supervised: "项"}
Details = Callable[[DossierId], Iterable[Mapping[str, str]]]
"""Returns the lines of a document, by those columns."""

Ask = Callable[[q.Query[q.FoundRow]], tuple[q.FoundRow, ...]]
"""Says how the task of a document stands to its time limit now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookColumn:
    """A column of a book.

    Attributes:
        label: What stands above it.
        says: A name of :data:`COLUMNS`, :data:`ORDINAL` or :data:`BY_HAND`.
        width: In Chinese characters; all columns share the page in these proportions.
    """

    label: str
    says: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """登记簿.

    Attributes:
        of: The list whose documents stand in it.
        footer: Small print at its end.
    """

    title: str
    of: type[q.DossierList]
    columns: tuple[BookColumn, ...]
    sorting: Sorting = Sorting.NEWEST
    reverse: bool = False
    grouping: Grouping = Grouping.NONE
    footer: str = ""

    @property
    def counts(self) -> str:
        """What is counted in it."""
        return _COUNTED.get(self.of, "件")

    @property
    def outline(self) -> Outline:
        """The question for the documents that stand in it."""
        return Outline(of=self.of, sorting=self.sorting, reverse=self.reverse, grouping=self.grouping)


def plain_book(title: str, names: Sequence[str]) -> Book:
    """Return a list as it is sent out where it is no register: the named columns, each as wide as usual."""
    columns = tuple(BookColumn(label=name, says=name, width=COLUMNS[name].characters) for name in names)
    return Book(title=title, of=q.Everything, columns=columns)


def book_of(known: Iterable[Book], outline: Outline, title: str) -> Book:
    """Return the book in which the documents of a list stand, the list itself where there is none.

    Args:
        known: The books of the office.
        outline: The question for the list.
        title: What the list is called.
    """
    return next((book for book in known if book.of is outline.of), plain_book(title, USUAL_COLUMNS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The lines of one group of a book, a text for each column.

    Attributes:
        head: What they have in common.
    """

    head: str
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A book as it is written out now.

    Attributes:
        outline: What was asked for.
    """

    book: Book
    outline: Outline
    parts: tuple[Part, ...]

    @property
    def count(self) -> int:
        """How many lines stand in it: documents, or those who read them."""
        return sum(len(part.lines) for part in self.parts)

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands above the columns."""
        return tuple(column.label for column in self.book.columns)

    def form(self, organ: str, day: str) -> Form:
        """Return it as a form that lies across the sheet.

        Args:
            organ: Whose book it is.
            day: On which day it was written out, ISO.
        """
        said = (in_words(self.outline.filter), f"共{self.count}{self.book.counts}", f"{day}打印", self.book.footer)
        return Form(
            title=self.book.title,
            organ=organ,
            head=(self._row(labels=self.labels),),
            rows=tuple(self._rows()),
            footer="　".join(part for part in said if part),
            across=True,
        )

    def _rows(self) -> Iterator[Row]:
        for part in self.parts:
            if self.grouped:
                yield form_row(
                    (f"{part.head or '（空）'}　{len(part.lines)}{self.book.counts}", "", _ROOM), height_mm=_LINE_MM
                )
            yield from (self._row(values=line) for line in part.lines)

    @property
    def grouped(self) -> bool:
        """Whether its lines stand under heads."""
        return self.outline.grouping is not Grouping.NONE

    def _row(self, labels: Sequence[str] = (), values: Sequence[str] = ()) -> Row:
        columns = self.book.columns
        empty = ("",) * len(columns)
        widths = [column.width for column in columns]
        return form_row(*zip(labels or empty, values or empty, widths, strict=True), height_mm=_LINE_MM)

    def tables(self) -> Sequence[tables.Table]:
        """Return it as a table; what its groups have in common stands in a column of its own."""
        grouped = [tables.Column(title=self.outline.grouping.value)] if self.grouped else []
        columns = [tables.Column(title=one.label, width=2 * one.width + 2) for one in self.book.columns]
        rows = [(*((part.head,) if self.grouped else ()), *line) for part in self.parts for line in part.lines]
        return (tables.Table(title=self.book.title, columns=(*grouped, *columns), rows=rows),)


def write_out(
    book: Book, outline: Outline, groups: Sequence[OutlineGroup], ask: Ask, details: Details | None = None
) -> Written:
    """Return a book with the lines of an outline's documents; what may not be known any more is left out.

    Args:
        book: The book.
        outline: What was asked for.
        groups: Its documents.
        ask: Asks for their lines.
        details: Returns the several lines of a document, where it has such (:data:`DETAILS`).
    """
    found = {row.document.key: row.document for row in _lines(groups, ask)}
    counted = count(1)
    parts = (
        Part(
            head=group.head,
            lines=tuple(
                _line(book, row, {ORDINAL: str(next(counted)), **detail})
                for row in rows
                for detail in (details(row.dossier) if details else ({},))
            ),
        )
        for group, rows in ((group, [found[key] for key in group.keys if key in found]) for group in groups)
    )
    return Written(book=book, outline=outline, parts=tuple(parts))


def _lines(groups: Sequence[OutlineGroup], ask: Ask) -> Iterator[q.FoundRow]:
    for portion in in_portions(key for group in groups for key in group.keys):
        yield from ask(Lines(keys=portion))


def in_portions(keys: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """Yield the keys of documents, as many at once as lines are asked for together."""
    left = iter(keys)
    while portion := tuple(islice(left, _AT_ONCE)):
        yield portion


def _line(book: Book, row: q.DossierRow, known: Mapping[str, str]) -> tuple[str, ...]:
    beside = {BY_HAND: "", **known}
    says = (one.says for one in book.columns)
    return tuple(beside[name] if name in beside else COLUMNS[name].text(row) for name in says)
