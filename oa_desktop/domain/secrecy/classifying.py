"""定密: who may fix a classification, what was proposed and decided, who may know a document, and when it is over.

保守国家秘密法 (2024) Art. 14, 20, 22: levels, longest periods, marking. Who decides, what is recorded and how a
period is reckoned is office practice: the product does not say that a standard requires it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from oa_desktop.domain.dates import read_date, read_iso
from oa_desktop.domain.ids import DepartmentId, DossierId, EntryId, PersonId
from oa_desktop.domain.secrecy.classification import LONGEST_YEARS, Secrecy, claimed_secrecy


class Power(StrEnum):
    """定密权限 of a unit."""

    NONE = "无"
    AUTHORISED = "授权"
    """A body above has authorised it, for a level and for matters."""
    DERIVED = "派生"
    """It fixes nothing by itself; what it writes on the basis of a classified paper is classified as that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifyingPower:
    """定密权限: unit data, as the 安全保密管理员 recorded it.

    Attributes:
        level: The highest level that was authorised.
        matters: For which matters.
        basis: The paper that says so.
        responsible: 定密责任人: the principal leader, or whom they named.
    """

    power: Power = Power.NONE
    level: Secrecy = Secrecy.OPEN
    matters: str = ""
    basis: str = ""
    responsible: tuple[PersonId, ...] = ()


NO_POWER = ClassifyingPower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """知悉范围: the people and departments who may know a document, by need; nobody else does.

    Attributes:
        people: By name.
        departments: Whoever is in one of them.
    """

    people: tuple[PersonId, ...] = ()
    departments: tuple[DepartmentId, ...] = ()

    def includes(self, person: PersonId, department: DepartmentId) -> bool:
        """Whether somebody in a department may know the document."""
        return person in self.people or department in self.departments

    def with_people(self, people: Iterable[PersonId]) -> Audience:
        """Return it with more people."""
        return Audience(people=tuple(dict.fromkeys((*self.people, *people))), departments=self.departments)


class Event(StrEnum):
    """What was decided on a mark."""

    FIXED = "定密"
    CHANGED = "变更"
    KEPT = "审核后维持"
    LIFTED = "解除"
    EXPIRED = "到期解除"


LIFTING = frozenset({Event.LIFTED, Event.EXPIRED})
"""After these there is no mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """提出定密: what the 承办人 proposed.

    Attributes:
        mark: 密级和保密期限, such as ``秘密★10年``.
        basis: 定密依据.
        audience: 知悉范围.
        source_number: 来源文件 of what is derived, by its 文号.
        source_document: The same, where it lies in this store.
    """

    entry: EntryId
    person: PersonId
    mark: str
    basis: str
    audience: Audience
    source_number: str = ""
    source_document: DossierId = DossierId("")
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """A line of the 定密登记: a mark, and who decided it on what basis.

    Attributes:
        mark: As it stands from then on; empty after it was lifted.
        day: ISO.
        person: Who decided; empty where the program recorded that it is over.
        reason: Why it was changed or lifted, or is lower than its source.
    """

    entry: EntryId
    event: Event
    mark: str
    day: str
    person: PersonId
    basis: str = ""
    source_number: str = ""
    reason: str = ""


Markings = tuple[Marking, ...]


def mark_in_words(mark: str, markings: Markings) -> str:
    """Return a mark as lists show it: the one before stands voided beside one that took its place."""
    old = voided(markings)
    return f"{mark or '已解密'}（原{old}，作废）" if old else mark


def voided(markings: Markings) -> str:
    """Return the mark that is void beside the present one; empty where none was changed."""
    present = markings[-1].mark if markings else ""
    return next((one.mark for one in reversed(markings) if one.mark != present), "")


def over_on(mark: str, since: str) -> str:
    """Return the first day on which a mark holds no more, ISO; empty for a condition, or where none can be told.

    A level without a period lasts as long as it may at most.

    Args:
        mark: Such as ``秘密★1年``, ``机密★2027年3月1日前``, ``秘密★公布前``.
        since: The day from which a length counts, ISO.
    """
    level, _star, period = mark.partition("★")
    said = period or f"{LONGEST_YEARS.get(claimed_secrecy(level), 0)}年"
    begun, length = read_iso(since[:10]), _LENGTH.fullmatch(said)
    if length and begun and int(length["count"]):
        return _later(begun, int(length["count"]) * (12 if length["measure"] == "年" else 1))
    day = read_date(said.removesuffix("前")) or read_iso(said.removesuffix("前"))
    return day.isoformat() if day else ""


_LENGTH = re.compile(r"(?P<count>\d{1,3})(?P<measure>年|个月)")


def _later(day: date, months: int) -> str:
    """Return the day some months later, the last of the month where that month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, min(day.day, last)).isoformat()
        except ValueError:
            continue
    return ""
