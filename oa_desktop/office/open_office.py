"""An office whose store is open: its journals, its one recorder, its listeners; shared by all sessions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.auditing import RecordOutput
from oa_desktop.domain.entry import Actor, ActorKind, Head
from oa_desktop.domain.flow import Flow
from oa_desktop.domain.ids import JournalId, PersonId
from oa_desktop.domain.verification import Verdict
from oa_desktop.office.changes import Changed
from oa_desktop.office.ports import (
    AccountRequest,
    BackupFacts,
    Backups,
    Clock,
    Crypto,
    Ids,
    KeySlots,
    Reader,
    Renderer,
    Store,
    Stores,
    Viewer,
)
from oa_desktop.office.recording import Author, Recorder
from oa_desktop.office.states import States
from oa_desktop.office.verifying import verify_store
from oa_desktop.office.witnessing import unwitnessed, witnesses


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Everything that an office needs from the world, for one realm.

    Attributes:
        flows: The flows that the unit works by, by id.
        phrases: Stock phrases (常用语) by kind of action.
    """

    clock: Clock
    ids: Ids
    crypto: Crypto
    slots: KeySlots
    stores: Stores
    backups: Backups
    renderer: Renderer
    reader: Reader
    viewer: Viewer
    flows: Mapping[str, Flow]
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class OpenOffice:
    """What all sessions on one open store share.

    Attributes:
        ports: The world.
        store: The store.
        states: What its journals come to.
        recorder: The one writer.
        lock: Held while an act is judged and recorded.
    """

    def __init__(self, ports: Ports, store: Store, store_key: bytes) -> None:
        self.ports = ports
        self.store = store
        self.states = States(store, ports.crypto)
        self.recorder = Recorder(store, self.states, clock=ports.clock, ids=ports.ids, crypto=ports.crypto)
        self.lock = threading.RLock()
        self.machine = ports.slots.machine(store_key)
        self._store_key = store_key
        self._listeners: list[Callable[[Changed], None]] = []

    def notices(self, recorded: Changed | None) -> tuple[str, ...]:
        """Return the codes of what somebody should be told who has signed in, whether that was recorded or not."""
        if recorded is not None:
            return recorded.notices
        return ("sign-in.unrecorded", *self.recorder.notices(self.ports.clock.now()))

    # --- what sessions do through it -------------------------------------------------------------------

    def record(self, actions: Sequence[Action], author: Author) -> Changed:
        """Record actions that a session has judged; nobody else calls this."""
        with self.lock:
            return self.recorder.record(actions, author)

    def record_own(self, *actions: Action) -> Changed | None:
        """Record what the program does of its own accord, signed with the machine's key; nothing where only reading."""
        if not self.store.writable:
            return None
        author = Author(actor=Actor(kind=ActorKind.PROGRAM), signer=self.machine)
        return self.record(actions, author)

    def record_output(self, person: PersonId, what: str, subject: str, data: bytes) -> None:
        """Record that something leaves the store.

        Raises:
            Unavailable: ``store.read-only``, ``store.unlockable``: what cannot be recorded does not leave.
        """
        self.store.refuse_reader()
        digest = self.ports.crypto.digest(data)
        action = RecordOutput(person=person, what=what, subject=subject, digest=digest)
        self.record_own(action)

    def open_account(self, request: AccountRequest) -> bytes:
        """Make a key slot and return its public key; a slot that no enrolled person has makes room.

        The program may have died between an earlier slot and the entry that was to enrol it.

        Raises:
            Unavailable: ``store.read-only``: the key could not be enrolled.
        """
        self.store.refuse_reader()
        people = [one.id for one in self.states.organisation().state.people]
        self.ports.slots.discard(self._store_key, request.account, people)
        return self.ports.slots.add(self._store_key, request, self.ports.clock.now())

    def renew_account(self, account: str, password: str) -> bytes:
        """Give an account a new password and key, and return the public key.

        Raises:
            Unavailable: ``store.read-only``: the key could not be enrolled.
        """
        self.store.refuse_reader()
        return self.ports.slots.renew(self._store_key, account, password, self.ports.clock.now())

    def subscribe(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Call a listener after every change; return what ends the subscription."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def announce(self, changed: Changed) -> None:
        """Tell everybody who subscribed what changed."""
        for listener in tuple(self._listeners):
            listener(changed)

    # --- the whole store ---------------------------------------------------------------------------------------

    def verify(self, expected_heads: Mapping[JournalId, tuple[Head, ...]] | None = None) -> Verdict:
        """Verify every journal of the store and every content that they name; remembered heads must be there."""
        with self.lock:
            return verify_store(self.store, self.states, self.ports.crypto, expected_heads)

    def back_up(self, person: PersonId, target: Path) -> BackupFacts:
        """Copy the store into a new folder, after recording that somebody does so.

        Raises:
            Refused: ``backup.target-taken``.
            Unavailable: ``store.read-only``, ``disk.full``.
        """
        with self.lock:
            self.record_output(person, "备份", target.name, b"")
            self.witness()
            return self.ports.backups.make(self._store_key, target)

    def rebuild(self) -> int:
        """Make every projection again from the journals; return the number of documents."""
        with self.lock:
            return self.recorder.rebuild()

    def witness(self) -> None:
        """Record, signed by the machine, how far the journals have come, so that a cut tail is seen."""
        with self.lock:
            for journals in unwitnessed(self.store).values():
                self.record_own(*witnesses(self.store, journals))
