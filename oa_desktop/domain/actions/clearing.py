"""Recording what came back of a paper that went out, and what was destroyed (清退登记、销毁登记).

党政机关公文处理工作条例 (2012): papers are given back or destroyed as the issuer demands. How is office practice.
"""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.actions.declaration import Merge, Scope, declare
from oa_desktop.domain.actions.handling import DossierAction
from oa_desktop.domain.copies.clearing import CopyState, Found
from oa_desktop.domain.copies.copies import Copies


@declare("record-return", "清退登记", scope=Scope.DOSSIER, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReturn(DossierAction):
    """清退登记: which copies came back, from whom, when and how; or that they are missing, and why.

    Attributes:
        copies: Which; where no holder is named, whoever has the copy with that 份号, filled in by the office.
        found: How they were found.
        day: When, ISO; today where it is left empty.
        giver: 退还人.
        reason: Why they are not whole, are missing, or were recorded by mistake.
        was: How they stood before.
    """

    copies: tuple[Copies, ...] = ()
    found: Found = Found.SOUND
    day: str = ""
    giver: str = ""
    reason: str = ""
    was: CopyState = CopyState.OUT


@declare("record-destruction", "销毁登记", scope=Scope.DOSSIER, merge=Merge.MERGEABLE, version=2)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDestruction(DossierAction):
    """销毁登记: copies that had come back were destroyed.

    From version 2 on a second person confirms it by their own signature (:mod:`~oa_desktop.domain.units.seconding`).

    Attributes:
        copies: Which, as those of 清退登记.
        supervisors: 监销人, two of them at least.
        place: 销毁地点.
        method: 销毁方式.
        day: When, ISO; today where it is left empty.
        approved_by: 批准人, empty where it is not said.
    """

    copies: tuple[Copies, ...] = ()
    supervisors: tuple[str, ...] = ()
    place: str = ""
    method: str = ""
    day: str = ""
    approved_by: str = ""
