"""Items leave the archive in packages that other programs read: EEP, transfer folder and bag."""

from __future__ import annotations

import base64
import itertools
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import bagit
import pytest
from lxml import etree

from oa_desktop.archive.eep import eep
from oa_desktop.archive.eep_reading import read_eep
from oa_desktop.archive.kinds import write_package
from oa_desktop.archive.opening import examine
from oa_desktop.archive.packages import judged
from oa_desktop.archive.trees import register_of, verify_eep, verify_tree
from oa_desktop.archive.writing import side_by_side, together, unfinished
from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.archives.bag_description import SEALED
from oa_desktop.domain.archives.catalogue import CatalogueRow, faults_of_rows
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.domain.beside import FileFault
from oa_desktop.domain.errors import OfficeError, Refused, Unavailable
from oa_desktop.domain.ids import DeviceId, Digest, dossier_journal, organisation_journal
from oa_desktop.domain.journal_file import read_journal_file
from oa_desktop.office import queries as q
from oa_desktop.office.archiving.describing import FileFacts, _files
from oa_desktop.office.archiving.importing import Opened
from oa_desktop.office.archiving.journals_inside import JournalsInside
from oa_desktop.office.archiving.packages import TAKEN_BACK
from oa_desktop.office.archiving.packing_places import noted
from oa_desktop.office.archiving.taking_in import take_in
from oa_desktop.office.filing import JOURNAL, PAGE
from oa_desktop.office.merging import joined_by_few, proved
from oa_desktop.office.ports.store import StoreFacts
from oa_desktop.office.recording import Recorder
from oa_desktop.office.states import States
from oa_desktop.security import sm3
from tests.fakes.office import FakeOffice, notice
from tests.fakes.store import FakeStore
from tests.fakes.world import FakeCrypto
from tests.rigs.tampering.descriptions import DESCRIPTIONS, described_otherwise, listed_anew, lists_otherwise
from tests.rigs.tampering.second import second

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
    write_package(office.as_("archivist").archive.packages.package(YEAR), kind, target, sm3.hasher)
    return target


@pytest.fixture(scope="module")
def folders(office, tmp_path_factory) -> dict[PackageKind, Path]:
    root = tmp_path_factory.mktemp("packages")
    return {kind: packed(office, kind, root / kind) for kind in PackageKind}


def test_what_packing_that_died_left_elsewhere_is_swept_with_the_next_package_and_named_where_it_cannot_be(
    office, tmp_path
):
    archivist, stick = office.as_("archivist"), tmp_path / "stick"
    before, pulled_out = tmp_path / "before", stick / "pulled out"
    unfinished(before).mkdir()
    (unfinished(before) / "01-正本.pdf").write_bytes(b"half")
    died = [noted(archivist._desk, place) for place in (before, pulled_out)]
    for one in died:
        one.__enter__()
    package = archivist.archive.packages.package(YEAR, (CODE,))
    assert archivist.archive.packages.pack(package, PackageKind.TRANSFER, tmp_path / "now") == 1
    assert not unfinished(before).exists()
    assert archivist.archive.packages.unfinished() == (pulled_out,)
    stick.mkdir()
    assert archivist.archive.packages.unfinished() == ()
    stick.rmdir()
    assert archivist.archive.packages.unfinished() == (), "it is not remembered any more"


def test_a_huge_file_that_nobody_lists_is_foreign_before_it_is_read_to_its_end(folders):
    root, read = folders[PackageKind.TRANSFER], []

    def endless() -> Iterator[bytes]:
        while True:
            read.append(None)
            yield bytes(32 * 1024 * 1024)

    held = read_journal_file(register_of(root).read_bytes())
    verdict = judged(held, {"夹带": endless}, FakeCrypto())
    assert FileFault(rule="evidence.file-foreign", file="夹带") in verdict.faults
    assert len(read) == 2


class CalledOff(Exception):
    """Nobody wants the package any more."""


def test_packing_counts_its_items_and_leaves_nothing_where_it_is_called_off(office, tmp_path):
    archive, told = office.as_("archivist").archive, []
    assert (
        archive.packages.pack(
            archive.packages.package(YEAR), PackageKind.TRANSFER, tmp_path / "移交", lambda *at: told.append(at)
        )
        == 2
    )
    assert told == [(0, 2), (1, 2), (2, 2)]

    def stop(done: int, _total: int) -> None:
        if done:
            raise CalledOff

    with pytest.raises(CalledOff):
        archive.packages.pack(archive.packages.package(YEAR), PackageKind.EEP, tmp_path / "封装包", stop)
    assert [one.name for one in tmp_path.iterdir()] == ["移交"]


def test_of_items_that_are_written_side_by_side_three_are_in_memory_and_one_that_cannot_be_written_ends_it():
    made: list[int] = []

    def things() -> Iterator[int]:
        for one in range(9):
            made.append(one)
            yield one

    def fail(_: int) -> None:
        raise OSError("no room")

    written: list[int] = []
    side_by_side(written.append, range(9))
    assert sorted(written) == [*range(9)]
    with pytest.raises(OSError, match="no room"):
        side_by_side(fail, things())
    assert made == [0, 1, 2], "the first two fail before more than the third is made"


def test_of_a_file_in_pieces_only_the_small_ones_are_joined_and_none_is_lost():
    large = bytes(1 << 18)

    assert list(together((b"a", b"bc", large, large, b"d"))) == [b"abc" + large, large, b"d"]
    assert not list(together(()))


def test_what_a_death_left_of_a_package_is_swept_away_when_it_is_packed_again(office, tmp_path):
    left = unfinished(tmp_path / "移交") / "半个文件"
    left.parent.mkdir()
    left.write_bytes(b"half")
    folder = packed(office, PackageKind.TRANSFER, tmp_path / "移交")
    assert list(tmp_path.iterdir()) == [folder]
    assert not (folder / left.name).exists()


def test_an_eep_holds_every_file_of_its_item_byte_for_byte(office, folders):
    tree = etree.parse(folders[PackageKind.EEP] / f"{CODE}.xml")
    item = next(office.as_("archivist").archive.packages.package(YEAR, (CODE,)).items())
    held = {
        one.findtext(f"{EEP}题名"): base64.b64decode(one.findtext(f".//{EEP}编码数据"))
        for one in tree.iter(f"{EEP}文档")
    }
    same = {one.name: one.data for one in item.files if not one.name.startswith("04-")}
    assert {name: data for name, data in held.items() if name in same} == same
    assert tree.findtext(f".//{EEP}内容描述/{EEP}题名") == "关于第0项管理办法的通知"
    assert [one.findtext(f"{EEP}业务行为") for one in tree.iter(f"{EEP}业务实体")][-2:] == ["归档", "制作版式副本"]


def test_the_bytes_in_an_eep_stand_in_lines_of_76_signs_as_mail_has_them(office):
    data = bytes(range(256)) * 1000
    item = next(office.as_("archivist").archive.packages.package(YEAR, (CODE,)).items())
    files = tuple(replace(one, data=data) for one in item.files)
    written = b"".join(
        eep(replace(item, files=files), office.as_("archivist").archive.packages.package(YEAR), sm3.hasher)
    )
    assert written.count(base64.encodebytes(data)) == len(files)


def test_items_are_packed_once_and_in_the_order_of_the_catalogue_however_they_are_asked_for(office):
    other = CODE.replace("0001", "0002")
    package = office.as_("archivist").archive.packages.package(YEAR, (other, CODE, other))
    assert [one.code for one in package.lines] == [CODE, other]


def test_a_transfer_folder_is_laid_out_as_receiving_archives_expect_it(folders):
    root = folders[PackageKind.TRANSFER]
    assert sorted(one.name for one in root.iterdir()) == ["Z109", "其他", "目录文件.XML", "说明文件.TXT"]
    form, told = (root / "其他" / "移交与接收登记表.pdf").read_text("utf-8"), (root / "说明文件.TXT").read_text("utf-8")
    assert "label='移交件数', value='2件'" in form
    size = sum(one.stat().st_size for one in (root / "Z109").rglob("*") if one.is_file())
    assert f"数据量：{size}字节" in told
    assert f"label='移交数据量', value='{size}字节" in form, "both papers say how much lies in the package"
    catalogue = etree.parse(root / "目录文件.XML")
    assert [one.findtext("档号")[-4:] for one in catalogue.iter("文件")] == ["0001", "0002"]
    assert "起止档号：Z109-WS·2026-Y-BGS-0001至Z109-WS·2026-Y-BGS-0002" in told
    metadata = etree.parse(root / "Z109" / "WS·2026-Y-BGS" / CODE / "元数据.xml")
    assert metadata.findtext(".//档号/室编件号") == "1"
    form = FileFacts(name="02-发文稿纸.pdf", digest=Digest("0"), size=1, version="1.7")
    (said,) = _files([form])
    assert said.said["M47"] == "PDF,1.7,application/pdf"
    assert {one.text for one in metadata.iter("格式信息")} >= {"PDF,,application/pdf", "OFD,,application/ofd"}


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


# --- looked through again -------------------------------------------------------------------------------------------

CRYPTO = FakeCrypto()
ITEM = f"Z109/WS·2026-Y-BGS/{CODE}"


def faults(root: Path) -> list[tuple[str, str | int]]:
    """What is wrong with a package, and with which file or row of it."""
    found = examine(root, CRYPTO)
    assert (found.opened is None) is bool(found.faults)
    return [(one.rule, one.params.get("row", one.params.get("file", ""))) for one in found.faults]


@pytest.fixture
def transfer(folders, tmp_path) -> Path:
    return Path(shutil.copytree(folders[PackageKind.TRANSFER], tmp_path / "移交"))


@pytest.mark.parametrize("kind", PackageKind)
def test_a_package_as_it_was_written_has_no_fault(folders, kind):
    assert faults(folders[kind]) == []
    assert not verify_tree(folders[kind], CRYPTO).faults


def second_faults(root: Path) -> set[tuple[str, str]]:
    """What the verifier that travels in the package says of it."""
    verify = second()
    verdict, beside = verify.check_package(verify.files_of(root), holds=CRYPTO.verify)
    assert not verdict.faults
    return {(rule, file) for rule, file, _, _ in beside}


@pytest.mark.parametrize("kind", PackageKind)
def test_the_verifier_inside_says_the_same_of_a_package_and_of_one_that_was_changed(folders, tmp_path, kind):
    assert second_faults(folders[kind]) == set()
    root = Path(shutil.copytree(folders[kind], tmp_path / "改过"))
    name = next(one for one in sorted(root.rglob("*")) if one.suffix in (".xml", ".pdf"))
    name.write_bytes(name.read_bytes() + b" ")
    (root / "便条.txt").write_bytes(b"more")
    found = {(one.rule, one.file) for one in verify_tree(root, CRYPTO).faults}
    assert {rule for rule, _ in second_faults(root)} == {rule for rule, _ in found}
    assert ("evidence.file-foreign", "便条.txt") in found


def test_a_file_under_a_name_that_looks_the_same_hides_no_other(transfer):
    """理 stands in Unicode twice: the true file lies under the one, and a forged one under the other."""
    told = transfer / ITEM / "05-办理记录.txt"
    told.rename(told.with_name(told.name.replace("理", "\uf9e4")))
    told.write_text("forged")
    with pytest.raises(Refused, match=r"evidence\.strange"):
        verify_tree(transfer, CRYPTO)
    with pytest.raises(second().Refused, match=r"evidence\.strange"):
        second_faults(transfer)


@pytest.mark.parametrize("name", ["最新正本.pdf", "fetch.txt", "manifest-作废.txt", "bagit.txt ", "附/正本.pdf"])
def test_what_was_laid_beside_the_payload_of_a_bag_is_named_by_both(folders, tmp_path, name):
    root = Path(shutil.copytree(folders[PackageKind.BAG], tmp_path / "袋"))
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_bytes(b"%PDF-1.7")
    assert [one.file for one in verify_tree(root, CRYPTO).faults] == [name]
    assert second_faults(root) == {("evidence.file-foreign", name)}


@pytest.fixture(scope="module")
def bag(folders, tmp_path_factory) -> Path:
    return Path(shutil.copytree(folders[PackageKind.BAG], tmp_path_factory.mktemp("described") / "bag"))


@pytest.mark.parametrize("how", DESCRIPTIONS)
def test_a_bag_whose_description_is_not_what_was_sealed_is_named_by_both_however_well_its_lists_fit(bag, how):
    kept = {name: (bag / name).read_bytes() for name in ("bag-info.txt", "tagmanifest-sha256.txt")}
    described_otherwise(bag, DESCRIPTIONS[how])
    assert verify_tree(bag, CRYPTO).faults == (FileFault(rule="archive.file-unrecorded", file="bag-info.txt"),)
    assert second_faults(bag) == {("archive.file-unrecorded", "bag-info.txt")}
    for name, data in kept.items():
        (bag / name).write_bytes(data)


def test_a_bag_whose_lists_say_the_same_in_other_bytes_is_named_by_both_in_every_way(bag):
    for name, how in lists_otherwise(bag):
        told = {one.file for one in verify_tree(bag, CRYPTO).faults}
        assert told & {name, "bag"}, how
        assert {file for _, file in second_faults(bag)} & {name, "bagit.txt"}, how


def test_a_list_by_sm3_that_says_otherwise_is_found_by_both_however_well_the_other_lists_fit(folders, tmp_path):
    bag = Path(shutil.copytree(folders[PackageKind.BAG], tmp_path / "bag"))
    lines = (bag / "manifest-sm3.txt").read_text("utf-8").splitlines(keepends=True)
    (bag / "manifest-sm3.txt").write_text(f"{'0' * 64}{lines[0][64:]}{''.join(lines[1:])}", "utf-8")
    listed_anew(bag)
    assert [one.rule for one in verify_tree(bag, CRYPTO).faults] == ["archive.file-changed"]
    assert {rule for rule, _ in second_faults(bag)} == {"archive.file-changed"}


def test_a_bag_of_before_whose_description_was_not_sealed_holds_and_that_is_said(office, folders, tmp_path):
    package = office.as_("archivist").archive.packages.package(YEAR, (CODE,))
    before = replace(
        package, seal=lambda beside: package.seal({name: one for name, one in beside.items() if name != SEALED})
    )
    write_package(before, PackageKind.BAG, tmp_path / "bag", sm3.hasher)
    found = verify_tree(tmp_path / "bag", CRYPTO)
    assert (found.faults, found.undescribed) == ((), True)
    assert second_faults(tmp_path / "bag") == set()
    assert not verify_tree(folders[PackageKind.BAG], CRYPTO).undescribed


def changed(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text("utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new, 1), "utf-8")


def test_each_file_that_was_changed_lost_or_slipped_in_is_named(transfer):
    (transfer / ITEM / "01-正本.pdf").write_bytes(b"%PDF-1.7")
    (transfer / ITEM / "02-发文稿纸.pdf").unlink()
    (transfer / "其他" / "多出来的.txt").touch()
    assert sorted(faults(transfer)) == [
        ("evidence.file-foreign", "其他/多出来的.txt"),
        ("evidence.file-missing", f"{ITEM}/02-发文稿纸.pdf"),
        ("evidence.file-unrecorded", f"{ITEM}/01-正本.pdf"),
    ]


@pytest.mark.parametrize("kind", [PackageKind.TRANSFER, PackageKind.BAG])
def test_a_folder_that_bears_another_name_is_told_once_beside_what_else_is_wrong(folders, tmp_path, kind):
    root = Path(shutil.copytree(folders[kind], tmp_path / "包"))
    inside = root / "data" if kind is PackageKind.BAG else root
    (inside / "Z109").rename(inside / "Z108")
    assert faults(root) == [("evidence.folder-renamed", "Z108")]
    more = {"其他/多出来的.txt", "Z108/夹带.txt", "说明.TXT"}
    (inside / "说明文件.TXT").unlink()
    for name in more:
        (inside / name).touch()
    assert {file for _rule, file in faults(root)} == {"Z108", "说明文件.TXT", *more}


@pytest.mark.parametrize("put", [lambda place: place.symlink_to("/etc/hosts"), lambda place: place.mkdir()])
def test_a_link_that_leads_out_of_the_package_and_an_empty_folder_are_refused(transfer, put):
    put(transfer / "其他" / "出去")
    with pytest.raises(Refused, match=r"evidence\.strange.*其他/出去"):
        examine(transfer, CRYPTO)
    with pytest.raises(second().Refused, match=r"evidence\.strange"):
        second_faults(transfer)


def test_an_item_without_its_original_is_named(transfer):
    (transfer / ITEM / "01-正本.pdf").unlink()
    assert ("import.no-original", ITEM) in faults(transfer)


def test_rows_of_another_fonds_and_of_one_code_twice_are_named_by_their_rows(transfer):
    changed(transfer, "目录文件.XML", "Z109-WS·2026-Y-BGS-0001", "Z110-WS·2026-Y-BGS-0002")
    assert ("import.row-fonds", 1) in faults(transfer)
    changed(transfer, "目录文件.XML", "Z110-WS", "Z109-WS")
    found = faults(transfer)
    assert ("import.row-twice", 2) in found
    assert ("import.item-unlisted", CODE) in found


def test_a_catalogue_that_declares_entities_is_refused_before_they_are_unfolded(transfer):
    bomb = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><文件目录>&c;</文件目录>'
    (transfer / "目录文件.XML").write_text(bomb, "utf-8")
    assert set(faults(transfer)) == {("evidence.file-unrecorded", "目录文件.XML"), ("import.damaged", "目录文件.XML")}


SEAL = "其他/归档登记.jsonl"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda root: (root / ITEM / "一\n二.txt").touch(), ("evidence.file-foreign", f"{ITEM}/一\\u000a二.txt")),
        (lambda root: (root / "目录文件.XML").unlink(), ("import.no-catalogue", "目录文件.XML")),
    ],
    ids=["name of two lines", "no catalogue"],
)
def test_a_file_that_hides_its_name_and_a_lost_catalogue_are_named(transfer, change, told):
    change(transfer)
    assert told in faults(transfer)


@pytest.mark.parametrize(
    ("left", "code"), [(None, "no-register"), (b"", "damaged"), (b"[" * 99_999, "damaged")], ids=str
)
def test_a_register_that_is_lost_or_cannot_be_read_is_named(transfer, left, code):
    (transfer / SEAL).unlink()
    if left is not None:
        (transfer / SEAL).write_bytes(left)
    with pytest.raises(Refused) as refused:
        examine(transfer, CRYPTO)
    assert (refused.value.code, refused.value.params["file"]) == (f"import.{code}", SEAL)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("<题名>04-办理记录.jsonl", "<题名>../04-办理记录.jsonl", ("import.name", "../04-办理记录.jsonl")),
        ("<题名>04-办理记录.jsonl", "<题名>办理记录.jsonl", ("evidence.none", "")),
        ("<题名>关于", "<题名>关於", ("archive.eep-signature", "电子签名")),
        ("</电子文件封装包>", "", ("import.damaged", "")),
    ],
    ids=["name leads out", "no journal", "other title", "cut"],
)
def test_what_is_wrong_inside_an_eep_is_named_with_the_eep(folders, tmp_path, old, new, told):
    root = Path(shutil.copytree(folders[PackageKind.EEP], tmp_path / "eep"))
    changed(root, f"{CODE}.xml", old, new)
    code, inside = told
    assert (code, f"{CODE}.xml 里的 {inside}" if inside else f"{CODE}.xml") in faults(root)


def test_a_bag_that_does_not_say_any_more_that_it_is_one_is_named(folders, tmp_path):
    bag = Path(shutil.copytree(folders[PackageKind.BAG], tmp_path / "bag"))
    (bag / "bagit.txt").unlink()
    assert ("archive.list-unreadable", "bag") in faults(bag)


def test_an_eep_whose_signed_part_or_signature_was_changed_says_which_signature_fails(folders, tmp_path):
    path = tmp_path / "件.xml"
    shutil.copy(folders[PackageKind.EEP] / f"{CODE}.xml", path)
    assert faults_of_eep(path) == []
    changed(tmp_path, "件.xml", "<聚合层次>文件</聚合层次>", "<聚合层次>案卷</聚合层次>")
    assert faults_of_eep(path) == ["电子签名"]
    changed(tmp_path, "件.xml", "<签名标识符>X001", "<签名标识符>X009")
    assert faults_of_eep(path) == ["电子签名", "锁定签名"]


def faults_of_eep(path: Path) -> list[str]:
    """What of a package in one file does not hold, which both verifiers say the same of."""
    found = [one.file for one in verify_eep(path, CRYPTO).faults]
    verdict, beside = second().check_eep(path.read_bytes(), holds=CRYPTO.verify)
    assert not verdict.faults
    assert [file for _, file, _, _ in beside] == found
    return found


LOCKED = "<锁定签名>"
AROUND = "签名以外的部分"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("<版本>2009<", "<版本>2026<", [AROUND]),
        ("/encapsulation", "/capsulation", [AROUND]),
        ("</电子签名块>", "<!-- 已作废 --></电子签名块>", [AROUND]),
        (f"{LOCKED}\n", f"{LOCKED}\n<!-- 已作废 -->", ["锁定签名"]),
        ("X002</签名标识符>", "X003</签名标识符>", ["锁定签名"]),
        ("（本机密钥 ", "（伪造密钥 ", ["锁定签名"]),
        ("<证书>", "<证书>AAAA", ["锁定签名"]),
        ("<签名时间>2026", "<签名时间>2027", ["锁定签名"]),
    ],
)
def test_what_no_signature_of_an_eep_covers_has_one_form(folders, tmp_path, old, new, told):
    text = (folders[PackageKind.EEP] / f"{CODE}.xml").read_text("utf-8")
    behind = text.index(LOCKED) if told == ["锁定签名"] else 0
    assert old in text[behind:]
    path = tmp_path / "件.xml"
    path.write_text(text[:behind] + text[behind:].replace(old, new, 1), "utf-8")
    assert faults_of_eep(path) == told


def test_an_eep_in_an_encoding_that_nobody_knows_is_refused_by_both(folders, tmp_path):
    path = tmp_path / "件.xml"
    path.write_bytes((folders[PackageKind.EEP] / f"{CODE}.xml").read_bytes().replace(b"UTF-8", b"UTF-9", 1))
    with pytest.raises(Refused, match=r"import\.damaged"):
        verify_eep(path, CRYPTO)
    with pytest.raises(second().Refused, match=r"import\.damaged"):
        second().check_eep(path.read_bytes(), holds=CRYPTO.verify)


def test_a_file_of_an_eep_whose_name_leads_out_of_it_is_refused():
    with pytest.raises(Refused, match=r"import\.name"):
        read_eep("<包><文档><题名>../../etc/x</题名><编码数据>eA==</编码数据></文档></包>".encode(), "件.xml")


def test_of_five_thousand_rows_the_thirty_seven_that_are_wrong_are_named():
    wrong = dict(zip(range(100, 5000, 134), itertools.cycle(WRONG), strict=False))
    codes = {number: f"Z109-WS·2026-Y-BGS-{number:04}" for number in range(1, 5001)}
    rows = [CatalogueRow(**{**RIGHT, "row": n, "code": code, **wrong.get(n, {})}) for n, code in codes.items()]
    assert len(wrong) == 37
    assert sorted({one.row for one in faults_of_rows(rows, "Z109")}) == list(wrong)


RIGHT = {
    "title": "关于会议的通知",
    "date": "20260708",
    "retention": "永久",
    "pages": "3",
    "responsible": "县水务局",
    "mark": "秘密★10年",
}
WRONG = (
    {"code": "Z109-2026-1"},
    {"code": "Z110-WS·2026-Y-BGS-0001"},
    {"title": " "},
    {"date": "20260231"},
    {"retention": "10年"},
    {"pages": "三"},
    {"date": "２０２６０７０８"},
    {"pages": "３"},
    {"title": "关于会议\u200b的通知"},
    {"responsible": " "},
    {"mark": "绝蜜"},
    {"order": "9999"},
)


# --- taken in again -------------------------------------------------------------------------------------------------


def empty_store(office: FakeOffice) -> FakeStore:
    """A store of the office's unit with nothing in it."""
    full, unit, own = office.stores.made, office.as_("archivist").organisation().unit, DeviceId("another")
    return FakeStore(StoreFacts(id="another", realm=full.realm, grade=full.grade, unit=unit, device=own, schema=1))


@pytest.mark.parametrize("kind", PackageKind)
def test_an_empty_store_comes_to_the_same_journals_and_contents(office, folders, kind):
    full, empty = office.stores.made, empty_store(office)
    recorder = Recorder(empty, States(empty, CRYPTO), clock=office.clock, ids=office.ids, crypto=CRYPTO)
    opened = examine(folders[kind], CRYPTO).opened
    taken = take_in(empty, CRYPTO, recorder, opened)
    assert len(taken.documents) == 2
    for journal in empty.journals():
        assert {one.signed for one in empty.entries(journal)} <= {one.signed for one in full.entries(journal)}
    for document in taken.documents:
        journal = dossier_journal(document)
        assert [one.digest for one in empty.entries(journal)] == [one.digest for one in full.entries(journal)]
        assert empty.dossier(document)[0] == full.dossier(document)[0]
    assert empty.blobs.contents.items() <= full.blobs.contents.items()
    assert take_in(empty, CRYPTO, recorder, opened).documents == ()


def test_of_many_journals_a_few_are_looked_at_at_once_and_one_that_does_not_hold_is_found_among_them(office, folders):
    opened, empty = examine(folders[PackageKind.BAG], CRYPTO).opened, empty_store(office)
    inside = looked_through(opened)
    journals = list(inside.by_journal())
    unions = list(joined_by_few(empty, CRYPTO, opened.unit, journals, few=1))
    assert list(unions[0].journals) == [organisation_journal(opened.unit)]
    assert [len(one.journals) for one in unions] == [1, 1, 1, 1], "the unit, its register, and an item each"
    assert {one.signed for union in unions for one in union.new} == {one.signed for each in journals for one in each}
    assert list(proved(empty, CRYPTO, opened.unit, unions)) == unions
    *sound, last = journals
    spoilt = [*sound, (*last[:-1], replace(last[-1], signature=b"another"))]
    with pytest.raises(Refused, match=r"records\.faulty"):
        list(proved(empty, CRYPTO, opened.unit, joined_by_few(empty, CRYPTO, opened.unit, spoilt, few=1)))


def looked_through(opened: Opened) -> JournalsInside:
    inside = JournalsInside(opened=opened, crypto=CRYPTO)
    for files in opened.items():
        inside.look_at({name: read() for name, read in files.items()})
    return inside


def test_a_journal_whose_entries_lie_in_two_items_comes_whole_once_the_last_of_them_was_read(folders):
    opened = examine(folders[PackageKind.TRANSFER], CRYPTO).opened
    first, second = ({JOURNAL: files[JOURNAL]} for files in opened.items())
    split = replace(opened, items=lambda: iter((first, second, first)))
    whole, parted = ({one[0].journal: one for one in looked_through(each).by_journal()} for each in (opened, split))
    assert parted == whole
    assert list(parted)[:2] == list(whole)[:2], "the unit and its register"
    assert list(parted)[2:] == [*reversed(list(whole)[2:])]


def test_a_journal_that_changes_after_it_was_looked_at_is_not_taken_in(office, folders, tmp_path):
    folder = Path(shutil.copytree(folders[PackageKind.TRANSFER], tmp_path / "移交"))
    inside = looked_through(examine(folder, CRYPTO).opened)
    page = next(folder.rglob(JOURNAL))
    page.write_bytes(page.read_bytes() + b"\n")
    with pytest.raises(Refused, match=r"holdings\.changed"):
        list(inside.by_journal())
    page.unlink()
    with pytest.raises(Refused, match=r"holdings\.changed"):
        list(inside.by_journal())


def test_a_page_that_is_gone_after_it_was_looked_at_leaves_nothing_taken_in(office, folders, tmp_path):
    folder = Path(shutil.copytree(folders[PackageKind.TRANSFER], tmp_path / "移交"))
    opened, page, empty = examine(folder, CRYPTO).opened, next(folder.rglob(PAGE)), empty_store(office)
    recorder = Recorder(empty, States(empty, CRYPTO), clock=office.clock, ids=office.ids, crypto=CRYPTO)
    looks = itertools.count(1)

    def items():
        if next(looks) == KEEPING:
            page.unlink()
        return opened.items()

    with pytest.raises(Refused, match=r"holdings\.changed"):
        take_in(empty, CRYPTO, recorder, replace(opened, items=items))
    assert (list(empty.journals()), empty.blobs.contents) == ([], {})


KEEPING = 3
"""Which time the items are read when their contents are kept: before they are looked at, and their journals proved."""


def test_a_medium_that_is_taken_out_is_said_by_the_file_that_cannot_be_read(folders, tmp_path):
    folder = Path(shutil.copytree(folders[PackageKind.BAG], tmp_path / "移交"))
    opened = examine(folder, CRYPTO).opened
    first = next(opened.items())
    shutil.rmtree(folder)
    for read in (first[PAGE], next(iter(opened.whole.values())), lambda: next(opened.items())):
        with pytest.raises(Unavailable, match=r"source\.unreadable"):
            read()
    with pytest.raises(Refused, match=r"holdings\.changed"):
        opened.described()


def test_the_trail_tells_that_a_package_was_taken_in_and_who_may_not(office, folders):
    opened = examine(folders[PackageKind.BAG], CRYPTO).opened
    with pytest.raises(Refused):
        office.as_("drafter").archive.packages.take_in(opened)
    office.as_("archivist").archive.packages.take_in(opened)
    told = [(one.outcome, one.detail) for one in office.as_("auditor").ask(q.AuditTrail()) if TAKEN_BACK in one.detail]
    assert [outcome for outcome, _ in told] == [q.AuditOutcome.DONE, q.AuditOutcome.FAILED]
