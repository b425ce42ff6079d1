"""Document numbers (发文字号) and the yearly registers they come from (文号登记).

GB/T 9704-2012 7.2.5: code of the organ, four-digit year in hexagonal brackets, number without 第 and leading zeros.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from oa_desktop.domain import codec
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import PersonId, RegisterName

_NUMBER = re.compile(r"(?P<code>[\u4e00-\u9fa5]{1,12})〔(?P<year>(?:19|20)[0-9]{2})〕(?P<serial>[1-9][0-9]{0,4})号")
_STANDS_ALONE = re.compile(rf"(?<![\u4e00-\u9fa5]){_NUMBER.pattern}")
_IN_SERIES = re.compile(
    r"(?P<code>收文)〔(?P<year>(?:19|20)[0-9]{2})〕(?P<series>[\u4e00-\u9fa5]{1,8})(?<!第)(?P<serial>[1-9][0-9]{0,4})号"
)

INCOMING = "收文"
"""The code of the registers of incoming documents: they are no organ's, and may run in several series (号类)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNumber:
    """发文字号, ``清政办发〔2026〕18号``, or 收文编号, ``收文〔2026〕办件18号``: practice, in no standard.

    Attributes:
        code: 机关代字.
        year: Four digits; the year of 成文日期.
        serial: From 1 in every year.
        series: 号类, of incoming documents alone.
    """

    code: str
    year: int
    serial: int
    series: str = ""

    def __post_init__(self) -> None:
        form = _IN_SERIES if self.series else _NUMBER
        if not form.fullmatch(str(self)):
            raise Refused("number.form", text=str(self))

    def __str__(self) -> str:
        register = RegisterName(code=self.code, year=self.year, series=self.series)
        return f"{start_of(register)}{self.serial}号"


def start_of(register: RegisterName) -> str:
    """Return what all numbers of a register begin with: ``清政办发〔2026〕``."""
    return f"{register.code}〔{register.year}〕{register.series}"


def number_in(register: RegisterName, serial: int) -> DocumentNumber:
    """Return a number of a register.

    Raises:
        Refused: ``number.form``.
    """
    return DocumentNumber(code=register.code, year=register.year, serial=serial, series=register.series)


def read_number(text: str) -> DocumentNumber:
    """Return the number that a text in the standard's form names.

    Raises:
        Refused: The text has another form, such as [2026], 第, or a leading zero.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise Refused("number.form", text=text)
    return _number(found)


def read_registered(text: str) -> DocumentNumber:
    """Return the number that a register writes so: as :func:`read_number`, or 收文编号 with its 号类.

    Raises:
        Refused: ``number.form``.
    """
    found = _IN_SERIES.fullmatch(text.strip())
    return replace(_number(found), series=found["series"]) if found else read_number(text)


def numbers_in(text: str) -> Iterator[DocumentNumber]:
    """Yield the numbers in a text of which the code (机关代字) can be told: no other character stands before it."""
    return (_number(found) for found in _STANDS_ALONE.finditer(text))


def as_compared(text: str) -> str:
    """Return what a number is compared by: one number is typed with any bracket, width of digits and spaces."""
    return _BRACKET.sub("|", "".join(unicodedata.normalize("NFKC", text).split()))


_BRACKET = re.compile(r"[\[\](){}〔〕【】「」『』〖〗]")


def _number(found: re.Match[str]) -> DocumentNumber:
    return DocumentNumber(code=found["code"], year=int(found["year"]), serial=int(found["serial"]))


class NumberState(StrEnum):
    """How a number of a register stands; every number ends in one of these, with a reason."""

    USED = "已用"
    VOID = "作废"
    RESERVED = "预留"
    SKIPPED = "断号"


class NumberUse(StrEnum):
    """What a number was used for, and how it came there."""

    USUAL = ""
    """A document of this store took the next number, or one that was reserved."""
    BY_HAND = "手工"
    """A document of this store took a number out of turn."""
    PAPER = "纸质"
    """A paper that is handled on paper alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLine:
    """One line of a register: a serial, how it stands, and why.

    Attributes:
        dossier: The document that it was given to.
        person: Who said last how it stands.
        time: When they claimed to.
        title: Title of a paper that is handled on paper alone, as are the next two.
        date: Its 成文日期, ISO.
        handler: Who handles it (经办人).
    """

    serial: int
    state: NumberState
    dossier: str = ""
    reason: str = ""
    use: NumberUse = field(default=NumberUse.USUAL, metadata={codec.LATER: True})
    person: PersonId = field(default=PersonId(""), metadata={codec.LATER: True})
    time: str = field(default="", metadata={codec.LATER: True})
    title: str = field(default="", metadata={codec.LATER: True})
    date: str = field(default="", metadata={codec.LATER: True})
    handler: str = field(default="", metadata={codec.LATER: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRegister:
    """文号登记: the numbers that one code (机关代字) has given out in one year.

    Attributes:
        code: 机关代字, such as ``清政办发``.
        year: Four digits.
        lines: In order of serial.
        series: 号类, of incoming documents alone.
    """

    code: str
    year: int
    lines: tuple[NumberLine, ...] = ()
    series: str = field(default="", metadata={codec.LATER: True})

    @property
    def name(self) -> RegisterName:
        """Which register it is."""
        return RegisterName(code=self.code, year=self.year, series=self.series)

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


def runs_of(serials: Iterable[int]) -> str:
    """Return serials in words, those that follow one another as one: ``3—5、9``; they come in order."""
    runs: list[list[int]] = []
    for serial in serials:
        if runs and runs[-1][-1] == serial - 1:
            runs[-1][1:] = [serial]
        else:
            runs.append([serial])
    return "、".join("—".join(map(str, run)) for run in runs)
