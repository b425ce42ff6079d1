"""Which journals do not hold (核验不通过): asked before anything in them is believed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.codec import Undecodable
from oa_desktop.domain.ids import JournalId, organisation_journal
from oa_desktop.domain.verification import StoredEntry, verify
from oa_desktop.office.desk import Desk

UNREADABLE = (NotCanonical, Undecodable)
"""What reading a journal raises whose bytes are no entries any more."""
GoOn = Callable[[], object]
"""Asked again and again while journals are verified; what it raises calls the work off."""


def unasked() -> None:
    """Ask nobody."""


def broken_journals(desk: Desk, journals: Iterable[JournalId], go_on: GoOn = unasked) -> frozenset[JournalId]:
    """Return those of some journals that do not hold, the unit's own among them.

    Args:
        desk: Of who asks.
        journals: Which.
        go_on: Asked before every journal is read and every signature checked.
    """

    def holds(public: bytes, message: bytes, signature: bytes) -> bool:
        go_on()
        return desk.crypto.verify(public, message, signature)

    entries = _stored(desk, (organisation_journal(desk.unit), *journals), go_on)
    verdict = verify(entries, digest_of=desk.crypto.digest, holds=holds)
    return frozenset(one.journal for one in verdict.faults)


def _stored(desk: Desk, journals: Iterable[JournalId], go_on: GoOn) -> Iterator[StoredEntry]:
    for journal in dict.fromkeys(journals):
        go_on()
        try:
            for one in desk.store.entries(journal):
                yield StoredEntry(journal=journal, signed=one.signed, signature=one.signature, digest=one.digest)
        except UNREADABLE:
            yield StoredEntry(journal=journal, signed=b"", signature=b"")
