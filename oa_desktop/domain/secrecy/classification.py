"""Secrecy (密级和保密期限), system grade and clearance.

The levels and their longest periods: 保守国家秘密法 (2024) Art. 14 and 20. The star form of the mark is common usage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from oa_desktop.domain.errors import Refused


class Secrecy(IntEnum):
    """密级, ordered: who is cleared for one level is cleared for those below it."""

    OPEN = 0
    """无密级."""
    WORK = 1
    """工作秘密: not a state secret."""
    SECRET = 2
    """秘密."""
    CONFIDENTIAL = 3
    """机密."""
    TOP = 4
    """绝密."""

    @property
    def label(self) -> str:
        """The word that stands on the page; nothing for an open document."""
        return _LABELS[self]


_LABELS = {
    Secrecy.OPEN: "",
    Secrecy.WORK: "工作秘密",
    Secrecy.SECRET: "秘密",
    Secrecy.CONFIDENTIAL: "机密",
    Secrecy.TOP: "绝密",
}
_LEVELS = {label: level for level, label in _LABELS.items() if label}
LONGEST_YEARS = {Secrecy.SECRET: 10, Secrecy.CONFIDENTIAL: 20, Secrecy.TOP: 30}
"""最长保密期限, in years (保守国家秘密法 2024 Art. 20)."""
_MARK = re.compile(r"(?P<level>绝密|机密|秘密|工作秘密)(?:★(?P<period>.+))?")
_LENGTH = re.compile(r"0*(?P<count>\d{1,9})\d*\s*(?P<measure>年|个月)")
_BLANK = re.compile(r"\s")
_VARIANTS = str.maketrans("絕機祕", "绝机秘")


class SystemGrade(StrEnum):
    """The grade that an installation is declared for at its founding; it never changes."""

    UNCLASSIFIED = "非涉密"
    SECRET = "秘密"  # noqa: S105 - a grade, not a credential
    CONFIDENTIAL = "机密"

    @property
    def ceiling(self) -> Secrecy:
        """The highest secrecy whose text this installation may hold; 绝密 text is never held."""
        return _CEILINGS[self]


_CEILINGS = {
    SystemGrade.UNCLASSIFIED: Secrecy.WORK,
    SystemGrade.SECRET: Secrecy.SECRET,
    SystemGrade.CONFIDENTIAL: Secrecy.CONFIDENTIAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """密级和保密期限: a level and how long it lasts.

    Attributes:
        level: 密级.
        period: What stands behind the star: ``10年``, ``6个月``, a date or a condition; empty means the longest.
    """

    level: Secrecy = Secrecy.OPEN
    period: str = ""

    def __post_init__(self) -> None:
        if self.period and self.level is Secrecy.OPEN:
            raise Refused("classification.form", text=str(self))
        longest = LONGEST_YEARS.get(self.level)
        if longest and _months(self.period) > longest * 12:
            raise Refused("classification.too-long", level=self.level.label, longest=longest)

    def __str__(self) -> str:
        return self.level.label + (f"★{self.period}" if self.period else "")


def _months(period: str) -> int:
    """Return the length of a period in months, 0 for a date or a condition; what runs to billions is cut there."""
    found = _LENGTH.fullmatch(period)
    return int(found["count"]) * (12 if found["measure"] == "年" else 1) if found else 0


def read_classification(text: str) -> Classification:
    """Return the classification that a mark such as ``秘密★1年`` stands for.

    Raises:
        Refused: The text is no such mark, or its period is longer than the law allows.
    """
    if not text.strip():
        return Classification()
    found = _MARK.fullmatch(text.strip())
    if found is None:
        raise Refused("classification.form", text=text)
    return Classification(level=_LEVELS[found["level"]], period=found["period"] or "")


def claimed_secrecy(text: str) -> Secrecy:
    """Return the highest level that a mark as typed may mean, so that a badly typed mark still protects.

    Blanks inside (``秘　密``, as it is printed) and traditional characters are read; a 密 of no known level is 秘密.
    """
    bare = _BLANK.sub("", text).translate(_VARIANTS)
    others = bare.replace(Secrecy.WORK.label, "")
    found = [level for label, level in _LEVELS.items() if label in others]
    found += [Secrecy.WORK] if others != bare else []
    found += [Secrecy.SECRET] if "密" in others and not found else []
    return max(found, default=Secrecy.OPEN)


def refuse_above(grade: SystemGrade, text: str) -> None:
    """Refuse a mark that an installation of this grade may not hold.

    Raises:
        Refused: The mark is above what the grade allows.
    """
    _refuse_level(grade, claimed_secrecy(text))


def _refuse_level(grade: SystemGrade, level: Secrecy) -> None:
    if level > grade.ceiling:
        raise Refused("classification.above-grade", level=level.label, grade=grade.value)
