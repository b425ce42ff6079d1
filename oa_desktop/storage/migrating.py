"""Bringing the tables of a store from one version to another, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from oa_desktop.storage.header import SCHEMA

if TYPE_CHECKING:
    from alembic.config import Config

_HERE = Path(__file__).parent / "migrations"
SHIPPED = _HERE / "versions"
"""Where the migrations of this release lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What a release of the program knows of the tables.

    Attributes:
        schema: Version of the tables that it writes.
        versions: Folders of the migrations that lead there.
    """

    schema: int = SCHEMA
    versions: tuple[Path, ...] = (SHIPPED,)


def upgrade(connection: Connection, *, to: str = "head", versions: tuple[Path, ...] = (SHIPPED,)) -> None:
    """Bring the tables up; a failure leaves everything to be undone by the caller's transaction."""
    from alembic import command  # noqa: PLC0415 - half a second that an ordinary start need not spend

    command.upgrade(_config(connection, versions), to)


def downgrade(connection: Connection, *, to: str, versions: tuple[Path, ...] = (SHIPPED,)) -> None:
    """Bring the tables back down to an earlier version, ``base`` for none."""
    from alembic import command  # noqa: PLC0415 - as above

    command.downgrade(_config(connection, versions), to)


def version(connection: Connection) -> int:
    """Return the version that the tables have; 0 when there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return 0
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return int(found) if found else 0


def _config(connection: Connection, versions: tuple[Path, ...]) -> Config:
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", _literal(_HERE))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(_literal(one) for one in versions))
    config.attributes["connection"] = connection
    return config


def _literal(path: Path) -> str:
    return str(path).replace("%", "%%")
