"""What is a line of the archive alone: what its entries name was destroyed, and is not missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.holdings import HoldingAction
from oa_desktop.domain.actions.keeping import DisposeItem
from oa_desktop.domain.archives.register import ArchiveRegister, ItemState
from oa_desktop.domain.beside import named_contents
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import Digest, JournalId, archive_of, dossier_journal
from oa_desktop.domain.journal import Placed, in_order


def disposed_of(registers: Iterable[ArchiveRegister]) -> Iterator[JournalId]:
    """Yield the journals of the documents whose items were destroyed, by the registers as they stand."""
    items = (item for register in registers for item in register.items.values())
    return (dossier_journal(one.act.document) for one in items if one.state is ItemState.DISPOSED)


def disposed_journals(entries: Iterable[Entry]) -> frozenset[JournalId]:
    """Return the journals of the documents whose items were destroyed, by entries of registers of the archive."""
    acts = (read_action(one) for one in entries if archive_of(one.journal))
    return frozenset(dossier_journal(one.document) for one in acts if isinstance(one, DisposeItem))


def destroyed_holdings(entries: Iterable[Entry]) -> frozenset[tuple[JournalId, Digest]]:
    """Return the contents of items of 馆藏 that were destroyed, with the register that names them.

    Args:
        entries: All of every register that they are of; those of other journals say nothing.
    """
    registers: dict[JournalId, list[Entry]] = {}
    for one in entries:
        if archive_of(one.journal):
            registers.setdefault(one.journal, []).append(one)
    return frozenset((journal, digest) for journal, found in registers.items() for digest in _destroyed(found))


def _destroyed(entries: Sequence[Entry]) -> frozenset[Digest]:
    """Return what was destroyed of one register, but what a package names that came after or beside it."""
    if not any(one.kind == DECLARATIONS[DisposeItem].kind for one in entries):
        return frozenset()
    placed = in_order(entries).placed
    gone: dict[Digest, list[tuple[Placed, DisposeItem]]] = {}
    for one in placed:
        act = read_action(one.entry)
        if isinstance(act, DisposeItem):
            for digest in act.destroyed:
                gone.setdefault(digest, []).append((one, act))
    named = ((one.entry, digest) for one in placed for digest in named_contents(one.entry) & gone.keys())
    needed = {digest for entry, digest in named if not any(_ends(by, act, entry) for by, act in gone[digest])}
    return frozenset(gone.keys() - needed)


def _ends(destroying: Placed, act: DisposeItem, naming: Entry) -> bool:
    """Whether a destruction says of an entry that what it names is not there any more."""
    named = read_action(naming)
    return destroying.saw(naming) or (isinstance(named, HoldingAction) and named.package == act.package)
