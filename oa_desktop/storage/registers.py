"""Number registers (文号登记), as their journals were last projected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, insert, select, update

from oa_desktop.domain.ids import PersonId, RegisterName, UnitId, register_of, unit_of
from oa_desktop.domain.journal import heads_of
from oa_desktop.domain.numbers.numbering import NumberLine, NumberRegister, NumberState, NumberUse, number_in
from oa_desktop.domain.numbers.registers import fold
from oa_desktop.domain.sight import Sight
from oa_desktop.office import queries as q
from oa_desktop.storage import journals
from oa_desktop.storage.encoding import Heads, decode_heads, encode_heads
from oa_desktop.storage.memory import Memory, RegisterKey, Staged
from oa_desktop.storage.sight import within
from oa_desktop.storage.tables import dossiers, number_lines, people, registers

_L = number_lines.c
_SAID = tuple(_L[one.name] for one in fields(NumberLine))
"""The columns of a line, in the order of its fields."""


def _of_register(table: object) -> ColumnElement[bool]:
    columns = registers.c if table is registers else _L
    return and_(
        columns.unit == bindparam("of_unit"),
        columns.code == bindparam("of_code"),
        columns.year == bindparam("of_year"),
        columns.series == bindparam("of_series"),
    )


_HEADS = select(registers.c.heads).where(_of_register(registers))
_NEW = insert(registers)
_CHANGE = update(registers).where(_of_register(registers)).values(heads=bindparam("new_heads"))
_LINES = select(*_SAID).where(_of_register(number_lines)).order_by(_L.serial)
_FORGET_LINE = delete(number_lines).where(_of_register(number_lines), _L.serial == bindparam("of_serial"))
_NEW_LINES = insert(number_lines)


def _key(key: RegisterKey) -> dict[str, object]:
    return {f"of_{name}": value for name, value in _named(key).items()}


def _named(key: RegisterKey) -> dict[str, object]:
    unit, name = key
    return {"unit": unit, "code": name.code, "year": name.year, "series": name.series}


def read_register(connection: Connection, key: RegisterKey, memory: Memory) -> tuple[NumberRegister, Heads] | None:
    """Return a register and the heads that it was projected from, None for one that was never projected."""
    heads = connection.execute(_HEADS, _key(key)).scalar()
    if heads is None:
        return None
    register = memory.register(key, heads)
    if register is None:
        register = _register(key[1], _read_lines(connection, key))
        memory.keep_register(key, heads, register)
    return register, decode_heads(heads)


def _register(name: RegisterName, lines: tuple[NumberLine, ...]) -> NumberRegister:
    return NumberRegister(code=name.code, year=name.year, series=name.series, lines=lines)


def _read_lines(connection: Connection, key: RegisterKey) -> tuple[NumberLine, ...]:
    return tuple(
        NumberLine(
            **{
                **one._mapping,
                "state": NumberState(one.state),
                "use": NumberUse(one.use),
                "person": PersonId(one.person),
            }
        )
        for one in connection.execute(_LINES, _key(key))
    )


def project_register(
    connection: Connection, unit: UnitId, register: NumberRegister, heads: Heads, staged: Staged
) -> None:
    """Bring the lines of a register in line; only those that differ are written."""
    key = (unit, register.name)
    known = connection.execute(_HEADS, _key(key)).scalar()
    before = _known_lines(connection, key, known, staged)
    written = encode_heads(heads)
    if known is None:
        connection.execute(_NEW, {**_named(key), "heads": written})
    else:
        connection.execute(_CHANGE, {**_key(key), "new_heads": written})
    _replace_lines(connection, key, before, register.lines)
    staged.changed.registers[key] = (written, register)


def renew(connection: Connection) -> None:
    """Project every register again from its journal: what an earlier release did not project."""
    staged = Staged(Memory(trusted=lambda: False))
    for journal in journals.read_journals(connection):
        name, unit = register_of(journal), unit_of(journal)
        if name is not None and unit is not None:
            signed = journals.read_entries(connection, journal)
            register = fold(name, [one.entry for one in signed])
            project_register(connection, unit, register, heads_of(signed), staged)


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
    gone = [serial for serial, line in old.items() if _differs(new.get(serial), line)]
    come = [line for serial, line in new.items() if _differs(old.get(serial), line)]
    if gone:
        connection.execute(_FORGET_LINE, [{**_key(key), "of_serial": serial} for serial in gone])
    if come:
        connection.execute(_NEW_LINES, [_line_values(key, line) for line in come])


def _differs(one: NumberLine | None, other: NumberLine) -> bool:
    """Whether two lines differ; the many that no act has touched are the very same."""
    return one is not other and one != other


def _line_values(key: RegisterKey, line: NumberLine) -> dict[str, object]:
    return {**_named(key), **{column.name: str(getattr(line, column.name)) for column in _SAID}, "serial": line.serial}


def known(connection: Connection, _: q.KnownRegisters, sight: Sight) -> tuple[q.KnownRegisterRow, ...]:
    """Return the registers that have been written in."""
    of_unit = select(registers.c.code, registers.c.year, registers.c.series).where(registers.c.unit == sight.unit)
    return tuple(
        q.KnownRegisterRow(register=RegisterName(code=one.code, year=one.year, series=one.series))
        for one in connection.execute(of_unit.order_by(registers.c.code, registers.c.year, registers.c.series))
    )


def numbers(connection: Connection, query: q.Numbers, sight: Sight) -> tuple[q.NumberRow, ...]:
    """Return every line of a register; of documents that one may not know neither title nor id."""
    name = RegisterName(code=query.code, year=query.year, series=query.series)
    seen = and_(dossiers.c.id == _L.dossier, within(sight))
    lines = (
        select(*_SAID, dossiers.c.id.label("known"), dossiers.c.title.label("named"), people.c.name.label("who"))
        .outerjoin_from(number_lines, dossiers, seen)
        .outerjoin(people, and_(people.c.unit == _L.unit, people.c.id == _L.person))
        .where(_of_register(number_lines))
        .order_by(_L.serial)
    )
    found = connection.execute(lines, _key((sight.unit, name)))
    return tuple(
        q.NumberRow(
            number=str(number_in(name, one.serial)),
            serial=one.serial,
            state=one.state,
            dossier=one.known or "",
            title=one.named or (one.title if sight.reads_issued and not one.dossier else ""),
            reason=one.reason,
            use=one.use,
            person=one.who or "",
            time=one.time,
            date=one.date,
            handler=one.handler if sight.reads_issued else "",
        )
        for one in found
    )
