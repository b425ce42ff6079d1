"""What is projected of a document before a change: its line, and so what of it need not be written again."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from oa_desktop.domain.ids import DossierId
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.tables import dossiers


class Before(NamedTuple):
    """What is projected of a dossier before the change."""

    row: int
    position: int
    title: str
    number: str
    incoming: bool
    numbered: bool
    concluded: bool
    parties: int
    unread: int
    flow: str | None


_BEFORE = Prepared(
    select(*(dossiers.c[name] for name in Before._fields)).where(dossiers.c.id == bindparam("id")),
)


def read_before(connection: Connection, dossier: DossierId) -> Before | None:
    """Return what is projected of a dossier; None for one that is new."""
    found = _BEFORE.one(connection, {"id": dossier})
    return Before(*found) if found else None
