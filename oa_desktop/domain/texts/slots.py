"""The open slots of a signed text (定稿): 发文字号, 成文日期, 份号.

What the leader signs leaves them open. 登记 fills them and nothing else; the 正本 equals the 定稿 everywhere else.
党政机关公文处理工作条例 (2012) Art. 25 puts 登记 after 签发 and 复核.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from oa_desktop.domain.dates import written_date
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.numbers.numbering import DocumentNumber

OPEN_SLOTS = ("document_number", "date", "copy_number")
"""Fields of a manuscript that 登记 may fill."""


def fill(manuscript: Manuscript, number: DocumentNumber, day: date, copy_number: str = "") -> Manuscript:
    """Return the 正本 of a signed text."""
    return replace(
        manuscript,
        document_number=str(number),
        date=written_date(day),
        copy_number=copy_number or manuscript.copy_number,
    )


def changed_outside_slots(signed: Manuscript, numbered: Manuscript) -> tuple[str, ...]:
    """Return the names of the fields in which a 正本 differs from the signed text beyond the open slots."""
    return tuple(
        field.name
        for field in fields(Manuscript)
        if field.name not in OPEN_SLOTS and getattr(signed, field.name) != getattr(numbered, field.name)
    )
