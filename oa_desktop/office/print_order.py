"""付印单: the order to print a numbered paper, filled in from its journal; its fields are office practice."""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.distribution import copy_numbers
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.forms import Form, form_row
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.copies import takes_numbers
from oa_desktop.office.queries import TimelineRow
from oa_desktop.office.sign_offs import proofs, signed

_SIGNED_MM = 30.0
"""Room for what is signed by hand."""
_SIDES = 2
"""Pages on a sheet that is printed on both sides. GB/T 9704-2012 6.3: double-sided."""
_SHEET = "A4（210毫米×297毫米）"
_PRINTED = "双面印刷"
_BOUND = "左侧装订"
"""GB/T 9704-2012 6.4."""


def print_order(
    dossier: Dossier, manuscript: Manuscript, timeline: Sequence[TimelineRow], *, pages: int, copies: int
) -> Form:
    """Return the 付印单 of a paper.

    Args:
        dossier: As it stands.
        manuscript: The text of the 正本.
        timeline: What was done.
        pages: Pages of the 正本.
        copies: 印数, 0 where it is not known.
    """
    return Form(
        title="付印单",
        organ="、".join(manuscript.issuing_organs),
        rows=(
            form_row(("标题", manuscript.title.replace("\n", ""), 12), height_mm=16.0),
            form_row(
                ("发文字号", dossier.number, 6),
                ("密级", manuscript.classification, 3),
                ("缓急", manuscript.urgency, 3),
            ),
            form_row(
                ("印数", f"{copies}份" if copies else "", 4), ("份号", _copy_numbers(dossier, manuscript, copies), 8)
            ),
            form_row(("页数", f"{pages}页", 4), ("用纸", f"每份{-(-pages // _SIDES)}张，{_SHEET}", 8)),
            form_row(("印制", _PRINTED, 4), ("装订", _BOUND, 4), ("要求完成", "", 4)),
            form_row(("主送", manuscript.recipients, 12)),
            form_row(("抄送", manuscript.copied_to, 12)),
            form_row(("附件", "\n".join(manuscript.attachment_notes), 12)),
            form_row(("签发", signed(timeline, act.Issue), 6), ("校对", proofs(timeline), 6), height_mm=_SIGNED_MM),
            form_row(("付印人", "", 6), ("印制人", "", 6), height_mm=_SIGNED_MM),
            form_row(("实印份数", "", 4), ("印完日期", "", 4), ("监印人", "", 4)),
            form_row(("备注", "", 12), height_mm=_SIGNED_MM),
        ),
        footer="本页由办理记录自动填写；空着的各栏由经办人填写。",
    )


def _copy_numbers(dossier: Dossier, manuscript: Manuscript, copies: int) -> str:
    """Return the run of 份号; it is written by hand where the paper takes numbers and none was registered."""
    first = manuscript.copy_number
    if not takes_numbers(dossier, manuscript):
        return "不编份号"
    return copy_numbers(int(first), copies) if first.isascii() and first.isdecimal() and copies else first
