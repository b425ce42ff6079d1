"""``oa-desktop matter``: blanks listed, a matter begun, filled in anew, approved, printed; a note taken in."""

from __future__ import annotations

import re


def number_in(words: str) -> str:
    found = re.search(r"编号 (\w+)", words)
    assert found is not None, words
    return found.group(1)


def test_a_report_is_begun_filled_in_and_approved(desk):
    assert desk("matter") == 0
    assert "签报（internal-report）" in desk.out
    assert "    紧急程度（一般、加急、特急）" in desk.out
    assert desk("matter", "new", "签报", "--set", "事由=关于增加值班人员的签报", account="zhouyue") == 0
    document = number_in(desk.out)
    assert desk("act", document, "送审", account="zhouyue") == 1
    assert desk("matter", "fill", document, "--set", "报告内容=任务重。\\n建议增加一人。", account="zhouyue") == 0
    assert desk("act", document, "送审", account="zhouyue") == 0
    assert "不能签发" not in desk.err, "a form is no 公文"
    assert desk("matter", "new", "签报", "--set", "没有的栏=一", account="zhouyue") == 1
    assert desk("matter", "new", "请假条", account="zhouyue") == 1


def test_a_telephone_note_is_taken_in_as_an_incoming_document(desk):
    said = {"来电单位": "甲镇人民政府", "来电日期": "2026-04-16", "事由": "请求支援抽水设备", "电话内容": "河水上涨。"}
    options = [part for name, value in said.items() for part in ("--set", f"{name}={value}")]
    assert desk("matter", "new", "电话记录", *options, "--set", "记录人=周越", account="zhouyue") == 0
    document = number_in(desk.out)
    assert desk("act", document, "送审", account="zhouyue") == 0
    assert desk("act", document, "转为收文", account="heyutong") == 0
    assert desk("search", "请求支援抽水设备", account="heyutong") == 0
    assert "找到 2 件。" in desk.out
