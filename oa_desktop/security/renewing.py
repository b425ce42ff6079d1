"""Another data key for a store (更换存储密钥): every slot comes to it, and what the one before opens is void.

Nobody's password is needed but that of whoever asks: each slot has a public key, made with its password, for which the
new key is encrypted. An older copy of the slot file holds another pair, or the same one under a password that still
holds; a former password opens nothing of a slot that was made with a later one.
"""

from collections.abc import Callable, Set
from dataclasses import replace

from oa_desktop.security import former, slots
from oa_desktop.security.sealing import subkey, unwrap, wrap
from oa_desktop.security.slotfile import AccountSlot, MachineSlot, Roster
from oa_desktop.security.sm2_encryption import EXCHANGE, Opener, encrypt, private_of

RandomBytes = Callable[[int], bytes]
Owners = Set[tuple[str, str]]
"""Accounts by person and public key, hexadecimal."""
_GENERATION, _GENERATION_DIGITS = "generation", 16


def left_out(roster: Roster, gone: Owners) -> tuple[str, ...]:
    """Return the accounts that no new key can be put into: nobody has signed in to them since slots can take one.

    Whoever is not to open the store any more is not among them.
    """
    return tuple(one.account for one in roster.accounts if not one.opener and one.owned not in gone)


def renewed(roster: Roster, old: bytes, new: bytes, gone: Owners, randbytes: RandomBytes) -> Roster:
    """Return the slots of a store whose data key is another from now on.

    The recovery code and the slots of devices are void: what opens them is not here. Machine and exchange key stay,
    so that other units and former backups know whom they have before them.

    Args:
        roster: The slots of before.
        old: The data key of before.
        new: The one from now on.
        gone: Accounts that are not to open the store any more.
        randbytes: Randomness.

    Raises:
        WrongKey: the old key is not this store's.
        Unavailable: there is no usable libcrypto.
    """
    private = exchange_private(roster, old)
    return replace(
        roster,
        accounts=tuple(
            _account(roster, one if one.owned not in gone else replace(one, opener=""), old, new, randbytes)
            for one in roster.accounts
        ),
        machine=_machine(roster, old, new, randbytes),
        recovery=None,
        devices=(),
        generation=subkey(new, _GENERATION).hex()[:_GENERATION_DIGITS],
        exchange=wrap(subkey(new, EXCHANGE), private, roster.bound("", EXCHANGE), randbytes).hex(),
    )


def exchange_private(roster: Roster, data_key: bytes) -> bytes:
    """Return the private exchange key of a store (PKCS#8): that of before the first renewal.

    Raises:
        WrongKey: the data key is not this store's.
    """
    if not roster.exchange:
        return private_of(data_key, EXCHANGE)
    return unwrap(subkey(data_key, EXCHANGE), bytes.fromhex(roster.exchange), roster.bound("", EXCHANGE))


def exchange_of(roster: Roster, data_key: bytes) -> Opener:
    """Return the exchange key of a store.

    Raises:
        WrongKey: the data key is not this store's.
    """
    return Opener(exchange_private(roster, data_key))


def _account(roster: Roster, slot: AccountSlot, old: bytes, new: bytes, randbytes: RandomBytes) -> AccountSlot:
    came = encrypt(bytes.fromhex(slot.opener), new).hex() if slot.opener else ""
    had, bound = slot.former, roster.bound(slot.account, slots.FORMER)
    if had:
        had = former.sealed(former.unsealed(had, old, bound), new, bound, randbytes)
    return replace(slot, data_key="", renewed=came, former=had)


def _machine(roster: Roster, old: bytes, new: bytes, randbytes: RandomBytes) -> MachineSlot | None:
    if roster.machine is None:
        return None
    bound = roster.bound("", slots.MACHINE)
    private = unwrap(subkey(old, slots.MACHINE), bytes.fromhex(roster.machine.signing_key), bound)
    return replace(roster.machine, signing_key=wrap(subkey(new, slots.MACHINE), private, bound, randbytes).hex())
