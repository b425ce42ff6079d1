"""The office (单位的办公处所): found it once, sign in to it, and everything else goes through a session."""

from __future__ import annotations

from collections.abc import Iterable

from oa_desktop.domain.actions.auditing import RecordSignIn
from oa_desktop.domain.actions.organising import EnrolDesk
from oa_desktop.domain.entry import ActorKind
from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.domain.ids import DeviceId, PersonId, PostId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.units.organisation import Organisation, Post
from oa_desktop.domain.units.seconding import waits_for_second
from oa_desktop.domain.units.sign_in_rules import SignInRules, usual_rules
from oa_desktop.office import falling_due
from oa_desktop.office.accounts import recover
from oa_desktop.office.exercising import refuse_outside_training
from oa_desktop.office.founding import Founded, FoundingRequest, found
from oa_desktop.office.greeting import greeting
from oa_desktop.office.held_back import held_back
from oa_desktop.office.kept_out import note_kept_out, noting_trouble, record_what_was_kept
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.password_state import PasswordState
from oa_desktop.office.ports.keys import Unlocked
from oa_desktop.office.ports.wiring import Ports
from oa_desktop.office.safekeeping.isolation import told_of
from oa_desktop.office.seating import seat
from oa_desktop.office.session import Session
from oa_desktop.office.trail.incidents import failed_sign_in
from oa_desktop.office.trust.token_rules import lacks_token


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
        record_what_was_kept(opened)
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
        told = greeting(opened, organisation, chosen, self._ports.clock.now(), older=older)
        notices = (*opened.notices(recorded), *told)
        return seat(opened, unlocked, organisation.unit, chosen, password=state, notices=notices, kind=kind)

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
        session = seat(opened, unlocked, organisation.unit, post, password=PasswordState(), notices=())
        session.perform(EnrolDesk(name=name, machine_key=machine.public_key.hex()))

    def _refuse_other_realm(self) -> None:
        with noting_trouble(self._ports.slots):
            facts = self._ports.stores.facts()
        if facts.realm is not self.realm:
            raise Refused("store.other-realm", store=facts.realm.label, here=self.realm.label)

    def _open(self, store_key: bytes) -> OpenOffice:
        opened = self._still_open
        if opened is None:
            with noting_trouble(self._ports.slots):
                opened = self._opened = OpenOffice(self._ports, self._ports.stores.open, store_key)
        return opened

    @property
    def _still_open(self) -> OpenOffice | None:
        """The store as it is open; none once it has another key, by which nothing is read of what was open."""
        return None if self._opened is None or self._opened.over else self._opened

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
            note_kept_out(self._ports.slots, self._still_open, account, error)
            raise

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
