"""What is destroyed with an item of 馆藏: the files that nothing else here is made of, and its words in the search."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import Any

from oa_desktop.domain import canonical
from oa_desktop.domain.actions.keeping import DisposeItem
from oa_desktop.domain.archives.holdings import LOT, Holding
from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import Digest, ItemId
from oa_desktop.office.archiving.held import HeldShare, shares_here
from oa_desktop.office.desk import Desk


def lots_of(share: HeldShare) -> int:
    """Return how many acts it takes to destroy an item: each names some of its files."""
    return max(1, -(-len(share.files) // LOT))


def destroyed_with(desk: Desk, register: ArchiveRegister, action: DisposeItem) -> tuple[Digest, ...]:
    """Return what an act destroys: the next files of an item that no act before it destroyed."""
    left = _only_of(desk, register, action.item) - register.gone.get(action.item, frozenset())
    return tuple(sorted(left))[:LOT]


def _only_of(desk: Desk, register: ArchiveRegister, item: ItemId) -> frozenset[Digest]:
    """Return the files of an item that nothing else is made of which is kept in the register."""
    own: set[Digest] = set()
    others = {digest for held in register.holdings.values() for digest in (*held.act.contents, held.words)}
    for share in shares_here(desk, register):
        digests = {one.digest for one in share.files}
        if share.item is not None and share.item.item == item:
            own |= digests
        elif share.item is None or register.keeps(share.item.item):
            others |= digests
    return frozenset(own - others)


def words_without(desk: Desk, holding: Holding, items: Collection[ItemId]) -> bytes | None:
    """Return the words to search for that a package has without some items; None where they stay as they are."""
    with suppress(Unavailable):  # a content that is lost is a fault of its own
        held: Any = canonical.decode(desk.store.blobs.read(holding.words))
        left = {item: words for item, words in dict(held).items() if item not in items}
        return canonical.encode(left) if len(left) < len(held) else None
    return None


def destroyed_of(register: ArchiveRegister, items: Iterable[ItemId]) -> frozenset[Digest]:
    """Return everything that was destroyed with some items."""
    return frozenset(digest for one in items for digest in register.gone.get(one, ()))
