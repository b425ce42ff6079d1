"""Statements of the hot path: written with SQLAlchemy Core, compiled once, run on the driver itself.

An act runs half a dozen of them; what the toolkit would do anew for each costs more than the statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ClauseElement, Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compiled:
    """A statement in one dialect.

    Attributes:
        order: Names of the parameters in their order, None where the driver takes them by name.
        fixed: Values that the statement itself brings, such as a limit.
    """

    sql: str
    order: tuple[str, ...] | None
    fixed: Mapping[str, object]

    def parameters(self, values: Mapping[str, object]) -> Any:
        given = {**self.fixed, **values} if self.fixed else values
        return given if self.order is None else tuple([given[name] for name in self.order])


class Prepared:
    """A statement with named parameters.

    Attributes:
        statement: As SQLAlchemy has it.
        columns: The columns that an insert fills.
        lists: Whether it holds lists of values (``IN``); then every named parameter must have a value beforehand.
    """

    def __init__(self, statement: ClauseElement, columns: Sequence[str] | None = None, *, lists: bool = False) -> None:
        self.statement = statement
        self.columns = columns
        self.lists = lists
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, values: Mapping[str, object]) -> Any:
        """Run the statement and return the driver's cursor."""
        compiled = self._compiled.get(connection.dialect.name) or self._compile(connection)
        cursor = connection.connection.cursor()
        cursor.execute(compiled.sql, compiled.parameters(values))
        return cursor

    def run_each(self, connection: Connection, values: Sequence[Mapping[str, object]]) -> None:
        """Run the statement once for each of some rows."""
        compiled = self._compiled.get(connection.dialect.name) or self._compile(connection)
        connection.connection.cursor().executemany(compiled.sql, [compiled.parameters(one) for one in values])

    def one(self, connection: Connection, values: Mapping[str, object]) -> Any:
        """Run the statement and return its first row, None when there is none."""
        return self.run(connection, values).fetchone()

    def _compile(self, connection: Connection) -> _Compiled:
        made = self.statement.compile(
            dialect=connection.dialect,
            column_keys=self.columns,
            compile_kwargs={"render_postcompile": True} if self.lists else {},
        )
        positions = getattr(made, "positiontup", None)
        compiled = _Compiled(
            sql=str(made),
            order=tuple(positions) if positions is not None else None,
            fixed={name: value for name, value in made.params.items() if value is not None},
        )
        self._compiled[connection.dialect.name] = compiled
        return compiled
