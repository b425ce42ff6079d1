"""Keeping `slots.json` on disk: one writer at a time, replaced durably, attempts counted before they are made."""

import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.security.attempts import Attempts, against_clock, begin, refuse_if_locked
from oa_desktop.security.durable import Disk, replace_durably
from oa_desktop.security.slotfile import Roster, SlotFile, decode, encode, is_proved, proof_of

_LOCK_SECONDS = 30
_STRANGERS_REMEMBERED = 64


class SlotStore:
    """The slot file of one store, shared between threads and programs.

    Attributes:
        path: the file.
        realm: the realm it must belong to; a file of another realm is refused before anything is written.
    """

    def __init__(self, path: Path, realm: str, disk: Disk) -> None:
        self.path = path
        self.realm = realm
        self._disk = disk

    def read(self) -> SlotFile:
        """Read the file.

        Raises:
            Refused: `key-slots.wrong-realm`.
            Unavailable: `key-slots.missing`, `key-slots.unreadable`, `key-slots.damaged`, `key-slots.newer`.
        """
        try:
            file = decode(self._disk.read(self.path))
        except FileNotFoundError as error:
            raise Unavailable("key-slots.missing", path=str(self.path)) from error
        except OSError as error:
            raise Unavailable("key-slots.unreadable", path=str(self.path)) from error
        if file.roster.realm != self.realm:
            raise Refused("key-slots.wrong-realm", found=file.roster.realm, expected=self.realm)
        return file

    def create(self, roster: Roster, data_key: bytes) -> None:
        """Write the first file.

        Raises:
            Refused: `key-slots.exist`.
            Unavailable: `key-slots.unwritable`, `key-slots.busy`.
        """
        with self._alone():
            if self.path.exists():
                raise Refused("key-slots.exist", path=str(self.path))
            self._write(SlotFile(roster=roster, proof=proof_of(roster, data_key)))

    def change(self, data_key: bytes, change: Callable[[Roster], Roster], forgiven: str = "") -> None:
        """Change the roster as a holder of the data key, and forgive one account's failures in the same write.

        Raises:
            Refused: `key-slots.foreign-key`, and whatever the change refuses; nothing is written then.
            Unavailable: as `read` and `create` do.
        """
        self.read()
        with self._alone():
            file = self.read()
            if not is_proved(file, data_key):
                raise Refused("key-slots.foreign-key")
            roster = change(file.roster)
            kept = _without(file, forgiven)
            self._write(replace(file, roster=roster, proof=proof_of(roster, data_key), attempts=kept))

    def renew(self, old: bytes, new: bytes, change: Callable[[Roster], Roster], put: Callable[[bytes], object]) -> None:
        """Let somebody put the slots of a new data key in the place of the file, while nobody else changes it.

        Args:
            old: the data key that the file is proved by.
            new: the one that it is proved by from then on.
            change: returns the roster of the new key.
            put: takes the bytes of the file; where it raises, the file is as it was.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: as `read` and `create` do.
        """
        with self._alone():
            file = self.read()
            if not is_proved(file, old):
                raise Refused("key-slots.foreign-key")
            roster = change(file.roster)
            put(encode(replace(file, roster=roster, proof=proof_of(roster, new))))

    def count_attempt(self, account: str, now: datetime) -> Attempts:
        """Store that an attempt begins, before it does.

        Raises:
            Refused: `sign-in.locked` with `wait_seconds`.
            Unavailable: as `read` and `create` do.
        """
        self.read()
        key = account_name(account).casefold()
        with self._alone():
            file = self.read()
            rules, stored = file.roster.rules, file.attempts.get(key, Attempts())
            state = against_clock(stored, now, rules)
            if state != stored:
                self._write(_with_attempts(file, key, state))
            refuse_if_locked(state, now)
            counted = begin(state, now, rules)
            self._write(_with_attempts(file, key, counted))
        return counted

    def forget_attempts(self, account: str) -> None:
        """Take an account's failures back after a success.

        Raises:
            Unavailable: as `read` and `create` do.
        """
        with self._alone():
            file = self.read()
            self._write(replace(file, attempts=_without(file, account)))

    def take_back(self, account: str, counted: Attempts) -> None:
        """Take back an attempt that was counted: the password was right, and something else was missing.

        Raises:
            Unavailable: as `read` and `create` do.
        """
        key = account_name(account).casefold()
        with self._alone():
            file = self.read()
            failures = counted.failures - 1
            kept = Attempts(failures=failures, seen=counted.seen, told=min(counted.told, failures))
            self._write(_with_attempts(file, key, kept))

    def tell_failures(self) -> dict[str, int]:
        """Return the failures of each name that are in no journal yet; from now on they count as told.

        Raises:
            Unavailable: as `read` and `create` do.
        """
        with self._alone():
            file = self.read()
            untold = {name: one.failures - one.told for name, one in file.attempts.items() if one.failures > one.told}
            if untold:
                told = {name: replace(one, told=one.failures) for name, one in file.attempts.items()}
                self._write(replace(file, attempts=told))
        return untold

    def note_trouble(self, code: str) -> None:
        """Count that the store did not open.

        Raises:
            Unavailable: as `read` and `create` do.
        """
        self.read()
        with self._alone():
            file = self.read()
            self._write(replace(file, troubles={**file.troubles, code: file.troubles.get(code, 0) + 1}))

    def tell_troubles(self) -> dict[str, int]:
        """Return why the store did not open and how often; from now on it counts as told.

        Raises:
            Unavailable: as `read` and `create` do.
        """
        if not self.read().troubles:
            return {}
        with self._alone():
            file = self.read()
            self._write(replace(file, troubles={}))
        return dict(file.troubles)

    def _write(self, file: SlotFile) -> None:
        try:
            replace_durably(self._disk, self.path, encode(file))
        except OSError as error:
            raise Unavailable("key-slots.unwritable", path=str(self.path)) from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other programs and threads from changing the file meanwhile."""
        lock = FileLock(self.path.with_name(self.path.name + ".lock"), mode=0o600, timeout=_LOCK_SECONDS)
        try:
            lock.acquire()
        except Timeout as error:
            raise Unavailable("key-slots.busy") from error
        except OSError as error:
            raise Unavailable("key-slots.unwritable", path=str(self.path)) from error
        try:
            yield
        finally:
            lock.release()


def account_name(typed: str) -> str:
    """Return an account name as it is kept: full-width forms folded, no space around it."""
    return unicodedata.normalize("NFKC", typed).strip()


def _without(file: SlotFile, account: str) -> dict[str, Attempts]:
    """Return the attempts of all names but one."""
    key = account_name(account).casefold()
    return {name: one for name, one in file.attempts.items() if name != key}


def _with_attempts(file: SlotFile, key: str, state: Attempts) -> SlotFile:
    """Return the file with a name's attempts stored; of names without account only the newest are kept."""
    others = {name: one for name, one in file.attempts.items() if name != key}
    strangers = sorted(
        (name for name in others if file.roster.account(name) is None),
        key=lambda name: str(others[name].seen),
    )
    for name in strangers[:-_STRANGERS_REMEMBERED]:
        del others[name]
    return replace(file, attempts={**others, key: state})
