"""A large attachment passes through the program piece by piece: kept, proved, written out."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from io import RawIOBase
from pathlib import Path
from typing import Any

import pytest

from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.ids import DepartmentId, DossierId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.office import Office
from tests.builders import says
from tests.rigs.world import MORNING, REALM, found, ports, unit

MEGABYTE = 1 << 20
SIZE = 48 * MEGABYTE
MOST = 8 * MEGABYTE
"""Bytes that may be in memory at once: a few pieces of 1 MiB, whatever the file is."""
PASSWORDS = {one.account: one.password for one in unit().people}


class Made(RawIOBase):
    """A stream of so many bytes that are made as they are read."""

    def __init__(self, size: int) -> None:
        self.left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = min(len(buffer), self.left)
        buffer[:size] = bytes([self.left % 251]) * size
        self.left -= size
        return size


class Weighed:
    """A sink that only counts."""

    def __init__(self) -> None:
        self.size = 0
        self.largest = 0

    def write(self, data: bytes, /) -> int:
        self.size += len(data)
        self.largest = max(self.largest, len(data))
        return len(data)


def peak(job: Callable[[], Any]) -> tuple[Any, int]:
    """Return what a job yields and the most bytes that it held at once."""
    tracemalloc.start()
    try:
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        found = job()
        return found, tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


@pytest.fixture
def office(tmp_path: Path) -> Any:
    folder = tmp_path / REALM.value
    folder.mkdir()
    found(folder)
    office = Office(REALM, ports(folder, "large", ScriptClock(MORNING)))
    yield office
    office.close()


def attached(session: Any) -> tuple[DossierId, Any]:
    attachment = session.writing.keep_file("附图.pdf", Made(SIZE), SIZE)
    kept = session.writing.keep_text(Manuscript(title="关于附图的通知"))
    drafted = act.Draft(
        dossier=DossierId(""),
        source=kept.source,
        flow=session._desk.flows["outgoing-general"],
        department=DepartmentId(""),
        particulars=kept.particulars,
        attachments=(attachment,),
    )
    return session.perform(drafted).dossiers[0], attachment


def test_a_large_attachment_is_never_in_memory_at_once(office: Office) -> None:
    session = office.sign_in("zhouyue", PASSWORDS["zhouyue"])
    (dossier, attachment), most = peak(lambda: attached(session))
    assert attachment.size == SIZE
    assert most < MOST
    verdict, most = peak(session.administration.verify)
    assert verdict.sound and most < MOST
    sink = Weighed()
    _, most = peak(lambda: session.papers.content_into(dossier, attachment.digest, sink))
    assert (sink.size, most < MOST) == (SIZE, True)
    assert sink.largest <= MEGABYTE
    with says("dossier.unknown"):
        session.papers.content_into(dossier, session.writing.keep_file("别的.pdf", Made(10), 10).digest, sink)


def test_reading_it_as_a_whole_would_be_noticed(office: Office) -> None:
    """The rig itself."""
    session = office.sign_in("zhouyue", PASSWORDS["zhouyue"])
    dossier, attachment = attached(session)
    whole, most = peak(lambda: session.papers.content(dossier, attachment.digest))
    assert len(whole) == SIZE and most > MOST
