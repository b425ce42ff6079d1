"""What the window has before it (当前情形), and the conditions on it under which commands can be given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oa_desktop.domain.ids import DossierId


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the window has before it; commands are enabled by it.

    Attributes:
        signed_in: Whether somebody is signed in and the window is not locked.
        document: The document that is chosen, None for none.
        came: Whether it is one that came (收文).
        acts: Kinds of the acts that the person may do with it now.
        drafts: Whether the person may draft.
        receives: Whether the person may sign for what comes (签收).
        administers: Whether the person is the system administrator.
        audits: Whether the person is the security auditor.
        teaches: Whether the person keeps a class (培训班).
        syncs: Whether there is a central service.
        editing: Whether the editor is open.
        leading: Whether the person works at the leader's desk.
        recallable: Whether the act that was just done here may still be taken back by one key.
        copyable: Whether something is selected that can be copied by one key.
        undoable: Whether something that was written can be taken back.
        redoable: Whether something that was taken back can be done again.
        locked: Whether the window is locked before somebody.
        hindrance: Why nothing can be written, in words; empty where it can.
    """

    signed_in: bool = False
    document: DossierId | None = None
    came: bool = False
    acts: frozenset[str] = frozenset()
    drafts: bool = False
    receives: bool = False
    administers: bool = False
    audits: bool = False
    teaches: bool = False
    syncs: bool = False
    editing: bool = False
    leading: bool = False
    recallable: bool = False
    copyable: bool = False
    undoable: bool = False
    redoable: bool = False
    locked: bool = False
    hindrance: str = ""


Condition = Callable[[Situation], bool]


def always(_situation: Situation) -> bool:
    """Whatever the window has before it."""
    return True


def signed_in(situation: Situation) -> bool:
    """Somebody is signed in."""
    return situation.signed_in


def unlocked(situation: Situation) -> bool:
    """Nothing is locked away."""
    return not situation.locked


def at_desk(situation: Situation) -> bool:
    """The desk lies before somebody."""
    return situation.signed_in and not (situation.editing or situation.leading)


def leads(situation: Situation) -> bool:
    """The leader's desk lies before somebody."""
    return situation.signed_in and situation.leading and not situation.editing


def reads(situation: Situation) -> bool:
    """A document lies before somebody at the desk."""
    return at_desk(situation) and situation.document is not None


def copies(situation: Situation) -> bool:
    """Something of the document before the reader is selected."""
    return reads(situation) and situation.copyable


def editing(situation: Situation) -> bool:
    """The editor lies before somebody."""
    return situation.signed_in and situation.editing


def administers(situation: Situation) -> bool:
    """The system administrator is signed in."""
    return situation.signed_in and situation.administers


def audits(situation: Situation) -> bool:
    """The security auditor is signed in."""
    return situation.signed_in and situation.audits


def teaches(situation: Situation) -> bool:
    """Somebody is signed in who keeps a class."""
    return situation.signed_in and situation.teaches


def syncs(situation: Situation) -> bool:
    """Somebody is signed in where there is a central service."""
    return situation.signed_in and situation.syncs


def undoes(situation: Situation) -> bool:
    """Something was written in the editor that can be taken back."""
    return editing(situation) and situation.undoable


def redoes(situation: Situation) -> bool:
    """Something was taken back in the editor that can be done again."""
    return editing(situation) and situation.redoable
