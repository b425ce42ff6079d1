"""The check of a seat the evening before (机房检查): what it can do, line by line, each with what to do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from oa_desktop.bootstrap.adapters import build_renderer
from oa_desktop.bootstrap.health import CHECKS, Condition, Health, State, doubt, examine, fault, health, sound
from oa_desktop.bootstrap.machine import Machine
from oa_desktop.bootstrap.sittings import last_sitting
from oa_desktop.bootstrap.training import digest_of, shipped_exercises
from oa_desktop.bootstrap.training_check import Layer, checked_here
from oa_desktop.bootstrap.training_reset import CLASS_CARD, RUNS
from oa_desktop.catalogue.exercises import load_exercise
from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.forms import Form, Row, form_row
from oa_desktop.domain.realms import Realm
from oa_desktop.i18n import _
from oa_desktop.office.ports.pages import Look

ROOM = (
    *("程序", "字体", "自带字体", "密码运算库", "加密数据库", "磁盘空间", "目录权限"),
    *("显示", "中文输入", "时钟", "时区", "隔离读取"),
)
"""What of the machine's examination (体检) a seat needs; exercises ask for no printer and no network."""
_OF_MACHINE: Mapping[str, str] = MappingProxyType({one: CHECKS[one] for one in ROOM})
_TOLD = 16
"""Characters of a digest that are compared between seats."""
_SEAT_MM = 12.0


def checked_seat(machine: Machine, exercises: Mapping[str, Path] | None = None) -> tuple[Health, ...]:
    """Return what this seat can do; nothing is written.

    Args:
        machine: The machine, in the TRAINING realm.
        exercises: The exercises that are to be there; those that are shipped if not given.
    """
    return (
        *examine(machine, _OF_MACHINE),
        health("隔离", isolation(checked_here())),
        health("场景", exercises_whole(shipped_exercises() if exercises is None else exercises)),
        health("座位", seat(machine.folder)),
    )


def isolation(layers: tuple[Layer, ...]) -> Condition:
    """Tell whether exercises are kept from real papers."""
    open_ones = [one.name for one in layers if not one.holds]
    if open_ones:
        told = _("没有隔开：{names}。").format(names="、".join(open_ones))
        return fault(told, _("请不要在这台机器上实训，告诉技术人员。"))
    return sound(_("{all}项都隔得开。").format(all=len(layers)))


def exercises_whole(exercises: Mapping[str, Path]) -> Condition:
    """Tell whether all exercises are what was released, and by which digest seats are compared."""
    wrong = [name for name, folder in exercises.items() if not _is_whole(folder)]
    if wrong:
        told = _("{count}个场景读不出来或者改动过：{names}。").format(count=len(wrong), names="、".join(wrong))
        return fault(told, _("请重新安装程序；别的座位上的不要拷过来。"))
    told = _("{count}个场景，摘要 {digest}（各座位应当相同）。")
    return sound(told.format(count=len(exercises), digest=_digest(exercises)))


def _is_whole(folder: Path) -> bool:
    try:
        return not load_exercise(folder).altered
    except OfficeError:
        return False


def _digest(exercises: Mapping[str, Path]) -> str:
    held = hashlib.sha256()
    for name, folder in sorted(exercises.items()):
        held.update(f"{name} {digest_of(folder)} ".encode())
    return held.hexdigest()[:_TOLD]


def seat(folder: Path) -> Condition:
    """Tell whether the seat is clear for the next class."""
    told = tuple(_left(folder))
    if not told:
        return sound(_("已经清空，可以上课。"))
    return doubt(
        "；".join(told) + _("。"),
        _("同一个班接着上课的不用管；换班以前请重置座位（training reset），再按“退出这个班”。"),
    )


def _left(folder: Path) -> Iterator[str]:
    if last_sitting(folder / RUNS) is not None:
        yield _("有一场考核没有考完")
    runs = sum(1 for _one in (folder / RUNS).glob("*"))
    if runs:
        yield _("有{count}次以前的练习").format(count=runs)
    if (folder / CLASS_CARD).exists():
        yield _("已经加入一个培训班")


def is_fit(found: tuple[Health, ...]) -> bool:
    """Whether nothing is in the way of a class."""
    return all(one.state is not State.FAULT for one in found)


def room_form(found: tuple[Health, ...], day: str, seat_name: str = "") -> Form:
    """Return the check on a sheet, to be signed and filed for the room.

    Args:
        found: What came of it.
        day: ISO.
        seat_name: 座位; empty for room to write it by hand.
    """
    columns = form_row(("项目", "", 2), ("状况", "", 1), ("情况", "", 5), ("怎么办", "", 4), heads=True)
    verdict = "可以上课" if is_fit(found) else "先处理“不行”的各项"
    return Form(
        title="机房检查",
        rows=(
            form_row(("座位", seat_name, 3), ("结论", verdict, 5), ("检查人", "", 4), height_mm=_SEAT_MM),
            columns,
            *(_line(one, columns) for one in found),
        ),
        footer=f"{day}检查",
        close=True,
    )


def draw_sheet(machine: Machine, found: tuple[Health, ...], seat_name: str = "") -> bytes:
    """Return the check on a sheet, as PDF."""
    form = room_form(found, machine.now.date().isoformat(), seat_name)
    return build_renderer().form(form, Look(mark=Realm.TRAINING.label))


def _line(one: Health, columns: Row) -> Row:
    cells = (one.subject, 2), (_(one.state.value), 1), (one.what, 5), (one.remedy, 4)
    return form_row(*(("", value, width) for value, width in cells), height_mm=7.0, columns=columns)
