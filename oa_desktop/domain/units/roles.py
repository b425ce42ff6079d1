"""Roles (角色): what a post may do, those of the three administrators (三员), and what is granted beside a role."""

from __future__ import annotations

from enum import StrEnum


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
