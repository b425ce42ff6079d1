"""What the entries of one fonds and year come to: the register of the archive (归档登记) as the fold of its journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from oa_desktop.domain.actions import Action, keeping
from oa_desktop.domain.actions import archiving as act
from oa_desktop.domain.actions.holdings import HoldingAction
from oa_desktop.domain.actions.reading import ReadingAction, RequestReading
from oa_desktop.domain.archives import disposal, holdings, readings
from oa_desktop.domain.archives.disposal import FixityRecord
from oa_desktop.domain.archives.growing import Key, Own, begun_like, with_new, without
from oa_desktop.domain.archives.register import ArchivalItem, ArchiveRegister, ItemState, Numbers, Tested
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import NO_ENTRY, ArchiveName, EntryId, ItemId, PersonId
from oa_desktop.domain.journal import in_order


def fold(name: ArchiveName, entries: Iterable[Entry]) -> ArchiveRegister:
    """Return the register that a set of entries comes to."""
    register = owned(ArchiveRegister(name=name))
    for placed in in_order(entries).placed:
        register = advance(register, placed.entry)
    return given(register)


_GROWING = ("items", "numbers", "free", "documents", "disposals", "readings", "holdings", "gone")


def owned(register: ArchiveRegister) -> ArchiveRegister:
    """Return a register that a fold alone has: what comes after is written in its mappings, the one given stays."""
    return _held_as(Own, register)


def given(register: ArchiveRegister) -> ArchiveRegister:
    """Return a register that others may have: nothing writes in its mappings any more."""
    return _held_as(dict, register)


def _held_as(kind: type[dict[Any, Any]], register: ArchiveRegister) -> ArchiveRegister:
    held: dict[str, Any] = {field: kind(getattr(register, field)) for field in _GROWING}
    numbers = kind({of: kind(numbers) for of, numbers in register.numbers.items()})
    return replace(register, **held | {"numbers": numbers})


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
    numbers: Numbers = register.numbers.get(of, begun_like(register.numbers))
    held = with_new(numbers, {number: (*numbers.get(number, ()), item.id)})
    return replace(
        _changed(register, item),
        numbers=with_new(register.numbers, {of: held}),
        free=with_new(register.free, {of: _free_from(register.next_number(of), held)}),
        documents=with_new(register.documents, {document: (*register.documents.get(document, ()), item.id)}),
    )


def _withdrawn(register: ArchiveRegister, item: ArchivalItem, action: act.WithdrawItem) -> ArchiveRegister:
    of, number, document = item.act.of, item.act.number, item.act.document
    gone = replace(item, state=ItemState.WITHDRAWN, reason=action.reason)
    left = _let_go(register.numbers[of], number, item.id)
    return replace(
        _changed(register, gone),
        numbers=with_new(register.numbers, {of: left}),
        free=with_new(register.free, {of: _free_from(min(number, register.next_number(of)), left)}),
        documents=_let_go(register.documents, document, item.id),
    )


def _free_from(first: int, held: Numbers) -> int:
    """Return the lowest number from one on that nobody has."""
    return next(number for number in count(first) if number not in held)


def _let_go(held: Mapping[Key, tuple[ItemId, ...]], key: Key, item: ItemId) -> Mapping[Key, tuple[ItemId, ...]]:
    """Return who holds what when one lets go of it; what nobody holds any more is not held."""
    left = tuple(one for one in held[key] if one != item)
    return with_new(held, {key: left}) if left else without(held, key)


def _corrected(register: ArchiveRegister, item: ArchivalItem, action: act.CorrectItem) -> ArchiveRegister:
    said: dict[str, Any] = {name: value for name in CORRECTED if (value := getattr(action, name))}
    return _changed(register, replace(item, reason=action.reason, **said))


CORRECTED = ("title", "responsible", "date", "pages", "carrier")
"""What 修改著录 may be about."""


def _placed(register: ArchiveRegister, action: act.PlaceItems) -> ArchiveRegister:
    said: dict[str, Any] = {name: value for name in ("box", "place") if (value := getattr(action, name))}
    numbers = register.numbers.get(action.of, {})
    about = range(action.first, min(action.through, max(numbers, default=0)) + 1)
    items = (register.items[item] for number in about for item in numbers.get(number, ()))
    placed = {one.id: replace(one, **said) for one in items}
    return replace(register, items=with_new(register.items, placed))


def _tested(register: ArchiveRegister, item: ArchivalItem, action: act.RecordProperties, time: str) -> ArchiveRegister:
    made = (Tested(stage=action.stage, result=action.result, time=time, report=one) for one in action.contents[:1])
    others = (one for one in item.tested if one.stage is not action.stage)
    return _changed(register, replace(item, tested=(*others, *made)))


def _changed(register: ArchiveRegister, item: ArchivalItem) -> ArchiveRegister:
    return replace(register, items=with_new(register.items, {item.id: item}))


def _disposed(register: ArchiveRegister, item: ArchivalItem, _: keeping.DisposeItem) -> ArchiveRegister:
    """Return the register in which an item is a line alone; its number and its document stay taken."""
    return _changed(register, replace(item, state=ItemState.DISPOSED))


def _gone(register: ArchiveRegister, action: keeping.DisposeItem) -> ArchiveRegister:
    """Return the register in which an item of 馆藏 is a line alone."""
    destroyed = register.gone.get(action.item, frozenset()) | frozenset(action.destroyed)
    held = holdings.reworded(register.holdings, action.package, action.contents)
    return replace(register, holdings=held, gone=with_new(register.gone, {action.item: destroyed}))


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
