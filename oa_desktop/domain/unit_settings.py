"""The settings of a unit (单位设置): each with its floor, ceiling and what it is when nobody adjusted it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from oa_desktop.domain.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSetting:
    """One setting: a whole number between two bounds.

    Attributes:
        usual: What it is when nobody adjusted it.
        least: The lowest value that is accepted.
        most: The highest.
    """

    usual: int
    least: int
    most: int


LARGEST_ATTACHMENT_MB = "largest-attachment-mb"
MARK_DRAFTS = "mark-drafts"
"""Whether pages of what has no number yet say 草稿 when they leave the store: 0 no, 1 yes."""

SETTINGS: Mapping[str, UnitSetting] = {
    LARGEST_ATTACHMENT_MB: UnitSetting(usual=500, least=1, most=10_000),
    MARK_DRAFTS: UnitSetting(usual=0, least=0, most=1),
}
"""Every setting by its name; megabytes are of 1,000,000 bytes."""


def refuse_setting(name: str, value: int) -> None:
    """Refuse a setting that does not exist or a value outside its bounds.

    Raises:
        Refused: ``setting.unknown`` or ``setting.out-of-bounds``.
    """
    setting = SETTINGS.get(name)
    if setting is None:
        raise Refused("setting.unknown", name=name, known="、".join(SETTINGS))
    if not setting.least <= value <= setting.most:
        raise Refused("setting.out-of-bounds", name=name, least=setting.least, most=setting.most)
