"""The settings of a unit (单位设置): each with its floor, ceiling and what it is when nobody adjusted it.

What the bounds of passwords and idle time usually are is practice of assessors (惯例), not the text of a standard; no
setting undercuts them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.secrecy.classification import SystemGrade


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSetting:
    """One setting: a whole number between two bounds.

    Attributes:
        usual: What it is when nobody adjusted it.
        least: The lowest value that is accepted.
        most: The highest.
        classified: The same on a classified grade (秘密、机密), where it is another.
    """

    usual: int
    least: int
    most: int
    classified: UnitSetting | None = None

    def at(self, grade: SystemGrade) -> UnitSetting:
        """Return the setting as it is on a system grade."""
        return self if grade is SystemGrade.UNCLASSIFIED else self.classified or self

    def within(self, value: int) -> int:
        """Return a value, or the bound that it oversteps: bounds may have become narrower since it was adjusted."""
        return max(self.least, min(self.most, value))


LARGEST_ATTACHMENT_MB = "largest-attachment-mb"
MARK_DRAFTS = "mark-drafts"
"""Whether pages of what has no number yet say 草稿 when they leave the store: 0 no, 1 yes."""
PASSWORD_LENGTH = "password-length"  # noqa: S105 - the name of a setting
PASSWORD_CLASSES = "password-classes"  # noqa: S105 - the name of a setting
PASSWORD_DAYS = "password-days"  # noqa: S105 - the name of a setting
PASSWORD_HISTORY = "password-history"  # noqa: S105 - the name of a setting
PASSWORD_HOURS = "password-hours"  # noqa: S105 - the name of a setting
"""After how many hours at the earliest somebody may change a password again, so that the history is not run through."""
LOCK_FAILURES = "lock-failures"
LOCK_SECONDS = "lock-seconds"
IDLE_MINUTES = "idle-minutes"
"""After how many minutes in which nobody touches anything the window locks at the latest."""
CLIPBOARD_SECONDS = "clipboard-seconds"
"""How long what was copied out of the window stays on the clipboard."""
FORGET_RECENT = "forget-recent"
"""Whether a sign-out forgets who was here, of which unit, and where files were put: 0 no, 1 yes."""

ISOLATION = "isolation"
"""What a way out of the office's network means: 0 nothing, 1 whoever signs in is told, 2 nobody signs in."""
TOKEN_REQUIRED = "token-required"  # noqa: S105 - the name of a setting
"""Whose signing key has to lie on a token: 0 nobody's, 1 the three administrators', 2 everybody's."""
BACKUP_DAYS = "backup-days"
"""After how many days without a proved backup whoever keeps the machine is told so."""
FIXITY_MONTHS = "fixity-months"
"""After how many months without a 固化检查 of a register its archivist is told so."""
SECOND_DAYS = "second-days"
"""For how many days what one person asked for may be confirmed by another."""
LIFT_AT_EXPIRY = "lift-at-expiry"
"""Whether a mark that is over is lifted by the program (到期解密): 0 only a reminder, 1 yes."""

REGISTER_TITLES = "register-titles"
"""Whether the 涉密文件登记簿 may hold titles: 0 no, 1 yes."""

WITNESS_EVERY = "witness-every"
"""After how many entries at the latest the machine signs how far the journals have come (见证)."""

SETTINGS: Mapping[str, UnitSetting] = {
    LARGEST_ATTACHMENT_MB: UnitSetting(usual=500, least=1, most=10_000),
    MARK_DRAFTS: UnitSetting(usual=0, least=0, most=1),
    PASSWORD_LENGTH: UnitSetting(usual=8, least=8, most=64, classified=UnitSetting(usual=10, least=10, most=64)),
    PASSWORD_CLASSES: UnitSetting(usual=3, least=3, most=4),
    PASSWORD_DAYS: UnitSetting(usual=90, least=1, most=90, classified=UnitSetting(usual=30, least=1, most=90)),
    PASSWORD_HISTORY: UnitSetting(usual=5, least=5, most=24),
    PASSWORD_HOURS: UnitSetting(usual=0, least=0, most=240, classified=UnitSetting(usual=24, least=1, most=240)),
    LOCK_FAILURES: UnitSetting(usual=5, least=1, most=5),
    LOCK_SECONDS: UnitSetting(usual=300, least=300, most=86_400),
    WITNESS_EVERY: UnitSetting(usual=100, least=10, most=100),
    IDLE_MINUTES: UnitSetting(usual=10, least=1, most=30, classified=UnitSetting(usual=5, least=1, most=10)),
    BACKUP_DAYS: UnitSetting(usual=7, least=1, most=31),
    FIXITY_MONTHS: UnitSetting(usual=12, least=1, most=60),
    SECOND_DAYS: UnitSetting(usual=30, least=1, most=365),
    LIFT_AT_EXPIRY: UnitSetting(usual=0, least=0, most=1),
    CLIPBOARD_SECONDS: UnitSetting(
        usual=300, least=30, most=3600, classified=UnitSetting(usual=60, least=10, most=300)
    ),
    ISOLATION: UnitSetting(usual=0, least=0, most=2, classified=UnitSetting(usual=1, least=1, most=2)),
    REGISTER_TITLES: UnitSetting(usual=0, least=0, most=1),
    TOKEN_REQUIRED: UnitSetting(usual=0, least=0, most=2),
    FORGET_RECENT: UnitSetting(usual=0, least=0, most=1, classified=UnitSetting(usual=1, least=1, most=1)),
}
"""Every setting by its name; megabytes are of 1,000,000 bytes."""


AUDITED = frozenset({WITNESS_EVERY})
"""审计设置: what is audited; two persons change it (调整审计设置)."""


def refuse_unaudited(name: str, *, audited: bool) -> None:
    """Refuse to adjust a setting of what is audited as any other, or any other as one of these.

    Raises:
        Refused: ``setting.of-audit`` or ``setting.not-of-audit``.
    """
    if name in SETTINGS and (name in AUDITED) is not audited:
        raise Refused("setting.not-of-audit" if audited else "setting.of-audit", setting=name)


def refuse_setting(name: str, value: int, grade: SystemGrade = SystemGrade.UNCLASSIFIED) -> None:
    """Refuse a setting that does not exist or a value outside its bounds.

    Raises:
        Refused: ``setting.unknown`` or ``setting.out-of-bounds``.
    """
    setting = SETTINGS.get(name)
    if setting is None:
        raise Refused("setting.unknown", name=name, known="、".join(SETTINGS))
    bounds = setting.at(grade)
    if not bounds.least <= value <= bounds.most:
        raise Refused("setting.out-of-bounds", setting=name, least=bounds.least, most=bounds.most)
