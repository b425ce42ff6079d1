"""Documents of which something waits for a second person (双人), within a sight."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, select

from oa_desktop.domain.sight import Sight
from oa_desktop.office import queries as q
from oa_desktop.storage.sight import within
from oa_desktop.storage.tables import dossiers

_D = dossiers.c


def asked(connection: Connection, _query: q.AskedForTwo, sight: Sight) -> tuple[q.AskedForTwoRow, ...]:
    """Return the documents of which something waits, the oldest first."""
    if not sight.person:
        return ()
    return tuple(q.AskedForTwoRow(**one._mapping) for one in connection.execute(_statement(sight)))


@lru_cache(maxsize=256)
def _statement(sight: Sight) -> Select[Any]:
    found = select(_D.id.label("dossier"), _D.title, _D.number)
    return found.where(_D.unit == sight.unit, _D.asked > 0, within(sight)).order_by(_D.row)
