"""Which documents are lines of the archive alone: what their journals name was destroyed, and is not missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oa_desktop.domain.actions.keeping import DisposeItem
from oa_desktop.domain.archives.register import ArchiveRegister, ItemState
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import JournalId, archive_of, dossier_journal


def disposed_of(registers: Iterable[ArchiveRegister]) -> Iterator[JournalId]:
    """Yield the journals of the documents whose items were destroyed, by the registers as they stand."""
    items = (item for register in registers for item in register.items.values())
    return (dossier_journal(one.act.document) for one in items if one.state is ItemState.DISPOSED)


def disposed_journals(entries: Iterable[Entry]) -> frozenset[JournalId]:
    """Return the journals of the documents whose items were destroyed, by entries of registers of the archive."""
    acts = (read_action(one) for one in entries if archive_of(one.journal))
    return frozenset(dossier_journal(one.document) for one in acts if isinstance(one, DisposeItem))
