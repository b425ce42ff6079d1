"""The organisation (单位、内设机构、人员、职务、角色): what the unit's own journal says it is."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field, replace

from oa_desktop.domain import codec
from oa_desktop.domain.archives.retention import AdoptedSchedule
from oa_desktop.domain.archives.scheme import Scheme
from oa_desktop.domain.archives.supervised import Supervised
from oa_desktop.domain.copies.destroyed_papers import DestroyedPapers
from oa_desktop.domain.documents.template import NATIONAL, Template
from oa_desktop.domain.enrolled_keys import EnrolledKey, KeyOwner
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.partners import Partners
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
)
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import Secrecy, SystemGrade
from oa_desktop.domain.secrecy.classifying import NO_POWER, ClassifyingPower
from oa_desktop.domain.trust.seals import EnrolledSeal
from oa_desktop.domain.trust.trust_book import TrustBook
from oa_desktop.domain.units.correspondents import Book
from oa_desktop.domain.units.delegation import Delegation
from oa_desktop.domain.units.roles import ADMINISTRATORS, Role
from oa_desktop.domain.units.unit_settings import SETTINGS

UNRANKED = 100
"""领导排序 of who was given none."""


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
class Organisation:
    """The unit as its journal tells it.

    Attributes:
        founded: Version of the entry that founded it: it says of which age the unit is.
        founders: The two people who founded it.
        confirmed: Whether the second founder has confirmed; before that nothing else may be done.
        settings: What was adjusted, by name.
        admitted: The units that it let into the store.
        templates: 版式模板, as they were adopted; the last is in force.
        correspondents: 往来机关, as they were registered last, each name once.
        partners: 交换单位, with whom packages may be exchanged now.
        trust: 信任簿: the unit's authority, certificates, and whom else it trusts.
        delegations: 委托 that were given and not taken back; whether their time has come is asked with the present one.
        asked: 待第二人确认: entries that were asked for and that nobody has confirmed, declined or withdrawn.
        classifying: 定密权限 and 定密责任人, as recorded last.
        seals: 电子印章, as they were enrolled, those that were destroyed too.
        destroyed_papers: 涉密文件销毁: what two persons destroyed of the registered papers.
        schemes: 分类方案, as they were adopted; for a year holds the last that begins in it or before.
        schedules: 保管期限表, likewise.
        supervised: 监销: what two supervisors signed for, of the lists of the archive.
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
    trust: TrustBook = field(default=TrustBook(), metadata={codec.LATER: True})
    asked: tuple[Entry, ...] = field(default=(), metadata={codec.LATER: True})
    partners: Partners = field(default=(), metadata={codec.LATER: True})
    classifying: ClassifyingPower = field(default=NO_POWER, metadata={codec.LATER: True})
    seals: tuple[EnrolledSeal, ...] = field(default=(), metadata={codec.LATER: True})
    destroyed_papers: tuple[DestroyedPapers, ...] = field(default=(), metadata={codec.LATER: True})
    schemes: tuple[Scheme, ...] = field(default=(), metadata={codec.LATER: True})
    schedules: tuple[AdoptedSchedule, ...] = field(default=(), metadata={codec.LATER: True})
    supervised: tuple[Supervised, ...] = field(default=(), metadata={codec.LATER: True})
    founded: int = field(default=1, metadata={codec.LATER: True})

    @property
    def adopted(self) -> EntryId:
        """The entry that adopted the template in force, empty where none was adopted."""
        return self.templates[-1].entry if self.templates else NO_ENTRY

    def template(self, adopted: EntryId) -> Template:
        """Return the template that an entry adopted, that of the standard where none was."""
        return next((one.template for one in self.templates if one.entry == adopted), NATIONAL)

    def seal(self, data: Digest) -> EnrolledSeal | None:
        """Return a seal by the digest of what was issued; None where there is none."""
        return next((one for one in self.seals if one.data == data), None)

    def setting(self, name: str) -> int:
        """Return the value of a setting: as adjusted last, or the usual one of the grade; never outside its bounds."""
        bounds = SETTINGS[name].at(self.grade)
        return bounds.within(next((one.value for one in self.settings if one.name == name), bounds.usual))

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

    @property
    def registry(self) -> DeviceId:
        """The desk where the unit was founded: numbers are taken there and nowhere else (编号权)."""
        return next((one.device for one in self.keys if one.owner is KeyOwner.MACHINE), DeviceId(""))

    def key(self, key: KeyId) -> EnrolledKey | None:
        """Return an enrolled key, None for an unknown one."""
        return next((one for one in self.keys if one.id == key), None)


def refuse_incompatible_roles(organisation: Organisation, post: Post, roles: Iterable[Role]) -> None:
    """Refuse roles that one person may not hold together, over all posts and accounts of that person.

    The auditor is never one of the other two administrators (BMB practice, secondary source). On a classified grade
    the three administrators (三员) are three people, and handle no document.

    Raises:
        Refused: ``roles.incompatible``, ``roles.administrator-handles``.
    """
    people = same_people(organisation, {post.person})
    held = {
        role for other in organisation.posts if other.person in people and other.id != post.id for role in other.roles
    }
    together = held | set(roles)
    named = "、".join(sorted(together & ADMINISTRATORS))
    if _is_two_administrators(organisation.grade, together):
        raise Refused("roles.incompatible", roles=named)
    if _is_administrator_who_handles(organisation.grade, together):
        raise Refused("roles.administrator-handles", roles=named)


def _is_two_administrators(grade: SystemGrade, together: Set[Role]) -> bool:
    """Whether roles are those of administrators that one person may not be at once."""
    administered = together & ADMINISTRATORS
    return len(administered) > 1 and (grade is not SystemGrade.UNCLASSIFIED or Role.SECURITY_AUDITOR in administered)


def _is_administrator_who_handles(grade: SystemGrade, together: Set[Role]) -> bool:
    """Whether roles are an administrator's and, on a classified grade, others too."""
    administered = together & ADMINISTRATORS
    return grade is not SystemGrade.UNCLASSIFIED and bool(administered) and together != administered


def clashing_roles(organisation: Organisation, person: PersonId) -> frozenset[Role]:
    """Return the roles that somebody holds and may not hold together, none where they may.

    Each was rightly granted where it was granted: two desks did not know of each other, or somebody got a new name.
    """
    people = same_people(organisation, {person})
    together = frozenset(role for post in organisation.posts if post.person in people for role in post.roles)
    faults = (_is_two_administrators, _is_administrator_who_handles)
    return together if any(fault(organisation.grade, together) for fault in faults) else frozenset()


def refuse_clash(organisation: Organisation, person: PersonId) -> None:
    """Refuse somebody who holds what one person may not hold together, until that is put right.

    Raises:
        Refused: ``roles.clash``.
    """
    roles = clashing_roles(organisation, person)
    if roles:
        raise Refused("roles.clash", name=name_of(organisation, person), roles="、".join(sorted(roles)))


def has_clash(organisation: Organisation) -> bool:
    """Whether any administrator of the unit holds what one person may not hold together."""
    administrators = {post.person for post in organisation.posts if ADMINISTRATORS & set(post.roles)}
    return any(clashing_roles(organisation, one) for one in administrators)


def refuse_vacancy(organisation: Organisation, post: Post, roles: Iterable[Role]) -> None:
    """Refuse to take from somebody the office of an administrator (三员) that nobody else holds.

    Raises:
        Refused: ``roles.last-administrator``: whoever follows is to be granted it first.
    """
    others = {role for other in organisation.posts if other.id != post.id for role in other.roles}
    vacant = (set(post.roles) & ADMINISTRATORS) - set(roles) - others
    if vacant:
        raise Refused("roles.last-administrator", roles="、".join(sorted(vacant)))


def same_people(organisation: Organisation, people: Iterable[PersonId]) -> frozenset[PersonId]:
    """Return some people and everybody who has the name of one of them: perhaps a second account of theirs."""
    wanted = frozenset(people)
    names = {one.name for one in organisation.people if one.id in wanted}
    return wanted | {one.id for one in organisation.people if one.name in names}


def name_of(organisation: Organisation, person: PersonId) -> str:
    """Return a person's name, the id of somebody whom the unit does not know."""
    return next((one.name for one in organisation.people if one.id == person), person)


def post_among(posts: Iterable[Post], post: PostId) -> Post | None:
    """Return the post of an id, None where there is none."""
    return next((one for one in posts if one.id == post), None)


def with_roles(organisation: Organisation, post: PostId, roles: tuple[Role, ...]) -> Organisation:
    """Return the organisation after a post has been given exactly these roles."""
    posts = tuple(replace(one, roles=roles) if one.id == post else one for one in organisation.posts)
    return replace(organisation, posts=posts)
