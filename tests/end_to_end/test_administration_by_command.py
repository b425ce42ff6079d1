"""What registrar, administrators and auditor do on the command line: numbers, people, organs, departments, records."""

from __future__ import annotations

import json
import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from tests.fakes.command_line import PASSWORDS, UNIT, Desk

YEAR = datetime.now().astimezone().year
FIRST, SECOND, OWN = "Xin-Lai-2026", "Zai-Lai-2027", "Zi-Ji-Ding-8"


def two_lines(account: str, new: str) -> str:
    """The own password, and below it one that somebody is to have."""
    return f"{PASSWORDS[account]}\n{new}"


def enrolled(desk: Desk, account: str) -> None:
    words = ("people", "add", account, "新来的", "--department", "秘书科", "--title", "科员", "--rank", "10")
    assert desk(*words, account="xuchong", password=two_lines("xuchong", FIRST)) == 0, desk.err


def rows(desk: Desk, start: str) -> list[str]:
    return [line for line in desk.out.splitlines() if line.startswith(start)]


# --- numbers -------------------------------------------------------------------------------------------------------


def test_a_number_is_reserved_and_given_up_again_with_its_reasons(desk):
    assert desk("number", "清政发", "预留", "3", "--reason", "联合发文", account="heyutong") == 0, desk.err
    [row] = rows(desk, f"清政发〔{YEAR}〕3号")
    assert "预留" in row and "联合发文" in row
    assert desk("number", "清政发", "void", f"〔{YEAR}〕3号", "--reason", "重号", account="heyutong") == 0, desk.err
    [row] = rows(desk, f"清政发〔{YEAR}〕3号")
    assert "作废" in row and "重号" in row


def test_a_number_is_named_whole_in_the_place_of_the_code(desk):
    assert desk("number", "清政发〔2025〕7号", "断号", "--reason", "登记簿缺页", account="heyutong") == 0, desk.err
    assert desk("number", "清政发", "--year", "2025", account="heyutong") == 0
    [row] = rows(desk, "清政发〔2025〕7号")
    assert "断号" in row and "登记簿缺页" in row


def test_the_register_names_the_numbers_that_nothing_is_said_of(desk):
    for words in (("reserve", "4"), ("void", "4"), ("skip", "2")):
        assert desk("number", "清政办函", *words, "--reason", "清理", account="heyutong") == 0, desk.err
    assert desk("number", "清政办函", account="heyutong") == 0
    assert "这些号空着，请查明后登记断号并写明原因：1、3。" in desk.out


def test_a_register_without_numbers_says_so(desk):
    assert desk("number", "清政办发", "--year", "2001", account="heyutong") == 0
    assert desk.out.strip() == "清政办发〔2001〕还没有登记文号。"


def test_several_numbers_are_kept_at_once_and_one_of_them_is_given_to_a_paper(desk):
    assert desk("number", "清政办函", "预留", "20-22", "--reason", "人代会成套文件", account="heyutong") == 0, desk.err
    assert f"已办理预留文号：清政办函〔{YEAR}〕20—22号。" in desk.out
    paper = ("--title", "关于值班的通知", "--handler", "何雨桐", "--date", f"{YEAR}-01-10")
    assert desk("number", "清政办函", "纸质", "20", *paper, account="heyutong") == 0, desk.err
    assert desk("number", "清政办函", "解除", "22", "--reason", "少一份", account="heyutong") == 0, desk.err
    [row] = rows(desk, f"清政办函〔{YEAR}〕20号")
    assert "已用（纸质）" in row and "关于值班的通知" in row and "何雨桐" in row
    assert rows(desk, f"清政办函〔{YEAR}〕22号") == []


def test_the_registers_of_a_year_are_listed_with_the_next_number_of_each(desk):
    assert desk("number", account="heyutong") == 0, desk.err
    [row] = rows(desk, f"清政办发〔{YEAR}〕")
    assert "清源县人民政府办公室" in row and f"清政办发〔{YEAR}〕" in row.split()[-1]


def test_the_ledger_is_written_for_a_program_and_for_the_printer(desk, tmp_path):
    words = ("number", "收文", "预留", "1-2", "--series", "办件", "--reason", "机要件", "--json")
    assert desk(*words, account="heyutong") == 0, desk.err
    ledger = json.loads(desk.out)
    assert [(one["number"], one["state"], one["person"]) for one in ledger] == [
        (f"收文〔{YEAR}〕办件{serial}号", "预留", "何雨桐") for serial in (1, 2)
    ]
    out = tmp_path / "文号登记簿.pdf"
    assert desk("number", "收文", "--series", "办件", "-o", str(out), account="heyutong") == 0, desk.err
    assert out.read_bytes().startswith(b"%PDF")
    assert desk("audit", account="ouyangzhe") == 0
    assert f"文号登记簿（打印） 收文〔{YEAR}〕办件" in desk.out


@pytest.mark.parametrize(
    ("words", "account", "code"),
    [
        (("清政发", "解除", "9", "--reason", "不用了"), "heyutong", 1),
        (("清政发", "预留", "9-5", "--reason", "会议"), "heyutong", 1),
        (("清政发", "预留", "1-900", "--reason", "会议"), "heyutong", 1),
        (("清政发", "纸质", "9", "--title", "通知"), "heyutong", 1),
        (("清政发", "预留", "9", "--series", "密", "--reason", "会议"), "heyutong", 1),
        (("清政发", "作废", "9", "--reason", "重号"), "heyutong", 1),
        (("清政发", "作废", "9"), "heyutong", 1),
        (("清政发", "预留", "第9号", "--reason", "x"), "heyutong", 1),
        (("清政发", "预留", "9", "--reason", "x"), "zhouyue", 1),
        (("县委发",), "heyutong", 1),
        (("清政发", "作废"), "heyutong", 2),
    ],
    ids=[
        "never kept",
        "backwards",
        "too many",
        "unnamed paper",
        "series of an organ",
        "never taken",
        "no reason",
        "written wrongly",
        "not the registrar",
        "unknown code",
        "no number",
    ],
)
def test_a_number_that_may_not_be_registered_is_refused_in_one_sentence(desk, words, account, code):
    assert desk("number", *words, account=account) == code
    assert len(desk.err.strip().splitlines()) == 1


# --- people --------------------------------------------------------------------------------------------------------


def test_somebody_new_is_enrolled_without_rights_and_given_them_by_another_administrator(desk):
    enrolled(desk, "xinlai")
    assert desk("people", account="zhouyue") == 0
    [row] = rows(desk, "新来的")
    assert row.split() == ["新来的", "xinlai", "秘书科", "科员", "—", "工作秘密", "10"]
    grant = ("people", "grant", "xinlai", "--role", "拟稿", "--role", "复核")
    assert desk(*grant, account="xuchong") == 1
    assert desk(*grant, "--reason", "到岗", account="heyutong") == 0, desk.err
    assert desk("people", "grant", "xinlai", "--clearance", "秘密", account="heyutong") == 0, desk.err
    assert "角色：拟稿、复核；知悉范围：秘密。" in desk.out
    assert desk("list", account="xinlai", password=FIRST) == 1
    assert "换成只有自己知道的" in desk.err
    assert desk("password", account="xinlai", password=f"{FIRST}\n{SECOND}") == 0, desk.err
    assert desk("list", account="xinlai", password=SECOND) == 0, desk.err


def test_all_roles_of_somebody_are_taken_away(desk):
    enrolled(desk, "ligang")
    assert desk("people", "grant", "ligang", "--role", "拟稿", account="heyutong") == 0, desk.err
    assert desk("people", "grant", "ligang", "--no-roles", "--reason", "离岗", account="heyutong") == 0, desk.err
    assert "角色：无" in desk.out


@pytest.mark.parametrize("words", [(), ("--no-roles", "--role", "拟稿"), ("--role", "超级用户")])
def test_a_grant_that_does_not_say_what_is_a_wrong_command(desk, words):
    assert desk("people", "grant", "zhouyue", *words, account="heyutong") == 2


def test_somebody_who_forgot_the_password_gets_a_new_one_and_a_new_key(desk):
    enrolled(desk, "wangle")
    assert desk("people", "renew", "wangle", account="heyutong") == 1
    assert desk("people", "renew", "wangle", account="xuchong") == 0, desk.err
    waits = desk.number("second", account="heyutong")
    assert "更换签名密钥" in desk.out and "新来的到场后由他自己设定新口令" in desk.out
    assert desk("second", "confirm", waits, account="xuchong") == 1
    assert desk("second", "confirm", "1", account="heyutong", password=two_lines("heyutong", SECOND)) == 1, "a place"
    assert desk("second", "confirm", waits, account="heyutong", password=two_lines("heyutong", SECOND)) == 0, desk.err
    assert desk("second", "confirm", waits, account="heyutong") == 1
    assert desk("list", account="wangle", password=SECOND) == 0, desk.err
    assert desk("list", account="wangle", password=FIRST) == 1
    assert desk("password", account="wangle", password=f"{SECOND}\n{FIRST}") == 1
    assert "以前用过" in desk.err
    assert desk("verify", account="xuchong") == 0, desk.err


def test_a_new_key_may_be_declined_by_the_second_person_and_withdrawn_by_the_first(desk):
    enrolled(desk, "fangyu")
    assert desk("people", "renew", "fangyu", account="xuchong") == 0, desk.err
    waits = desk.number("second", account="heyutong")
    assert desk("second", "decline", waits, account="heyutong") == 2
    assert desk("second", "decline", waits, "--reason", "本人没有申请", account="heyutong") == 0, desk.err
    assert desk("people", "renew", "fangyu", account="xuchong") == 0, desk.err
    waits = desk.number("second", account="heyutong")
    assert desk("second", "withdraw", waits, account="heyutong") == 1
    assert desk("second", "withdraw", waits, account="xuchong") == 0, desk.err
    assert desk("password", account="fangyu", password=f"{FIRST}\n{OWN}") == 0, desk.err
    assert desk("list", account="fangyu", password=OWN) == 0, desk.err


def test_a_first_password_that_is_too_weak_is_refused_and_the_account_is_free_again(desk):
    words = ("people", "add", "ruo", "新来的", "--department", "秘书科", "--title", "科员")
    assert desk(*words, account="xuchong", password=two_lines("xuchong", "1234")) == 1
    assert desk(*words, account="xuchong", password=two_lines("xuchong", FIRST)) == 0, desk.err
    assert desk(*words, account="xuchong", password=two_lines("xuchong", FIRST)) == 1


def test_nobody_is_enrolled_without_a_name_or_into_a_department_that_is_not_there(desk):
    for name, department in (("  ", "秘书科"), ("某人", "没有的科")):
        words = ("people", "add", "mouren", name, "--department", department, "--title", "科员")
        assert desk(*words, account="xuchong", password=two_lines("xuchong", FIRST)) == 1
        assert len(desk.err.strip().splitlines()) == 1


def test_the_system_administrator_who_forgot_comes_back_by_the_recovery_code(tmp_path, capsys):
    desk = Desk(tmp_path / "home", capsys)
    assert desk("found", str(UNIT)) == 0
    code = re.search(r"保存）：(\S+)", desk.out)[1]
    assert desk("list", account="heyutong") == 1, "what stood in the file is changed first"
    assert desk("password", account="heyutong", password=two_lines("heyutong", SECOND)) == 0, desk.err
    security = {"account": "heyutong", "password": SECOND}
    wrong = code[:-1] + ("2" if code.endswith("3") else "3")
    assert desk("recover", account="xuchong", password=f"{wrong}\n{FIRST}") == 1
    assert desk("recover", account="limukun", password=f"{code}\n{FIRST}") == 1
    assert desk("recover", account="xuchong", password=f"{code}\n{FIRST}") == 0, desk.err
    assert desk("list", account="xuchong") == 1
    assert desk("list", account="xuchong", password=FIRST) == 1
    assert desk("second", "confirm", desk.number("second", **security), **security) == 0, desk.err
    assert desk("recover", "--new-code", "--reason", "用过", account="xuchong", password=FIRST) == 0, desk.err
    another = re.search(r"请销毁）：(\S+)", desk.out)[1]
    assert desk("recover", account="xuchong", password=f"{code}\n{SECOND}") == 1
    assert desk("recover", account="xuchong", password=f"{another}\n{SECOND}") == 0, desk.err
    assert desk("second", "confirm", desk.number("second", **security), **security) == 0, desk.err
    assert desk("verify", account="xuchong", password=SECOND) == 0, desk.err
    assert desk("password", account="ouyangzhe", password=two_lines("ouyangzhe", OWN)) == 0, desk.err
    assert desk("audit", account="ouyangzhe", password=OWN) == 0
    told = [line for line in desk.out.splitlines() if "凭恢复码更换密钥" in line]
    assert sum("第二人确认" in line for line in told) == 2, "each confirmation says what it was asked for"
    assert len(told) == 4


def test_whoever_renews_the_store_key_is_told_so_though_the_store_is_closed_by_then(founded, tmp_path, capsys):
    desk = Desk(Path(shutil.copytree(founded, tmp_path / "home")), capsys)
    assert desk("rekey", account="xuchong") == 0, desk.err
    assert desk.out.startswith("存储密钥已更换。")
    assert "损坏" not in desk.err
    assert desk("verify", account="xuchong") == 0, desk.err


# --- departments and organs ----------------------------------------------------------------------------------------


def test_a_department_is_set_up_once(desk):
    assert desk("department", "add", "督查科", account="zhouyue") == 1
    assert desk("department", "add", "督查科", account="xuchong") == 0, desk.err
    assert desk("department", "add", "督查科", account="xuchong") == 1
    assert desk("department", account="zhouyue") == 0
    assert len(rows(desk, "督查科")) == 1
    assert "周" in rows(desk, "秘书科")[0]


def test_an_organ_is_registered_with_its_code_and_given_an_end_later(desk):
    register = ("organ", "register", "清源县档案局", "清档发")
    assert desk(*register, "--since", "2020-01-01", account="zhouyue") == 1
    assert desk(*register, "--since", "2020-01-01", account="xuchong") == 0, desk.err
    assert desk(*register, "--until", "2026年", account="xuchong") == 1
    assert desk(*register, "--until", "2026-12-31", "--successor", "清源县档案馆", account="xuchong") == 0, desk.err
    assert desk("organ", account="zhouyue") == 0
    [row] = rows(desk, "清档发")
    assert row.split() == ["清档发", "清源县档案局", "2020-01-01", "2026-12-31", "清源县档案馆"]


def test_a_code_belongs_to_one_organ(desk):
    assert desk("organ", "register", "别的机关", "清政发", account="xuchong") == 1
    assert "清源县人民政府" in desk.err


# --- records -------------------------------------------------------------------------------------------------------


def test_the_auditor_reads_what_administrators_did_and_what_the_program_recorded(desk, tmp_path):
    assert desk("list", account="sunxiaoyi", password="Cuo-Wu-2026") == 1
    assert desk("list", account="sunxiaoyi") == 0
    assert desk("setting", "largest-attachment-mb", "400", "--reason", "光盘有限", account="xuchong") == 0, desk.err
    assert desk("backup", str(tmp_path / "disc"), account="xuchong") == 0, desk.err
    assert desk("audit", account="xuchong") == 1
    assert desk("audit", "--limit", "12", account="ouyangzhe") == 0, desk.err
    lines = desk.out.splitlines()
    assert len(lines) == 1 + 12
    assert any("孙晓祎" in line and "登录" in line and "此前 1 次没有成功" in line for line in lines)
    assert any("单个附件最大 MB = 400；光盘有限" in line for line in lines)
    assert any("输出" in line and "备份 disc" in line for line in lines)
    assert "欧阳" in lines[1] and "登录" in lines[1]
