"""馆藏 as they lie here: which packages were received, what is in them, and the files of an item; whoever asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from oa_desktop.domain.archives.fixity import BadFile
from oa_desktop.domain.archives.holdings import LIST, HeldFile, HeldItem, Holding, HoldingList
from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import NO_ITEM, ItemId
from oa_desktop.office.desk import Desk
from oa_desktop.office.open_office import OpenOffice


def holdings_here(desk: Desk) -> Iterator[Holding]:
    """Yield the packages that the unit has received, whoever asks."""
    return (one for register in desk.states.archives(desk.unit) for one in register.holdings.values())


def list_of(desk: Desk, held: Holding) -> HoldingList:
    """Return what a package holds, whoever asks.

    Raises:
        Unavailable: ``blob.missing``, ``blob.damaged``.
    """
    return desk.states.holding_list(held.act.contents[LIST])


def may_know(desk: Desk, item: HeldItem) -> bool:
    """Whether whoever keeps the archive, or decides on its reading, is cleared for an item."""
    return item.secrecy <= desk.sight.clearance


def held_item(desk: Desk, item: ItemId) -> tuple[Holding, HeldItem] | None:
    """Return an item that was received, whoever asks, with its package; None for another.

    Raises:
        Unavailable: ``blob.missing``, ``blob.damaged``.
    """
    rows = ((held, one) for held in holdings_here(desk) for one in list_of(desk, held).items)
    return next((row for row in rows if row[1].item == item), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldShare:
    """An item of a package with its files; without an item what belongs to the package as a whole."""

    holding: Holding
    item: HeldItem | None
    files: tuple[HeldFile, ...]


def shares_here(desk: Desk, register: ArchiveRegister) -> Iterator[HeldShare]:
    """Yield the items of the packages of a register, whoever asks; where a list is lost, the package as a whole."""
    for holding in register.holdings.values():
        try:
            shares = tuple(list_of(desk, holding).shares())
        except Unavailable:
            shares = ((None, ()),)
        yield from (HeldShare(holding=holding, item=item, files=files) for item, files in shares)


def refuse_gone(desk: Desk, holding: Holding, item: HeldItem) -> None:
    """Refuse an item of which only the line is left.

    Raises:
        Refused: ``disposal.gone``.
    """
    if is_gone(desk, holding, item):
        raise Refused("disposal.gone", code=item.code)


def is_gone(desk: Desk, holding: Holding, item: HeldItem) -> bool:
    """Whether an item was destroyed."""
    return item.item in desk.states.archive(desk.unit, holding.register).state.gone


def named_in(share: HeldShare) -> Iterator[BadFile]:
    """Yield every content of a share by what it is called, before anything is said of it."""
    act, item = share.holding.act, share.item
    said = {one.digest: one.path for one in share.files}
    if item is None:
        listed, reports, _words = act.contents
        said |= dict(zip((listed, reports, share.holding.words), _KEPT_OF_IT, strict=True))
    code = item.code if item else f"{_HOLDING}{act.package[:_SHORT]}"
    for digest, path in said.items():
        yield BadFile(
            item=item.item if item else NO_ITEM,
            code=code,
            part=(path.removeprefix(item.place) if item else path) or path,
            fault="",
            digest=digest,
            package=act.package,
        )


_HOLDING, _SHORT = "馆藏", 8
_KEPT_OF_IT = ("件和文件的清单", "四性检测报告", "检索用的文字")
"""What 接收进馆 names, in its order."""


def files_of(office: OpenOffice, desk: Desk, holding: Holding, item: HeldItem) -> Mapping[str, bytes]:
    """Return the files of an item by their names, whoever asks.

    Raises:
        Refused: ``import.damaged``, ``import.name``, ``import.too-hard``, ``disposal.gone``.
        Unavailable: ``blob.missing``, ``blob.damaged``, ``confine.failed``.
    """
    refuse_gone(desk, holding, item)
    files = tuple(list_of(desk, holding).files_of(item))
    if item.place.endswith("/"):
        return {one.path.removeprefix(item.place): desk.store.blobs.read(one.digest) for one in files}
    (packed,) = files
    return office.ports.arrivals.unpacked(desk.store.blobs.read(packed.digest), packed.path)
