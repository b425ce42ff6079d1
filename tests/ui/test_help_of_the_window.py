"""What the help says of the window is so: its menus, its keys; and whoever looks for an act by its word finds it."""

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument

from oa_desktop.i18n.resources import resource_path
from oa_desktop.ui.commands import Command, Menu, plain
from oa_desktop.ui.guiding.help_page import HelpPage
from oa_desktop.ui.guiding.pages import find
from oa_desktop.ui.standard_commands import COMMANDS

MENUS = "|".join(menu.plain for menu in Menu)
WAY = re.compile(rf"“((?:{MENUS})(?:—[^”—]+)+)”(?:（(?:也是 )?((?:Ctrl|Shift|Alt|F\d)[^）、，]*)）)?")
OLD_WAYS = re.compile(rf"“(?:{MENUS})”(?:菜单)?(?:的|里的|里选|里去掉|里)“")
PACKAGE = Path(plain.__code__.co_filename).parents[1]
SPOKEN = sorted([*resource_path("help").glob("*.md"), *resource_path("words").glob("*.yaml"), *PACKAGE.rglob("*.py")])
SPEAKING = [one for one in SPOKEN if WAY.search(one.read_text(encoding="utf-8"))]
PAGES = sorted(one for one in resource_path("help").glob("*.md") if "](../pictures/" in one.read_text(encoding="utf-8"))
KEYS = {"加号": "+", "减号": "-"}


def way(one: Command) -> str:
    return "—".join((one.menu.plain, *plain(one).split("：")))


WAYS = {way(one): one.shortcut for one in COMMANDS}
WAYS |= {"—".join((one.menu.plain, one.own_menu)): "" for one in COMMANDS if one.own_menu}


def test_ways_through_the_menus_are_told_somewhere() -> None:
    told = {found[1] for one in SPEAKING for found in WAY.finditer(one.read_text(encoding="utf-8"))}
    assert len(told) > 20


@pytest.mark.parametrize("file", SPEAKING, ids=lambda one: one.name)
def test_every_way_through_the_menus_that_people_are_told_is_there_with_its_key(file: Path) -> None:
    told = WAY.findall(file.read_text(encoding="utf-8"))
    assert [(said, keys) for said, keys in told if said not in WAYS or (keys and WAYS[said] != keys)] == []


def test_ways_through_the_menus_are_told_in_one_manner() -> None:
    said = ((one.name, OLD_WAYS.findall(one.read_text(encoding="utf-8"))) for one in SPOKEN)
    assert [(name, found) for name, found in said if found] == []


MOST_LINES = 12


@pytest.mark.parametrize("menu", Menu, ids=lambda one: one.plain)
def test_no_menu_is_longer_than_a_glance(menu: Menu) -> None:
    shown = [one for one in COMMANDS if one.menu is menu and not one.fleeting]
    lines = {one.own_menu or one.id for one in shown}
    assert len(lines) <= MOST_LINES
    within = Counter(one.own_menu for one in shown if one.own_menu)
    assert all(count <= MOST_LINES for count in within.values())


OPERATIONS = (
    *("送审", "同意", "退回", "撤回", "加签", "减签", "转办", "委托", "会签", "征求意见", "联署会签", "不同意", "圈阅"),
    *("传阅", "收回传阅", "代录批示", "纸质签发补录", "催办", "督办", "暂停", "恢复", "作废", "改派", "签收", "封套号"),
    *(
        "亲启",
        "登记",
        "初审",
        "退文",
        "拟办",
        "批办",
        "分办",
        "承办",
        "主办",
        "协办",
        "答复",
        "办结",
        "限办",
        "用印登记",
    ),
    *("发布", "撤下", "转为收文", "手写", "常用语", "修改痕迹", "到期提醒", "文号登记", "统计", "通讯录", "清退"),
)
"""What people call what they want to do (公文处理的习惯说法)."""


@pytest.mark.parametrize("word", OPERATIONS)
def test_a_newcomer_finds_an_act_by_its_word(word: str) -> None:
    (first, *_) = find(word)
    assert word in first.section.heading or word in first.line
    assert first.section.text.strip()


def test_a_page_shows_the_pictures_that_are_shipped_no_wider_than_it_is_and_fetches_nothing_else(qtbot) -> None:
    page, image = HelpPage(), QTextDocument.ResourceType.ImageResource.value
    qtbot.addWidget(page)
    page.resize(300, 400)
    page.show()
    for named in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", "".join(one.read_text(encoding="utf-8") for one in PAGES)):
        shown = page.loadResource(image, QUrl(named))
        assert 100 < shown.width() < 300, named
    assert page.loadResource(image, QUrl("file:///usr/share/icon.png")) is None
