"""Wishes (办理意愿): what was said in the window as an action, made in the worker that performs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from oa_desktop.domain.actions import BY_KIND, Action
from oa_desktop.domain.ids import DossierId
from oa_desktop.office.session import Session

Wish = Callable[[Session], Action]
_WORDS = ("opinion", "reason")


def wish(kind: str, document: DossierId, words: str, **said: Any) -> Wish:
    """Return what makes an action of a kind, once it is the writer's turn.

    Args:
        kind: Kind of the action, such as ``review``.
        document: The document that it is about.
        words: Opinion or reason, whichever the act takes.
        said: What else the act takes, such as ``to`` or ``copies``.
    """

    def made(_: Session) -> Action:
        return _made(kind, document, words, said)

    return made


def _made(kind: str, document: DossierId, words: str, said: dict[str, Any]) -> Action:
    action: type[Any] = BY_KIND[kind]
    takes = {one.name for one in fields(action)}
    given = {name: words for name in _WORDS if name in takes} | {"dossier": document, **said}
    made: Action = action(**given)
    return made
