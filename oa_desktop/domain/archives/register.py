"""归档登记: what is in the archive under which 档号; the fold of the journal of one fonds and year.

A number that was given up is vacant until the next item of its class takes it. Two desks may have given one number, or
one document, twice: both entries stand, the later one contested (冲突), and nothing leaves the archive until one of
them is withdrawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from oa_desktop.domain.actions import Action, keeping
from oa_desktop.domain.actions import archiving as act
from oa_desktop.domain.actions.holdings import HoldingAction
from oa_desktop.domain.actions.reading import ReadingAction, RequestReading
from oa_desktop.domain.archives import disposal, holdings, readings
from oa_desktop.domain.archives.codes import ArchivalClass
from oa_desktop.domain.archives.disposal import Disposal, FixityRecord
from oa_desktop.domain.archives.items import Carrier
from oa_desktop.domain.archives.properties import Result, Stage
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import NO_ENTRY, ArchiveName, Digest, DisposalId, DossierId, EntryId, ItemId, PersonId
from oa_desktop.domain.journal import in_order


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
        numbers = self.numbers.get(of, {})
        return next(number for number in range(1, len(numbers) + 2) if number not in numbers)

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


def fold(name: ArchiveName, entries: Iterable[Entry]) -> ArchiveRegister:
    """Return the register that a set of entries comes to."""
    register = ArchiveRegister(name=name)
    for placed in in_order(entries).placed:
        register = advance(register, placed.entry)
    return register


def advance(register: ArchiveRegister, entry: Entry) -> ArchiveRegister:
    """Return the register after one more entry that has seen everything before it."""
    person, time = entry.actor.person, entry.claimed_time
    return after(register, read_action(entry), entry=entry.id, person=person, time=time)


def after(
    register: ArchiveRegister,
    action: Action,
    *,
    entry: EntryId = NO_ENTRY,
    person: PersonId = PersonId(""),
    time: str = "",
) -> ArchiveRegister:
    """Return the register after an act; one of another register, or that nothing can be made of, changes nothing."""
    if not isinstance(action, act.ArchiveAction) or action.register != register.name:
        return register
    if isinstance(action, act.ArrangeItem):
        return _arranged(register, item_of(action, entry, person, time))
    if isinstance(action, RequestReading | ReadingAction | HoldingAction):
        read = readings.advanced(register.readings, action, entry, person, time)
        return replace(
            register, readings=read, holdings=holdings.received(register.holdings, action, entry, person, time)
        )
    if type(action) in _KEPT:
        return _KEPT[type(action)](register, action, person, time)
    if isinstance(action, keeping.DisposeItem) and action.package:
        return _gone(register, action)
    return _of_items(register, action, time)


def _of_items(register: ArchiveRegister, action: act.ArchiveAction, time: str) -> ArchiveRegister:
    """Return the register after an act on items of the unit's own."""
    if isinstance(action, act.PlaceItems):
        return _placed(register, action)
    item = register.items.get(action.item) if isinstance(action, act.ItemAction) else None
    change = _CHANGES.get(type(action))
    if isinstance(action, act.RecordProperties) and item is not None and item.stands:
        return _tested(register, item, action, time)
    if item is None or change is None or not item.is_kept:
        return register
    return change(register, item, action)


def item_of(
    action: act.ArrangeItem, entry: EntryId = NO_ENTRY, person: PersonId = PersonId(""), time: str = ""
) -> ArchivalItem:
    """Return the item that an act makes, or would make."""
    return ArchivalItem(
        act=action,
        entry=entry,
        person=person,
        time=time,
        title=action.title,
        responsible=action.responsible,
        date=action.date,
        pages=action.pages,
        carrier=action.carrier,
        place=action.place,
    )


def _arranged(register: ArchiveRegister, item: ArchivalItem) -> ArchiveRegister:
    if item.id in register.items:
        return register
    of, number, document = item.act.of, item.act.number, item.act.document
    numbers = register.numbers.get(of, {})
    return replace(
        register,
        items={**register.items, item.id: item},
        numbers={**register.numbers, of: {**numbers, number: (*numbers.get(number, ()), item.id)}},
        documents={**register.documents, document: (*register.documents.get(document, ()), item.id)},
    )


def _withdrawn(register: ArchiveRegister, item: ArchivalItem, action: act.WithdrawItem) -> ArchiveRegister:
    of, number, document = item.act.of, item.act.number, item.act.document
    gone = replace(item, state=ItemState.WITHDRAWN, reason=action.reason)
    return replace(
        _changed(register, gone),
        numbers={**register.numbers, of: _without(register.numbers[of], number, item.id)},
        documents=_without(register.documents, document, item.id),
    )


def _without(held: Mapping[Any, tuple[ItemId, ...]], key: object, item: ItemId) -> dict[Any, tuple[ItemId, ...]]:
    """Return who holds what when one lets go of it; what nobody holds any more is not held."""
    left = tuple(one for one in held[key] if one != item)
    others = {name: items for name, items in held.items() if name != key}
    return {**others, key: left} if left else others


def _corrected(register: ArchiveRegister, item: ArchivalItem, action: act.CorrectItem) -> ArchiveRegister:
    said: dict[str, Any] = {name: value for name in CORRECTED if (value := getattr(action, name))}
    return _changed(register, replace(item, reason=action.reason, **said))


CORRECTED = ("title", "responsible", "date", "pages", "carrier")
"""What 修改著录 may be about."""


def _placed(register: ArchiveRegister, action: act.PlaceItems) -> ArchiveRegister:
    said: dict[str, Any] = {name: value for name in ("box", "place") if (value := getattr(action, name))}
    about = range(action.first, action.through + 1)
    items = (one for one in register.in_class(action.of) if one.act.number in about)
    return replace(register, items={**register.items, **{one.id: replace(one, **said) for one in items}})


def _tested(register: ArchiveRegister, item: ArchivalItem, action: act.RecordProperties, time: str) -> ArchiveRegister:
    made = (Tested(stage=action.stage, result=action.result, time=time, report=one) for one in action.contents[:1])
    others = (one for one in item.tested if one.stage is not action.stage)
    return _changed(register, replace(item, tested=(*others, *made)))


def _changed(register: ArchiveRegister, item: ArchivalItem) -> ArchiveRegister:
    return replace(register, items={**register.items, item.id: item})


def _disposed(register: ArchiveRegister, item: ArchivalItem, _: keeping.DisposeItem) -> ArchiveRegister:
    """Return the register in which an item is a line alone; its number and its document stay taken."""
    return _changed(register, replace(item, state=ItemState.DISPOSED))


def _gone(register: ArchiveRegister, action: keeping.DisposeItem) -> ArchiveRegister:
    """Return the register in which an item of 馆藏 is a line alone."""
    destroyed = register.gone.get(action.item, frozenset()) | frozenset(action.destroyed)
    held = holdings.reworded(register.holdings, action.package, action.contents)
    return replace(register, holdings=held, gone={**register.gone, action.item: destroyed})


def _checked(register: ArchiveRegister, action: keeping.RecordFixity, person: PersonId, time: str) -> ArchiveRegister:
    return replace(register, fixity=FixityRecord(act=action, person=person, time=time))


def _listed(register: ArchiveRegister, action: keeping.ListDisposal, person: PersonId, time: str) -> ArchiveRegister:
    return replace(register, disposals=disposal.listed(register.disposals, action, person, time))


def _approved(
    register: ArchiveRegister, action: keeping.ApproveDisposal, person: PersonId, time: str
) -> ArchiveRegister:
    return replace(register, disposals=disposal.approved(register.disposals, action, person, time))


_KEPT: Mapping[type[Action], Callable[[ArchiveRegister, Any, PersonId, str], ArchiveRegister]] = {
    keeping.RecordFixity: _checked,
    keeping.ListDisposal: _listed,
    keeping.ApproveDisposal: _approved,
}
"""What keeping does to a register as a whole."""

_CHANGES: Mapping[type[Action], Callable[[ArchiveRegister, ArchivalItem, Any], ArchiveRegister]] = {
    act.WithdrawItem: _withdrawn,
    act.CorrectItem: _corrected,
    keeping.DisposeItem: _disposed,
}
