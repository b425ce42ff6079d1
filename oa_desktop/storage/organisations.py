"""The organisation of a unit and the names of its people, as its journal was last projected."""

from __future__ import annotations

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from oa_desktop.domain.ids import UnitId
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.storage.encoding import Heads, decode_heads, decode_organisation, encode_heads, encode_organisation
from oa_desktop.storage.tables import departments, organisations, people

_ORGANISATION = select(organisations.c.state, organisations.c.heads).where(organisations.c.unit == bindparam("unit"))
_NEW_ORGANISATION = insert(organisations)
_CHANGE_ORGANISATION = (
    update(organisations)
    .where(organisations.c.unit == bindparam("of_unit"))
    .values(state=bindparam("new_state"), heads=bindparam("new_heads"))
)


def read_organisation(connection: Connection, unit: UnitId) -> tuple[Organisation, Heads] | None:
    """Return the organisation and the heads that it was projected from, None before it was ever projected."""
    found = connection.execute(_ORGANISATION, {"unit": unit}).one_or_none()
    return None if found is None else (decode_organisation(found.state), decode_heads(found.heads))


def project_organisation(connection: Connection, organisation: Organisation, heads: Heads) -> None:
    """Bring the organisation in line, and the names that lists show."""
    unit, state, written = organisation.unit, encode_organisation(organisation), encode_heads(heads)
    if connection.execute(_ORGANISATION, {"unit": unit}).one_or_none() is None:
        connection.execute(_NEW_ORGANISATION, {"unit": unit, "state": state, "heads": written})
    else:
        connection.execute(_CHANGE_ORGANISATION, {"of_unit": unit, "new_state": state, "new_heads": written})
    _project_all_names(connection, organisation)


def renew_names(connection: Connection) -> None:
    """Project the names of every unit again: what an earlier release did not project."""
    for state in connection.execute(select(organisations.c.state)).scalars().all():
        _project_all_names(connection, decode_organisation(state))


def _project_all_names(connection: Connection, organisation: Organisation) -> None:
    for table, named in ((people, organisation.people), (departments, organisation.departments)):
        _project_names(connection, table, organisation.unit, {str(one.id): one.name for one in named})


def _project_names(connection: Connection, table: Table, unit: UnitId, names: dict[str, str]) -> None:
    of_unit = table.c.unit == unit
    known = {row.id: row.name for row in connection.execute(select(table.c.id, table.c.name).where(of_unit))}
    if known == names:
        return
    connection.execute(delete(table).where(of_unit))
    if names:
        connection.execute(insert(table), [{"unit": unit, "id": one, "name": name} for one, name in names.items()])
