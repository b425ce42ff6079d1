"""The circumstances of a paper (办理情况): what journals, registers and organisation say of it beyond its own words.

The office puts them together; the rules look at them as they look at the text, and find nothing where they are not
known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from oa_desktop.domain.numbers.numbering import DocumentNumber, NumberLine, NumberRegister, numbers_in
from oa_desktop.domain.rules.names import meant
from oa_desktop.domain.units.correspondents import Book, Correspondent
from oa_desktop.domain.units.organisation import Organ


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """办理情况; what is not known is empty or None.

    Attributes:
        dossier: The document's handling; empty for a text that is none's yet.
        files: Names of the attached files; None for a text that is none's yet.
        drafted: The day of 拟稿.
        signed: The day of 签发, of several the last.
        signers: The names of who signed it.
        assigned: The number that 登记 gave.
        codes: 机关代字 of the organs that issue the paper, where the unit has registered them.
        registers: Those of these codes that the paper's numbers name, by code and year.
        former: Organs (发文机关) of the unit whose names hold no more.
        divisions: Names of the unit's 内设机构.
        known: Names of the organs and groups that the office writes to, each by itself.
        book: 通讯录, also those whose names hold no more.
        today: ISO date.
    """

    dossier: str = ""
    files: tuple[str, ...] | None = None
    drafted: date | None = None
    signed: date | None = None
    signers: tuple[str, ...] = ()
    assigned: str = ""
    codes: tuple[str, ...] = ()
    registers: Mapping[tuple[str, int], NumberRegister] = field(
        default_factory=lambda: MappingProxyType({}), hash=False
    )
    former: tuple[Organ, ...] = ()
    divisions: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    book: Book = ()
    today: str = ""

    def line(self, number: DocumentNumber) -> NumberLine | None:
        """Return how a number stands in its register, None where it was never taken or the register is unknown."""
        register = self.registers.get((number.code, number.year))
        return register.line(number.serial) if register else None

    def correspondent(self, name: str) -> Correspondent | None:
        """Return the line of the address book that a name means, be it with more or less of its region before it."""
        found = meant(name, tuple(one.name for one in self.book))
        return next((one for one in self.book if one.name == found), None)

    def knows(self, name: str) -> bool:
        """Whether the office writes to an organ or a group of this name."""
        return meant(name, self.known) is not None or self.correspondent(name) is not None

    def own_numbers(self, text: str) -> Iterator[DocumentNumber]:
        """Yield the numbers of these codes that a text names."""
        return (one for one in numbers_in(text) if one.code in self.codes)


UNKNOWN = Circumstances()
"""Those of a paper of which nothing is known but its words."""
