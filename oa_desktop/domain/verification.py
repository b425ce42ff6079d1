"""Whether journals are what their writers signed, and if not, where they break (核验).

The checks use nothing but the stored bytes: digests, chains, signatures, and keys that the organisation journal itself
enrols. A fault names journal, device and seq.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from oa_desktop.domain import charter
from oa_desktop.domain.actions.organising import WitnessHeads
from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.codec import Undecodable
from oa_desktop.domain.entry import ActorKind, Entry, Head, SignedEntry, decode_entry
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import DeviceId, Digest, JournalId, KeyId, UnitId, organisation_journal
from oa_desktop.domain.journal import Reach, heads_of, in_order
from oa_desktop.domain.organisation import EnrolledKey, KeyOwner, Organisation, Place

DigestOf = Callable[[bytes], Digest]
SignatureHolds = Callable[[bytes, bytes, bytes], bool]
"""public key, message, signature → whether it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One place where a journal does not hold.

    Attributes:
        rule: What is wrong, such as ``chain.gap``; worded like a refusal.
        journal: Where.
        device: Whose chain.
        seq: Which entry of it.
    """

    rule: str
    journal: JournalId
    device: DeviceId = DeviceId("")
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What verification found.

    Attributes:
        journals: How many journals were read.
        entries: How many entries.
        signatures: How many signatures hold.
        faults: Every place that does not hold.
    """

    journals: int
    entries: int
    signatures: int
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """What a store or a file holds of one entry, before anything is believed.

    Attributes:
        journal: Where it was filed.
        signed: The signed bytes.
        signature: The signature.
        digest: The digest that the store gave it; empty where none is kept.
    """

    journal: JournalId
    signed: bytes
    signature: bytes
    digest: Digest = Digest("")


def verify(
    stored: Iterable[StoredEntry],
    *,
    digest_of: DigestOf,
    holds: SignatureHolds,
    expected_heads: Mapping[JournalId, tuple[Head, ...]] | None = None,
) -> Verdict:
    """Return whether stored entries are what their writers signed.

    Args:
        stored: Entries of one unit, in any order; those of its organisation journal must be among them.
        digest_of: SM3.
        holds: SM2 verification.
        expected_heads: Heads that were remembered elsewhere (package, backup, print): they must be here.
    """
    faults: list[Fault] = []
    journals: dict[JournalId, list[SignedEntry]] = {}
    for one in stored:
        read = _read(one, digest_of, faults)
        if read is not None:
            journals.setdefault(one.journal, []).append(read)
    for journal, entries in journals.items():
        faults += _chain_faults(journal, entries)
    signed = _check_signatures(journals, holds, digest_of, faults)
    for expected in (expected_heads or {}, *_witnessed(journals)):
        faults += _missing_heads(journals, expected)
    count = sum(len(entries) for entries in journals.values())
    return Verdict(journals=len(journals), entries=count, signatures=signed, faults=tuple(faults))


def _read(stored: StoredEntry, digest_of: DigestOf, faults: list[Fault]) -> SignedEntry | None:
    digest = digest_of(stored.signed)
    try:
        entry = decode_entry(stored.signed)
    except (NotCanonical, Undecodable):
        faults.append(Fault(rule="entry.unreadable", journal=stored.journal))
        return None
    if stored.digest not in ("", digest):
        faults.append(_fault("entry.digest", stored.journal, entry))
    if entry.journal != stored.journal:
        faults.append(_fault("entry.wrong-journal", stored.journal, entry))
    return SignedEntry(entry=entry, signed=stored.signed, digest=digest, signature=stored.signature)


# --- chains ---------------------------------------------------------------------------------------------------------


def _chain_faults(journal: JournalId, entries: list[SignedEntry]) -> Iterator[Fault]:
    chains: dict[DeviceId, dict[int, SignedEntry]] = {}
    for one in entries:
        chain = chains.setdefault(one.entry.device, {})
        if one.entry.seq in chain and chain[one.entry.seq].digest != one.digest:
            yield _fault("chain.forked", journal, one.entry)
        chain.setdefault(one.entry.seq, one)
    for chain in chains.values():
        yield from _links(journal, chain)
    for one in entries:
        yield from _basis_faults(journal, one.entry, chains)


def _links(journal: JournalId, chain: Mapping[int, SignedEntry]) -> Iterator[Fault]:
    for seq in range(1, max(chain) + 1):
        one = chain.get(seq)
        if one is None:
            device = next(iter(chain.values())).entry.device
            yield Fault(rule="chain.gap", journal=journal, device=device, seq=seq)
            continue
        before = chain.get(seq - 1)
        if (seq == 1 and one.entry.prev) or (before is not None and one.entry.prev != before.digest):
            yield _fault("chain.broken", journal, one.entry)


def _basis_faults(
    journal: JournalId, entry: Entry, chains: Mapping[DeviceId, Mapping[int, SignedEntry]]
) -> Iterator[Fault]:
    for head in entry.basis:
        seen = chains.get(head.device, {}).get(head.seq)
        if seen is None or seen.digest != head.digest:
            yield _fault("basis.missing", journal, entry)


def _witnessed(journals: Mapping[JournalId, list[SignedEntry]]) -> Iterator[dict[JournalId, tuple[Head, ...]]]:
    for entries in journals.values():
        for one in entries:
            action = read_action(one.entry)
            if isinstance(action, WitnessHeads):
                yield {seen.journal: seen.heads for seen in action.seen if seen.journal in journals}


def _missing_heads(
    journals: Mapping[JournalId, list[SignedEntry]], expected: Mapping[JournalId, tuple[Head, ...]]
) -> Iterator[Fault]:
    for journal, heads in expected.items():
        present = {(one.entry.device, one.entry.seq): one.digest for one in journals.get(journal, [])}
        for head in heads:
            if present.get((head.device, head.seq)) != head.digest:
                yield Fault(rule="journal.cut", journal=journal, device=head.device, seq=head.seq)


# --- signatures -----------------------------------------------------------------------------------------------------


def _check_signatures(
    journals: Mapping[JournalId, list[SignedEntry]],
    holds: SignatureHolds,
    digest_of: DigestOf,
    faults: list[Fault],
) -> int:
    charters = {
        unit: _Charter(journals.get(organisation_journal(unit), []), digest_of)
        for unit in {one.entry.unit for entries in journals.values() for one in entries}
    }
    good = 0
    for journal, entries in journals.items():
        for one in entries:
            rule = charters[one.entry.unit].fault_of(one, holds)
            if rule:
                faults.append(_fault(rule, journal, one.entry))
            else:
                good += 1
    return good


class _Charter:
    """The organisation as its journal tells it, with the causal past of each of that journal's entries."""

    def __init__(self, entries: list[SignedEntry], digest_of: DigestOf) -> None:
        ordered = in_order([one.entry for one in entries])
        self._organisation: Organisation = charter.fold(
            [one.entry for one in entries], lambda public: KeyId(digest_of(public))
        )
        self._reach: dict[Place, Reach] = {
            Place(device=one.entry.device, seq=one.entry.seq): one.reach for one in ordered.placed
        }
        self._digests = {Place(device=one.entry.device, seq=one.entry.seq): one.digest for one in entries}
        self._unit: UnitId = self._organisation.unit

    def fault_of(self, one: SignedEntry, holds: SignatureHolds) -> str:
        entry = one.entry
        if entry.realm != self._organisation.realm or entry.unit != self._unit:
            return "entry.other-realm"
        key = self._organisation.key(entry.key)
        if key is None:
            return "key.unknown"
        if not self._is_of(key, entry):
            return "key.of-somebody-else"
        if not self._in_force(key, entry):
            return "key.not-in-force"
        if not holds(bytes.fromhex(key.public), one.signed, one.signature):
            return "signature.wrong"
        return ""

    @staticmethod
    def _is_of(key: EnrolledKey, entry: Entry) -> bool:
        if entry.actor.kind is ActorKind.PROGRAM:
            return key.owner is KeyOwner.MACHINE and key.device == entry.device
        return key.owner is KeyOwner.PERSON and key.person == entry.actor.person

    def _in_force(self, key: EnrolledKey, entry: Entry) -> bool:
        """Whether the entry's writer had seen the key's enrolment and not its revocation; place counts, not time."""
        places = self._seen_places(entry)
        if places is None:
            return False
        enrolled = self._covers(places, key.enrolled)
        return enrolled and not (key.revoked and self._covers(places, key.revoked))

    def _seen_places(self, entry: Entry) -> tuple[Place, ...] | None:
        if entry.journal == organisation_journal(entry.unit):
            return (Place(device=entry.device, seq=entry.seq),)
        places = tuple(Place(device=head.device, seq=head.seq) for head in entry.organisation)
        known = all(
            self._digests.get(place) == head.digest for place, head in zip(places, entry.organisation, strict=True)
        )
        return places if known else None

    def _covers(self, places: tuple[Place, ...], wanted: Place) -> bool:
        return any(
            place == wanted or self._reach.get(place, {}).get(wanted.device, 0) >= wanted.seq for place in places
        ) or any(place.device == wanted.device and place.seq >= wanted.seq for place in places)


def _fault(rule: str, journal: JournalId, entry: Entry) -> Fault:
    return Fault(rule=rule, journal=journal, device=entry.device, seq=entry.seq)


def remembered_heads(entries: Iterable[SignedEntry]) -> dict[JournalId, tuple[Head, ...]]:
    """Return the heads of every journal, to be kept outside of the store."""
    by_journal: dict[JournalId, list[SignedEntry]] = {}
    for one in entries:
        by_journal.setdefault(one.entry.journal, []).append(one)
    return {journal: heads_of(found) for journal, found in by_journal.items()}
