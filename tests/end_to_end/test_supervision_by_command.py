"""督办 on the command line: begun, reported on, put off, closed, and written out as a ledger."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tests.fakes.command_line import Desk

REGISTRAR, CLERK = "heyutong", "zhouyue"
YEAR = date.today().year + 2


def test_a_matter_is_supervised_from_its_beginning_to_its_end(desk: Desk, tmp_path: Path) -> None:
    assert desk("receive", "--sender", "甲镇人民政府", "--title", "关于抗旱的请示", account=REGISTRAR) == 0, desk.err
    document = re.search(r"编号 (\w+)）", desk.out)[1]
    begun = ("act", document, "督办立项", "--matter", "资金拨付到村", "--person", CLERK, "--due", f"{YEAR}-06-30")
    assert desk(*begun, account=REGISTRAR) == 0, desk.err
    assert desk("list", "--columns", "标题、环节", account=CLERK) == 0
    assert "督办反馈" in desk.out
    assert desk("act", document, "反馈", "--opinion", "正在核对", account=CLERK) == 0, desk.err
    late = ("act", document, "申请延期", "--due", f"{YEAR}-01-01", "--reason", "汛期")
    assert desk(*late, account=CLERK) != 0
    assert f"没有比原来的 {YEAR}-06-30 晚" in desk.err
    assert desk("act", document, "申请延期", "--due", f"{YEAR}-07-31", "--reason", "汛期", account=CLERK) == 0, desk.err
    assert desk("act", document, "督办延期", account=REGISTRAR) == 0, desk.err
    done = ("act", document, "反馈", "--item", "资金", "--progress", "办结", "--opinion", "已拨付")
    assert desk(*done, account=CLERK) == 0, desk.err
    assert desk("act", document, "销号", "--opinion", "已经办结", account=REGISTRAR) == 0, desk.err
    written = tmp_path / "督办台账.csv"
    assert desk("register", "督办台账", "-o", str(written), account=REGISTRAR) == 0, desk.err
    line = written.read_text(encoding="utf-8-sig").splitlines()[1]
    for said in ("资金拨付到村", "周玥", f"{YEAR}-07-31", "已销号", "已拨付"):
        assert said in line
    assert desk("register", "督办台账", "--supervised", "未销号", account=REGISTRAR) == 0
    assert desk.out.endswith("共 0 项。\n")
    assert desk("audit", account="ouyangzhe") == 0
    assert "督办台账（CSV，1项）" in desk.out
