"""Actions on the unit itself: founding, people, rights, keys."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.actions.declaration import Action, Merge, Scope, declare
from oa_desktop.domain.documents.template import Template
from oa_desktop.domain.ids import DepartmentId, Digest, PersonId, PostId, UnitId
from oa_desktop.domain.secrecy.classification import Secrecy, SystemGrade
from oa_desktop.domain.units.correspondents import Correspondent
from oa_desktop.domain.units.organisation import Organ
from oa_desktop.domain.units.roles import Role

MERGEABLE = Merge.MERGEABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Founder:
    """One of the two people who found a unit; the roles of both are part of what both found."""

    person: PersonId
    name: str
    account: str
    public_key: str
    post: PostId
    title: str
    roles: tuple[Role, ...]
    rank: int = 100


@declare("found", "建立单位", scope=Scope.ORGANISATION, version=2)
@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Action):
    """建立单位: the first entry of a unit, signed with the first founder's own key; the second founder confirms it.

    Its version says of which age the unit is: in one that was founded by version 1, one person renewed keys alone.

    Attributes:
        grade: 系统等级, which never changes afterwards.
        machine_key: Public key of the machine that the store lies on, hexadecimal.
    """

    name: str
    grade: SystemGrade
    founders: tuple[Founder, ...]
    machine_key: str
    department: DepartmentId
    department_name: str


@declare("confirm-founding", "确认建立", scope=Scope.ORGANISATION)
@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmFounding(Action):
    """确认建立: the second founder agrees; from here on the unit may work."""


@declare("admit-unit", "接纳单位", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitUnit(Action):
    """接纳单位: another unit is founded in the store; recorded where the administrator stands who let it in.

    Attributes:
        unit: The unit that was let in.
        founding: Fingerprint of its founding: the digest of the first entry of its journal.
    """

    unit: UnitId
    name: str
    founding: Digest


@declare("register-organ", "登记发文机关", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterOrgan(Action):
    """登记发文机关: an organ that this registry serves, with its 机关代字."""

    organ: Organ


@declare("register-correspondents", "登记往来机关", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCorrespondents(Action):
    """登记往来机关: organs for the address book; one of a known name is changed to what it says now.

    Attributes:
        correspondents: So many as an entry holds; see :func:`oa_desktop.office.rolls.correspondents.parcels`.
    """

    correspondents: tuple[Correspondent, ...]


@declare("establish-department", "设立内设机构", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class EstablishDepartment(Action):
    """设立内设机构."""

    department: DepartmentId
    name: str


@declare("enrol-person", "登记人员", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolPerson(Action):
    """登记人员: make an account, and a post without any right; rights are another administrator's to grant."""

    person: PersonId
    name: str
    account: str
    public_key: str
    post: PostId
    department: DepartmentId
    title: str
    rank: int = 100


@declare("amend-person", "更正人员", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class AmendPerson(Action):
    """更正人员: somebody has another name, department, title or place in the lists; rights and account stay.

    Attributes:
        post: The post that is theirs.
    """

    person: PersonId
    name: str
    post: PostId
    department: DepartmentId
    title: str
    rank: int = 100


@declare("grant", "授予权限", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class Grant(Action):
    """授予权限: give a post exactly these roles, and its holder this clearance."""

    post: PostId
    roles: tuple[Role, ...]
    clearance: Secrecy = Secrecy.WORK
    reason: str = ""


@declare("renew-key", "更换签名密钥", scope=Scope.ORGANISATION, merge=MERGEABLE, version=2)
@dataclass(frozen=True, slots=True, kw_only=True)
class RenewKey(Action):
    """更换签名密钥: revoke a person's keys and enrol a new one; the old one is never brought back.

    From version 2 on a second person confirms it (:mod:`~oa_desktop.domain.units.seconding`).

    Attributes:
        public_key: Empty from version 2 on: the new key is made, by its owner's password, when it is confirmed.
    """

    person: PersonId
    reason: str
    public_key: str = ""


@declare("enrol-desk", "增设工作台", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolDesk(Action):
    """增设工作台: a second machine works on the unit's journals, with a chain and a key of its own.

    It is the first entry of that machine's chain, and its author signs it there.

    Attributes:
        name: What the machine is called.
        machine_key: Public key of the machine, hexadecimal.
    """

    name: str
    machine_key: str


@declare("name-token-library", "写明令牌驱动", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class NameTokenLibrary(Action):
    """写明令牌驱动: the machine that records it loads this PKCS#11 library of a vendor for tokens; no other one does.

    Attributes:
        module: Path of the library on that machine.
        label: Label of the tokens that count; empty for all.
        sm2_mechanism: Number of the vendor's mechanism that signs by SM2; 0 for none.
    """

    module: str
    label: str = ""
    sm2_mechanism: int = 0
    reason: str = ""


@declare("adjust-setting", "调整设置", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustSetting(Action):
    """调整设置: give one of the unit's settings a value.

    Attributes:
        name: Name of the setting, such as ``largest-attachment-mb``.
        value: A whole number.
    """

    name: str
    value: int
    reason: str = ""


@declare("adjust-audit", "调整审计设置", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustAudit(Action):
    """调整审计设置: give a setting of what is audited (审计策略) a value; a second person confirms it.

    Attributes:
        name: Name of the setting, one of :data:`oa_desktop.domain.units.unit_settings.AUDITED`.
        value: A whole number.
    """

    name: str
    value: int
    reason: str


@declare("adopt-template", "采用版式模板", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptTemplate(Action):
    """采用版式模板: from now on the unit's pages follow this template; what was signed keeps that of its signing.

    Attributes:
        template: All that it says, so that it can be followed when the file is long gone.
    """

    template: Template
    reason: str = ""


@declare("enrol-recovery", "登记恢复密钥", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolRecovery(Action):
    """登记恢复密钥: from now on the holder of this recovery code (恢复码) may recover; the code before may no more.

    Attributes:
        public_key: Public key of the signing key that the code stands for, hexadecimal.
    """

    public_key: str
    reason: str = ""


@declare("recover-key", "凭恢复码更换密钥", scope=Scope.ORGANISATION, merge=MERGEABLE, version=2, by_program=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverKey(Action):
    """凭恢复码更换密钥: whoever held the recovery code gave a system administrator a new password and key.

    The program records it, for nobody is signed in; the key that the recovery code stands for signs it. It has effect
    for somebody who is a system administrator (系统管理员) where it stands, and for nobody else; from version 2 on
    when a second person has confirmed it (:mod:`~oa_desktop.domain.units.seconding`).
    """

    person: PersonId
    public_key: str
