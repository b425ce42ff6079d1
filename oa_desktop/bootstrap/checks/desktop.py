"""Whether a window could open here, and whether Chinese could be typed in it."""

from __future__ import annotations

from oa_desktop.bootstrap import screen
from oa_desktop.bootstrap.health import Condition, doubt, fault, sound
from oa_desktop.bootstrap.machine import Machine
from oa_desktop.i18n import _

INPUT_VARIABLES = ("QT_IM_MODULE", "XMODIFIERS", "GTK_IM_MODULE")
"""Where a Linux desktop says which input method it runs."""


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
    """Tell whether the desktop's input method reaches Qt: PySide6 brings a plug-in for ibus and none for fcitx."""
    if machine.platform != "linux":
        return sound(_("由系统提供。"))
    if not _screen(machine):
        return sound(_("没有图形显示，用终端自己的输入法。"))
    told = " ".join(machine.environ.get(name, "") for name in INPUT_VARIABLES).lower()
    if "ibus" in told:
        return sound(_("输入法走 ibus，界面库支持。"))
    if "fcitx" not in told:
        return doubt(_("环境变量里没有看到输入法。"), _("窗口里打不出中文的，请在系统设置里启用 fcitx 或者 ibus。"))
    if _has_fcitx(machine):
        return sound(_("输入法是 fcitx，界面库有它的插件。"))
    return doubt(
        _("输入法是 fcitx，界面库没有它的插件。"),
        _("请在启动前设置环境变量 QT_IM_MODULE=ibus（fcitx 兼容 ibus），否则窗口里可能打不出中文。"),
    )


def _has_fcitx(machine: Machine) -> bool:
    return machine.qt_folder is not None and any(machine.qt_folder.glob("**/platforminputcontexts/*fcitx*"))
