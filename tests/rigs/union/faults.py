"""What goes wrong: machines that die at a write, a network that loses and repeats, a service put back to an older copy."""

from __future__ import annotations

import contextlib
import io
import random
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import BinaryIO, TypeVar

from oa_desktop.domain.entry import SignedEntry
from oa_desktop.domain.errors import OfficeError, Unavailable
from oa_desktop.domain.exchange.records import contents_named
from oa_desktop.domain.ids import Digest, UnitId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.verification import StoredEntry
from oa_desktop.office.ports.central import Batch, Central, Taken
from oa_desktop.office.ports.store import Keep, Sink, StoreFacts, Synced
from tests.fakes.desks import FakeCentralStore, FakeRecords
from tests.fakes.office import FakeOffice
from tests.fakes.store import FakeBlobs, FakeStore

Answer = TypeVar("Answer")
_ENDLESS = 500
"""Questions of one round after which it is taken to go on for ever."""


class Death(BaseException):
    """A machine stopped; nobody catches it but whoever starts it again."""


class Endless(BaseException):
    """A round goes on for ever."""


class Doom:
    """At which write to come a machine dies, and whether that write is durable by then."""

    def __init__(self) -> None:
        self.lift()

    def lift(self) -> None:
        """Let it live."""
        self.left: int | None = None
        self.durable = False

    def hang(self, writes: int, *, durable: bool) -> None:
        """Let it die at one of its next writes."""
        self.left, self.durable = writes, durable

    @contextlib.contextmanager
    def over(self, write: contextlib.AbstractContextManager[Answer]) -> Iterator[Answer]:
        """One write, which may be the last."""
        dies = self._comes()
        with write as begun:
            yield begun
            if dies and not self.durable:
                raise Death
        if dies:
            raise Death

    def _comes(self) -> bool:
        self.left = None if self.left is None else self.left - 1
        return self.left == 0


class DeskBlobs(FakeBlobs):
    """The contents of a desk: whoever dies takes nothing back."""

    @contextlib.contextmanager
    def for_one_act(self) -> Iterator[Keep]:
        with super().for_one_act() as keep:
            try:
                yield keep
            except Death:
                self.loose.clear()
                raise


class DeskDisk(FakeStore):
    """The store of a desk, which outlives the program.

    Attributes:
        retold: How often everything was to be told to the service anew.
    """

    def __init__(self, facts: StoreFacts) -> None:
        super().__init__(facts)
        self.blobs = DeskBlobs()
        self.doom = Doom()
        self.retold = 0

    def begin(self) -> contextlib.AbstractContextManager[FakeStore]:
        return self.doom.over(super().begin())

    def keep_synced(self, unit: UnitId, synced: Synced) -> None:
        before = self.synced(unit)
        with self.doom.over(self._put_back(unit, before)):
            super().keep_synced(unit, synced)
        self.retold += synced == Synced() != before

    @contextlib.contextmanager
    def _put_back(self, unit: UnitId, before: Synced) -> Iterator[None]:
        try:
            yield
        except Death:
            super().keep_synced(unit, before)
            raise


def disk(desk: FakeOffice) -> DeskDisk:
    """What lies at a desk."""
    found = desk.stores.made
    assert isinstance(found, DeskDisk)
    return found


class CentralDisk(FakeCentralStore):
    """The store of the service, which outlives the service."""

    def __init__(self, realm: Realm = Realm.OFFICIAL) -> None:
        super().__init__(realm)
        self.doom = Doom()

    def begin(self, unit: UnitId) -> contextlib.AbstractContextManager[FakeRecords]:
        return self.doom.over(super().begin(unit))

    def put_back(self, unit: UnitId, count: int) -> None:
        """Put the copy in its place that was made when it held so many entries."""
        records = self.of(unit)
        del records.kept[count:]
        named = {*contents_named(records.kept)}
        records.blobs.contents = {one: data for one, data in records.blobs.contents.items() if one in named}


class Network:
    """The service as desks reach it, or do not.

    Attributes:
        asked: What was asked, in its order.
        cut: Whether nobody gets through.
        broken: What the service had promised and does not hold.
    """

    def __init__(self, service: Central, kept: Callable[[], Sequence[SignedEntry]], rng: random.Random) -> None:
        self.service = service
        self.asked: list[str] = []
        self.cut = False
        self.broken: list[str] = []
        self.between: Callable[[], None] = lambda: None
        self._kept, self._rng = kept, rng
        self._loss, self._repetition = rng.uniform(0, 0.3), rng.uniform(0, 0.5)
        self._said: list[Callable[[], object]] = []

    def mend(self) -> None:
        """Let nothing be lost or repeated from now on."""
        self.cut, self._loss, self._repetition, self.between = False, 0.0, 0.0, lambda: None

    def push(self, unit: UnitId, entries: Sequence[StoredEntry]) -> Taken:
        return self._ask("push", lambda: self._push(unit, entries))

    def _push(self, unit: UnitId, entries: Sequence[StoredEntry]) -> Taken:
        taken = self.service.push(unit, entries)
        if not {one.digest for one in entries} <= {one.digest for one in self._kept()}:
            self.broken.append("the service said that it took what it does not hold")
        return taken

    def pull(self, unit: UnitId, after: int, most: int) -> Batch:
        return self._ask("pull", lambda: self.service.pull(unit, after, most))

    def lacking(self, unit: UnitId, digests: Collection[Digest]) -> frozenset[Digest]:
        return self._ask("lacking", lambda: self.service.lacking(unit, digests))

    def keep(self, unit: UnitId, digest: Digest, data: BinaryIO) -> None:
        content = data.read()
        self._ask("keep", lambda: self.service.keep(unit, digest, io.BytesIO(content)))

    def read_into(self, unit: UnitId, digest: Digest, sink: Sink) -> None:
        self._ask("read", lambda: self.service.read_into(unit, digest, sink))

    def _ask(self, what: str, request: Callable[[], Answer]) -> Answer:
        self.between()
        self.asked.append(what)
        if len(self.asked) > _ENDLESS:
            raise Endless
        self._refuse_lost()
        try:
            answer = request()
        except Death:
            raise Unavailable("central.away", reason="died") from None
        if what in ("push", "keep"):
            self._repeat(request)
        self._refuse_lost()
        return answer

    def _refuse_lost(self) -> None:
        if self.cut or self._rng.random() < self._loss:
            raise Unavailable("central.away", reason="timed out")

    def _repeat(self, request: Callable[[], object]) -> None:
        """Let something that was said at any time before come once more."""
        self._said.append(request)
        if self._rng.random() < self._repetition:
            with contextlib.suppress(OfficeError, Death):
                self._rng.choice(self._said)()
