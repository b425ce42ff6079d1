"""Tasks that nobody can do any more (无人能办的待办): who had them has gone, or may not do them."""

from __future__ import annotations

from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.organisation import Organisation, standing_in
from oa_desktop.domain.policy import PERMITS
from oa_desktop.domain.tasks import Task, Tasks, of_the_step


def stranded(dossier: Dossier, organisation: Organisation) -> Tasks:
    """Return the tasks of a document's step that nobody of the unit can do as it is now."""
    return tuple(task for task in of_the_step(dossier.tasks) if not _is_held(task, dossier, organisation))


def _is_held(task: Task, dossier: Dossier, organisation: Organisation) -> bool:
    permit = PERMITS.get(BY_KIND[task.act]) if task.act in BY_KIND else None
    if permit is None:
        return True
    standings = (
        standing_in(organisation, post) for post in organisation.posts if permit.roles.intersection(post.roles)
    )
    return any(task.holder.is_met_by(one) and one.clearance >= dossier.particulars.secrecy for one in standings)
