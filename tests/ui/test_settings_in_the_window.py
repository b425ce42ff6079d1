"""The settings of the unit in the window: everybody reads them, and who may adjusts one, which holds at once."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from oa_desktop.domain.actions.organising import AdjustSetting
from oa_desktop.domain.units.unit_settings import SETTINGS
from oa_desktop.i18n.problems import name_of
from oa_desktop.ui.auditing.settings_dialog import SettingsDialog, shown
from tests.ui.clerk import Clerk
from tests.ui.rooms import WIDE as ROOM


def settings_of(clerk: Clerk) -> SettingsDialog:
    clerk.window.commands.action("settings.open").trigger()
    clerk.settle()
    dialog = clerk.dialog()
    assert isinstance(dialog, SettingsDialog)
    return dialog


def choose(dialog: SettingsDialog, name: str) -> Any:
    lines = dialog.lines
    (item,) = (
        lines.topLevelItem(row)
        for row in range(lines.topLevelItemCount())
        if lines.topLevelItem(row).data(0, 256) == name
    )
    lines.setCurrentItem(item)
    return item


def test_the_system_administrator_adjusts_a_setting_and_it_holds_at_once(sit_down):
    clerk = sit_down(ROOM, "xuchong")
    dialog = settings_of(clerk)
    choose(dialog, "password-length")
    assert (dialog.number.minimum(), dialog.number.maximum()) == (8, 64)
    dialog.number.setValue(7)
    assert dialog.number.value() == 8
    dialog.number.setValue(12)
    dialog.reason.setText("测评要求")
    clerk.click(dialog.findChild(QPushButton, "adjust"))
    clerk.settle()
    session = clerk.window.desk._workplace.session
    assert session.sign_in_rules.length == 12
    assert choose(dialog, "password-length").text(1) == "12"
    choose(dialog, "isolation")
    assert [dialog.choice.itemText(row) for row in range(3)] == ["不管", "登录时提醒", "不能登录"]
    choose(dialog, "witness-every")
    assert not dialog.adjust.isEnabled()
    session.perform(AdjustSetting(name="password-length", value=8))


def test_others_read_the_settings_and_adjust_none(sit_down):
    dialog = settings_of(sit_down(ROOM, "zhouyue"))
    assert dialog.lines.topLevelItemCount() == len(SETTINGS)
    for name in SETTINGS:
        choose(dialog, name)
        assert not dialog.adjust.isEnabled()


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_has_words_for_itself_and_its_values(name):
    assert name_of("setting", name) != name
    assert all(shown(name, value) for value in (SETTINGS[name].least, SETTINGS[name].most))
