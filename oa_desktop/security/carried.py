"""Accounts carried to another desk of the unit (账号随带): their slots, locked as they lie beside the store.

Every slot stays wrapped under its owner's password and bound to the store, which is one at all desks of a unit.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field, replace

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.errors import Refused
from oa_desktop.security.slotfile import AccountSlot, Roster


@dataclass(frozen=True, slots=True, kw_only=True)
class _Carried:
    accounts: tuple[AccountSlot, ...]
    generation: str = field(default="", metadata={codec.LATER: True})


def write_accounts(roster: Roster) -> bytes:
    """Return the slots of all accounts as they are carried."""
    return canonical.encode(codec.to_json(_Carried(accounts=roster.accounts, generation=roster.generation)))


def read_accounts(data: bytes, generation: str = "") -> tuple[AccountSlot, ...]:
    """Return the slots that were carried; nothing of them is believed yet.

    A desk whose store key is another one (``generation``) has none that could be opened here.

    Raises:
        Refused: `package.damaged`.
    """
    try:
        found = codec.from_json(_Carried, canonical.decode(data))
    except ValueError:
        raise Refused("package.damaged", part="accounts.json") from None
    return found.accounts if found.generation == generation else ()


def with_accounts(roster: Roster, came: Iterable[AccountSlot], standing: Set[tuple[str, str]]) -> Roster:
    """Return the roster with the accounts that are new here, or whose owner has another key by now.

    An account whose key still stands keeps its slot: the password that was chosen at this desk goes on holding here.

    Args:
        roster: The accounts here.
        came: Those that were carried here.
        standing: Person and public key, hexadecimal, of every key that the unit's journals let sign.
    """
    for slot in came:
        here = roster.account(slot.account)
        new = here is None or (here.person == slot.person and here.owned not in standing)
        if new and slot.owned in standing:
            roster = roster.with_account(slot if here is None else replace(slot, account=here.account))
    return roster
