"""Whether there is room for the data, and whether other users are kept out of them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from oa_desktop.bootstrap.health import Condition, doubt, fault, sound
from oa_desktop.bootstrap.machine import Machine
from oa_desktop.i18n import _

MEBIBYTE = 1 << 20
ENOUGH = 500 * MEBIBYTE
"""Free bytes below which somebody should make room."""
TOO_LITTLE = 50 * MEBIBYTE
"""Free bytes below which an act may fail."""

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def disk_space(machine: Machine) -> Condition:
    """Tell whether there is room to write, where the data are or will be."""
    place = _nearest(machine.home)
    free = machine.free_bytes(place)
    found = _("{place} 还有{free}").format(place=place, free=size_in_words(free))
    if not (place.is_dir() and os.access(place, os.W_OK)):
        return fault(
            _("{place} 不能写入。").format(place=place),
            _("请检查它是不是目录、有没有写入的权限、磁盘是不是只读的；也可以用 --home 换一个数据目录。"),
        )
    if free < TOO_LITTLE:
        return fault(_("{found}，随时可能写不进去。").format(found=found), _make_room())
    if free < ENOUGH:
        return doubt(_("{found}，不到{enough}。").format(found=found, enough=size_in_words(ENOUGH)), _make_room())
    return sound(_("{found}。").format(found=found))


def _nearest(path: Path) -> Path:
    """Return the folder itself, or the nearest one above it that exists."""
    return next(one for one in (path, *path.absolute().parents) if one.exists())


def _make_room() -> str:
    return _("请腾出磁盘空间，或者请系统管理员换大一些的磁盘；数据目录里的文件一个也不要删。")


def size_in_words(size: int) -> str:
    """Return a number of bytes as people say it."""
    return f"{size / MEBIBYTE:.1f} MB" if size < 1024 * MEBIBYTE else f"{size / (1024 * MEBIBYTE):.1f} GB"


def permissions(machine: Machine) -> Condition:
    """Tell whether other users of this machine are kept out of the data."""
    if machine.platform == "win32":
        return sound(_("由 Windows 的用户目录管理。"))
    present = [one for one in (machine.home, machine.folder) if one.exists()]
    if not present:
        return sound(_("数据目录还没有建立，建立时只许本用户进入。"))
    opened = [one for one in present if one.stat().st_mode & _OTHERS]
    if opened:
        return doubt(
            _("别的用户也能进入：{folders}。").format(folders="、".join(map(str, opened))),
            _("请运行 chmod 700 {folders}").format(folders=" ".join(map(str, opened))),
        )
    return sound(_("只有本用户能进入数据目录。"))
