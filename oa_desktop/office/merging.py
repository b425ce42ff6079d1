"""Taking in entries that another desk of the unit wrote (合并): the union of journals, whole or not at all.

What is here already is passed over, so the same entries may come any number of times and in any order. Nothing is
believed: together with what is here the entries must verify, and every content that they name must be there. What is
here was proved when it came or was signed here: of it no more is read than what the new entries rest on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from oa_desktop.domain.archives.disposed import destroyed_holdings, disposed_journals
from oa_desktop.domain.credentials import Credentials
from oa_desktop.domain.enrolled_keys import Place
from oa_desktop.domain.entry import Head, SignedEntry, decode_entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.records import contents_named
from oa_desktop.domain.following import RestsOn, rests_on
from oa_desktop.domain.ids import Digest, EntryId, JournalId, UnitId, archive_of, organisation_journal
from oa_desktop.domain.journal import heads_of
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.verification import StoredEntry, verify
from oa_desktop.office.ports.keys import Crypto
from oa_desktop.office.setbacks import refuse_set_back

_AT_ONCE = 32
"""Journals of which all entries are held at once, where many come."""
LACKING = frozenset({"chain.gap", "basis.missing", "journal.cut"})
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

    def heads(self, journal: JournalId) -> tuple[Head, ...]:
        """Return the heads of a journal, by device; empty for a journal that does not exist."""

    def entries(self, journal: JournalId) -> Iterator[SignedEntry]:
        """Give the entries of a journal, in the order of arrival."""

    def entries_at(
        self, journal: JournalId, places: Collection[Place], ids: Collection[EntryId]
    ) -> Iterable[SignedEntry]:
        """Give the entries of a journal at some places of chains, and those with some ids, each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """What is new of some entries, and what they rest on.

    Attributes:
        new: In the order in which they came.
        journals: The same by journal.
        past: What is here and they rest on, by journal; whole registers of the archive, and the unit's whole journal.
    """

    new: tuple[SignedEntry, ...]
    journals: Mapping[JournalId, tuple[SignedEntry, ...]]
    past: Mapping[JournalId, tuple[SignedEntry, ...]]

    def together(self, journal: JournalId) -> tuple[SignedEntry, ...]:
        """Return what is new of a journal behind what of it is here and was looked at."""
        return (*self.past.get(journal, ()), *self.journals.get(journal, ()))


class KeptCredentials:
    """The keys of units, kept as long as nothing comes to their journals."""

    def __init__(self, crypto: Crypto) -> None:
        self._crypto = crypto
        self._kept: dict[UnitId, tuple[tuple[Head, ...], Credentials]] = {}

    def here(self, store: Held, unit: UnitId) -> Credentials:
        """Return the keys of a unit as its journal is here."""
        journal = organisation_journal(unit)
        known = self._kept.get(unit)
        if known is not None and known[0] == store.heads(journal):
            return known[1]
        entries = tuple(store.entries(journal))
        return self.keep(unit, entries, Credentials(entries, self._crypto.digest))

    def keep(self, unit: UnitId, entries: Sequence[SignedEntry], keys: Credentials) -> Credentials:
        """Keep and return the keys of a unit by the proved entries of its journal: its heads stand for no others."""
        self._kept[unit] = heads_of(entries), keys
        return keys


def united(
    store: Held, crypto: Crypto, unit: UnitId, came: Iterable[StoredEntry], keys: KeptCredentials | None = None
) -> Union:
    """Return the union of what came with what is here.

    Args:
        store: What is here.
        crypto: Digests and signatures.
        unit: Whose entries they are.
        came: What came.
        keys: Those that are kept from before; none for somebody who asks once.

    Raises:
        Refused: ``records.other-unit``, ``records.set-back``, ``records.missing`` with the journal and the place,
            ``records.faulty``.
    """
    (union,) = proved(store, crypto, unit, (_joined(store, crypto, unit, came),), keys)
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


def proved(
    store: Held, crypto: Crypto, unit: UnitId, unions: Iterable[Union], keys: KeptCredentials | None = None
) -> Iterator[Union]:
    """Yield unions, that of the unit's own journal first, each once it verifies.

    Raises:
        Refused: ``records.missing`` with the journal and the place, ``records.faulty``.
    """
    kept, organisation = keys or KeptCredentials(crypto), organisation_journal(unit)
    own = kept.here(store, unit)
    for union in unions:
        entries = union.together(organisation) if organisation in union.journals else ()
        own = Credentials(entries, crypto.digest) if entries else own
        _refuse_faulty(crypto, union, organisation, own)
        if entries:
            kept.keep(unit, entries, own)
        yield union


def _joined(store: Held, crypto: Crypto, unit: UnitId, came: Iterable[StoredEntry]) -> Union:
    decoded = [_signed(one, crypto) for one in came]
    if any(one.entry.unit != unit or one.entry.realm is not store.realm for one in decoded):
        raise Refused("records.other-unit")
    past = dict(_past(store, rests_on(one.entry for one in decoded)))
    refuse_set_back(decoded, past)
    known = {one.digest for found in past.values() for one in found}
    new = {one.digest: one for one in decoded if one.digest not in known}
    fresh: dict[JournalId, list[SignedEntry]] = {}
    for one in new.values():
        fresh.setdefault(one.entry.journal, []).append(one)
    journals = {journal: tuple(entries) for journal, entries in fresh.items()}
    return Union(new=tuple(new.values()), journals=journals, past=past)


def _past(store: Held, rests: Mapping[JournalId, RestsOn]) -> Iterator[tuple[JournalId, tuple[SignedEntry, ...]]]:
    """Give what is here and is rested on, with the newest entries, of every journal that is here at all."""
    for journal, one in rests.items():
        heads = store.heads(journal)
        if heads:
            found = store.entries(journal) if one.whole else store.entries_at(journal, one.within(heads), one.ids)
            yield journal, tuple(found)


def _signed(one: StoredEntry, crypto: Crypto) -> SignedEntry:
    try:
        entry = decode_entry(one.signed)
    except ValueError as error:
        raise Refused("records.faulty", rule="entry.unreadable", journal=one.journal, seq=0) from error
    if entry.journal != one.journal:
        raise Refused("records.faulty", rule="entry.wrong-journal", journal=one.journal, seq=entry.seq)
    return SignedEntry(entry=entry, signed=one.signed, digest=crypto.digest(one.signed), signature=one.signature)


def _refuse_faulty(crypto: Crypto, union: Union, organisation: JournalId, own: Credentials) -> None:
    """Refuse a union that does not verify, with the first place that does not hold.

    What came to the unit's own journal may change what counts in all of it: that is judged whole, but for signatures.
    """
    whole = {organisation: union.together(organisation)} if organisation in union.journals else {}
    signed = frozenset(one.signed for one in union.past.get(organisation, ()) if whole)
    verdict = verify(
        _stored({**whole, **dict(union.journals), **whole}),
        digest_of=crypto.digest,
        holds=lambda key, message, signature: message in signed or crypto.verify(key, message, signature),
        credentials_of=lambda _entries, _digest_of: own,
        past={organisation: (), **union.past} | dict.fromkeys(whole, ()),
    )
    faults = verdict.faults if union.new else ()
    wrong = next((one for one in faults if one.rule not in LACKING), None)
    if wrong is not None:
        raise Refused("records.faulty", rule=wrong.rule, journal=wrong.journal, seq=wrong.seq)
    if faults:
        raise Refused("records.missing", journal=faults[0].journal, seq=faults[0].seq, count=len(faults))


def _stored(journals: Mapping[JournalId, Sequence[SignedEntry]]) -> Iterator[StoredEntry]:
    for journal, found in journals.items():
        for one in found:
            yield StoredEntry(journal=journal, signed=one.signed, signature=one.signature, digest=one.digest)


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
        registers = (journal for journal in union.journals if archive_of(journal))
        self.destroyed |= destroyed_holdings(one.entry for each in registers for one in union.together(each))
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
