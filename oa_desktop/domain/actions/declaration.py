"""How an action declares itself: its kind, version, statutory word, journal, and whether it merges."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar


class Scope(StrEnum):
    """Which journal an action is recorded in."""

    DOSSIER = "dossier"
    ORGANISATION = "organisation"
    AUDIT = "audit"
    REGISTER = "register"
    EXCHANGE = "exchange"
    CUSTODY = "custody"
    ARCHIVE = "archive"
    EXERCISE = "exercise"


class Merge(StrEnum):
    """What two such entries on one basis mean."""

    MERGEABLE = "mergeable"
    """Both hold: an opinion, a reading mark, a receipt."""
    EXCLUSIVE = "exclusive"
    """Only one can hold: both are kept, the state is 冲突, and a further act settles it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What is known of an action kind.

    Attributes:
        kind: Its name in entries, flows and on the command line.
        version: Version of its payload.
        term: What the office calls it.
        scope: Which journal it is recorded in.
        merge: Whether it merges.
        onward: Whether it completes a step and moves the document on.
        recallable: Whether its author may take it back while nobody has acted.
        by_program: Whether the program records it of its own accord, signed by the machine; no person does then.
    """

    kind: str
    version: int
    term: str
    scope: Scope
    merge: Merge
    onward: bool = False
    recallable: bool = False
    by_program: bool = False


class Action:
    """办理动作: what a person wants to do; a frozen dataclass in the imperative."""

    __slots__ = ()


ActionType = TypeVar("ActionType", bound=type[Action])

DECLARATIONS: dict[type[Action], Declaration] = {}
BY_KIND: dict[str, type[Action]] = {}


def declare(
    kind: str,
    term: str,
    *,
    scope: Scope,
    merge: Merge = Merge.EXCLUSIVE,
    version: int = 1,
    onward: bool = False,
    recallable: bool = False,
    by_program: bool = False,
) -> Callable[[ActionType], ActionType]:
    """Enter a dataclass into the table of actions.

    Raises:
        ValueError: Two actions claim one kind.
    """
    declaration = Declaration(
        kind=kind,
        version=version,
        term=term,
        scope=scope,
        merge=merge,
        onward=onward,
        recallable=recallable,
        by_program=by_program,
    )

    def enter(action: ActionType) -> ActionType:
        if kind in BY_KIND or not dataclasses.is_dataclass(action):
            raise ValueError(f"{kind}: not a dataclass, or declared twice")
        DECLARATIONS[action] = declaration
        BY_KIND[kind] = action
        return action

    return enter


def declaration_of(action: Action) -> Declaration:
    """Return what is known of an action."""
    return DECLARATIONS[type(action)]
