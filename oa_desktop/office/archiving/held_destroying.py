"""What is destroyed with an item of 馆藏: the files that nothing else here is made of, and its words in the search."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import Any

from oa_desktop.domain import canonical
from oa_desktop.domain.actions.keeping import DisposeItem
from oa_desktop.domain.archives.holdings import LOT, WORDS, Holding
from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import NO_ITEM, Digest, ItemId
from oa_desktop.office.archiving.held import HeldShare, shares_here
from oa_desktop.office.desk import Desk


def lots_of(share: HeldShare) -> int:
    """Return how many acts it takes to destroy an item: each names some of its files."""
    return max(1, -(-len(share.files) // LOT))


def destroyed_with(desk: Desk, register: ArchiveRegister, action: DisposeItem) -> tuple[Digest, ...]:
    """Return what an act destroys: the next files of an item that no act before named and nothing else needs."""
    shares = (share for share in shares_here(desk, register) if share.item and share.item.item == action.item)
    own = {one.digest for share in shares for one in share.files}
    left = own - _kept(desk, register, but=action.item) - register.gone.get(action.item, frozenset())
    return tuple(sorted(left))[:LOT]


def _kept(desk: Desk, register: ArchiveRegister, but: ItemId = NO_ITEM) -> set[Digest]:
    """Return what packages of a register are made of now, but for the files of one item."""
    kept = {digest for held in register.holdings.values() for digest in (*held.act.contents[:WORDS], held.words)}
    for share in shares_here(desk, register):
        if share.item is None or (share.item.item != but and register.keeps(share.item.item)):
            kept.update(one.digest for one in share.files)
    return kept


def words_without(desk: Desk, holding: Holding, items: Collection[ItemId]) -> bytes | None:
    """Return the words to search for that a package has without some items; None where they stay as they are."""
    with suppress(Unavailable):  # a content that is lost is a fault of its own
        held: Any = canonical.decode(desk.store.blobs.read(holding.words))
        left = {item: words for item, words in dict(held).items() if item not in items}
        return canonical.encode(left) if len(left) < len(held) else None
    return None


def destroyed_of(desk: Desk, register: ArchiveRegister, items: Iterable[ItemId]) -> frozenset[Digest]:
    """Return everything that was destroyed with some items, but what a package needs that came since."""
    gone = frozenset(digest for one in items for digest in register.gone.get(one, ()))
    return gone - _kept(desk, register) if gone else gone
