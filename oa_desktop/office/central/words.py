"""How a desk stands to the central service, in words for the status line, the 待发箱 and the command line."""

from __future__ import annotations

from oa_desktop.i18n import _
from oa_desktop.i18n.problems import ProblemText, say
from oa_desktop.office.central.room import Accord, Stage, Unsent


def in_words(accord: Accord) -> str:
    """Return how a desk stands to the service, in a few words."""
    if accord.stage is Stage.AGREED:
        return _("已同步 {time}").format(time=accord.agreed[11:16])
    if accord.stage is Stage.WAITING:
        return _waiting(accord)
    return " · ".join((_(accord.stage.value), *((_waiting(accord),) if accord.waiting else ())))


def _waiting(accord: Accord) -> str:
    words = _("待发 {count} 以上") if accord.more else _("待发 {count}")
    return words.format(count=accord.waiting)


def problem_of(accord: Accord) -> ProblemText | None:
    """Return what is in the way, why, and what to do; None where nothing is, and where it passes by itself."""
    trouble = accord.trouble
    if trouble is None or accord.stage is Stage.AWAY:
        return None
    return say(trouble.code, trouble.params)


def meaning(accord: Accord) -> str:
    """Return what the few words mean and what to do."""
    problem = problem_of(accord)
    return _(_MEANING[accord.stage]) if problem is None else str(problem)


_MEANING = {
    Stage.ALONE: "没有配置中心服务，数据都在这台计算机上，不需要网络。",
    Stage.BEGINNING: "打开以后还没有和中心服务核对过，不耽误办理。",
    Stage.AGREED: "这里办的都送到了中心服务；别的工作台送到的，这里也都有了。",
    Stage.WAITING: "这里办的还有没送到中心服务的，会自己送去，不耽误办理。",
    Stage.AWAY: "没有连上中心服务：网络断了，或者它停着。照常办理，连上以后自己接着送。",
}


def line_of(unsent: Unsent) -> str:
    """Return what waits, in one line: what was done with which document."""
    about = _("《{title}》").format(title=unsent.title) if unsent.title else ""
    return _("{act}{about}").format(act=unsent.act, about=about)


def moment_of(unsent: Unsent) -> str:
    """Return who did it, and when."""
    return _("{person} {time}").format(person=unsent.person, time=unsent.time[:16].replace("T", " "))
