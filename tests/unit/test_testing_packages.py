"""四性检测 of packages of the archive: an item of a whole one fails nothing, and each thing done to one fails its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from oa_desktop.archive.explaining import EXPLANATION
from oa_desktop.archive.kinds import write_package
from oa_desktop.archive.package_specimens import specimens_in
from oa_desktop.archive.specimens import Instruments
from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.domain.archives.properties import PropertyReport, Result, Stage
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.office.archiving.means import Means
from oa_desktop.office.archiving.testing import report_of
from oa_desktop.security import sm3
from tests.fakes.formats import FakeFormats
from tests.fakes.office import FakeOffice, notice
from tests.fakes.signed_files import FakeSignedFiles

YEAR = 2026
CODE = "Z109-WS·2026-Y-BGS-0001"
ITEM = Path("Z109", "WS·2026-Y-BGS", CODE)
PAGE, METADATA = ITEM / "01-正本.pdf", ITEM / "元数据.xml"


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    office = FakeOffice()
    archive = office.as_("archivist").archive
    archive.adopt_scheme(resources.build_scheme("organ"))
    for title in ("关于印发管理办法的通知", "关于召开会议的通知"):
        document = office.bring_to("file", notice(title))
        office.as_("archivist").perform(File(dossier=document, retention="永久"))
    archive.arrange(archive.dry_run(YEAR))
    return office


@pytest.fixture(scope="module")
def folders(office, tmp_path_factory) -> dict[PackageKind, Path]:
    root = tmp_path_factory.mktemp("packages")
    for kind in PackageKind:
        write_package(office.as_("archivist").archive.packages.package(YEAR), kind, root / kind, sm3.hasher)
    return {kind: root / kind for kind in PackageKind}


def reports(office: FakeOffice, path: Path) -> list[PropertyReport]:
    means = Means(formats=FakeFormats(), signed=FakeSignedFiles())
    by = Instruments(crypto=office.crypto, sm3=lambda given: Digest(sm3.digest(given)), means=means, today="2026-11-23")
    time = "2026-11-23T09:00:00+08:00"
    return [report_of(resources.properties(), Stage.TRANSFER, one, time) for one in specimens_in(path, by)]


def failed(report: PropertyReport) -> set[str]:
    return {one.criterion.name for one in report.of(Result.FAILED)}


@pytest.mark.parametrize("kind", PackageKind)
def test_of_every_item_of_a_package_nothing_fails_as_it_was_written(office, folders, kind):
    found = reports(office, folders[kind])
    assert [one.code for one in found] == [CODE, CODE.replace("0001", "0002")]
    assert [failed(one) for one in found] == [set(), set()]


@pytest.mark.parametrize("kind", PackageKind)
def test_the_register_in_a_package_says_how_many_items_and_bytes_there_are_and_that_no_number_is_vacant(
    office, folders, kind
):
    passed = {one.criterion.name for one in reports(office, folders[kind])[0].of(Result.PASSED)}
    assert {"总件数相符", "总字节数相符", "连续性"} <= passed


def test_an_item_that_was_taken_out_with_its_lines_is_missed_by_the_register(office, folders, tmp_path):
    root = Path(shutil.copytree(folders[PackageKind.EEP], tmp_path / "封装"))
    (root / f"{CODE}.xml").unlink()
    (root / EXPLANATION).unlink()
    (found,) = reports(office, root)
    assert failed(found) >= {"总件数相符"}
    said = next(one for one in found.answers if one.criterion.name == "总件数相符")
    assert "登记2，实有1" in str(said)


def test_a_single_eep_is_tested_without_the_others(office, folders):
    (found,) = reports(office, folders[PackageKind.EEP] / f"{CODE}.xml")
    assert (found.code, failed(found)) == (CODE, set())


def test_what_is_no_package_is_refused(office, tmp_path):
    with pytest.raises(Refused, match=r"archive\.no-item"):
        reports(office, tmp_path)


def rewritten(name: Path, old: str, new: str) -> Callable[[Path], object]:
    def write(root: Path) -> object:
        text = (root / name).read_text("utf-8")
        assert old in text
        return (root / name).write_text(text.replace(old, new, 1), "utf-8")

    return write


ELSEWHERE = {"说明和目录文件规范性"}
TAMPERED: Mapping[str, tuple[Callable[[Path], object], set[str]]] = {
    "a page was changed": (
        lambda root: (root / PAGE).write_bytes(b"other"),
        {"信息包一致性", "信息包内容数据完整", "电子属性一致性", "总字节数相符"},
    ),
    "a page is lost": (
        lambda root: (root / PAGE).unlink(),
        {"内容数据完整", "信息包内容数据完整", "总字节数相符"},
    ),
    "a file was put in": (
        lambda root: (root / ITEM / "说明.exe").write_bytes(b"MZ"),
        {"多余文件", "信息包内容数据完整", "总字节数相符"},
    ),
    "the metadata lie": (
        rewritten(METADATA, "<保管期限>永久", "<保管期限>十五年"),
        {"元数据值域", "总字节数相符", *ELSEWHERE},
    ),
    "the metadata are no XML": (
        lambda root: (root / METADATA).write_bytes(b"<"),
        {
            *("元数据可读", "元数据可访问", "元数据项完整", "元数据与内容数据关联", "信息包元数据完整"),
            *("总字节数相符", *ELSEWHERE),
        },
    ),
    "the catalogue leaves it out": (rewritten(Path("目录文件.XML"), CODE, "Z109"), {"元数据可访问", "固化信息有效性"}),
    "the explanation counts wrong": (rewritten(Path("说明文件.TXT"), "2件", "3件"), {"总件数相符", "固化信息有效性"}),
    "the journal was cut": (
        lambda root: (root / ITEM / "04-办理记录.jsonl").write_bytes(b"{}"),
        {
            *("固化信息有效性", "过程信息完整", "信息包一致性", "信息包内容数据完整"),
            *("总字节数相符", "电子属性一致性"),
        },
    ),
    "a link was put in": (lambda root: (root / "其他" / "出去").symlink_to("/etc/hosts"), {"信息包目录结构规范性"}),
}


@pytest.mark.parametrize("case", TAMPERED)
def test_what_was_done_to_a_package_is_told_item_by_item(office, folders, tmp_path, case):
    tamper, expected = TAMPERED[case]
    root = Path(shutil.copytree(folders[PackageKind.TRANSFER], tmp_path / "移交"))
    tamper(root)
    found = {one.code: failed(one) for one in reports(office, root)}
    assert next(iter(found.values())) == expected
