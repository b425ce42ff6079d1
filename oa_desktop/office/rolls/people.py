"""The roll of the unit's people; rights are another administrator's to grant and are not taken in by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.organising import EnrolPerson
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import PersonId, PostId
from oa_desktop.domain.names import refuse_unfit_name
from oa_desktop.domain.units.organisation import Organisation, Person
from oa_desktop.i18n import _
from oa_desktop.office.ports.tables import Column
from oa_desktop.office.rolls.cells import read_rank
from oa_desktop.office.rolls.roll import Texts

_NAME, _ACCOUNT, _DEPARTMENT, _TITLE, _RANK = _("姓名"), _("账号"), _("内设机构"), _("职务"), _("排序")
_ROLES, _CLEARANCE = _("角色"), _("知悉范围")
USUAL_RANK = 100
_COLUMNS: Final = (
    Column(title=_NAME),
    Column(title=_ACCOUNT),
    Column(title=_DEPARTMENT, width=24),
    Column(title=_TITLE),
    Column(title=_RANK, width=8),
    Column(title=_ROLES, width=30),
    Column(title=_CLEARANCE),
)
_ADVICE: Final = (
    _("一行一个人，从第二行写起；第一行的栏名不要改，用不着的栏可以整栏删去（删去的栏不改动已登记的内容）。"),
    _("账号：登录用的名字。登记过的账号，按这一行更正姓名、内设机构、职务和排序；没有登记过的，新增。"),
    _("没有写账号的，按姓名找；有同名的人，必须写账号。"),
    _("内设机构：没有的，读入时一并设立。"),
    _("排序：领导排序，0至9999，小的在前；空着的是100。"),
    _("角色、知悉范围：只供查看，不读入。新登记的人没有权限，请安全保密管理员授予。"),
    _("新登记的人由程序定一个初始口令，读入以后一次给出，本人第一次登录时更换。"),
    _("不要用公式；合并的单元格按每一行都写了同样的内容读。"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person of the unit as a row of the roll has them.

    Attributes:
        person: Empty for somebody new.
        post: The first of their posts; empty for somebody new.
        granted: Names of the roles and of the clearance, as the unit has them.
    """

    name: str
    account: str
    department: str = ""
    title: str = ""
    rank: int = USUAL_RANK
    person: PersonId = PersonId("")
    post: PostId = PostId("")
    granted: tuple[str, str] = ("", "")


class PeopleRoll:
    """名册 of the people."""

    columns: ClassVar[tuple[Column, ...]] = _COLUMNS
    needed: ClassVar[tuple[str, ...]] = (_NAME,)
    advice: ClassVar[tuple[str, ...]] = _ADVICE
    action: ClassVar[type[Action]] = EnrolPerson

    def __init__(self, unit: Organisation) -> None:
        members = [_member(unit, one) for one in sorted(unit.people, key=lambda one: one.rank)]
        self._known = {one.account: one for one in members}
        self._namesakes = Counter(one.name for one in members)

    def listed(self) -> Sequence[Member]:
        """Return the people by rank."""
        return tuple(self._known.values())

    def written(self, record: Member) -> tuple[str, ...]:
        """Return the cells of a person."""
        return (record.name, record.account, record.department, record.title, str(record.rank), *record.granted)

    def read(self, texts: Texts) -> Member:
        """Return the person of a row.

        Raises:
            Refused: ``roll.namesakes``, ``roll.no-account``, ``table.rank``.
        """
        account = texts.get(_ACCOUNT, "") or self._account_of(texts[_NAME])
        known = self._known.get(account, Member(name="", account=account))
        said = {field: read(texts[title]) for title, (field, read) in _FIELDS.items() if title in texts}
        return replace(known, **said)

    def _account_of(self, name: str) -> str:
        """Return the account of the only person of a name."""
        if self._namesakes[name] > 1:
            raise Refused("roll.namesakes", name=name)
        found = next((one.account for one in self._known.values() if one.name == name), "")
        if not found:
            raise Refused("roll.no-account", name=name)
        return found

    def known(self, record: Member) -> Member | None:
        """Return who has the account."""
        return self._known.get(record.account)

    def key(self, record: Member) -> str:
        """Return the account."""
        return record.account

    def refusing(self, _together: Iterable[Member], /) -> Callable[[Member], None]:
        """Return what refuses a person without a name, a department or a title."""
        return _refuse_unfit


def _refuse_unfit(one: Member) -> None:
    refuse_unfit_name(one.name, one.account, one.department, one.title)
    if not one.name:
        raise Refused("person.nameless")
    if not one.department or not one.title:
        raise Refused("roll.no-place", name=one.name)


def _member(unit: Organisation, person: Person) -> Member:
    post = next(iter(unit.posts_of(person.id)), None)
    home = unit.department(post.department) if post else None
    return Member(
        name=person.name,
        account=person.account,
        department=home.name if home else "",
        title=post.title if post else "",
        rank=person.rank,
        person=person.id,
        post=post.id if post else PostId(""),
        granted=("、".join(post.roles) if post else "", person.clearance.label or _("公开")),
    )


_FIELDS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    _NAME: ("name", str),
    _DEPARTMENT: ("department", str),
    _TITLE: ("title", str),
    _RANK: ("rank", lambda text: read_rank(text, USUAL_RANK)),
}
"""What a column says of a person, and how its cells are read."""
