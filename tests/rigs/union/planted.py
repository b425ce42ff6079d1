"""Faults planted in a desk or the service, which the oracle must find: those that comparable systems are known for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from oa_desktop.domain.entry import SignedEntry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.checkpoint import Checkpoint
from oa_desktop.domain.ids import UnitId
from oa_desktop.domain.verification import StoredEntry
from oa_desktop.office.central.round import Round
from oa_desktop.office.central.service import CentralService
from oa_desktop.office.ports.central import Batch, Taken
from oa_desktop.office.ports.store import Arrived, Step, Synced, unwatched
from tests.rigs.union.faults import CentralDisk, Death, DeskDisk
from tests.rigs.union.world import Parts


class AnswersBeforeItKeeps(CentralService):
    """The service says that it took what is lost when it dies while writing it."""

    def push(self, unit: UnitId, entries: Sequence[StoredEntry]) -> Taken:
        before = self._store.batch(unit, 0, 0).checkpoint
        try:
            return super().push(unit, entries)
        except Death:
            checkpoint = before.plus(one.digest for one in entries)
            return Taken(before=before.count, checkpoint=checkpoint)


class ForgetsWhatItKnew(CentralService):
    """The service knows again what came of late alone: a key of idempotency that expires."""

    _remembered: int = 3

    def push(self, unit: UnitId, entries: Sequence[StoredEntry]) -> Taken:
        kept = self._store.of(unit).kept
        late = {one.digest for one in kept[len(kept) - self._remembered :]}
        old = [one for one in kept if one.digest in {one.digest for one in entries} - late]
        taken = super().push(unit, entries)
        kept += old if len(kept) < 80 else []
        return replace(taken, checkpoint=self._store.of(unit).checkpoint)


class TakesEveryRepeatForNew(ForgetsWhatItKnew):
    """The service knows nothing again."""

    _remembered = 0


class OrdersByClock(CentralDisk):
    """The service gives entries in the order of the time that they claim."""

    def batch(self, unit: UnitId, after: int, most: int) -> Batch:
        self.of(unit).kept.sort(key=lambda one: one.entry.claimed_time)
        return super().batch(unit, after, most)


class KeepsHalfABatch(CentralDisk):
    """The service gives half of what is asked, and the place behind all of it."""

    def batch(self, unit: UnitId, after: int, most: int) -> Batch:
        found = super().batch(unit, after, most)
        return replace(found, entries=found.entries[: (len(found.entries) + 1) // 2])


class CountsApart(CentralDisk):
    """The service keeps its checkpoint apart from its entries: it does not show that it was put back."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = Checkpoint()

    def batch(self, unit: UnitId, after: int, most: int) -> Batch:
        found = super().batch(unit, after, most)
        self._shown = max(self._shown, found.checkpoint, key=lambda one: one.count)
        return replace(found, checkpoint=self._shown)


class CursorBeforeMerge(Round):
    """A desk keeps the place before what lies before it is durable."""

    def _take(self, batch: Batch) -> None:
        self._keep(replace(self._synced, pulled=batch.through))
        super()._take(batch)


class SentBeforeTaken(Round):
    """A desk takes for sent what it only tried to send."""

    def _hand_in(self, arrived: tuple[Arrived, ...]) -> None:
        self._keep(self._synced.with_pushed(arrived))
        self._hand_in_contents(arrived)
        self._central.push(self._unit, [one.stored for one in arrived])


class FromTheBeginning(Round):
    """A desk goes back to place 0 when nothing is there behind its own."""

    def _is_over(self, batch: Batch) -> bool:
        over = super()._is_over(batch)
        self._keep(replace(self._synced, pulled=0 if over else self._synced.pulled))
        return over


class CountsOnly(Round):
    """A desk compares how many entries both hold, and not which."""

    def _is_over(self, batch: Batch) -> bool:
        return not self._arrived() and batch.checkpoint.count == self._synced.checkpoint.count

    def _differs(self, batch: Batch) -> Refused:
        return Refused("central.differs", here=0, there=batch.checkpoint.count)


class ComparesNothing(Round):
    """A desk is content when nothing comes: it goes on with a service that was put back."""

    def _pull(self) -> bool:
        batch = self._central.pull(self._unit, self._synced.pulled, self.at_once)
        if batch.entries:
            self._take(batch)
        return not batch.entries


class DropsWhatIsAbsent(Round):
    """A desk takes for deleted what the service has not."""

    def run(self, step: Step = unwatched) -> Synced:
        there = {one.digest for one in self._central.pull(self._unit, 0, 1_000_000).entries}
        self._store.kept[:] = [one for one in self._store.kept if one.digest in there]
        self._store.index.forget()
        return super().run(step)


class NeverAgain(Round):
    """A desk that cannot go on stops, and nobody may say everything anew."""

    def run(self, step: Step = unwatched) -> Synced:
        return self._until_same(step)


class LeavesContentsBehind(Round):
    """A desk sends entries without the contents that they name."""

    def _hand_in_contents(self, arrived: tuple[Arrived, ...]) -> None:
        """Nothing is handed in."""


class LaterWins(DeskDisk):
    """A desk keeps of two acts on one basis the one that came last."""

    def append(self, entry: SignedEntry) -> None:
        mine = entry.entry
        self.kept[:] = [
            one
            for one in self.kept
            if (one.entry.journal, one.entry.basis) != (mine.journal, mine.basis) or one.entry.device == mine.device
        ]
        self.index.forget()
        super().append(entry)


class SendsByClock(DeskDisk):
    """A desk sends what claims to be younger than what it sent last."""

    def arrived(self, unit: UnitId, after: int) -> Iterator[Arrived]:
        sent = max((one.entry.claimed_time for one in self.kept[:after]), default="")
        return (one for one in super().arrived(unit, after) if one.signed.entry.claimed_time >= sent)


BUGS: Mapping[str, Parts] = {
    "acknowledgement-before-commit": Parts(service=AnswersBeforeItKeeps),
    "idempotency-that-expires": Parts(service=ForgetsWhatItKnew),
    "repeat-taken-as-new": Parts(service=TakesEveryRepeatForNew),
    "order-by-clock": Parts(central=OrdersByClock),
    "half-a-batch": Parts(central=KeepsHalfABatch),
    "checkpoint-apart-from-entries": Parts(central=CountsApart),
    "cursor-before-merge": Parts(round=CursorBeforeMerge),
    "sent-before-taken": Parts(round=SentBeforeTaken),
    "cursor-0-at-the-end": Parts(round=FromTheBeginning),
    "count-without-sum": Parts(round=CountsOnly),
    "put-back-service-ignored": Parts(round=ComparesNothing),
    "delete-on-absence": Parts(round=DropsWhatIsAbsent),
    "never-said-anew": Parts(round=NeverAgain),
    "contents-left-behind": Parts(round=LeavesContentsBehind),
    "later-wins": Parts(desk=LaterWins),
    "outbox-by-clock": Parts(desk=SendsByClock),
}
"""What is made otherwise, by what is wrong with it."""
