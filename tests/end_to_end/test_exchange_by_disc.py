"""Two units, two machines and a disc between them, on the command line: a paper goes over, and its receipt comes back."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from oa_desktop.domain.realms import Realm
from tests.end_to_end.test_proof_to_exchange import NOTICE, STEPS, act
from tests.fakes.command_line import Desk
from tests.founded import found_quickly

NAME = "清源县人民政府办公室"
OUT = ("--medium", "GP-001", "--approver", "limukun")
IN = (*OUT, "--scanner", "杀毒软件甲", "--outcome", "未发现病毒")


@pytest.fixture
def elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """The command line of another unit on another machine."""
    home = tmp_path / "elsewhere"
    found_quickly(home, Realm.OFFICIAL)
    return Desk(home, capsys)


def introduce(here: Desk, there: Desk, folder: Path) -> None:
    for count, (one, other) in enumerate(((here, there), (there, here))):
        card = folder / f"{count}.oacard"
        assert one("partner", "card", "-o", str(card), account="heyutong") == 0, one.err
        fingerprint = re.findall(r"指纹：([0-9a-f ]{71})", one.out)[0]
        assert other("partner", "show", str(card), account="heyutong") == 0, other.err
        assert fingerprint in other.out
        assert other("partner", "register", str(card), "--compared", "电话，何", account="heyutong") == 0, other.err


def dispatched(desk: Desk, folder: Path) -> str:
    source = folder / "通知.txt"
    source.write_text(NOTICE, encoding="utf-8")
    assert desk("new", str(source), account="zhouyue") == 0, desk.err
    document = re.findall(r"编号 (\w+)", desk.out)[0]
    for account, kind in (*STEPS, ("zhengmiao", "印制用印"), ("xuchong", "核发")):
        act(desk, document, account, kind)
    return document


def test_a_paper_goes_over_by_disc_and_its_receipt_comes_back(desk: Desk, elsewhere: Desk, tmp_path: Path) -> None:
    introduce(desk, elsewhere, tmp_path)
    document = dispatched(desk, tmp_path)
    disc, back = tmp_path / "18号.oapkg", tmp_path / "回执.oapkg"
    assert desk("package", "send", document, "--to", NAME, *OUT, "-o", str(disc), account="heyutong") == 0, desk.err

    disc.chmod(0o400)
    medium = shutil.copytree(tmp_path, tmp_path.parent / f"{tmp_path.name}-disc", ignore=lambda *_: ["elsewhere"])
    before = sorted((one.name, one.stat().st_mtime_ns) for one in medium.iterdir())
    medium.chmod(0o500)
    assert elsewhere("package", "show", str(medium / disc.name), account="heyutong") == 0, elsewhere.err
    assert "关于开展档案检查的通知" in elsewhere.out
    assert elsewhere("package", "receive", str(medium / disc.name), *IN, account="heyutong") == 0, elsewhere.err
    came = re.findall(r"编号 (\w+)", elsewhere.out)[0]
    medium.chmod(0o700)
    assert sorted((one.name, one.stat().st_mtime_ns) for one in medium.iterdir()) == before

    assert elsewhere("package", "receive", str(disc), *IN, account="heyutong") == 1
    assert "已经在" in elsewhere.err
    assert elsewhere("show", came, account="heyutong") == 0
    assert "正本.pdf" in elsewhere.out
    assert elsewhere("package", "answer", came, *OUT, "-o", str(back), account="heyutong") == 0, elsewhere.err
    assert desk("package", "receive", str(back), *IN, account="heyutong") == 0, desk.err
    assert desk("package", account="heyutong") == 0
    assert f"{NAME}：签收" in desk.out
    book = tmp_path / "登记簿.csv"
    assert desk("package", "-o", str(book), account="heyutong") == 0, desk.err
    assert "GP-001" in book.read_text(encoding="utf-8-sig")
    assert desk("verify", account="heyutong") == 0, desk.out + desk.err
