"""A document goes out with all that its signatures are over; whatever is altered beside its journal is found."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import bagit
import pytest

from oa_desktop.archive.packages import is_package, verify_among_files, verify_package
from oa_desktop.archive.packages import unpacked as unpack
from oa_desktop.archive.verifying import ItemVerdict, verify_item
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import dossier_journal
from oa_desktop.domain.zipping import zipped
from oa_desktop.office.evidence import JOURNAL, README, VERIFIER
from oa_desktop.office.papers.papers import Paper
from tests.fakes.world import FakeCrypto
from tests.rigs.tampering.second import second
from tests.rigs.tampering.world import handled_office


def packed() -> bytes:
    office, document = handled_office()
    return office.as_("archivist").papers.made(document, Paper.EVIDENCE)


PACKAGE = packed()


def parts(data: bytes = PACKAGE) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def judged(path: Path) -> ItemVerdict:
    return verify_package(path, FakeCrypto())


def both(path: Path) -> set[str]:
    """What both verifiers say, which is the same: rules and files."""
    verify = second()
    try:
        found = judged(path)
        first = {f"{one.rule} {one.file}" for one in found.faults} | {one.rule for one in found.journal.faults}
    except Refused:
        first = {"refused"}
    try:
        files = verify.files_of(path)
        verdict, beside = verify.check_package(files, holds=FakeCrypto().verify)
        other = {f"{rule} {name}" for rule, name, _, _ in beside} | {fault[0] for fault in verdict.faults}
    except verify.Refused:
        other = {"refused"}
    assert other == first
    return first


def unpacked(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def test_a_package_holds_every_content_that_the_journal_names_and_the_second_verifier():
    office, document = handled_office()
    held = parts()
    contents = set(held.values())
    named = {
        digest
        for one in office.stores.made.entries(dossier_journal(document))
        for digest in (one.entry.source, one.entry.rendering, *one.entry.attachments)
        if digest
    }
    assert {office.stores.made.blobs.read(digest) for digest in named} <= contents
    assert {JOURNAL, VERIFIER, README} <= held.keys()
    assert any("预算表.txt" in name for name in held)
    assert any(name.startswith("版面", 4) for name in held)
    assert office.as_("archivist").papers.made(document, Paper.EVIDENCE) == PACKAGE, "the same bytes every time"


def test_a_package_as_it_was_made_is_sound_as_zip_and_as_folder(tmp_path):
    path = tmp_path / "核验包.zip"
    path.write_bytes(PACKAGE)
    (tmp_path / "解开").mkdir()
    assert both(path) == both(unpacked(tmp_path / "解开", parts())) == set()
    assert judged(path).files == len(parts()) - 1


def wrapped(folder: Path, name: str) -> Path:
    """The same in a bag, whose lists fit, with the journal under another name."""
    for one, data in parts().items():
        (folder / (name if one == JOURNAL else one)).write_bytes(data)
    bagit.make_bag(str(folder))
    return folder


@pytest.mark.parametrize("name", [JOURNAL, "04-办理记录.jsonl"])
def test_a_package_in_a_bag_is_no_archival_item_to_either_verifier(tmp_path, name):
    verify = second()
    with pytest.raises(verify.Refused):
        verify.check_package(verify.files_of(wrapped(tmp_path, name)), holds=FakeCrypto().verify)
    assert first_of_item(tmp_path)


def first_of_item(folder: Path) -> set[str]:
    """What the program says of an archival item."""
    crypto = FakeCrypto()
    try:
        return {one.rule for one in verify_item(folder, crypto, crypto.digest).faults}
    except Refused as refused:
        return {refused.code}


def test_a_journal_that_names_thousands_of_files_beside_it_is_known_by_its_first_line(tmp_path):
    names = b",".join(b'{"digest":"%064d","name":"%d"}' % (one, one) for one in range(2_000))
    (tmp_path / JOURNAL).write_bytes(b'{"beside":[%b],"magic":"oa-desktop-journal"}\n' % names)
    assert is_package(tmp_path)


@pytest.mark.parametrize("name", sorted(set(parts()) - {JOURNAL}))
def test_a_file_that_is_altered_swapped_missing_or_added_is_found_by_its_name(tmp_path, name):
    files = parts()
    for number, (changed, rule) in enumerate(
        (
            ({**files, name: files[name] + b" "}, f"evidence.file-unrecorded {name}"),
            ({**files, name: b""}, f"evidence.file-unrecorded {name}"),
            ({one: data for one, data in files.items() if one != name}, f"evidence.file-missing {name}"),
            ({**files, "另一页.pdf": b"%PDF"}, "evidence.file-foreign 另一页.pdf"),
        )
    ):
        path = tmp_path / f"{number}.zip"
        path.write_bytes(zipped(changed))
        assert both(path) == {rule}


def test_every_changed_byte_of_a_text_a_page_or_a_file_is_found(tmp_path):
    """1,500 mutants: bytes and regions of every content, and of the list that the machine sealed."""
    chance, held = random.Random(6), parts()
    names = sorted(set(held) - {JOURNAL, VERIFIER})
    folder = unpacked(tmp_path, held)
    for number in range(1_500):
        name = names[number % len(names)]
        data = bytearray(held[name])
        place = chance.randrange(len(data))
        data[place : place + chance.choice((1, 1, 20))] = chance.randbytes(chance.choice((0, 1, 3)))
        if bytes(data) == held[name]:
            data.append(0)
        (folder / name).write_bytes(data)
        assert [one.file for one in judged(folder).faults] == [name]
        (folder / name).write_bytes(held[name])


def test_a_list_that_was_made_to_fit_is_found_by_the_seal(tmp_path):
    files = parts()
    old = FakeCrypto().digest(files[README])
    files[README] = b"..."
    files[JOURNAL] = files[JOURNAL].replace(old.encode(), FakeCrypto().digest(b"...").encode())
    path = tmp_path / "x.zip"
    path.write_bytes(zipped(files))
    assert both(path) == {"journal-file.altered"}


@pytest.mark.parametrize(
    "data",
    [
        b"before" + PACKAGE,
        PACKAGE + b"behind",
        PACKAGE[:-2] + b"\x01\x00x",
        PACKAGE[: len(PACKAGE) // 2],
        zipped({**parts(), "../out.txt": b""}),
        zipped({JOURNAL: parts()[JOURNAL], "other.jsonl": parts()[JOURNAL]}),
        zipped({README: b""}),
    ],
)
def test_a_zip_with_more_in_it_than_its_parts_is_refused(tmp_path, data):
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    assert both(path) == {"refused"}


@pytest.mark.parametrize(
    "hand", [lambda one: one + b"\n", lambda one: one[:-1], lambda one: one.replace(b'":', b'": ')]
)
def test_the_seal_of_a_journal_has_one_form_and_nothing_follows_it(tmp_path, hand):
    """No signature is over the seal itself."""
    lines = parts()[JOURNAL].splitlines(keepends=True)
    folder = unpacked(tmp_path, {**parts(), JOURNAL: b"".join([*lines[:-1], hand(lines[-1])])})
    assert both(folder) == {"refused"}


@pytest.mark.parametrize("line", [b"\n", b" " * (1 << 17) + b"\n"])
def test_between_the_entries_of_a_journal_stands_neither_an_empty_line_nor_one_longer_than_any_entry(tmp_path, line):
    lines = parts()[JOURNAL].splitlines(keepends=True)
    folder = unpacked(tmp_path, {**parts(), JOURNAL: b"".join([*lines[:-1], line, lines[-1]])})
    assert both(folder) == {"refused"}


def frame(data: bytes = PACKAGE) -> list[int]:
    """Where the bytes of a zip lie that are no part of any file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        heads = [(one.header_offset, one.header_offset + 30 + len(one.filename.encode())) for one in archive.infolist()]
        return [place for first, end in [*heads[:2], (archive.start_dir, len(data))] for place in range(first, end)]


def test_every_changed_byte_between_the_files_of_a_zip_is_found(tmp_path):
    """Programs that unpack as they read believe these bytes and not the list at the end."""
    path, changed = tmp_path / "x.zip", bytearray(PACKAGE)
    for place in frame():
        changed[place] ^= 1
        path.write_bytes(changed)
        with pytest.raises(Exception):  # noqa: B017, PT011 - zipfile has eight of its own
            unpack(bytes(changed))
        with pytest.raises(second().Refused):
            second().check_package(second().files_of(path), holds=FakeCrypto().verify)
        changed[place] ^= 1


def test_nothing_is_hidden_behind_what_is_packed(tmp_path):
    """A packed file says itself where it ends; what follows there is unpacked by nobody."""
    at = PACKAGE.index(b"PK\1\2")
    with zipfile.ZipFile(io.BytesIO(PACKAGE)) as archive:
        last = archive.infolist()[-1]
    grown, sizes = b"hidden", (last.compress_size, last.compress_size + 6)
    old, new = (size.to_bytes(4, "little") for size in sizes)
    data = bytearray(PACKAGE[:at] + grown + PACKAGE[at:])
    entry = data.rindex(b"PK\1\2")
    for place, said in ((last.header_offset + 18, old), (entry + 20, old)):
        assert data[place : place + 4] == said
        data[place : place + 4] = new
    data[-6:-2] = (at + 6).to_bytes(4, "little")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None, "as others see it, nothing is wrong"
    (tmp_path / "x.zip").write_bytes(data)
    assert both(tmp_path / "x.zip") == {"refused"}


def test_a_page_that_was_altered_beside_its_journal_file_is_found(tmp_path):
    files = parts()
    page = next(name for name in sorted(files) if "版面" in name)
    folder = unpacked(tmp_path, {**files, "买菜.txt": b"nothing of ours"})
    assert verify_among_files(folder / JOURNAL, FakeCrypto()).faults == ()
    (folder / page).write_bytes(files[page] + b"%")
    found = verify_among_files(folder / JOURNAL, FakeCrypto())
    assert [(one.rule, one.file) for one in found.faults] == [("evidence.file-unrecorded", page)]
    assert found.journal.sound
