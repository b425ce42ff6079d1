"""Checking a catalogue that somebody typed or sends back (目录核对) against the register, column by column.

Cells are read as people write them; what a column means is told by its title, ours or that of the receiving archive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from oa_desktop.domain.archives.columns import FIELDS, ReceivingCatalogue, ReceivingColumn
from oa_desktop.domain.archives.comparing import CODE, COMPARED, ListedRow, Said, compared
from oa_desktop.domain.archives.faults import Fault, fault_of
from oa_desktop.domain.archives.retention import RETENTION_OF_CODE
from oa_desktop.domain.archives.scheme import Scheme
from oa_desktop.domain.archives.specimen import NO_MARK
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import ArchiveName
from oa_desktop.office.archiving.receiving import said_of
from oa_desktop.office.ports.tables import Cell, Line
from oa_desktop.office.queries import ArchiveItemRow
from oa_desktop.office.rolls.cells import plain, read_day
from oa_desktop.office.rolls.previewing import header_of

MOST_ROWS = 20_000
"""Rows of a catalogue that are read at a time."""
_ALSO: Mapping[str, str] = {
    "文件编号": "文号",
    "文件题名": "题名",
    "成文日期": "日期",
    "形成日期": "日期",
    "文件日期": "日期",
    "载体类型": "载体",
}
"""Titles by which columns are known besides ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCatalogue:
    """What came of checking a catalogue.

    Attributes:
        rows: How many rows it has.
        items: How many items of the register it was compared with.
        columns: Which of :data:`COMPARED` it has.
        faults: By row; last the items that no row has.
    """

    rows: int
    items: int
    columns: tuple[str, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A catalogue that somebody gives.

    Attributes:
        lines: Of its table.
        name: Of its file.
        columns: How the receiving archive calls its columns; None where they are called as ours.
    """

    lines: Sequence[Line]
    name: str
    columns: ReceivingCatalogue | None = None


def checked(given: Given, scheme: Scheme, register: ArchiveName, items: Iterable[ArchiveItemRow]) -> CheckedCatalogue:
    """Return in what a catalogue and the items of a register differ.

    Raises:
        Refused: ``table.no-header``, ``catalogue.column-twice``.
    """
    known = _columns(given.columns)
    needed = [title for title, one in known.items() if one.field == CODE]
    place, titles = header_of(given.lines, needed[:1], given.name, known)
    there = {at: known[title] for at, title in enumerate(titles) if title in known}
    _refuse_twice(there.values(), given)
    lines = [one for one in given.lines[place + 1 :] if any(cell.text.strip() for cell in one.cells)]
    rows = [_row(one, there) for one in lines]
    held = [_of_item(scheme, place, one) for place, one in enumerate(items, start=1)]
    formulas = tuple(fault for line in lines for fault in _formulas(line, there))
    fields = {one.field for one in there.values()}
    return CheckedCatalogue(
        rows=len(rows),
        items=len(held),
        columns=tuple(one for one in COMPARED if one in fields),
        faults=(*formulas, *compared(rows, held, register)),
    )


def _refuse_twice(columns: Iterable[ReceivingColumn], given: Given) -> None:
    """Refuse a catalogue of which nobody knows which column counts; an archive may want one thing under two titles."""
    said = Counter(one.title if given.columns else one.field for one in columns)
    for column, times in said.items():
        if times > 1:
            raise Refused("catalogue.column-twice", column=column, name=given.name)


def _columns(wanted: ReceivingCatalogue | None) -> Mapping[str, ReceivingColumn]:
    """Return the columns by their titles."""
    if wanted is not None:
        return {one.title: one for one in wanted.columns}
    titles = {**{one: one for one in FIELDS}, **_ALSO}
    return {title: ReceivingColumn(title=title, field=field, instead={}) for title, field in titles.items()}


def _row(line: Line, there: Mapping[int, ReceivingColumn]) -> ListedRow:
    """Return what a row says; a formula says nothing."""
    cells = ((one, _cell(line, at)) for at, one in there.items() if one.field)
    said = {one.field: _read(cell.text, one) for one, cell in cells if not cell.formula}
    return ListedRow(row=line.number, said=said)


def _cell(line: Line, at: int) -> Cell:
    return line.cells[at] if at < len(line.cells) else Cell(text="")


def _formulas(line: Line, there: Mapping[int, ReceivingColumn]) -> Iterator[Fault]:
    for at, one in there.items():
        if _cell(line, at).formula:
            yield fault_of(Refused("catalogue.formula", row=line.number, column=one.title))


def _of_item(scheme: Scheme, place: int, item: ArchiveItemRow) -> Said:
    return {field: plain(text) for field, text in said_of(scheme, place, item).items()}


def _read(text: str, column: ReceivingColumn) -> str:
    """Return what a cell says, written as the register writes it."""
    said = plain(text.removeprefix("'"))
    ours = {theirs: own for own, theirs in column.instead.items()}.get(said, said)
    return _READ.get(column.field, str)(ours)


def _day(text: str) -> str:
    try:
        return read_day(text)
    except Refused:
        return text


def _retention(text: str) -> str:
    known = RETENTION_OF_CODE.get(text)
    return known.value if known else text


_READ: Mapping[str, Callable[[str], str]] = {
    "日期": _day,
    "保管期限": _retention,
    "页数": lambda text: text.lstrip("0"),
    "密级": lambda text: text or NO_MARK,
}
