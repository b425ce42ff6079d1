"""Which rights there were at every place of the organisation journal (任职): posts, roles, delegations.

Whether somebody had the right to an act is asked of the journal as far as the act names it, not of its end.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

from oa_desktop.domain.actions.seconding import Answer, AnyAnswer
from oa_desktop.domain.authority import authorised
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import DeviceId, EntryId
from oa_desktop.domain.journal import Placed, Reach
from oa_desktop.domain.units import charter, seconding
from oa_desktop.domain.units.organisation import Organisation

_SECONDED = {
    code.rpartition(".")[2]: code
    for code in (
        *("seconded.nothing-asked", "seconded.other-entry", "seconded.not-yours"),
        *("seconded.same-person", "seconded.role"),
    )
}
"""What verification says of an answer that does not count, by why it would be refused at the door."""
_Seen: TypeAlias = frozenset[tuple[DeviceId, int]]


class Tenure:
    """A unit after every entry of its organisation journal.

    Attributes:
        organisation: What the whole journal comes to.
        unauthorised: Entries of the journal whose writer's post lacked the role where they stand.
        seconded: Rules by which entries of the journal that answer what was asked for (双人) do not count.
    """

    def __init__(self, placed: Iterable[Placed], key_id_of: charter.KeyIdOf) -> None:
        self._entries = tuple(one.entry for one in placed)
        self._key_id_of = key_id_of
        self._after: dict[_Seen, Organisation] = {frozenset(): Organisation()}
        self._seen_by = cache(self._find)
        self._asked: dict[EntryId, Entry] = {}
        self.seconded: dict[EntryId, str] = {}
        self.organisation, self.unauthorised = self._follow()

    def allows(self, entry: Entry, seen: Reach) -> bool:
        """Whether an entry of another journal had the right where its writer had seen this one so far."""
        return authorised(self._seen_by(frozenset(seen.items())), entry)

    def fault_of_answer(self, asked: Entry | None, action: AnyAnswer, entry: Entry, seen: Reach) -> str:
        """Return the rule by which an answer in another journal does not count, empty where it does.

        Args:
            asked: What it answers, None where its journal has no such entry.
            action: What it says.
            entry: The answer.
            seen: How far its writer had seen the organisation journal.
        """
        return _fault_of_answer(self._seen_by(frozenset(seen.items())), asked, action, entry, self._key_id_of)

    def _follow(self) -> tuple[Organisation, frozenset[EntryId]]:
        organisation, unauthorised = Organisation(), set()
        reached: dict[DeviceId, int] = {}
        for entry in self._entries:
            if not authorised(organisation, entry):
                unauthorised.add(entry.id)
            self._answer(organisation, entry)
            organisation = charter.advance(organisation, entry, self._key_id_of)
            reached[entry.device] = entry.seq
            self._after[frozenset(reached.items())] = organisation
        return organisation, frozenset(unauthorised)

    def _answer(self, organisation: Organisation, entry: Entry) -> None:
        """Note what is asked for, and what stands against an answer to it; one that comes second is no fault."""
        if seconding.needs_second(organisation, entry):
            self._asked[entry.id] = entry
        action = read_action(entry)
        if not isinstance(action, Answer):
            return
        fault = _fault_of_answer(organisation, self._asked.get(action.asked), action, entry, self._key_id_of)
        if fault:
            self.seconded[entry.id] = fault

    def _find(self, seen: _Seen) -> Organisation:
        return self._after[seen] if seen in self._after else self._folded(dict(seen))

    def _folded(self, seen: Reach) -> Organisation:
        """Return the unit that a part of the journal comes to which no prefix of the one order is."""
        organisation = Organisation()
        for entry in self._entries:
            if seen.get(entry.device, 0) >= entry.seq:
                organisation = charter.advance(organisation, entry, self._key_id_of)
        return organisation


def _fault_of_answer(
    organisation: Organisation, asked: Entry | None, action: AnyAnswer, entry: Entry, key_id_of: charter.KeyIdOf
) -> str:
    fault = "nothing-asked"
    if asked is not None:
        fault = seconding.fault_of_answer(organisation, asked, action, entry.actor, key_id_of)
    return _SECONDED[fault.rpartition(".")[2]] if fault else ""
