"""Items leave the archive in packages that other programs read: EEP, transfer folder and bag."""

from __future__ import annotations

import base64
from pathlib import Path

import bagit
import pytest
from lxml import etree

from oa_desktop.archive.kinds import PackageKind, write_package
from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.errors import OfficeError
from oa_desktop.security import sm3
from tests.fakes.office import FakeOffice, notice

YEAR = 2026
CODE = "Z109-WS·2026-Y-BGS-0001"
EEP = "{http://www.saac.gov.cn/standards/ERM/encapsulation}"


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    office = FakeOffice()
    archive = office.as_("archivist").archive
    archive.adopt_scheme(resources.build_scheme("organ"))
    for ordinal in range(2):
        document = office.bring_to("file", notice(f"关于第{ordinal}项管理办法的通知"))
        office.as_("archivist").perform(File(dossier=document, retention="永久"))
    archive.arrange(archive.dry_run(YEAR))
    return office


def packed(office: FakeOffice, kind: PackageKind, target: Path) -> Path:
    write_package(office.as_("archivist").archive.package(YEAR), kind, target, sm3.hasher)
    return target


@pytest.fixture(scope="module")
def folders(office, tmp_path_factory) -> dict[PackageKind, Path]:
    root = tmp_path_factory.mktemp("packages")
    return {kind: packed(office, kind, root / kind) for kind in PackageKind}


def test_an_eep_holds_every_file_of_its_item_byte_for_byte(office, folders):
    tree = etree.parse(folders[PackageKind.EEP] / f"{CODE}.xml")
    item = next(office.as_("archivist").archive.package(YEAR, (CODE,)).items())
    held = {
        one.findtext(f"{EEP}题名"): base64.b64decode(one.findtext(f".//{EEP}编码数据"))
        for one in tree.iter(f"{EEP}文档")
    }
    same = {one.name: one.data for one in item.files if not one.name.startswith("04-")}
    assert {name: data for name, data in held.items() if name in same} == same
    assert tree.findtext(f".//{EEP}内容描述/{EEP}题名") == "关于第0项管理办法的通知"
    assert [one.findtext(f"{EEP}业务行为") for one in tree.iter(f"{EEP}业务实体")][-1] == "归档"


def test_a_transfer_folder_is_laid_out_as_receiving_archives_expect_it(folders):
    root = folders[PackageKind.TRANSFER]
    assert sorted(one.name for one in root.iterdir()) == ["Z109", "其他", "目录文件.XML", "说明文件.TXT"]
    catalogue = etree.parse(root / "目录文件.XML")
    assert [one.findtext("档号")[-4:] for one in catalogue.iter("文件")] == ["0001", "0002"]
    assert "起止档号：Z109-WS·2026-Y-BGS-0001至Z109-WS·2026-Y-BGS-0002" in (root / "说明文件.TXT").read_text("utf-8")
    metadata = etree.parse(root / "Z109" / "WS·2026-Y-BGS" / CODE / "元数据.xml")
    assert metadata.findtext(".//档号/室编件号") == "1"


def test_the_library_of_congress_validates_the_bag_and_guards_its_list_by_sm3(folders):
    bag = bagit.Bag(str(folders[PackageKind.BAG]))
    assert bag.validate()
    listed = (folders[PackageKind.BAG] / "manifest-sm3.txt").read_text("utf-8").splitlines()
    assert len(listed) == len(list(bag.payload_files()))
    for line in listed:
        digest, name = line.split("  ")
        assert sm3.digest((folders[PackageKind.BAG] / name).read_bytes()) == digest


def test_a_folder_that_is_not_empty_and_a_disk_that_fails_leave_nothing_half_written(office, tmp_path):
    (tmp_path / "满").mkdir()
    (tmp_path / "满" / "旧").touch()
    with pytest.raises(OfficeError, match=r"archive\.not-empty"):
        packed(office, PackageKind.TRANSFER, tmp_path / "满")
    assert [one.name for one in tmp_path.rglob("*")] == ["满", "旧"]
