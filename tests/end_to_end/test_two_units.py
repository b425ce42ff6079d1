"""Two units in one store on the command line: founded one beside the other, worked in apart, verified and kept together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from oa_desktop.cli.program import run
from oa_desktop.domain.realms import Realm
from tests.fakes.command_line import PASSWORDS, UNIT, Desk
from tests.founded import found_quickly

NAME, OTHER_NAME = "清源县人民政府办公室", "清源县财政局"
PASSWORDS.update({f"{account}2": password for account, password in PASSWORDS.items()})
NOTICE = "关于开展档案检查的通知\n\n各乡镇人民政府：\n定于下周检查。\n\n清源县人民政府办公室\n"


def other_unit(folder: Path, **changes: str) -> Path:
    """The demonstration's unit under another name and with account names of its own; people and codes are the same."""
    text = UNIT.read_text(encoding="utf-8").replace(f"name: {NAME}\ngrade", f"name: {OTHER_NAME}\ngrade", 1)
    text = re.sub(r"(account|keeper): (\w+)", r"\g<1>: \g<2>2", text)
    text = re.sub(r"founders: \[(\w+), (\w+)\]", r"founders: [\g<1>2, \g<2>2]", text)
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, after, 1)
    path = folder / "other.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("home")
    found_quickly(made, Realm.OFFICIAL)
    return made


@pytest.fixture
def desk(home: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(home, capsys)


def test_a_further_unit_is_founded_by_who_lets_it_in_and_lives_beside_the_first(desk: Desk, tmp_path: Path) -> None:
    unit = other_unit(tmp_path)
    assert desk("found", str(unit)) == 1
    assert "--as" in desk.err and len(desk.err.strip().splitlines()) == 1
    assert desk("found", str(unit), account="zhouyue") == 1
    assert desk.err.startswith("正在建立“清源县财政局”，给 9 人") and "系统管理员" in desk.err
    apart = {
        "[登记编号, 手工编号, 安全保密管理员]": "[安全保密管理员]",
        "[归档, 安全审计员]": "[安全审计员]",
        "[核发, 系统管理员]": "[系统管理员]",
        "[签发]": "[签发, 登记编号, 归档, 核发]",
    }
    other_grade = other_unit(tmp_path, **{"grade: 非涉密": "grade: 秘密", **apart})
    assert desk("found", str(other_grade), account="xuchong") == 1
    assert "系统等级" in desk.err
    _is_broken_off_between_two_people(desk, tmp_path)
    unit = other_unit(tmp_path)
    assert desk("found", str(unit), account="xuchong") == 0, desk.err
    assert OTHER_NAME in desk.out and "恢复码" not in desk.out
    warned = desk.err
    assert "周玥" in warned and "初始口令是演示用的，人人知道" in warned, "a unit in earnest"
    fingerprint = re.search(r"指纹（请抄存，核验时对照）：(.+)", desk.out)
    assert fingerprint
    assert desk("found", str(unit), account="xuchong") == 1
    assert OTHER_NAME in desk.err
    _works_apart(desk, tmp_path)
    _verifies_and_is_kept_together(desk, tmp_path, fingerprint[1])


def _is_broken_off_between_two_people(desk: Desk, tmp_path: Path) -> None:
    weak = other_unit(tmp_path, **{f"password: {PASSWORDS['zhengmiao']}": "password: short"})
    assert desk("found", str(weak), account="xuchong") == 1
    assert "口令" in desk.err
    assert desk("list", account="zhengmiao2", password="short") == 1


def _works_apart(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "notice.txt"
    source.write_text(NOTICE, encoding="utf-8")
    drafted = {}
    for account in ("zhouyue2", "chenguosheng2", "xuchong2"):
        first, PASSWORDS[account] = PASSWORDS[account], f"Own-{PASSWORDS[account]}"
        assert desk("password", account=account, password=f"{first}\n{PASSWORDS[account]}") == 0, desk.err
    for account in ("zhouyue", "zhouyue2"):
        assert desk("new", str(source), account=account) == 0, desk.err
        found = re.search(r"编号 (\w+)", desk.out)
        assert found
        drafted[account] = found[1]
        assert desk("act", found[1], "送审", account=account) == 0, desk.err
    for account, own, foreign in (
        ("chenguosheng", drafted["zhouyue"], drafted["zhouyue2"]),
        ("chenguosheng2", drafted["zhouyue2"], drafted["zhouyue"]),
    ):
        assert desk("list", account=account) == 0
        assert own in desk.out and foreign not in desk.out
        assert desk("search", "检查", account=account) == 0
        assert "找到 1 件" in desk.out
        assert desk("show", foreign, account=account) == 1


def _verifies_and_is_kept_together(desk: Desk, tmp_path: Path, fingerprint: str) -> None:
    assert desk("verify", account="zhouyue2") == 0, desk.err
    assert "0 处问题" in desk.out
    assert f"{OTHER_NAME}建立单位的指纹：{fingerprint}" in desk.out
    assert f"{NAME}建立单位的指纹：" in desk.out
    assert desk("rebuild", account="xuchong2") == 0
    assert "您能知道的公文有 0 件" in desk.out
    backup = tmp_path / "backup"
    assert desk("backup", str(backup), account="xuchong2") == 0, desk.err
    again = Desk(tmp_path / "again", desk.capsys)
    assert again("restore", str(backup), account="zhouyue2") == 0, again.err
    for account, name in (("chenguosheng", NAME), ("chenguosheng2", OTHER_NAME)):
        assert again("list", account=account) == 0, again.err
        assert "关于开展档案检查的通知" in again.out
        assert again("verify", account=account) == 0, again.err
        assert name in again.out


def test_a_unit_of_the_demonstration_is_not_warned_of_passwords_that_everybody_knows(tmp_path, capsys):
    assert run(["--home", str(tmp_path), "--realm", "demonstration", "found", str(UNIT)]) == 0
    assert "人人知道" not in capsys.readouterr().err
