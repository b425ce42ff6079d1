"""Performing (办理): the one door through which anything is done, whether one thing or several as one act.

What somebody wants is judged, added to by the office, judged by its journal, signed, and recorded with everything that
belongs to it, or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.handling import DossierAction
from oa_desktop.domain.entry import ActorKind
from oa_desktop.domain.ids import ActId, DossierId
from oa_desktop.office.ahead import ahead_of
from oa_desktop.office.capacity import in_whose_name
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import Desk
from oa_desktop.office.door import Wish, refuse_person, refuse_untimely
from oa_desktop.office.exercising import refuse_handed_in
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.preparing import companions, prepare
from oa_desktop.office.recording import Author
from oa_desktop.office.trail.incidents import kind_of, noted


class Performing:
    """The door, for one signed-in person."""

    def __init__(self, office: OpenOffice, desk: Desk, author: Author) -> None:
        self._office = office
        self._desk = desk
        self._author = author

    def perform(self, action: Action, *beside: Action) -> Changed:
        """Do something with what belongs to it in other journals of the unit, as :meth:`Session.perform` says."""
        with self._office.lock, self._noting(action):
            actions, author = self._judged(self._desk, action, *beside)
            return self._office.record(actions, author)

    def perform_each(self, wishes: Sequence[Wish]) -> Changed:
        """Do several things as one act, as :meth:`Session.perform_each` says."""
        with self._office.lock:
            pending = self._office.recorder.begin()
            desk, act = ahead_of(self._desk, pending), ActId(self._desk.ids.new())
            done: list[Action] = []
            for wish in wishes:
                action = wish(desk)
                with self._noting(action):
                    actions, author = self._judged(desk, action)
                    self._office.recorder.sign(actions, author, pending, act)
                done += actions
            return self._office.complete(pending, done)

    def _judged(self, desk: Desk, action: Action, *beside: Action) -> tuple[tuple[Action, ...], Author]:
        """Return everything that an act comes to, and who signs it."""
        acting = in_whose_name(desk, action)
        for one in (action, *beside):
            refuse_person(acting, self._author.signer.key_id, one)
        if self._author.actor.kind is ActorKind.PERSON:
            refuse_handed_in(acting, action)
        prepared = prepare(acting, action)
        for one in (prepared, *beside):
            refuse_untimely(desk, one)
        return (prepared, *companions(acting, prepared), *beside), self._author_at(acting)

    def _author_at(self, desk: Desk) -> Author:
        """Return who signs: always the person's own key; whoever stands for somebody names the delegation."""
        lent = desk.acting_for.delegation if desk.acting_for else None
        if lent is None:
            return self._author
        return replace(self._author, actor=replace(self._author.actor, delegation=lent.id))

    def _noting(self, action: Action) -> AbstractContextManager[None]:
        dossier = action.dossier if isinstance(action, DossierAction) else DossierId("")
        return noted(self._office, self._desk, kind_of(action), dossier)
