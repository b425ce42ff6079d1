"""What must hold once nothing fails any more: everybody holds the same, nothing is lost or doubled, nothing waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from oa_desktop.domain.exchange.checkpoint import Checkpoint
from oa_desktop.domain.exchange.records import contents_named
from oa_desktop.domain.ids import Digest
from tests.fakes.world import sm3
from tests.rigs.union.faults import disk

if TYPE_CHECKING:
    from tests.fakes.office import FakeOffice
    from tests.rigs.union.world import World


def faults(world: World) -> Iterator[str]:
    """Give what does not hold."""
    held = [one.digest for one in world.records.kept]
    if len(held) != len(set(held)):
        yield "the service holds something twice"
    if not world.acknowledged <= set(held):
        yield "the service lacks what was said to be done"
    for desk in world.desks:
        yield from _of_desk(world, desk, set(held))
    states = [disk(desk).folded for desk in world.desks]
    if any(one != states[0] for one in states):
        yield "desks hold the same and show different states"


def _of_desk(world: World, desk: FakeOffice, held: set[Digest]) -> Iterator[str]:
    name, store = f"desk {world.desks.index(desk) + 1}", disk(desk)
    mine = [one.digest for one in store.kept]
    synced = store.synced(world.unit)
    if len(mine) != len(set(mine)):
        yield f"{name} holds something twice"
    if set(mine) != held:
        yield f"{name} lacks {len(held - set(mine))} and has {len(set(mine) - held)} that the service lacks"
    if synced.checkpoint != Checkpoint().plus(mine):
        yield f"{name} keeps a checkpoint that is not that of what it holds"
    if [*store.arrived(world.unit, synced.pushed)]:
        yield f"{name} has something that waits to be sent"
    if not {*contents_named(store.kept)} <= store.blobs.contents.keys():
        yield f"{name} lacks contents"
    if store.retold and not world.was_put_back:
        yield f"{name} told everything anew, and the service had lost nothing"


def digest(world: World) -> Digest:
    """Return a digest over what happened and what every desk came to: the same for the same seed."""
    held = [[one.digest for one in disk(desk).kept] for desk in world.desks]
    shown = [repr(sorted(disk(desk).folded)) for desk in world.desks]
    return sm3(repr((world.told, held, shown, [one.digest for one in world.records.kept])).encode())
