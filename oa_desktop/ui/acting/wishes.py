"""Wishes (办理意愿): what was said in the window as an action, made in the worker that performs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from oa_desktop.domain.actions import BY_KIND, Action
from oa_desktop.domain.actions.handling import WrittenAction
from oa_desktop.domain.ids import DossierId
from oa_desktop.office.session import Session
from oa_desktop.office.wishing import wished
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
        ink = {_INK: session.ink.keep(written.ink)} if written.ink and issubclass(BY_KIND[kind], WrittenAction) else {}
        return wished(kind, document, {**dict.fromkeys(_WORDS, written.words), **ink, **said})

    return made
