"""利用: whose requests a person may know of, which item one opens now, and what the office adds to the acts.

The door is judged by the register and the day, each time; a clock that was set back opens nothing again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import reading as act
from oa_desktop.domain.actions.handling import NEW_DOSSIER
from oa_desktop.domain.archives.holdings import HeldItem
from oa_desktop.domain.archives.readings import Reading
from oa_desktop.domain.archives.register import ArchivalItem, ArchiveRegister
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import ItemId, PersonId
from oa_desktop.domain.policy import PERMITS
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.organisation import same_people
from oa_desktop.office.archiving.acts import item_known
from oa_desktop.office.archiving.held import held_item, is_gone, may_know, refuse_gone
from oa_desktop.office.desk import Desk


def today(desk: Desk) -> str:
    """Return the day by which readings are judged: that of the clock, or of the newest entry where that is later."""
    now, newest = desk.clock.now(), desk.store.newest_claim()
    latest = max(now, datetime.fromtimestamp(newest or 0, UTC).astimezone(now.tzinfo))
    return latest.date().isoformat()


def readings(desk: Desk) -> Iterator[tuple[ArchiveRegister, Reading]]:
    """Yield every reading of the unit that a person may know of, with the register in which it was asked for.

    Everybody knows what they asked for themselves; the archivist, what nobody granted yet; and whoever decides, what
    is about an item that they may know.
    """
    for register in desk.states.archives(desk.unit):
        for one in register.readings.values():
            if one.person == desk.own_standing.person or _decides(desk, one):
                yield register, one


def may_do(desk: Desk, *actions: type[Action]) -> bool:
    """Whether the person's post may do one of some acts."""
    return any(PERMITS[one].roles & desk.own_standing.roles for one in actions)


def _decides(desk: Desk, reading: Reading) -> bool:
    if reading.grant is None:
        return may_do(desk, act.GrantReading)
    grant = reading.grant
    of_document = desk.store.may_know(grant.document, desk.sight) if grant.document else False
    known = of_document or (not grant.document and grant.secrecy <= desk.sight.clearance)
    return known and may_do(desk, act.GrantReading, act.ApproveReading)


def reading_named(desk: Desk, name: str) -> tuple[ArchiveRegister, Reading]:
    """Return the one reading that the person may know of whose id begins so, with its register.

    Raises:
        Refused: ``reading.unknown``.
    """
    found = [(register, one) for register, one in readings(desk) if name and one.entry.startswith(name)]
    if len(found) != 1:
        raise Refused("reading.unknown")
    return found[0]


def item_granted(desk: Desk, reading: Reading) -> ArchivalItem | HeldItem | None:
    """Return the item that was granted, also one of 馆藏; None where it is not in the archive any more."""
    grant = reading.grant
    registers = desk.states.archives(desk.unit) if grant else ()
    found = (register.items.get(grant.item) for register in registers if grant)
    own = next((one for one in found if one is not None and one.is_kept), None)
    held = held_item(desk, grant.item) if grant and not grant.document else None
    return held[1] if held and not is_gone(desk, *held) else own


def open_item(desk: Desk, reading: Reading) -> ArchivalItem | HeldItem | None:
    """Return the item that the person may read now by what they asked for, None where they may not."""
    grant, own = reading.grant, desk.own_standing
    if grant is None or not reading.is_ready or reading.person != own.person or today(desk) > grant.until:
        return None
    item = item_granted(desk, reading)
    return item if item and _level(desk, item) <= min(grant.secrecy, desk.sight.clearance) else None


def _level(desk: Desk, item: ArchivalItem | HeldItem) -> Secrecy:
    return item.secrecy if isinstance(item, HeldItem) else desk.dossier(item.act.document).particulars.secrecy


# --- what the office adds to the acts -------------------------------------------------------------------------------


def _known(desk: Desk, action: act.ReadingAction) -> Reading:
    """Return the reading that an act is about, if the person may know of it.

    Raises:
        Refused: ``reading.unknown``.
    """
    return reading_named(desk, action.reading)[1]


def _grant(desk: Desk, action: act.GrantReading) -> act.GrantReading:
    """Return 同意利用 of an item that the archivist may know, to another person who is cleared for it.

    Raises:
        Refused: ``reading.unknown``, ``reading.own``, ``reading.over``, ``archiving.unknown-item``, ``disposal.gone``,
            ``people.clearance``.
    """
    reading, item = _known(desk, action), _to_be_read(desk, action.item)
    _refuse_same(desk, {reading.person})
    if read_iso(action.until) and action.until < today(desk):
        raise Refused("reading.over", day=action.until)
    level = _level(desk, item)
    reader = desk.organisation().person(reading.person)
    if reader.clearance < level:
        raise Refused("people.clearance", name=reader.name, level=level.label)
    document = NEW_DOSSIER if isinstance(item, HeldItem) else item.act.document
    return replace(action, document=document, secrecy=level)


def _to_be_read(desk: Desk, item: ItemId) -> ArchivalItem | HeldItem:
    """Return an item of the archive or of 馆藏 that the archivist may know.

    Raises:
        Refused: ``archiving.unknown-item``, ``disposal.gone``.
    """
    held = held_item(desk, item)
    if held is not None and may_know(desk, held[1]):
        refuse_gone(desk, *held)
        return held[1]
    own = item_known(desk, item)
    if not own.is_kept:
        raise Refused("disposal.gone", code=own.code)
    return own


def _approve(desk: Desk, action: act.ApproveReading) -> act.ApproveReading:
    """Return 批准利用 by a leader who may know the item, and is neither who asked nor who granted.

    Raises:
        Refused: ``reading.unknown``, ``reading.own``.
    """
    reading = _known(desk, action)
    _refuse_same(desk, {reading.person, reading.granter})
    return action


def _refuse_same(desk: Desk, others: set[PersonId]) -> None:
    if desk.own_standing.person in same_people(desk.organisation(), others):
        raise Refused("reading.own")


def _end(desk: Desk, action: act.EndReading) -> act.EndReading:
    """Return 结束利用: by whoever reads, or with a reason by whoever decides.

    Raises:
        Refused: ``reading.unknown``, ``reading.no-reason``.
    """
    reading = _known(desk, action)
    if reading.person != desk.own_standing.person and not action.reason.strip():
        raise Refused("reading.no-reason")
    return action


ADDITIONS: Mapping[type[Action], Callable[[Desk, Any], Action]] = {
    act.GrantReading: _grant,
    act.ApproveReading: _approve,
    act.EndReading: _end,
}
