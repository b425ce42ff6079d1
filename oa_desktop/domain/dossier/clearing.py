"""What acts do to the copies of a paper that went out (清退登记、销毁登记)."""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.domain.actions import clearing
from oa_desktop.domain.copies.clearing import Destroyed, Returned
from oa_desktop.domain.dossier.state import Dossier
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.ids import PersonId


def returned(dossier: Dossier, action: clearing.RecordReturn, entry: Entry) -> Dossier:
    """清退登记: copies came back, are missing, or are out after all."""
    record = Returned(
        entry=entry.id,
        person=entry.actor.person,
        found=action.found,
        day=action.day,
        giver=action.giver,
        reason=action.reason,
    )
    return replace(dossier, cleared=dossier.cleared.with_return(action.copies, action.was, record))


def destroyed(
    dossier: Dossier, action: clearing.RecordDestruction, entry: Entry, second: PersonId = PersonId("")
) -> Dossier:
    """销毁登记: copies that had come back are no more.

    Args:
        dossier: As it was.
        action: What was done.
        entry: The entry that says so.
        second: Who confirmed it, from version 2 on.
    """
    record = Destroyed(
        entry=entry.id,
        person=entry.actor.person,
        day=action.day,
        place=action.place,
        method=action.method,
        supervisors=action.supervisors,
        approved_by=action.approved_by,
        seconded=second,
    )
    return replace(dossier, cleared=dossier.cleared.with_destruction(action.copies, record))
