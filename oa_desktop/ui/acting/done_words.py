"""What is said after an act (办后告知), as a clerk would say it: where the document has gone."""

from __future__ import annotations

from oa_desktop.domain.dossier import Dossier
from oa_desktop.i18n import _
from oa_desktop.office.queries import ActFormRow

_MOVED = {
    "return": "已退回{step}：《{title}》",
    "recall": "已撤回到{step}：《{title}》",
    "settle": "冲突已处置，在{step}：《{title}》",
}
_ONWARD = "已送{step}：《{title}》"
_ENDED = "已{act}，全部办完：《{title}》"
_STAYED = "已{act}：《{title}》"
_ASKED = "已申请{act}，等另一个人确认：《{title}》"
_LONGEST = 20
"""Characters of a title that are said; more would cover the list."""


def done_words(form: ActFormRow, state: Dossier) -> str:
    """Return what is said after an act."""
    step = state.flow.step(state.step).name if state.flow and state.tasks else ""
    return _(_sentence(form, step)).format(act=form.term, step=step, title=_short(state.particulars.title))


def _sentence(form: ActFormRow, step: str) -> str:
    if form.by_two:
        return _ASKED
    if form.onward:
        return _ONWARD if step else _ENDED
    return _MOVED.get(form.kind, _STAYED) if step else _STAYED


def _short(title: str) -> str:
    plain = title.replace("\n", "")
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"
