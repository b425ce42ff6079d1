"""The slots of keys that people hold together (双人保管): made and opened with all of them present."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import KeyId
from oa_desktop.office.ports.keys import Credentials, OpenedTogether
from oa_desktop.security import heldkeys
from oa_desktop.security.heldkeys import Holder
from oa_desktop.security.sealing import WrongKey
from oa_desktop.security.signer import Signer, key_id_of
from oa_desktop.security.slotfile import Roster
from oa_desktop.security.slotstore import SlotStore

Present = Callable[[Sequence[Credentials], datetime, ExitStack], tuple[list[Holder], bytes]]
"""Opens the accounts of those who are present; returns them and the store's key.

What it opened is let go of at the end of the given stack, which whoever succeeds empties before.
"""


class HeldSlots:
    """The slots of one store that several people open together."""

    def __init__(self, store: SlotStore, present: Present, randbytes: Callable[[int], bytes]) -> None:
        self._store = store
        self._present = present
        self._randbytes = randbytes

    def hold(self, holders: Sequence[Credentials], now: datetime) -> OpenedTogether:
        """Make a signing key that people hold together, all of them present; one alone may hold one, too.

        Raises:
            Refused: as `KeySlots.unlock` does for each of them; `held-key.same-person` where two of them are one.
            Unavailable: as `KeySlots.unlock` does.
        """
        made: list[Signer] = []
        with ExitStack() as refused:
            people, data_key = self._present(holders, now, refused)

            def extended(roster: Roster) -> Roster:
                held, signer = heldkeys.make(roster, people, self._randbytes)
                made.append(signer)
                return replace(roster, held=(*roster.held, held))

            self._store.change(data_key, extended)
            refused.pop_all()
        return heldkeys.together(made[-1], people)

    def open(self, key: KeyId, holders: Sequence[Credentials], now: datetime) -> OpenedTogether:
        """Open a key that people hold together, all of them present.

        Raises:
            Refused: as `hold` does; `held-key.unknown`, `held-key.not-theirs`.
            Unavailable: as `KeySlots.unlock` does.
        """
        with ExitStack() as refused:
            people, _data_key = self._present(holders, now, refused)
            opened = self._opened(key, people)
            refused.pop_all()
        return heldkeys.together(opened, people)

    def _opened(self, key: KeyId, people: Sequence[Holder]) -> Signer:
        roster = self._store.read().roster
        held = next((one for one in roster.held if key_id_of(bytes.fromhex(one.public_key)) == key), None)
        if held is None:
            raise Refused("held-key.unknown")
        try:
            return heldkeys.open_held(roster, held, people)
        except WrongKey as error:
            raise Refused("held-key.not-theirs") from error
