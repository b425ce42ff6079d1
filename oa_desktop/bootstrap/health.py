"""What ``doctor`` (体检) asks of a machine, and what it is told: one line a subject, each with what to do.

A check is a function from a :class:`Machine` to a :class:`Condition`. It is found by name only when it is asked, so
that a library that cannot even be loaded is one line of the answer and not the end of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pkgutil import resolve_name
from types import MappingProxyType

from oa_desktop.bootstrap.machine import Machine
from oa_desktop.domain.errors import OfficeError, Unavailable
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say


class State(StrEnum):
    """How a subject is: sound, worth a look, or in the way of work."""

    SOUND = "正常"
    DOUBT = "注意"
    FAULT = "不行"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """The answer of a check.

    Attributes:
        what: What was found, in Chinese.
        remedy: What to do, in Chinese; empty when all is sound.
    """

    state: State
    what: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """One line of the examination.

    Attributes:
        subject: What was looked at, in Chinese.
        what: What was found.
        remedy: What to do; empty when all is sound.
    """

    subject: str
    state: State
    what: str
    remedy: str


CHECKS: Mapping[str, str] = MappingProxyType(
    {
        "程序": "oa_desktop.bootstrap.checks.program:versions",
        "字体": "oa_desktop.bootstrap.checks.printing:fonts",
        "自带字体": "oa_desktop.bootstrap.checks.printing:shipped_files",
        "密码运算库": "oa_desktop.bootstrap.checks.keys:libcrypto",
        "密钥文件": "oa_desktop.bootstrap.checks.keys:key_slots",
        "加密数据库": "oa_desktop.bootstrap.checks.keeping:database",
        "库": "oa_desktop.bootstrap.checks.keeping:store",
        "磁盘空间": "oa_desktop.bootstrap.checks.disk:disk_space",
        "目录权限": "oa_desktop.bootstrap.checks.disk:permissions",
        "显示": "oa_desktop.bootstrap.checks.desktop:display",
        "中文输入": "oa_desktop.bootstrap.checks.desktop:chinese_input",
        "时钟": "oa_desktop.bootstrap.checks.clock:clock",
        "时区": "oa_desktop.bootstrap.checks.clock:time_zone",
        "网络": "oa_desktop.bootstrap.checks.isolation:network",
        "端口": "oa_desktop.bootstrap.checks.isolation:ports",
        "隔离读取": "oa_desktop.bootstrap.checks.isolation:confinement",
        "流程": "oa_desktop.bootstrap.checks.program:flows",
        "工作日历": "oa_desktop.bootstrap.checks.program:calendar",
        "检查规则": "oa_desktop.bootstrap.checks.program:profiles",
        "版式模板": "oa_desktop.bootstrap.checks.program:templates",
        "表单": "oa_desktop.bootstrap.checks.program:forms",
        "内部事项": "oa_desktop.bootstrap.checks.program:matters",
        "登记簿": "oa_desktop.bootstrap.checks.program:books",
        "起稿": "oa_desktop.bootstrap.checks.program:beginnings",
        "文字": "oa_desktop.bootstrap.checks.program:words",
    }
)
"""Every subject and its check, as ``module:function``, in the order of the report."""


def sound(what: str) -> Condition:
    """Return that all is well."""
    return Condition(state=State.SOUND, what=what)


def doubt(what: str, remedy: str) -> Condition:
    """Return that work goes on but somebody should look."""
    return Condition(state=State.DOUBT, what=what, remedy=remedy)


def fault(what: str, remedy: str) -> Condition:
    """Return that something is in the way of work."""
    return Condition(state=State.FAULT, what=what, remedy=remedy)


def examine(machine: Machine, checks: Mapping[str, str] = CHECKS) -> tuple[Health, ...]:
    """Ask every check; one that fails itself is a fault with its reason. Nothing is written or made."""
    return tuple(health(subject, _asked(check, machine)) for subject, check in checks.items())


def faults(examined: Iterable[Health]) -> int:
    """Count the subjects that are in the way of work."""
    return sum(one.state is State.FAULT for one in examined)


def health(subject: str, found: Condition) -> Health:
    """Return the line of a subject."""
    return Health(subject=_(subject), state=found.state, what=found.what, remedy=found.remedy)


def _asked(check: str, machine: Machine) -> Condition:
    try:
        found: Condition = resolve_name(check)(machine)
    except OfficeError as problem:
        return worded(problem)
    except OSError as error:
        return worded(Unavailable("disk.failed", reason=error.strerror or str(error)))
    except Exception as error:
        return _unanswered(error)
    return found


def worded(problem: OfficeError) -> Condition:
    """Return a problem in its own words, also when the table of words is what is broken."""
    try:
        text = say(problem.code, problem.params)
    except Exception:
        return _unanswered(problem)
    return fault(text.what + text.why, text.do)


def _unanswered(error: Exception) -> Condition:
    reason = " ".join(f"{type(error).__name__} {error}".split())
    return fault(
        _("这一项没有查成：{reason}。").format(reason=reason),
        _("请重新安装程序再查，已有的公文不受影响；仍然这样的，请把这份结果交给技术人员。"),
    )
