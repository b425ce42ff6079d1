"""Programs with one fault planted in them, which the rig must find; each is a wrapper around a sound adapter."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from oa_desktop.domain.ids import Digest
from oa_desktop.security.durable import Disk as SlotDisk
from oa_desktop.storage.disk import Disk
from tests.rigs.death import Death
from tests.rigs.world import Adapters

LATER = Path(__file__).parent / "later"
"""Where the migration of a release that is still to come lies."""
Step = tuple[str, tuple[Any, ...]]
"""One call on a transaction: its name and arguments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bug:
    """A fault.

    Attributes:
        store: Laid around the open store.
        slots: Laid around the key slots.
        slots_disk: Given the death of this life, what is laid around the disk of the key slots.
        store_disk: Given the death of this life, what is laid around the disk of the store.
        later: Where the migration of the later release lies.
        kinds: The acts to kill in, where the fault shows in these alone; all of them otherwise.
        seed: Of the first home, where one is known in which the fault shows soon; that which was asked for if 0.
    """

    store: Callable[[Any], Any] = lambda store: store
    slots: Callable[[Any], Any] = lambda slots: slots
    slots_disk: Callable[[Death], Callable[[Any], Any]] = lambda _: lambda disk: disk
    store_disk: Callable[[Death], Callable[[Any], Any]] = lambda _: lambda disk: disk
    later: Path = LATER
    kinds: tuple[str, ...] = ()
    seed: int = 0

    def adapters(self, death: Death) -> Adapters:
        """Return what stands between the office and the machine in one life."""
        return Adapters(
            store=self.store,
            slots=self.slots,
            slots_disk=self.slots_disk(death),
            store_disk=self.store_disk(death),
            death=death,
        )


SOUND = Bug()
"""No fault at all."""


class Recording:
    """A transaction that only writes down what it is told."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *arguments: self.steps.append((name, arguments))


class Through:
    """A store that passes everything on."""

    def __init__(self, store: Any) -> None:
        self.inner = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def write(self, steps: Sequence[Step]) -> None:
        """Do in one transaction what was written down."""
        with self.inner.begin() as transaction:
            for name, arguments in steps:
                getattr(transaction, name)(*arguments)


class AcknowledgesBeforeCommit(Through):
    """Says that a change is done and commits it when it is next spoken to."""

    def __init__(self, store: Any) -> None:
        super().__init__(store)
        self.owed: list[Step] = []

    def __getattr__(self, name: str) -> Any:
        owed, self.owed = self.owed, []
        if owed:
            self.write(owed)
        return getattr(self.inner, name)

    @contextmanager
    def begin(self) -> Iterator[Recording]:
        recording = Recording()
        yield recording
        self.owed += recording.steps


class Split(Through):
    """Commits a change in two transactions, one after the other."""

    def __init__(self, store: Any, first: Callable[[Step], bool]) -> None:
        super().__init__(store)
        self.first = first

    @contextmanager
    def begin(self) -> Iterator[Recording]:
        recording = Recording()
        yield recording
        for part in (True, False):
            steps = [one for one in recording.steps if self.first(one) is part]
            if steps:
                self.write(steps)


def _not_of_a_register(step: Step) -> bool:
    name, arguments = step
    if name == "append":
        return not str(arguments[0].entry.journal).startswith("register/")
    return name != "project_register"


def _is_entry(step: Step) -> bool:
    return step[0] == "append"


class LateBlobs:
    """Blobs that wait in memory until the entry that names them is written."""

    def __init__(self, blobs: Any) -> None:
        self.inner = blobs
        self.waiting: dict[Digest, bytes] = {}

    def keep(self, data: bytes | BinaryIO) -> Digest:
        content = data if isinstance(data, bytes) else data.read()
        digest = Digest(hashlib.new("sm3", content).hexdigest())
        self.waiting[digest] = content
        return digest

    @contextmanager
    def for_one_act(self) -> Iterator[Any]:
        yield self.keep

    def read(self, digest: Digest) -> bytes:
        return self.waiting[digest] if digest in self.waiting else self.inner.read(digest)

    def has(self, digest: Digest) -> bool:
        return digest in self.waiting or self.inner.has(digest)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def settle(self) -> None:
        for content in self.waiting.values():
            self.inner.keep(content)
        self.waiting.clear()


class BlobAfterEntry(Through):
    """Writes texts, pages and files only once the entry that names them is committed."""

    def __init__(self, store: Any) -> None:
        super().__init__(store)
        self.blobs = LateBlobs(store.blobs)

    @contextmanager
    def begin(self) -> Iterator[Any]:
        with self.inner.begin() as transaction:
            yield transaction
        self.blobs.settle()


class InPlaceDisk:
    """A disk of key slots that writes over the file instead of renaming another into its place."""

    def __init__(self, disk: SlotDisk, death: Death) -> None:
        self.disk = disk
        self.death = death

    def __getattr__(self, name: str) -> Any:
        return getattr(self.disk, name)

    def replace(self, source: Path, target: Path) -> None:
        data = source.read_bytes()
        half = len(data) // 2
        with target.open("wb", buffering=0) as file:
            for part in (data[:half], data[half:]):
                self.death.step()
                file.write(part)
        source.unlink()


class FileByFileDisk:
    """A disk that gives a folder its name by moving what is in it, one file after the other."""

    def __init__(self, disk: Disk, death: Death) -> None:
        self.disk = disk
        self.death = death

    def __getattr__(self, name: str) -> Any:
        return getattr(self.disk, name)

    def replace(self, source: Path, target: Path) -> None:
        if not source.is_dir():
            self.disk.replace(source, target)
            return
        target.mkdir()
        for path in sorted(source.rglob("*")):
            self.death.step()
            there = target / path.relative_to(source)
            there.mkdir() if path.is_dir() else self.disk.replace(path, there)
        shutil.rmtree(source)


class KeepsStraySlots(Through):
    """Key slots that leave alone what a cut-off enrolment left behind."""

    def discard(self, *_: object) -> None:
        pass


def _in_place(death: Death) -> Callable[[Any], Any]:
    return lambda disk: InPlaceDisk(disk, death)


def _file_by_file(death: Death) -> Callable[[Any], Any]:
    return lambda disk: FileByFileDisk(disk, death)


BUGS = {
    "acknowledge-before-commit": Bug(store=AcknowledgesBeforeCommit),
    "blob-after-entry": Bug(store=BlobAfterEntry, seed=11),
    "number-in-two-transactions": Bug(
        store=lambda store: Split(store, _not_of_a_register), kinds=("assign-number",), seed=12
    ),
    "projection-outside-transaction": Bug(store=lambda store: Split(store, _is_entry)),
    "key-slots-without-rename": Bug(
        slots_disk=_in_place,
        kinds=("sign-in", "wrong-password", "change-password", "enrol-person", "renew-key"),
        seed=16,
    ),
    "password-written-in-place": Bug(slots_disk=_in_place, kinds=("change-password",)),
    "settlement-projected-later": Bug(store=lambda store: Split(store, _is_entry), kinds=("settle",)),
    "enrolment-not-to-be-repeated": Bug(slots=KeepsStraySlots, kinds=("enrol-person",)),
    "backup-file-by-file": Bug(store_disk=_file_by_file, kinds=("backup",)),
    "founding-file-by-file": Bug(store_disk=_file_by_file, kinds=("found",)),
    "restoring-file-by-file": Bug(store_disk=_file_by_file, kinds=("restore",)),
    "migration-in-parts": Bug(later=LATER.with_name("later_in_parts"), kinds=("migrate",)),
}
"""Every fault that is planted."""
