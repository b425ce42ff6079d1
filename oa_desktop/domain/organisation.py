"""The organisation (单位、内设机构、人员、职务、角色): what the unit's own journal says it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from oa_desktop.domain import codec
from oa_desktop.domain.classification import Secrecy, SystemGrade
from oa_desktop.domain.correspondents import Book
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import (
    NO_ENTRY,
    DelegationId,
    DepartmentId,
    DeviceId,
    Digest,
    EntryId,
    KeyId,
    PersonId,
    PostId,
    UnitId,
    giver_of,
)
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.template import NATIONAL, Template
from oa_desktop.domain.unit_settings import SETTINGS

UNRANKED = 100
"""领导排序 of who was given none."""


class Role(StrEnum):
    """角色: what a post may do. There is no role that may do everything, and none can be made."""

    DRAFTER = "拟稿"
    DEPARTMENT_HEAD = "部门审核"
    OFFICE_REVIEWER = "核稿"
    SIGNER = "签发"
    RECHECKER = "复核"
    REGISTRAR = "登记编号"
    SEAL_KEEPER = "印制用印"
    DISPATCHER = "核发"
    ARCHIVIST = "归档"
    SYSTEM_ADMINISTRATOR = "系统管理员"
    SECURITY_ADMINISTRATOR = "安全保密管理员"
    SECURITY_AUDITOR = "安全审计员"
    NUMBERS_BY_HAND = "手工编号"
    """A permission beside 登记编号: it handles no document by itself."""
    DELEGATES_FOR_OTHERS = "代设委托"
    """A permission beside a role: to delegate for others who are away (秘书), never to oneself."""


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.SECURITY_AUDITOR})
"""三员: they run, grant and audit, and have no access to documents by those roles."""
PERMISSIONS = frozenset({Role.NUMBERS_BY_HAND, Role.DELEGATES_FOR_OTHERS})
"""权限: what is granted beside a role that handles documents; nobody need have it."""
DELEGATING = frozenset({Role.SECURITY_ADMINISTRATOR, Role.DELEGATES_FOR_OTHERS})
"""Who delegates for others that are away: who grants rights, and whom they allowed it."""


FOUNDING_ROLES = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR)
"""What the first and the second founder of a unit hold: who makes accounts, and who grants rights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """发文机关: an organ that the unit's registry serves; several may share one registry.

    Attributes:
        name: Full or standard short name.
        code: 机关代字 of its numbers, such as ``清政办发``.
        since: ISO date from which the name holds, empty for always.
        until: ISO date after which it no longer holds, empty while it does.
        successor: Name of the organ that took its place.
    """

    name: str
    code: str
    since: str = ""
    until: str = ""
    successor: str = ""

    def in_force(self, day: str) -> bool:
        """Whether the name holds on an ISO date."""
        return self.since <= day and (not self.until or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """内设机构."""

    id: DepartmentId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """人员.

    Attributes:
        account: The name that the person signs in with.
        rank: 领导排序: lower stands first in every list.
        clearance: The highest secrecy that the person may know.
    """

    id: PersonId
    name: str
    account: str
    rank: int = UNRANKED
    clearance: Secrecy = Secrecy.WORK


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """职务: a person in a department with a title and the roles that were granted to it."""

    id: PostId
    person: PersonId
    department: DepartmentId
    title: str
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the organisation journal something took effect: an entry of one device's chain."""

    device: DeviceId
    seq: int


class KeyOwner(StrEnum):
    """Whose key it is."""

    PERSON = "person"
    MACHINE = "machine"
    RECOVERY = "recovery"
    """Whoever holds the printed recovery code (恢复码): it signs that an administrator's key is replaced, no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolledKey:
    """A signing key and the two places between which it holds.

    Attributes:
        id: SM3 of the public key.
        public: The public key, hexadecimal.
        person: Its owner; empty for a machine and for the recovery code.
        device: The machine that it belongs to; empty for a person's.
        enrolled: Where the journal enrols it.
        revoked: Where the journal revokes it, None while it holds. Place counts, not time.
    """

    id: KeyId
    public: str
    owner: KeyOwner
    enrolled: Place
    person: PersonId = PersonId("")
    device: DeviceId = DeviceId("")
    revoked: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedSetting:
    """单位设置 that was adjusted."""

    name: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmittedUnit:
    """接纳的单位: another unit of the store, and the digest of the entry that founded it."""

    unit: UnitId
    name: str
    founding: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedTemplate:
    """版式模板 that the unit adopted, and the entry that adopted it."""

    entry: EntryId
    template: Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """委托: for a time somebody does the tasks of somebody who is away, with their own key.

    Attributes:
        id: Its own; it says who gave it.
        delegate: Who does the tasks (受托人).
        since: From when, an ISO date or moment.
        until: The last day or minute.
        roles: Only tasks of these roles; empty for all that the giver has.
        kinds: Only documents of these kinds (文种); empty for all.
        acts: Only tasks that these acts complete; empty for all.
    """

    id: DelegationId
    delegate: PersonId
    since: str
    until: str
    roles: tuple[Role, ...] = ()
    kinds: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()

    @property
    def giver(self) -> PersonId:
        """Whose tasks they are (委托人)."""
        return giver_of(self.id)

    def in_force(self, now: str) -> bool:
        """Whether its period has begun and is not over at a moment, ISO like its ends."""
        return self.since <= now[: len(self.since)] and now[: len(self.until)] <= self.until

    def lends(self, roles: Iterable[Role]) -> frozenset[Role]:
        """Return which of the giver's roles it lends: never those of the three administrators (三员)."""
        return frozenset(one for one in roles if one not in ADMINISTRATORS and (not self.roles or one in self.roles))


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The unit as its journal tells it.

    Attributes:
        founders: The two people who founded it.
        confirmed: Whether the second founder has confirmed; before that nothing else may be done.
        settings: What was adjusted, by name.
        admitted: The units that it let into the store.
        templates: 版式模板, as they were adopted; the last is in force.
        correspondents: 往来机关, as they were registered last, each name once.
        delegations: 委托 that were given and not taken back; whether their time has come is asked with the present one.
    """

    unit: UnitId = UnitId("")
    name: str = ""
    realm: Realm = Realm.OFFICIAL
    grade: SystemGrade = SystemGrade.UNCLASSIFIED
    founders: tuple[PersonId, ...] = ()
    confirmed: bool = False
    organs: tuple[Organ, ...] = ()
    departments: tuple[Department, ...] = ()
    people: tuple[Person, ...] = ()
    posts: tuple[Post, ...] = ()
    keys: tuple[EnrolledKey, ...] = ()
    settings: tuple[AdjustedSetting, ...] = ()
    admitted: tuple[AdmittedUnit, ...] = ()
    templates: tuple[AdoptedTemplate, ...] = field(default=(), metadata={codec.LATER: True})
    correspondents: Book = field(default=(), metadata={codec.LATER: True})
    delegations: tuple[Delegation, ...] = field(default=(), metadata={codec.LATER: True})

    @property
    def adopted(self) -> EntryId:
        """The entry that adopted the template in force, empty where none was adopted."""
        return self.templates[-1].entry if self.templates else NO_ENTRY

    def template(self, adopted: EntryId) -> Template:
        """Return the template that an entry adopted, that of the standard where none was."""
        return next((one.template for one in self.templates if one.entry == adopted), NATIONAL)

    def setting(self, name: str) -> int:
        """Return the value of a setting: as adjusted last, or the usual one."""
        adjusted = next((one.value for one in self.settings if one.name == name), None)
        return SETTINGS[name].usual if adjusted is None else adjusted

    def person(self, person: PersonId) -> Person:
        """Return a person of the unit.

        Raises:
            Refused: Nobody has that id.
        """
        found = next((one for one in self.people if one.id == person), None)
        if found is None:
            raise Refused("person.unknown", person=person)
        return found

    def person_by_account(self, account: str) -> Person:
        """Return the person who signs in with an account name.

        Raises:
            Refused: Nobody does.
        """
        found = next((one for one in self.people if one.account == account), None)
        if found is None:
            raise Refused("person.unknown", person=account)
        return found

    def post(self, post: PostId) -> Post:
        """Return a post of the unit.

        Raises:
            Refused: There is no such post.
        """
        found = next((one for one in self.posts if one.id == post), None)
        if found is None:
            raise Refused("post.unknown", post=post)
        return found

    def posts_of(self, person: PersonId) -> tuple[Post, ...]:
        """Return the posts that a person holds."""
        return tuple(post for post in self.posts if post.person == person)

    def has_role(self, person: PersonId, role: Role) -> bool:
        """Whether one of a person's posts has a role."""
        return any(role in post.roles for post in self.posts_of(person))

    def department(self, department: DepartmentId) -> Department | None:
        """Return a department, None for an unknown one."""
        return next((one for one in self.departments if one.id == department), None)

    def delegation(self, delegation: DelegationId) -> Delegation | None:
        """Return a delegation that was given and not taken back, None for any other."""
        return next((one for one in self.delegations if one.id == delegation), None)

    def organ_of_code(self, code: str) -> Organ | None:
        """Return the organ whose numbers carry a code (机关代字)."""
        return next((organ for organ in self.organs if organ.code == code), None)

    def usual_code(self, organs: Iterable[str]) -> str | None:
        """Return the code registered last for the first of some organs, by name, that has one; None where none has."""
        codes = {organ.name: organ.code for organ in self.organs}
        return next((codes[name] for name in organs if name in codes), None)

    def recovers(self, key: KeyId) -> bool:
        """Whether a key is the one that the recovery code (恢复码) stands for now."""
        held = self.key(key)
        return held is not None and held.owner is KeyOwner.RECOVERY and held.revoked is None

    def key(self, key: KeyId) -> EnrolledKey | None:
        """Return an enrolled key, None for an unknown one."""
        return next((one for one in self.keys if one.id == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who acts: a person in a post, and what that post may do.

    Attributes:
        delegation: By which somebody else stands here for the person; None where people act for themselves.
        on_behalf: Whom the person stands for now (代): each with what the delegation lends of their rights.
    """

    unit: UnitId
    person: PersonId
    name: str
    post: PostId
    department: DepartmentId
    title: str
    roles: frozenset[Role]
    clearance: Secrecy
    delegation: Delegation | None = None
    on_behalf: tuple[Standing, ...] = ()


def standing_in(organisation: Organisation, post: Post) -> Standing:
    """Return the standing that a post gives its holder."""
    person = organisation.person(post.person)
    return Standing(
        unit=organisation.unit,
        person=person.id,
        name=person.name,
        post=post.id,
        department=post.department,
        title=post.title,
        roles=frozenset(post.roles),
        clearance=person.clearance,
    )


def refuse_incompatible_roles(organisation: Organisation, post: Post, roles: Iterable[Role]) -> None:
    """Refuse roles that one person may not hold together, over all posts of that person.

    The auditor is never one of the other two administrators (BMB practice, secondary source). On a classified grade
    the three administrators are three people.

    Raises:
        Refused: Two of the roles exclude each other.
    """
    held = {role for other in organisation.posts_of(post.person) if other.id != post.id for role in other.roles}
    administered = (held | set(roles)) & ADMINISTRATORS
    apart = organisation.grade is not SystemGrade.UNCLASSIFIED or Role.SECURITY_AUDITOR in administered
    if apart and len(administered) > 1:
        raise Refused("roles.incompatible", roles="、".join(sorted(administered)))


def post_among(posts: Iterable[Post], post: PostId) -> Post | None:
    """Return the post of an id, None where there is none."""
    return next((one for one in posts if one.id == post), None)


def with_roles(organisation: Organisation, post: PostId, roles: tuple[Role, ...]) -> Organisation:
    """Return the organisation after a post has been given exactly these roles."""
    posts = tuple(replace(one, roles=roles) if one.id == post else one for one in organisation.posts)
    return replace(organisation, posts=posts)
