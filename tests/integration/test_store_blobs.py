"""Blobs are kept whole or not at all, by content, each under a key of its own."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.ids import dossier_journal
from oa_desktop.storage.sealed_files import ARRIVING
from tests.builders import PEOPLE, STORE_KEY, Writer, attachment, digest_of, new_store, says, stores_in

ROOT = Path(__file__).parents[2]
MEGABYTE = 1 << 20


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Any]:
    store = new_store(tmp_path / "official")
    yield store
    store.close()


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "official" / "blobs").rglob("*") if path.is_file())


@pytest.mark.parametrize("size", [0, 1, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 3 * MEGABYTE + 7])
def test_bytes_and_streams_come_back_as_they_were(store: Any, size: int) -> None:
    data = os.urandom(size)
    assert store.blobs.keep(BytesIO(data)) == digest_of(data) == store.blobs.keep(data)
    assert store.blobs.read(digest_of(data)) == data
    assert store.blobs.has(digest_of(data))


def test_the_same_bytes_are_stored_once(store: Any, tmp_path: Path) -> None:
    for _ in range(2):
        store.blobs.keep(b"page")
        store.blobs.keep(BytesIO(b"page"))
    assert len(files_in(tmp_path)) == 1


def test_names_and_contents_reveal_nothing(store: Any, tmp_path: Path) -> None:
    digest = store.blobs.keep("春季植树".encode() * 100)
    [file] = files_in(tmp_path)
    assert digest not in str(file)
    assert "植树".encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


def test_missing_and_damaged_are_told_apart(store: Any, tmp_path: Path) -> None:
    digest = store.blobs.keep(b"page" * 1000)
    [file] = files_in(tmp_path)
    whole = file.read_bytes()
    for harm in (whole[:-1], whole + b"x", whole[:40] + bytes([whole[40] ^ 1]) + whole[41:], b""):
        file.write_bytes(harm)
        with says("blob.damaged"):
            store.blobs.read(digest)
    file.unlink()
    with says("blob.missing"):
        store.blobs.read(digest)
    with says("blob.missing"):
        store.blobs.read(digest_of("never kept"))
    assert store.check() == (f"blob.missing {digest}",)
    assert not store.blobs.has(digest)


def test_a_blob_that_was_lost_can_be_kept_again(store: Any, tmp_path: Path) -> None:
    digest = store.blobs.keep(b"page")
    files_in(tmp_path)[0].unlink()
    assert store.blobs.keep(b"page") == digest
    assert store.blobs.read(digest) == b"page"
    assert store.check() == ()


def test_one_blob_cannot_stand_for_another(store: Any, tmp_path: Path) -> None:
    first = store.blobs.keep(b"first")
    [one] = files_in(tmp_path)
    store.blobs.keep(b"other")
    [other] = [path for path in files_in(tmp_path) if path != one]
    one.write_bytes(other.read_bytes())
    with says("blob.damaged"):
        store.blobs.read(first)


def test_what_no_entry_names_is_listed(store: Any) -> None:
    writer = Writer()
    named = [store.blobs.keep(one) for one in (b"source", b"file")]
    loose = store.blobs.keep(b"loose")
    writer.draft(store, source=named[0], attachments=(attachment("f.txt", b"file"),))
    assert store.blobs.unreferenced() == (loose,)
    dossier = writer.draft(store)
    kept = store.blobs.keep(b"page")
    writer.write(store, dossier, [(act.Issue(dossier=dossier, rendering=kept), PEOPLE[1])])
    assert store.blobs.unreferenced() == (loose,)
    assert store.blobs.has(loose)


def test_what_an_act_newly_kept_goes_when_it_fails_but_for_what_others_rely_on_or_an_entry_names(
    store: Any, tmp_path: Path
) -> None:
    writer, rely = Writer(), ("before", "named", "kept", "asked")
    store.blobs.keep(b"before")

    def fail() -> None:
        with store.blobs.for_one_act() as keep:
            for one in (*rely, "new", "new"):
                keep(one.encode())
            keep(BytesIO(b"stream"))
            keep(BytesIO(b"stream"))
            writer.draft(store, source=digest_of(b"named"))
            assert store.blobs.keep(b"kept") == digest_of(b"kept")
            assert store.blobs.has(digest_of(b"asked"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert all(store.blobs.has(digest_of(one.encode())) for one in rely)
    assert len(files_in(tmp_path)) == len(rely)
    with store.blobs.for_one_act() as keep:
        keep(b"new")
    assert store.blobs.has(digest_of(b"new"))
    assert len(files_in(tmp_path)) == len(rely) + 1
    assert store.check() == ()


def test_what_the_disk_has_no_room_for_is_not_begun(store: Any) -> None:
    store.blobs.refuse_without_room(0, 0)
    with says("disk.no-room"):
        store.blobs.refuse_without_room(1 << 60, 1)


def test_unknown_files_are_listed_and_left_alone(store: Any, tmp_path: Path) -> None:
    stranger = tmp_path / "official" / "blobs" / "ab" / "stranger"
    stranger.parent.mkdir(parents=True, exist_ok=True)
    stranger.write_bytes(b"x")
    assert store.check() == ("blob.unknown-file ab/stranger",)
    store.close()
    again = stores_in(tmp_path / "official").open(STORE_KEY)
    assert stranger.exists()
    again.close()


def test_two_threads_may_keep_the_same_bytes(store: Any, tmp_path: Path) -> None:
    data = os.urandom(MEGABYTE)
    threads = [threading.Thread(target=store.blobs.keep, args=(BytesIO(data),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.blobs.read(digest_of(data)) == data
    assert len(files_in(tmp_path)) == 1
    assert store.check() == ()


class Endless:
    """A stream of many megabytes that are never in memory at once."""

    def __init__(self, size: int) -> None:
        self.left = size
        self.largest = 0

    def read(self, size: int = -1, /) -> bytes:
        self.largest = max(self.largest, size)
        size = min(size, self.left)
        self.left -= size
        return bytes(size)


def test_a_large_stream_is_read_piece_by_piece(store: Any) -> None:
    stream = Endless(64 * MEGABYTE)
    digest = store.blobs.keep(stream)
    assert stream.largest <= 2 * MEGABYTE
    pieces: list[int] = []

    class Sink:
        def write(self, data: bytes, /) -> None:
            pieces.append(len(data))

    store.blobs.read_into(digest, Sink())
    assert sum(pieces) == 64 * MEGABYTE
    assert max(pieces) <= MEGABYTE


# --- killed -------------------------------------------------------------------------------------------------------

CHILD = """
import sys, time
from pathlib import Path
from oa_desktop.storage.disk import RealDisk
from tests.builders import STORE_KEY, stores_in

class Slow(RealDisk):
    def __init__(self, step): self.step = step
    def stop(self, step):
        if step == self.step:
            print(step, flush=True)
            time.sleep(60)
    def write(self, file, data):
        super().write(file, data)
        if len(data) > 1000: self.stop("written")
    def sync(self, file):
        super().sync(file); self.stop("synced")
    def replace(self, source, target):
        super().replace(source, target); self.stop("renamed")

store = stores_in(Path(sys.argv[1]), disk=Slow(sys.argv[2])).open(STORE_KEY)
store.blobs.keep(b"page" * 1_000_000)
"""


@pytest.mark.parametrize("step", ["written", "synced", "renamed"])
def test_a_program_killed_in_the_middle_leaves_no_half_blob(tmp_path: Path, step: str) -> None:
    new_store(tmp_path / "official").close()
    data = b"page" * 1_000_000
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path / "official"), step], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == f"{step}\n"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()

    store = stores_in(tmp_path / "official").open(STORE_KEY)
    assert not store.blobs.has(digest_of(data))
    assert store.blobs.unreferenced() == ()
    with says("blob.missing"):
        store.blobs.read(digest_of(data))
    assert list((tmp_path / "official" / "blobs" / ARRIVING).iterdir()) == []
    assert [line.split()[0] for line in store.check()] == (["blob.unknown-file"] if step == "renamed" else [])
    store.blobs.keep(data)
    assert store.blobs.read(digest_of(data)) == data
    assert store.check() == ()
    store.close()


class Slow(BytesIO):
    """A file on a stick that gives nothing for a while."""

    def __init__(self, data: bytes, gate: threading.Event) -> None:
        super().__init__(data)
        self.begun = threading.Event()
        self._gate = gate

    def read(self, size: int | None = -1, /) -> bytes:
        self.begun.set()
        assert self._gate.wait(20)
        return super().read(size)


def test_drafts_and_texts_are_kept_while_a_slow_file_is_still_coming_in(store: Any) -> None:
    gate = threading.Event()
    slow = Slow(b"file" * 1000, gate)
    kept: list[str] = []
    coming = threading.Thread(target=lambda: kept.append(store.blobs.keep(slow)))
    coming.start()
    assert slow.begun.wait(20)
    store.keep_draft(PEOPLE[0], "new/1", b"words")
    text = store.blobs.keep(b"page")
    assert (kept, list(store.drafts(PEOPLE[0]).values())) == ([], [b"words"])
    gate.set()
    coming.join()
    assert kept == [digest_of(b"file" * 1000)]
    assert store.blobs.read(text) == b"page"


@pytest.mark.parametrize("gone", [True, False], ids=["missing", "damaged"])
def test_a_content_that_went_bad_is_mended_by_its_bytes_or_its_sealed_file_and_by_nothing_else(
    store: Any, tmp_path: Path, gone: bool
) -> None:
    data = b"page" * 1000
    digest = store.blobs.keep(data)
    [file] = files_in(tmp_path)
    assert file.name == store.blobs.sealed_as(digest)
    for copy in (file.read_bytes(), data):
        file.unlink() if gone else file.write_bytes(b"rot")
        assert not store.blobs.mend(digest, BytesIO(data + b"x"))
        assert not store.blobs.mend(digest, BytesIO(b"rot" * 1000))
        assert [one.fault for one in store.blobs.proofs([digest])] == ["blob.missing" if gone else "blob.damaged"]
        assert store.blobs.mend(digest, BytesIO(copy))
        assert [(one.size, one.fault) for one in store.blobs.proofs([digest])] == [(len(data), "")]
    assert files_in(tmp_path) == [file]


def test_what_is_destroyed_has_neither_key_nor_file_and_what_another_journal_names_stays(
    store: Any, tmp_path: Path
) -> None:
    own, shared = store.blobs.keep(b"own"), store.blobs.keep(b"shared")
    document = Writer().draft(store, source=shared)
    assert store.blobs.destroy([own, shared], frozenset()) == 1
    assert [one.fault for one in store.blobs.proofs([own, shared])] == ["blob.missing", ""]
    assert store.blobs.destroy([own, shared], frozenset({dossier_journal(document)})) == 1
    assert (files_in(tmp_path), store.check()) == ([], ())
