"""Keys that stand for a store and its machines, and for nobody (库的密钥): machine, printed recovery code, device.

What each opens, and that no person's signing key is among it, stands in `keyslots`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.office.ports.keys import Reached
from oa_desktop.security import slots
from oa_desktop.security.accounts import MadeRecovery, Recovered
from oa_desktop.security.device_vault import DeviceVault
from oa_desktop.security.renewing import exchange_of
from oa_desktop.security.sealing import WrongKey
from oa_desktop.security.signer import Signer
from oa_desktop.security.slotfile import Roster, SlotFile, is_proved
from oa_desktop.security.slotstore import SlotStore
from oa_desktop.security.sm2_encryption import Opener


class StoreKeys:
    """The slots of one store that belong to no account."""

    def __init__(self, store: SlotStore, randbytes: Callable[[int], bytes]) -> None:
        self._store = store
        self._randbytes = randbytes

    def machine_signer(self, data_key: bytes) -> Signer:
        """Return the signer of this machine, for what the program itself signs.

        Raises:
            Refused: `key-slots.foreign-key`, the data key is not this store's.
            Unavailable: `key-slots.damaged` and the like.
        """
        file = self._store.read()
        machine = file.roster.machine
        if machine is None or not is_proved(file, data_key):
            raise Refused("key-slots.foreign-key")
        return slots.open_machine(file.roster, machine, data_key)

    def renew_machine(self, data_key: bytes) -> None:
        """Give this copy of the store a machine's signing key of its own.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: as `KeySlots.unlock` does.
        """

        def renewed(roster: Roster) -> Roster:
            return replace(roster, machine=slots.make_machine(roster, data_key, self._randbytes))

        self._store.change(data_key, renewed)

    @property
    def reached(self) -> tuple[Reached, ...]:
        """How far the journals had come when that was kept last."""
        return self._store.read().roster.reached

    def keep_reached(self, data_key: bytes, reached: tuple[Reached, ...]) -> None:
        """Keep how far the journals have come; nothing is written where that is so already.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: as `KeySlots.unlock` does.
        """
        if self.reached != reached:
            self._store.change(data_key, lambda roster: replace(roster, reached=reached))

    def note_trouble(self, code: str) -> None:
        """Count that the store did not open, for the next time when it does.

        Raises:
            Unavailable: as `KeySlots.unlock` does.
        """
        self._store.note_trouble(code)

    def tell_troubles(self) -> dict[str, int]:
        """Return why the store did not open and how often; from now on it counts as told.

        Raises:
            Unavailable: as `KeySlots.unlock` does.
        """
        return self._store.tell_troubles()

    def exchange(self, data_key: bytes) -> Opener:
        """Return the exchange key of the store.

        Raises:
            Refused: `key-slots.foreign-key`, the data key is not this store's.
            Unavailable: `key-slots.damaged` and the like.
        """
        try:
            return exchange_of(self._store.read().roster, data_key)
        except WrongKey as error:
            raise Refused("key-slots.foreign-key") from error

    def recover(self, code: str) -> Recovered:
        """Return what the printed recovery code opens: the data key, and no person's signing key.

        Raises:
            Refused: `sign-in.wrong-recovery-code`.
            Unavailable: `key-slots.damaged` and the like.
        """
        file = self._store.read()
        try:
            if file.roster.recovery is None:
                raise WrongKey
            opened = slots.open_recovery(file.roster, file.roster.recovery, code)
        except WrongKey as error:
            raise Refused("sign-in.wrong-recovery-code") from error
        proved(file, opened.data_key)
        return opened

    def renew_recovery(self, data_key: bytes) -> MadeRecovery:
        """Replace the recovery slot and return the new code to print; the old code opens nothing any more.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: as `KeySlots.unlock` does.
        """
        yielded: list[MadeRecovery] = []

        def renewed(roster: Roster) -> Roster:
            slot, made = slots.make_recovery(roster, data_key, self._randbytes)
            yielded.append(made)
            return replace(roster, recovery=slot)

        self._store.change(data_key, renewed)
        return yielded[-1]

    def enrol_device(self, data_key: bytes, device: str, vault: DeviceVault) -> None:
        """Let this machine open the data key by its own key store, without a password and without a signer.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: `device-vault.unavailable`, and as `KeySlots.unlock` does.
        """

        def enrolled(roster: Roster) -> Roster:
            slot, key = slots.make_device(roster, device, data_key, self._randbytes)
            vault.put(_vault_name(roster, device), key)
            others = tuple(one for one in roster.devices if one.device != device)
            return replace(roster, devices=(*others, slot))

        self._store.change(data_key, enrolled)

    def unlock_by_device(self, device: str, vault: DeviceVault) -> bytes:
        """Return the data key that this machine's key store opens.

        Raises:
            Refused: `sign-in.device-unknown`, the machine is not enrolled or its key is gone.
            Unavailable: `device-vault.unavailable`, `key-slots.damaged` and the like.
        """
        file = self._store.read()
        slot = file.roster.device(device)
        key = vault.get(_vault_name(file.roster, device))
        try:
            if slot is None or key is None:
                raise WrongKey
            data_key = slots.open_device(file.roster, slot, key)
        except WrongKey as error:
            raise Refused("sign-in.device-unknown") from error
        return proved(file, data_key)

    def remove_device(self, data_key: bytes, device: str, vault: DeviceVault) -> None:
        """Take a machine's slot away and forget its key.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: `device-vault.unavailable`, and as `KeySlots.unlock` does.
        """

        def reduced(roster: Roster) -> Roster:
            return replace(roster, devices=tuple(one for one in roster.devices if one.device != device))

        self._store.change(data_key, reduced)
        vault.remove(_vault_name(self._store.read().roster, device))


def _vault_name(roster: Roster, device: str) -> str:
    return f"{roster.realm}/{roster.store_id}/{device}"


def proved(file: SlotFile, data_key: bytes) -> bytes:
    """Return the data key once it is shown that its holders left the roster like this."""
    if not is_proved(file, data_key):
        raise Unavailable("key-slots.damaged")
    return data_key
