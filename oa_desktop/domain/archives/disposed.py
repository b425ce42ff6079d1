"""What is a line of the archive alone: what its entries name was destroyed, and is not missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oa_desktop.domain.actions.keeping import DisposeItem
from oa_desktop.domain.archives.register import ArchiveRegister, ItemState
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import Digest, JournalId, UnitId, archive_journal, archive_of, dossier_journal


def disposed_of(registers: Iterable[ArchiveRegister]) -> Iterator[JournalId]:
    """Yield the journals of the documents whose items were destroyed, by the registers as they stand."""
    items = (item for register in registers for item in register.items.values())
    return (dossier_journal(one.act.document) for one in items if one.state is ItemState.DISPOSED)


def destroyed_in(unit: UnitId, registers: Iterable[ArchiveRegister]) -> Iterator[tuple[JournalId, Digest]]:
    """Yield the contents of items of 馆藏 that were destroyed, with the registers that name them, as these stand."""
    for one in registers:
        yield from ((archive_journal(unit, one.name), digest) for gone in one.gone.values() for digest in gone)


def disposed_journals(entries: Iterable[Entry]) -> frozenset[JournalId]:
    """Return the journals of the documents whose items were destroyed, by entries of registers of the archive."""
    acts = (read_action(one) for one in entries if archive_of(one.journal))
    return frozenset(dossier_journal(one.document) for one in acts if isinstance(one, DisposeItem))


def destroyed_holdings(entries: Iterable[Entry]) -> frozenset[tuple[JournalId, Digest]]:
    """Return the contents of items of 馆藏 that were destroyed, with the register that names them."""
    acts = ((one.journal, read_action(one)) for one in entries if archive_of(one.journal))
    disposals = ((journal, one) for journal, one in acts if isinstance(one, DisposeItem))
    return frozenset((journal, digest) for journal, one in disposals for digest in one.destroyed)
