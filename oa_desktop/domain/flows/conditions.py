"""Conditions (条件) of a step: for which documents it is part of the route; asked of what a journal already says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.documents.kinds import Direction, DocumentKind
from oa_desktop.domain.documents.particulars import Particulars
from oa_desktop.domain.documents.values import Publicity
from oa_desktop.domain.secrecy.classification import Secrecy

YES, NO = "是", "否"
OPEN = "不涉密"
UNSAID = "未写"
"""Value of an element that the document does not state."""


class Subject(StrEnum):
    """What of a document a condition asks about."""

    KIND = "文种"
    DIRECTION = "行文方向"
    SECRECY = "密级"
    URGENCY = "紧急程度"
    JOINT = "联合行文"
    PUBLICITY = "公开属性"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """条件: what it asks about, and the values of which one must be there."""

    subject: Subject
    among: tuple[str, ...]

    def holds(self, particulars: Particulars) -> bool:
        """Whether a document meets it."""
        return _ASKED[self.subject](particulars) in self.among


def known_values(subject: Subject) -> tuple[str, ...]:
    """Return every value that a document may have where a condition asks."""
    return _VALUES[subject]


def may_hold(conditions: Iterable[Condition]) -> bool:
    """Whether there may be a document that meets every one of some conditions."""
    left = {subject: set(known_values(subject)) for subject in Subject}
    for one in conditions:
        left[one.subject] &= set(one.among)
    return all(left.values()) and _go_together(left[Subject.KIND], left[Subject.DIRECTION])


def _go_together(kinds: set[str], directions: set[str]) -> bool:
    """Whether one of some kinds may go in one of some directions; any goes upward that names 签发人."""
    usual = {one.usual_direction.value for one in DocumentKind if one.value in kinds} | ({UNSAID} & kinds)
    return Direction.UPWARD.value in directions or bool(usual & directions)


def all_hold(conditions: Iterable[Condition], particulars: Particulars) -> bool:
    """Whether a document meets every one of some conditions; it meets none at all."""
    return all(one.holds(particulars) for one in conditions)


def _kind(particulars: Particulars) -> str:
    return particulars.kind or UNSAID


def _direction(particulars: Particulars) -> str:
    """Return the direction: upward where 签发人 are named, which upward documents alone carry; else the usual one."""
    if particulars.names_signers:
        return Direction.UPWARD.value
    kind = next((one for one in DocumentKind if one.value == particulars.kind), None)
    return kind.usual_direction.value if kind else UNSAID


def _secrecy(particulars: Particulars) -> str:
    return particulars.secrecy.label if particulars.secrecy >= Secrecy.SECRET else OPEN


def _joint(particulars: Particulars) -> str:
    return YES if "、" in particulars.organ else NO


_VALUES: Mapping[Subject, tuple[str, ...]] = {
    Subject.KIND: (*(one.value for one in DocumentKind), UNSAID),
    Subject.DIRECTION: (*(one.value for one in Direction), UNSAID),
    Subject.SECRECY: (*(one.label for one in Secrecy if one >= Secrecy.SECRET), OPEN),
    Subject.URGENCY: ("特提", "特急", "加急", "平急", UNSAID),
    Subject.JOINT: (YES, NO),
    Subject.PUBLICITY: (*(one.value for one in Publicity if one.value), UNSAID),
}
_ASKED: Mapping[Subject, Callable[[Particulars], str]] = {
    Subject.KIND: _kind,
    Subject.DIRECTION: _direction,
    Subject.SECRECY: _secrecy,
    Subject.URGENCY: lambda particulars: particulars.urgency or UNSAID,
    Subject.JOINT: _joint,
    Subject.PUBLICITY: lambda particulars: particulars.publicity or UNSAID,
}
