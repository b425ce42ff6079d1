"""Tasks that nobody can do any more (无人能办的待办): who had them has gone, or may not do them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.flows.tasks import Holder, Task, Tasks
from oa_desktop.domain.policy import PERMITS, RECORDERS
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.delegating import handling_roles
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.standing import Standing, standing_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What tasks have in common that the same people can do: nobody can do one where nobody can do the other.

    Attributes:
        act: Kind of the act that they ask for.
        holder: Whose they are.
        secrecy: 密级 of their documents.
    """

    act: str
    holder: Holder
    secrecy: Secrecy


def nobody_does(waiting: Iterable[Waiting], organisation: Organisation) -> tuple[Waiting, ...]:
    """Return those of them that nobody of the unit can do as it is now."""
    return tuple(one for one in waiting if not _is_held(one, organisation))


def stranded(dossier: Dossier, organisation: Organisation) -> Tasks:
    """Return the tasks of a document that nobody of the unit can do as it is now: of its step, and of its readers."""
    return tuple(task for task in dossier.tasks if not _is_held(waiting_of(task, dossier), organisation))


def waiting_of(task: Task, dossier: Dossier) -> Waiting:
    """Return what decides who can do a task."""
    return Waiting(act=task.act, holder=task.holder, secrecy=dossier.particulars.secrecy)


def may_take_back(task: Task, standing: Standing, organisation: Organisation) -> bool:
    """Whether somebody may take back what was given (减签、收回传阅).

    Who gave it may; where they have gone, who keeps the registers or reviews in the office.
    """
    if not task.given_by or task.given_by == standing.person:
        return bool(task.given_by)
    return bool(RECORDERS & standing.roles) and not handling_roles(organisation, task.given_by)


def _is_held(waiting: Waiting, organisation: Organisation) -> bool:
    permit = PERMITS.get(BY_KIND[waiting.act]) if waiting.act in BY_KIND else None
    if permit is None:
        return True
    named = waiting.holder.person
    posts = (post for post in organisation.posts if named in ("", post.person))
    standings = (standing_in(organisation, post) for post in posts if permit.roles.intersection(post.roles))
    return any(waiting.holder.is_met_by(one) and one.clearance >= waiting.secrecy for one in standings)
