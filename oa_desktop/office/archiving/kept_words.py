"""How it is said what a check found and how far a list to be destroyed has come."""

from __future__ import annotations

from oa_desktop.domain.archives.disposal import Disposal
from oa_desktop.domain.archives.fixity import JOURNAL_BROKEN
from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.archives.supervised import supervision_of
from oa_desktop.domain.units.organisation import Organisation

_FAULTS = {
    "blob.missing": "不在了",
    "blob.damaged": "损坏，与登记的摘要不符",
    JOURNAL_BROKEN: "办理记录核验不通过",
}


def fault_said(code: str) -> str:
    """Return what is wrong with a content, in words."""
    return _FAULTS.get(code, "读不出来")


def stage_of(unit: Organisation, register: ArchiveRegister, disposal: Disposal) -> str:
    """Return how far a list has come: 待批准, 待监销, 待销毁, 已销毁."""
    if not disposal.approved_by:
        return "待批准"
    if supervision_of(unit.supervised, disposal.id) is None:
        return "待监销"
    left = any(register.items[one].is_kept for one in disposal.act.items)
    return "待销毁" if left else "已销毁"
