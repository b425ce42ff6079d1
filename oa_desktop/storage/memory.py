"""What the one writer of a store may keep in memory, because nobody else can change it.

A reader's finding is remembered only if no change became durable since it began to look.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from oa_desktop.domain.entry import Entry, Head
from oa_desktop.domain.ids import JournalId, RegisterName, UnitId
from oa_desktop.domain.numbers.numbering import NumberRegister

Heads = tuple[Head, ...]
RegisterKey = tuple[UnitId, RegisterName]
_MOST = 20_000


@dataclass(slots=True)
class Known:
    """Rows and heads of journals, and registers with the heads that they were projected from."""

    rows: dict[JournalId, int] = field(default_factory=dict)
    heads: dict[JournalId, Heads] = field(default_factory=dict)
    registers: dict[RegisterKey, tuple[str, NumberRegister]] = field(default_factory=dict)

    def take_over(self, other: Known) -> None:
        """Learn what another knows."""
        self.rows.update(other.rows)
        self.heads.update(other.heads)
        self.registers.update(other.registers)


class Memory:
    """Journal rows, heads and registers as they are durable now.

    Attributes:
        trusted: Tells whether this program is the store's writer; otherwise nothing is remembered.
    """

    def __init__(self, *, trusted: Callable[[], bool]) -> None:
        self.trusted = trusted
        self._lock = threading.Lock()
        self._age = 0
        self.known = Known()

    @property
    def age(self) -> int:
        """Grows with every change; what is read from the database is remembered with the age before reading."""
        return self._age

    def heads(self, journal: JournalId) -> Heads | None:
        """Return the heads of a journal, None when they are not remembered."""
        return self.known.heads.get(journal) if self.trusted() else None

    def register(self, key: RegisterKey, heads: str) -> NumberRegister | None:
        """Return a register if it is remembered as of these heads."""
        known = self.known.registers.get(key)
        return known[1] if known and known[0] == heads else None

    def forget(self) -> None:
        """Remember nothing, nor what somebody is reading now: others may have written."""
        with self._lock:
            self._age += 1
            self.known = Known()

    def keep_heads(self, age: int, journal: JournalId, heads: Heads) -> None:
        """Remember what was read, unless something has changed since."""
        with self._lock:
            if self.trusted() and age == self._age:
                self.known.heads[journal] = heads

    def keep_register(self, key: RegisterKey, heads: str, register: NumberRegister) -> None:
        """Remember a register as of some heads, which say for themselves whether it still holds."""
        self.known.registers[key] = (heads, register)

    def commit(self, staged: Staged) -> None:
        """Take over what a transaction has made durable."""
        if not self.trusted():
            return
        with self._lock:
            self._age += 1
            if len(self.known.heads) > _MOST:
                self.known = Known()
            self.known.take_over(staged.changed)


class Staged:
    """What a transaction knows: what it has changed so far, over what was durable before.

    Attributes:
        changed: To be remembered once it is durable.
        newest: Position of the newest entry that it appended, by journal.
        appended: Entries that it appended and has not projected yet, by journal.
    """

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.changed = Known()
        self.newest: dict[JournalId, int] = {}
        self.appended: dict[JournalId, list[Entry]] = {}

    def row(self, journal: JournalId) -> int | None:
        """Return the row of a journal, None when it is not known."""
        return self.changed.rows.get(journal) or self._memory.known.rows.get(journal)

    def heads(self, journal: JournalId) -> Heads | None:
        """Return the heads of a journal inside the transaction, None when they are not known."""
        known = self.changed.heads.get(journal)
        return self._memory.heads(journal) if known is None else known

    def register(self, key: RegisterKey, heads: str) -> NumberRegister | None:
        """Return a register if it is known as of these heads."""
        known = self.changed.registers.get(key)
        return known[1] if known and known[0] == heads else self._memory.register(key, heads)
