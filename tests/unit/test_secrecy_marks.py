"""Marks of state secrets, however they are typed; and talk about marks, which is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.secrecy.secrecy_marks import highest_mark, mark_in, mark_in_name

S, J, U = Secrecy.SECRET, Secrecy.CONFIDENTIAL, Secrecy.TOP
TYPED = {
    "秘密★1年": S,
    "机密★20年": J,
    "绝密★长期": U,
    "机密": J,
    "秘 密": S,
    "秘　密　★　１　年": S,
    "机\u200b密\u200d★1\ufeff年": J,
    "機密★1年": J,
    "祕密": S,
    "機 密 ☆ 6個月": J,
    "秘密*10年": S,
    "秘密＊10年": S,
    "机密★会议开始前": J,
    "机密★2027年3月1日": J,
    "机密★2027-03-01前": J,
    "绝密★启用前": U,
    "绝密 启用前": U,
    "【机密】": J,
    "（秘密）": S,
    "［秘密★１年］": S,
    "密级：机密": J,
    "密级和保密期限：秘密★5年": S,
    "机密级": J,
    "000012 机密★1年": J,
    "000012机密★1年特急": J,
    "机密★1年 特急": J,
    "机密★1年　　　　清源县人民政府文件": J,
    "份号：000003　　秘密★5年　　　　　特急": S,
    "机·密": J,
    "机-密★1年": J,
    "秘密★一年": S,
    "\t绝密\t": U,
    "机密★": J,
    "国家秘密": S,
    "| 机密★1年 | 清源县 |": J,
    "机密★10年 闸门开启次序": J,
    "秘 密 ★ 1 年 闸门开启次序 如下": S,
}
TALK = (
    *("涉密件首页左上角标注“秘密★1年”。", "不得在互联网上处理机密文件。", "保守国家秘密是每个公民的义务。", "商业秘密"),
    *(
        "一、保密工作",
        "机密文件管理办法",
        "国家秘密的密级分为绝密、机密、秘密三级。",
        "工作秘密",
        "秘密级文件由专人保管",
    ),
    *("机密★1年是密级和保密期限的写法，不是本文的密级。", "", "加密", "密码", "绝密飞行", "内部资料", "秘密、机密"),
    *("保密期限：10年", "机密级事项由县委办公室确定", "秘密等级", "密级写作 机密★1年 的", "本件为机密，请注意保存。"),
)
NAMES = {
    "机密-防汛方案.docx": J,
    "【秘密】防汛方案.pdf": S,
    "防汛方案（机密★1年）.ofd": J,
    "防汛方案_绝密.xlsx": U,
    "机密.docx": J,
    "关于防汛的通知（秘密）": S,
    "秘密★1年 关于防汛的通知": S,
    "機密 方案.doc": J,
    "关于加强机密文件管理的通知.docx": Secrecy.OPEN,
    "保守国家秘密法学习提纲.pdf": Secrecy.OPEN,
    "防汛方案.docx": Secrecy.OPEN,
    "商业秘密保护办法（试行）": Secrecy.OPEN,
}


@pytest.mark.parametrize(("typed", "level"), TYPED.items())
def test_a_mark_is_found_however_it_is_typed(typed, level):
    assert mark_in(typed) is level
    assert highest_mark(["第一行\n" + typed + "\n末行"]) is level


@pytest.mark.parametrize("talk", TALK)
def test_talk_about_marks_is_none(talk):
    assert mark_in(talk) is Secrecy.OPEN


@pytest.mark.parametrize(("name", "level"), NAMES.items())
def test_a_title_or_the_name_of_a_file_is_marked_where_the_mark_stands_apart(name, level):
    assert mark_in_name(name) is level


def test_the_papers_of_the_tests_and_examples_raise_no_false_alarm():
    """All are open papers; those that are meant to bear a mark say so in their head or their name."""
    root = Path(__file__).parents[2]
    papers = [*(root / "resources/examples").glob("*.md"), *(root / "tests/data/papers").glob("*.txt")]
    papers += [*(root / "resources/help").glob("*.md"), *(root / "resources/beginnings").glob("*.md")]
    alarms = [path.name for path in papers if highest_mark([path.read_text(encoding="utf-8")]) > Secrecy.WORK]
    print(f"{len(papers)} papers, {len(alarms)} alarms: {alarms}")
    assert len(papers) > 60
    assert alarms == ["通知-党委办公室.txt"], "it bears one, in its head"
