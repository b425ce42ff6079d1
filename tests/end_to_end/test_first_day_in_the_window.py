"""The first day at the window: nine people take a document from draft to archive with mouse and keys alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QListWidget, QTabWidget
from pytestqt.qtbot import QtBot

from oa_desktop.app import HomePremises
from oa_desktop.bootstrap.demonstration import demonstration_unit
from oa_desktop.domain.realms import Realm
from oa_desktop.ui.application import make_application
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.window import Window
from tests.founded import demonstrated_once
from tests.ui.clerk import Clerk

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SUBJECT = "关于做好2026年度防汛物资清点工作的通知"
FIRST = "为做好防汛准备，请各乡镇于5月20日前清点防汛物资。"
MENDED = "为做好防汛准备，经县人民政府同意，请各乡镇于5月31日前清点防汛物资，并把清单报县政府办公室。"
OFFICE = "清源县人民政府办公室"
TITLE = OFFICE + SUBJECT


@pytest.fixture
def clerk(qtbot: QtBot, qapp, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    premises, preferences = HomePremises(demonstrated_once(tmp_path_factory)), Preferences(tmp_path / "window.ini")
    make_application((), preferences)
    window = Window(premises, Realm.DEMONSTRATION, preferences)
    window.show()
    window.resize(1366, 768)
    yield Clerk(window)
    window.close()
    window.deleteLater()
    premises.close()


def as_(clerk: Clerk, account: str) -> None:
    clerk.sign_in(account, demonstration_unit().person(account).password)


def one_act(clerk: Clerk, account: str, kind: str, words: str = "", **fields: str) -> None:
    """One person comes, does one thing with the document, and goes."""
    as_(clerk, account)
    clerk.open_folder("待办")
    clerk.open_document(SUBJECT)
    clerk.act(kind, words, **fields)
    clerk.leave()


def test_nine_people_take_a_notice_from_draft_to_archive(clerk):
    as_(clerk, "zhouyue")
    clerk.choose("document.new")
    clerk.type(clerk.see("element-issuing_organs"), OFFICE)
    clerk.type(clerk.see("element-title"), TITLE)
    clerk.type(clerk.see("element-recipients"), "各乡镇人民政府：")
    clerk.type(clerk.see("body"), FIRST)
    clerk.click(clerk.see("send"))
    clerk.agree()
    clerk.open_folder("在办")
    clerk.open_document(SUBJECT)
    clerk.act("recall", "时限写错了，撤回改正后再送。")
    clerk.open_folder("待办")
    clerk.open_document(SUBJECT)
    clerk.act("submit", "请审。")
    clerk.leave()

    one_act(clerk, "chenguosheng", "review", "情况属实。")
    one_act(clerk, "limukun", "return", "向乡镇行文要写明经县人民政府同意。", to="拟稿")

    as_(clerk, "zhouyue")
    clerk.open_folder("待办")
    clerk.open_document(SUBJECT)
    clerk.choose("document.revise")
    clerk.type(clerk.see("body"), MENDED)
    clerk.click(clerk.see("send"))
    clerk.agree()
    clerk.leave()

    one_act(clerk, "chenguosheng", "review", "已按意见改好。")
    one_act(clerk, "limukun", "review", "拟同意，呈立衡同志签发。")
    one_act(clerk, "zhaoliheng", "issue", "同意印发。")
    one_act(clerk, "sunxiaoyi", "recheck", "手续完备。")
    one_act(clerk, "heyutong", "assign-number", "已登记。")
    one_act(clerk, "zhengmiao", "apply-seal", "已核对用印。", opening="Qingyuan#11")
    one_act(clerk, "xuchong", "dispatch", "分发完毕。")
    one_act(clerk, "ouyangzhe", "file", "正本、定稿和办理记录齐全。")

    as_(clerk, "zhouyue")
    clerk.open_folder("已办")
    clerk.open_document(SUBJECT)
    reading = clerk.see("reading", QTabWidget)
    assert "正本，已用印" in clerk.see("caption", QLabel).text()
    flow = next(place for place in range(reading.count()) if reading.tabText(place) == "流程")
    clerk.click(reading.tabBar(), reading.tabBar().tabRect(flow).center())
    acts = [item.text() for item in items(clerk)]
    assert sum("撤回" in line for line in acts) == 1
    assert sum("退回" in line for line in acts) == 1
    assert "归档" in acts[-1] and "欧阳喆" in acts[-1]
    assert any("同意印发。" in line and "赵立衡" in line for line in acts)


def items(clerk: Clerk):
    (shown,) = (
        one for one in clerk.window.findChildren(QListWidget) if one.accessibleName() == "办理过程" and one.isVisible()
    )
    return [shown.item(row) for row in range(shown.count())]
