"""Document numbers (发文字号) and the yearly registers they come from (文号登记).

GB/T 9704-2012 7.2.5: code of the organ, four-digit year in hexagonal brackets, number without 第 and leading zeros.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.errors import Refused

_NUMBER = re.compile(r"(?P<code>[\u4e00-\u9fa5]{1,12})〔(?P<year>(?:19|20)[0-9]{2})〕(?P<serial>[1-9][0-9]{0,4})号")
_STANDS_ALONE = re.compile(rf"(?<![\u4e00-\u9fa5]){_NUMBER.pattern}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNumber:
    """发文字号: ``清政办发〔2026〕18号``.

    Attributes:
        code: 机关代字.
        year: Four digits; the year of 成文日期.
        serial: From 1 in every year.
    """

    code: str
    year: int
    serial: int

    def __post_init__(self) -> None:
        if not _NUMBER.fullmatch(str(self)):
            raise Refused("number.form", text=str(self))

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.serial}号"


def read_number(text: str) -> DocumentNumber:
    """Return the number that a text in the standard's form names.

    Raises:
        Refused: The text has another form, such as [2026], 第, or a leading zero.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise Refused("number.form", text=text)
    return _number(found)


def numbers_in(text: str) -> Iterator[DocumentNumber]:
    """Yield the numbers in a text of which the code (机关代字) can be told: no other character stands before it."""
    return (_number(found) for found in _STANDS_ALONE.finditer(text))


def _number(found: re.Match[str]) -> DocumentNumber:
    return DocumentNumber(code=found["code"], year=int(found["year"]), serial=int(found["serial"]))


class NumberState(StrEnum):
    """How a number of a register stands; every number ends in one of these, with a reason."""

    USED = "已用"
    VOID = "作废"
    RESERVED = "预留"
    SKIPPED = "断号"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLine:
    """One line of a register: a serial, how it stands, and why."""

    serial: int
    state: NumberState
    dossier: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRegister:
    """文号登记: the numbers that one code (机关代字) has given out in one year.

    Attributes:
        code: 机关代字, such as ``清政办发``.
        year: Four digits.
        lines: In order of serial.
    """

    code: str
    year: int
    lines: tuple[NumberLine, ...] = ()

    @property
    def unsaid(self) -> tuple[int, ...]:
        """The serials below the highest that was given to a paper, and of which the register says nothing (空号)."""
        return tuple(sorted(set(range(1, self._highest)) - {line.serial for line in self.lines}))

    @property
    def _highest(self) -> int:
        given = (NumberState.USED, NumberState.VOID)
        return max((line.serial for line in self.lines if line.state in given), default=0)

    @property
    def next_serial(self) -> int:
        """The serial after the highest one that was given to a paper, passing over what is reserved or skipped."""
        serial = self._highest + 1
        known = {line.serial for line in self.lines}
        while serial in known:
            serial += 1
        return serial

    def line(self, serial: int) -> NumberLine | None:
        """Return how a number stands, None for one that was never taken."""
        return next((line for line in self.lines if line.serial == serial), None)
