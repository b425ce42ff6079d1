"""A ceremony (双人在场): what one declares the other who is present confirms, durable together or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.seconding import Confirm
from oa_desktop.domain.entry import Actor, ActorKind
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import PersonId
from oa_desktop.domain.trust.trust_book import TrustBook
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.organising import refuse_revoked
from oa_desktop.domain.units.roles import ADMINISTRATORS
from oa_desktop.domain.units.seconding import pending, refuse_second
from oa_desktop.office.changes import Changed
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.keys import Signer
from oa_desktop.office.recording import Author


class Ceremony:
    """Two people at one desk, their keys opened.

    Args:
        office: The open office, locked by the caller.
        first: Who is signed in and declares.
        present: Everybody who is present and their keys, the first among them.

    Raises:
        Refused: ``certificate.first-keeper``: whoever is signed in is not among them; ``sign-in.key-not-enrolled``,
            ``post.unknown``.
    """

    def __init__(self, office: OpenOffice, first: Author, present: Sequence[tuple[PersonId, Signer]]) -> None:
        self._office = office
        self._first = first
        self._pending = office.recorder.begin()
        self._unit = office.states.organisation(first.unit).state
        others = [one for one in present if one[0] != first.actor.person]
        if len(others) != len(present) - 1 or not others:
            raise Refused("certificate.first-keeper")
        self._second = self._author(*others[0])

    @property
    def book(self) -> TrustBook:
        """The trust book as far as the ceremony has come."""
        return self._state.trust

    def declare(self, action: Action) -> None:
        """Let the first declare something and the second confirm it.

        Raises:
            Refused: ``second.role``, ``second.same-person``, ``entry.too-large``.
        """
        (asked,) = self._office.recorder.sign([action], self._first, self._pending)
        found = pending(self._state.asked, asked.entry.id)
        if found is not None:
            refuse_second(self._state, found, self._second.actor)
            confirmed = Confirm(asked=asked.entry.id, digest=asked.digest)
            self._office.recorder.sign([confirmed], self._second, self._pending)

    def commit(self) -> tuple[Changed, ...]:
        """Make everything durable; return what each act changed.

        Raises:
            Unavailable: ``disk.full``; nothing has changed then.
        """
        return self._office.recorder.commit(self._pending)

    @property
    def _state(self) -> Organisation:
        folded = self._pending.organisations.get(self._first.unit)
        return folded.state if folded else self._unit

    def _author(self, person: PersonId, signer: Signer) -> Author:
        """Return the second person as an author, in the post that has most to say here: that of an administrator."""
        refuse_revoked(self._unit, signer.key_id)
        posts = sorted(self._unit.posts_of(person), key=lambda one: not ADMINISTRATORS.intersection(one.roles))
        if not posts:
            raise Refused("post.unknown", post="")
        actor = Actor(kind=ActorKind.PERSON, person=person, post=posts[0].id)
        return Author(unit=self._first.unit, actor=actor, signer=signer)
