"""Key slots: one file beside the store that opens it for each account, by password alone (architecture, law 8).

The data key of a store is random (`renewing` gives it another); each account, the recovery code and each enrolled
device hold it wrapped. A person's signing key is wrapped under that person's password only: whoever holds the data
key can issue a *new* signing key for an account, but cannot open the old one.

No clock is read here and nobody waits here: `now` is passed in, and the seconds to wait stand in the refusal.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Sequence, Set
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.units.passwords import refuse_weak
from oa_desktop.domain.units.sign_in_rules import SignInRules
from oa_desktop.office.ports.keys import Signer, TokenSettings
from oa_desktop.security import attempts, carried, renewing, slots
from oa_desktop.security.account_opening import AccountOpening, Opened
from oa_desktop.security.accounts import (
    AccountRow,
    Founding,
    NewAccount,
    Terms,
    Unlocked,
)
from oa_desktop.security.durable import Disk, RealDisk
from oa_desktop.security.former import Former
from oa_desktop.security.held_slots import HeldSlots
from oa_desktop.security.key_homes import KeyHomes
from oa_desktop.security.sealing import new_key
from oa_desktop.security.slotfile import AccountSlot, Roster
from oa_desktop.security.slotstore import SlotStore, account_name
from oa_desktop.security.store_keys import StoreKeys

FILE_NAME = "slots.json"


class KeySlots:
    """The key slots of one store; safe to use from several threads and processes.

    Attributes:
        terms: what a derivation costs.
        store_keys: keys that stand for the store and its machines, and for nobody.
        held: keys that people hold together.
    """

    def __init__(
        self,
        path: Path,
        realm: str,
        *,
        terms: Terms | None = None,
        randbytes: Callable[[int], bytes] = secrets.token_bytes,
        disk: Disk | None = None,
        homes: KeyHomes | None = None,
    ) -> None:
        self.terms = terms or Terms()
        self._randbytes = randbytes
        self._homes = homes or KeyHomes()
        self._store = SlotStore(path, str(realm), disk or RealDisk())
        self.store_keys = StoreKeys(self._store, randbytes)
        self._opening = AccountOpening(self._store, self._homes, self.terms)
        self.held = HeldSlots(self._store, self._opening.present, randbytes)

    @property
    def store_id(self) -> str:
        """The id of the store that these slots open.

        Raises:
            Refused: `key-slots.wrong-realm`.
            Unavailable: `key-slots.missing`, `key-slots.damaged`, `key-slots.newer`.
        """
        return self._store.read().roster.store_id

    @property
    def rules(self) -> SignInRules:
        """What is asked of passwords in this store.

        Raises:
            Refused, Unavailable: as `store_id` does.
        """
        return self._store.read().roster.rules

    def keep_rules(self, data_key: bytes, rules: SignInRules) -> None:
        """Ask for this of passwords from now on; nothing is written where that is so already.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: as `unlock` does.
        """
        if self.rules != rules:
            self._store.change(data_key, lambda roster: replace(roster, rules=rules))

    @property
    def tokens(self) -> TokenSettings | None:
        """Where this machine finds tokens, None where nobody said it.

        Raises:
            Refused, Unavailable: as `store_id` does.
        """
        return self._store.read().roster.tokens

    def keep_tokens(self, data_key: bytes, settings: TokenSettings) -> None:
        """Find tokens there from now on.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: as `unlock` does.
        """
        self._store.change(data_key, lambda roster: replace(roster, tokens=settings))

    def accounts(self) -> tuple[AccountRow, ...]:
        """Return the accounts in the order they were made.

        Raises:
            Refused, Unavailable: as `store_id` does.
        """
        return tuple(
            AccountRow(
                account=slot.account, person=slot.person, public_key=bytes.fromhex(slot.public_key), home=slot.home
            )
            for slot in self._store.read().roster.accounts
        )

    def create(
        self, store_id: str, accounts: Sequence[NewAccount], now: datetime, rules: SignInRules | None = None
    ) -> Founding:
        """Make a store's data key, its recovery slot, its machine's signing key and its first accounts, if any.

        Args:
            store_id: The store that they open.
            accounts: The first accounts.
            now: Claimed time.
            rules: What is asked of passwords; the usual rules of an unclassified grade if not given.

        Raises:
            Refused: `key-slots.exist`, `password.too-weak`, `account.exists`, `account.nameless`.
            Unavailable: `key-slots.unwritable`; nothing was made.
        """
        data_key = new_key(self._randbytes)
        roster, signers = Roster(realm=self._store.realm, store_id=store_id, rules=rules or SignInRules()), {}
        for account in accounts:
            roster, signers[account.account] = self._enrolled(roster, account, data_key, now)
        recovery, made = slots.make_recovery(roster, data_key, self._randbytes)
        machine = slots.make_machine(roster, data_key, self._randbytes)
        self._store.create(replace(roster, recovery=recovery, machine=machine), data_key)
        return Founding(data_key=data_key, signers=signers, recovery=made)

    def unlock(self, account: str, password: str, now: datetime, pin: str = "") -> Unlocked:
        """Open the store for an account.

        An account that does not exist costs the same time and gets the same refusals.

        Raises:
            Refused: `sign-in.wrong-password` with the attempts `left` and the `wait_seconds` before the next;
                `sign-in.locked` with `wait_seconds`; `key-slots.wrong-realm`; after a right password as
                `KeyHomes.open`.
            Unavailable: `key-slots.missing`, `key-slots.damaged`, `key-slots.newer`, `key-slots.unwritable`.
        """
        opened, homed = self._opening.signing(account, password, pin, now)
        slot = opened.slot
        if slot.settled:
            self._store.forget_attempts(account)
        else:
            self._settle(opened, password, now)
        return Unlocked(
            account=slot.account,
            person=slot.person,
            data_key=opened.secrets.data_key,
            signer=homed.signer,
            failures=opened.counted.failures - 1,
            password_set=slot.password_set,
            must_change=slot.must_change,
            home=slot.home,
        )

    def _settle(self, opened: Opened, password: str, now: datetime) -> None:
        """Let the password alone open the data key from now on, whatever had been put into the slot meanwhile."""

        def settled(roster: Roster) -> Roster:
            slot = roster.account(opened.slot.account)
            if slot != opened.slot:
                return roster  # changed meanwhile; the next sign-in does it
            return roster.with_account(slots.settled(self._making(roster, now), slot, password, opened.secrets))

        self._store.change(opened.secrets.data_key, settled, forgiven=opened.slot.account)

    def left_out(self, gone: Set[tuple[str, str]]) -> tuple[str, ...]:
        """Return the accounts that no new data key can be put into before somebody has signed in to them again.

        Args:
            gone: Those that are to get none, by person and public key.

        Raises:
            Refused, Unavailable: as `store_id` does.
        """
        return renewing.left_out(self._store.read().roster, gone)

    def renew_data_key(
        self, data_key: bytes, gone: Set[tuple[str, str]], put: Callable[[bytes, bytes], object]
    ) -> None:
        """Make another data key; the recovery code of before opens nothing any more.

        Args:
            data_key: The store's key.
            gone: Accounts that are not to open the store any more, by person and public key.
            put: Takes the new key and the bytes of the slot file that goes with it, and puts them and the store
                in place together; where it raises, nothing has changed.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: as `unlock` does.
        """
        new = new_key(self._randbytes)
        self._store.renew(
            data_key,
            new,
            lambda roster: renewing.renewed(roster, data_key, new, gone, self._randbytes),
            lambda file: put(new, file),
        )

    def tell_failures(self) -> dict[str, int]:
        """Return the failed attempts that no journal tells of yet, by person; those of no account under no name.

        Raises:
            Unavailable: as `unlock`.
        """
        untold, roster, found = self._store.tell_failures(), self._store.read().roster, dict[str, int]()
        for name, count in untold.items():
            slot = roster.account(name)
            if roster.seal(name) is None:  # what a seal's password cost is told where the seal is used
                person = slot.person if slot else ""
                found[person] = found.get(person, 0) + count
        return found

    def change_password(self, account: str, old: str, new: str, now: datetime) -> None:
        """Wrap an account's keys anew under another password; no key changes.

        Raises:
            Refused: `password.too-weak`, `password.common`, `password.unchanged`, `password.used-before`,
                `password.too-young`, and as `unlock` does for the old one.
            Unavailable: as `unlock` does.
        """
        refuse_weak(new, self.rules, account)
        if new == old:
            raise Refused("password.unchanged")
        found = self._opening.open(account, old, now)
        slot, opened = found.slot, found.secrets

        def rewrapped(roster: Roster) -> Roster:
            if roster.account(slot.account) != slot:
                raise Unavailable("key-slots.busy")
            making, settled = self._making(roster, now), replace(slot, must_change=False)
            had = slots.former_of(making, slot, opened.data_key)
            if len(had.verifiers) > 1:  # the first, which a founder has from a file, leads back to none
                _refuse_young(slot, roster.rules, attempts.utc(now))
            _refuse_used(had, new, roster.rules)
            return roster.with_account(slots.locked(making, settled, new, opened))

        try:
            self._store.change(opened.data_key, rewrapped, forgiven=account)
        except Refused:
            self._store.forget_attempts(account)  # the old password was right, whatever is wrong with the new one
            raise

    def add_account(self, data_key: bytes, account: NewAccount, now: datetime) -> bytes:
        """Give a person an account with a new signing key; return its public key for the enrolment entry.

        Raises:
            Refused: `account.exists`, `account.nameless`, `password.too-weak`, `key-slots.foreign-key`.
            Unavailable: as `unlock` does.
        """
        made: list[Signer] = []

        def extended(roster: Roster) -> Roster:
            roster, signer = self._enrolled(roster, account, data_key, now)
            made.append(signer)
            return roster

        return self._made(data_key, extended, made)

    def reset_password(self, data_key: bytes, account: NewAccount, now: datetime) -> bytes:
        """Give a person's account a new password and a NEW signing key; return its public key for the enrolment entry.

        The old signing key is gone for good: only the old password could open it.

        Raises:
            Refused: `account.unknown`, also for an account of another person; `password.too-weak`,
                `key-slots.foreign-key`.
            Unavailable: as `unlock` does.
        """
        refuse_weak(account.password, self.rules, account.account)
        made: list[Signer] = []

        def renewed(roster: Roster) -> Roster:
            old = _existing(roster, account.account)
            if old.person != account.person:
                raise Refused("account.unknown", account=account.account)
            making = self._making(roster, now)
            homed = self._homes.make(roster, replace(account, account=old.account), self._randbytes)
            made.append(homed.signer)
            new = replace(account, account=old.account)
            return roster.with_account(slots.make_account(making, new, homed, data_key, had=old.former))

        return self._made(data_key, renewed, made, forgiven=account.account)

    def _made(
        self, data_key: bytes, change: Callable[[Roster], Roster], made: Sequence[Signer], forgiven: str = ""
    ) -> bytes:
        """Make a key by a change of the file; return its public key, and let go of it: nobody has signed in."""
        try:
            self._store.change(data_key, change, forgiven=forgiven)
        finally:
            for one in made:
                one.forget()
        return made[-1].public_key

    def remove_account(self, data_key: bytes, account: str) -> None:
        """Take an account's slot away.

        Raises:
            Refused: `account.unknown`, `account.last` when nobody could sign in any more, `key-slots.foreign-key`.
            Unavailable: as `unlock` does.
        """

        def reduced(roster: Roster) -> Roster:
            gone = _existing(roster, account)
            if len(roster.accounts) == 1:
                raise Refused("account.last", account=gone.account)
            return replace(roster, accounts=tuple(slot for slot in roster.accounts if slot != gone))

        self._store.change(data_key, reduced)

    def discard_account(self, data_key: bytes, account: str, people: Collection[str]) -> None:
        """Take an account's slot away unless it belongs to one of these people; an unknown account is no error.

        Raises:
            Refused: `account.last`, `key-slots.foreign-key`.
            Unavailable: as `unlock` does.
        """
        slot = self._store.read().roster.account(account_name(account))
        if slot is not None and slot.person not in people:
            self.remove_account(data_key, account)

    def carried(self) -> bytes:
        """Return the slots of all accounts as another desk of the unit takes them in; each stays locked.

        Raises:
            Refused, Unavailable: as `store_id` does.
        """
        return carried.write_accounts(self._store.read().roster)

    def take_carried(self, data_key: bytes, data: bytes, standing: Set[tuple[str, str]]) -> None:
        """Take in accounts that another desk of the unit has and this one has not, or has with a key of before.

        Args:
            data_key: The store's key.
            data: What `carried` gave there.
            standing: Person and public key, hexadecimal, of every key that the unit's journals let sign.

        Raises:
            Refused: `package.damaged`, `key-slots.foreign-key`.
            Unavailable: as `unlock` does.
        """
        roster = self._store.read().roster
        came = carried.read_accounts(data, roster.generation)
        if carried.with_accounts(roster, came, standing) != roster:
            self._store.change(data_key, lambda roster: carried.with_accounts(roster, came, standing))

    def _enrolled(self, roster: Roster, new: NewAccount, data_key: bytes, now: datetime) -> tuple[Roster, Signer]:
        name = account_name(new.account)
        if not name:
            raise Refused("account.nameless")
        if roster.account(name) is not None:
            raise Refused("account.exists", account=name)
        refuse_weak(new.password, roster.rules, name)
        making = self._making(roster, now)
        named = replace(new, account=name)
        homed = self._homes.make(roster, named, self._randbytes)
        return roster.with_account(slots.make_account(making, named, homed, data_key)), homed.signer

    def _making(self, roster: Roster, now: datetime) -> slots.Making:
        moment = attempts.utc(now)
        return slots.Making(roster=roster, argon2=self.terms.argon2, now=moment, randbytes=self._randbytes)


def _refuse_young(slot: AccountSlot, rules: SignInRules, now: datetime) -> None:
    """Refuse to change a password that its owner changed just now; a clock that was set back refuses nobody."""
    if not slot.must_change and timedelta() <= now - slot.password_set < timedelta(hours=rules.hours):
        raise Refused("password.too-young", hours=rules.hours)


def _refuse_used(had: Former, password: str, rules: SignInRules) -> None:
    """Refuse a password that somebody had not long ago; the present one is among those that are kept."""
    if had.holds(password, rules.history + 1):
        raise Refused("password.used-before", count=rules.history)


def _existing(roster: Roster, account: str) -> AccountSlot:
    slot = roster.account(account_name(account))
    if slot is None:
        raise Refused("account.unknown", account=account)
    return slot
