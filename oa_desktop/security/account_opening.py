"""Opening an account (开锁): the attempt is counted, the password tried, the signing key fetched from where it lies.

An account that does not exist costs the same time and gets the same refusals.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime

from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.domain.realms import Realm
from oa_desktop.office.ports.keys import Credentials
from oa_desktop.security import attempts, slots
from oa_desktop.security.accounts import Terms
from oa_desktop.security.attempts import Attempts
from oa_desktop.security.heldkeys import Holder
from oa_desktop.security.key_homes import Homed, KeyHomes
from oa_desktop.security.sealing import WrongKey
from oa_desktop.security.slotfile import AccountSlot, Roster
from oa_desktop.security.slotstore import SlotStore, account_name
from oa_desktop.security.store_keys import proved


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a right password opened."""

    counted: Attempts
    roster: Roster
    slot: AccountSlot
    secrets: slots.Secrets = field(repr=False)


class AccountOpening:
    """What opens the accounts of one file of key slots.

    Args:
        store: The file.
        homes: Where signing keys lie.
        terms: What a derivation costs.
    """

    def __init__(self, store: SlotStore, homes: KeyHomes, terms: Terms) -> None:
        self._store = store
        self._homes = homes
        self._terms = terms

    def open(self, account: str, password: str, now: datetime) -> Opened:
        """Count an attempt and make it."""
        counted = self._store.count_attempt(account, now)
        file = self._store.read()
        slot = file.roster.account(account_name(account))
        try:
            if slot is None:
                slots.spend_as_much(self._terms.argon2, password)
                raise WrongKey
            opened = slots.open_account(file.roster, slot, password)
        except WrongKey:
            raise attempts.failure(counted, file.roster.rules) from None
        except Refused:
            self._store.take_back(account, counted)
            raise
        proved(file, opened.data_key)
        return Opened(counted=counted, roster=file.roster, slot=slot, secrets=opened)

    def signing(self, account: str, password: str, pin: str, now: datetime) -> tuple[Opened, Homed]:
        """Open an account and its signing key; where only the latter fails, no failed password is counted."""
        opened = self.open(account, password, now)
        try:
            return opened, self._homes.open(opened.roster, opened.slot, opened.secrets.sealed, pin)
        except OfficeError:
            self._store.take_back(account, opened.counted)
            raise

    def present(self, holders: Sequence[Credentials], now: datetime, refused: ExitStack) -> tuple[list[Holder], bytes]:
        """Open the accounts of those who are present; return them and the data key."""
        people: list[Holder] = []
        there: list[AccountSlot] = []
        for one in holders:
            opened, homed = self.signing(one.account, one.password, one.pin, now)
            refused.callback(homed.signer.forget)
            people.append(Holder(person=opened.slot.person, own=homed.own, signer=homed.signer))
            there.append(opened.slot)
        for one in holders:
            self._store.forget_attempts(one.account)
        self._refuse_present(there)
        return people, opened.secrets.data_key

    def _refuse_present(self, there: Sequence[AccountSlot]) -> None:
        """Refuse one who stands there twice, and whose password somebody else chose: practice publishes its own."""
        if len({one.person for one in there}) != len(there):
            raise Refused("held-key.same-person")
        for one in there:
            if one.must_change and self._store.realm == Realm.OFFICIAL:
                raise Refused("held-key.password-of-another", account=one.account)
