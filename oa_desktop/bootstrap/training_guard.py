"""The guard (隔离守卫): a process of the TRAINING realm touches nothing that is no exercise, whoever asks for it.

It hears what Python code opens, renames, removes, connects to and sends, and what storage opens; native code does not
pass here, which is why nothing but one place of the window may open files through Qt (a test over the source).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from oa_desktop.bootstrap.places import data_home, keep_private, kept_from_training, make_home, realm_folder
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.realms import Realm

_STORE = "oa.store.open"
_NETWORK = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})
_PATHS = {
    "open": 1,
    "os.listdir": 1,
    "os.scandir": 1,
    "os.mkdir": 1,
    "os.remove": 1,
    "os.rmdir": 1,
    "os.truncate": 1,
    "os.chmod": 1,
    "os.utime": 1,
    "os.rename": 2,
    "os.link": 2,
    "os.symlink": 2,
    _STORE: 1,
}
"""What is heard of files, and how many paths stand first among what is told of it."""
_TEMPORARY = ("TMPDIR", "TEMP", "TMP")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where a process of the TRAINING realm works, and where it never looks.

    Attributes:
        root: Of everything that belongs to exercises.
        forbidden: Folders that hold what is no exercise; the root may lie in one of them.
        official: The folder of the OFFICIAL realm, whether a store is there or not; None for nobody knows where.
    """

    root: Path
    forbidden: tuple[Path, ...]
    official: Path | None = None

    def allows(self, event: str, arguments: tuple[object, ...]) -> bool:
        """Whether something may be done here, as an audit hook is told of it (PEP 578)."""
        if event in _NETWORK:
            return False
        if event == _STORE and arguments[1] != Realm.TRAINING.value:
            return False
        return not any(self._is_forbidden(one) for one in arguments[: _PATHS.get(event, 0)])

    def _is_forbidden(self, place: object) -> bool:
        if not isinstance(place, str | bytes | os.PathLike):
            return False  # an open file, or the folder that one is in
        real = Path(os.path.realpath(os.fsdecode(place)))
        return not real.is_relative_to(self.root) and any(real.is_relative_to(one) for one in self.forbidden)


def ground_of(named: str | None = None) -> Ground:
    """Return the ground of exercises below a root that was named, or the user's own."""
    forbidden = (Path(os.path.realpath(one)) for one in kept_from_training(named))
    return Ground(
        root=Path(os.path.realpath(data_home(named, Realm.TRAINING))),
        forbidden=tuple(forbidden),
        official=realm_folder(data_home(named), Realm.OFFICIAL),
    )


_IN_FORCE: list[Ground] = []


@contextmanager
def kept_to(ground: Ground) -> Iterator[None]:
    """Keep this process to a ground: its files alone, its own temporary folder, no network.

    Raises:
        Unavailable: ``disk.no-home``.
    """
    keep_private()
    make_home(ground.root / _ASIDE)
    _listen()
    with _temporary(ground.root / _ASIDE):
        _IN_FORCE.append(ground)
        try:
            yield
        finally:
            _IN_FORCE.remove(ground)


_ASIDE = "temporary"


def grounds_in_force() -> tuple[Ground, ...]:
    """Return the grounds that this process is kept to; none outside the TRAINING realm."""
    return tuple(_IN_FORCE)


@contextmanager
def _temporary(folder: Path) -> Iterator[None]:
    """Put what is temporary below a folder, also what child processes make."""
    before, said = tempfile.tempdir, {name: os.environ.get(name) for name in _TEMPORARY}
    tempfile.tempdir = str(folder)
    os.environ.update(dict.fromkeys(_TEMPORARY, str(folder)))
    try:
        yield
    finally:
        tempfile.tempdir = before
        for name, value in said.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


@cache
def _listen() -> None:
    """Hear from here on what this process does; a hook stays for good, and does nothing while no ground is in force."""
    sys.addaudithook(_hear)


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _IN_FORCE and (event in _PATHS or event in _NETWORK):
        for ground in _IN_FORCE:
            if not ground.allows(event, arguments):
                raise Refused("training.apart")
