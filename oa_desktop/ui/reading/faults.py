"""What to say instead of a page (看不成的原因): words of a known problem; any other goes to the window."""

from __future__ import annotations

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.ui.workplace import Workplace


def sentence_for(error: Exception, workplace: Workplace) -> str:
    """Return what stands where a page would be."""
    if isinstance(error, Refused | Unavailable):
        text = say(error.code, error.params)
        return "\n".join((text.what, text.why, text.do))
    workplace.problem.emit(error)
    return _("这一页没有画出来。")
