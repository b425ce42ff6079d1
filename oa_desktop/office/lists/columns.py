"""The columns (栏) that a list or a book of documents can have: what each says of a document, by the office's word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from oa_desktop.office.queries import DossierRow

_SHORT = 8
"""Characters of an id that lists show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column.

    Attributes:
        text: What stands in it.
        characters: Its usual width in Chinese characters.
    """

    text: Callable[[DossierRow], str]
    characters: int = 6


def _time_left(row: DossierRow) -> str:
    return f"{row.timing.words}（{row.timing.until}）" if row.timing else ""


def _holder(row: DossierRow) -> str:
    return f"{row.holder}（代{row.on_behalf_of}）" if row.on_behalf_of else row.holder


def _step(row: DossierRow) -> str:
    """Return the step that a document is in; where what stands beside it is all that falls to the person, that."""
    return BESIDE_THE_STEP.get(row.asked, row.step)


BESIDE_THE_STEP: Mapping[str, str] = {
    "report-progress": "督办反馈",
    "extend-supervision": "督办延期",
    "close-supervision": "督办销号",
    "unseal": "启封",
    "classify": "定密",
}
"""What a person may have to do beside the step: the kind of the act, and what a list calls it."""


def _standing(row: DossierRow) -> str:
    return f"{row.standing}（至{row.standing_until}）" if row.standing_until else row.standing


COLUMNS: Mapping[str, Column] = {
    "编号": Column(text=lambda row: row.dossier[:_SHORT], characters=5),
    "文号": Column(text=lambda row: row.number, characters=12),
    "标题": Column(text=lambda row: row.title, characters=24),
    "文种": Column(text=lambda row: row.kind, characters=4),
    "收文编号": Column(text=lambda row: row.number, characters=12),
    "来文机关": Column(text=lambda row: row.organ, characters=12),
    "来文字号": Column(text=lambda row: row.came_number, characters=12),
    "签收日期": Column(text=lambda row: row.received_on, characters=6),
    "封套号": Column(text=lambda row: row.envelope, characters=5),
    "发文机关": Column(text=lambda row: row.organ, characters=12),
    "主送": Column(text=lambda row: row.recipients, characters=14),
    "密级": Column(text=lambda row: row.classification, characters=6),
    "紧急程度": Column(text=lambda row: row.urgency, characters=4),
    "状态": Column(text=lambda row: row.phase, characters=4),
    "环节": Column(text=_step),
    "办理人": Column(text=_holder),
    "时限": Column(text=_time_left, characters=12),
    "拟稿部门": Column(text=lambda row: row.department),
    "拟稿人": Column(text=lambda row: row.drafter, characters=5),
    "拟稿日期": Column(text=lambda row: row.drafted[:10]),
    "签发人": Column(text=lambda row: row.issuer, characters=5),
    "签发日期": Column(text=lambda row: row.issued_on),
    "登记日期": Column(text=lambda row: row.numbered_on),
    "成文日期": Column(text=lambda row: row.dated),
    "印数": Column(text=lambda row: str(row.copies or ""), characters=3),
    "核发日期": Column(text=lambda row: row.dispatched_on),
    "分送": Column(text=lambda row: row.sent_to, characters=14),
    "归档日期": Column(text=lambda row: row.filed_on),
    "保管期限": Column(text=lambda row: row.retention, characters=4),
    "效力": Column(text=_standing, characters=6),
    "办理日期": Column(text=lambda row: row.updated[:10]),
    "督办来源": Column(text=lambda row: row.number or row.came_number or row.title, characters=12),
}
