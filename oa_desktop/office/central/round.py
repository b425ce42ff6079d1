"""A desk's round with the central service (同步一轮): what is new here goes, what is new there comes, and both count.

Nothing is asked of the person, and no clock decides anything. A round that breaks off is begun again and comes to the
same; a service that was put back to an older copy of itself is told everything anew.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import islice

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.records import contents_named
from oa_desktop.domain.ids import Digest, UnitId
from oa_desktop.office.changes import Changed
from oa_desktop.office.merging import KeptCredentials, Named, Union, joined_by_few, united, wanted_contents
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.central import Batch, Central
from oa_desktop.office.ports.store import Arrived, Keep, Step, Synced, unwatched

_APART = frozenset({"central.differs", "records.missing", "records.faulty", "records.no-contents"})
"""What either side may say where the service has lost what it held: then everything is said anew, once.

It lost keys too, perhaps, and what they signed cannot be proved there.
"""


class Round:
    """One desk of a unit before the service.

    Attributes:
        at_once: Entries that go or come in one request: 8 MB at most.
    """

    at_once = 500

    def __init__(self, office: OpenOffice, central: Central, unit: UnitId) -> None:
        self._office = office
        self._store = office.store
        self._central = central
        self._unit = unit
        self._synced = self._store.synced(unit)
        self._keys = KeptCredentials(office.ports.crypto)

    def run(self, step: Step = unwatched) -> Synced:
        """Go on until both sides hold the same, and return how far that is.

        Args:
            step: Told how many entries came from there so far, of nobody knows how many (0).

        Raises:
            Refused: ``central.differs``: both sides have told each other everything anew, and do not hold the same;
                ``records.*``: what came, or what went, does not hold.
            Unavailable: ``central.away``, ``central.busy``, ``disk.full``; what came so far is kept.
        """
        try:
            return self._until_same(step)
        except Refused as refused:
            if refused.code not in _APART:
                raise
        self._keep(Synced())
        return self._until_same(step)

    def _until_same(self, step: Step) -> Synced:
        while self._push() or not self._pull():
            step(self._synced.pulled, 0)
        return self._synced

    # --- what is new here

    def _push(self) -> bool:
        """Hand in some of what is new here; return whether there was anything."""
        arrived = self._arrived()
        if arrived:
            self._hand_in(arrived)
        return bool(arrived)

    def _hand_in(self, arrived: tuple[Arrived, ...]) -> None:
        self._hand_in_contents(arrived)
        taken = self._central.push(self._unit, [one.stored for one in arrived])
        synced = self._synced.with_pushed(arrived)
        alone = taken.before == synced.pulled and taken.checkpoint.count == taken.before + len(arrived)
        self._keep(replace(synced, pulled=taken.checkpoint.count) if alone else synced)

    def _hand_in_contents(self, arrived: tuple[Arrived, ...]) -> None:
        here = {one for one in contents_named(one.signed for one in arrived) if self._store.blobs.has(one)}
        for digest in sorted(self._central.lacking(self._unit, here)) if here else ():
            self._central.keep(self._unit, digest, BytesIO(self._store.blobs.read(digest)))

    def _arrived(self) -> tuple[Arrived, ...]:
        return tuple(islice(self._store.arrived(self._unit, self._synced.pushed), self.at_once))

    # --- what is new there

    def _pull(self) -> bool:
        """Take in some of what is new there; return whether there was nothing, and both hold the same.

        Raises:
            Refused: ``central.differs``, also where the service holds less than it said before, or leads nowhere.
        """
        batch = self._central.pull(self._unit, self._synced.pulled, self.at_once)
        if batch.checkpoint.count < self._synced.pulled or (batch.entries and batch.through <= self._synced.pulled):
            raise self._differs(batch)
        if batch.entries:
            self._take(batch)
            return False
        return self._is_over(batch)

    def _take(self, batch: Batch) -> None:
        """Take in what came, with its contents, whole or not at all."""
        with self._store.blobs.for_one_act() as keep:
            for digest in sorted(self._lacking(batch)):
                self._fetch(digest, keep)
            changed = self._merge(batch)
        if changed is not None:
            self._office.announce(changed)

    def _lacking(self, batch: Batch) -> set[Digest]:
        """Return the contents that what came names and that are not here; nothing of it is believed yet."""
        named = Named()
        for union in joined_by_few(self._store, self._office.ports.crypto, self._unit, [batch.entries]):
            named.add(union)
        return named.lacking(self._store)

    def _fetch(self, digest: Digest, keep: Keep) -> None:
        content = BytesIO()
        self._central.read_into(self._unit, digest, content)
        keep(content.getvalue())

    def _merge(self, batch: Batch) -> Changed | None:
        with self._office.lock:
            union = united(self._store, self._office.ports.crypto, self._unit, batch.entries, self._keys)
            wanted_contents(self._store, union, frozenset())
            told_all = not self._arrived()
            changed = self._office.recorder.merge((union,))
            synced = replace(self._synced, pulled=batch.through)
            self._keep(synced.with_pushed(self._new(union)) if told_all else synced)
        return changed

    def _new(self, union: Union) -> tuple[Arrived, ...]:
        return tuple(islice(self._store.arrived(self._unit, self._synced.pushed), len(union.new)))

    # --- both

    def _is_over(self, batch: Batch) -> bool:
        """Whether neither side has anything that the other lacks.

        Raises:
            Refused: ``central.differs``.
        """
        if self._arrived():
            return False
        if batch.checkpoint != self._synced.checkpoint:
            raise self._differs(batch)
        return True

    def _differs(self, batch: Batch) -> Refused:
        return Refused("central.differs", here=self._synced.checkpoint.count, there=batch.checkpoint.count)

    def _keep(self, synced: Synced) -> None:
        self._synced = synced
        self._store.keep_synced(self._unit, synced)
