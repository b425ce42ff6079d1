"""四性检测 of a 归档件 in a folder: what somebody did to the folder is told item by item."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import bagit
import pytest

from oa_desktop.archive.bag import write_bag
from oa_desktop.archive.specimens import Instruments, specimen_of
from oa_desktop.archive.verifying import verify_item
from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.archives.properties import PropertyReport, Result, Stage
from oa_desktop.domain.beside import FileFault
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.journal_file import dossiers_of, read_journal_file
from oa_desktop.office.archiving.means import Means
from oa_desktop.office.archiving.testing import report_of
from oa_desktop.office.filing import JOURNAL, journal_file
from oa_desktop.security import sm3
from tests.fakes.formats import FakeFormats
from tests.fakes.office import FakeOffice, notice
from tests.fakes.signed_files import FakeSignedFiles
from tests.rigs.tampering.descriptions import DESCRIPTIONS, described_otherwise, lists_otherwise
from tests.rigs.tampering.second import second

UNARRANGED = {"元数据项完整"}
"""What a 归档件 lacks that nobody has arranged yet: its 档号 and what comes of it."""


def digest(given: Iterator[bytes]) -> Digest:
    return Digest(sm3.digest(given))


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    return FakeOffice()


@pytest.fixture(scope="module")
def sound(office: FakeOffice, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("item") / "归档件"
    document = office.bring_to("file", notice(date="2026年4月16日"))
    session = office.as_("archivist")
    session.perform(File(dossier=document, retention="永久"))
    write_bag(session.papers.filed_item(document), folder)
    return folder


def report(office: FakeOffice, folder: Path) -> PropertyReport:
    means = Means(formats=FakeFormats(), signed=FakeSignedFiles())
    by = Instruments(crypto=office.crypto, sm3=digest, means=means, today="2026-11-23")
    return report_of(resources.properties(), Stage.TRANSFER, specimen_of(folder, by), "2026-11-23T09:00:00+08:00")


def failed(found: PropertyReport) -> set[str]:
    return {one.criterion.name for one in found.of(Result.FAILED)}


def page(folder: Path) -> Path:
    return next((folder / "data").glob("01-*"))


def forget_a_line(folder: Path) -> None:
    path = folder / "bag-info.txt"
    path.write_text("\n".join(one for one in path.read_text().splitlines() if not one.startswith("责任者")))


def add_words(folder: Path) -> None:
    with (folder / "bag-info.txt").open("a") as file:
        file.write("这一行什么也没说\n")


def tell_another_size(folder: Path) -> None:
    path = folder / "bag-info.txt"
    path.write_text(path.read_text().replace("Payload-Oxum: ", "Payload-Oxum: 1"))


TAMPERED: Mapping[str, tuple[Callable[[Path], object], set[str]]] = {
    "a page was changed": (lambda folder: page(folder).write_bytes(b"other"), {"信息包一致性", "信息包内容数据完整"}),
    "a page is lost": (lambda folder: page(folder).unlink(), {"内容数据完整", "信息包内容数据完整"}),
    "a file was put in": (
        lambda folder: (folder / "data" / "说明.txt").write_text("多余"),
        {"多余文件", "信息包内容数据完整"},
    ),
    "a journal was cut": (
        lambda folder: (folder / "data" / "04-办理记录.jsonl").write_bytes(b"{"),
        {"固化信息有效性", "元数据可读", "过程信息完整", "信息包内容数据完整"},
    ),
    "a link leads out": (lambda folder: (folder / "data" / "外面").symlink_to("/"), {"信息包目录结构规范性"}),
    "an empty folder": (lambda folder: (folder / "data" / "空").mkdir(), {"信息包目录结构规范性"}),
    "the description lacks a field": (forget_a_line, {"信息包元数据完整"}),
    "the description has a line that says nothing": (add_words, {"说明和目录文件规范性"}),
    "the description counts otherwise": (tell_another_size, {"信息包内容数据完整"}),
}


def test_of_a_sound_folder_nothing_fails_but_what_arranging_brings(office, sound):
    assert failed(report(office, sound)) == UNARRANGED


@pytest.mark.parametrize("why", TAMPERED)
def test_what_was_done_to_a_folder_is_told(office, sound, tmp_path, why):
    tamper, names = TAMPERED[why]
    folder = shutil.copytree(sound, tmp_path / "归档件")
    tamper(folder)
    told = failed(report(office, folder))
    assert names <= told
    assert told - names - UNARRANGED <= {"信息包一致性", "多余文件"}


def said_of(office: FakeOffice, item: Path) -> tuple[set[str], set[str]]:
    """Which files of an item both verifiers name."""
    first = verify_item(item, office.crypto, office.crypto.digest)
    _, faults = second().check_package(second().files_of(item), holds=office.crypto.verify)
    return {one.file for one in first.faults}, {file for _, file, _, _ in faults}


def test_an_item_whose_description_is_not_what_was_sealed_is_named_by_both(office, sound, tmp_path):
    assert bagit.Bag(str(sound)).validate()
    assert said_of(office, sound) == (set(), set())
    item = Path(shutil.copytree(sound, tmp_path / "归档件"))
    bagit.Bag(str(item)).save(manifests=True)
    assert said_of(office, item) == (set(), set()), "saved again by another program it says the same"
    kept = {one: one.read_bytes() for one in item.iterdir() if one.is_file()}
    for hand in DESCRIPTIONS.values():
        described_otherwise(item, hand)
        assert said_of(office, item) == ({"bag-info.txt"}, {"bag-info.txt"})
        for path, data in kept.items():
            path.write_bytes(data)


def test_an_item_whose_lists_say_the_same_in_other_bytes_is_named_by_both_in_every_way(office, sound):
    for name, how in lists_otherwise(sound):
        first, other = said_of(office, sound)
        assert first & {name, sound.name}, how
        assert other & {name, "bagit.txt"}, how
    assert said_of(office, sound) == (set(), set())


def test_a_sealed_name_that_leads_out_of_an_item_is_a_file_that_is_missing(office, sound, tmp_path):
    item = Path(shutil.copytree(sound, tmp_path / "归档件"))
    journal, session = item / "data" / JOURNAL, office.as_("archivist")
    held = read_journal_file(journal.read_bytes())
    beside = {one.name: one.digest for one in held.preamble.beside}
    beside["../bagit.txt"] = office.crypto.digest((item / "bagit.txt").read_bytes())
    (document,) = dossiers_of(held)
    journal.write_bytes(journal_file(session._desk, document.id, session._office.machine, beside))
    bagit.Bag(str(item)).save(manifests=True)
    verdict = verify_item(item, office.crypto, office.crypto.digest)
    assert verdict.journal.sound
    assert FileFault(rule="archive.file-missing", file="../bagit.txt") in verdict.faults


def test_a_folder_that_is_no_item_is_refused(office, tmp_path):
    with pytest.raises(Refused) as refused:
        report(office, tmp_path)
    assert refused.value.code == "archive.no-item"
