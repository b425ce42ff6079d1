"""发文稿纸: the form that accompanies an outgoing document, filled in from its journal.

Which cells it has is data (``resources/forms``) and office practice; the 2012 regulation names none. A cell that no act
fills in stays empty for the pen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.forms import Form
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.texts.opinions import Opinion
from oa_desktop.office.papers.form_values import common_values
from oa_desktop.office.queries import TimelineRow

HANDLING_FORM = "发文稿纸"


def handling_form(
    blank: Form,
    dossier: Dossier,
    manuscript: Manuscript,
    timeline: Sequence[TimelineRow],
    *,
    department: str,
    said: Mapping[str, Sequence[Opinion]],
) -> Form:
    """Return the 发文稿纸 of a document as it stands.

    Args:
        blank: The empty form.
        dossier: State of the document.
        manuscript: Its text.
        timeline: Its acts.
        department: 拟稿单位.
        said: The opinions of each opinion area.
    """
    values = {
        "拟稿单位": department,
        "公开属性": manuscript.publicity,
        "定密依据": manuscript.secrecy_basis,
        "印数": manuscript.copies,
        "成文日期": manuscript.date,
        "印发日期": manuscript.printed_on,
    }
    common = common_values(dossier, manuscript, timeline)
    return blank.filled("、".join(manuscript.issuing_organs), common | values, said)
