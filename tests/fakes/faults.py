"""A disk and a database that fail at a chosen step, and work again when they are repaired."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from oa_desktop.domain.realms import Realm
from oa_desktop.storage import sqlite
from oa_desktop.storage.disk import OpenFile, Place, RealDisk


class Fault:
    """Counts steps and fails from the n-th one on until it is repaired.

    Attributes:
        steps: Names of the steps taken since it was armed.
    """

    def __init__(self) -> None:
        self.steps: list[str] = []
        self._from: int | None = None

    def arm(self, step: int) -> None:
        self.steps = []
        self._from = step

    def repair(self) -> None:
        self._from = None

    def hits(self, step: str) -> bool:
        self.steps.append(step)
        return self._from is not None and len(self.steps) >= self._from


class FailingDisk(RealDisk):
    """A disk that says it is full; what it reads and removes it still can."""

    def __init__(self, fault: Fault, number: int = errno.ENOSPC) -> None:
        self._fault = fault
        self._number = number

    def _step(self, name: str) -> None:
        if self._fault.hits(name):
            raise OSError(self._number, os.strerror(self._number))

    def make_folder(self, path: Path) -> None:
        self._step("make_folder")
        super().make_folder(path)

    def create(self, path: Place) -> OpenFile:
        self._step("create")
        return super().create(path)

    def write(self, file: OpenFile, data: bytes) -> None:
        if self._fault.hits("write"):
            super().write(file, data[: len(data) // 2])
            raise OSError(self._number, os.strerror(self._number))
        super().write(file, data)

    def sync(self, file: OpenFile) -> None:
        self._step("sync")
        super().sync(file)

    def settle(self, folder: Path) -> bool:
        self._step("settle")
        return super().settle(folder)

    def replace(self, source: Path, target: Path) -> None:
        self._step("replace")
        super().replace(source, target)

    def sync_folder(self, path: Path) -> None:
        self._step("sync_folder")
        super().sync_folder(path)


_WRITES = ("INSERT", "UPDATE", "DELETE", "CREATE", "BEGIN IMMEDIATE")


class FailingCursor:
    """A cursor whose writing statements may fail."""

    def __init__(self, cursor: Any, fault: Fault) -> None:
        self._cursor = cursor
        self._fault = fault

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def execute(self, sql: str, *values: Any) -> Any:
        if sql.lstrip().startswith(_WRITES) and self._fault.hits(sql[:24]):
            raise sqlcipher.OperationalError("database or disk is full")
        self._cursor.execute(sql, *values)
        return self

    def executemany(self, sql: str, *values: Any) -> Any:
        if self._fault.hits(sql[:24]):
            raise sqlcipher.OperationalError("database or disk is full")
        self._cursor.executemany(sql, *values)
        return self


class FailingConnection:
    """A connection whose statements and commits may fail."""

    def __init__(self, connection: Any, fault: Fault) -> None:
        self._connection = connection
        self._fault = fault

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def cursor(self, *more: Any) -> FailingCursor:
        return FailingCursor(self._connection.cursor(*more), self._fault)

    def commit(self) -> None:
        if self._connection.in_transaction and self._fault.hits("COMMIT"):
            raise sqlcipher.OperationalError("database or disk is full")
        self._connection.commit()


def failing_connect(fault: Fault) -> sqlite.Connect:
    """Return what opens databases that fail."""

    def connect(path: Path, key: bytes, realm: Realm, writable: bool) -> Any:
        return FailingConnection(sqlite.connect(path, key, realm, writable), fault)

    return connect
