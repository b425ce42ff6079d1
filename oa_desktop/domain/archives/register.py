"""归档登记: what is in the archive under which 档号, of one fonds and year.

A number that was given up is vacant until the next item of its class takes it. Two desks may have given one number, or
one document, twice: both entries stand, the later one contested (冲突), and nothing leaves the archive until one of
them is withdrawn. What makes it of a journal stands in :mod:`folding`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from oa_desktop.domain.actions import archiving as act
from oa_desktop.domain.archives import holdings, readings
from oa_desktop.domain.archives.codes import ArchivalClass
from oa_desktop.domain.archives.disposal import Disposal, FixityRecord
from oa_desktop.domain.archives.items import Carrier
from oa_desktop.domain.archives.properties import Result, Stage
from oa_desktop.domain.ids import ArchiveName, Digest, DisposalId, DossierId, EntryId, ItemId, PersonId


class ItemState(StrEnum):
    """How an item stands."""

    ARRANGED = "已整理"
    WITHDRAWN = "已撤销"
    DISPOSED = "已销毁"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """四性检测 that was recorded.

    Attributes:
        time: When, claimed.
        report: Digest of the whole report.
    """

    stage: Stage
    result: Result
    time: str
    report: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivalItem:
    """件: an item as the register tells it now.

    Attributes:
        act: What was recorded when it was arranged.
        person: Who arranged it.
        time: When, claimed.
        title: 题名, as corrected last; so the next four.
        place: 存放位置.
        box: 盒号.
        reason: Why it was withdrawn or corrected last.
        entry: The entry that arranged it.
        tested: The last 四性检测 of each stage, the latest last.
    """

    act: act.ArrangeItem
    entry: EntryId
    person: PersonId
    time: str
    title: str
    responsible: str
    date: str
    pages: int
    carrier: Carrier
    place: str = ""
    box: str = ""
    state: ItemState = ItemState.ARRANGED
    reason: str = ""
    tested: tuple[Tested, ...] = ()

    @property
    def id(self) -> ItemId:
        """Its id."""
        return self.act.item

    @property
    def code(self) -> str:
        """档号."""
        return self.act.archival_code

    @property
    def stands(self) -> bool:
        """Whether it has its number and its line: also where its contents are destroyed."""
        return self.state is not ItemState.WITHDRAWN

    @property
    def is_kept(self) -> bool:
        """Whether its contents are in the archive."""
        return self.state is ItemState.ARRANGED


Numbers = Mapping[int, tuple[ItemId, ...]]
"""Who has which number of a class, in the journal's order; more than one only where two desks gave it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRegister:
    """归档登记 of one fonds and year.

    Attributes:
        items: Every item that ever was, in the journal's order.
        numbers: By class, the numbers that items have which stand.
        free: By class, the lowest number that no item has which stands; 1 for a class that is not named.
        documents: By document, the items of it which stand; more than one only where two desks arranged it.
        disposals: 销毁清册, in the order in which they were drawn up.
        fixity: The last 固化检查.
        readings: 利用, in the order in which they were asked for.
        holdings: 馆藏 of this fonds and year that came from other units, in the order in which they came.
        gone: Items of them that were destroyed, and which contents with each.
    """

    name: ArchiveName
    items: Mapping[ItemId, ArchivalItem] = field(default_factory=dict)
    numbers: Mapping[ArchivalClass, Numbers] = field(default_factory=dict)
    free: Mapping[ArchivalClass, int] = field(default_factory=dict)
    documents: Mapping[DossierId, tuple[ItemId, ...]] = field(default_factory=dict)
    disposals: Mapping[DisposalId, Disposal] = field(default_factory=dict)
    fixity: FixityRecord | None = None
    readings: readings.Readings = field(default_factory=dict)
    holdings: holdings.Holdings = field(default_factory=dict)
    gone: Mapping[ItemId, frozenset[Digest]] = field(default_factory=dict)

    def item_of(self, document: DossierId) -> ArchivalItem | None:
        """Return the item of a document, None where it is not in the archive."""
        held = self.documents.get(document, ())
        return self.items[held[0]] if held else None

    def standing(self) -> Iterator[ArchivalItem]:
        """Yield the items that have a line, also those of which only the line is left."""
        return (one for one in self.items.values() if one.stands)

    def kept(self) -> Iterator[ArchivalItem]:
        """Yield the items whose contents are in the archive."""
        return (one for one in self.items.values() if one.is_kept)

    def listed(self) -> Iterator[ArchivalItem]:
        """Yield the items that are kept in the order of the catalogue: 永久, 30年, 10年, by division and number."""
        classes = sorted(sorted(self.numbers), key=lambda of: of.retention, reverse=True)
        return (one for of in classes for one in self.in_class(of) if one.is_kept)

    def keeps(self, item: ItemId) -> bool:
        """Whether the contents of an item, also of 馆藏, are in the archive."""
        own = self.items.get(item)
        return own.is_kept if own else item not in self.gone

    def in_class(self, of: ArchivalClass) -> Iterator[ArchivalItem]:
        """Yield the items of a class by their numbers."""
        numbers = self.numbers.get(of, {})
        return (self.items[item] for number in sorted(numbers) for item in numbers[number])

    def next_number(self, of: ArchivalClass) -> int:
        """Return the number that the next item of a class takes: the lowest that is free."""
        return self.free.get(of, 1)

    def vacancies(self, of: ArchivalClass) -> tuple[int, ...]:
        """Return the numbers of a class that were given up and not given again, below its highest."""
        numbers = self.numbers.get(of, {})
        return tuple(one for one in range(1, max(numbers, default=0)) if one not in numbers)

    def vacant(self) -> Iterator[tuple[ArchivalClass, int]]:
        """Yield every vacancy of every class."""
        return ((of, number) for of in sorted(self.numbers) for number in self.vacancies(of))

    def contested(self) -> frozenset[ItemId]:
        """Return the items whose number or document an earlier one has."""
        twice = (held[1:] for numbers in self.numbers.values() for held in numbers.values() if len(held) > 1)
        again = (held[1:] for held in self.documents.values() if len(held) > 1)
        return frozenset(item for held in (*twice, *again) for item in held)
