"""Number registers (文号登记) and the organisation, as their journals were last projected."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, delete, insert, select, update

from oa_desktop.domain.ids import UnitId
from oa_desktop.domain.numbering import DocumentNumber, NumberLine, NumberRegister, NumberState
from oa_desktop.domain.organisation import Organisation
from oa_desktop.domain.sight import Sight
from oa_desktop.office import queries as q
from oa_desktop.storage.encoding import Heads, decode_heads, decode_organisation, encode_heads, encode_organisation
from oa_desktop.storage.memory import Memory, RegisterKey, Staged
from oa_desktop.storage.sight import within
from oa_desktop.storage.tables import departments, dossiers, number_lines, organisations, people, registers

_L = number_lines.c


def _of_register(table: object) -> ColumnElement[bool]:
    columns = registers.c if table is registers else _L
    return and_(
        columns.unit == bindparam("of_unit"),
        columns.code == bindparam("of_code"),
        columns.year == bindparam("of_year"),
    )


_HEADS = select(registers.c.heads).where(_of_register(registers))
_NEW = insert(registers)
_CHANGE = update(registers).where(_of_register(registers)).values(heads=bindparam("new_heads"))
_LINES = select(_L.serial, _L.state, _L.dossier, _L.reason).where(_of_register(number_lines)).order_by(_L.serial)
_FORGET_LINE = delete(number_lines).where(_of_register(number_lines), _L.serial == bindparam("of_serial"))
_NEW_LINES = insert(number_lines)
_ORGANISATION = select(organisations.c.state, organisations.c.heads).where(organisations.c.unit == bindparam("unit"))
_NEW_ORGANISATION = insert(organisations)
_CHANGE_ORGANISATION = (
    update(organisations)
    .where(organisations.c.unit == bindparam("of_unit"))
    .values(state=bindparam("new_state"), heads=bindparam("new_heads"))
)


def _key(key: RegisterKey) -> dict[str, object]:
    return {"of_unit": key[0], "of_code": key[1], "of_year": key[2]}


def read_register(connection: Connection, key: RegisterKey, memory: Memory) -> tuple[NumberRegister, Heads] | None:
    """Return a register and the heads that it was projected from, None for one that was never projected."""
    heads = connection.execute(_HEADS, _key(key)).scalar()
    if heads is None:
        return None
    register = memory.register(key, heads)
    if register is None:
        register = NumberRegister(code=key[1], year=key[2], lines=_read_lines(connection, key))
        memory.keep_register(key, heads, register)
    return register, decode_heads(heads)


def _read_lines(connection: Connection, key: RegisterKey) -> tuple[NumberLine, ...]:
    found = connection.execute(_LINES, _key(key))
    return tuple(
        NumberLine(serial=one.serial, state=NumberState(one.state), dossier=one.dossier, reason=one.reason)
        for one in found
    )


def project_register(
    connection: Connection, unit: UnitId, register: NumberRegister, heads: Heads, staged: Staged
) -> None:
    """Bring the lines of a register in line; only those that differ are written."""
    key = (unit, register.code, register.year)
    known = connection.execute(_HEADS, _key(key)).scalar()
    before = _known_lines(connection, key, known, staged)
    written = encode_heads(heads)
    if known is None:
        values = {"unit": unit, "code": register.code, "year": register.year, "heads": written}
        connection.execute(_NEW, values)
    else:
        connection.execute(_CHANGE, {**_key(key), "new_heads": written})
    _replace_lines(connection, key, before, register.lines)
    staged.changed.registers[key] = (written, register)


def _known_lines(connection: Connection, key: RegisterKey, heads: str | None, staged: Staged) -> tuple[NumberLine, ...]:
    if heads is None:
        return ()
    remembered = staged.register(key, heads)
    return remembered.lines if remembered else _read_lines(connection, key)


def _replace_lines(
    connection: Connection, key: RegisterKey, before: Iterable[NumberLine], after: Iterable[NumberLine]
) -> None:
    old = {line.serial: line for line in before}
    new = {line.serial: line for line in after}
    gone = [serial for serial, line in old.items() if new.get(serial) != line]
    come = [line for serial, line in new.items() if old.get(serial) != line]
    if gone:
        connection.execute(_FORGET_LINE, [{**_key(key), "of_serial": serial} for serial in gone])
    if come:
        connection.execute(_NEW_LINES, [_line_values(key, line) for line in come])


def _line_values(key: RegisterKey, line: NumberLine) -> dict[str, object]:
    return {
        "unit": key[0],
        "code": key[1],
        "year": key[2],
        "serial": line.serial,
        "state": line.state.value,
        "dossier": line.dossier,
        "reason": line.reason,
    }


def numbers(connection: Connection, query: q.Numbers, sight: Sight) -> tuple[q.NumberRow, ...]:
    """Return every line of a register; of documents that one may not know neither title nor id."""
    known = and_(dossiers.c.id == _L.dossier, within(sight))
    lines = (
        select(_L.serial, _L.state, _L.reason, dossiers.c.id, dossiers.c.title)
        .outerjoin_from(number_lines, dossiers, known)
        .where(_L.unit == sight.unit, _L.code == query.code, _L.year == query.year)
        .order_by(_L.serial)
    )
    return tuple(
        q.NumberRow(
            number=str(DocumentNumber(code=query.code, year=query.year, serial=one.serial)),
            serial=one.serial,
            state=one.state,
            dossier=one.id or "",
            title=one.title or "",
            reason=one.reason,
        )
        for one in connection.execute(lines)
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
