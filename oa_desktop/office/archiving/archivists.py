"""Who keeps the archive of a unit: what waits with one of them can be gone on with by another."""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.domain.ids import PersonId
from oa_desktop.domain.units.roles import Role
from oa_desktop.office.desk import Desk


def archivists(desk: Desk) -> tuple[PersonId, ...]:
    """Return who keeps the archive, oneself first; and whoever has no post any more, for they may have kept it."""
    unit, own = desk.organisation(), desk.own_standing.person
    others = (one.id for one in unit.people if one.id != own)
    return (own, *(one for one in others if unit.has_role(one, Role.ARCHIVIST) or not unit.posts_of(one)))


def kept_by(desk: Desk, beginning: str) -> Iterator[tuple[PersonId, str, bytes]]:
    """Yield what the store keeps of each of them under keys that begin so: whose it is, its key and its bytes."""
    for person in archivists(desk):
        rows = desk.store.drafts(person)
        yield from ((person, key, row) for key, row in rows.items() if key.startswith(beginning))
