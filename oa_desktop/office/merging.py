"""Taking in entries that another desk of the unit wrote (合并): the union of journals, whole or not at all.

What is here already is passed over, so the same entries may come any number of times and in any order. Nothing is
believed: together with what is here the entries must verify, and every content that they name must be there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from oa_desktop.domain.archives.disposed import destroyed_holdings, disposed_journals
from oa_desktop.domain.entry import SignedEntry, decode_entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.records import contents_named
from oa_desktop.domain.ids import Digest, JournalId, UnitId, organisation_journal
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.verification import StoredEntry, verify
from oa_desktop.office.ports.keys import Crypto
from oa_desktop.office.setbacks import refuse_set_back

_AT_ONCE = 32
"""Journals of which all entries are held at once, where many come."""
_LACKING = frozenset({"chain.gap", "basis.missing"})
"""Faults that say that something has not come yet."""


class HeldContents(Protocol):
    """The contents that are here."""

    def has(self, digest: Digest) -> bool:
        """Whether the bytes of a digest are here."""


class Held(Protocol):
    """What is here, at a desk or at the central service."""

    @property
    def realm(self) -> Realm:
        """域."""

    @property
    def blobs(self) -> HeldContents:
        """The contents."""

    def entries(self, journal: JournalId) -> Iterator[SignedEntry]:
        """Give the entries of a journal, in the order of arrival."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """What is new of some entries, and every entry of the journals that they stand in.

    Attributes:
        new: In the order in which they came.
        journals: All entries of each journal that has something new.
    """

    new: tuple[SignedEntry, ...]
    journals: Mapping[JournalId, tuple[SignedEntry, ...]]


def united(store: Held, crypto: Crypto, unit: UnitId, came: Iterable[StoredEntry]) -> Union:
    """Return the union of what came with what is here.

    Raises:
        Refused: ``records.other-unit``, ``records.set-back``, ``records.missing`` with the journal and the place,
            ``records.faulty``.
    """
    (union,) = proved(store, crypto, unit, (_joined(store, crypto, unit, came),))
    return union


def joined_by_few(
    store: Held, crypto: Crypto, unit: UnitId, journals: Iterable[Sequence[StoredEntry]], few: int = _AT_ONCE
) -> Iterator[Union]:
    """Yield the union of what came with what is here, unproved and a few journals at a time.

    Args:
        store: What is here.
        crypto: Digests.
        unit: Whose they are.
        journals: What came of each journal, the unit's own first.
        few: How many journals at a time.

    Raises:
        Refused: ``records.other-unit``, ``records.set-back``, ``records.faulty``.
    """
    rest = iter(journals)
    while some := list(islice(rest, few)):
        yield _joined(store, crypto, unit, [one for entries in some for one in entries])


def proved(store: Held, crypto: Crypto, unit: UnitId, unions: Iterable[Union]) -> Iterator[Union]:
    """Yield unions, that of the unit's own journal first, each once it verifies.

    Raises:
        Refused: ``records.missing`` with the journal and the place, ``records.faulty``.
    """
    organisation = organisation_journal(unit)
    own = tuple(store.entries(organisation))
    for union in unions:
        own = union.journals.get(organisation, own)
        _refuse_faulty(crypto, union, own)
        yield union


def _joined(store: Held, crypto: Crypto, unit: UnitId, came: Iterable[StoredEntry]) -> Union:
    decoded = [_signed(one, crypto) for one in came]
    if any(one.entry.unit != unit or one.entry.realm is not store.realm for one in decoded):
        raise Refused("records.other-unit")
    here = {journal: tuple(store.entries(journal)) for journal in {one.entry.journal for one in decoded}}
    refuse_set_back(decoded, here)
    known = {one.digest for found in here.values() for one in found}
    new = {one.digest: one for one in decoded if one.digest not in known}
    fresh: dict[JournalId, list[SignedEntry]] = {}
    for one in new.values():
        fresh.setdefault(one.entry.journal, []).append(one)
    return Union(
        new=tuple(new.values()), journals={journal: (*here[journal], *entries) for journal, entries in fresh.items()}
    )


def _signed(one: StoredEntry, crypto: Crypto) -> SignedEntry:
    try:
        entry = decode_entry(one.signed)
    except ValueError as error:
        raise Refused("records.faulty", rule="entry.unreadable", journal=one.journal, seq=0) from error
    if entry.journal != one.journal:
        raise Refused("records.faulty", rule="entry.wrong-journal", journal=one.journal, seq=entry.seq)
    return SignedEntry(entry=entry, signed=one.signed, digest=crypto.digest(one.signed), signature=one.signature)


def _refuse_faulty(crypto: Crypto, union: Union, own: Sequence[SignedEntry]) -> None:
    """Refuse a union that does not verify with the unit's own journal, with the first place that does not hold."""
    judged = {one.entry.journal: own for one in own[:1]} | dict(union.journals)
    stored = [
        StoredEntry(journal=journal, signed=one.signed, signature=one.signature, digest=one.digest)
        for journal, found in judged.items()
        for one in found
    ]
    faults = verify(stored, digest_of=crypto.digest, holds=crypto.verify).faults if union.new else ()
    wrong = next((one for one in faults if one.rule not in _LACKING), None)
    if wrong is not None:
        raise Refused("records.faulty", rule=wrong.rule, journal=wrong.journal, seq=wrong.seq)
    if faults:
        raise Refused("records.missing", journal=faults[0].journal, seq=faults[0].seq, count=len(faults))


@dataclass(slots=True)
class Named:
    """The contents that entries name, by their journals; gathered a few entries at a time.

    Attributes:
        contents: Journals and digests.
        gone: The journals of documents whose items were destroyed, their contents with them.
        destroyed: The contents of items of 馆藏 that were destroyed, with the journals that name them.
    """

    contents: set[tuple[JournalId, Digest]] = field(default_factory=set)
    gone: set[JournalId] = field(default_factory=set)
    destroyed: set[tuple[JournalId, Digest]] = field(default_factory=set)

    def add(self, union: Union) -> None:
        """Take in what new entries name, and what whole registers say was destroyed."""
        self.gone |= disposed_journals(one.entry for one in union.new)
        self.destroyed |= destroyed_holdings(one.entry for found in union.journals.values() for one in found)
        self.contents.update((one.entry.journal, digest) for one in union.new for digest in contents_named((one,)))

    def lacking(self, store: Held) -> set[Digest]:
        """Return the contents that are not kept here and were not destroyed with their items."""
        named = {digest for journal, digest in self.contents - self.destroyed if journal not in self.gone}
        return {digest for digest in named if not store.blobs.has(digest)}

    def refuse_without(self, store: Held, came: Set[Digest]) -> None:
        """Refuse entries of which a content is neither kept here nor among those that came.

        Raises:
            Refused: ``records.no-contents`` with how many.
        """
        lost = len(self.lacking(store) - came)
        if lost:
            raise Refused("records.no-contents", count=lost)


def wanted_contents(store: Held, union: Union, came: Set[Digest]) -> Set[Digest]:
    """Return the contents that are to be kept with new entries: those that they name, and nothing else that came.

    Raises:
        Refused: ``records.no-contents`` with how many.
    """
    named = Named()
    named.add(union)
    named.refuse_without(store, came)
    return named.lacking(store)
