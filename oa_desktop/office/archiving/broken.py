"""Which journals do not hold (核验不通过): asked before anything in them is believed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.codec import Undecodable
from oa_desktop.domain.ids import JournalId, organisation_journal
from oa_desktop.domain.verification import StoredEntry, verify
from oa_desktop.office.desk import Desk

UNREADABLE = (NotCanonical, Undecodable)
"""What reading a journal raises whose bytes are no entries any more."""


def broken_journals(desk: Desk, journals: Iterable[JournalId]) -> frozenset[JournalId]:
    """Return those of some journals that do not hold, the unit's own among them."""
    entries = _stored(desk, (organisation_journal(desk.unit), *journals))
    verdict = verify(entries, digest_of=desk.crypto.digest, holds=desk.crypto.verify)
    return frozenset(one.journal for one in verdict.faults)


def _stored(desk: Desk, journals: Iterable[JournalId]) -> Iterator[StoredEntry]:
    for journal in dict.fromkeys(journals):
        try:
            for one in desk.store.entries(journal):
                yield StoredEntry(journal=journal, signed=one.signed, signature=one.signature, digest=one.digest)
        except UNREADABLE:
            yield StoredEntry(journal=journal, signed=b"", signature=b"")
