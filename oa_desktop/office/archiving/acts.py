"""What the office adds to acts of the archive: the document of an item, the departments of a scheme."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import archiving as act
from oa_desktop.domain.actions.keeping import RepairItem
from oa_desktop.domain.archives.register import ArchivalItem
from oa_desktop.domain.archives.scheme import Division
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DepartmentId, ItemId
from oa_desktop.office.desk import Desk


def item_known(desk: Desk, item: ItemId) -> ArchivalItem:
    """Return an item whose document the person may know.

    Raises:
        Refused: ``archiving.unknown-item``.
    """
    registers = desk.states.archives(desk.unit)
    found = next((one.items[item] for one in registers if item in one.items), None)
    if found is None or not desk.store.may_know(found.act.document, desk.sight):
        raise Refused("archiving.unknown-item", code=item)
    return found


def _arrange(desk: Desk, action: act.ArrangeItem) -> act.ArrangeItem:
    """Return 整理归档 of a document that the person may know, and that is in no register.

    Raises:
        Refused: ``dossier.unknown``, ``archiving.arranged``, ``archiving.not-filed``.
    """
    state = desk.known(action.document)
    for register in desk.states.archives(desk.unit):
        held = register.item_of(action.document)
        if held is not None:
            raise Refused("archiving.arranged", code=held.code, title=held.title)
    if state.filed is None:
        raise Refused("archiving.not-filed", title=state.particulars.title)
    return action


def _on_item(desk: Desk, action: act.ItemAction) -> act.ItemAction:
    """Return an act on an item with its register and document.

    Raises:
        Refused: ``archiving.unknown-item``.
    """
    said = item_known(desk, action.item).act
    return replace(action, fonds=said.fonds, archival_year=said.archival_year, document=said.document)


def _repair(desk: Desk, action: RepairItem) -> RepairItem:
    """Return 修复 with its register and document; what came in a package (馆藏) has no document here.

    Raises:
        Refused: ``archiving.unknown-item``.
    """
    if action.package:
        return action
    said = item_known(desk, action.item).act
    return replace(action, fonds=said.fonds, archival_year=said.archival_year, document=said.document)


def _place(desk: Desk, action: act.PlaceItems) -> act.PlaceItems:
    """Return 入盒上架 of items of which the person may know every one.

    Raises:
        Refused: ``archiving.hidden-in-range``.
    """
    items = desk.states.archive(desk.unit, action.register).state.in_class(action.of)
    placed = (one.act for one in items if action.first <= one.act.number <= action.through)
    if not all(desk.store.may_know(one.document, desk.sight) for one in placed):
        raise Refused("archiving.hidden-in-range", first=action.first, last=action.through)
    return action


def _scheme(desk: Desk, action: act.AdoptScheme) -> act.AdoptScheme:
    """Return 设定分类方案 whose departments stand by id.

    Raises:
        Refused: ``archiving.scheme-in-use``, ``archiving.department``.
    """
    for register in desk.states.archives(desk.unit):
        if register.name.year >= action.scheme.since and next(register.standing(), None) is not None:
            raise Refused("archiving.scheme-in-use", year=register.name.year, fonds=register.name.fonds)
    divisions = tuple(_with_departments(desk, one) for one in action.scheme.divisions)
    return replace(action, scheme=replace(action.scheme, divisions=divisions))


def _with_departments(desk: Desk, division: Division) -> Division:
    known = {one.name: one.id for one in desk.organisation().departments}
    ids = frozenset(known.values())
    found = tuple(one if one in ids else known.get(one, DepartmentId("")) for one in division.departments)
    for named, one in zip(division.departments, found, strict=True):
        if not one:
            raise Refused("archiving.department", name=named)
    return replace(division, departments=found)


ADDITIONS: Mapping[type[Action], Callable[[Desk, Any], Action]] = {
    act.ArrangeItem: _arrange,
    act.WithdrawItem: _on_item,
    act.CorrectItem: _on_item,
    act.PlaceItems: _place,
    act.RecordProperties: _on_item,
    RepairItem: _repair,
    act.AdoptScheme: _scheme,
}
