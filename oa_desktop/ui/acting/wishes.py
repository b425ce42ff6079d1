"""Wishes (办理意愿): what was said in the window as an action, made in the worker that performs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from oa_desktop.domain.actions import BY_KIND, Action
from oa_desktop.domain.ids import DossierId
from oa_desktop.office.session import Session
from oa_desktop.ui.acting.written import Written

Wish = Callable[[Session], Action]
_WORDS = ("opinion", "reason")
_INK = "ink"


def wish(kind: str, document: DossierId, written: Written, **said: Any) -> Wish:
    """Return what makes an action of a kind, once it is the writer's turn.

    Args:
        kind: Kind of the action, such as ``review``.
        document: The document that it is about.
        written: Opinion or reason, whichever the act takes, typed or written by hand.
        said: What else the act takes, such as ``to`` or ``copies``.
    """

    def made(session: Session) -> Action:
        return _made(session, BY_KIND[kind], written, {"dossier": document, **said})

    return made


def _made(session: Session, action: type[Any], written: Written, said: dict[str, Any]) -> Action:
    takes = {one.name for one in fields(action)}
    given = {name: written.words for name in _WORDS if name in takes}
    if written.ink and _INK in takes:
        given[_INK] = session.ink.keep(written.ink)
    made: Action = action(**given, **said)
    return made
