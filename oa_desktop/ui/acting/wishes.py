"""Wishes (办理意愿): what was said in the window as an action, made in the worker that performs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS
from oa_desktop.domain.actions.handling import ApplySeal, DossierAction, WrittenAction
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId
from oa_desktop.office.changes import Changed
from oa_desktop.office.session import Session
from oa_desktop.office.several import as_it_lies
from oa_desktop.office.wishing import wished
from oa_desktop.ui.acting.written import Written
from oa_desktop.ui.writing.files.incoming import unreadable

Wish = Callable[[Session], DossierAction]
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

    def made(session: Session) -> DossierAction:
        ink = {_INK: session.ink.keep(written.ink)} if written.ink and issubclass(BY_KIND[kind], WrittenAction) else {}
        files = {name: _taken_in(session, kind, value) for name, value in said.items() if isinstance(value, Path)}
        return wished(
            kind, document, {**dict.fromkeys(_WORDS, written.words), "circled": written.circled, **ink, **said, **files}
        )

    return made


def done(session: Session, made: Wish, secret: str = "") -> Changed:
    """Do what is wished for; an electronic seal (电子印章) is opened by its password for this one act.

    An act that is done before its page came to the screen names the page all the same: it is laid out first.

    Raises:
        Refused: What the act is refused for.
    """
    action = as_it_lies(session, made(session))
    if isinstance(action, ApplySeal) and action.electronic:
        return session.seals.apply(action, secret)
    return session.perform(action)


def _taken_in(session: Session, kind: str, path: Path) -> Attachment:
    """Return a file as it is kept, byte for byte."""
    if not path.name:
        raise Refused("paper-act.no-scan", act=DECLARATIONS[BY_KIND[kind]].term)
    try:
        with path.open("rb") as stream:
            return session.writing.keep_file(path.name, stream, path.stat().st_size)
    except OSError as error:
        raise unreadable(path, error) from error
