"""发文稿纸: the form that accompanies an outgoing document, filled in from its journal.

Its fields are office practice; the 2012 regulation names none.
"""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.domain.dates import written_day
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.forms import Form, form_row
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.queries import TimelineRow
from oa_desktop.office.sign_offs import proofs

_OPINION_MM = 22.0
"""Room for an opinion, a name and a date."""


def handling_form(dossier: Dossier, manuscript: Manuscript, timeline: Sequence[TimelineRow]) -> Form:
    """Return the 发文稿纸 of a document as it stands."""
    opinions = _opinions(dossier, timeline)

    def said(area: str, width: int = 6) -> tuple[str, str, int]:
        return area, opinions.get(area, ""), width

    return Form(
        title="发文稿纸",
        organ="、".join(manuscript.issuing_organs),
        rows=(
            form_row(
                ("发文字号", dossier.number, 6),
                ("密级和保密期限", manuscript.classification, 3),
                ("紧急程度", manuscript.urgency, 3),
            ),
            form_row(("标题", manuscript.title.replace("\n", ""), 12), height_mm=16.0),
            form_row(said("签发"), said("核稿"), height_mm=30.0),
            form_row(said("部门审核"), said("复核"), height_mm=_OPINION_MM),
            form_row(("主送", manuscript.recipients, 12)),
            form_row(("抄送", manuscript.copied_to, 12)),
            form_row(("附件", "\n".join(manuscript.attachment_notes), 12)),
            form_row(said("拟稿", 8), ("公开属性", manuscript.publicity, 4)),
            form_row(
                ("成文日期", manuscript.date, 5),
                ("印数", manuscript.copies, 2),
                ("印发日期", manuscript.printed_on, 5),
            ),
            form_row(said("登记"), ("校对", proofs(timeline), 6)),
            form_row(said("印制用印"), said("核发")),
        ),
        footer="本页由办理记录自动填写，每条意见以本人签名的办理记录为准。",
    )


def _opinions(dossier: Dossier, timeline: Sequence[TimelineRow]) -> dict[str, str]:
    """Return what stands in each opinion area (意见栏): the last onward act of each step, with who and when."""
    areas = {step.name: step.opinion_area for step in dossier.flow.steps} if dossier.flow else {}
    filled: dict[str, str] = {}
    for row in timeline:
        area = areas.get(row.step, "")
        if area and row.onward and row.effective:
            filled[area] = "\n".join(part for part in (row.words, f"{row.person}  {written_day(row.time)}") if part)
    return filled
