"""The first day (第一天): nine people take a notice from draft to archive, each by what the window shows."""

from __future__ import annotations

from itertools import chain

from tests.rigs.by_hand.clerk import Clerk

OFFICE = "清源县人民政府办公室"
TITLE = f"{OFFICE}关于做好2026年度防汛物资清点工作的通知"
FIRST = "为做好防汛准备，请各乡镇于5月20日前清点防汛物资。"
MENDED = "为做好防汛准备，经县人民政府同意，请各乡镇于5月31日前清点防汛物资，并把清单报县政府办公室。"
RETURNED = "向乡镇行文要写明经县人民政府同意。"
RECALLED = "时限写错了，撤回改正后再送。"
RECIPIENTS = "各乡镇人民政府："
SENT = "请审。"
FOUND_TRUE = "情况属实。"
ONE_AFTER_THE_OTHER = (
    ("陈国昇", "审核", "已按意见改好。"),
    ("李慕堃", "审核", "拟同意，呈立衡同志签发。"),
    ("赵立衡", "签发", "同意印发。"),
    ("孙晓祎", "复核", "手续完备。"),
    ("何雨桐", "登记编号", "已登记。"),
    ("郑淼", "印制用印", "已核对用印。"),
    ("许翀", "核发", "分发完毕。"),
    ("欧阳喆", "归档", "正本、定稿和办理记录齐全。"),
)
CHARACTERS = "".join(
    (TITLE, FIRST, MENDED, RETURNED, RECALLED, RECIPIENTS, SENT, FOUND_TRUE, *chain(*ONE_AFTER_THE_OTHER))
)
"""All that has to be typed."""


def first_day(clerk: Clerk) -> None:
    """Live the day; what it comes to is looked at in the window too."""
    clerk.begin()
    _write(clerk)
    _one_act(clerk, "陈国昇", "审核", FOUND_TRUE)
    _one_act(clerk, "李慕堃", "退回", RETURNED, 退回到="拟稿")
    _mend(clerk)
    for name, term, words in ONE_AFTER_THE_OTHER:
        _one_act(clerk, name, term, words)
    _look_back(clerk)


def chinese_everywhere(clerk: Clerk, switch: str) -> None:
    """Let an input method write into every sort of field; the keys switch it on, if it is not on."""
    clerk.begin()
    clerk.sign_in("周玥")
    clerk.decline_tour()
    clerk.click("text", "查找")
    if switch:
        clerk.key(switch)
    clerk.spell("查找", letters="gongwen", words="公文")
    clerk.key("ctrl+a", "BackSpace")
    clerk.open_folder("在办")
    clerk.open_document(OFFICE)
    clerk.spell("意见", "原因", letters="gongwen", words="公文")
    clerk.choose("公文", "拟稿")
    clerk.spell("标题", letters="gongwen", words="公文")
    clerk.spell("正文", letters="gongwen", words="公文")
    clerk.choose("公文", "退出")


def _write(clerk: Clerk) -> None:
    """Write, send, take back, and send again."""
    clerk.sign_in("周玥")
    clerk.decline_tour()
    clerk.choose("公文", "拟稿")
    clerk.type("发文机关", text=OFFICE)
    clerk.type("标题", text=TITLE)
    clerk.type("主送机关", text=RECIPIENTS)
    clerk.type("正文", text=FIRST)
    clerk.send()
    clerk.open_folder("在办")
    clerk.open_document(TITLE)
    clerk.act("撤回", RECALLED)
    clerk.open_folder("待办")
    clerk.open_document(TITLE)
    clerk.act("送审", SENT)
    clerk.leave()


def _mend(clerk: Clerk) -> None:
    clerk.sign_in("周玥")
    clerk.open_folder("待办")
    clerk.open_document(TITLE)
    clerk.choose("公文", "修改")
    clerk.type("正文", text=MENDED)
    clerk.send()
    clerk.leave()


def _one_act(clerk: Clerk, name: str, term: str, words: str, **fields: str) -> None:
    """One person comes, does one thing with the document, and goes."""
    clerk.sign_in(name)
    clerk.open_folder("待办")
    clerk.open_document(TITLE)
    clerk.act(term, words, **fields)
    clerk.leave()


def _look_back(clerk: Clerk) -> None:
    """The writer finds the whole way in the flow."""
    clerk.sign_in("周玥")
    clerk.open_folder("已办")
    clerk.open_document(TITLE)
    clerk.click("page tab", "流程")
    clerk.click("list", "办理过程")
    for key, seen in (("Home", RECALLED), ("End", ONE_AFTER_THE_OTHER[-1][-1])):
        clerk.key(key)
        clerk.finds("list item", seen)
        clerk.done(f"流程：{seen}")
    clerk.choose("公文", "退出")
