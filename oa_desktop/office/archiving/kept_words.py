"""How it is said what a check found and how far a list to be destroyed has come."""

from __future__ import annotations

from oa_desktop.domain.archives.disposal import Disposal
from oa_desktop.domain.archives.fixity import JOURNAL_BROKEN, FixityReport
from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.archives.supervised import supervision_of
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.office.archiving.repairing import Repaired

TO_APPROVE, TO_SUPERVISE, TO_DESTROY, DESTROYED = "待批准", "待监销", "待销毁", "已销毁"
"""How far a list has come, in their order."""
_FAULTS = {
    "blob.missing": "不在了",
    "blob.damaged": "损坏，与登记的摘要不符",
    JOURNAL_BROKEN: "办理记录核验不通过",
}


def fault_said(code: str) -> str:
    """Return what is wrong with a content, in words."""
    return _FAULTS.get(code, "读不出来")


def checked_said(register: ArchiveRegister) -> str:
    """Return when a register was checked last and what came of it, in a sentence."""
    of = f"{register.name.fonds} {register.name.year}年度"
    if register.fixity is None:
        return f"{of}：还没有检查过。"
    act = register.fixity.act
    left = f"；不能看的{act.passed}件没有查" if act.passed else ""
    below = "，还没有补上的列在下面" if act.faulty else ""
    return f"{of}：{register.fixity.time[:10]}检查，{act.items}件{act.files}个文件，{act.faulty}个不对{below}{left}。"


def begun_said(report: FixityReport) -> str:
    """Return how far a check came that did not come to its end, in a sentence."""
    name = report.register
    return f"{name.fonds} {name.year}年度：上次查到第{report.seen}件停下，按“检查”从那里接着查。"


def repaired_said(done: Repaired) -> str:
    """Return what came of a repair, in a sentence."""
    if not (done.mended or done.left):
        return "没有要补的文件。"
    left = f"还有{len(done.left)}个没有补上，请换一处副本再补。" if done.left else "都补齐了。"
    return f"补上了{len(done.mended)}个文件，{left}"


def stage_of(unit: Organisation, register: ArchiveRegister, disposal: Disposal, *, under_way: bool) -> str:
    """Return how far a list has come: 待批准, 待监销, 待销毁 (also where a destruction is under way), 已销毁."""
    if not disposal.approved_by:
        return TO_APPROVE
    if supervision_of(unit.supervised, disposal.id) is None:
        return TO_SUPERVISE
    left = under_way or any(register.keeps(one) for one in disposal.act.items)
    return TO_DESTROY if left else DESTROYED
