"""利用登记: who asked to read what, who granted it, until when, and whether it may be read now.

A reading opens one item to one person and changes nothing that anybody else may know. It is judged each time by what
is recorded and by the day; whatever was not granted looks the same to whoever asked, for whatever reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.reading import (
    ApproveReading,
    EndReading,
    GrantReading,
    ReadingAction,
    RequestReading,
)
from oa_desktop.domain.archives.growing import with_new
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import EntryId, PersonId
from oa_desktop.domain.secrecy.classification import Secrecy

LONGEST = 300
"""Characters of what is sought, and of a purpose."""


class ReadingState(StrEnum):
    """How a request stands."""

    ASKED = "待答复"
    AWAITS_LEADER = "待批准"
    OPEN = "可以阅览"
    OVER = "已到期"
    ENDED = "已归还"
    DECLINED = "没有提供"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """利用: a request, and what came of it.

    Attributes:
        entry: The entry that asked.
        act: What was asked.
        person: Who asked.
        time: When, claimed.
        grant: What was granted; None while nothing is.
        granter: Who granted it.
        leader: Who approved it; empty while nobody has.
        ended: How it ended; None while it has not.
        ender: Who ended it.
        end: When, claimed.
    """

    entry: EntryId
    act: RequestReading
    person: PersonId
    time: str
    grant: GrantReading | None = None
    granter: PersonId = PersonId("")
    leader: PersonId = PersonId("")
    ended: EndReading | None = None
    ender: PersonId = PersonId("")
    end: str = ""

    @property
    def awaits_leader(self) -> bool:
        """Whether a leader has to approve it yet: what is marked is not opened by one person."""
        return self.grant is not None and self.grant.secrecy > Secrecy.OPEN and not self.leader

    @property
    def is_ready(self) -> bool:
        """Whether everybody agreed whose word it needs, and it did not end."""
        return self.grant is not None and not self.awaits_leader and self.ended is None

    def stands(self, day: str) -> ReadingState:
        """Return how it stands on a day, ISO."""
        if self.ended is not None:
            was_open = self.grant is not None and not self.awaits_leader
            return ReadingState.ENDED if was_open else ReadingState.DECLINED
        if self.grant is None:
            return ReadingState.ASKED
        if self.awaits_leader:
            return ReadingState.AWAITS_LEADER
        return ReadingState.OPEN if day <= self.grant.until else ReadingState.OVER


Readings = Mapping[EntryId, Reading]
"""The readings of a register by the entry that asked."""


def advanced(readings: Readings, action: Action, entry: EntryId, person: PersonId, time: str) -> Readings:
    """Return the readings after an act; one that is about none, or comes too late, changes nothing."""
    if isinstance(action, RequestReading):
        return with_new(readings, {entry: Reading(entry=entry, act=action, person=person, time=time)})
    found = readings.get(action.reading) if isinstance(action, ReadingAction) else None
    change = _CHANGES.get(type(action))
    if found is None or change is None or found.ended is not None:
        return readings
    return with_new(readings, {found.entry: change(found, action, person, time)})


def _granted(reading: Reading, action: GrantReading, person: PersonId, _: str) -> Reading:
    """Return a granted reading; nobody grants their own, and none is granted twice."""
    own = person == reading.person or reading.grant is not None
    return reading if own else replace(reading, grant=action, granter=person)


def _approved(reading: Reading, _: ApproveReading, person: PersonId, __: str) -> Reading:
    """Return an approved reading; who asked and who granted are not the second person."""
    own = person in (reading.person, reading.granter)
    return replace(reading, leader=person) if reading.awaits_leader and not own else reading


def _ended(reading: Reading, action: EndReading, person: PersonId, time: str) -> Reading:
    return replace(reading, ended=action, ender=person, end=time)


_CHANGES: Mapping[type[Action], Callable[[Reading, Any, PersonId, str], Reading]] = {
    GrantReading: _granted,
    ApproveReading: _approved,
    EndReading: _ended,
}


# --- what a register allows now -------------------------------------------------------------------------------------


def refuse_reading(readings: Readings, action: Action) -> None:
    """Refuse an act on readings that does not fit how they stand.

    Raises:
        Refused: ``reading.unsaid``, ``reading.long``, ``reading.unknown``, ``reading.ended``, ``reading.granted``,
            ``reading.nothing-to-approve``, ``date.no-day``.
    """
    if isinstance(action, RequestReading):
        _refuse_words(action)
    elif isinstance(action, ReadingAction):
        _refuse_state(known_reading(readings, action.reading), action)


def known_reading(readings: Readings, reading: EntryId) -> Reading:
    """Return a reading that was asked for.

    Raises:
        Refused: ``reading.unknown``.
    """
    found = readings.get(reading)
    if found is None:
        raise Refused("reading.unknown")
    return found


def _refuse_words(action: RequestReading) -> None:
    for label, words in (("要找的档案", action.sought), ("利用目的", action.purpose)):
        if not words.strip():
            raise Refused("reading.unsaid", label=label)
        if len(words) > LONGEST:
            raise Refused("reading.long", label=label, most=LONGEST)


def _refuse_state(reading: Reading, action: ReadingAction) -> None:
    if reading.ended is not None:
        raise Refused("reading.ended")
    if isinstance(action, GrantReading):
        if reading.grant is not None:
            raise Refused("reading.granted")
        if read_iso(action.until) is None:
            raise Refused("date.no-day", text=action.until)
    if isinstance(action, ApproveReading) and not reading.awaits_leader:
        raise Refused("reading.nothing-to-approve")
