"""What the trainee's window says of exercises, modes and minutes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS
from oa_desktop.domain.training.exercise import Exercise, Mode
from oa_desktop.i18n import _
from oa_desktop.training.course import Awaited

MODES: Mapping[Mode, str] = {
    Mode.WATCH: "看：参考做法自己演一遍，可以暂停，不评分",
    Mode.GUIDED: "练：一步一步引导，提示不扣分",
    Mode.ALONE: "做：自己办，看提示扣分",
    Mode.EXAM: "考：没有提示，限时，老师公布成绩",
}
"""The ways that are offered, and what each means."""
TOPIC = "窗口.md#实训"
"""Where the help tells of exercises."""
_MINUTE, _HOUR = timedelta(minutes=1), 60


def name_of(exercise: Exercise) -> str:
    """Return what an exercise is called on a list."""
    lesson = _("课次{lesson}").format(lesson=exercise.lesson) if exercise.lesson else _("小题")
    return f"{lesson}　{exercise.title}"


def minutes_in_words(span: timedelta) -> str:
    """Return a span in hours and minutes, the minutes rounded up."""
    minutes = max(0, -(-span // _MINUTE))
    hours, rest = divmod(minutes, _HOUR)
    if hours and rest:
        return _("{hours} 小时 {minutes} 分钟").format(hours=hours, minutes=rest)
    return _("{hours} 小时").format(hours=hours) if hours else _("{minutes} 分钟").format(minutes=minutes)


def awaited_in_words(awaited: Awaited, now: datetime) -> str:
    """Return who is waited for, for what, and for how long."""
    act = DECLARATIONS[BY_KIND[awaited.act]].term
    return _("等待：{who} {act}，约 {span}").format(who=awaited.who, act=act, span=minutes_in_words(awaited.at - now))
