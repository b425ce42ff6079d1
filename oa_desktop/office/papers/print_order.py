"""付印单: the order to print a numbered paper, filled in from its journal; which cells it has is data and practice."""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.copies.copy_numbers import read_copy_number, written_run
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.forms import Form
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.clearing.counted import takes_numbers
from oa_desktop.office.papers.form_values import common_values
from oa_desktop.office.papers.sign_offs import signed
from oa_desktop.office.queries import TimelineRow

PRINT_ORDER = "付印单"
_SIDES = 2
"""Pages on a sheet that is printed on both sides. GB/T 9704-2012 6.3: double-sided."""
_SHEET = "A4（210毫米×297毫米）"
_PRINTED = "双面印刷"
_BOUND = "左侧装订"
"""GB/T 9704-2012 6.4."""


def print_order(
    blank: Form, dossier: Dossier, manuscript: Manuscript, timeline: Sequence[TimelineRow], *, pages: int, copies: int
) -> Form:
    """Return the 付印单 of a paper.

    Args:
        blank: The empty form.
        dossier: As it stands.
        manuscript: The text of the 正本.
        timeline: What was done.
        pages: Pages of the 正本.
        copies: 印数, 0 where it is not known.
    """
    values = {
        "印数": f"{copies}份" if copies else "",
        "份号": _copy_numbers(dossier, manuscript, copies),
        "页数": f"{pages}页",
        "用纸": f"每份{-(-pages // _SIDES)}张，{_SHEET}",
        "印制": _PRINTED,
        "装订": _BOUND,
        "签发": signed(timeline, act.Issue),
    }
    return blank.filled("、".join(manuscript.issuing_organs), common_values(dossier, manuscript, timeline) | values)


def _copy_numbers(dossier: Dossier, manuscript: Manuscript, copies: int) -> str:
    """Return the run of 份号; it is written by hand where the paper takes numbers and none was registered."""
    if not takes_numbers(dossier, manuscript):
        return "不编份号"
    first = read_copy_number(manuscript.copy_number)
    return written_run(first, copies) if first and copies else manuscript.copy_number
