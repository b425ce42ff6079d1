"""People come and go while documents are under way: they lose what they may, get it back, and stand for each other."""

from __future__ import annotations

import random
from collections.abc import Iterator

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS
from oa_desktop.domain.actions import delegating as proxy
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import PostId
from oa_desktop.domain.policy import HANDLERS
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.roles import Role
from oa_desktop.domain.units.standing import standing_in
from tests.fakes.crowd import EVERYBODY, Crowd, someone

_ON_PAPER = ("record-instruction", "record-issue")


def upset(office: Crowd, rng: random.Random) -> list[str]:
    """Let something become of somebody; return it in words."""
    who, other = rng.sample(EVERYBODY, 2)
    happens = rng.choice((_goes, _goes, _comes, _comes, _lends, _lends, _ends))
    try:
        return [happens(office, who, other)]
    except Refused:
        return []


def _goes(office: Crowd, who: str, _: str) -> str:
    _granted(office, who, ())
    return f"{who} 没有角色了"


def _comes(office: Crowd, who: str, _: str) -> str:
    _granted(office, who, tuple(HANDLERS))
    return f"{who} 又有各种角色"


def _granted(office: Crowd, who: str, roles: tuple[Role, ...]) -> None:
    granting = org.Grant(post=PostId(f"post {who}"), roles=roles, clearance=Secrecy.WORK)
    office.as_("security").perform(granting)


def _lends(office: Crowd, who: str, other: str) -> str:
    office.as_(who).perform(proxy.Delegate(delegate=someone(other), until="2026-04-30"))
    return f"{who} 委托 {other}"


def _ends(office: Crowd, who: str, _: str) -> str:
    session = office.as_(who)
    given = [one for one in session.organisation().delegations if one.giver == someone(who)]
    for one in given[-1:]:
        session.perform(proxy.EndDelegation(delegation=one.id))
    return f"{who} 收回委托"


def in_another_s_name(office: Crowd, before: Dossier, entry: Entry) -> Iterator[str]:
    """Whoever did somebody else's task says in whose name (代), and whoever did their own does not."""
    task = next((one for one in before.tasks if one.id == getattr(read_action(entry), "task", "")), None)
    if task is None or not DECLARATIONS[BY_KIND[entry.kind]].onward or entry.kind in _ON_PAPER:
        return
    organisation = office.as_("system").organisation()
    giver = next((one.giver for one in organisation.delegations if one.id == entry.actor.delegation), None)
    person = giver or entry.actor.person
    standings = (standing_in(organisation, post) for post in organisation.posts_of(person))
    if not any(task.holder.is_met_by(one) for one in standings):
        yield f"{entry.kind}: somebody did what is not theirs, nor that of whom they name"
