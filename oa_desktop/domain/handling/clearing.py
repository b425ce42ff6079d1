"""What must be so before copies of a paper are recorded as back, missing or destroyed (清退登记、销毁登记)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oa_desktop.domain.actions import Action, clearing
from oa_desktop.domain.copies.clearing import STATE_OF, Cleared, CopyState, Found, parted
from oa_desktop.domain.copies.copies import copies_in_words
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import declaration_of_act

MOST_RUNS = 100
"""Runs of copies that one act may name: its entry has to stay within 16 KB."""
SUPERVISORS = 2
"""监销人 that are needed at least."""

_Record = clearing.RecordReturn | clearing.RecordDestruction


def _returned(dossier: Dossier, action: clearing.RecordReturn) -> None:
    _recorded(dossier, action)
    if action.found is not Found.SOUND and not action.reason.strip():
        raise Refused("clearing.no-reason", found=action.found.value)
    if CopyState.DESTROYED is action.was:
        raise Refused("clearing.destroyed", copies=copies_in_words(action.copies), title=dossier.particulars.title)
    again = STATE_OF[action.found] is action.was
    if again and (action.was is CopyState.OUT or not action.reason.strip()):
        raise Refused("clearing.so-already", copies=copies_in_words(action.copies), state=action.was.value)


def _destroyed(dossier: Dossier, action: clearing.RecordDestruction) -> None:
    _recorded(dossier, action)
    names = {name.strip() for name in action.supervisors} - {""}
    if len(names) < SUPERVISORS:
        raise Refused("destruction.supervisors", needed=SUPERVISORS)
    for label, said in (("销毁地点", action.place), ("销毁方式", action.method)):
        if not said.strip():
            raise Refused("destruction.unsaid", label=label)
    _left, back = parted(dossier.cleared.lines, action.copies, CopyState.BACK, only=True)
    if sum(line.copies.copies for line in back) < sum(one.copies for one in action.copies):
        raise Refused("destruction.not-back", copies=copies_in_words(action.copies), title=dossier.particulars.title)
    _refuse_before_return(dossier, back, action.day)


def _refuse_before_return(dossier: Dossier, back: list[Cleared], day: str) -> None:
    came = max(one.day for line in back if (one := dossier.cleared.return_of(line)))
    if day < came:
        raise Refused("destruction.before-return", day=day, came=came)


def _recorded(dossier: Dossier, action: _Record) -> None:
    """Refuse a record of a paper that did not go out, of no copies, or of a day before it went."""
    title, term = dossier.particulars.title, declaration_of_act(action).term
    if dossier.dispatched is None:
        raise Refused("clearing.not-sent", act=term, title=title)
    if not any(one.copies for one in action.copies):
        raise Refused("clearing.no-copies", act=term)
    if len(action.copies) > MOST_RUNS:
        raise Refused("clearing.too-many-runs", act=term, most=MOST_RUNS, count=len(action.copies))
    if read_iso(action.day) is None:
        raise Refused("date.no-day", text=action.day)
    if action.day < dossier.dispatched.time[:10]:
        raise Refused("clearing.before-dispatch", act=term, day=action.day, sent=dossier.dispatched.time[:10])


CLEARING_RULES: Mapping[type[Action], Callable[[Dossier, Any], None]] = {
    clearing.RecordReturn: _returned,
    clearing.RecordDestruction: _destroyed,
}
