"""How far this desk and the central service have told each other what they hold (同步进度): a row for each unit."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, insert, select

from oa_desktop.domain.exchange.checkpoint import Checkpoint
from oa_desktop.domain.ids import UnitId
from oa_desktop.office.ports.store import Synced
from oa_desktop.storage.tables import syncing

_OF_UNIT = select(syncing).where(syncing.c.unit == bindparam("of_unit"))
_FORGET = delete(syncing).where(syncing.c.unit == bindparam("of_unit"))
_KEEP = insert(syncing)


def read(connection: Connection, unit: UnitId) -> Synced:
    """Return how far they have, of a unit; the beginning where nothing was kept."""
    row = connection.execute(_OF_UNIT, {"of_unit": unit}).one_or_none()
    if row is None:
        return Synced()
    return Synced(pushed=row.pushed, pulled=row.pulled, checkpoint=Checkpoint(count=row.held, total=row.total))


def keep(connection: Connection, unit: UnitId, synced: Synced) -> None:
    """Keep how far they have in the place of what was kept."""
    here = synced.checkpoint
    connection.execute(_FORGET, {"of_unit": unit})
    connection.execute(
        _KEEP,
        {"unit": unit, "pushed": synced.pushed, "pulled": synced.pulled, "held": here.count, "total": here.total},
    )
