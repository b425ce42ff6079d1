"""Which items of the unit's own archive, and of 馆藏, may be destroyed now, as a list to be destroyed sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from oa_desktop.domain.archives.disposal import Hold, refuse_held, refuse_keeping
from oa_desktop.domain.archives.register import ArchivalItem, ArchiveRegister
from oa_desktop.domain.archives.retention import Retention, read_retention
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId, ItemId
from oa_desktop.office.archiving.held import HeldShare, may_know, shares_here
from oa_desktop.office.custody.register import custody_of
from oa_desktop.office.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposable:
    """An item of a register, whoever asks.

    Attributes:
        retention: 保管期限; None where a package does not say it.
        is_known: Whether whoever asks may know it.
        is_kept: Whether its contents are in the archive.
        own: The item, where it is of the unit's own archive.
        share: The item with its files, where it came in a package.
    """

    id: ItemId
    code: str
    retention: Retention | None
    is_known: bool
    is_kept: bool
    own: ArchivalItem | None = None
    share: HeldShare | None = None


def disposables(desk: Desk, register: ArchiveRegister, items: Iterable[ItemId]) -> Iterator[Disposable]:
    """Yield those of some items that stand in a register, in their order."""
    wanted = tuple(items)
    held = {} if register.items.keys() >= set(wanted) else _held_in(desk, register)
    for one in wanted:
        if one in register.items:
            yield _of_own(desk, register.items[one])
        elif one in held:
            yield _of_package(desk, register, one, held[one])


def _held_in(desk: Desk, register: ArchiveRegister) -> Mapping[ItemId, HeldShare]:
    return {share.item.item: share for share in shares_here(desk, register) if share.item}


def _of_own(desk: Desk, item: ArchivalItem) -> Disposable:
    return Disposable(
        id=item.id,
        code=item.code,
        retention=item.act.retention,
        is_known=desk.store.may_know(item.act.document, desk.sight),
        is_kept=item.is_kept,
        own=item,
    )


def _of_package(desk: Desk, register: ArchiveRegister, item: ItemId, share: HeldShare) -> Disposable:
    said = share.item
    return Disposable(
        id=item,
        code=said.code if said else "",
        retention=read_retention(said.retention) if said else None,
        is_known=said is not None and may_know(desk, said),
        is_kept=register.keeps(item),
        share=share,
    )


def known_disposables(desk: Desk, register: ArchiveRegister, items: Iterable[ItemId]) -> tuple[Disposable, ...]:
    """Return items of a register of which the person may know every one.

    Raises:
        Refused: ``archiving.unknown-item``.
    """
    wanted = tuple(dict.fromkeys(items))
    found = tuple(one for one in disposables(desk, register, wanted) if one.is_known)
    lacking = set(wanted) - {one.id for one in found}
    if lacking:
        raise Refused("archiving.unknown-item", code=min(lacking))
    return found


def refuse_indisposable(desk: Desk, register: ArchiveRegister, items: Sequence[ItemId]) -> None:
    """Refuse a list of which an item must stay.

    Raises:
        Refused: ``disposal.permanent``, ``disposal.too-early``, ``disposal.unsaid-retention``, ``disposal.contested``,
            ``disposal.lent``, ``disposal.open-matter``, ``disposal.needed``, ``disposal.gone``,
            ``archiving.withdrawn``, ``archiving.unknown-item``.
    """
    found = tuple(disposables(desk, register, items))
    if len(found) < len(items):
        raise Refused("archiving.unknown-item", code=min(set(items) - {one.id for one in found}))
    refuse_staying(desk, register, found, frozenset(one.own.act.document for one in found if one.own))


def refuse_staying(
    desk: Desk, register: ArchiveRegister, items: Sequence[Disposable], going: frozenset[DossierId]
) -> None:
    """Refuse items of which one must stay, where the documents of a whole list go.

    Raises:
        Refused: As :func:`refuse_indisposable`.
    """
    hold, year = hold_on(desk, register, [one.own for one in items if one.own], going), desk.clock.now().year
    for one in items:
        _refuse_gone(one)
        _refuse_in_time(one, register.name.year, year)
        if one.own:
            refuse_held(hold, one.id, one.own.act.document, one.code)


def _refuse_gone(item: Disposable) -> None:
    if item.own and not item.own.stands:
        raise Refused("archiving.withdrawn", code=item.code)
    if not item.is_kept:
        raise Refused("disposal.gone", code=item.code)


def _refuse_in_time(item: Disposable, of_year: int, this_year: int) -> None:
    if item.retention is None:
        raise Refused("disposal.unsaid-retention", code=item.code)
    refuse_keeping(of_year, item.retention, this_year, item.code)


def hold_on(desk: Desk, register: ArchiveRegister, items: Sequence[ArchivalItem], going: frozenset[DossierId]) -> Hold:
    """Return what may keep items from being destroyed, where the documents of a whole list go."""
    documents = {one.act.document for one in items}
    return Hold(
        contested=register.contested(),
        lent=frozenset(one.act.document for one in custody_of(desk).out()),
        open_matters=frozenset(one for one in documents if _is_open(desk, one)),
        needed=frozenset(_needed(desk, going)),
    )


def _is_open(desk: Desk, document: DossierId) -> bool:
    state = desk.dossier(document)
    return bool(state.contenders or state.asked or any(one.is_open for one in state.supervisions))


def _needed(desk: Desk, going: frozenset[DossierId]) -> Iterator[DossierId]:
    """Yield the documents to which items belong that stay."""
    for register in desk.states.archives(desk.unit):
        for one in register.kept():
            if one.act.document not in going:
                yield from (link.document for link in one.act.links)
