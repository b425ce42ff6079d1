"""Whether the time that entries and documents will carry can be right."""

from __future__ import annotations

from datetime import datetime, timedelta

from oa_desktop.bootstrap.health import Condition, doubt, fault, sound
from oa_desktop.bootstrap.machine import Machine
from oa_desktop.i18n import _

FIRST_YEAR, LAST_YEAR = 2026, 2076
"""The first release came out in the one; a clock beyond the other is more likely wrong than right."""
TOLERANCE = timedelta(minutes=5)
"""A file may be that much newer than the clock says: network file systems have clocks of their own."""
BEIJING = timedelta(hours=8)


def clock(machine: Machine) -> Condition:
    """Tell whether the year can be right and the clock has not gone back behind what was written."""
    now = machine.now
    shown = now.strftime("%Y-%m-%d %H:%M")
    if not FIRST_YEAR <= now.year <= LAST_YEAR:
        return fault(_("现在是 {now}，年份不对。").format(now=shown), _set_clock())
    newest = _newest(machine)
    if newest is not None and newest - now > TOLERANCE:
        return doubt(
            _("现在是 {now}，早于上次写入的时间 {newest}。").format(now=shown, newest=f"{newest:%Y-%m-%d %H:%M}"),
            _set_clock() + _("已有的办理记录不靠时钟排先后，不受影响。"),
        )
    return sound(_("现在是 {now}。").format(now=shown))


def _newest(machine: Machine) -> datetime | None:
    """Return when the newest file of the realm was written; every act touches one that lies at the top."""
    if not machine.folder.is_dir():
        return None
    times = [path.stat().st_mtime for path in machine.folder.iterdir() if path.is_file()]
    return datetime.fromtimestamp(max(times), machine.now.tzinfo) if times else None


def _set_clock() -> str:
    return _("请先校准系统时间再办文，成文日期、登录锁定都用它。")


def time_zone(machine: Machine) -> Condition:
    """Tell whether the machine keeps Beijing time."""
    offset = machine.now.strftime("UTC%z")
    if machine.now.utcoffset() == BEIJING:
        return sound(_("北京时间（{offset}）。").format(offset=offset))
    return doubt(
        _("时区是 {offset}，不是北京时间。").format(offset=offset),
        _("请把系统时区设为 Asia/Shanghai，否则半夜前后的成文日期会差一天。"),
    )
