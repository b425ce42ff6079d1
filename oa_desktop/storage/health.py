"""What is wrong with the files of a store; looking changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from oa_desktop.storage import sqlite
from oa_desktop.storage.blobs import ARRIVING, addresses


def check(connection: Connection, folder: Path) -> tuple[str, ...]:
    """Return a line for every fault: a code, and the page, digest or file that it is about.

    ``store.damaged``: a page of the database; ``blob.missing``: a row without its file; ``blob.unknown-file``: a file
    that no row names, which happens when the program dies between file and row, and is never deleted.
    """
    damaged = (f"store.damaged {one}" for one in sqlite.faults(connection))
    return (*damaged, *_blob_faults(connection, folder))


def _blob_faults(connection: Connection, folder: Path) -> Iterator[str]:
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    named = {f"{address[:2]}/{address}": digest for digest, address in addresses(connection)}
    for name, digest in named.items():
        if name not in present:
            yield f"blob.missing {digest}"
    for name in sorted(present - named.keys()):
        if not name.startswith(f"{ARRIVING}/"):
            yield f"blob.unknown-file {name}"
