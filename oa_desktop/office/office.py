"""The office (单位的办公处所): found it once, sign in to it, and everything else goes through a session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime

from oa_desktop.domain.actions.auditing import Incident, RecordRefusedMark, RecordSignIn
from oa_desktop.domain.actions.organising import EnrolDesk
from oa_desktop.domain.archives.fixity import is_overdue as fixity_overdue
from oa_desktop.domain.entry import Actor, ActorKind
from oa_desktop.domain.errors import OfficeError, Refused, Unavailable
from oa_desktop.domain.ids import DeviceId, PersonId, PostId, UnitId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.units.organisation import Organisation, Post, has_clash
from oa_desktop.domain.units.roles import ADMINISTRATORS, Role
from oa_desktop.domain.units.seconding import waits_for_second
from oa_desktop.domain.units.sign_in_rules import SignInRules, usual_rules
from oa_desktop.domain.units.unit_settings import BACKUP_DAYS, FIXITY_MONTHS
from oa_desktop.office import falling_due
from oa_desktop.office.accounts import recover
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting.inspecting import Inspection
from oa_desktop.office.exercising import refuse_outside_training
from oa_desktop.office.founding import Founded, FoundingRequest, found
from oa_desktop.office.held_back import held_back
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.password_state import PasswordState
from oa_desktop.office.ports.keys import ASKS_FOR_PIN, Unlocked
from oa_desktop.office.ports.wiring import Ports
from oa_desktop.office.recording import Author
from oa_desktop.office.safekeeping.backup_age import is_overdue
from oa_desktop.office.safekeeping.isolation import told_of
from oa_desktop.office.seals.hand import SealHand
from oa_desktop.office.secrecy.guarding import Came, Guard
from oa_desktop.office.secrecy.refused_marks import has_news
from oa_desktop.office.session import Session
from oa_desktop.office.trail.incidents import failed_sign_in
from oa_desktop.office.trust.token_rules import lacks_token
from oa_desktop.office.waiting import awaited

TOLD_LATER = frozenset({"store.missing", "store.damaged", "store.wrong-key"})
"""What keeps the store from being opened, and is recorded when it opens again."""
BY_TOKEN = frozenset({"token.wrong-pin", "token.last-try", "token.locked", "token.absent", "token.no-key"})
"""What keeps somebody out whose password was right, and is recorded when the store opens."""


class Office:
    """The office on this machine, in one realm: one store, of one unit or several.

    Attributes:
        realm: 域.
        flows: The flows that documents may be drafted under, by id.
        reader: Reads the files that people bring.
    """

    def __init__(self, realm: Realm, ports: Ports) -> None:
        self.realm = realm
        self.flows = ports.flows
        self.reader = ports.reader
        self._ports = ports
        self._opened: OpenOffice | None = None

    @property
    def grade(self) -> SystemGrade:
        """系统等级, which may be known before anybody has signed in.

        Raises:
            Refused: ``store.newer``.
            Unavailable: ``store.missing``, ``store.damaged``.
        """
        return self._ports.stores.facts().grade

    def found(self, request: FoundingRequest) -> Founded:
        """Make a unit: its store, the two founders' keys, and the entries by which both found it.

        Raises:
            Refused: ``unit.exists``, ``founders.same``, ``password.too-weak``.
            Unavailable: ``disk.full``.
        """
        founded, self._opened = found(self.realm, self._ports, request)
        return founded

    def sign_in(
        self,
        account: str,
        password: str,
        post: PostId | None = None,
        *,
        pin: str = "",
        simulated: bool = False,
        any_password: bool = False,
    ) -> Session:
        """Let a person in, in one of their posts (the first if none is named); in TRAINING it may be a role player.

        Whose signing key lies on a token gives its PIN, too, and the token shows that it holds the key.

        Args:
            account: Whose account.
            password: Its password (口令).
            post: The post in which the person acts.
            pin: Of the person's token.
            simulated: Whether a role player acts.
            any_password: Whether also one lets in that has to be changed first: to establish a unit from its
                description, and to prove a copy of a store.

        Raises:
            Refused: ``sign-in.wrong-password``, ``sign-in.locked``, ``sign-in.key-not-enrolled``,
                ``sign-in.pin-needed``, ``sign-in.pin-last-try``, ``token.wrong-pin`` and the like,
                ``sign-in.token-required``, ``password.must-change``, ``password.over``, ``person.unknown``,
                ``post.unknown``, ``store.other-realm``, ``store.newer``, ``training.elsewhere``.
            Unavailable: ``store.missing``, ``store.damaged``, ``key-slots.damaged``.
        """
        self._refuse_other_realm()
        if simulated:
            refuse_outside_training(self.realm)
        unlocked = self._unlock(account, password, pin)
        try:
            kind = ActorKind.SIMULATED if simulated else ActorKind.PERSON
            return self._let_in(unlocked, post, kind, any_password=any_password)
        except OfficeError:
            unlocked.signer.forget()
            raise

    def _let_in(self, unlocked: Unlocked, post: PostId | None, kind: ActorKind, *, any_password: bool) -> Session:
        opened = self._open(unlocked.store_key)
        organisation = _organisation_of(opened.states.organisations(), unlocked)
        _note_untold(opened)
        _note_troubles(opened)
        self._refuse_without_token(opened, organisation, unlocked)
        told_of(organisation, self._ports.ways_out)
        state = self._state_of(opened, unlocked)
        if not any_password:
            _refuse_of_another(self.realm, unlocked)
            _refuse_over(state)
        chosen = _post(organisation, unlocked.person, post)
        recorded = opened.record_own(
            organisation.unit,
            RecordSignIn(person=unlocked.person, post=chosen.id, failed_attempts=unlocked.failed_attempts),
        )
        older = opened.keep_reached()
        falling_due.end_publications(opened, organisation.unit)
        falling_due.lift_marks(opened, organisation.unit)
        opened.keep_rules()
        reported = _reported(opened, organisation.unit, chosen)
        notices = (
            *opened.notices(recorded),
            *reported,
            *_set_back(chosen, older=older),
            *_overdue(opened, organisation, chosen, self._ports.clock.now()),
            *_unchecked(opened, organisation, chosen, self._ports.clock.now()),
        )
        return _session(opened, unlocked, organisation.unit, chosen, password=state, notices=notices, kind=kind)

    def _state_of(self, opened: OpenOffice, unlocked: Unlocked) -> PasswordState:
        """Return how a password is; published ones hold for ever, and a clock that was set back makes none older."""
        if self.realm is not Realm.OFFICIAL:
            return PasswordState()
        age = max((self._ports.clock.now() - unlocked.password_set).days, 0)
        return PasswordState(days_left=opened.sign_in_rules().days - age)

    @property
    def sign_in_rules(self) -> SignInRules:
        """What is asked of passwords here, as far as anybody has opened the store; else what is usual."""
        opened = self._still_open
        return usual_rules(self.grade) if opened is None else opened.sign_in_rules()

    def recover(self, code: str, account: str, password: str) -> None:
        """Give a system administrator who forgot a new password and signing key, by the printed recovery code.

        Nobody is signed in; what the code did stands in the unit's journal, signed with the key it stands for.

        Raises:
            Refused: ``sign-in.wrong-recovery-code``, ``person.unknown``, ``recovery.not-administrator``,
                ``recovery.not-enrolled``, ``password.too-weak``, ``store.other-realm``, ``store.newer``.
            Unavailable: ``store.missing``, ``store.damaged``, ``store.read-only``, ``key-slots.damaged``.
        """
        self._refuse_other_realm()
        recovered = self._ports.slots.recover(code)
        try:
            recover(self._open(recovered.store_key), account, password, recovered.signer)
        finally:
            recovered.signer.forget()

    def become_desk(self, account: str, password: str, name: str, *, pin: str = "") -> None:
        """Make the copy of a store that lies here a second desk (工作台): another device, with a key of its own.

        It is another device before it is opened and anybody's role is asked: nothing may ever be written in the name of
        the device that was copied. Whoever calls this throws the copy away where somebody is refused.

        Raises:
            Refused: As :meth:`sign_in`; ``policy.role``: who signs in is no system administrator; ``desk.nameless``.
            Unavailable: As :meth:`sign_in`.
        """
        self._refuse_other_realm()
        unlocked = self._unlock(account, password, pin)
        try:
            _refuse_of_another(self.realm, unlocked)
            self._become(unlocked, name)
        finally:
            unlocked.signer.forget()

    def _become(self, unlocked: Unlocked, name: str) -> None:
        self._ports.stores.become(DeviceId(self._ports.ids.new()), unlocked.store_key)
        machine = self._ports.slots.renew_machine(unlocked.store_key)
        opened = self._open(unlocked.store_key)
        organisation = _organisation_of(opened.states.organisations(), unlocked)
        post = _post(organisation, unlocked.person, None)
        session = _session(opened, unlocked, organisation.unit, post, password=PasswordState(), notices=())
        session.perform(EnrolDesk(name=name, machine_key=machine.public_key.hex()))

    def _refuse_other_realm(self) -> None:
        with self._troubles():
            facts = self._ports.stores.facts()
        if facts.realm is not self.realm:
            raise Refused("store.other-realm", store=facts.realm.label, here=self.realm.label)

    def _open(self, store_key: bytes) -> OpenOffice:
        opened = self._still_open
        if opened is None:
            with self._troubles():
                opened = self._opened = OpenOffice(self._ports, self._ports.stores.open, store_key)
        return opened

    @property
    def _still_open(self) -> OpenOffice | None:
        """The store as it is open; none once it has another key, by which nothing is read of what was open."""
        return None if self._opened is None or self._opened.over else self._opened

    @contextmanager
    def _troubles(self) -> Iterator[None]:
        """Keep beside the store that it did not open, to be recorded when it does."""
        try:
            yield
        except Unavailable as error:
            if error.code in TOLD_LATER:
                with suppress(OfficeError):
                    self._ports.slots.note_trouble(error.code)
            raise

    def _refuse_without_token(self, opened: OpenOffice, organisation: Organisation, unlocked: Unlocked) -> None:
        """Refuse somebody whose signing key has to lie on a token and does not."""
        if lacks_token(opened, organisation, unlocked):
            failed_sign_in(opened, organisation.unit, unlocked.person, "sign-in.token-required")
            raise Refused("sign-in.token-required")

    def _unlock(self, account: str, password: str, pin: str = "") -> Unlocked:
        """Open a key slot; after a wrong password the answer is held back, the longer the more often."""
        try:
            return held_back(self._ports.clock, lambda now: self._ports.slots.unlock(account, password, now, pin))
        except OfficeError as error:
            self._note_kept_out(account, error)
            raise

    def _note_kept_out(self, account: str, error: OfficeError) -> None:
        """Record that somebody did not get in; a wrong password before the store opens is counted by the key slots."""
        opened = self._still_open
        if opened is None and error.code in BY_TOKEN:
            with suppress(OfficeError):
                self._ports.slots.note_trouble(error.code)
        elif opened is not None and error.code not in ASKS_FOR_PIN and _is_kept_out(error):
            _note_failed(opened, account, error.code)

    def examine(self, account: str, password: str, *, pin: str = "") -> tuple[str, ...]:
        """Return what is wrong with the store's files, as :meth:`Store.check`, for somebody who can open it.

        Nobody is signed in and nothing is recorded, so that a store too damaged for a sign-in can be looked at.

        Raises:
            Refused: ``sign-in.wrong-password``, ``sign-in.locked``, ``store.other-realm``, ``store.newer``.
            Unavailable: ``store.missing``, ``store.damaged``, ``key-slots.damaged``.
        """
        unlocked = self._unlock(account, password, pin)
        unlocked.signer.forget()
        opened = self._still_open
        if opened is not None:
            return opened.store.check()
        store = self._ports.stores.open(unlocked.store_key)
        try:
            return store.check()
        finally:
            store.close()

    def change_password(self, account: str, old: str, new: str) -> None:
        """Change somebody's own password (口令); no key changes.

        Raises:
            Refused: ``sign-in.wrong-password``, ``password.too-weak``, ``password.common``, ``password.used-before``.
        """
        self._ports.slots.change_password(account, old, new, self._ports.clock.now())

    def close(self) -> None:
        """Close the store."""
        if self._opened is not None:
            self._opened.store.close()
            self._opened = None


def _refuse_of_another(realm: Realm, unlocked: Unlocked) -> None:
    """Refuse whoever comes by a password that somebody else knows; those of demonstrations are published anyway.

    Raises:
        Refused: ``password.must-change``.
    """
    if unlocked.must_change and realm is Realm.OFFICIAL:
        raise Refused("password.must-change")


def _refuse_over(password: PasswordState) -> None:
    """Refuse whoever comes by a password that has served its time.

    Raises:
        Refused: ``password.over``.
    """
    if password.is_over:
        raise Refused("password.over")


def _is_kept_out(error: OfficeError) -> bool:
    return isinstance(error, Refused) or error.code in BY_TOKEN


def _note_failed(opened: OpenOffice, account: str, code: str) -> None:
    """Record that somebody did not get in, where the store is open; else the next sign-in tells how often."""
    units = opened.states.organisations()
    known = [(unit, one.id) for unit in units for one in unit.people if one.account == account]
    for unit, person in known or [(units[0], PersonId(""))]:
        failed_sign_in(opened, unit.unit, person, code)
    _untold(opened)  # this one is told now


def _note_untold(opened: OpenOffice) -> None:
    """Record the sign-ins that failed while no store was open: how many, and whose where the account is somebody's."""
    units = opened.states.organisations()
    for person, count in _untold(opened).items():
        of = next((unit for unit in units if any(one.id == person for one in unit.people)), units[0])
        failed_sign_in(opened, of.unit, person, "sign-in.wrong-password", count)


def _note_troubles(opened: OpenOffice) -> None:
    """Record that the store had not opened, or not for somebody's token: why, and how often."""
    with suppress(OfficeError):
        opened.store.refuse_reader()
        told = opened.ports.slots.tell_troubles()
        for code in sorted((TOLD_LATER | BY_TOKEN) & told.keys()):  # nothing proves who wrote them down
            sort = Incident.SIGN_IN if code in BY_TOKEN else Incident.FAILURE
            for unit in opened.store.units():
                opened.note_at_opening(unit, sort, code, count=told[code])


def _untold(opened: OpenOffice) -> Mapping[PersonId, int]:
    """Return the failed sign-ins that are in no journal yet; none where nothing can be recorded now."""
    with suppress(OfficeError):
        opened.store.refuse_reader()
        return opened.ports.slots.tell_failures()
    return {}


def _organisation_of(organisations: Iterable[Organisation], unlocked: Unlocked) -> Organisation:
    """Return the organisation that has enrolled the person with the unlocked key."""
    for organisation in organisations:
        key = organisation.key(unlocked.signer.key_id)
        if key is not None and key.person == unlocked.person and key.revoked is None:
            return organisation
        if waits_for_second(organisation, unlocked.signer.public_key.hex()):
            raise Refused("sign-in.key-unconfirmed")
    raise Refused("sign-in.key-not-enrolled")


def _post(organisation: Organisation, person: PersonId, wanted: PostId | None) -> Post:
    organisation.person(person)
    found_post = next((post for post in organisation.posts_of(person) if wanted in (None, post.id)), None)
    if found_post is None:
        raise Refused("post.unknown", post=wanted or "")
    return found_post


def _told_at_once(desk: Desk) -> Iterator[str]:
    """Give the codes of what somebody is told who has signed in: what waits for them, and rights that clash."""
    if awaited(desk):
        yield "second.waiting"
    if desk.own_standing.roles & ADMINISTRATORS and has_clash(desk.organisation()):
        yield "roles.clash-found"


def _session(
    opened: OpenOffice,
    unlocked: Unlocked,
    unit: UnitId,
    post: Post,
    *,
    password: PasswordState,
    notices: tuple[str, ...],
    kind: ActorKind = ActorKind.PERSON,
) -> Session:
    desk = Desk(
        store=opened.store,
        states=opened.states,
        renderer=opened.ports.renderer,
        inspection=_inspection(opened),
        guard=_guard(opened, unit, unlocked.person),
        ids=opened.ports.ids,
        crypto=opened.ports.crypto,
        certificates=opened.ports.certificates,
        clock=opened.ports.clock,
        flows=opened.ports.flows,
        forms=opened.ports.forms,
        matters=opened.ports.matters,
        phrases=opened.ports.phrases,
        addressees=opened.ports.addressees,
        beginnings=opened.ports.beginnings,
        answers=opened.ports.answers,
        deadlines=opened.ports.deadlines,
        schedule=opened.ports.schedule,
        unit=unit,
        post=post.id,
        hand=_hand(opened.ports),
    )
    actor = Actor(kind=kind, person=unlocked.person, post=post.id)
    return Session(
        opened,
        desk,
        Author(unit=unit, actor=actor, signer=unlocked.signer),
        failed_attempts=unlocked.failed_attempts,
        password=password,
        notices=(*notices, *_told_at_once(desk)),
    )


def _hand(ports: Ports) -> SealHand:
    """Return what seals are used with."""
    return SealHand(
        seals=ports.seals, sealer=ports.sealer, leaves=ports.viewer.leaves, on_token=ports.seal_keys.on_token
    )


def _overdue(opened: OpenOffice, organisation: Organisation, post: Post, now: datetime) -> tuple[str, ...]:
    """Return what who keeps the machine is told when no backup was proved lately; demonstrations are made anew."""
    if Role.SYSTEM_ADMINISTRATOR not in post.roles or opened.store.realm is Realm.DEMONSTRATION:
        return ()
    overdue = is_overdue(opened.store, organisation.unit, now, organisation.setting(BACKUP_DAYS))
    return ("backup.overdue",) if overdue else ()


def _unchecked(opened: OpenOffice, organisation: Organisation, post: Post, now: datetime) -> tuple[str, ...]:
    """Return what the archivist is told when the archive was not checked lately (固化检查)."""
    if Role.ARCHIVIST not in post.roles or opened.store.realm is Realm.DEMONSTRATION:
        return ()
    months, today = organisation.setting(FIXITY_MONTHS), now.date()
    registers = opened.states.archives(organisation.unit)
    return ("fixity.overdue",) if any(fixity_overdue(one, today, months) for one in registers) else ()


def _set_back(post: Post, *, older: bool) -> tuple[str, ...]:
    """Return that the store is older than it was, for the administrators (三员)."""
    return ("store.put-back",) if older and set(post.roles) & ADMINISTRATORS else ()


def _reported(opened: OpenOffice, unit: UnitId, post: Post) -> tuple[str, ...]:
    """Return that marks were refused since they came last, for whoever keeps secrets (安全保密管理员)."""
    told = Role.SECURITY_ADMINISTRATOR in post.roles and has_news(opened.store, unit, post.person)
    return ("secrecy.refused-marks",) if told else ()


def _guard(opened: OpenOffice, unit: UnitId, person: PersonId) -> Guard:
    """Return what keeps out what the installation may not hold, and reports who brought it."""

    def report(came: Came, level: str) -> None:
        opened.record_own(unit, RecordRefusedMark(person=person, came=came.value, level=level))

    return Guard(opened.store.grade, opened.ports.reader, report)


def _inspection(opened: OpenOffice) -> Inspection:
    """Return what inspects papers by the rules of the office."""
    ports = opened.ports
    return Inspection(reader=ports.reader, inspector=ports.inspector, profile=ports.profile)
