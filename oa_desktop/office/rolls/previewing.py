"""Looking through a workbook before anything of it is recorded (读入预览): row by row, what it would do and why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import repeat
from typing import Generic, TypeVar

from oa_desktop.domain.errors import Refused
from oa_desktop.office.ports.tables import Cell, Line
from oa_desktop.office.rolls.cells import plain
from oa_desktop.office.rolls.roll import Roll, RollKind

Record = TypeVar("Record")
Header = tuple[int, tuple[str, ...]]
"""The place of a line, and the titles that stand there."""

_HEAD_WITHIN = 10
"""Lines from the top among which the header is looked for: above it often stands a title."""
_MARKS = str.maketrans("", "", "*＊ 　\n")
"""What people put into the title of a column: a mark that it is needed, blanks, ends of lines."""


class Outcome(StrEnum):
    """What a row comes to."""

    NEW = "新增"
    CHANGED = "更改"
    UNCHANGED = "不变"
    REFUSED = "不能读入"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow(Generic[Record]):
    """A row of a workbook.

    Attributes:
        number: As the program that made it counts.
        cells: What stands there, a text for each column of the roll.
        outcome: What it comes to.
        refusal: Why it cannot be taken in; None where it can.
        record: What it stands for; None where it cannot be taken in.
        changed: Titles of the columns in which it differs from what the unit has.
    """

    number: int
    cells: tuple[str, ...]
    outcome: Outcome
    refusal: Refused | None = None
    record: Record | None = None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview(Generic[Record]):
    """What taking in a workbook would do.

    Attributes:
        kind: Which roll it is.
        titles: Titles of the columns of the roll.
        rows: Its rows, as they stand in the workbook.
        passed_over: Titles of columns that the roll does not have.
    """

    kind: RollKind
    titles: tuple[str, ...]
    rows: tuple[PreviewRow[Record], ...]
    passed_over: tuple[str, ...] = ()

    def of(self, *outcomes: Outcome) -> tuple[PreviewRow[Record], ...]:
        """Return the rows that come to one of some outcomes."""
        return tuple(row for row in self.rows if row.outcome in outcomes)

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many rows come to what."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in Outcome}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read(Generic[Record]):
    """A row as it was read: what it stands for, or why for nothing."""

    number: int
    cells: tuple[str, ...]
    record: Record | None = None
    refusal: Refused | None = None


def preview(roll: Roll[Record], kind: RollKind, lines: Sequence[Line], name: str) -> Preview[Record]:
    """Return what taking in the lines of a workbook would do.

    Raises:
        Refused: ``table.no-header``: it is no workbook of this roll.
    """
    written = tuple(column.title for column in roll.columns)
    place, titles = header_of(lines, roll.needed, name, written)
    rows = [_read(roll, line, titles) for line in lines[place + 1 :]]
    together = [row.record for row in rows if row.record is not None]
    refusing, met = roll.refusing(together), Counter(map(roll.key, together))
    return Preview(
        kind=kind,
        titles=written,
        rows=tuple(_judged(roll, row, refusing, met) for row in rows),
        passed_over=tuple(title for title in titles if title and title not in written),
    )


def header_of(lines: Sequence[Line], needed: Collection[str], name: str, wanted: Iterable[str]) -> Header:
    """Return where the titles of the columns stand, and what they are.

    Args:
        lines: Of the table.
        needed: Titles without which it is none.
        name: Of the file, for the words of a refusal.
        wanted: Titles that it may have.

    Raises:
        Refused: ``table.no-header``.
    """
    for place, line in enumerate(lines[:_HEAD_WITHIN]):
        titles = tuple(plain(cell.text).translate(_MARKS) for cell in line.cells)
        if set(needed) <= set(titles):
            return place, titles
    raise Refused("table.no-header", name=name, wanted="、".join(wanted))


def _read(roll: Roll[Record], line: Line, titles: Sequence[str]) -> _Read[Record]:
    missing = Cell(text="")
    filled = (*line.cells, *repeat(missing, len(titles)))
    found = dict(zip(titles, filled, strict=False))
    texts = {title: plain(cell.text) for title, cell in found.items()}
    cells = tuple(texts.get(column.title, "") for column in roll.columns)
    formula = next((column.title for column in roll.columns if found.get(column.title, missing).formula), "")
    try:
        if formula:
            raise Refused("table.formula", column=formula)
        return _Read(number=line.number, cells=cells, record=roll.read(texts))
    except Refused as refused:
        return _Read(number=line.number, cells=cells, refusal=refused)


def _judged(
    roll: Roll[Record], row: _Read[Record], refusing: Callable[[Record], None], met: Mapping[str, int]
) -> PreviewRow[Record]:
    refusal = row.refusal
    if row.record is not None:
        refusal = _refusal(row.record, roll.key(row.record), refusing, met)
    if row.record is None or refusal is not None:
        return PreviewRow(number=row.number, cells=row.cells, outcome=Outcome.REFUSED, refusal=refusal)
    known = roll.known(row.record)
    changed = () if known is None else _differing(roll, row.record, known)
    outcome = Outcome.NEW if known is None else Outcome.CHANGED if changed else Outcome.UNCHANGED
    return PreviewRow(number=row.number, cells=row.cells, outcome=outcome, record=row.record, changed=changed)


def _refusal(record: Record, key: str, refusing: Callable[[Record], None], met: Mapping[str, int]) -> Refused | None:
    try:
        refusing(record)
    except Refused as refused:
        return refused
    return Refused("table.twice", name=key) if met[key] > 1 else None


def _differing(roll: Roll[Record], record: Record, known: Record) -> tuple[str, ...]:
    both = zip(roll.columns, roll.written(record), roll.written(known), strict=True)
    return tuple(column.title for column, now, before in both if now != before)
