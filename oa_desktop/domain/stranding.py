"""Tasks that nobody can do any more (无人能办的待办): who had them has gone, or may not do them."""

from __future__ import annotations

from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.delegating import handling_roles
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.organisation import Organisation
from oa_desktop.domain.policy import PERMITS, RECORDERS
from oa_desktop.domain.standing import Standing, standing_in
from oa_desktop.domain.tasks import Task, Tasks


def stranded(dossier: Dossier, organisation: Organisation) -> Tasks:
    """Return the tasks of a document that nobody of the unit can do as it is now: of its step, and of its readers."""
    return tuple(task for task in dossier.tasks if not _is_held(task, dossier, organisation))


def may_take_back(task: Task, standing: Standing, organisation: Organisation) -> bool:
    """Whether somebody may take back what was given (减签、收回传阅).

    Who gave it may; where they have gone, who keeps the registers or reviews in the office.
    """
    if not task.given_by or task.given_by == standing.person:
        return bool(task.given_by)
    return bool(RECORDERS & standing.roles) and not handling_roles(organisation, task.given_by)


def _is_held(task: Task, dossier: Dossier, organisation: Organisation) -> bool:
    permit = PERMITS.get(BY_KIND[task.act]) if task.act in BY_KIND else None
    if permit is None:
        return True
    named = task.holder.person
    posts = (post for post in organisation.posts if named in ("", post.person))
    standings = (standing_in(organisation, post) for post in posts if permit.roles.intersection(post.roles))
    return any(task.holder.is_met_by(one) and one.clearance >= dossier.particulars.secrecy for one in standings)
