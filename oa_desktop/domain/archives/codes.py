"""档号: the code of an item, written and read strictly, in the two styles that offices use.

``Z109-WS·2026-Y-BGS-0001`` as in DA/T 22-2015, where the fields have one order; ``Z109-WS·2026·Y·办公室-0001`` as in
DA/T 13-2022, where the class number (类别号) holds them in the order of the classification.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.archives.retention import RETENTION_OF_CODE, Retention
from oa_desktop.domain.errors import Refused

DOCUMENTS = "WS"
"""档案门类代码 of 文书."""


class CodeStyle(StrEnum):
    """After which standard a unit writes its codes."""

    FILED = "DA/T 22-2015"
    CLASSED = "DA/T 13-2022"


class ClassField(StrEnum):
    """What items are classed by."""

    YEAR = "年度"
    RETENTION = "保管期限"
    DIVISION = "机构（问题）"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ArchivalClass:
    """类: the lowest class, inside which items are counted.

    Attributes:
        category: 档案门类代码.
        year: 年度.
        division: Code of the organ or problem (机构或问题); empty where the unit divides by neither.
    """

    year: int
    retention: Retention
    division: str = ""
    category: str = DOCUMENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivalCode:
    """档号, taken apart.

    Attributes:
        fonds: 全宗号.
        number: 件号, from 1.
    """

    fonds: str
    of: ArchivalClass
    number: int


_FONDS = r"[A-Z][0-9]{3}"
_CATEGORY = r"[A-Z]{2}"
_FIELDS: Mapping[CodeStyle, Mapping[ClassField, str]] = {
    CodeStyle.FILED: {
        ClassField.YEAR: r"(?P<year>[12][0-9]{3})",
        ClassField.RETENTION: r"(?P<retention>Y|D[0-9]{2})",
        ClassField.DIVISION: r"(?P<division>[A-Z0-9]{3})",
    },
    CodeStyle.CLASSED: {
        ClassField.YEAR: r"(?P<year>[12][0-9]{3})",
        ClassField.RETENTION: r"(?P<retention>Y|D[0-9]{2})",
        ClassField.DIVISION: r"(?P<division>[A-Z0-9\u4e00-\u9fa5]{1,12})",
    },
}
_ORDER_FILED = (ClassField.YEAR, ClassField.RETENTION, ClassField.DIVISION)
_BETWEEN: Mapping[CodeStyle, str] = {CodeStyle.FILED: "-", CodeStyle.CLASSED: "·"}
"""What stands between the fields of the class; the category is always followed by ``·``."""
MOST_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRule:
    """How a unit writes its codes.

    Attributes:
        order: The fields of the class, as they follow one another in :attr:`CodeStyle.CLASSED`; without
            :attr:`ClassField.DIVISION` where the unit divides by nothing.
        digits: Of the 件号, which stands with leading zeros.
    """

    style: CodeStyle = CodeStyle.FILED
    order: tuple[ClassField, ...] = _ORDER_FILED
    digits: int = 4

    @property
    def fields(self) -> tuple[ClassField, ...]:
        """The fields of the class, as they are written."""
        fixed = tuple(one for one in _ORDER_FILED if one in self.order)
        return fixed if self.style is CodeStyle.FILED else self.order

    @property
    def last(self) -> int:
        """The last 件号 that it can write."""
        return int("9" * self.digits)

    def written(self, code: ArchivalCode) -> str:
        """Return a code as it is written.

        Raises:
            Refused: ``archiving.number-too-high``, ``archiving.division-code``.
        """
        if not 1 <= code.number <= self.last:
            raise Refused("archiving.number-too-high", number=code.number, last=self.last)
        if ClassField.DIVISION in self.order:
            self.refuse_division(code.of.division)
        said = {
            ClassField.YEAR: f"{code.of.year:04}",
            ClassField.RETENTION: code.of.retention.code,
            ClassField.DIVISION: code.of.division,
        }
        held = _BETWEEN[self.style].join(said[one] for one in self.fields)
        return f"{code.fonds}-{code.of.category}·{held}-{code.number:0{self.digits}}"

    def read(self, text: str) -> ArchivalCode:
        """Return what a written code says; nothing but what :meth:`written` writes is a code.

        Raises:
            Refused: ``archiving.code``.
        """
        found = self._pattern().fullmatch(text)
        retention = RETENTION_OF_CODE.get(found["retention"]) if found else None
        if found is None or retention is None or not int(found["number"]):
            raise Refused("archiving.code", text=text, example=self.example)
        said = found.groupdict()
        of = ArchivalClass(
            category=said["category"], year=int(said["year"]), retention=retention, division=said.get("division") or ""
        )
        return ArchivalCode(fonds=said["fonds"], of=of, number=int(said["number"]))

    @property
    def example(self) -> str:
        """A code as this rule writes it, for sentences."""
        division = "BGS" if ClassField.DIVISION in self.order else ""
        of = ArchivalClass(year=2026, retention=Retention.PERMANENT, division=division)
        return self.written(ArchivalCode(fonds="Z109", of=of, number=1))

    def refuse_division(self, code: str) -> None:
        """Refuse a code of an organ or problem that does not fit the style.

        Raises:
            Refused: ``archiving.division-code``.
        """
        if not re.fullmatch(_FIELDS[self.style][ClassField.DIVISION], code):
            raise Refused("archiving.division-code", code=code, style=self.style.value)

    def _pattern(self) -> re.Pattern[str]:
        between = re.escape(_BETWEEN[self.style])
        held = between.join(_FIELDS[self.style][one] for one in self.fields)
        number = rf"(?P<number>[0-9]{{{self.digits}}})"
        return re.compile(rf"(?P<fonds>{_FONDS})-(?P<category>{_CATEGORY})·{held}-{number}")


def is_fonds(text: str) -> bool:
    """Whether a text may be a 全宗号: a letter and three digits."""
    return re.fullmatch(_FONDS, text) is not None
