"""Whether the files of a store are whole, as somebody sees who can open it: every page, and every content's file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from oa_desktop.bootstrap.health import Condition, Health, State, health, sound, worded
from oa_desktop.domain.errors import OfficeError
from oa_desktop.i18n import _

SUBJECT = "库的内容"
_SHOWN = 3
_RESTORE = "请不要删除任何文件，先把整个目录另外复制一份，再用最近的备份恢复（oa-desktop restore）。"
_FOUND: Mapping[str, tuple[State, str, str]] = MappingProxyType(
    {
        "store.unlockable": (
            State.FAULT,
            "取不到写入锁（writer.lock），只能查看：{shown}。",
            "请检查数据目录的权限，所在的磁盘或者网络盘支不支持文件锁，改好之后重新打开。",
        ),
        "store.damaged": (State.FAULT, "库有 {count} 处损坏：{shown}。", _RESTORE),
        "disk.failed": (
            State.FAULT,
            "有 {count} 处读不出来：{shown}。",
            "请检查磁盘是否接好、权限是否被改过，再查一次；仍然这样的，用备份恢复。",
        ),
        "blob.missing": (State.FAULT, "有 {count} 份正文、版式件或附件不在了：{shown}。", _RESTORE),
        "blob.unknown-file": (
            State.DOUBT,
            "有 {count} 个没有登记的文件：{shown}。",
            "是保存途中断掉留下的，谁也读不出来，请放着不管。",
        ),
    }
)
"""What is said of each kind of fault and what to do, the worst first."""


def look_inside(check: Callable[[], Sequence[str]]) -> tuple[Health, ...]:
    """Return what somebody who can open the store sees of its files; that it cannot be opened is an answer too.

    Args:
        check: Opens the store and gives a line for every fault, as the store's check does.
    """
    try:
        found = conditions(check())
    except OfficeError as problem:
        found = (worded(problem),)
    return tuple(health(SUBJECT, one) for one in found)


def conditions(lines: Sequence[str]) -> tuple[Condition, ...]:
    """Return what the lines of a store's check come to: one condition for each kind of fault, or that all is well."""
    by_code = {code: [line.partition(" ")[2] for line in lines if line.split(" ", 1)[0] == code] for code in _FOUND}
    found = tuple(_condition(code, about) for code, about in by_code.items() if about)
    return found or (sound(_("数据库逐页校验没有问题，登记的内容都在。是否被改动，请用 oa-desktop verify 核验。")),)


def _condition(code: str, about: Sequence[str]) -> Condition:
    state, words, remedy = _FOUND[code]
    more = _(" 等") if len(about) > _SHOWN else ""
    what = _(words).format(count=len(about), shown="、".join(about[:_SHOWN]) + more)
    return Condition(state=state, what=what, remedy=_(remedy))
