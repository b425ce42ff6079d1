"""The door (入口) into a journal: who may do an act, and whether the journal that it goes into allows it now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.archiving import ArchiveAction
from oa_desktop.domain.actions.exercising import EXERCISING
from oa_desktop.domain.actions.incoming import BEGINNINGS, RegisterIncoming
from oa_desktop.domain.actions.numbers import RegisterAction
from oa_desktop.domain.actions.organising import Grant
from oa_desktop.domain.actions.seconding import Answer, AnswerSecond
from oa_desktop.domain.actions.teaching import TEACHING
from oa_desktop.domain.archives.arranging import refuse_unarchivable
from oa_desktop.domain.entry import Actor, ActorKind
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.handling import refuse_out_of_order
from oa_desktop.domain.ids import DeviceId, KeyId
from oa_desktop.domain.numbers.registering import refuse_foreign_register, refuse_unregistrable
from oa_desktop.domain.policy import Relation, refuse_unpermitted, relations
from oa_desktop.domain.units.organisation import Organisation, refuse_clash
from oa_desktop.domain.units.organising import refuse_revoked, refuse_taken, refuse_unfit
from oa_desktop.domain.units.seconding import refuse_answer
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import Desk
from oa_desktop.office.exercising import refuse_outside_training
from oa_desktop.office.flows.cautions import refuse_unmended

Wish = Callable[[Desk], Action]
"""Says what is to be done when its turn has come, by what lies before the desk then."""
_NUMBERING = (act.AssignNumber, RegisterIncoming)
"""Acts on documents by which a number is taken."""


class Door(Protocol):
    """How a room does what its person wants done: the session itself."""

    def perform(self, action: Action, /, *beside: Action) -> Changed:
        """Do something, as :meth:`.Session.perform`."""

    def perform_each(self, wishes: Sequence[Wish], /) -> Changed:
        """Do several things as one act, as :meth:`.Session.perform_each`."""


def refuse_elsewhere(organisation: Organisation, device: DeviceId) -> None:
    """Refuse to take a number where the register's authority does not lie (编号权): it is the founding desk's.

    Raises:
        Refused: ``number.other-desk``.
    """
    if organisation.registry not in ("", device):
        raise Refused("number.other-desk")


def refuse_person(desk: Desk, key: KeyId, action: Action) -> None:
    """Refuse what somebody may not do, before anything is prepared.

    Raises:
        Refused: ``sign-in.key-not-enrolled``, ``roles.clash``, ``policy.role``, ``dossier.unknown``,
            ``training.elsewhere``.
    """
    refuse_revoked(desk.organisation(), key)
    if isinstance(action, (*EXERCISING, *TEACHING)):
        refuse_outside_training(desk.store.realm)
    if not isinstance(action, Grant):
        refuse_clash(desk.organisation(), desk.own_standing.person)
    held = frozenset({Relation.ANY})
    if isinstance(action, act.DossierAction) and not isinstance(action, BEGINNINGS):
        held = relations(desk.standing, desk.known(action.dossier))
    refuse_unpermitted(desk.standing, action, held)


def _actor(desk: Desk) -> Actor:
    """Return who acts in their own name: nobody is the second person for somebody else."""
    return Actor(kind=ActorKind.PERSON, person=desk.own_standing.person, post=desk.post)


def refuse_untimely(desk: Desk, action: Action) -> None:
    """Refuse what the journal that a prepared act goes into does not allow now.

    Raises:
        Refused: A rule of the unit, of the flow, of the register, or of the office's profile.
    """
    organisation, now = desk.organisation(), desk.clock.now()
    refuse_unfit(organisation, desk.standing.person, action)
    refuse_taken(desk.states.organisations, action)
    if isinstance(action, Answer):
        refuse_answer(organisation, organisation.asked, _actor(desk), action, now)
    if isinstance(action, AnswerSecond):
        refuse_answer(organisation, desk.dossier(action.dossier).asked, _actor(desk), action, now)
    if isinstance(action, act.DossierAction):
        if isinstance(action, _NUMBERING):
            refuse_elsewhere(organisation, desk.store.device)
        refuse_out_of_order(desk.dossier(action.dossier), action)
        refuse_unmended(desk, action)
    elif isinstance(action, ArchiveAction):
        refuse_unarchivable(organisation.schemes, desk.states.archive(desk.unit, action.register).state, action)
    elif isinstance(action, RegisterAction):
        refuse_elsewhere(organisation, desk.store.device)
        refuse_foreign_register(organisation, action.register)
        refuse_unregistrable(desk.register(action.register), action)
