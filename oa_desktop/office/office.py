"""The office: found it once, sign in to it, and everything else goes through a session."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.organising import ConfirmFounding, Found, RecordSignIn, WitnessHeads
from oa_desktop.domain.entry import Actor, ActorKind
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.flow import Flow
from oa_desktop.domain.ids import DepartmentId, DeviceId, PersonId, PostId, UnitId
from oa_desktop.domain.organisation import Post, standing_in
from oa_desktop.domain.policy import sight_of
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.verification import StoredEntry, Verdict, verify
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import Desk
from oa_desktop.office.founding import Founded, FoundingRequest, founder
from oa_desktop.office.ports import (
    AccountRequest,
    Clock,
    Crypto,
    Ids,
    KeySlots,
    Reader,
    Renderer,
    Signer,
    Store,
    StoreFacts,
    Stores,
    Unlocked,
)
from oa_desktop.office.recording import Author, Recorder
from oa_desktop.office.session import Session
from oa_desktop.office.states import States

SCHEMA = 1
LARGEST_ATTACHMENT = 500_000_000
"""Bytes; a setting of the unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Everything that an office needs from the world, for one realm.

    Attributes:
        flows: The flows that the unit works by, by id.
    """

    clock: Clock
    ids: Ids
    crypto: Crypto
    slots: KeySlots
    stores: Stores
    renderer: Renderer
    reader: Reader
    flows: Mapping[str, Flow]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    store: Store
    states: States
    recorder: Recorder
    machine: Signer
    store_key: bytes


class Office:
    """One unit's office on this machine, in one realm.

    Attributes:
        realm: 域.
        flows: The flows that documents may be drafted under, by id.
        reader: Reads the files that people bring.
        largest_attachment: Bytes of an attached file at most.
        lock: Held while an act is judged and recorded.
    """

    def __init__(self, realm: Realm, ports: Ports, *, largest_attachment: int = LARGEST_ATTACHMENT) -> None:
        self.realm = realm
        self.flows = ports.flows
        self.reader = ports.reader
        self.largest_attachment = largest_attachment
        self.lock = threading.RLock()
        self._ports = ports
        self._opened: _Open | None = None
        self._listeners: list[Callable[[Changed], None]] = []

    # --- founding and signing in -------------------------------------------------------------------------------

    def found(self, request: FoundingRequest) -> Founded:
        """Make a unit: its store, the two founders' keys, and the entries by which both found it.

        Raises:
            Refused: ``unit.exists``, ``founders.same``, ``password.too-weak``.
            Unavailable: ``disk.full``.
        """
        if self._ports.stores.exists():
            raise Refused("unit.exists")
        if request.first.account == request.second.account or request.first.name == request.second.name:
            raise Refused("founders.same")
        ids = self._ports.ids
        people = (PersonId(ids.new()), PersonId(ids.new()))
        facts = self._facts(request)
        slots = self._ports.slots.create(
            facts.id,
            [
                AccountRequest(account=one.account, person=person, password=one.password, must_change=False)
                for one, person in zip((request.first, request.second), people, strict=True)
            ],
            self._ports.clock.now(),
        )
        opened = self._keep_open(self._ports.stores.create(facts, slots.store_key), slots.store_key)
        signers = [slots.signers[one.account] for one in (request.first, request.second)]
        founders = tuple(
            founder(one, ids, signer.public_key, person)
            for one, signer, person in zip((request.first, request.second), signers, people, strict=True)
        )
        found = Found(
            name=request.name,
            grade=request.grade,
            founders=founders,
            machine_key=opened.machine.public_key.hex(),
            department=DepartmentId(ids.new()),
            department_name=request.department,
        )
        self._record_founding(found, signers)
        return Founded(recovery_code=slots.recovery_code)

    def _facts(self, request: FoundingRequest) -> StoreFacts:
        ids = self._ports.ids
        return StoreFacts(
            id=ids.new(),
            realm=self.realm,
            grade=request.grade,
            unit=UnitId(ids.new()),
            device=DeviceId(ids.new()),
            schema=SCHEMA,
        )

    def _record_founding(self, found: Found, signers: Sequence[Signer]) -> None:
        acts: tuple[Action, ...] = (found, ConfirmFounding())
        for action, one, signer in zip(acts, found.founders, signers, strict=True):
            actor = Actor(kind=ActorKind.PERSON, person=one.person, post=one.post)
            self.record([action], Author(actor=actor, signer=signer))
            signer.forget()

    def sign_in(self, account: str, password: str, post: PostId | None = None) -> Session:
        """Let a person in, in one of their posts (the first if none is named).

        Raises:
            Refused: ``sign-in.wrong-password``, ``sign-in.locked``, ``person.unknown``, ``post.unknown``,
                ``store.other-realm``, ``store.newer``.
            Unavailable: ``store.missing``, ``store.damaged``, ``key-slots.damaged``.
        """
        facts = self._ports.stores.facts()
        if facts.realm is not self.realm:
            raise Refused("store.other-realm", store=facts.realm.label, here=self.realm.label)
        unlocked = self._ports.slots.unlock(account, password, self._ports.clock.now())
        opened = self._opened or self._keep_open(self._ports.stores.open(unlocked.store_key), unlocked.store_key)
        chosen = self._post(opened, unlocked.person, post)
        self._record_sign_in(opened, unlocked, chosen)
        return self._session(opened, unlocked, chosen)

    def _post(self, opened: _Open, person: PersonId, wanted: PostId | None) -> Post:
        organisation = opened.states.organisation().state
        organisation.person(person)
        posts = organisation.posts_of(person)
        found = next((post for post in posts if wanted in (None, post.id)), None)
        if found is None:
            raise Refused("post.unknown", post=wanted or "")
        return found

    def _record_sign_in(self, opened: _Open, unlocked: Unlocked, post: Post) -> None:
        if opened.store.writable:
            self.record_own(
                RecordSignIn(person=unlocked.person, post=post.id, failed_attempts=unlocked.failed_attempts)
            )

    def _session(self, opened: _Open, unlocked: Unlocked, post: Post) -> Session:
        standing = standing_in(opened.states.organisation().state, post)
        desk = Desk(
            store=opened.store,
            states=opened.states,
            renderer=self._ports.renderer,
            ids=self._ports.ids,
            standing=standing,
            sight=sight_of(standing),
        )
        actor = Actor(kind=ActorKind.PERSON, person=standing.person, post=standing.post)
        return Session(
            self,
            desk,
            Author(actor=actor, signer=unlocked.signer),
            failed_attempts=unlocked.failed_attempts,
            must_change=unlocked.must_change,
        )

    def change_password(self, account: str, old: str, new: str) -> None:
        """Change somebody's own password; no key changes.

        Raises:
            Refused: ``sign-in.wrong-password``, ``password.too-weak``.
        """
        self._ports.slots.change_password(account, old, new, self._ports.clock.now())

    def _keep_open(self, store: Store, store_key: bytes) -> _Open:
        states = States(store, self._ports.crypto)
        recorder = Recorder(store, states, clock=self._ports.clock, ids=self._ports.ids, crypto=self._ports.crypto)
        machine = self._ports.slots.machine(store_key)
        self._opened = _Open(store=store, states=states, recorder=recorder, machine=machine, store_key=store_key)
        return self._opened

    # --- what sessions do through the office -------------------------------------------------------------------

    def record(self, actions: Sequence[Action], author: Author) -> Changed:
        """Record actions that a session has judged; nobody else calls this."""
        with self.lock:
            return self._open.recorder.record(actions, author)

    def record_own(self, action: Action) -> Changed:
        """Record what the program does of its own accord, signed with the machine's key."""
        author = Author(actor=Actor(kind=ActorKind.PROGRAM), signer=self._open.machine)
        return self.record([action], author)

    def open_account(self, request: AccountRequest) -> bytes:
        """Make a key slot and return its public key."""
        return self._ports.slots.add(self._open.store_key, request, self._ports.clock.now())

    def renew_account(self, account: str, password: str) -> bytes:
        """Give an account a new password and key, and return the public key."""
        return self._ports.slots.renew(self._open.store_key, account, password, self._ports.clock.now())

    def subscribe(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Call a listener after every change; return what ends the subscription."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def announce(self, changed: Changed) -> None:
        """Tell everybody who subscribed what changed."""
        for listener in tuple(self._listeners):
            listener(changed)

    # --- the whole store ---------------------------------------------------------------------------------------

    def verify(self) -> Verdict:
        """Verify every entry of every journal of the store."""
        store = self._open.store
        stored = (
            StoredEntry(journal=journal, signed=one.signed, signature=one.signature, digest=one.digest)
            for journal in store.journals()
            for one in store.entries(journal)
        )
        return verify(stored, digest_of=self._ports.crypto.digest, holds=self._ports.crypto.verify)

    def rebuild(self) -> int:
        """Make every projection again from the journals; return the number of documents."""
        with self.lock:
            return self._open.recorder.rebuild()

    def witness(self) -> None:
        """Record, signed by the machine, how far the journals have come, so that a cut tail is seen."""
        with self.lock:
            for seen in self._open.recorder.unwitnessed():
                self.record_own(WitnessHeads(seen=seen))
            self._open.recorder.forget_unwitnessed()

    def close(self) -> None:
        """Close the store."""
        if self._opened is not None:
            self._opened.store.close()
            self._opened = None

    @property
    def _open(self) -> _Open:
        if self._opened is None:
            raise Unavailable("store.closed")
        return self._opened
