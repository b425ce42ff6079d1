"""Whether journals are what their writers signed, and if not, where they break (核验).

The checks use nothing but the stored bytes: digests, chains, signatures, and keys that the organisation journal itself
enrols. A fault names journal, device and seq.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from oa_desktop.domain.actions.auditing import WitnessHeads
from oa_desktop.domain.actions.declaration import DECLARATIONS
from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.codec import Undecodable
from oa_desktop.domain.credentials import Credentials, DigestOf, SignatureHolds, out_of_scope
from oa_desktop.domain.entry import Entry, Head, SignedEntry, decode_entry
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import (
    DeviceId,
    Digest,
    JournalId,
    UnitId,
    organisation_journal,
    organisation_of,
    unit_of,
)
from oa_desktop.domain.numbers import registers
from oa_desktop.domain.units.seconding import is_for_two


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
class Founding:
    """A unit and the fingerprint of its founding: the digest of the entry that all its keys rest on."""

    unit: UnitId
    name: str
    fingerprint: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What verification found.

    Attributes:
        journals: How many journals were read.
        entries: How many entries.
        signatures: How many signatures hold.
        faults: Every place that does not hold.
        foundings: The founding of every unit. A whole journal made up from nothing holds together too: compare the
            fingerprints with what was printed when the units were founded.
        unnamed: Contents of a store that no entry names; nothing is wrong with that, and they are kept.
    """

    journals: int
    entries: int
    signatures: int
    faults: tuple[Fault, ...]
    foundings: tuple[Founding, ...] = ()
    unnamed: int = 0

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


ReadEntry = Callable[[StoredEntry, DigestOf, list[Fault]], SignedEntry | None]
CredentialsOf = Callable[[Sequence[SignedEntry], DigestOf], Credentials]
Past = Mapping[JournalId, Sequence[SignedEntry]]


def verify(
    stored: Iterable[StoredEntry],
    *,
    digest_of: DigestOf,
    holds: SignatureHolds,
    expected_heads: Mapping[JournalId, tuple[Head, ...]] | None = None,
    whole: bool = False,
    told: Callable[[Entry], object] = lambda _entry: None,
    read: ReadEntry | None = None,
    credentials_of: CredentialsOf = Credentials,
    past: Past | None = None,
) -> Verdict:
    """Return whether stored entries are what their writers signed; never raises, whatever the bytes are.

    Args:
        stored: Entries of one or several units, in any order; those of their organisation journals must be among them.
        digest_of: SM3.
        holds: Verification by what a key signs by: SM2, or ECDSA for one on a token.
        expected_heads: Heads that were remembered elsewhere (package, backup, print): they must be here.
        whole: Whether these are all journals of a store, so that a journal which a witness names must be here, and the
            document that a number was taken for, and who let each further unit in.
        told: Told of every entry that can be read.
        read: Reads an entry, :func:`read_entry` if not given.
        credentials_of: Returns the keys of a unit by the entries of its journal.
        past: What was proved before and the entries rest on (:mod:`~oa_desktop.domain.following`): it is not judged
            again. Every journal that is there has a row, its newest entries in it.
    """
    past, faults = past or {}, list[Fault]()
    journals: dict[JournalId, list[SignedEntry]] = {}
    for one in stored:
        found = (read or read_entry)(one, digest_of, faults)
        if found is not None:
            told(found.entry)
            journals.setdefault(one.journal, []).append(found)
    for journal, entries in journals.items():
        faults += chain_faults(journal, entries, past.get(journal, ()))
    units = sorted({one.entry.unit for entries in journals.values() for one in entries})
    credentials = {unit: credentials_of(journals.get(organisation_journal(unit), []), digest_of) for unit in units}
    signed = _check_signatures(journals, credentials, holds, faults, past)
    known = {journal: (*past.get(journal, ()), *journals.get(journal, ())) for journal in {**past, **journals}}
    faults += _cut_tails(journals, known, expected_heads or {}, whole=whole)
    faults += _numbers_without_document(journals, known, whole=whole)
    faults += _numbers_taken_twice(known)
    foundings = _foundings(known, credentials)
    faults += _not_let_in(foundings, credentials, whole=whole)
    if not foundings:
        faults.append(Fault(rule="unit.unfounded", journal=next(iter(journals), JournalId(""))))
    count = sum(len(entries) for entries in journals.values())
    return Verdict(journals=len(journals), entries=count, signatures=signed, faults=tuple(faults), foundings=foundings)


def read_entry(stored: StoredEntry, digest_of: DigestOf, faults: list[Fault]) -> SignedEntry | None:
    """Return an entry with the digest of its bytes, None for bytes that are none; what is wrong is added to faults."""
    digest = digest_of(stored.signed)
    try:
        entry = decode_entry(stored.signed)
    except (NotCanonical, Undecodable):
        faults.append(_unreadable(stored))
        return None
    if stored.digest not in ("", digest):
        faults.append(_fault("entry.digest", stored.journal, entry))
    if entry.journal != stored.journal or out_of_scope(entry, stored.journal):
        faults.append(_fault("entry.wrong-journal", stored.journal, entry))
    return SignedEntry(entry=entry, signed=stored.signed, digest=digest, signature=stored.signature)


def _unreadable(stored: StoredEntry) -> Fault:
    """Return the fault of bytes that are no entry, with the place that they seem to claim."""
    device, seq = _CLAIMED_DEVICE.search(stored.signed), _CLAIMED_SEQ.search(stored.signed)
    return Fault(
        rule="entry.unreadable",
        journal=stored.journal,
        device=DeviceId(device[1].decode("utf-8", "replace") if device else ""),
        seq=int(seq[1]) if seq else 0,
    )


_WITNESS = DECLARATIONS[WitnessHeads].kind
_CLAIMED_DEVICE = re.compile(rb'"device":"([^"]{1,64})","format":')
_CLAIMED_SEQ = re.compile(rb'"seq":([0-9]{1,9}),"source":')


# --- chains ---------------------------------------------------------------------------------------------------------


def chain_faults(journal: JournalId, entries: list[SignedEntry], past: Sequence[SignedEntry] = ()) -> Iterator[Fault]:
    """Give what is wrong inside one journal: doubles, forks, gaps, broken links, what was seen and is not here.

    Args:
        journal: Which.
        entries: Those that are judged.
        past: Those that they rest on, the newest of every chain among them.
    """
    chains: dict[DeviceId, dict[int, SignedEntry]] = {}
    for one in past:
        chains.setdefault(one.entry.device, {})[one.entry.seq] = one
    for one in entries:
        chain = chains.setdefault(one.entry.device, {})
        first = chain.setdefault(one.entry.seq, one)
        if first is not one:
            same = first.digest == one.digest
            yield _fault("entry.twice" if same else "chain.forked", journal, one.entry)
    yield from _identity_faults(journal, entries, past)
    proved = {one.digest for one in past}
    for chain in chains.values():
        yield from _links(journal, chain, proved)
    for one in entries:
        yield from _basis_faults(journal, one.entry, chains)


def _identity_faults(journal: JournalId, entries: list[SignedEntry], past: Sequence[SignedEntry]) -> Iterator[Fault]:
    """Give the entries that share an id with another, and those that name another unit than their journal's."""
    first = {one.entry.id: one for one in past}
    own = unit_of(journal) or _usual_unit(past or entries)
    for one in entries:
        if first.setdefault(one.entry.id, one).digest != one.digest:
            yield _fault("entry.same-id", journal, one.entry)
        if one.entry.unit != own:
            yield _fault("entry.other-realm", journal, one.entry)


def _usual_unit(entries: Sequence[SignedEntry]) -> UnitId:
    counted = Counter(one.entry.unit for one in entries)
    return min(counted, key=lambda unit: (-counted[unit], unit))


def _links(journal: JournalId, chain: Mapping[int, SignedEntry], proved: Set[Digest]) -> Iterator[Fault]:
    """Give each gap of a chain by its first missing seq, and each entry that does not follow its neighbour."""
    newest = 0
    for seq in sorted(chain):
        one, before = chain[seq], newest
        newest = seq
        if one.digest in proved:
            continue
        if seq > before + 1:
            yield Fault(rule="chain.gap", journal=journal, device=one.entry.device, seq=before + 1)
        if not _follows(one.entry, chain.get(seq - 1)):
            yield _fault("chain.broken", journal, one.entry)


def _follows(entry: Entry, before: SignedEntry | None) -> bool:
    """Whether an entry names the one before it, where that is here."""
    return not (entry.seq == 1 and entry.prev) and (before is None or entry.prev == before.digest)


def _basis_faults(
    journal: JournalId, entry: Entry, chains: Mapping[DeviceId, Mapping[int, SignedEntry]]
) -> Iterator[Fault]:
    for head in entry.basis:
        seen = chains.get(head.device, {}).get(head.seq)
        if seen is None or seen.digest != head.digest:
            yield _fault("basis.missing", journal, entry)


# --- tails ----------------------------------------------------------------------------------------------------------


def _cut_tails(
    journals: Past, known: Past, expected: Mapping[JournalId, tuple[Head, ...]], *, whole: bool
) -> Iterator[Fault]:
    """Give every head that somebody remembers and that is not here; each once."""
    present = {
        (journal, one.entry.device, one.entry.seq, one.digest) for journal, found in known.items() for one in found
    }
    wanted = dict.fromkeys((journal, head) for journal, heads in expected.items() for head in heads)
    wanted |= dict.fromkeys(_witnessed(journals, known, whole=whole))
    for journal, head in wanted:
        if (journal, head.device, head.seq, head.digest) not in present:
            yield Fault(rule="journal.cut", journal=journal, device=head.device, seq=head.seq)


def _witnessed(journals: Past, known: Collection[JournalId], *, whole: bool) -> Iterator[tuple[JournalId, Head]]:
    for entries in journals.values():
        for one in entries:
            action = read_action(one.entry) if one.entry.kind == _WITNESS else None
            for seen in action.seen if isinstance(action, WitnessHeads) else ():
                if whole or seen.journal in known:
                    yield from ((seen.journal, head) for head in seen.heads)


# --- numbers --------------------------------------------------------------------------------------------------------


def _numbers_without_document(journals: Past, known: Past, *, whole: bool) -> Iterator[Fault]:
    for entry in registers.without_document(_entries(journals), _entries(known), whole=whole):
        yield _fault("number.without-document", entry.journal, entry)


def _numbers_taken_twice(known: Past) -> Iterator[Fault]:
    for entry in registers.taken_twice(_entries(known)):
        yield _fault("number.twice", entry.journal, entry)


def _entries(journals: Past) -> Mapping[JournalId, Sequence[Entry]]:
    return {journal: [one.entry for one in found] for journal, found in journals.items()}


# --- units ----------------------------------------------------------------------------------------------------------


def _foundings(journals: Iterable[JournalId], credentials: Mapping[UnitId, Credentials]) -> tuple[Founding, ...]:
    """Return the founding of every unit, in the order of their journals."""
    found = ((unit, credentials[unit]) for one in journals if (unit := organisation_of(one)) and unit in credentials)
    return tuple(
        Founding(unit=unit, name=one.organisation.name, fingerprint=one.founding) for unit, one in found if one.founding
    )


def _not_let_in(
    foundings: Sequence[Founding], credentials: Mapping[UnitId, Credentials], *, whole: bool
) -> Iterator[Fault]:
    """Give the units that were founded otherwise than where they were let in says, and those that nobody let in.

    One unit came with the store and needs nobody who let it in.
    """
    admitted = {one.unit: one.founding for each in credentials.values() for one in each.organisation.admitted}
    strangers = [one.unit for one in foundings if one.unit not in admitted][1:] if whole else []
    for one in foundings:
        if admitted.get(one.unit, one.fingerprint) != one.fingerprint:
            yield Fault(rule="unit.other-founding", journal=organisation_journal(one.unit))
        if one.unit in strangers:
            yield Fault(rule="unit.not-admitted", journal=organisation_journal(one.unit))


# --- signatures -----------------------------------------------------------------------------------------------------


def _check_signatures(
    journals: Mapping[JournalId, list[SignedEntry]],
    credentials: Mapping[UnitId, Credentials],
    holds: SignatureHolds,
    faults: list[Fault],
    past: Past,
) -> int:
    good = 0
    for journal, entries in journals.items():
        before = past.get(journal, ())
        asked = {one.entry.id: one.entry for one in (*before, *entries) if is_for_two(one.entry)}
        for one in entries:
            known = credentials[one.entry.unit]
            rule = known.fault_of(one, holds) or known.fault_of_answer(one.entry, asked)
            good += not rule
            if rule:
                faults.append(_fault(rule, journal, one.entry))
        faults += _older(journal, (*before, *entries), credentials)
    return good


def _older(
    journal: JournalId, entries: Sequence[SignedEntry], credentials: Mapping[UnitId, Credentials]
) -> Iterator[Fault]:
    chains: dict[tuple[UnitId, DeviceId], list[SignedEntry]] = {}
    for one in sorted(entries, key=lambda signed: signed.entry.seq):
        chains.setdefault((one.entry.unit, one.entry.device), []).append(one)
    for (unit, _), chain in chains.items():
        for entry in credentials[unit].older_than_before(chain):
            yield _fault("organisation.older", journal, entry)


def _fault(rule: str, journal: JournalId, entry: Entry) -> Fault:
    return Fault(rule=rule, journal=journal, device=entry.device, seq=entry.seq)
