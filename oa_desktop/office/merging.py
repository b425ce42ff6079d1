"""Taking in entries that another desk of the unit wrote (合并): the union of journals, whole or not at all.

What is here already is passed over, so the same entries may come any number of times and in any order. Nothing is
believed: together with what is here the entries must verify, and every content that they name must be there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from oa_desktop.domain.archives.disposed import disposed_journals
from oa_desktop.domain.entry import SignedEntry, decode_entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.records import contents_named
from oa_desktop.domain.ids import Digest, JournalId, UnitId, organisation_journal
from oa_desktop.domain.verification import StoredEntry, verify
from oa_desktop.office.ports.keys import Crypto
from oa_desktop.office.ports.store import Store
from oa_desktop.office.setbacks import refuse_set_back

_LACKING = frozenset({"chain.gap", "basis.missing"})
"""Faults that say that something has not come yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """What is new of some entries, and every entry of the journals that they stand in.

    Attributes:
        new: In the order in which they came.
        journals: All entries of each journal that has something new.
    """

    new: tuple[SignedEntry, ...]
    journals: Mapping[JournalId, tuple[SignedEntry, ...]]


def united(store: Store, crypto: Crypto, unit: UnitId, came: Iterable[StoredEntry]) -> Union:
    """Return the union of what came with what is here.

    Raises:
        Refused: ``records.other-unit``, ``records.set-back``, ``records.missing`` with the journal and the place,
            ``records.faulty``.
    """
    decoded = [_signed(one, crypto) for one in came]
    if any(one.entry.unit != unit or one.entry.realm is not store.realm for one in decoded):
        raise Refused("records.other-unit")
    here = {journal: tuple(store.entries(journal)) for journal in {one.entry.journal for one in decoded}}
    refuse_set_back(decoded, here)
    known = {one.digest for found in here.values() for one in found}
    new = {one.digest: one for one in decoded if one.digest not in known}
    journals = {
        journal: (*found, *(one for one in new.values() if one.entry.journal == journal))
        for journal, found in here.items()
        if any(one.entry.journal == journal for one in new.values())
    }
    _refuse_faulty(store, crypto, unit, journals)
    return Union(new=tuple(new.values()), journals=journals)


def _signed(one: StoredEntry, crypto: Crypto) -> SignedEntry:
    try:
        entry = decode_entry(one.signed)
    except ValueError as error:
        raise Refused("records.faulty", rule="entry.unreadable", journal=one.journal, seq=0) from error
    if entry.journal != one.journal:
        raise Refused("records.faulty", rule="entry.wrong-journal", journal=one.journal, seq=entry.seq)
    return SignedEntry(entry=entry, signed=one.signed, digest=crypto.digest(one.signed), signature=one.signature)


def _refuse_faulty(
    store: Store, crypto: Crypto, unit: UnitId, journals: Mapping[JournalId, Sequence[SignedEntry]]
) -> None:
    """Refuse a union that does not verify, with the first place that does not hold."""
    organisation = organisation_journal(unit)
    judged = {organisation: tuple(store.entries(organisation)), **journals}
    stored = [
        StoredEntry(journal=journal, signed=one.signed, signature=one.signature, digest=one.digest)
        for journal, found in judged.items()
        for one in found
    ]
    faults = verify(stored, digest_of=crypto.digest, holds=crypto.verify).faults if journals else ()
    wrong = next((one for one in faults if one.rule not in _LACKING), None)
    if wrong is not None:
        raise Refused("records.faulty", rule=wrong.rule, journal=wrong.journal, seq=wrong.seq)
    if faults:
        raise Refused("records.missing", journal=faults[0].journal, seq=faults[0].seq, count=len(faults))


def refuse_without_contents(store: Store, new: Iterable[SignedEntry], came: Set[Digest]) -> None:
    """Refuse entries of which a content is neither kept here nor among those that came.

    Raises:
        Refused: ``records.no-contents`` with how many.
    """
    come = tuple(new)
    gone = disposed_journals(one.entry for one in come)
    named = contents_named(one for one in come if one.entry.journal not in gone)
    lost = sum(digest not in came and not store.blobs.has(digest) for digest in named)
    if lost:
        raise Refused("records.no-contents", count=lost)
