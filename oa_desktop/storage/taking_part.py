"""Who has taken part in a document, in the tables: what of it they have yet to read, and where it stands for them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, insert, select, update

from oa_desktop.domain.dossier import ENDED, Dossier
from oa_desktop.storage.before import Before
from oa_desktop.storage.tables import parties

_OF_DOCUMENT = parties.c.dossier == bindparam("of_row")
_KNOWN = select(parties.c.person).where(_OF_DOCUMENT)
_NEW = insert(parties)
_CHANGE = update(parties).where(_OF_DOCUMENT)
_MARK_DONE = _CHANGE.values(done=bindparam("new_done"))
_MARK_BOOKS = _CHANGE.values(incoming=bindparam("new_incoming"), numbered=bindparam("new_numbered"))
_MARK_READ = _CHANGE.where(parties.c.unread > 0).values(unread=0)
_MARK_UNREAD = _CHANGE.where(parties.c.person.in_(bindparam("people", expanding=True))).values(
    unread=bindparam("new_unread")
)


def project_parties(connection: Connection, dossier: Dossier, row: int, position: int, before: Before | None) -> None:
    """Bring those who took part in line with a document, whose row and position are given.

    That a document came is so from its first entry on. Tables that were brought up from before there was a column for
    it learn it here.
    """
    done = position if dossier.phase in ENDED else 0
    incoming, numbered = dossier.incoming is not None, dossier.numbered is not None
    if before is None or before.parties != len(dossier.parties):
        shared = {"dossier": row, "done": done, "incoming": incoming, "numbered": numbered}
        _add(connection, dossier, shared, known=before is not None)
    if before is not None and (done or before.concluded):
        connection.execute(_MARK_DONE, {"of_row": row, "new_done": done})
    if before is not None and (bool(before.incoming), bool(before.numbered)) != (incoming, numbered):
        connection.execute(_MARK_BOOKS, {"of_row": row, "new_incoming": incoming, "new_numbered": numbered})
    if before is not None and before.unread:
        connection.execute(_MARK_READ, {"of_row": row})
    if dossier.unread:
        connection.execute(_MARK_UNREAD, {"of_row": row, "people": dossier.unread, "new_unread": position})


def _add(connection: Connection, dossier: Dossier, shared: Mapping[str, object], *, known: bool) -> None:
    there = set(connection.execute(_KNOWN, {"of_row": shared["dossier"]}).scalars()) if known else set()
    added = [{**shared, "person": one} for one in dossier.parties if one not in there]
    if added:
        connection.execute(_NEW, added)
