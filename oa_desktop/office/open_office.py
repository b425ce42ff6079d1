"""An office whose store is open: its journals, its one recorder, its listeners; shared by all sessions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.auditing import Incident, RecordIncident, RecordOutput
from oa_desktop.domain.actions.organising import AdjustSetting, NameTokenLibrary
from oa_desktop.domain.entry import Actor, ActorKind, Head
from oa_desktop.domain.errors import OfficeError, Unavailable
from oa_desktop.domain.ids import (
    ActId,
    Digest,
    JournalId,
    PersonId,
    UnitId,
    audit_journal,
    organisation_journal,
)
from oa_desktop.domain.units.sign_in_rules import SignInRules, rules_of
from oa_desktop.domain.units.standing import Standing
from oa_desktop.domain.units.unit_settings import SETTINGS, WITNESS_EVERY
from oa_desktop.domain.verification import Fault, Verdict
from oa_desktop.office.central.rounds import Rounds
from oa_desktop.office.changes import Changed
from oa_desktop.office.ports.keys import Reached, TokenSettings
from oa_desktop.office.ports.store import Store
from oa_desktop.office.ports.wiring import Ports
from oa_desktop.office.recording import Author, Pending, Recorder
from oa_desktop.office.setbacks import missed, reached
from oa_desktop.office.states import States
from oa_desktop.office.trail.verifying import verify_store
from oa_desktop.office.trail.witnessing import uncovered, unwitnessed, witnesses

Listener = Callable[[Changed], None]
_VERIFYING, _OPENING = "核验", "打开库"


class OpenOffice:
    """What all sessions on one open store share.

    Attributes:
        ports: The world.
        store: The store.
        states: What its journals come to.
        recorder: The one writer.
        machine: The machine's key.
        store_key: What opens the store, for the rooms of accounts, seals' keys and copies alone.
        exchange: What opens packages that are for the units of the store.
        lock: Held while an act is judged and recorded.
        rounds: What its rounds with the central service came to.
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
        self.rounds = Rounds()
        self.over = False
        self.store_key = store_key
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
            self.ports.slots.keep_tokens(self.store_key, settings)

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
        self.ports.slots.keep_rules(self.store_key, self.sign_in_rules())

    def program(self, unit: UnitId) -> Author:
        """Return the program as the author of what it records in a unit of its own accord, with the machine's key."""
        return Author(unit=unit, actor=Actor(kind=ActorKind.PROGRAM), signer=self.machine)

    def record_own(self, unit: UnitId, action: Action) -> Changed | None:
        """Record what the program does of its own accord; nothing where only reading."""
        return self.record([action], self.program(unit)) if self.may_record() else None

    def may_record(self) -> bool:
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

    def keep_reached(self) -> bool:
        """Keep beside the store how far it has come; return whether it is older than what was kept (换成旧库).

        What is missing is recorded once. A reader keeps nothing.
        """
        gone = missed(self.store, self.ports.slots.reached())
        if not self.may_record():
            return bool(gone)
        for one in gone:
            if not one.missed:
                self._note_set_back(one)
        self.ports.slots.keep_reached(self.store_key, reached(self.store, gone))
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
        if not self.may_record():
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
