"""Whether the key that signed an entry was its writer's and in force, and the writer had the right (凭证).

Everything rests on the founding entry, which signs itself. Every other key counts from after the entry that enrols it
until the entry that revokes it, both as places in the organisation journal and never as times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS, Scope
from oa_desktop.domain.actions.organising import Found, RecoverKey
from oa_desktop.domain.actions.seconding import AnswerSecond
from oa_desktop.domain.enrolled_keys import EnrolledKey, KeyOwner, Place
from oa_desktop.domain.entry import ActorKind, Entry, Head, SignedEntry
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import (
    DeviceId,
    Digest,
    EntryId,
    JournalId,
    KeyId,
    UnitId,
    dossier_of,
    is_archive,
    is_audit,
    is_custody,
    is_exchange,
    is_exercise,
    organisation_journal,
    register_of,
)
from oa_desktop.domain.journal import Reach, in_order
from oa_desktop.domain.key_algorithms import algorithms_of
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.tenure import Tenure

DigestOf = Callable[[bytes], Digest]
SignatureHolds = Callable[[bytes, bytes, bytes], bool]
"""public key, message, signature → whether it holds."""


class Credentials:
    """The keys of one unit as its organisation journal enrols and revokes them.

    Attributes:
        organisation: What the whole journal comes to.
        unit: The unit that was founded; empty where no founding entry can be read.
        founding: Digest of the founding entry; None where there is none.
    """

    def __init__(self, entries: Iterable[SignedEntry], digest_of: DigestOf) -> None:
        signed = list(entries)
        placed = in_order([one.entry for one in signed]).placed
        self._tenure = Tenure(placed, lambda public: KeyId(digest_of(public)))
        self.organisation = self._tenure.organisation
        self._keys = {key.id: key for key in self.organisation.keys}
        self._reach: dict[Place, Reach] = {_place(one.entry): one.reach for one in placed}
        self._digests = {_place(one.entry): one.digest for one in signed}
        self._seen_from = cache(self._merged)
        self.unit: UnitId = self.organisation.unit
        self.founding = next(
            (self._digests[_place(one.entry)] for one in placed if isinstance(read_action(one.entry), Found)), None
        )

    def fault_of(self, one: SignedEntry, holds: SignatureHolds) -> str:
        """Return the rule that an entry breaks, empty when it was rightly signed."""
        entry = one.entry
        if entry.realm != self.organisation.realm or entry.unit != self.unit:
            return "entry.other-realm"
        if not _actor_fits(entry):
            return "actor.out-of-place"
        key = self._keys.get(entry.key)
        if key is None:
            return "key.unknown"
        if not _is_of(key, entry):
            return "key.of-somebody-else"
        if not self._in_force(key, entry):
            return "key.not-in-force"
        if entry.algorithms.signature != algorithms_of(bytes.fromhex(key.public)).signature:
            return "signature.other-algorithm"
        if not holds(bytes.fromhex(key.public), one.signed, one.signature):
            return "signature.wrong"
        return self._tenure.seconded.get(entry.id, "") if self._authorised(entry) else "actor.without-authority"

    def fault_of_answer(self, entry: Entry, asked: Mapping[EntryId, Entry]) -> str:
        """Return the rule by which what a second person says of a document does not count (双人), empty where it does.

        Args:
            entry: Any entry of a document's journal.
            asked: What was asked for there.
        """
        if entry.kind != _ANSWERS or not isinstance(action := read_action(entry), AnswerSecond):
            return ""
        return self._tenure.fault_of_answer(asked.get(action.asked), action, entry, self._seen(entry) or {})

    def older_than_before(self, chain: Iterable[SignedEntry]) -> Iterator[Entry]:
        """Give the entries of one device's chain that know less of the organisation than the entry before them.

        A machine forgets nothing, so such an entry was made to look older, as with a key that has been revoked.
        """
        known: Reach = {}
        for one in chain:
            seen = self._seen_from(one.entry.organisation) or {}
            if any(seen.get(device, 0) < seq for device, seq in known.items()):
                yield one.entry
            known = {**known, **{device: max(seq, known.get(device, 0)) for device, seq in seen.items()}}

    def _in_force(self, key: EnrolledKey, entry: Entry) -> bool:
        seen = self._seen(entry)
        if seen is None:
            return False
        founds_itself = key.enrolled == _place(entry) and isinstance(read_action(entry), Found)
        enrolled = founds_itself or _covers(seen, key.enrolled)
        return enrolled and not (key.revoked and _covers(seen, key.revoked))

    def _authorised(self, entry: Entry) -> bool:
        """Whether the writer's post had the role: in the organisation journal where it stands, else where it names."""
        if entry.journal == organisation_journal(entry.unit):
            return entry.id not in self._tenure.unauthorised
        return self._tenure.allows(entry, self._seen(entry) or {})

    def _seen(self, entry: Entry) -> Reach | None:
        """Return what an entry's writer had seen of the organisation journal, None if it names what is not there."""
        if entry.journal == organisation_journal(entry.unit):
            return self._reach.get(_place(entry))
        return self._seen_from(entry.organisation)

    def _merged(self, heads: tuple[Head, ...]) -> Reach | None:
        seen: dict[DeviceId, int] = {}
        for head in heads:
            place = Place(device=head.device, seq=head.seq)
            if self._digests.get(place) != head.digest or place not in self._reach:
                return None
            for device, seq in (*self._reach[place].items(), (head.device, head.seq)):
                seen[device] = max(seq, seen.get(device, 0))
        return seen


def out_of_scope(entry: Entry, journal: JournalId) -> bool:
    """Whether an entry of a known kind stands in a journal of another sort."""
    known = BY_KIND.get(entry.kind)
    return known is not None and DECLARATIONS[known].scope is not _scope_of(journal)


def _scope_of(journal: JournalId) -> Scope:
    if dossier_of(journal) is not None:
        return Scope.DOSSIER
    other = Scope.REGISTER if register_of(journal) is not None else Scope.ORGANISATION
    return next((scope for scope, holds in _BESIDE_DOCUMENTS.items() if holds(journal)), other)


_BESIDE_DOCUMENTS: Mapping[Scope, Callable[[JournalId], bool]] = {
    Scope.AUDIT: is_audit,
    Scope.EXCHANGE: is_exchange,
    Scope.CUSTODY: is_custody,
    Scope.ARCHIVE: is_archive,
    Scope.EXERCISE: is_exercise,
}


def _actor_fits(entry: Entry) -> bool:
    """Whether a person, a role player or the program may be the actor at all: structure, not a permission of a day."""
    known = BY_KIND.get(entry.kind)
    practice = entry.actor.kind is ActorKind.SIMULATED or is_exercise(entry.journal)
    if practice and entry.realm is not Realm.TRAINING:
        return False
    return known is None or DECLARATIONS[known].by_program == (entry.actor.kind is ActorKind.PROGRAM)


def _is_of(key: EnrolledKey, entry: Entry) -> bool:
    if entry.kind == _RECOVERS:
        return key.owner is KeyOwner.RECOVERY
    if entry.actor.kind is ActorKind.PROGRAM:
        return key.owner is KeyOwner.MACHINE and key.device == entry.device
    return key.owner is KeyOwner.PERSON and key.person == entry.actor.person


_ANSWERS = DECLARATIONS[AnswerSecond].kind
_RECOVERS = DECLARATIONS[RecoverKey].kind
"""What the key of the recovery code signs, and no other key; the machine's key signs all else that nobody did."""


def _covers(seen: Reach, wanted: Place) -> bool:
    return seen.get(wanted.device, 0) >= wanted.seq


def _place(entry: Entry) -> Place:
    return Place(device=entry.device, seq=entry.seq)
