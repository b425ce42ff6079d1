"""Backup and verified restore (备份、恢复) of 20,000 documents with texts and pages, against copying and hashing."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.big_store import FOLDER, Writer, tables_digest, write_all
from benchmarks.figures import MEGABYTES, Job, Line, in_turn, ratio
from benchmarks.unit import Unit, open_unit
from benchmarks.words import Words
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.ids import DepartmentId, Digest
from oa_desktop.domain.units.roles import Role
from oa_desktop.office.states import States
from oa_desktop.office.trail.verifying import verify_store
from oa_desktop.security import sm3
from oa_desktop.storage import restore
from oa_desktop.storage.backup import back_up
from oa_desktop.storage.backups import facts_of
from oa_desktop.storage.disk import pieces
from oa_desktop.storage.manifest import Manifest

DOCUMENTS = 20_000
_TEXT, _PAGE = 3_000, 40_000
"""Bytes of a text and of its fixed page, as measured."""
_ROUNDS, _GOAL = 3, 2.0
_EXPECTED = frozenset({"key.of-somebody-else", "key.not-in-force"})
"""What verification finds in a store of many drafters and one key, whose times have nothing to do with it."""


def measure(documents: int = DOCUMENTS) -> Iterator[Line]:
    """Give the lines about backup and restore."""
    home = FOLDER / f"{documents}-whole-documents-{tables_digest()}"
    finished = home / "finished"
    if not finished.exists():
        shutil.rmtree(home, ignore_errors=True)
        _build(home, documents)
        finished.write_text("")
    work = home.with_name(f"{home.name}-work")
    unit = open_unit(home)
    unit.session(Role.DRAFTER)
    try:
        yield from _Bench(unit=unit, work=work).lines()
    finally:
        unit.close()
        shutil.rmtree(work, ignore_errors=True)


class _WholeWriter(Writer):
    """Writes documents whose text and page are there, too."""

    def __init__(self, unit: Unit, documents: int) -> None:
        super().__init__(unit, documents)
        keep = unit.store.blobs.keep
        self._texts = [keep(random.Random(place).randbytes(_TEXT)) for place in range(documents)]
        self._pages = [keep(random.Random(place).randbytes(_PAGE)) for place in range(documents)]

    def action(self, chance: random.Random, words: Words, place: int, department: DepartmentId) -> act.Draft:
        """Return what drafts a document of a text and an attached page."""
        action = super().action(chance, words, place, department)
        page = Attachment(name="版式件.ofd", digest=self._pages[place], size=_PAGE)
        return replace(action, source=self._texts[place], attachments=(page,))


def _build(home: Path, documents: int) -> None:
    unit = open_unit(home)
    unit.session(Role.DRAFTER)
    write_all(unit, _WholeWriter(unit, documents), documents)
    unit.close()


class _Unsigned:
    """Digests, and every signature taken for good: what verification costs apart from them."""

    def digest(self, data: bytes | Iterable[bytes]) -> Digest:
        """Return the SM3 digest."""
        return Digest(sm3.digest(data))

    def verify(self, *_signature: bytes) -> bool:
        """Believe it."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench:
    """One store that is copied there and back.

    Attributes:
        work: Where copies are made; each is taken away before the next.
    """

    unit: Unit
    work: Path

    def lines(self) -> Iterator[Line]:
        """Give the lines."""
        there, back, copies = in_turn(self._backup, self._restore, self._copy, rounds=_ROUNDS, warm=1)
        size = sum(path.stat().st_size for path in _files(self._kept))
        yield Line(name="a store of whole documents", figure=size / 1_000_000, unit=MEGABYTES)
        yield ratio("backup / its bytes copied and hashed", there, copies, goal=_GOAL)
        yield ratio("verified restore / its bytes copied and hashed", back, copies, goal=_GOAL)

    def _backup(self, _round: int) -> Job:
        shutil.rmtree(self._kept, ignore_errors=True)
        os.sync()
        return lambda: back_up(self.unit.stores, self.unit.stores.store_key, self._kept)

    def _restore(self, _round: int) -> Job:
        place = self.unit.stores.elsewhere(self.work / "restored")
        shutil.rmtree(place.folder, ignore_errors=True)
        os.sync()
        return lambda: restore.restore(self._kept, place, self._proved)

    def _proved(self, aside: Path, held: Manifest) -> None:
        with closing(self.unit.stores.elsewhere(aside).open(self.unit.stores.store_key)) as store:
            crypto = _Unsigned()
            faults = verify_store(store, States(store, crypto), crypto, facts_of(held).heads).faults
        assert not {one.rule for one in faults} - _EXPECTED, {one.rule for one in faults}

    def _copy(self, _round: int) -> Job:
        target = self.work / "copied"
        shutil.rmtree(target, ignore_errors=True)
        os.sync()
        return lambda: _copied(self._kept, _files(self._kept), target)

    @property
    def _kept(self) -> Path:
        return self.work / "kept"


def _files(folder: Path) -> list[Path]:
    """Return what a backup holds: a store has more beside it, such as the copy from before a migration."""
    return [path for path in folder.rglob("*") if path.is_file()]


def _copied(source: Path, files: list[Path], target: Path) -> None:
    """Copy files, hash what is copied, and leave them durable."""
    for path in files:
        new = target / path.relative_to(source)
        new.parent.mkdir(parents=True, exist_ok=True)
        running = sm3.hasher()
        with path.open("rb") as old, new.open("wb", buffering=0) as file:
            for piece in pieces(old):
                running.update(piece)
                file.write(piece)
        running.digest()
    os.sync()
