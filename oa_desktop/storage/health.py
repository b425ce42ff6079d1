"""What is wrong with the files of a store; looking changes nothing, and nothing that is broken ends the looking."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import Digest
from oa_desktop.storage import sqlite
from oa_desktop.storage.blob_rows import addresses
from oa_desktop.storage.sealed_files import ARRIVING
from oa_desktop.storage.sqlite import pages


def check(engine: Engine, database: Path, folder: Path) -> tuple[str, ...]:
    """Return a line for every fault: a code, and the page, digest or file that it is about; never raises.

    ``store.damaged``: a page of the database, the file itself or the folder of contents; ``blob.missing``: a row
    without its file; ``blob.unknown-file``: a file that no row names, which happens when the program dies between file
    and row, and is never deleted; ``disk.failed``: a folder that cannot be read.

    Args:
        engine: Of the open database.
        database: Its file.
        folder: Where the contents lie.
    """
    return tuple(dict.fromkeys((*_database_faults(engine, database), *_blob_faults(engine, database, folder))))


def _database_faults(engine: Engine, database: Path) -> Iterator[str]:
    if not _is_there(database):
        yield f"store.damaged {database.name}"
        return
    yield from (f"store.damaged {one}" for one in pages.faults(engine))


def _is_there(database: Path) -> bool:
    """Whether anything lies at its place; a database that is gone must not be asked, which would make it anew."""
    try:
        return database.stat().st_size > 0
    except OSError:
        return False


def _blob_faults(engine: Engine, database: Path, folder: Path) -> Iterator[str]:
    if not folder.is_dir():
        yield f"store.damaged {folder.name}"
    broken: list[str] = []
    present = {path for path in _files(folder, broken) if not path.startswith(f"{ARRIVING}/")}
    named: dict[str, Digest] = {}
    whole = _is_there(database) and _read_named(engine, named, broken)
    yield from (f"blob.missing {digest}" for name, digest in named.items() if name not in present)
    if whole:
        yield from (f"blob.unknown-file {name}" for name in sorted(present - named.keys()))
    yield from broken


def _files(folder: Path, broken: list[str]) -> Iterator[str]:
    """Give every file below a folder by its path there, and note the folders that cannot be read."""

    def note(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            broken.append(f"disk.failed {Path(error.filename or folder).name}: {error.strerror}")

    for place, _, names in os.walk(folder, onerror=note):
        above = Path(place).relative_to(folder).as_posix()
        yield from names if above == "." else (f"{above}/{name}" for name in names)


def _read_named(engine: Engine, named: dict[str, Digest], broken: list[str]) -> bool:
    """Collect which files the rows name, as far as the rows can be read; return whether all could."""
    try:
        with sqlite.reading(engine) as connection:
            named.update({f"{address[:2]}/{address}": digest for digest, address in addresses(connection)})
    except (Unavailable, DBAPIError) as error:
        broken.append(f"store.damaged blobs: {sqlite.words_of(error)}")
        return False
    return True
