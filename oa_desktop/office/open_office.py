"""An office whose store is open: its journals, its one recorder, its listeners; shared by all sessions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from oa_desktop.domain.actions import Action, declaration_of
from oa_desktop.domain.actions.auditing import Incident, RecordIncident, RecordOutput
from oa_desktop.domain.actions.classifying import LiftAtExpiry
from oa_desktop.domain.actions.handling import DossierAction
from oa_desktop.domain.actions.internal import ExpirePublication
from oa_desktop.domain.actions.organising import AdjustSetting, NameTokenLibrary, RecoverKey
from oa_desktop.domain.dossier import Phase
from oa_desktop.domain.enrolled_keys import KeyOwner
from oa_desktop.domain.entry import Actor, ActorKind, Head
from oa_desktop.domain.errors import OfficeError, Refused, Unavailable
from oa_desktop.domain.ids import (
    NOTHING,
    ActId,
    Digest,
    JournalId,
    KeyId,
    PersonId,
    UnitId,
    audit_journal,
    organisation_journal,
)
from oa_desktop.domain.secrecy.classifying import over_on
from oa_desktop.domain.units.organisation import Organisation, Person
from oa_desktop.domain.units.organising import refuse_unrecoverable
from oa_desktop.domain.units.sign_in_rules import SignInRules, rules_of
from oa_desktop.domain.units.standing import Standing
from oa_desktop.domain.units.unit_settings import LIFT_AT_EXPIRY, SETTINGS, WITNESS_EVERY
from oa_desktop.domain.verification import Fault, Verdict
from oa_desktop.office.changes import Changed
from oa_desktop.office.held_back import held_back
from oa_desktop.office.ports.keys import AccountRequest, MadeRecovery, Reached, Signer, TokenSettings
from oa_desktop.office.ports.store import BackupFacts, Step, Store, unwatched
from oa_desktop.office.ports.trust import PasswordChange
from oa_desktop.office.ports.wiring import Ports
from oa_desktop.office.recording import Author, Pending, Recorder
from oa_desktop.office.safekeeping import backup_seal
from oa_desktop.office.safekeeping.backup_age import PROVED
from oa_desktop.office.safekeeping.drilling import Drilled, drill
from oa_desktop.office.safekeeping.gone import gone
from oa_desktop.office.setbacks import lost_here, missed, reached
from oa_desktop.office.states import States
from oa_desktop.office.trail.verifying import verify_store
from oa_desktop.office.trail.witnessing import uncovered, unwitnessed, witnesses

Listener = Callable[[Changed], None]
_BACKUP, _REMOVED = "备份", "清理旧备份"
RENEWED = "更换存储密钥"
_STANDING = frozenset({Phase.IN_HAND, Phase.SUSPENDED, Phase.CONCLUDED})
"""How far a document has come whose mark may be over by itself."""
_VERIFYING, _OPENING = "核验", "打开库"
_ACT_CHARACTERS = 32
"""Of the id of an act."""


class OpenOffice:
    """What all sessions on one open store share.

    Attributes:
        ports: The world.
        store: The store.
        states: What its journals come to.
        recorder: The one writer.
        machine: The machine's key.
        exchange: What opens packages that are for the units of the store.
        lock: Held while an act is judged and recorded.
        over: Whether the store has another key by now, and has to be opened anew.
    """

    def __init__(self, ports: Ports, opening: Callable[[bytes], Store], store_key: bytes) -> None:
        """Open a store; nothing is opened, and held against others, where the machine's key is out of reach.

        Args:
            ports: The world.
            opening: Opens or makes the store with its key.
            store_key: What opens store and machine key.
        """
        self.ports = ports
        self.machine = ports.slots.machine(store_key)
        self.exchange = ports.slots.exchange(store_key)
        self.store = store = opening(store_key)
        self.states = States(store, ports.crypto)
        self.recorder = Recorder(store, self.states, clock=ports.clock, ids=ports.ids, crypto=ports.crypto)
        self.lock = threading.RLock()
        self.over = False
        self._store_key = store_key
        self._uncovered: int | None = None
        self._listeners: list[tuple[UnitId, Listener]] = []

    def notices(self, recorded: Changed | None) -> tuple[str, ...]:
        """Return the codes of what somebody should be told who has signed in, whether that was recorded or not."""
        if recorded is not None:
            return recorded.notices
        return ("sign-in.unrecorded", *self.recorder.notices(self.ports.clock.now()))

    # --- what sessions do through it -------------------------------------------------------------------

    def record(self, actions: Sequence[Action], author: Author, act: ActId = ActId("")) -> Changed:
        """Record actions that a session has judged; nobody else calls this.

        Args:
            actions: What is done.
            author: By whom.
            act: Its id, where it derives from what is recorded; a new one where none is given.
        """
        with self.lock:
            pending = self.recorder.begin()
            self.recorder.sign(actions, author, pending, act)
            return self.complete(pending, actions)

    def complete(self, pending: Pending, actions: Iterable[Action]) -> Changed:
        """Make one act durable, and let it take effect outside of the journals.

        Raises:
            Unavailable: ``disk.full``; nothing has changed then.
        """
        changed = self.commit(pending)[0]
        for one in actions:
            self._take_effect(one)
        return changed

    def _take_effect(self, action: Action) -> None:
        """Let the key slots know what was just recorded here and concerns them: they are asked before the journals."""
        if isinstance(action, AdjustSetting):
            self.keep_rules()
        if isinstance(action, NameTokenLibrary):
            settings = TokenSettings(module=action.module, label=action.label, sm2_mechanism=action.sm2_mechanism)
            self.ports.slots.keep_tokens(self._store_key, settings)

    def commit(self, pending: Pending) -> tuple[Changed, ...]:
        """Make acts durable, and with them, where so many entries stand unwitnessed, how far the journals have come.

        Raises:
            Unavailable: ``disk.full``; nothing has changed then.
        """
        acts = {one.entry.act for one in pending.entries}
        usual = SETTINGS[WITNESS_EVERY].usual
        every = min((one.setting(WITNESS_EVERY) for one in self.states.organisations()), default=usual)
        before = uncovered(self.store, every) if self._uncovered is None else self._uncovered
        self._uncovered = None  # whatever becomes of this, it is counted again
        count = before + len(pending.entries)
        if count >= every:
            self._sign_witness(pending)
        changed = self.recorder.commit(pending)
        self._uncovered = 0 if count >= every else count
        return tuple(one for one in changed if one.act in acts)

    def sign_in_rules(self) -> SignInRules:
        """Return what is asked of whoever signs in to the store: of each rule the strictest of its units."""
        return rules_of(self.states.organisations())

    def keep_rules(self) -> None:
        """Let the key slots ask what the units have set; they ask before anything else can be read.

        Raises:
            Unavailable: ``key-slots.unwritable`` and the like; the next sign-in tries again.
        """
        self.ports.slots.keep_rules(self._store_key, self.sign_in_rules())

    def program(self, unit: UnitId) -> Author:
        """Return the program as the author of what it records in a unit of its own accord, with the machine's key."""
        return Author(unit=unit, actor=Actor(kind=ActorKind.PROGRAM), signer=self.machine)

    def record_own(self, unit: UnitId, action: Action) -> Changed | None:
        """Record what the program does of its own accord; nothing where only reading."""
        return self.record([action], self.program(unit)) if self._may_record() else None

    def end_publications(self, unit: UnitId) -> None:
        """Record what was public in a unit and whose last day has passed (发布到期); nothing where only reading."""
        today = self.ports.clock.now().date().isoformat()
        if not self._may_record():
            return
        with self.lock:
            for dossier in self.store.public_past(unit, today):
                state = self.states.dossier(dossier).state
                until = state.publication.until if state.publication else ""
                expiry = ExpirePublication(dossier=dossier, source=state.source, until=until)
                self.record([expiry], self.program(unit), self._falling_due(expiry, until))

    def lift_marks(self, unit: UnitId) -> None:
        """Record that marks are over (到期解密) where the unit wishes it so; nothing where only reading."""
        if not self.states.organisation(unit).state.setting(LIFT_AT_EXPIRY) or not self._may_record():
            return
        today = self.ports.clock.now().date().isoformat()
        with self.lock:
            for dossier in self.store.marks_over(unit, today):
                state = self.states.dossier(dossier).state
                if state.dispatched is None or state.phase not in _STANDING:
                    continue
                mark = state.particulars.classification
                day = over_on(mark, next(one.day for one in state.markings if one.mark == mark))
                lifting = LiftAtExpiry(dossier=dossier, source=state.source, mark=mark, day=day)
                self.record([lifting], self.program(unit), self._falling_due(lifting, day))

    def _falling_due(self, action: DossierAction, day: str) -> ActId:
        """Return the id of an act that falls due: the same wherever it is recorded."""
        said = f"{declaration_of(action).kind} {action.dossier} {day}"
        return ActId(self.ports.crypto.digest(said.encode())[:_ACT_CHARACTERS])

    def _may_record(self) -> bool:
        """Whether anything can be recorded; what hindered it at the last attempt may have passed."""
        try:
            self.store.refuse_reader()
        except OfficeError:
            self._uncovered = None  # another program writes
            return False
        return True

    def record_output(
        self,
        standing: Standing,
        what: str,
        subject: str,
        digest: Digest,
        *,
        first: int = 0,
        copies: tuple[Digest, ...] = (),
    ) -> None:
        """Record that somebody lets something of this digest out of the store; numbered copies by the digest of each.

        Raises:
            Unavailable: ``store.read-only``, ``store.unlockable``: what cannot be recorded does not leave.
        """
        self.store.refuse_reader()
        action = RecordOutput(
            person=standing.person, what=what, subject=subject, digest=digest, first_copy=first, copies=copies
        )
        self.record_own(standing.unit, action)

    def open_account(self, request: AccountRequest) -> bytes:
        """Make a key slot and return its public key; a slot that no enrolled person of any unit has makes room.

        The program may have died between an earlier slot and the entry that was to enrol it.

        Raises:
            Unavailable: ``store.read-only``: the key could not be enrolled.
        """
        self.store.refuse_reader()
        people = [one.id for organisation in self.states.organisations() for one in organisation.people]
        self.ports.slots.discard(self._store_key, request.account, people)
        return self.ports.slots.add(self._store_key, request, self.ports.clock.now())

    def open_own_account(self, request: AccountRequest) -> Signer:
        """Make a key slot for somebody who is present, and return the key that their password opens."""
        self.open_account(request)
        now = self.ports.clock.now()
        return self.ports.slots.unlock(request.account, request.password, now, request.choice.pin).signer

    def renew_account(self, request: AccountRequest) -> bytes:
        """Give a person's account a new password and key, and return the public key.

        Raises:
            Unavailable: ``store.read-only``: the key could not be enrolled.
        """
        self.store.refuse_reader()
        return self.ports.slots.renew(self._store_key, request, self.ports.clock.now())

    def carried_accounts(self) -> bytes:
        """Return the accounts as another desk of the unit takes them in; each stays locked."""
        return self.ports.slots.carried()

    def take_accounts(self, data: bytes) -> None:
        """Take in the accounts of another desk whose keys the units' journals let sign by now.

        Raises:
            Refused: ``package.damaged``.
            Unavailable: ``key-slots.unwritable`` and the like.
        """
        keys = (key for organisation in self.states.organisations() for key in organisation.keys)
        standing = {(key.person, key.public) for key in keys if key.owner is KeyOwner.PERSON and key.revoked is None}
        self.ports.slots.take_carried(self._store_key, data, standing)

    def keep_seal_key(self, private: bytes, password: str) -> KeyId:
        """Keep the private key (PKCS#8) of a seal's certificate under a password; return its id.

        Raises:
            Refused: ``seal.key-unreadable``, ``password.too-weak``.
            Unavailable: ``store.read-only``: the seal could not be enrolled.
        """
        self.store.refuse_reader()
        return self.ports.seal_keys.keep(self._store_key, private, password, self.ports.clock.now())

    def unlock_seal(self, key: KeyId, password: str) -> Signer:
        """Return the key of a seal; after a wrong password the answer is held back.

        Raises:
            Refused: ``seal.wrong-password``, ``seal.locked-out``, ``seal.key-missing``, ``token.wrong-pin`` …
        """
        return held_back(self.ports.clock, lambda now: self.ports.seal_keys.unlock(self._store_key, key, password, now))

    def change_seal_password(self, key: KeyId, old: str, new: str) -> None:
        """Wrap the key of a seal under another password.

        Raises:
            Refused: As :meth:`unlock_seal`; ``password.too-weak``, ``password.unchanged``.
        """
        keys, change = self.ports.seal_keys, PasswordChange(old=old, new=new)
        held_back(self.ports.clock, lambda now: keys.change_password(self._store_key, key, change, now))

    def drop_seal_keys(self, keys: Iterable[KeyId]) -> None:
        """Destroy keys of seals; those that are not here are none."""
        for key in keys:
            self.ports.seal_keys.discard(self._store_key, key)

    def renew_recovery(self, unit: UnitId) -> MadeRecovery:
        """Make another recovery code of the store; the one before opens nothing any more.

        Raises:
            Refused: ``recovery.other-unit``: the store was founded by another unit, which keeps the code.
            Unavailable: ``store.read-only``: its key could not be enrolled.
        """
        self.store.refuse_reader()
        if self.ports.stores.facts().unit != unit:
            raise Refused("recovery.other-unit")
        return self.ports.slots.renew_recovery(self._store_key)

    def recover(self, account: str, password: str, signer: Signer) -> None:
        """Give a system administrator a new password, and ask for their new key, signed with that of the recovery code.

        The key counts when a second person has confirmed it; nobody can sign in with it before.

        Raises:
            Refused: ``person.unknown``, ``recovery.not-administrator``, ``recovery.not-enrolled``,
                ``password.too-weak``; nothing has changed then.
            Unavailable: ``store.read-only``, ``disk.full``.
        """
        with self.lock:
            unit, person = self._who(account)
            refuse_unrecoverable(unit, person.id, signer.key_id)
            own = AccountRequest(account=account, person=person.id, password=password, must_change=False)
            key = self.renew_account(own)
            author = Author(unit=unit.unit, actor=Actor(kind=ActorKind.PROGRAM), signer=signer)
            self.record([RecoverKey(person=person.id, public_key=key.hex())], author)
            self.witness()

    def _who(self, account: str) -> tuple[Organisation, Person]:
        """Return the unit of whom an account is, and the person."""
        found = ((unit, one) for unit in self.states.organisations() for one in unit.people if one.account == account)
        unit, person = next(found, (None, None))
        if unit is None or person is None:
            raise Refused("person.unknown", person=account)
        return unit, person

    def keep_reached(self) -> bool:
        """Keep beside the store how far it has come; return whether it is older than what was kept (换成旧库).

        What is missing is recorded once. A reader keeps nothing.
        """
        gone = missed(self.store, self.ports.slots.reached())
        if not self._may_record():
            return bool(gone)
        for one in gone:
            if not one.missed:
                self._note_set_back(one)
        self.ports.slots.keep_reached(self._store_key, reached(self.store, gone))
        return bool(gone)

    def _note_set_back(self, gone: Reached) -> None:
        """Record in the unit of a journal that its end is missing."""
        unit = next(
            one for one in self.store.units() if gone.journal in (organisation_journal(one), audit_journal(one))
        )
        self.note_at_opening(unit, Incident.FAULTS, "store.set-back", subject=gone.journal)

    def note_at_opening(self, unit: UnitId, sort: Incident, code: str, *, subject: str = "", count: int = 1) -> None:
        """Record what was found, or went wrong, when the store was opened (打开库)."""
        incident = RecordIncident(person=PersonId(""), sort=sort, act=_OPENING, code=code, subject=subject, count=count)
        self.record_own(unit, incident)

    def subscribe(self, unit: UnitId, listener: Listener) -> Callable[[], None]:
        """Call a listener after every change in a unit; return what ends the subscription."""
        subscription = (unit, listener)
        self._listeners.append(subscription)
        return lambda: self._listeners.remove(subscription)

    def announce(self, changed: Changed) -> None:
        """Tell the people of a unit who subscribed what changed in it."""
        for unit, listener in tuple(self._listeners):
            if unit == changed.unit:
                listener(changed)

    # --- the whole store ---------------------------------------------------------------------------------------

    def verify(self, expected_heads: Mapping[JournalId, tuple[Head, ...]] | None = None) -> Verdict:
        """Verify every journal of the store and every content that they name; remembered heads must be there."""
        with self.lock:
            return verify_store(self.store, self.states, self.ports.crypto, expected_heads)

    def note_faults(self, standing: Standing, faults: Sequence[Fault], act: str = _VERIFYING) -> None:
        """Record in the audit journal that a verification did not pass: where first, and how many faults it found."""
        if faults:
            first = faults[0]
            self.record_own(
                standing.unit,
                RecordIncident(
                    person=standing.person,
                    sort=Incident.FAULTS,
                    act=act,
                    code=first.rule,
                    subject=first.journal,
                    count=len(faults),
                ),
            )

    def back_up(self, standing: Standing, target: Path, step: Step = unwatched) -> BackupFacts:
        """Copy the store, all its units, into a new folder, after recording that somebody does so.

        What is copied is the store as of one moment; others go on acting meanwhile.

        Raises:
            Refused: ``backup.target-taken``.
            Unavailable: ``store.read-only``, ``disk.full``.
        """
        with self.lock:
            self._record_in_all(standing, _BACKUP, target.name)
            self.witness()
        with suppress(Unavailable):  # an index in parts is no reason to have no copy
            self.store.tidy(step)
        return self.ports.backups.make(self._store_key, target, partial(backup_seal.sealed, self.machine), step)

    def renew_store_key(self, standing: Standing) -> None:
        """Give the store another key (更换存储密钥); nobody is signed in any more after that.

        Raises:
            Unavailable: ``store.read-only``, ``disk.full``; nothing has changed then.
        """
        with self.lock:
            self.store.refuse_reader()
            self.ports.slots.renew_store_key(self._store_key, self.gone(), partial(self._put_renewed, standing))
            self.over = True

    def gone(self) -> Set[tuple[PersonId, str]]:
        """Return who is not to open the store any more when it has another key, by person and public key."""
        return gone(self.states.organisations())

    def _put_renewed(self, standing: Standing, key: bytes, slots: bytes) -> None:
        self.store.close()
        self.ports.backups.renew_key(self._store_key, key, slots, partial(self._record_renewal, standing))

    def _record_renewal(self, standing: Standing, store: Store) -> None:
        """Record in every unit that the store has another key; the others do not learn by whom."""
        ports = self.ports
        states = States(store, ports.crypto)
        recorder = Recorder(store, states, clock=ports.clock, ids=ports.ids, crypto=ports.crypto)
        pending = recorder.begin()
        for unit in store.units():
            person = standing.person if unit == standing.unit else PersonId("")
            done = RecordOutput(person=person, what=RENEWED, subject="", digest=NOTHING)
            recorder.sign([done], self.program(unit), pending)
        recorder.commit(pending)

    def refuse_foreign(self, listed: bytes, seal: bytes) -> None:
        """Refuse a backup that no machine of a unit of this store has sealed.

        Raises:
            Refused: ``backup.unsealed``, ``backup.foreign``.
            Unavailable: ``backup.damaged``.
        """
        if not seal:
            raise Refused("backup.unsealed")
        key = backup_seal.key_of(listed, seal, self.ports.crypto).hex()
        enrolled = (one for unit in self.states.organisations() for one in unit.keys)
        if not any(one.public == key and one.owner is KeyOwner.MACHINE for one in enrolled):
            raise Refused("backup.foreign")

    def drill(self, standing: Standing, source: Path) -> Drilled:
        """Restore a backup into an empty place, prove it there, leave nothing of that, and record when it was proved.

        What this desk wrote, stands in the backup and is not here any more is a fault too: the store in use is older.

        Raises:
            Refused: ``backup.unsealed``, ``backup.foreign``, ``store.other-realm``, ``backup.newer``.
            Unavailable: ``backup.missing``, ``backup.damaged``, ``backup.other-lists``, ``disk.full``.
        """
        self.refuse_foreign(*self.ports.backups.listed(source))
        with self.ports.backups.tried(self._store_key, source) as (facts, store):
            drilled = drill(self.ports, store, facts)
        with self.lock:
            lost = tuple(lost_here(self.store, facts.heads))
        self.note_faults(standing, lost)
        drilled = replace(drilled, verdict=replace(drilled.verdict, faults=(*drilled.verdict.faults, *lost)))
        if drilled.verdict.sound:
            self._record_in_all(standing, PROVED, source.name)
        return drilled

    def remove_backup(self, standing: Standing, source: Path) -> None:
        """Take a backup away, after recording that somebody does so.

        Raises:
            Unavailable: ``store.read-only``, ``disk.failed``.
        """
        self.record_output(standing, _REMOVED, source.name, self.ports.crypto.digest(b""))
        self.ports.backups.remove(source)

    def _record_in_all(self, standing: Standing, what: str, name: str) -> None:
        """Record in every unit what was done with a backup, for it holds them all; the others do not learn by whom."""
        self.record_output(standing, what, name, self.ports.crypto.digest(b""))
        copied = RecordOutput(person=PersonId(""), what=what, subject="", digest=NOTHING)
        for unit in self.store.units():
            if unit != standing.unit:
                self.record_own(unit, copied)

    def rebuild(self) -> Mapping[UnitId, int]:
        """Make every projection again from the journals; return the number of documents of each unit."""
        with self.lock:
            rebuilt = self.recorder.rebuild()
        self.store.tidy()
        return rebuilt

    def witness(self) -> None:
        """Record, signed by the machine, how far the journals of every unit have come, so that a cut tail is seen.

        All units at once: what was recorded before the newest witness counts as witnessed. A reader witnesses nothing.
        """
        if not self._may_record():
            return
        with self.lock:
            pending = self.recorder.begin()
            self._sign_witness(pending)
            self.recorder.commit(pending)
            self._uncovered = None
        with suppress(Unavailable):  # a full disk keeps nobody from leaving; the next sign-in keeps how far they came
            self.keep_reached()

    def _sign_witness(self, pending: Pending) -> None:
        """Let the machine sign how far all journals have come, with what is about to become durable."""
        for unit, journals in unwitnessed(self.store, pending.entries).items():
            acts = [*witnesses(self.store, journals, pending.heads)]
            self.recorder.sign(acts, self.program(unit), pending)
