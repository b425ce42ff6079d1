"""Who signed what on which day, as forms (表单) have it in their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.on_paper import RecordIssue
from oa_desktop.domain.dates import written_day
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import name_of
from oa_desktop.office.queries import TimelineRow


def signed(timeline: Sequence[TimelineRow], action: type[act.DossierAction]) -> str:
    """Return who did an act last, and on which day."""
    return "\n".join(who(row) for row in _rows(timeline, action)[-1:])


def proofs(timeline: Sequence[TimelineRow]) -> str:
    """Return who signed for which round of proofs (校次), a line each."""
    return "\n".join(f"{row.words.partition('。')[0]}　{who(row)}" for row in _rows(timeline, act.SignProof))


def clocks_of(timeline: Sequence[TimelineRow]) -> str:
    """Return where the times on a form come from (时间来源), a sentence; empty where nothing was signed."""
    told = dict.fromkeys(name_of("time_source", row.clock) for row in timeline if row.effective and row.clock)
    paper = (_("代录的是纸上写的日期"),) if any(row.recorded_by for row in timeline) else ()
    return _("签名{sources}。").format(sources="；".join((*told, *paper))) if told else ""


def _rows(timeline: Sequence[TimelineRow], action: type[act.DossierAction]) -> list[TimelineRow]:
    terms = {DECLARATIONS[one].term for one in (action, *_ON_PAPER.get(action, ()))}
    return [row for row in timeline if row.act in terms and row.effective]


_ON_PAPER: Mapping[type[act.DossierAction], tuple[type[act.DossierAction], ...]] = {act.Issue: (RecordIssue,)}
"""By which acts the same is recorded that somebody did on paper."""


def who(row: TimelineRow) -> str:
    """Return who did an act, and on which day."""
    return f"{row.name}  {written_day(row.written or row.time)}{row.source}"
