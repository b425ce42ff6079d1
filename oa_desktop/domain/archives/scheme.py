"""全宗和分类方案: how the archive of a unit is divided into classes, and how it writes its codes, from a year on.

Of organ and problem one is chosen, never both; which departments or which words belong to a division is a table of
the unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.archives.codes import (
    DOCUMENTS,
    MOST_DIGITS,
    ArchivalClass,
    ArchivalCode,
    ClassField,
    CodeRule,
    CodeStyle,
    is_fonds,
)
from oa_desktop.domain.archives.retention import Retention
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import ArchiveName, DepartmentId


class DivideBy(StrEnum):
    """What classes are divided by, beside year and retention."""

    ORGAN = "机构"
    PROBLEM = "问题"
    NOTHING = "不分"


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A 机构 or 问题 of a scheme.

    Attributes:
        code: As it stands in a 档号.
        departments: 内设机构 whose documents belong here; any where none is named.
        words: One of which stands in the title of what belongs here; any title where none is named.
    """

    code: str
    name: str
    departments: tuple[DepartmentId, ...] = ()
    words: tuple[str, ...] = ()

    def holds(self, department: DepartmentId, title: str) -> bool:
        """Whether a document of a department, with a title, belongs here."""
        of_it = not self.departments or department in self.departments
        return of_it and (not self.words or any(word in title for word in self.words))


_ORDER = (ClassField.YEAR, ClassField.RETENTION, ClassField.DIVISION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """分类方案 of one fonds.

    Attributes:
        fonds: 全宗号.
        fonds_name: 全宗名称.
        since: The first 年度 for which it holds.
        order: In which order items are classed; without :attr:`ClassField.DIVISION` where ``divide_by`` is 不分.
        divisions: 机构 or 问题, in the order in which a document is asked for them.
        digits: Of the 件号.
    """

    fonds: str
    fonds_name: str
    since: int
    style: CodeStyle = CodeStyle.FILED
    order: tuple[ClassField, ...] = _ORDER
    divide_by: DivideBy = DivideBy.ORGAN
    divisions: tuple[Division, ...] = ()
    category: str = DOCUMENTS
    digits: int = 4

    @property
    def rule(self) -> CodeRule:
        """How it writes its codes."""
        return CodeRule(style=self.style, order=self.order, digits=self.digits)

    @property
    def example(self) -> str:
        """The first code of its first class, for sentences."""
        division = self.divisions[0].code if self.divisions else ""
        of = ArchivalClass(category=self.category, year=self.since, retention=Retention.PERMANENT, division=division)
        return self.written(of, 1)

    def archive(self, year: int) -> ArchiveName:
        """Return the register of a year."""
        return ArchiveName(fonds=self.fonds, year=year)

    def division_of(self, department: DepartmentId, title: str) -> Division | None:
        """Return the first division that a document belongs to, None where there is none."""
        return next((one for one in self.divisions if one.holds(department, title)), None)

    def division(self, code: str) -> Division | None:
        """Return a division by its code, None where there is none."""
        return next((one for one in self.divisions if one.code == code), None)

    def class_of(self, year: int, retention: Retention, division: str) -> ArchivalClass:
        """Return a class of the scheme.

        Raises:
            Refused: ``archiving.no-class``: the division is none of the scheme's.
        """
        divided = self.divide_by is not DivideBy.NOTHING
        if bool(division) is not divided or (divided and self.division(division) is None):
            raise Refused("archiving.no-class", code=division or "（空）", by=self.divide_by.value)
        return ArchivalClass(category=self.category, year=year, retention=retention, division=division)

    def written(self, of: ArchivalClass, number: int) -> str:
        """Return the 档号 of a number of a class.

        Raises:
            Refused: ``archiving.number-too-high``.
        """
        return self.rule.written(ArchivalCode(fonds=self.fonds, of=of, number=number))


def scheme_for(schemes: Iterable[Scheme], year: int) -> Scheme | None:
    """Return the scheme that was adopted last of those that hold for a year, None where none does."""
    holding = [one for one in schemes if one.since <= year]
    return holding[-1] if holding else None


def refuse_scheme(scheme: Scheme) -> None:
    """Refuse a scheme by which nothing could be classed, or that would write two classes alike.

    Raises:
        Refused: ``archiving.fonds``, ``archiving.order``, ``archiving.divisions``, ``archiving.division-code``,
            ``archiving.digits``.
    """
    if not is_fonds(scheme.fonds):
        raise Refused("archiving.fonds", text=scheme.fonds)
    wanted = set(_ORDER) - ({ClassField.DIVISION} if scheme.divide_by is DivideBy.NOTHING else set())
    if set(scheme.order) != wanted or len(scheme.order) != len(wanted):
        raise Refused("archiving.order", by=scheme.divide_by.value, order="、".join(scheme.order))
    codes = [one.code for one in scheme.divisions]
    divided = scheme.divide_by is not DivideBy.NOTHING
    if divided is not bool(codes) or len(set(codes)) < len(codes):
        raise Refused("archiving.divisions", by=scheme.divide_by.value)
    if not 1 <= scheme.digits <= MOST_DIGITS:
        raise Refused("archiving.digits", digits=scheme.digits, most=MOST_DIGITS)
    for code in codes:
        scheme.rule.refuse_division(code)
