"""A folder that says whom a verifier trusts is read whole or not at all; hostile ones are refused by the name of a file."""

import base64
import os
from pathlib import Path

import pytest

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.security import sm3
from oa_desktop.security.certificates.trust_folder import LARGEST, MOST_FILES, read_trust, write_trust
from tests.independent import sealed_ofd as other
from tests.rigs.tampering.second import second, trust_of

TRUST = Trust(
    anchors=(other.root(), other.maker()),
    own=frozenset({Digest(sm3.digest(other.maker()))}),
    between=(other.office(),),
    revocations=(other.nobody_revoked(),),
    makers=(other.maker(),),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_trust(tmp_path / "trust", TRUST)
    return tmp_path / "trust"


def refusal(folder: Path) -> tuple[str, str]:
    """What both verifiers refuse a folder for."""
    with pytest.raises(second().Untrusted) as also:
        second().read_trust(folder)
    assert (also.value.rule, also.value.where) == refused(folder)
    return refused(folder)


def refused(folder: Path) -> tuple[str, str]:
    with pytest.raises(Unavailable) as told:
        read_trust(folder)
    return told.value.code, str(told.value.params["file"])


def test_what_was_written_is_read(folder: Path) -> None:
    assert read_trust(folder) == TRUST
    assert second().read_trust(folder) == trust_of(TRUST)


def test_an_empty_folder_trusts_nobody(tmp_path: Path) -> None:
    assert read_trust(tmp_path) == Trust()


def test_a_certificate_may_be_armoured_and_texts_may_lie_beside(folder: Path) -> None:
    body = base64.encodebytes(other.root()).decode()
    (folder / "anchors" / "01.cer").write_text(f"-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----\n")
    (folder / "说明.txt").write_text("从省里取得", "utf-8")
    (folder / "anchors" / "README.md").write_text("根")
    assert read_trust(folder) == TRUST


def test_a_certificate_in_the_wrong_place_is_told_and_not_trusted(folder: Path) -> None:
    (folder / "root.cer").write_bytes(other.root())
    assert refusal(folder) == ("trust-folder.unknown", "root.cer")


@pytest.mark.parametrize(
    ("place", "data"),
    [
        ("anchors/x.cer", b""),
        ("anchors/x.cer", b"no certificate"),
        ("anchors/x.cer", other.root() + b"\0"),
        ("anchors/x.cer", other.nobody_revoked()),
        ("makers/x.pem", b"-----BEGIN CERTIFICATE-----\nAAAA"),
        ("revocations/x.crl", other.root()),
        ("revocations/x.crl", b"\x30\x84\xff\xff\xff\xff"),
        ("between/x.der", b"\x30\x80" * 2000),
    ],
)
def test_what_is_no_certificate_or_list_is_named(folder: Path, place: str, data: bytes) -> None:
    (folder / place).write_bytes(data)
    assert refusal(folder) == ("trust-folder.unreadable", place)


def test_links_folders_and_pipes_are_not_followed(folder: Path) -> None:
    outside = folder.parent / "outside.cer"
    outside.write_bytes(other.root())
    odd = folder / "anchors" / "odd.cer"
    for make in (lambda: odd.symlink_to(outside), odd.mkdir, lambda: os.mkfifo(odd)):
        make()
        assert refusal(folder) == ("trust-folder.unknown", "anchors/odd.cer")
        odd.rmdir() if odd.is_dir() else odd.unlink()


def test_one_of_the_folders_may_be_no_link(folder: Path, tmp_path: Path) -> None:
    (folder / "makers" / "01.cer").unlink()
    (folder / "makers").rmdir()
    (folder / "makers").symlink_to(tmp_path)
    assert refusal(folder) == ("trust-folder.unknown", "makers")


def test_thousands_of_files_are_not_read(folder: Path) -> None:
    for count in range(MOST_FILES):
        (folder / "between" / f"{count}.cer").touch()
    assert refusal(folder) == ("trust-folder.too-many", "between")


def test_a_file_that_is_too_large_is_said_to_be_that(folder: Path) -> None:
    with (folder / "revocations" / "big.crl").open("wb") as big:
        big.truncate(LARGEST + 1)
    assert refusal(folder) == ("trust-folder.too-many", "revocations/big.crl")
