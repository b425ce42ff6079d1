"""Good copies are found where they really lie: in a backup, in a bag, and inside packages of one file each."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from oa_desktop.archive.copies import CopiesInFolder
from oa_desktop.archive.kinds import write_package
from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.domain.ids import Digest
from oa_desktop.office.archiving.packing import Package
from oa_desktop.security import sm3
from oa_desktop.storage.backup import back_up
from tests.builders import STORE_KEY, new_store, stores_in
from tests.fakes.office import FakeOffice, notice
from tests.fakes.world import FakeCrypto

YEAR = 2026


@pytest.fixture(scope="module")
def package() -> Package:
    office = FakeOffice()
    archive = office.as_("archivist").archive
    archive.adopt_scheme(resources.build_scheme("organ"))
    office.as_("archivist").perform(File(dossier=office.bring_to("file", notice("关于一件事的通知")), retention="永久"))
    archive.arrange(archive.dry_run(YEAR))
    return office.as_("archivist").archive.packages.package(YEAR)


def found_in(folder: Path) -> dict[Digest, bytes]:
    found = {}
    for digest, read in CopiesInFolder(folder).plain(FakeCrypto().digest):
        with closing(read()) as file:
            found[digest] = file.read()
    return found


@pytest.mark.parametrize("kind", PackageKind)
def test_every_content_of_an_item_is_found_in_a_package_of_each_kind(package, tmp_path, kind):
    write_package(package, kind, tmp_path / "package", sm3.hasher)
    (item,) = package.items()
    wanted = {FakeCrypto().digest(one.data): one.data for one in item.files if not one.name.endswith(".jsonl")}
    assert wanted
    assert wanted.items() <= found_in(tmp_path / "package").items()


def test_what_is_no_package_at_all_gives_its_files_and_links_lead_nowhere(tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "damaged.xml").write_bytes(b"<not an EEP")
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    assert list(found_in(folder).values()) == [b"<not an EEP"]


def test_a_backup_gives_a_content_as_it_is_sealed_and_nothing_of_it_as_plain(tmp_path):
    store = new_store(tmp_path / "official")
    store.blobs.keep(b"page" * 1000)
    address = store.blobs.sealed_as(digest := store.blobs.keep(b"page" * 1000))
    back_up(stores_in(tmp_path / "official"), STORE_KEY, tmp_path / "backup")
    file = store.blobs.folder / address[:2] / address
    file.write_bytes(b"rot")
    copies = CopiesInFolder(tmp_path / "backup")
    with closing(copies.sealed(address)) as sealed:
        assert store.blobs.mend(digest, sealed)
    assert store.blobs.read(digest) == b"page" * 1000
    assert copies.sealed("0" * 64) is None
    assert digest not in found_in(tmp_path / "backup")
    store.close()


def test_a_folder_with_a_backup_and_a_package_gives_what_either_has(package, tmp_path):
    store, safe = new_store(tmp_path / "official"), tmp_path / "safe"
    address = store.blobs.sealed_as(store.blobs.keep(b"page"))
    back_up(stores_in(tmp_path / "official"), STORE_KEY, safe / "2026" / "backup")
    store.close()
    write_package(package, PackageKind.TRANSFER, safe / "package", sm3.hasher)
    with closing(CopiesInFolder(safe).sealed(address)) as sealed:
        data = sealed.read()
    found = found_in(safe)
    (item,) = package.items()
    assert {FakeCrypto().digest(one.data) for one in item.files if one.name.endswith(".pdf")} <= found.keys()
    assert data not in found.values(), "what lies sealed in a backup is nothing plain"
