"""Actions made of what was said in a window or on a command line (办理意愿), in the types that they take."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from functools import cache
from typing import Any

from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.actions.handling import ChosenParties, DossierAction
from oa_desktop.domain.copies.copies import Copies, read_copies
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId

CHOSEN = "chosen."
"""Begins the name of a field that asks whom the drafter chooses for a step (拟稿人选定); the step's id follows."""


def wished(kind: str, dossier: DossierId, said: Mapping[str, Any]) -> DossierAction:
    """Return an action of a kind.

    Args:
        kind: Such as ``review``.
        dossier: The document that it is about.
        said: What was said, by the action's fields; what is no field of it is passed over.

    Raises:
        Refused: ``act.no-such-choice``: a choice that is none.
    """
    action: Any = BY_KIND[kind]
    names = {one.name for one in fields(action)}
    given = {name: _typed(action, name, value) for name, value in said.items() if name in names}
    chosen = tuple(
        ChosenParties(step=name.removeprefix(CHOSEN), people=tuple(people), lead=people[0] if len(people) > 1 else "")
        for name, people in said.items()
        if name.startswith(CHOSEN) and people
    )
    made: DossierAction = action(dossier=dossier, **given, **({"chosen": chosen} if chosen else {}))
    return made


def _typed(action: Any, name: str, value: Any) -> Any:
    kind = _hints(action)[name]
    if kind == tuple[Copies, ...]:
        return tuple(value) if all(isinstance(one, Copies) for one in value) else read_copies(value)
    if kind is bool:
        return bool(value)
    if not (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return value
    try:
        return kind(value)
    except ValueError:
        raise Refused("act.no-such-choice", said=value, choices="、".join(one.value for one in kind)) from None


@cache
def _hints(action: Any) -> dict[str, Any]:
    return typing.get_type_hints(action)
