"""The unit's own authority from its founding to a revoked certificate, on the command line, with real keys."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from oa_desktop.domain.realms import Realm
from tests.fakes.command_line import PASSWORDS, Desk
from tests.founded import found_quickly

DISTID = "distid:1234567812345678"
SECURITY, SYSTEM = "heyutong", "xuchong"


def both(first: str = SECURITY, second: str = SYSTEM) -> str:
    return f"{PASSWORDS[first]}\n{PASSWORDS[second]}"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("home")
    found_quickly(made, Realm.OFFICIAL)
    return made


@pytest.fixture
def desk(home: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(home, capsys)


def test_two_people_found_the_authority_it_certifies_and_revokes_and_others_can_check_it(
    desk: Desk, tmp_path: Path
) -> None:
    _is_not_founded_by_the_wrong_people(desk)
    found = ("certificate", "found", "清源县证书机构", "--second", SYSTEM)
    assert desk(*found, account=SECURITY, password=both()) == 0, desk.err
    assert "已建立证书机构：清源县证书机构" in desk.out
    issue = ("certificate", "issue", "zhouyue", "--second", SYSTEM)
    assert desk(*issue, account=SECURITY) == 2 or "口令" in desk.err
    assert desk(*issue, account=SECURITY, password=both()) == 0, desk.err
    assert desk("certificate", account="zhouyue") == 0 and "本单位（仅限内部）" in desk.out
    file, number = tmp_path / "zhouyue.cer", desk.number("certificate", of="周玥", account="zhouyue")
    assert desk("certificate", "export", number, "-o", str(file), account="zhouyue") == 0, desk.err
    assert desk("certificate", "show", str(file), account="zhouyue") == 0
    assert "仅限本单位内部" in desk.out and "没有被吊销" in desk.out
    _openssl_agrees(desk, tmp_path, file)
    revoke = ("certificate", "revoke", number, "--reason", "人员或隶属变动", "--remark", "调出")
    assert desk(*revoke, account=SYSTEM) == 1 and "安全保密管理员" in desk.err
    assert desk(*revoke, account=SECURITY) == 0, desk.err
    assert desk(*revoke, account=SECURITY) == 1 and "已经吊销" in desk.err, "said twice it revokes nobody else"
    assert desk("certificate", "show", str(file), account="zhouyue") == 0
    assert "已经被吊销" in desk.out
    assert desk("verify", account=SECURITY) == 0, desk.out


def _is_not_founded_by_the_wrong_people(desk: Desk) -> None:
    alone = ("certificate", "found", "机构", "--second", SECURITY)
    assert desk(*alone, account=SECURITY, password=both(SECURITY, SECURITY)) == 1
    wrong = ("certificate", "found", "机构", "--second", SYSTEM)
    assert desk(*wrong, account=SECURITY, password=f"{PASSWORDS[SECURITY]}\nwrong") == 1
    assert (
        desk(*("certificate", "found", "机构", "--second", SECURITY), account=SYSTEM, password=both(SYSTEM, SECURITY))
        == 1
    )


def _openssl_agrees(desk: Desk, folder: Path, file: Path) -> None:
    trust = folder / "trust"
    assert desk("trust", "export", str(trust), account=SECURITY) == 0, desk.err
    assert desk("trust", "export", str(trust), account=SECURITY) == 1
    (root,) = (trust / "own").iterdir()
    armoured = folder / "root.pem"
    subprocess.run(["openssl", "x509", "-inform", "der", "-in", str(root), "-out", str(armoured)], check=True)
    words = ("openssl", "verify", "-x509_strict", "-CAfile", str(armoured), "-vfyopt", DISTID, str(file))
    told = subprocess.run(words, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert len(list((trust / "revocations").iterdir())) == 1 and len(list((trust / "between").iterdir())) == 1


def test_another_authority_is_trusted_and_its_list_taken_in_by_disc(desk: Desk, tmp_path: Path) -> None:
    made = elsewhere(tmp_path)
    add = ("trust", "add", str(made), "--basis", "省密码管理局下发的光盘，电话核对指纹")
    assert desk(*add, account=SYSTEM) == 1
    assert desk(*add, account=SECURITY) == 0, desk.err
    assert desk(*add, account=SECURITY) == 1 and "已经登记过" in desk.err
    number = desk.number("trust", of="外部根", account="zhouyue")
    assert desk("trust", "remove", "2", "--reason", "停止服务", account=SECURITY) == 1, "a place in the list is no name"
    assert desk("trust", "remove", number, "--reason", "停止服务", account=SECURITY) == 0, desk.err
    assert desk("trust", account="zhouyue") == 0 and "外部根" not in desk.out


def test_a_certificate_of_another_authority_is_enrolled_for_a_person_by_command(desk: Desk, tmp_path: Path) -> None:
    authority = elsewhere(tmp_path)
    assert desk("certificate", "import", str(authority), "--person", "zhouyue", account=SECURITY) == 1
    assert "是证书机构的" in desk.err
    made = elsewhere(tmp_path, "-addext", "basicConstraints=critical,CA:FALSE", "-addext", "keyUsage=digitalSignature")
    assert desk("certificate", "import", str(made), "--person", "nobody", account=SECURITY) == 1
    assert desk("certificate", "import", str(made), "--person", "zhouyue", account=SECURITY) == 0, desk.err
    assert "外部根" in desk.out


def elsewhere(folder: Path, *more: str) -> Path:
    key, made = folder / "ca.key", folder / "ca.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "SM2", "-out", str(key)], check=True, capture_output=True)
    words = ["openssl", "req", "-x509", "-key", str(key), "-sm3", "-sigopt", DISTID, "-days", "900", "-utf8"]
    subprocess.run([*words, "-subj", "/C=CN/CN=外部根", "-out", str(made), *more], check=True, capture_output=True)
    return made
