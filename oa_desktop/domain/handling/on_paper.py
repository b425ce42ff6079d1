"""What must be so before an act on paper is recorded (代录批示、纸质签发补录)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oa_desktop.domain.actions import Action, on_paper, together
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.handling.issuing import refuse_uncosigned


def _record(dossier: Dossier, action: on_paper.PaperAction) -> None:
    """Refuse a record that says nothing; a signature alone is consent only to what is signed (Art. 22)."""
    if not (isinstance(action, on_paper.RecordIssue) or action.opinion.strip()):
        raise Refused("paper-act.no-words", title=dossier.particulars.title)
    if action.stance is not together.Stance.AGREE and not action.opinion.strip():
        raise Refused("countersign.no-words", stance=action.stance.value)


def _record_issue(dossier: Dossier, action: on_paper.RecordIssue) -> None:
    _record(dossier, action)
    refuse_uncosigned(dossier, action)


PAPER_RULES: Mapping[type[Action], Callable[[Dossier, Any], None]] = {
    on_paper.RecordInstruction: _record,
    on_paper.RecordIssue: _record_issue,
}
