"""Whom a flow names (办理人): accounts, departments, titles of posts and the principal, and who that is in a unit.

A flow file says it in the office's words. When a document is drafted or received they become ids, once: the journal
keeps who was meant then, and yesterday's document does not follow who is called so tomorrow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import Flow, Named, Party, Reach, Step
from oa_desktop.domain.ids import DepartmentId, PersonId
from oa_desktop.domain.policy import PERMITS
from oa_desktop.domain.units.organisation import Organisation, Post
from oa_desktop.domain.units.roles import Role


def resolved(flow: Flow, organisation: Organisation) -> Flow:
    """Return a flow in which everybody whom it names is known by id.

    Raises:
        Refused: ``party.person``, ``party.department``, ``party.post``, ``party.several``, ``party.may-not``,
            ``party.nobody`` or ``party.principal``: a name that is none, or more than one, or may not do the act.
    """
    return replace(flow, steps=tuple(_step(flow, step, organisation) for step in flow.steps))


def unfit(flow: Flow, organisation: Organisation) -> tuple[Refused, ...]:
    """Return why documents could not be handled under a flow in a unit: names, and roles that nobody has."""
    held = {role for post in organisation.posts for role in post.roles}
    found = [
        Refused("party.unheld", flow=flow.name, step=step.name, name=step.role.value)
        for step in flow.steps
        if step.role not in held
    ]
    for step in flow.steps:
        try:
            _step(flow, step, organisation)
        except Refused as problem:
            found.append(problem)
    return tuple(found)


def _step(flow: Flow, step: Step, organisation: Organisation) -> Step:
    if not any(_asks(party) for stage in step.parties for party in stage.parties):
        return step
    seeking = _Seeking(flow=flow, step=step, organisation=organisation)
    stages = (replace(stage, parties=tuple(map(seeking.party, stage.parties))) for stage in step.parties)
    return replace(step, stages=tuple(stages), reach=Reach.UNIT if step.reach is Reach.PRINCIPAL else step.reach)


def _asks(party: Party) -> bool:
    return party.named is not None or party.reach is Reach.PRINCIPAL


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seeking:
    """Who somebody is whom a step names."""

    flow: Flow
    step: Step
    organisation: Organisation

    def party(self, party: Party) -> Party:
        """Return a party with ids for names."""
        if party.reach is Reach.PRINCIPAL:
            return replace(party, reach=Reach.UNIT, person=self._principal(party))
        if party.named is None:
            return party
        known = replace(party, named=None, department=self._department(party.named))
        posts = self._meant(party.named, known.department)
        able = [post for post in posts if self._able(post, party.role)]
        if not able:
            raise self._refused("party.may-not", self._words(party.named), act=self._term)
        if not (party.named.person or party.named.post):
            return known
        return replace(known, department=DepartmentId(""), person=self._one(able, party.named))

    def _meant(self, named: Named, department: DepartmentId) -> list[Post]:
        """Return the posts that a name may mean."""
        person = self._person(named.person) if named.person else ""
        found = [
            post
            for post in self.organisation.posts
            if post.person == (person or post.person)
            and post.department == (department or post.department)
            and post.title == (named.post or post.title)
        ]
        if not found:
            raise self._refused("party.post" if named.post else "party.nobody", self._words(named))
        return found

    def _able(self, post: Post, role: Role | None) -> bool:
        needed = {role} if role else PERMITS[BY_KIND[self.step.act]].roles
        return not needed.isdisjoint(post.roles)

    def _one(self, posts: list[Post], named: Named) -> PersonId:
        people = {post.person for post in posts}
        if len(people) > 1:
            names = "、".join(sorted(self.organisation.person(one).name for one in people))
            raise self._refused("party.several", self._words(named), people=names)
        return people.pop()

    def _person(self, account: str) -> PersonId:
        found = next((one.id for one in self.organisation.people if one.account == account), None)
        if found is None:
            raise self._refused("party.person", account)
        return found

    def _department(self, named: Named) -> DepartmentId:
        if not named.department:
            return DepartmentId("")
        found = [one.id for one in self.organisation.departments if one.name == named.department]
        if len(found) != 1:
            raise self._refused("party.department", named.department)
        return found[0]

    def _principal(self, party: Party) -> PersonId:
        role = party.role or self.step.role
        ranks = {post.person: self.organisation.person(post.person).rank for post in self._holding(role)}
        first = [person for person, rank in ranks.items() if rank == min(ranks.values())]
        if len(first) != 1:
            names = "、".join(self.organisation.person(one).name for one in first)
            raise self._refused("party.principal", names, role=role.value)
        return first[0]

    def _holding(self, role: Role) -> list[Post]:
        return [post for post in self.organisation.posts if role in post.roles]

    @property
    def _term(self) -> str:
        return DECLARATIONS[BY_KIND[self.step.act]].term

    def _words(self, named: Named) -> str:
        return "".join(filter(None, (named.department, named.post, named.person)))

    def _refused(self, code: str, name: str, **more: str) -> Refused:
        return Refused(code, flow=self.flow.name, step=self.step.name, name=name, **more)
