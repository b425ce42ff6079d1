"""目录核对: a catalogue that somebody typed or sends back, against the register; each fault names its row.

A row whose 档号 is no item's is not at once one too many: where its title and day are those of an item that no row
has, its 档号 is wrong, and that item is not missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from oa_desktop.domain.archives.catalogue import read_code
from oa_desktop.domain.archives.faults import Fault, fault_of
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import ArchiveName
from oa_desktop.domain.names import with_codes
from oa_desktop.domain.numbers.numbering import as_compared

CODE, TITLE, DATE, NUMBER = "档号", "题名", "日期", "文号"
COMPARED = (
    TITLE,
    NUMBER,
    "责任者",
    DATE,
    "保管期限",
    "密级",
    "页数",
    "载体",
    "盒号",
    "存放位置",
    "年度",
    "机构（问题）",
)
"""What is compared, of :data:`.FIELDS`."""
_EMPTY = "（空）"

Said = Mapping[str, str]
"""What is said of an item, by the names of :data:`.FIELDS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """A row of a catalogue.

    Attributes:
        row: Its number in the file, from 1.
        said: What stands in it, written as the register writes it; of columns that the file has.
    """

    row: int
    said: Said

    @property
    def code(self) -> str:
        """档号."""
        return self.said.get(CODE, "")


def compared(rows: Sequence[ListedRow], items: Sequence[Said], register: ArchiveName) -> tuple[Fault, ...]:
    """Return everything in which a catalogue and the register differ, by row; then the items that no row has.

    Args:
        rows: The catalogue.
        items: What the register says of each item.
        register: Of which fonds and year.
    """
    held = {one[CODE]: one for one in items}
    fitting = _fitting(rows, held)
    left = [one for code, one in held.items() if code not in fitting]
    strays = [one for one in rows if fitting.get(one.code) is not one]
    found = [(one.row, fault) for one in fitting.values() for fault in _differing(one, held[one.code])]
    found += [(one.row, _stray(one, left, fitting, register)) for one in strays]
    found.sort(key=lambda one: one[0])
    return (*(fault for _, fault in found), *map(_without_row, left))


def _fitting(rows: Sequence[ListedRow], held: Mapping[str, Said]) -> dict[str, ListedRow]:
    """Return the row of each item: among several with its 档号 the one with its title, else the first."""
    found: dict[str, ListedRow] = {}
    for one in rows:
        if one.code in held and (one.code not in found or _is_better(one, found[one.code], held[one.code])):
            found[one.code] = one
    return found


def _is_better(row: ListedRow, than: ListedRow, item: Said) -> bool:
    return than.said.get(TITLE) != item[TITLE] == row.said.get(TITLE)


def _differing(row: ListedRow, item: Said) -> Iterator[Fault]:
    for column in COMPARED:
        known = item.get(column, "")
        said = row.said.get(column, known)
        if not _is_same(column, said, known):
            told = {"column": column, "said": with_codes(said) or _EMPTY, "known": known or _EMPTY}
            yield fault_of(Refused("catalogue.differs", row=row.row, code=row.code, **told))


def _is_same(column: str, said: str, known: str) -> bool:
    """Whether a cell says what the register says; a number is the same in any brackets."""
    return as_compared(said) == as_compared(known) if column == NUMBER else said == known


def _stray(row: ListedRow, left: list[Said], fitting: Mapping[str, ListedRow], register: ArchiveName) -> Fault:
    """Return what is wrong with a row that is of no item; where it is one of those left, that is taken from them."""
    at, said = row.row, with_codes(row.code) or _EMPTY
    meant = [one for one in left if _is_meant(row, one)]
    if len(meant) == 1:
        left.remove(one := meant[0])
        return fault_of(Refused("catalogue.other-code", row=at, said=said, title=one[TITLE], known=one[CODE]))
    if row.code in fitting:
        return fault_of(Refused("catalogue.twice", row=at, said=said, first=fitting[row.code].row))
    code = read_code(row.code)
    if code is None:
        return fault_of(Refused("catalogue.code", row=at, said=said))
    if (code.fonds, code.of.year) != (register.fonds, register.year):
        return fault_of(Refused("catalogue.foreign", row=at, said=said, fonds=register.fonds, year=register.year))
    return fault_of(Refused("catalogue.no-item", row=at, said=said))


def _is_meant(row: ListedRow, item: Said) -> bool:
    said = row.said
    return said.get(TITLE) == item[TITLE] and said.get(DATE, item[DATE]) == item[DATE]


def _without_row(item: Said) -> Fault:
    return fault_of(Refused("catalogue.no-row", known=item[CODE], title=item[TITLE]))
