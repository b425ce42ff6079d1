"""Whether a window could open here, and whether Chinese could be typed in it."""

from __future__ import annotations

from pathlib import Path

from oa_desktop.bootstrap import input_method, screen
from oa_desktop.bootstrap.health import Condition, doubt, fault, sound
from oa_desktop.bootstrap.machine import Machine
from oa_desktop.i18n import _

_TOLD = {
    input_method.IBUS: "输入法（ibus，或者 fcitx5）走 ibus，界面库支持，不用另外设置。",
    input_method.FCITX: "输入法是 fcitx，界面库有它的插件。",
}


def display(machine: Machine) -> Condition:
    """Tell whether there is a screen, and whether Qt finds the system's libraries."""
    shown, missing = _screen(machine), missing_packages(machine)
    if machine.qt_folder is None:
        return fault(_("没有安装界面库 PySide6。"), _("请按说明重新安装程序（make venv，或者 pip install）。"))
    if missing:
        judge = fault if shown else doubt
        return judge(
            _("缺少系统库：{packages}，不能打开窗口。").format(packages="、".join(missing)),
            _("请系统管理员运行 apt-get install {packages}；命令行不受影响。").format(packages=" ".join(missing)),
        )
    if not shown:
        return doubt(_("没有图形显示。"), _("命令行不受影响；要用窗口，请在图形桌面里登录后运行。"))
    return sound(_("{screen}，Qt 的系统库齐全。").format(screen=shown))


def missing_packages(machine: Machine) -> list[str]:
    """Return the Debian packages whose libraries Qt would not find here; none on other systems than Linux."""
    return screen.missing_packages(machine.platform, machine.environ, machine.loads)


def _screen(machine: Machine) -> str:
    """Name the screen; empty when there is none."""
    if machine.platform != "linux":
        return _("系统桌面")
    return "，".join(f"{name}={value}" for name, value in screen.screens(machine.environ).items())


def chinese_input(machine: Machine) -> Condition:
    """Tell whether the desktop's input method reaches Qt, by the same look as when the window opens."""
    if machine.platform != "linux":
        return sound(_("由系统提供。"))
    if not _screen(machine):
        return sound(_("没有图形显示，用终端自己的输入法。"))
    plugins = (machine.qt_folder or Path()) / "Qt" / "plugins"
    told = _TOLD.get(input_method.way(machine.environ, plugins))
    if told:
        return sound(_(told))
    return doubt(_("没有看到输入法。"), _("窗口里打不出中文的，请在系统设置里启用 fcitx5 或者 ibus。"))
