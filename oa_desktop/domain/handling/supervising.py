"""What must be so before a matter is supervised, reported on, put off or closed (督办)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oa_desktop.domain.actions import Action, supervising
from oa_desktop.domain.actions.together import MOST_AT_ONCE
from oa_desktop.domain.documents.supervision import (
    Answer,
    Progress,
    Stage,
    Supervision,
    Supervisions,
    item_of,
    open_items,
)
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.deadlines import refuse_deadline_before
from oa_desktop.domain.history import declaration_of_act

MOST_CHARACTERS = 500
"""Characters of a matter: it stands in one cell of a register."""


def refuse_unsettled(items: Supervisions, title: str) -> None:
    """Refuse to conclude or file while a matter of the document is supervised.

    Raises:
        Refused: ``supervise.still-open``.
    """
    left = open_items(items)
    if left:
        matters = "；".join(one.matter for one in left)
        raise Refused("supervise.still-open", title=title, count=len(left), matters=matters)


def _begin(dossier: Dossier, action: supervising.Supervise) -> None:
    if not action.matter.strip():
        raise Refused("supervise.no-matter")
    if "\n" in action.matter.strip() or len(action.matter) > MOST_CHARACTERS:
        raise Refused("supervise.several", most=MOST_CHARACTERS)
    if any(one.matter == action.matter for one in open_items(dossier.supervisions)):
        raise Refused("supervise.twice", matter=action.matter)
    parties = (*action.departments, *action.people)
    if not parties:
        raise Refused("people.none", act="督办立项")
    if len(set(parties)) < len(parties):
        raise Refused("people.twice", act="督办立项")
    if len(parties) > MOST_AT_ONCE:
        raise Refused("people.too-many", act="督办立项", most=MOST_AT_ONCE, count=len(parties))
    refuse_deadline_before(action.due, dossier.drafted)


def _item(dossier: Dossier, action: Any) -> Supervision:
    item = item_of(dossier.supervisions, action.item)
    if item is None:
        raise Refused("supervise.no-item", act=declaration_of_act(action).term, title=dossier.particulars.title)
    return item


def _seen_to(dossier: Dossier, action: supervising.ReportProgress | supervising.AskExtension) -> Supervision:
    """Return the matter that an act of whoever sees to it is about."""
    item = _item(dossier, action)
    if not any(one.id == action.task and one.item == item.id for one in dossier.tasks):
        raise Refused("supervise.not-asked", act=declaration_of_act(action).term, matter=item.matter)
    return item


def _report(dossier: Dossier, action: supervising.ReportProgress) -> None:
    _seen_to(dossier, action)
    if not (action.opinion.strip() or action.ink):
        raise Refused("supervise.no-words")


def _ask(dossier: Dossier, action: supervising.AskExtension) -> None:
    item = _seen_to(dossier, action)
    if item.wish:
        raise Refused("supervise.asked-already", matter=item.matter, due=item.wish.due)
    if not action.reason.strip():
        raise Refused("act.no-reason", act=declaration_of_act(action).term)
    _later(item, action.due)


def _later(item: Supervision, due: str) -> None:
    refuse_deadline_before(due, item.begun)
    if due <= item.due:
        raise Refused("supervise.not-later", matter=item.matter, due=item.due)


def _extend(dossier: Dossier, action: supervising.ExtendSupervision) -> None:
    item = _item(dossier, action)
    if action.answer is Answer.AGREE:
        _later(item, action.due)
    elif item.wish is None:
        raise Refused("supervise.nothing-asked", matter=item.matter)
    elif not action.reason.strip():
        raise Refused("act.no-reason", act=declaration_of_act(action).term)


def _return(dossier: Dossier, action: supervising.ReturnReport) -> None:
    item = _item(dossier, action)
    having = {one.holder for one in dossier.tasks if one.item == item.id and one.act == _REPORT}
    if having.issuperset(item.holders):
        raise Refused("supervise.nothing-reported", matter=item.matter)
    if not action.reason.strip():
        raise Refused("act.no-reason", act=declaration_of_act(action).term)


def _close(dossier: Dossier, action: supervising.CloseSupervision) -> None:
    item = _item(dossier, action)
    if item.stage is not Stage.REPORTED and not (action.opinion.strip() or action.ink):
        raise Refused("supervise.not-reported", matter=item.matter, progress=Progress.FINISHED.value)


_REPORT = "report-progress"
SUPERVISING_RULES: Mapping[type[Action], Callable[[Dossier, Any], None]] = {
    supervising.Supervise: _begin,
    supervising.ReportProgress: _report,
    supervising.AskExtension: _ask,
    supervising.ExtendSupervision: _extend,
    supervising.ReturnReport: _return,
    supervising.CloseSupervision: _close,
}
"""The rules of each act; :mod:`handling` asks them."""
