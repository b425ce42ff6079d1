"""What people are typing (自动保存): encrypted rows, not entries."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from oa_desktop.domain.ids import PersonId
from oa_desktop.storage.tables import drafts

_THIS = (drafts.c.person == bindparam("of_person"), drafts.c.key == bindparam("of_key"))
_CHANGE = update(drafts).where(*_THIS).values(data=bindparam("new_data"))
_NEW = insert(drafts)
_FORGET = delete(drafts).where(*_THIS)
_OF_PERSON = select(drafts.c.key, drafts.c.data).where(drafts.c.person == bindparam("person")).order_by(drafts.c.key)


def keep(connection: Connection, person: PersonId, key: str, data: bytes) -> None:
    """Keep a draft in the place of the one of the same key."""
    changed = connection.execute(_CHANGE, {"of_person": person, "of_key": key, "new_data": data}).rowcount
    if not changed:
        connection.execute(_NEW, {"person": person, "key": key, "data": data})


def read(connection: Connection, person: PersonId) -> dict[str, bytes]:
    """Return a person's drafts by key."""
    return {row.key: row.data for row in connection.execute(_OF_PERSON, {"person": person})}


def drop(connection: Connection, person: PersonId, key: str) -> None:
    """Forget a draft; an unknown one is no error."""
    connection.execute(_FORGET, {"of_person": person, "of_key": key})
