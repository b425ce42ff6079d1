"""What the office asks before an act on a class is recorded (培训班的动作)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import teaching as act
from oa_desktop.domain.ids import exercise_journal
from oa_desktop.domain.training.classes import (
    ClassState,
    fold,
    refuse_collecting,
    refuse_marking,
    refuse_releasing,
)
from oa_desktop.office.desk import Desk


def class_of(desk: Desk) -> ClassState:
    """Return what the journal of the unit's class comes to."""
    return fold(one.entry for one in desk.store.entries(exercise_journal(desk.unit)))


def _asking(refuse: Callable[[ClassState, Any], None]) -> Callable[[Desk, Any], Action]:
    def added(desk: Desk, action: Action) -> Action:
        refuse(class_of(desk), action)
        return action

    return added


ADDITIONS: Mapping[type[Action], Callable[[Desk, Any], Action]] = {
    act.CollectResult: _asking(refuse_collecting),
    act.MarkResult: _asking(refuse_marking),
    act.ReleaseResults: _asking(refuse_releasing),
}
