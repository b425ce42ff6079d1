"""What new entries rest on (承前): all that has to be looked at of what was proved before, to judge what follows it.

A journal that was proved stays proved whatever comes behind it. A new entry follows on a few entries that it names;
what one rule asks of many at once (numbers, rights, what was destroyed) is read whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.auditing import WitnessHeads
from oa_desktop.domain.actions.numbers import TakeNumber, TakeNumberByHand
from oa_desktop.domain.actions.seconding import AnswerSecond
from oa_desktop.domain.enrolled_keys import Place
from oa_desktop.domain.entry import Entry, Head
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import EntryId, JournalId, archive_of, dossier_journal, organisation_of


@dataclass(slots=True)
class RestsOn:
    """What of one journal has to be looked at.

    Attributes:
        places: Places of chains that are named; whether anything stands there is to be seen.
        ids: Entries that are named, and ids that nothing else may have.
        whole: Whether all of it.
    """

    places: set[Place] = field(default_factory=set)
    ids: set[EntryId] = field(default_factory=set)
    whole: bool = False

    def within(self, heads: Iterable[Head]) -> set[Place]:
        """Return the places that are here where the chains end at these heads, and the heads' own."""
        ends = {one.device: one.seq for one in heads}
        here = {one for one in self.places if one.seq <= ends.get(one.device, 0)}
        return here | {Place(device=device, seq=seq) for device, seq in ends.items()}


def rests_on(entries: Iterable[Entry]) -> Mapping[JournalId, RestsOn]:
    """Return what entries rest on, by journal; their own places and ids are among it."""
    found: defaultdict[JournalId, RestsOn] = defaultdict(RestsOn)
    for one in entries:
        own = found[one.journal]
        own.ids.add(one.id)
        own.places.update(_places(one))
        own.whole |= one.kind in _TAKES or bool(archive_of(one.journal) or organisation_of(one.journal))
        if one.kind in _NAMING:
            _look_further(found, one)
    return found


def _places(entry: Entry) -> Iterator[Place]:
    yield from (Place(device=entry.device, seq=seq) for seq in (entry.seq - 1, entry.seq))
    yield from (Place(device=one.device, seq=one.seq) for one in entry.basis)


def _look_further(found: defaultdict[JournalId, RestsOn], entry: Entry) -> None:
    """Add what an act names beside what it follows on."""
    action = read_action(entry)
    if isinstance(action, AnswerSecond):
        found[entry.journal].ids.add(action.asked)
    elif isinstance(action, TakeNumber):
        found[dossier_journal(action.dossier)].whole = True
    elif isinstance(action, WitnessHeads):
        for one in action.seen:
            found[one.journal].places.update(Place(device=head.device, seq=head.seq) for head in one.heads)


_TAKES = frozenset(DECLARATIONS[one].kind for one in (TakeNumber, TakeNumberByHand))
_NAMING = _TAKES | {DECLARATIONS[one].kind for one in (AnswerSecond, WitnessHeads)}
