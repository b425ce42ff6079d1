"""Greeting (登录提示): what somebody is told as soon as they have signed in, by the post that they are in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from oa_desktop.domain.archives.fixity import is_overdue as fixity_overdue
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.units.organisation import Organisation, Post, has_clash
from oa_desktop.domain.units.roles import ADMINISTRATORS, Role
from oa_desktop.domain.units.unit_settings import BACKUP_DAYS, FIXITY_MONTHS
from oa_desktop.office.desk import Desk
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.safekeeping.backup_age import is_overdue
from oa_desktop.office.secrecy.refused_marks import has_news
from oa_desktop.office.waiting import awaited


def greeting(
    opened: OpenOffice, organisation: Organisation, post: Post, now: datetime, *, older: bool
) -> Iterator[str]:
    """Give the codes of what has become of the store that whoever is in a post answers for.

    Args:
        opened: The store.
        organisation: The unit.
        post: Theirs.
        now: By the machine's clock.
        older: Whether the store is older than it has been.
    """
    if Role.SECURITY_ADMINISTRATOR in post.roles and has_news(opened.store, organisation.unit, post.person):
        yield "secrecy.refused-marks"
    if older and set(post.roles) & ADMINISTRATORS:
        yield "store.put-back"
    if opened.store.realm is not Realm.DEMONSTRATION:  # those are made anew
        yield from _neglected(opened, organisation, post, now)


def waiting_for(desk: Desk) -> Iterator[str]:
    """Give the codes of what waits for somebody, and of rights that clash."""
    if awaited(desk):
        yield "second.waiting"
    if desk.own_standing.roles & ADMINISTRATORS and has_clash(desk.organisation()):
        yield "roles.clash-found"


def _neglected(opened: OpenOffice, organisation: Organisation, post: Post, now: datetime) -> Iterator[str]:
    """Give what was not done lately: a backup that was proved, for who keeps the machine, a check of the archive."""
    keeps, archives = Role.SYSTEM_ADMINISTRATOR in post.roles, Role.ARCHIVIST in post.roles
    if keeps and is_overdue(opened.store, organisation.unit, now, organisation.setting(BACKUP_DAYS)):
        yield "backup.overdue"
    if archives and _is_unchecked(opened, organisation, now):
        yield "fixity.overdue"


def _is_unchecked(opened: OpenOffice, organisation: Organisation, now: datetime) -> bool:
    """Return whether the archive was not checked lately (固化检查)."""
    months, today = organisation.setting(FIXITY_MONTHS), now.date()
    return any(fixity_overdue(one, today, months) for one in opened.states.archives(organisation.unit))
