"""A document that came, on the command line: signed for with its file, read where nobody typed, and answered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.fakes.command_line import Desk

REGISTRAR, DRAFTER, REVIEWER, SIGNER = "heyutong", "zhouyue", "limukun", "zhaoliheng"
NUMBER = "甲政〔2026〕7号"
SOURCE = f"""---
发文机关: 甲镇人民政府
发文字号: {NUMBER}
主送机关: 清源县人民政府
成文日期: 2026年4月10日
---
甲镇人民政府关于解决抗旱资金的请示

请拨款。
"""


def received(desk: Desk, *words: str) -> str:
    assert desk("receive", *words, account=REGISTRAR) == 0, desk.err
    found = re.search(r"编号 (\w+)）", desk.out)
    assert found
    return found[1]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "来文.md"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_a_file_that_came_is_signed_for_read_and_kept_as_it_is(desk: Desk, file: Path) -> None:
    document = received(desk, "--attach", str(file), "--envelope", "0031")
    assert "来文机关：甲镇人民政府" in desk.err
    assert "请与原件核对" in desk.err
    assert desk("show", document, account=REGISTRAR) == 0
    assert all(one in desk.out for one in ("来文机关：甲镇人民政府", f"来文字号：{NUMBER}", "封套号：0031", "来文.md"))
    received(desk, "--attach", str(file))
    assert "可能已经登记过" in desk.err


def test_what_cannot_be_read_is_kept_and_written_down_by_hand(desk: Desk, tmp_path: Path) -> None:
    scan = tmp_path / "来文.ceb"
    scan.write_bytes(b"CEB\x00\x01" * 50)
    assert desk("receive", "--attach", str(scan), account=REGISTRAR) == 1
    assert "没有写来文机关" in desk.err
    broken = tmp_path / "来文.pdf"
    broken.write_bytes(b"%PDF-1.4\nbroken")
    attached = ("--attach", str(scan), "--attach", str(broken))
    document = received(desk, "--sender", "乙局", "--title", "关于值班的通知", *attached)
    assert "“来文.pdf”照原样保存，但是打不开，不能显示" in desk.err
    assert "来文.ceb" not in desk.err
    assert desk("show", document, account=REGISTRAR) == 0
    assert "来文.ceb" in desk.out


def test_what_came_is_handled_to_its_answer_by_command(desk: Desk) -> None:
    document = received(desk, "--sender", "甲镇人民政府", "--number", "甲政〔2026〕9号", "--title", "关于修路的请示")
    assert desk("new", "--answers", document, account=DRAFTER) == 1  # nobody has given it to them yet
    way = (
        (REGISTRAR, "收文登记", "--series", "办件"),
        (REGISTRAR, "初审"),
        (REVIEWER, "拟办", "--opinion", "请办公室承办。", "--choose", f"承办={DRAFTER}"),
        (SIGNER, "批办", "--opinion", "同意。"),
        (REGISTRAR, "分办"),
    )
    for account, *words in way:
        assert desk("act", document, *words, account=account) == 0, desk.err
    assert desk("new", "--answers", document, account=DRAFTER) == 0, desk.err
    reply = re.search(r"编号 (\w+)）", desk.out)
    assert reply
    assert "关于修路的批复" in desk.out
    assert desk("show", document, account=DRAFTER) == 0
    assert re.search(rf"复文：\S*关于修路的批复（{reply[1]}）", desk.out), desk.out
    assert desk("show", reply[1], account=DRAFTER) == 0
    assert re.search(r"答复的来文：收文〔\d+〕办件\d+号 关于修路的请示", desk.out)


def test_nobody_but_the_registrar_signs_for_a_document(desk: Desk) -> None:
    assert desk("receive", "--sender", "甲", "--title", "乙", account=DRAFTER) == 1


def test_what_came_for_one_person_is_before_them_to_be_opened(desk: Desk) -> None:
    document = received(desk, "--sender", "清源市档案局", "--addressee", SIGNER)
    assert "签收人：何雨桐" in shown(desk, document)
    steps = ("list", "--columns", "编号、环节")
    assert desk(*steps, account=SIGNER) == 0
    assert re.search(rf"{document} +启封", desk.out)
    assert desk("act", document, "启封", account=SIGNER) == 0, desk.err
    assert desk(*steps, account=REGISTRAR) == 0
    assert re.search(rf"{document} +收文登记", desk.out)


def test_what_rests_is_said_to_rest_and_goes_on_where_it_was(desk: Desk) -> None:
    document = received(desk, "--sender", "丙局", "--title", "关于防汛值班的通知")
    for kind in ("收文登记", "初审"):
        assert desk("act", document, kind, account=REGISTRAR) == 0, desk.err
    assert desk("act", document, "暂停", "--reason", "等材料", account=REVIEWER) == 0, desk.err
    assert desk.out.endswith("现在：暂停\n")
    assert desk("act", document, "恢复办理", account=REVIEWER) == 0, desk.err
    assert desk.out.endswith("现在：拟办\n")


def shown(desk: Desk, document: str) -> str:
    assert desk("show", document, account=REGISTRAR) == 0, desk.err
    return desk.out
