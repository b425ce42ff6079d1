"""What is printed of the archive (归档文件目录, 移交清册, 登记表, 备考表, 盒封面, 盒脊), and how it leaves the store.

Columns as secondary sources give them for DA/T 22-2015 and DA/T 93-2022; they are office practice here. Everything is
made of the projection, within what the person may know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from oa_desktop.domain.archives.arranging import known_scheme, refuse_leaving
from oa_desktop.domain.archives.columns import ReceivingCatalogue
from oa_desktop.domain.archives.disposal import has_ended
from oa_desktop.domain.archives.printed import BoxSide
from oa_desktop.domain.archives.register import ArchiveRegister, ItemState
from oa_desktop.domain.archives.retention import Retention
from oa_desktop.domain.archives.scheme import Scheme
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.forms import Form, Row, form_row
from oa_desktop.domain.ids import NO_DISPOSAL, ArchiveName, DisposalId
from oa_desktop.office.archiving.boxes import Box, boxes_listed, boxes_of, notes_of
from oa_desktop.office.archiving.catalogue_faults import CATALOGUE_CHECK, CheckedFile, listed_faults
from oa_desktop.office.archiving.disposal_book import Signed, items_of, signed_under
from oa_desktop.office.archiving.held_lines import held_rows
from oa_desktop.office.archiving.receiving import Line, ReceivingFile, columns_of, xml_of
from oa_desktop.office.archiving.registration import REGISTRATION_FORM, Registration, registration_of, size_kept
from oa_desktop.office.books.ledgers import Column, Ledger
from oa_desktop.office.books.shelf import BookFile, BookShelf
from oa_desktop.office.desk import Desk
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports import tables
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork
from oa_desktop.office.queries import ArchiveItemRow, ArchiveItems
from oa_desktop.office.trail.incidents import watched

_MOST = 1_000_000
"""Items of one list: more than a unit has in a year."""


class ArchiveBook(StrEnum):
    """What is printed of the archive."""

    CATALOGUE = "归档文件目录"
    TRANSFER = "档案移交清册"
    REGISTRATION = REGISTRATION_FORM
    ENDED = "到期档案清册"
    DISPOSED = "销毁清册"
    NOTES = "备考表"
    COVER = "档案盒封面"
    SPINE = "档案盒盒脊"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Of which items something is printed.

    Attributes:
        register: Of which fonds and year.
        retention: Of this 保管期限 alone; of all where it is empty.
        division: Of this 机构 or 问题 alone; of all where it is None.
        box: Those of this 盒号 alone; of all where it is empty.
        spine_mm: How wide the spines of the boxes are.
        disposal: Of this 销毁清册 alone, destroyed or not yet; of what was destroyed by any where it is empty.
        columns: The columns that the receiving archive wants of the catalogue; None for our own.
    """

    register: ArchiveName
    retention: str = ""
    division: str | None = None
    box: str = ""
    spine_mm: int = 30
    disposal: DisposalId = NO_DISPOSAL
    columns: ReceivingCatalogue | None = None

    @property
    def query(self) -> ArchiveItems:
        """The question for its items."""
        return ArchiveItems(register=self.register, retention=self.retention, division=self.division, limit=_MOST)

    @property
    def said(self) -> str:
        """What it is in words, for the audit trail."""
        box = f"{self.box}号盒" if self.box else ""
        said = (self.register.fonds, f"{self.register.year}年", self.retention, self.division or "", box)
        return " ".join(part for part in said if part)


def _column(label: str, text: Callable[[ArchiveItemRow], str], width: int) -> Column[Line]:
    return Column(label=label, text=lambda line: text(line[1]), width=width)


_ORDINAL: Column[Line] = Column(label="序号", text=lambda line: str(line[0]), width=3)
_CODE = _column("档号", lambda row: row.code, 14)
_TITLE = _column("题名", lambda row: row.title, 17)
_RESPONSIBLE = _column("责任者", lambda row: row.responsible, 8)
_DATE = _column("日期", lambda row: row.date.replace("-", ""), 5)
_MARK = _column("密级", lambda row: row.mark, 4)
_PAGES = _column("页数", lambda row: str(row.pages or ""), 3)
_REMARK = _column("备注", lambda _row: "", 4)
_KEPT = _column("已保管期限", lambda _row: "", 5)
"""Stands for the column of the years that an item was kept, which :func:`_kept_for` makes."""


def _to_sign(*labels: str) -> Signed:
    return tuple((label, "") for label in labels)


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list of items: its columns, and what is signed under it."""

    columns: Sequence[Column[Line]]
    signed: Sequence[Signed] = ()


_LISTS: Mapping[ArchiveBook, _List] = {
    ArchiveBook.CATALOGUE: _List(
        columns=(
            *(_ORDINAL, _CODE, _column("文号", lambda row: row.document_number, 8)),
            *(_RESPONSIBLE, _TITLE, _DATE, _MARK, _PAGES, _REMARK),
        ),
    ),
    ArchiveBook.TRANSFER: _List(
        columns=(
            *(_ORDINAL, _CODE, _RESPONSIBLE, _TITLE, _DATE),
            *(_column("保管期限", lambda row: row.retention, 5), _MARK, _PAGES),
            *(_column("载体", lambda row: row.carrier, 3), _REMARK),
        ),
        signed=(
            _to_sign("移交单位（章）", "接收单位（章）"),
            _to_sign("移交人", "接收人"),
            _to_sign("移交日期", "接收日期"),
        ),
    ),
    ArchiveBook.ENDED: _List(
        columns=(
            *(_ORDINAL, _TITLE, _column("所属年度", lambda row: str(row.year), 4), _CODE),
            *(_column("应保管期限", lambda row: row.retention, 5), _KEPT, _PAGES, _REMARK),
        ),
        signed=tuple(_to_sign(one, "日期") for one in ("鉴定负责人", "批准人", "监销人", "监销人")),
    ),
    ArchiveBook.DISPOSED: _List(
        columns=(
            *(_ORDINAL, _TITLE, _column("所属年度", lambda row: str(row.year), 4), _CODE),
            *(_column("应保管期限", lambda row: row.retention, 5), _KEPT),
            *(_PAGES, _column("备注", lambda row: row.state, 4)),
        ),
    ),
}
_SIGN_MM = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveList:
    """A list of items as it is written out now.

    Attributes:
        above: What the items have in common: label, words and width.
        signed: What is signed under it, line by line.
    """

    ledger: Ledger[Line]
    above: Sequence[tuple[str, str, int]]
    signed: Sequence[Signed] = ()

    def form(self, organ: str, day: str) -> Form:
        """Return it as a form that lies across the sheet, with its head on every page."""
        form = self.ledger.form(organ, day)
        common = form_row(*self.above, height_mm=9.0)
        return replace(form, head=(common, *form.head), rows=(*form.rows, *self._signing()))

    def tables(self) -> Sequence[tables.Table]:
        """Return it as a table."""
        return self.ledger.tables()

    def _signing(self) -> Iterator[Row]:
        for line in self.signed:
            yield form_row(*((label, value, 6) for label, value in line), height_mm=_SIGN_MM)


Sort = BookFile | ReceivingFile


@watched("归档文件目录")
class ArchiveBooks:
    """What is printed of the archive; nothing leaves without a record, or while a number is vacant or contested."""

    def __init__(self, office: OpenOffice, desk: Desk, shelf: BookShelf) -> None:
        self._office = office
        self._desk = desk
        self._shelf = shelf

    def made(self, book: ArchiveBook, wanted: Wanted, file: Sort, work: Presswork = AS_IT_IS) -> bytes:
        """Return a list, or the sheets of boxes, as a file, while it stays here.

        Raises:
            Refused: ``archiving.vacancy``, ``archiving.contested``, ``archiving.no-scheme``,
                ``archiving.nothing-listed``, ``archiving.no-box``.
        """
        refuse_leaving(self._register(wanted.register))
        scheme = self._scheme(wanted.register)
        rows = self._rows(book, wanted)
        if book in _LISTS:
            listed = replace(self._listed(book, scheme, rows, wanted), signed=self._signed(book, rows))
            if wanted.columns is not None and file is ReceivingFile.XML:
                return xml_of(wanted.columns, listed.ledger)
            return self._shelf.made(listed, BookFile(file), work)
        if book is ArchiveBook.REGISTRATION:
            return self._shelf.made(self._registration(scheme, wanted, rows), BookFile(file), work)
        return self._of_boxes(book, wanted, boxes_of(rows, scheme), file, work)

    def hand_out(self, book: ArchiveBook, wanted: Wanted, file: Sort, work: Presswork = AS_IT_IS) -> bytes:
        """Return it as a file that leaves the store; that it leaves is recorded first.

        Raises:
            Refused: As :meth:`made`.
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        data = self.made(book, wanted, file, work)
        what = f"{book.value}（{file.value}，{wanted.said}）"
        self._office.record_output(self._desk.standing, what, "", self._desk.crypto.digest(data))
        return data

    def hand_out_check(self, checked: CheckedFile, file: BookFile) -> bytes:
        """Return what came of checking a catalogue as a file that leaves the store; that it leaves is recorded first.

        Raises:
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        data = self._shelf.made(listed_faults(checked), file)
        what = f"{CATALOGUE_CHECK}（{file.value}，{checked.name}）"
        self._office.record_output(self._desk.standing, what, "", self._desk.crypto.digest(data))
        return data

    def _register(self, name: ArchiveName) -> ArchiveRegister:
        return self._desk.states.archive(self._desk.unit, name).state

    def _scheme(self, name: ArchiveName) -> Scheme:
        """Return by what a register is classed; that of 馆藏 says no more than whose they are."""
        held = next(iter(self._register(name).holdings.values()), None)
        if held is not None:
            return Scheme(fonds=name.fonds, fonds_name=held.act.sender_name, since=name.year)
        return known_scheme(self._desk.organisation().schemes, name.year)

    def _rows(self, book: ArchiveBook, wanted: Wanted) -> Sequence[ArchiveItemRow]:
        rows = self._desk.store.ask(wanted.query, self._desk.sight)
        if wanted.box:
            rows = tuple(one for one in rows if one.box == wanted.box)
        if book is ArchiveBook.ENDED:
            today = self._desk.clock.now().date().year
            rows = tuple(
                one for one in rows if has_ended(one.year, Retention(one.retention), today) and not _is_gone(one)
            )
        if book is ArchiveBook.DISPOSED:
            register = self._register(wanted.register)
            disposed = items_of(register, wanted.disposal)
            listed = (*rows, *held_rows(self._desk, register)) if register.holdings else rows
            rows = tuple(one for one in listed if one.item in disposed)
        if not rows:
            raise Refused("archiving.nothing-listed", book=book.value)
        return rows

    def _signed(self, book: ArchiveBook, rows: Sequence[ArchiveItemRow]) -> Sequence[Signed]:
        """Return what is signed under a list; under a 销毁清册 who listed, approved and supervised it, by name."""
        if book is not ArchiveBook.DISPOSED:
            return _LISTS[book].signed
        register = self._register(ArchiveName(fonds=rows[0].fonds, year=rows[0].year))
        return signed_under(self._desk.organisation(), register, [one.item for one in rows])

    def _listed(self, book: ArchiveBook, scheme: Scheme, rows: Sequence[ArchiveItemRow], wanted: Wanted) -> ArchiveList:
        kept = _kept_for(self._register(wanted.register), self._desk.clock.now().year)
        own = tuple(kept if one is _KEPT else one for one in _LISTS[book].columns)
        theirs = wanted.columns
        title, columns = (theirs.name, columns_of(theirs, scheme)) if theirs else (book.value, own)
        said = f"共{len(rows)}件，{sum(one.pages for one in rows)}页。只列打印人可以知悉的件"
        ledger = Ledger(title=title, columns=columns, rows=tuple(enumerate(rows, start=1)), note=said)
        return ArchiveList(ledger=ledger, above=_above(scheme, rows))

    def _of_boxes(self, book: ArchiveBook, wanted: Wanted, boxes: Sequence[Box], file: Sort, work: Presswork) -> bytes:
        if not boxes:
            raise Refused("archiving.no-box", book=book.value)
        if file is not BookFile.PRINT:
            return self._shelf.made(boxes_listed(boxes), BookFile(file))
        press, side = self._office.ports.press, _SIDES.get(book)
        if side is None:
            return press.joined([self._notes(wanted, box) for box in boxes], work)
        labels = [box.label(wanted.spine_mm) for box in boxes]
        data = self._desk.renderer.box_labels(labels, side, self._desk.look())
        return data if work == AS_IT_IS else press.worked(data, work)

    def _registration(self, scheme: Scheme, wanted: Wanted, rows: Sequence[ArchiveItemRow]) -> Registration:
        held = self._register(wanted.register).items
        blank, items = self._desk.forms[ArchiveBook.REGISTRATION], [held[row.item] for row in rows]
        size = size_kept(items, self._desk.store.blobs)
        return registration_of(blank, scheme, wanted.register.year, items, size)

    def _notes(self, wanted: Wanted, box: Box) -> bytes:
        unit = self._desk.organisation()
        values = notes_of(box, self._register(wanted.register), lambda person: unit.person(person).name)
        return self._desk.renderer.form(self._desk.forms[ArchiveBook.NOTES].filled("", values), self._desk.look())


def _kept_for(register: ArchiveRegister, this_year: int) -> Column[Line]:
    """Return the column of the years that items were kept: until they were listed to be destroyed, else until now."""
    until = {item: int(one.time[:4]) for one in register.disposals.values() for item in one.act.items}
    return replace(_KEPT, text=lambda line: f"{until.get(line[1].item, this_year) - line[1].year}年")


_SIDES: Mapping[ArchiveBook, BoxSide] = {ArchiveBook.COVER: BoxSide.COVER, ArchiveBook.SPINE: BoxSide.SPINE}


def _is_gone(row: ArchiveItemRow) -> bool:
    return row.state == ItemState.DISPOSED.value


def _above(scheme: Scheme, rows: Sequence[ArchiveItemRow]) -> Sequence[tuple[str, str, int]]:
    """Return what all items have in common; empty cells for what they have not."""
    division = _only(row.division for row in rows)
    known = scheme.division(division)
    return (
        ("全宗号", scheme.fonds, 3),
        ("全宗名称", scheme.fonds_name, 7),
        ("年度", _only(str(row.year) for row in rows), 3),
        ("保管期限", _only(row.retention for row in rows), 4),
        ("机构（问题）", known.name if known else "", 6),
        ("盒号", _only(row.box for row in rows), 3),
    )


def _only(said: Iterator[str]) -> str:
    """Return what all say, empty where they differ."""
    found = set(said)
    return found.pop() if len(found) == 1 else ""
